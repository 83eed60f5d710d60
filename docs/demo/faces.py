"""Paints a face: its features, a beard, glasses and earrings."""

from __future__ import annotations

from drawing import arc, blurred, darker, join, meet, mix, without
from looks import CLOTH, HAIR
from sitters import SIDES, Sitter


def face(sitter: Sitter) -> None:
    """Ears, head, cheeks, eyes, nose and mouth."""
    canvas, x, y, skin = sitter.canvas, sitter.x, sitter.y, sitter.skin
    if sitter.look.hair != "scarf":
        for side, dark in zip(SIDES, (0.1, 0.22), strict=True):
            canvas.paint(canvas.ellipse(x + side * (sitter.rx - 1), y + 6, 15, 25), darker(skin, dark))
    head = sitter.oval(0, 0, 0, 0)
    canvas.paint(head, skin)
    far = meet(head, without(head, sitter.oval(-40, -8, 14, 12)))
    canvas.paint(blurred(far, 3), darker(skin, 0.3), 0.55)
    for side in SIDES:
        canvas.paint(blurred(canvas.ellipse(x + side * 50, y + 42, 25, 18), 9), mix(skin, (196, 84, 74), 0.5), 0.28)
    eyes(sitter)
    nose = [(x + 2, y + 4), (x + 12, y + 40), (x + 7, y + 46), (x - 6, y + 46)]
    canvas.paint(canvas.line(nose, 4), darker(skin, 0.38), 0.75)
    deep = 14 if "smile" in sitter.look.extras else sitter.some(4, 10)
    canvas.paint(canvas.line(arc(x, y + 72, 26, deep, 15, 165), 6), mix(darker(skin, 0.5), (150, 50, 50), 0.35))


def eyes(sitter: Sitter) -> None:
    """Brows, lids and pupils; brows have the colour of the hair where it is seen and dark enough."""
    canvas, y, skin = sitter.canvas, sitter.y, sitter.skin
    ink = darker(skin, 0.72)
    unseen = sitter.look.hair in {"scarf", "kofia"} or sitter.look.hair_colour in {"white", "sand"}
    brow = ink if unseen else darker(sitter.hair, 0.15)
    gap = sitter.some(37, 42)
    lift = sitter.some(-3, 3)
    for side in SIDES:
        x = sitter.x + side * gap
        canvas.paint(canvas.line(arc(x, y - 12 + lift, 22, 12, 205, 335), 6), brow, 0.85)
        canvas.paint(canvas.line(arc(x, y + 2, 13, 7, 200, 340), 4), ink, 0.8)
        canvas.paint(canvas.ellipse(x, y + 3, 6, 7), darker(skin, 0.86))


def beard(sitter: Sitter) -> None:
    """A beard or stubble, a moustache, or nothing."""
    canvas, x, y, extras = sitter.canvas, sitter.x, sitter.y, sitter.look.extras
    colour = sitter.hair if sitter.look.hair != "kofia" else HAIR["salt"]
    chin = meet(sitter.oval(0, 6, 3, 6), canvas.below(y + 18))
    jaw = without(chin, canvas.ellipse(x, y - 2, sitter.rx - 14, 66))
    lips = canvas.ellipse(x, y + 77, 27, 10)
    if "beard" in extras:
        canvas.paint(without(join(jaw, canvas.ellipse(x, y + 62, 44, 12)), lips), colour)
    elif "stubble" in extras:
        canvas.paint(blurred(without(jaw, lips), 3), colour, 0.3)
    if "moustache" in extras:
        for side in SIDES:
            canvas.paint(sitter.patch(side, y, ((0, 52), (30, 58), (42, 70), (22, 70), (0, 64))), colour)


def worn(sitter: Sitter) -> None:
    """Glasses and earrings, for those who wear them."""
    canvas, x, y = sitter.canvas, sitter.x, sitter.y
    if "glasses" in sitter.look.extras:
        light = sitter.look.hair_colour in {"white", "grey", "sand", "blond"}
        frame = CLOTH["charcoal"] if light else darker(sitter.hair, 0.3)
        for side in SIDES:
            middle = x + side * 40
            lens = canvas.rounded((middle - 29, y - 18, middle + 29, y + 26), 20)
            inner = canvas.rounded((middle - 24, y - 13, middle + 24, y + 21), 16)
            canvas.paint(without(lens, inner), frame)
            canvas.paint(inner, (255, 255, 255), 0.1)
            canvas.paint(canvas.line([(x + side * 69, y - 2), (x + side * (sitter.rx - 2), y - 6)], 5), frame)
        canvas.paint(canvas.line(arc(x, y, 12, 8, 200, 340), 5), frame)
    if "earrings" in sitter.look.extras and sitter.look.hair != "scarf":
        for side in SIDES:
            canvas.paint(canvas.ellipse(x + side * (sitter.rx + 4), y + 40, 6, 8), CLOTH["ochre"])
