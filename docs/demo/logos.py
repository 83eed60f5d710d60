"""The logos of the demonstration's employers: one ink on white, a few shapes each."""

from __future__ import annotations

import math
from collections.abc import Callable

from drawing import Canvas, Colour, Point, arc, meet, mix
from PIL import Image

SIDE = 400
PAPER: Colour = (255, 255, 255)

Logo = Callable[[Canvas, Colour, Colour], None]


def logo(draw: Logo, ink: Colour) -> Image.Image:
    """A finished logo; 64 colours are plenty for one ink on white, and a quarter of the bytes."""
    canvas = Canvas(SIDE, PAPER)
    draw(canvas, ink, PAPER)
    return canvas.finished().quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def wave(y: float, height: float, start: float) -> list[Point]:
    """Two crests and two troughs from left to right, begun at an angle of `start` radians."""
    return [(60 + step * 4, y + height * math.sin(step / 70 * math.tau * 2 + start)) for step in range(71)]


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
        canvas.paint(canvas.line(wave(130 + row * 70, 24, row), 30), mix(paper, ink, 0.45 + row * 0.27))


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
    canvas.paint(meet(shape, canvas.line(wave(190, 20, 0), 26)), paper)


def roll(canvas: Canvas, ink: Colour, _paper: Colour) -> None:
    """A recorder roll, from its end."""
    turns = [(24 + turn * 0.8, turn / 10) for turn in range(142)]
    points = [(225 + radius * math.cos(angle), 195 + radius * math.sin(angle)) for radius, angle in turns]
    canvas.paint(canvas.line([*points, (50, points[-1][1])], 18), ink)


def islands(canvas: Canvas, ink: Colour, paper: Colour) -> None:
    """Nine islands in a circle of sea."""
    canvas.paint(canvas.ellipse(200, 200, 150, 150), ink)
    places = (
        (150, 120),
        (230, 110),
        (290, 170),
        (190, 190),
        (120, 205),
        (255, 235),
        (170, 265),
        (225, 300),
        (285, 275),
    )
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
