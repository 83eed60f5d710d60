"""Takes the picture of the README, docs/screenshot.png: the demonstration's home page, and a member's on a phone."""

from __future__ import annotations

import io
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from plugins.press.building import build
from plugins.press.serving import serving
from tests.browser.chromium import launch

PROJECT = Path(__file__).resolve().parents[1]
PICTURE = PROJECT / "docs/screenshot.png"
TODAY = date(2026, 11, 20)
"""A day when the demonstration has something to show; the same picture at any time."""

HEIGHT = 860
SHOTS = (("", 1180), ("members/hae-won-baek-tremblay/", 390))
"""The pages, each with the width of its window."""

GAP = 24
GROUND = (128, 134, 131)
"""Of a grey that frames a light page on a light and on a dark ground."""

COLOURS = 256


def main() -> int:
    """Builds the demonstration, takes the picture; gives the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "site"
        if status := build(PROJECT, output=output, today=TODAY):
            return status
        with serving(output, 0) as address, sync_playwright() as playwright, launch(playwright) as browser:
            shots = [_shot(browser, f"{address}/{page}", width) for page, width in SHOTS]
    picture = _side_by_side(shots)
    # A palette keeps text sharp at a third of the weight.
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
    return 0


def _shot(browser: Browser, address: str, width: int) -> Image.Image:
    page = browser.new_page(viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce")
    page.goto(address, wait_until="networkidle")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _side_by_side(shots: list[Image.Image]) -> Image.Image:
    width = sum(shot.width + GAP for shot in shots) + GAP
    picture = Image.new("RGB", (width, HEIGHT + 2 * GAP), GROUND)
    left = GAP
    for shot in shots:
        picture.paste(shot, (left, GAP))
        left += shot.width + GAP
    return picture


if __name__ == "__main__":
    raise SystemExit(main())
