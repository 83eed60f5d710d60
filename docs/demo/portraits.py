"""Draws the portraits and logos of the demonstration association; run it as `uv run python docs/demo/portraits.py`.

Everybody in the demonstration is invented, so nobody's likeness is in it: a portrait is a few flat shapes, chosen in
the table PEOPLE, with small differences taken from the digest of the slug. The same table gives the same bytes.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter

ROOT = Path(__file__).resolve().parents[2]
SIDE = 640
LOGO_SIDE = 400
SCALE = 3
"""Shapes are drawn this many times too large and then reduced, which smooths their edges."""
FRAME = (62, 84, 578, 600)
"""The part of a portrait's canvas that is kept."""

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]


class Look(NamedTuple):
    """What a portrait shows. `extras` are words: glasses, beard, stubble, moustache, earrings, stripes."""

    skin: str
    hair: str
    hair_colour: str
    top: str
    top_colour: str
    background: str
    extras: str = ""


SKIN: dict[str, Colour] = {
    "pale": (243, 212, 192),
    "fair": (233, 190, 160),
    "olive": (214, 164, 124),
    "tan": (193, 141, 99),
    "brown": (157, 108, 72),
    "deep": (121, 79, 52),
    "dark": (91, 59, 42),
}
HAIR: dict[str, Colour] = {
    "black": (33, 29, 31),
    "brown": (64, 45, 36),
    "chestnut": (108, 68, 42),
    "red": (156, 82, 45),
    "blond": (203, 166, 104),
    "grey": (142, 144, 147),
    "white": (222, 219, 212),
    "salt": (92, 90, 92),
    "teal": (47, 98, 103),
    "plum": (101, 63, 88),
    "sand": (201, 179, 143),
}
CLOTH: dict[str, Colour] = {
    "navy": (38, 55, 84),
    "ochre": (205, 153, 55),
    "cream": (229, 220, 200),
    "bottle": (43, 84, 70),
    "rust": (165, 84, 52),
    "slate": (88, 101, 116),
    "charcoal": (56, 58, 64),
    "rose": (183, 112, 118),
    "sky": (118, 155, 184),
    "plum": (95, 62, 92),
    "white": (240, 239, 234),
    "leaf": (112, 136, 84),
}
BACKGROUND: dict[str, Colour] = {
    "sea": (132, 170, 168),
    "fog": (200, 208, 211),
    "sand": (221, 205, 174),
    "slate": (108, 128, 147),
    "brick": (196, 139, 114),
    "moss": (158, 171, 132),
    "dusk": (163, 152, 181),
    "chalk": (228, 223, 211),
    "deep": (62, 92, 108),
}

PEOPLE: dict[str, Look] = {
    "isla-macrae-thorburn": Look("pale", "bob", "red", "oilskin", "navy", "sea"),
    "tobias-penhallow": Look("fair", "balding", "grey", "shirt", "sky", "sand", "glasses beard"),
    "gwenllian-rhydderch-puw": Look("pale", "bun", "salt", "rollneck", "plum", "fog", "glasses"),
    "oluwaseun-adebayo": Look("dark", "cropped", "black", "crew", "ochre", "deep", "beard"),
    "priya-ramanathan": Look("brown", "long", "black", "crew", "rust", "chalk"),
    "douglas-fairgrieve": Look("fair", "cap", "white", "rollneck", "navy", "fog", "beard"),
    "morven-sinclair": Look("pale", "beanie", "blond", "oilskin", "ochre", "slate"),
    "caoimhe-ni-shuilleabhain": Look("fair", "ponytail", "chestnut", "jacket", "bottle", "chalk", "earrings"),
    "fiachra-omalley": Look("fair", "parted", "brown", "crew", "cream", "moss", "stubble"),
    "rosalind-achebe-thwaite": Look("deep", "curls", "black", "jacket", "plum", "sand", "glasses earrings"),
    "ines-vasconcelos-e-sa": Look("olive", "bob", "brown", "shirt", "white", "brick"),
    "joao-teixeira-de-figueiredo": Look("olive", "parted", "black", "shirt", "sky", "chalk", "glasses"),
    "marta-quaresma": Look("tan", "curls", "brown", "crew", "bottle", "dusk"),
    "thais-albuquerque-do-nascimento": Look("brown", "curls", "chestnut", "crew", "rose", "sea", "earrings"),
    "uxia-lourido-castro": Look("fair", "short", "black", "oilskin", "leaf", "sand"),
    "anne-laure-le-goff-kerjean": Look("fair", "bob", "grey", "crew", "white", "slate", "stripes"),
    "thibault-d-hautefort": Look("fair", "swept", "white", "jacket", "charcoal", "brick", "moustache"),
    "sietske-van-der-meulen": Look("pale", "long", "blond", "crew", "slate", "moss"),
    "jeroen-t-hooft": Look("fair", "cropped", "salt", "jacket", "navy", "chalk", "glasses"),
    "chidinma-eze-bakker": Look("dark", "braids", "black", "crew", "leaf", "sand", "earrings"),
    "annegret-von-der-luehe": Look("pale", "short", "white", "jacket", "slate", "sea", "glasses earrings"),
    "cem-yildirim": Look("olive", "swept", "black", "crew", "charcoal", "fog", "beard"),
    "soren-ostergaard": Look("fair", "beanie", "blond", "crew", "rust", "deep", "beard"),
    "ingunn-kvaloy-moe": Look("pale", "braids", "blond", "rollneck", "sky", "fog"),
    "asa-jokulsdottir": Look("pale", "fringe", "red", "rollneck", "cream", "slate"),
    "stanislaw-wadolowski": Look("fair", "balding", "brown", "jacket", "bottle", "sand", "moustache"),
    "desislava-toneva": Look("fair", "fringe", "black", "shirt", "rose", "chalk", "glasses"),
    "eleftheria-karavokyri": Look("olive", "bun", "black", "jacket", "rust", "sea", "earrings"),
    "salma-el-beheiry": Look("tan", "scarf", "teal", "jacket", "cream", "sand"),
    "karim-abi-nader": Look("olive", "swept", "salt", "jacket", "navy", "dusk", "stubble"),
    "wanjiru-kamau-odhiambo": Look("deep", "short", "black", "oilskin", "rust", "sea", "earrings"),
    "halima-barawa": Look("deep", "scarf", "plum", "crew", "slate", "chalk"),
    "juma-khamis-mwinyi": Look("dark", "kofia", "white", "kurta", "white", "moss", "stubble"),
    "thandeka-mabuza": Look("deep", "afro", "black", "crew", "ochre", "dusk"),
    "neelima-gokhale-joshi": Look("brown", "bun", "salt", "kurta", "plum", "sand", "glasses"),
    "farhana": Look("brown", "scarf", "sand", "kurta", "bottle", "brick"),
    "elangovan": Look("deep", "parted", "black", "shirt", "cream", "slate", "moustache"),
    "ruwanthi-wickramarachchi-perera": Look("brown", "long", "brown", "shirt", "leaf", "fog"),
    "shiomi-wataru": Look("fair", "short", "black", "oilskin", "navy", "chalk", "glasses"),
    "todo-minato": Look("pale", "bob", "black", "jacket", "charcoal", "moss"),
    "kim-hanui": Look("pale", "fringe", "brown", "crew", "sky", "sand"),
    "wulandari": Look("tan", "scarf", "teal", "crew", "rose", "fog", "glasses"),
    "semisi-vakaloloma": Look("deep", "curls", "salt", "shirt", "bottle", "sand", "beard"),
    "hinemoa-rawiri": Look("tan", "long", "black", "jacket", "bottle", "fog", "earrings"),
    "bronwyn-castellano": Look("fair", "ponytail", "blond", "crew", "rust", "sea"),
    "marguerite-thibodeau": Look("fair", "short", "grey", "oilskin", "rust", "deep"),
    "desmond-achterberg": Look("brown", "balding", "white", "crew", "bottle", "chalk", "glasses beard"),
    "hae-won-baek-tremblay": Look("fair", "bob", "black", "jacket", "charcoal", "sea", "smile"),
    "calliope-brandt-okafor": Look("brown", "cropped", "sand", "shirt", "plum", "slate", "glasses earrings"),
    "facundo-irigoyen-sosa": Look("olive", "parted", "chestnut", "crew", "slate", "brick", "beard"),
    "itzel-xochihua": Look("tan", "braids", "black", "shirt", "white", "dusk"),
}


def mix(one: Colour, other: Colour, part: float) -> Colour:
    """A colour between two: `part` 0 is the one, 1 the other."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def darker(colour: Colour, part: float) -> Colour:
    """The colour, so far on its way to a blue black."""
    return mix(colour, (20, 18, 30), part)


def lighter(colour: Colour, part: float) -> Colour:
    """The colour, so far on its way to white."""
    return mix(colour, (255, 255, 255), part)


def chances(slug: str) -> Iterator[float]:
    """Endless numbers between 0 and 1 that depend on the slug alone."""
    block = slug.encode()
    while True:
        block = hashlib.sha256(block).digest()
        yield from (byte / 255 for byte in block)


class Canvas:
    """A picture in the making; coordinates are those of the finished picture."""

    def __init__(self, side: int, colour: Colour) -> None:
        self.side = side
        self.image = Image.new("RGB", (side * SCALE, side * SCALE), colour)

    def mask(self, draw: Callable[[ImageDraw.ImageDraw], None] | None = None) -> Image.Image:
        """A new mask, with what `draw` draws on it in white."""
        mask = Image.new("L", self.image.size)
        if draw:
            draw(ImageDraw.Draw(mask))
        return mask

    def ellipse(self, x: float, y: float, rx: float, ry: float) -> Image.Image:
        return self.mask(lambda pen: pen.ellipse(_box(x - rx, y - ry, x + rx, y + ry), fill=255))

    def rounded(self, box: Box, radius: float) -> Image.Image:
        return self.mask(lambda pen: pen.rounded_rectangle(_box(*box), radius * SCALE, fill=255))

    def polygon(self, points: Sequence[tuple[float, float]]) -> Image.Image:
        return self.mask(lambda pen: pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=255))

    def line(self, points: Sequence[tuple[float, float]], width: float) -> Image.Image:
        """A line with round ends."""

        def draw(pen: ImageDraw.ImageDraw) -> None:
            pen.line([(x * SCALE, y * SCALE) for x, y in points], fill=255, width=round(width * SCALE), joint="curve")
            for x, y in (points[0], points[-1]):
                pen.ellipse(_box(x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)

        return self.mask(draw)

    def paint(self, mask: Image.Image, colour: Colour, strength: float = 1) -> None:
        """Lays a colour over the picture where the mask is."""
        if strength < 1:
            mask = mask.point([round(value * strength) for value in range(256)])
        self.image.paste(colour, (0, 0), mask)

    def finished(self, frame: Box | None = None) -> Image.Image:
        """The picture at its proper size, or that part of it which the frame shows."""
        box = _box(*(frame or (0, 0, self.side, self.side)))
        return self.image.resize((self.side, self.side), Image.Resampling.LANCZOS, box=box)


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    return left * SCALE, top * SCALE, right * SCALE, bottom * SCALE


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> list[tuple[float, float]]:
    """Points on an ellipse; angles in degrees, clockwise from the right."""
    angles = [math.radians(start + (end - start) * step / 40) for step in range(41)]
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


join = ImageChops.lighter
meet = ImageChops.multiply
without = ImageChops.subtract


class Portrait:
    """One portrait, painted from the back to the front."""

    def __init__(self, slug: str, look: Look) -> None:
        self.look = look
        self.extras = look.extras.split()
        self.chance = chances(slug)
        self.skin = SKIN[look.skin]
        self.hair = HAIR[look.hair_colour]
        self.cloth = CLOTH[look.top_colour]
        self.canvas = Canvas(SIDE, BACKGROUND[look.background])
        self.x = 320 + self.some(-6, 6)
        self.y = 288 + self.some(-6, 6)
        self.rx = self.some(92, 102)
        self.ry = self.some(122, 132)
        self.head = self.canvas.ellipse(self.x, self.y, self.rx, self.ry)

    def some(self, least: float, most: float) -> float:
        return least + (most - least) * next(self.chance)

    def above(self, y: float) -> Image.Image:
        return self.canvas.mask(lambda pen: pen.rectangle(_box(0, 0, SIDE, y), fill=255))

    def below(self, y: float) -> Image.Image:
        return self.canvas.mask(lambda pen: pen.rectangle(_box(0, y, SIDE, SIDE), fill=255))

    def picture(self) -> Image.Image:
        self.isobaths()
        self.hair_behind()
        self.body()
        self.face()
        self.beard()
        self.hair_before()
        self.worn()
        return self.canvas.finished(FRAME)

    def isobaths(self) -> None:
        """Lines of equal depth in the background, as on a chart."""
        ground = BACKGROUND[self.look.background]
        x, y = self.some(60, 580), self.some(80, 420)
        waves = [(self.some(0.03, 0.12), round(self.some(2, 5)), self.some(0, 6.28)) for _ in range(3)]
        for ring in range(9, 0, -1):
            points = []
            for step in range(120):
                angle = step * math.tau / 120
                radius = ring * 62 * (1 + sum(size * math.sin(count * angle + at) for size, count, at in waves))
                points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
            self.canvas.paint(self.canvas.polygon(points), lighter(ground, 0.36 - ring * 0.036))

    def body(self) -> None:
        x, cloth, canvas = self.x, self.cloth, self.canvas
        wide = self.some(196, 222)
        top = 470 + self.some(-8, 8)
        trunk = canvas.mask(lambda pen: pen.rectangle(_box(x - wide, top + 118, x + wide, SIDE), fill=255))
        shoulders = join(canvas.ellipse(x, top + 118, wide, 118), trunk)
        neck = canvas.rounded((x - 46, self.y + 60, x + 46, top + 40), 40)
        if self.look.top == "oilskin":
            canvas.paint(canvas.ellipse(x, top + 2, 118, 54), darker(cloth, 0.25))
        canvas.paint(shoulders, cloth)
        far = canvas.polygon([(x + 40, top - 60), (SIDE, top - 60), (SIDE, SIDE), (x + 70, SIDE)])
        canvas.paint(meet(shoulders, far), darker(cloth, 0.3), 0.4)
        if "stripes" in self.extras:
            for row in range(3):
                high = top + 62 + row * 30
                stripe = meet(self.below(high), self.above(high + 12))
                canvas.paint(meet(shoulders, stripe), CLOTH["navy"])
        {"crew": self.crew, "oilskin": self.oilskin, "jacket": self.jacket, "shirt": self.shirt, "kurta": self.kurta,
         "rollneck": self.crew}[self.look.top](top)  # fmt: skip
        canvas.paint(neck, self.skin)
        shade = meet(neck, canvas.ellipse(x, self.y + 34, self.rx + 6, self.ry + 4))
        canvas.paint(shade, darker(self.skin, 0.32))
        if self.look.top == "rollneck":
            roll = canvas.rounded((x - 62, top - 42, x + 62, top + 34), 24)
            canvas.paint(roll, lighter(cloth, 0.08))
            canvas.paint(canvas.line([(x - 54, top - 8), (x + 54, top - 8)], 5), darker(cloth, 0.22))
        elif self.look.top == "shirt":
            for side in (-1, 1):
                collar = [
                    (x + side * 40, top - 32),
                    (x + side * 74, top + 12),
                    (x + side * 30, top + 62),
                    (x, top + 30),
                ]
                canvas.paint(canvas.polygon(collar), lighter(cloth, 0.3 if side < 0 else 0.16))
        elif self.look.top == "kurta":
            canvas.paint(canvas.line(arc(x, top - 12, 60, 42, 20, 160), 18), darker(cloth, 0.18))
        elif self.look.top == "oilskin":
            for side in (-1, 1):
                flap = [(x + side * far, top + low) for far, low in ((42, -30), (96, -4), (62, 58), (4, 66))]
                canvas.paint(canvas.polygon(flap), lighter(cloth, 0.12 if side < 0 else 0.02))

    def crew(self, top: float) -> None:
        canvas, x = self.canvas, self.x
        canvas.paint(canvas.ellipse(x, top - 6, 76, 52), darker(self.cloth, 0.2))
        canvas.paint(canvas.ellipse(x, top - 14, 58, 42), self.skin)

    def shirt(self, top: float) -> None:
        canvas, x = self.canvas, self.x
        canvas.paint(canvas.polygon([(x - 44, top - 20), (x + 44, top - 20), (x, top + 56)]), darker(self.skin, 0.12))
        canvas.paint(canvas.line([(x, top + 56), (x, SIDE)], 4), darker(self.cloth, 0.28))
        for button in (top + 92, top + 140):
            canvas.paint(canvas.ellipse(x + 12, button, 4, 4), darker(self.cloth, 0.4))

    def kurta(self, top: float) -> None:
        canvas, x = self.canvas, self.x
        canvas.paint(canvas.rounded((x - 14, top + 24, x + 14, SIDE), 6), darker(self.cloth, 0.14))
        for button in (top + 60, top + 96, top + 132):
            canvas.paint(canvas.ellipse(x, button, 4, 4), lighter(self.cloth, 0.5))

    def oilskin(self, top: float) -> None:
        canvas, x = self.canvas, self.x
        canvas.paint(canvas.polygon([(x - 40, top - 20), (x + 40, top - 20), (x, top + 70)]), CLOTH["charcoal"])
        canvas.paint(canvas.line([(x + 2, top + 60), (x + 2, SIDE)], 10), darker(self.cloth, 0.35))

    def jacket(self, top: float) -> None:
        canvas, x = self.canvas, self.x
        inner = CLOTH["white"] if self.look.top_colour != "cream" else CLOTH["slate"]
        canvas.paint(canvas.polygon([(x - 58, top - 16), (x + 58, top - 16), (x, top + 140)]), inner)
        canvas.paint(canvas.ellipse(x, top - 14, 50, 36), self.skin)
        for side in (-1, 1):
            corners = ((52, -26), (98, 36), (76, 56), (84, 66), (0, 162))
            lapel = canvas.polygon([(x + side * far, top + low) for far, low in corners])
            canvas.paint(lapel, lighter(self.cloth, 0.14) if side < 0 else darker(self.cloth, 0.12))

    def face(self) -> None:
        canvas, x, y, skin = self.canvas, self.x, self.y, self.skin
        if self.look.hair != "scarf":
            for side in (-1, 1):
                ear = canvas.ellipse(x + side * (self.rx - 1), y + 6, 15, 25)
                canvas.paint(ear, darker(skin, 0.1 if side < 0 else 0.22))
        canvas.paint(self.head, skin)
        far = meet(self.head, without(self.head, canvas.ellipse(x - 40, y - 8, self.rx + 14, self.ry + 12)))
        canvas.paint(far.filter(ImageFilter.GaussianBlur(3 * SCALE)), darker(skin, 0.3), 0.55)
        for side in (-1, 1):
            cheek = canvas.ellipse(x + side * 50, y + 42, 25, 18).filter(ImageFilter.GaussianBlur(9 * SCALE))
            canvas.paint(cheek, mix(skin, (196, 84, 74), 0.5), 0.28)
        ink = darker(skin, 0.72)
        unseen = self.look.hair in {"scarf", "kofia"} or self.look.hair_colour in {"white", "sand"}
        brow = ink if unseen else darker(self.hair, 0.15)
        gap = self.some(37, 42)
        lift = self.some(-3, 3)
        for side in (-1, 1):
            canvas.paint(canvas.line(arc(x + side * gap, y - 12 + lift, 22, 12, 205, 335), 6), brow, 0.85)
            canvas.paint(canvas.line(arc(x + side * gap, y + 2, 13, 7, 200, 340), 4), ink, 0.8)
            canvas.paint(canvas.ellipse(x + side * gap, y + 3, 6, 7), darker(skin, 0.86))
        nose = [(x + 2, y + 4), (x + 12, y + 40), (x + 7, y + 46), (x - 6, y + 46)]
        canvas.paint(canvas.line(nose, 4), darker(skin, 0.38), 0.75)
        deep = 14 if "smile" in self.extras else self.some(4, 10)
        canvas.paint(canvas.line(arc(x, y + 72, 26, deep, 15, 165), 6), mix(darker(skin, 0.5), (150, 50, 50), 0.35))

    def beard(self) -> None:
        canvas, x, y = self.canvas, self.x, self.y
        colour = self.hair if self.look.hair != "kofia" else HAIR["salt"]
        chin = meet(canvas.ellipse(x, y + 6, self.rx + 3, self.ry + 6), self.below(y + 18))
        jaw = without(chin, canvas.ellipse(x, y - 2, self.rx - 14, 66))
        lips = canvas.ellipse(x, y + 77, 27, 10)
        if "beard" in self.extras:
            canvas.paint(without(join(jaw, canvas.ellipse(x, y + 62, 44, 12)), lips), colour)
        elif "stubble" in self.extras:
            canvas.paint(without(jaw, lips).filter(ImageFilter.GaussianBlur(3 * SCALE)), colour, 0.3)
        if "moustache" in self.extras:
            for side in (-1, 1):
                corners = ((0, 52), (30, 58), (42, 70), (22, 70), (0, 64))
                canvas.paint(canvas.polygon([(x + side * far, y + low) for far, low in corners]), colour)

    def hair_behind(self) -> None:
        canvas, x, y, rx, ry = self.canvas, self.x, self.y, self.rx, self.ry
        dark = darker(self.hair, 0.22)
        style = self.look.hair
        if style in {"bob", "fringe"}:
            low = y + self.some(96, 126)
            canvas.paint(canvas.rounded((x - rx - 24, y - ry - 16, x + rx + 24, low), 92), dark)
        elif style == "long":
            canvas.paint(canvas.rounded((x - rx - 26, y - ry - 16, x + rx + 26, y + 236), 84), dark)
        elif style == "ponytail":
            canvas.paint(canvas.line(arc(x + rx - 6, y + 20, 56, 120, 270, 420), 46), dark)
        elif style == "braids":
            for side in (-1, 1):
                for knot in range(8):
                    plait = canvas.ellipse(x + side * (rx + 6 + knot), y + 8 + knot * 28, 23 - knot, 20)
                    canvas.paint(plait, mix(self.hair, dark, knot % 2))
        elif style == "afro":
            self.cloud(rx + 44, ry + 14, 38, dark)
        elif style == "curls":
            self.cloud(rx + 22, ry + 8, 34, dark, low=y + 84)
        elif style == "scarf":
            canvas.paint(canvas.rounded((x - rx - 34, y - ry - 32, x + rx + 34, y + 226), 120), dark)

    def cloud(self, rx: float, ry: float, size: float, colour: Colour, low: float = SIDE) -> None:
        """A head of hair made of circles around the face."""
        x, y = self.x, self.y - 20
        mask = self.canvas.ellipse(x, y, rx, ry)
        for step in range(26):
            angle = step * math.tau / 26
            radius = size * self.some(0.8, 1.2)
            at = (x + rx * 0.92 * math.cos(angle), y + ry * 0.92 * math.sin(angle))
            mask = join(mask, self.canvas.ellipse(*at, radius, radius))
        self.canvas.paint(meet(mask, self.above(low)), colour)

    def hair_before(self) -> None:
        canvas, x, y, rx, ry, hair = self.canvas, self.x, self.y, self.rx, self.ry, self.hair
        cap = canvas.ellipse(x, y - 2, rx + 9, ry + 12)
        style = self.look.hair
        if style in {"short", "ponytail", "bun", "braids"}:
            opening = canvas.ellipse(x + self.some(-10, 10), y + 52, rx + 2, ry + 2)
            if style == "bun":
                canvas.paint(canvas.ellipse(x, y - ry - 26, 48, 42), darker(hair, 0.12))
            front = meet(without(cap, opening), self.above(y + (24 if style == "short" else 2)))
        elif style == "cropped":
            cap = canvas.ellipse(x, y - 2, rx + 3, ry + 4)
            front = meet(without(cap, canvas.ellipse(x, y + 46, rx - 4, ry - 6)), self.above(y - 8))
        elif style in {"parted", "swept"}:
            shift = 20 if style == "parted" else -18
            tall = 18 if style == "swept" else 14
            cap = canvas.ellipse(x - shift / 8, y - 8, rx + 10, ry + tall)
            front = meet(without(cap, canvas.ellipse(x + shift, y + 44, rx + 6, ry - 10)), self.above(y - 2))
        elif style in {"bob", "long"}:
            opening = join(canvas.ellipse(x - 24, y + 54, rx - 2, ry + 2), canvas.ellipse(x + 8, y + 70, rx - 8, ry))
            low = y + (64 if style == "bob" else 96)
            front = meet(without(canvas.ellipse(x, y, rx + 20, ry + 16), opening), self.above(low))
        elif style == "fringe":
            opening = meet(canvas.ellipse(x, y + 40, rx - 6, ry + 20), self.below(y - 40))
            front = meet(without(canvas.ellipse(x, y, rx + 18, ry + 16), opening), self.above(y + 76))
        elif style == "balding":
            sides = without(canvas.ellipse(x, y, rx + 10, ry), canvas.ellipse(x, y - 10, rx - 8, ry + 40))
            front = meet(meet(sides, self.above(y + 16)), self.below(y - 66))
        elif style in {"afro", "curls"}:
            opening = canvas.ellipse(x, y + 44, rx - 2, ry - 2)
            front = meet(without(canvas.ellipse(x, y - 4, rx + 14, ry + 16), opening), self.above(y - 4))
        else:
            self.headwear()
            return
        canvas.paint(front, hair)
        gleam = meet(front, canvas.ellipse(x - 46, y - ry + 6, 70, 34).filter(ImageFilter.GaussianBlur(8 * SCALE)))
        canvas.paint(gleam, lighter(hair, 0.3), 0.55)

    def headwear(self) -> None:
        """A scarf, a beanie, a flat cap or a kofia, all drawn over the hair."""
        canvas, x, y, rx, ry = self.canvas, self.x, self.y, self.rx, self.ry
        if self.look.hair == "scarf":
            cloth = self.hair
            opening = canvas.ellipse(x, y + 12, rx - 10, ry - 18)
            around = without(canvas.ellipse(x, y - 2, rx + 26, ry + 28), opening)
            left, right = x - rx, x + rx
            upper = [(left - 22, y + 40), (x - 30, y + ry + 2), (right + 18, y + 60)]
            fold = canvas.polygon([*upper, (right + 34, y + 190), (x - 10, y + 250), (left - 46, y + 196)])
            canvas.paint(join(around, without(fold, opening)), cloth)
            creases = (
                [(right + 14, y + 66), (x - 24, y + ry + 18), (left - 30, y + 190)],
                [(right + 10, y + 108), (x + 20, y + ry + 40), (x - 60, y + 232)],
            )
            for crease in creases:
                canvas.paint(canvas.line(crease, 5), darker(cloth, 0.24))
        elif self.look.hair == "kofia":
            cap = meet(canvas.rounded((x - rx + 2, y - ry - 34, x + rx - 2, y - 20), 26), self.above(y - 58))
            canvas.paint(cap, CLOTH["cream"])
            for row in (y - ry - 6, y - 72):
                for step in range(9):
                    canvas.paint(meet(cap, canvas.ellipse(x - 80 + step * 20, row, 6, 6)), CLOTH["ochre"])
        elif self.look.hair == "beanie":
            self.temples(36)
            wool = mix(self.cloth, CLOTH["charcoal"], 0.75)
            canvas.paint(meet(canvas.ellipse(x, y - 36, rx + 14, ry + 2), self.above(y - 54)), wool)
            canvas.paint(canvas.rounded((x - rx - 16, y - 88, x + rx + 16, y - 44), 18), lighter(wool, 0.14))
        else:
            self.temples(20)
            tweed = CLOTH["slate"]
            canvas.paint(meet(canvas.ellipse(x + 6, y - 62, rx + 26, 76), self.above(y - 56)), tweed)
            canvas.paint(canvas.line(arc(x, y - 60, rx + 12, 14, 15, 165), 16), darker(tweed, 0.3))

    def temples(self, low: float) -> None:
        """The hair that a hat leaves to be seen."""
        for side in (-1, 1):
            middle = self.x + side * (self.rx - 2)
            lock = self.canvas.rounded((middle - 11, self.y - 60, middle + 11, self.y + low), 11)
            self.canvas.paint(lock, self.hair)

    def worn(self) -> None:
        canvas, x, y = self.canvas, self.x, self.y
        if "glasses" in self.extras:
            light = self.look.hair_colour in {"white", "grey", "sand", "blond"}
            frame = CLOTH["charcoal"] if light else darker(self.hair, 0.3)
            for side in (-1, 1):
                lens = canvas.rounded((x + side * 40 - 29, y - 18, x + side * 40 + 29, y + 26), 20)
                inner = canvas.rounded((x + side * 40 - 24, y - 13, x + side * 40 + 24, y + 21), 16)
                canvas.paint(without(lens, inner), frame)
                canvas.paint(inner, (255, 255, 255), 0.1)
                canvas.paint(canvas.line([(x + side * 69, y - 2), (x + side * (self.rx - 2), y - 6)], 5), frame)
            canvas.paint(canvas.line(arc(x, y, 12, 8, 200, 340), 5), frame)
        if "earrings" in self.extras and self.look.hair != "scarf":
            for side in (-1, 1):
                canvas.paint(canvas.ellipse(x + side * (self.rx + 4), y + 40, 6, 8), CLOTH["ochre"])


Logo = Callable[[Canvas, Colour, Colour], None]


def star(canvas: Canvas, ink: Colour, paper: Colour) -> None:
    """A compass star."""
    for turn, reach, part in ((45, 92, 0.55), (0, 150, 0)):
        for step in range(4):
            angle = math.radians(turn + step * 90)
            tip = (200 + reach * math.cos(angle), 200 + reach * math.sin(angle))
            sides = [(200 + 34 * math.cos(angle + side), 200 + 34 * math.sin(angle + side)) for side in (0.785, -0.785)]
            canvas.paint(canvas.polygon([tip, sides[0], (200, 200), sides[1]]), mix(ink, paper, part))


def waves(canvas: Canvas, ink: Colour, paper: Colour) -> None:
    """Three waves, the lowest the darkest."""
    for row in range(3):
        points = [(60 + step * 4, 130 + row * 70 + 24 * math.sin(step / 70 * math.tau * 2 + row)) for step in range(71)]
        canvas.paint(canvas.line(points, 30), mix(paper, ink, 0.45 + row * 0.27))


def staff(canvas: Canvas, ink: Colour, paper: Colour) -> None:
    """A tide staff, alternately marked."""
    canvas.paint(canvas.rounded((150, 50, 250, 350), 8), ink)
    for row in range(5):
        left = 166 if row % 2 else 206
        canvas.paint(canvas.rounded((left, 70 + row * 54, left + 28, 112 + row * 54), 3), paper)


def chevrons(canvas: Canvas, ink: Colour, paper: Colour) -> None:
    """Chevrons that lie deeper and deeper."""
    for row in range(4):
        points = [(80 + row * 18, 110 + row * 50), (200, 160 + row * 50), (320 - row * 18, 110 + row * 50)]
        canvas.paint(canvas.line(points, 26), mix(ink, paper, row * 0.2))


def delta(canvas: Canvas, ink: Colour, _paper: Colour) -> None:
    """A river with three mouths."""
    for end in (80, 200, 320):
        canvas.paint(canvas.line([(200, 50), (200, 170), ((200 + end) / 2, 240), (end, 345)], 34), ink)


def bird(canvas: Canvas, ink: Colour, paper: Colour) -> None:
    """A gull, two strokes, over the horizon."""
    canvas.paint(canvas.line(arc(130, 200, 76, 70, 200, 345), 26), ink)
    canvas.paint(canvas.line(arc(270, 200, 76, 70, 195, 340), 26), ink)
    canvas.paint(canvas.line([(90, 290), (310, 290)], 14), mix(ink, paper, 0.5))


def shield(canvas: Canvas, ink: Colour, paper: Colour) -> None:
    """A shield with a wave across it."""
    shape = canvas.polygon([(80, 60), (320, 60), (320, 200), *arc(200, 200, 120, 150, 0, 180)])
    canvas.paint(shape, ink)
    points = [(60 + step * 4, 190 + 20 * math.sin(step / 70 * math.tau * 2)) for step in range(71)]
    canvas.paint(meet(shape, canvas.line(points, 26)), paper)


def roll(canvas: Canvas, ink: Colour, _paper: Colour) -> None:
    """A recorder roll, from its end."""
    turns = [(24 + turn * 0.8, turn / 10) for turn in range(142)]
    points = [(225 + radius * math.cos(angle), 195 + radius * math.sin(angle)) for radius, angle in turns]
    canvas.paint(canvas.line([*points, (50, points[-1][1])], 18), ink)


def islands(canvas: Canvas, ink: Colour, paper: Colour) -> None:
    """Nine islands in a circle of sea."""
    canvas.paint(canvas.ellipse(200, 200, 150, 150), ink)
    places = [
        (150, 120),
        (230, 110),
        (290, 170),
        (190, 190),
        (120, 205),
        (255, 235),
        (170, 265),
        (225, 300),
        (285, 275),
    ]
    for (x, y), size in zip(places, (12, 18, 13, 24, 15, 16, 13, 10, 9), strict=True):
        canvas.paint(canvas.ellipse(x, y, size, size * 0.8), paper)


def swath(canvas: Canvas, ink: Colour, paper: Colour) -> None:
    """The fan of a multibeam sonar."""
    for beam in range(7):
        angle = math.radians(30 + beam * 20)
        length = 250 - abs(beam - 3) * 22
        end = (200 + length * math.cos(angle), 90 + length * math.sin(angle))
        canvas.paint(canvas.line([(200, 90), end], 14), mix(ink, paper, abs(beam - 3) * 0.16))
    canvas.paint(canvas.rounded((140, 56, 260, 96), 20), ink)


LOGOS: dict[str, tuple[Logo, Colour]] = {
    "northmoor-hydrographic": (star, (32, 62, 96)),
    "atlantico-sondagens": (waves, (24, 96, 120)),
    "tidewright-instruments": (staff, (140, 60, 40)),
    "skagerrak-survey": (chevrons, (30, 42, 64)),
    "delta-waterkaart": (delta, (36, 92, 160)),
    "kittiwake-autonomy": (bird, (214, 100, 32)),
    "forth-marine-college": (shield, (96, 34, 60)),
    "mersey-tidal-archive": (roll, (84, 72, 52)),
    "pacific-charting-cooperative": (islands, (16, 110, 112)),
    "yokohama-sokushin": (swath, (170, 34, 48)),
}
PAPER: Colour = (255, 255, 255)


def main() -> None:
    """Writes members/<slug>.jpg and content/organizations/<slug>.png below the root of the project."""
    for slug, look in PEOPLE.items():
        path = ROOT / "members" / f"{slug}.jpg"
        Portrait(slug, look).picture().save(path, "JPEG", quality=80, optimize=True, progressive=True)
    for slug, (draw, ink) in LOGOS.items():
        canvas = Canvas(LOGO_SIDE, PAPER)
        draw(canvas, ink, PAPER)
        # 64 colours are plenty for one ink on white, and a quarter of the bytes.
        logo = canvas.finished().quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        logo.save(ROOT / "content" / "organizations" / f"{slug}.png", "PNG", optimize=True)


if __name__ == "__main__":
    main()
