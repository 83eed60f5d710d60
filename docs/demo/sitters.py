"""Who sits for a portrait: the look, the colours, and where on the canvas the head is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from drawing import Canvas, Point
from looks import BACKGROUND, CLOTH, HAIR, SKIN, Look
from PIL import Image

SIDE = 640
SIDES = (-1, 1)
"""Left and right, as factors of a distance from the middle; what comes in twos is painted in this order."""


def chances(slug: str) -> Iterator[float]:
    """Endless numbers between 0 and 1 that depend on the slug alone."""
    block = slug.encode()
    while True:
        block = hashlib.sha256(block).digest()
        yield from (byte / 255 for byte in block)


class Sitter:
    """A head of radii `rx` and `ry` around (`x`, `y`) on a canvas of its own.

    Each call of `some` takes the next number of the slug's: the order of painting decides what everybody looks like.
    """

    def __init__(self, slug: str, look: Look) -> None:
        self.look = look
        self.chance = chances(slug)
        self.skin = SKIN[look.skin]
        self.hair = HAIR[look.hair_colour]
        self.cloth = CLOTH[look.top_colour]
        self.ground = BACKGROUND[look.background]
        self.canvas = Canvas(SIDE, self.ground)
        self.x = 320 + self.some(-6, 6)
        self.y = 288 + self.some(-6, 6)
        self.rx = self.some(92, 102)
        self.ry = self.some(122, 132)

    def some(self, least: float, most: float) -> float:
        return least + (most - least) * next(self.chance)

    def oval(self, dx: float, dy: float, wider: float, taller: float) -> Image.Image:
        """The shape of the head, moved by (`dx`, `dy`) and grown by so much on every side."""
        return self.canvas.ellipse(self.x + dx, self.y + dy, self.rx + wider, self.ry + taller)

    def patch(self, side: int, y: float, corners: Sequence[Point]) -> Image.Image:
        """A polygon on one side; its corners are distances from the middle of the sitter and from `y` down."""
        return self.canvas.polygon([(self.x + side * far, y + low) for far, low in corners])
