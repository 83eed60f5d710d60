"""Paints hair: what lies behind the head, and what lies over it."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from drawing import Colour, arc, blurred, darker, join, lighter, meet, mix, without
from headwear import HEADWEAR
from PIL import Image
from sitters import SIDE, SIDES, Sitter

TIED = 2
"""How far below the middle of the head hair reaches that is drawn back."""


def hair_behind(sitter: Sitter) -> None:
    """The hair, or the cloth, that the head and the shoulders are painted over."""
    canvas, x, y, rx, ry = sitter.canvas, sitter.x, sitter.y, sitter.rx, sitter.ry
    dark = darker(sitter.hair, 0.22)
    style = sitter.look.hair
    if style in {"bob", "fringe"}:
        low = y + sitter.some(96, 126)
        canvas.paint(canvas.rounded((x - rx - 24, y - ry - 16, x + rx + 24, low), 92), dark)
    elif style == "long":
        canvas.paint(canvas.rounded((x - rx - 26, y - ry - 16, x + rx + 26, y + 236), 84), dark)
    elif style == "ponytail":
        canvas.paint(canvas.line(arc(x + rx - 6, y + 20, 56, 120, 270, 420), 46), dark)
    elif style == "braids":
        for side in SIDES:
            for knot in range(8):
                plait = canvas.ellipse(x + side * (rx + 6 + knot), y + 8 + knot * 28, 23 - knot, 20)
                canvas.paint(plait, mix(sitter.hair, dark, knot % 2))
    elif style == "afro":
        cloud(sitter, rx + 44, ry + 14, 38, dark)
    elif style == "curls":
        cloud(sitter, rx + 22, ry + 8, 34, dark, low=y + 84)
    elif style == "scarf":
        canvas.paint(canvas.rounded((x - rx - 34, y - ry - 32, x + rx + 34, y + 226), 120), dark)


def cloud(sitter: Sitter, rx: float, ry: float, size: float, colour: Colour, low: float = SIDE) -> None:
    """A head of hair made of circles around the face, down to `low`."""
    canvas, x, y = sitter.canvas, sitter.x, sitter.y - 20
    mask = canvas.ellipse(x, y, rx, ry)
    for step in range(26):
        angle = step * math.tau / 26
        radius = size * sitter.some(0.8, 1.2)
        at = (x + rx * 0.92 * math.cos(angle), y + ry * 0.92 * math.sin(angle))
        mask = join(mask, canvas.ellipse(*at, radius, radius))
    canvas.paint(meet(mask, canvas.above(low)), colour)


def hair_before(sitter: Sitter) -> None:
    """The hair over the forehead and the temples, with a gleam on it, or what covers it."""
    style = sitter.look.hair
    if style in HEADWEAR:
        HEADWEAR[style](sitter)
        return
    canvas, x, y = sitter.canvas, sitter.x, sitter.y
    front = FRONTS[style](sitter)
    canvas.paint(front, sitter.hair)
    gleam = meet(front, blurred(canvas.ellipse(x - 46, y - sitter.ry + 6, 70, 34), 8))
    canvas.paint(gleam, lighter(sitter.hair, 0.3), 0.55)


def bun(sitter: Sitter) -> Image.Image:
    """Hair that is drawn up into a bun, which is painted at once."""
    canvas = sitter.canvas
    canvas.paint(canvas.ellipse(sitter.x, sitter.y - sitter.ry - 26, 48, 42), darker(sitter.hair, 0.12))
    return combed(sitter, TIED)


def combed(sitter: Sitter, low: float) -> Image.Image:
    """A round hairline, a little to one side."""
    opening = sitter.oval(sitter.some(-10, 10), 52, 2, 2)
    return meet(without(sitter.oval(0, -2, 9, 12), opening), sitter.canvas.above(sitter.y + low))


def cropped(sitter: Sitter) -> Image.Image:
    """Hair close to the skull."""
    return meet(without(sitter.oval(0, -2, 3, 4), sitter.oval(0, 46, -4, -6)), sitter.canvas.above(sitter.y - 8))


def brushed(sitter: Sitter, shift: float, taller: float) -> Image.Image:
    """A hairline that lies to one side."""
    cap = sitter.oval(-shift / 8, -8, 10, taller)
    return meet(without(cap, sitter.oval(shift, 44, 6, -10)), sitter.canvas.above(sitter.y - 2))


def curtain(sitter: Sitter, low: float) -> Image.Image:
    """Hair that falls on both sides of the face."""
    opening = join(sitter.oval(-24, 54, -2, 2), sitter.oval(8, 70, -8, 0))
    return meet(without(sitter.oval(0, 0, 20, 16), opening), sitter.canvas.above(sitter.y + low))


def fringe(sitter: Sitter) -> Image.Image:
    """A straight fringe."""
    opening = meet(sitter.oval(0, 40, -6, 20), sitter.canvas.below(sitter.y - 40))
    return meet(without(sitter.oval(0, 0, 18, 16), opening), sitter.canvas.above(sitter.y + 76))


def balding(sitter: Sitter) -> Image.Image:
    """Hair over the ears only."""
    canvas, y = sitter.canvas, sitter.y
    sides = without(sitter.oval(0, 0, 10, 0), sitter.oval(0, -10, -8, 40))
    return meet(meet(sides, canvas.above(y + 16)), canvas.below(y - 66))


def full(sitter: Sitter) -> Image.Image:
    """The hairline of curls."""
    return meet(without(sitter.oval(0, -4, 14, 16), sitter.oval(0, 44, -2, -2)), sitter.canvas.above(sitter.y - 4))


FRONTS: dict[str, Callable[[Sitter], Image.Image]] = {
    "short": partial(combed, low=24),
    "ponytail": partial(combed, low=TIED),
    "braids": partial(combed, low=TIED),
    "bun": bun,
    "cropped": cropped,
    "parted": partial(brushed, shift=20, taller=14),
    "swept": partial(brushed, shift=-18, taller=18),
    "bob": partial(curtain, low=64),
    "long": partial(curtain, low=96),
    "fringe": fringe,
    "balding": balding,
    "afro": full,
    "curls": full,
}
"""The hair before the head, as a mask, for each way to wear it."""
