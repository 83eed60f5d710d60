"""Takes the pictures of the documents from the demonstration: its pages for the README, its form for members."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from plugins.press.building import build
from plugins.press.outcomes import Options
from plugins.press.serving import serving
from tests.browser.chromium import launch

PROJECT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 20)
"""A day when the demonstration has something to show; the same pictures at any time."""

HEIGHT = 860
WIDE, PHONE = 1180, 390

GAP = 24
GROUND = (128, 134, 131)
"""Of a grey that frames a light page on a light and on a dark ground."""

COLOURS = 256


def main() -> int:
    """Builds the demonstration, takes the pictures; gives the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "site"
        if status := build(PROJECT, Options(output=output, today=TODAY)):
            return status
        with serving(output, 0) as address, sync_playwright() as playwright, launch(playwright) as browser:
            for name, shots in (("screenshot", pages), ("join", form)):
                picture = _side_by_side(list(shots(browser, address)))
                # A palette keeps text sharp at a third of the weight.
                small = picture.quantize(COLOURS, dither=Image.Dither.NONE)
                small.save(PROJECT / f"docs/{name}.png", optimize=True)
    return 0


def pages(browser: Browser, address: str) -> Iterator[Image.Image]:
    """The home page, and a member's on a phone."""
    for page, width in (("", WIDE), ("members/hae-won-baek-tremblay/", PHONE)):
        yield _shot(_opened(browser, f"{address}/{page}", width))


def form(browser: Browser, address: str) -> Iterator[Image.Image]:
    """The form for members on a phone: as it opens, with a mistake, and when the file is ready."""
    page = _opened(browser, f"{address}/join/", PHONE)
    yield _shot(page)
    _fill(page, "headline", "Programs for engines that are not built yet")
    _fill(page, "location.country", "Britain")
    page.get_by_role("button", name="Check it and go on").click()
    yield _shot(page, "[data-summary]")
    _fill(page, "name", "Ada Lovelace")
    _fill(page, "location.country", "GB")
    _fill(page, "consent.date", TODAY.isoformat())
    page.get_by_role("button", name="Check it and go on").click()
    yield _shot(page, "[data-ways]")


def _opened(browser: Browser, address: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce")
    page.goto(address, wait_until="networkidle")
    return page


def _fill(page: Page, name: str, text: str) -> None:
    page.locator(f"#q-{name.replace('.', '-')}").fill(text)


def _shot(page: Page, top: str = "") -> Image.Image:
    """What the window shows; with `top`, from that element on."""
    if top:
        scroll: Callable[[str], object] = page.locator(top).evaluate
        scroll("one => window.scrollTo(0, one.getBoundingClientRect().top + window.scrollY - 16)")
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
