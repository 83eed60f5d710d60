"""Colours, masks and the canvas that portraits and logos are painted on."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SCALE = 3
"""Shapes are drawn this many times too large and then reduced, which smooths their edges."""

Colour = tuple[int, int, int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]

join = ImageChops.lighter
meet = ImageChops.multiply
without = ImageChops.subtract


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """A colour between two: a `share` of 0 is the one, 1 the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def darker(colour: Colour, share: float) -> Colour:
    """The colour, so far on its way to a blue black."""
    return mix(colour, (20, 18, 30), share)


def lighter(colour: Colour, share: float) -> Colour:
    """The colour, so far on its way to white."""
    return mix(colour, (255, 255, 255), share)


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> list[Point]:
    """Points on an ellipse; angles in degrees, clockwise from the right."""
    angles = [math.radians(start + (end - start) * step / 40) for step in range(41)]
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


def blurred(mask: Image.Image, radius: float) -> Image.Image:
    """The mask with soft edges."""
    return mask.filter(ImageFilter.GaussianBlur(radius * SCALE))


class Canvas:
    """A square picture in the making, with shapes for it as masks; coordinates are those of the finished picture."""

    def __init__(self, side: int, colour: Colour) -> None:
        self.side = side
        self.image = Image.new("RGB", (side * SCALE, side * SCALE), colour)

    def ellipse(self, x: float, y: float, rx: float, ry: float) -> Image.Image:
        return self._mask(lambda pen: pen.ellipse(_scaled(x - rx, y - ry, x + rx, y + ry), fill=255))

    def rectangle(self, box: Box) -> Image.Image:
        return self._mask(lambda pen: pen.rectangle(_scaled(*box), fill=255))

    def rounded(self, box: Box, radius: float) -> Image.Image:
        return self._mask(lambda pen: pen.rounded_rectangle(_scaled(*box), radius * SCALE, fill=255))

    def above(self, y: float) -> Image.Image:
        return self.rectangle((0, 0, self.side, y))

    def below(self, y: float) -> Image.Image:
        return self.rectangle((0, y, self.side, self.side))

    def polygon(self, points: Sequence[Point]) -> Image.Image:
        return self._mask(lambda pen: pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=255))

    def line(self, points: Sequence[Point], width: float) -> Image.Image:
        """A line with round ends."""

        def draw(pen: ImageDraw.ImageDraw) -> None:
            pen.line([(x * SCALE, y * SCALE) for x, y in points], fill=255, width=round(width * SCALE), joint="curve")
            for x, y in (points[0], points[-1]):
                pen.ellipse(_scaled(x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)

        return self._mask(draw)

    def paint(self, mask: Image.Image, colour: Colour, strength: float = 1) -> None:
        """Lays a colour over the picture where the mask is."""
        if strength < 1:
            mask = mask.point([round(value * strength) for value in range(256)])
        self.image.paste(colour, (0, 0), mask)

    def finished(self, frame: Box | None = None) -> Image.Image:
        """The picture at its proper size, or that piece of it which the frame shows."""
        box = _scaled(*(frame or (0, 0, self.side, self.side)))
        return self.image.resize((self.side, self.side), Image.Resampling.LANCZOS, box=box)

    def _mask(self, draw: Callable[[ImageDraw.ImageDraw], None]) -> Image.Image:
        mask = Image.new("L", self.image.size)
        draw(ImageDraw.Draw(mask))
        return mask


def _scaled(left: float, top: float, right: float, bottom: float) -> Box:
    return left * SCALE, top * SCALE, right * SCALE, bottom * SCALE
