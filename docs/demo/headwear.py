"""Paints what covers the hair: a scarf, a kofia, a beanie or a flat cap."""

from __future__ import annotations

from drawing import arc, darker, join, lighter, meet, mix, without
from looks import CLOTH
from sitters import SIDES, Sitter


def scarf(sitter: Sitter) -> None:
    """A headscarf, folded over the chest."""
    canvas, x, y, ry, cloth = sitter.canvas, sitter.x, sitter.y, sitter.ry, sitter.hair
    opening = sitter.oval(0, 12, -10, -18)
    around = without(sitter.oval(0, -2, 26, 28), opening)
    left, right = x - sitter.rx, x + sitter.rx
    upper = [(left - 22, y + 40), (x - 30, y + ry + 2), (right + 18, y + 60)]
    fold = canvas.polygon([*upper, (right + 34, y + 190), (x - 10, y + 250), (left - 46, y + 196)])
    canvas.paint(join(around, without(fold, opening)), cloth)
    creases = (
        [(right + 14, y + 66), (x - 24, y + ry + 18), (left - 30, y + 190)],
        [(right + 10, y + 108), (x + 20, y + ry + 40), (x - 60, y + 232)],
    )
    for crease in creases:
        canvas.paint(canvas.line(crease, 5), darker(cloth, 0.24))


def kofia(sitter: Sitter) -> None:
    """An embroidered cap without a brim."""
    canvas, x, y, rx, ry = sitter.canvas, sitter.x, sitter.y, sitter.rx, sitter.ry
    cap = meet(canvas.rounded((x - rx + 2, y - ry - 34, x + rx - 2, y - 20), 26), canvas.above(y - 58))
    canvas.paint(cap, CLOTH["cream"])
    for row in (y - ry - 6, y - 72):
        for step in range(9):
            canvas.paint(meet(cap, canvas.ellipse(x - 80 + step * 20, row, 6, 6)), CLOTH["ochre"])


def beanie(sitter: Sitter) -> None:
    """A knitted hat with a turned edge."""
    canvas, x, y, rx = sitter.canvas, sitter.x, sitter.y, sitter.rx
    temples(sitter, 36)
    wool = mix(sitter.cloth, CLOTH["charcoal"], 0.75)
    canvas.paint(meet(sitter.oval(0, -36, 14, 2), canvas.above(y - 54)), wool)
    canvas.paint(canvas.rounded((x - rx - 16, y - 88, x + rx + 16, y - 44), 18), lighter(wool, 0.14))


def flat_cap(sitter: Sitter) -> None:
    """A tweed cap with a peak."""
    canvas, x, y, rx = sitter.canvas, sitter.x, sitter.y, sitter.rx
    temples(sitter, 20)
    tweed = CLOTH["slate"]
    canvas.paint(meet(canvas.ellipse(x + 6, y - 62, rx + 26, 76), canvas.above(y - 56)), tweed)
    canvas.paint(canvas.line(arc(x, y - 60, rx + 12, 14, 15, 165), 16), darker(tweed, 0.3))


def temples(sitter: Sitter, low: float) -> None:
    """The hair that a hat leaves to be seen."""
    for side in SIDES:
        middle = sitter.x + side * (sitter.rx - 2)
        lock = sitter.canvas.rounded((middle - 11, sitter.y - 60, middle + 11, sitter.y + low), 11)
        sitter.canvas.paint(lock, sitter.hair)


HEADWEAR = {"scarf": scarf, "kofia": kofia, "beanie": beanie, "cap": flat_cap}
"""How each is painted, over the head."""
