"""Draws the portraits and logos of the demonstration association; run it as `uv run python docs/demo/portraits.py`.

Everybody in the demonstration is invented, so nobody's likeness is in it: a portrait is a few flat shapes, chosen in
looks.yaml, with small differences taken from the digest of the slug. The same file gives the same bytes.
"""

from __future__ import annotations

import math
from pathlib import Path

from clothes import body
from drawing import lighter
from faces import beard, face, worn
from hair import hair_before, hair_behind
from logos import LOGOS, logo
from looks import PEOPLE, Look
from PIL import Image
from sitters import Sitter

ROOT = Path(__file__).resolve().parents[2]
FRAME = (62, 84, 578, 600)
"""The piece of a portrait's canvas that is kept."""


def portrait(slug: str, look: Look) -> Image.Image:
    """One portrait, painted from the back to the front."""
    sitter = Sitter(slug, look)
    for paint in (isobaths, hair_behind, body, face, beard, hair_before, worn):
        paint(sitter)
    return sitter.canvas.finished(FRAME)


def isobaths(sitter: Sitter) -> None:
    """Lines of equal depth in the background, as on a chart."""
    some = sitter.some
    x, y = some(60, 580), some(80, 420)
    waves = [(some(0.03, 0.12), round(some(2, 5)), some(0, 6.28)) for _ in range(3)]
    for ring in range(9, 0, -1):
        points = []
        for step in range(120):
            angle = step * math.tau / 120
            radius = ring * 62 * (1 + sum(size * math.sin(count * angle + at) for size, count, at in waves))
            points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
        sitter.canvas.paint(sitter.canvas.polygon(points), lighter(sitter.ground, 0.36 - ring * 0.036))


def main() -> None:
    """Writes members/<slug>.jpg and content/organizations/<slug>.png below the root of the project."""
    for slug, look in PEOPLE.items():
        path = ROOT / "members" / f"{slug}.jpg"
        portrait(slug, look).save(path, "JPEG", quality=80, optimize=True, progressive=True)
    for slug, (draw, ink) in LOGOS.items():
        logo(draw, ink).save(ROOT / "content" / "organizations" / f"{slug}.png", "PNG", optimize=True)


if __name__ == "__main__":
    main()
