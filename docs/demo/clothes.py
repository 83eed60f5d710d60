"""Paints neck and shoulders, and the clothes on them."""

from __future__ import annotations

from collections.abc import Sequence

from drawing import Colour, arc, darker, join, lighter, meet
from looks import CLOTH
from PIL import Image
from sitters import SIDE, SIDES, Sitter


def body(sitter: Sitter) -> None:
    """The shoulders in their top, the neck, and the collar around it."""
    canvas, x, y, cloth, style = sitter.canvas, sitter.x, sitter.y, sitter.cloth, sitter.look.top
    wide = sitter.some(196, 222)
    top = 470 + sitter.some(-8, 8)
    trunk = canvas.rectangle((x - wide, top + 118, x + wide, SIDE))
    shoulders = join(canvas.ellipse(x, top + 118, wide, 118), trunk)
    if style == "oilskin":
        canvas.paint(canvas.ellipse(x, top + 2, 118, 54), darker(cloth, 0.25))
    canvas.paint(shoulders, cloth)
    far = canvas.polygon([(x + 40, top - 60), (SIDE, top - 60), (SIDE, SIDE), (x + 70, SIDE)])
    canvas.paint(meet(shoulders, far), darker(cloth, 0.3), 0.4)
    if "stripes" in sitter.look.extras:
        for row in range(3):
            high = top + 62 + row * 30
            canvas.paint(meet(shoulders, canvas.rectangle((0, high, SIDE, high + 12))), CLOTH["navy"])
    FRONTS[style](sitter, top)
    neck = canvas.rounded((x - 46, y + 60, x + 46, top + 40), 40)
    canvas.paint(neck, sitter.skin)
    canvas.paint(meet(neck, sitter.oval(0, 34, 6, 4)), darker(sitter.skin, 0.32))
    if style in COLLARS:
        COLLARS[style](sitter, top)


def crew(sitter: Sitter, top: float) -> None:
    """A round neck."""
    canvas, x = sitter.canvas, sitter.x
    canvas.paint(canvas.ellipse(x, top - 6, 76, 52), darker(sitter.cloth, 0.2))
    canvas.paint(canvas.ellipse(x, top - 14, 58, 42), sitter.skin)


def shirt(sitter: Sitter, top: float) -> None:
    """An open shirt with two buttons."""
    canvas, x, cloth = sitter.canvas, sitter.x, sitter.cloth
    canvas.paint(opening(sitter, top - 20, 44, 76), darker(sitter.skin, 0.12))
    canvas.paint(canvas.line([(x, top + 56), (x, SIDE)], 4), darker(cloth, 0.28))
    buttons(sitter, x + 12, (top + 92, top + 140), darker(cloth, 0.4))


def kurta(sitter: Sitter, top: float) -> None:
    """A buttoned placket."""
    canvas, x, cloth = sitter.canvas, sitter.x, sitter.cloth
    canvas.paint(canvas.rounded((x - 14, top + 24, x + 14, SIDE), 6), darker(cloth, 0.14))
    buttons(sitter, x, (top + 60, top + 96, top + 132), lighter(cloth, 0.5))


def oilskin(sitter: Sitter, top: float) -> None:
    """A dark lining, and the edge below it."""
    canvas, x = sitter.canvas, sitter.x
    canvas.paint(opening(sitter, top - 20, 40, 90), CLOTH["charcoal"])
    canvas.paint(canvas.line([(x + 2, top + 60), (x + 2, SIDE)], 10), darker(sitter.cloth, 0.35))


def jacket(sitter: Sitter, top: float) -> None:
    """Two lapels over something white, or grey under cream."""
    canvas, cloth = sitter.canvas, sitter.cloth
    inner = CLOTH["white"] if sitter.look.top_colour != "cream" else CLOTH["slate"]
    canvas.paint(opening(sitter, top - 16, 58, 156), inner)
    canvas.paint(canvas.ellipse(sitter.x, top - 14, 50, 36), sitter.skin)
    for side, colour in zip(SIDES, (lighter(cloth, 0.14), darker(cloth, 0.12)), strict=True):
        canvas.paint(sitter.patch(side, top, ((52, -26), (98, 36), (76, 56), (84, 66), (0, 162))), colour)


def opening(sitter: Sitter, y: float, wide: float, deep: float) -> Image.Image:
    """A triangle that stands on its tip: a neck open from `y` down."""
    return sitter.patch(1, y, ((-wide, 0), (wide, 0), (0, deep)))


def buttons(sitter: Sitter, x: float, places: Sequence[float], colour: Colour) -> None:
    """Buttons, one above the other."""
    for y in places:
        sitter.canvas.paint(sitter.canvas.ellipse(x, y, 4, 4), colour)


def rollneck_collar(sitter: Sitter, top: float) -> None:
    """A folded roll that hides the neck."""
    canvas, x, cloth = sitter.canvas, sitter.x, sitter.cloth
    canvas.paint(canvas.rounded((x - 62, top - 42, x + 62, top + 34), 24), lighter(cloth, 0.08))
    canvas.paint(canvas.line([(x - 54, top - 8), (x + 54, top - 8)], 5), darker(cloth, 0.22))


def shirt_collar(sitter: Sitter, top: float) -> None:
    """Two points."""
    for side, light in zip(SIDES, (0.3, 0.16), strict=True):
        points = sitter.patch(side, top, ((40, -32), (74, 12), (30, 62), (0, 30)))
        sitter.canvas.paint(points, lighter(sitter.cloth, light))


def kurta_collar(sitter: Sitter, top: float) -> None:
    """A low stand."""
    stand = sitter.canvas.line(arc(sitter.x, top - 12, 60, 42, 20, 160), 18)
    sitter.canvas.paint(stand, darker(sitter.cloth, 0.18))


def oilskin_collar(sitter: Sitter, top: float) -> None:
    """Two broad flaps."""
    for side, light in zip(SIDES, (0.12, 0.02), strict=True):
        flap = sitter.patch(side, top, ((42, -30), (96, -4), (62, 58), (4, 66)))
        sitter.canvas.paint(flap, lighter(sitter.cloth, light))


FRONTS = {"crew": crew, "rollneck": crew, "shirt": shirt, "kurta": kurta, "oilskin": oilskin, "jacket": jacket}
"""What each top shows below the neck."""
COLLARS = {"rollneck": rollneck_collar, "shirt": shirt_collar, "kurta": kurta_collar, "oilskin": oilskin_collar}
"""What some of them show around it."""
