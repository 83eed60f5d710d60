"""The accessibility of a page as it stands in the browser, by axe-core."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

__all__ = ["NARROW", "WIDE", "Axe", "Violation", "faults", "violations"]

Axe = Callable[..., "list[Violation]"]
"""What `axe` of conftest.py is: `violations`, once axe-core is there."""

WIDE, NARROW, HEIGHT = 1280, 320, 900
OVERFLOW = "document.scrollingElement.scrollWidth - window.innerWidth"

COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that look at colours. Dark pages are light ones in other colours (tests/theme), with no other faults."""

SOURCE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

OPTIONS: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # The one rule of WCAG 2.2 AA, which axe leaves out unless it is named.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


@dataclass(frozen=True)
class Violation:
    """One rule that the page breaks, and the elements that break it, as selectors."""

    rule: str
    impact: str
    help: str
    elements: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule} ({self.impact}): {self.help}: {'; '.join(self.elements)}"


def faults(page: Page, axe: Axe, widths: Iterable[int] = (WIDE, NARROW)) -> list[str]:
    """What axe finds wrong on the page in windows of these widths, light and dark, and in which it scrolls sideways."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            wrong = map(str, axe(page, colours_only=scheme == "dark"))
            found += [f"{width} pixels, {scheme}: {one}" for one in wrong]
        if (by := page.evaluate(OVERFLOW)) > 0:
            found.append(f"{width} pixels: it scrolls sideways, by {by} pixels")
    return found


def violations(page: Page, *, colours_only: bool = False) -> list[Violation]:
    """What axe finds wrong on the page as it stands, or wrong with its colours: empty when all is well.

    Raises ValueError for a page whose scripts are off: axe's own promises would never be kept there.
    """
    if not page.evaluate("matchMedia('(scripting: enabled)').matches"):
        raise ValueError("axe needs a page that was opened with JavaScript")
    if not page.evaluate("'axe' in window"):
        # Evaluated through the debugger, not by a script element, so that the page's own policy need not allow it.
        page.evaluate(_source())
    options = {**OPTIONS, "runOnly": {"type": "rule", "values": COLOURS}} if colours_only else OPTIONS
    results = page.evaluate("options => axe.run(document, options)", options)
    return [
        Violation(
            found["id"],
            found["impact"],
            found["help"],
            tuple(" ".join(map(str, node["target"])) for node in found["nodes"]),
        )
        for found in results["violations"]
    ]


@cache
def _source() -> str:
    return SOURCE.read_text(encoding="utf-8")
