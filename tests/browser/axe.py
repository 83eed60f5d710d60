"""The accessibility of a page as it stands in the browser, by axe-core."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

__all__ = ["Violation", "violations"]

SOURCE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

OPTIONS = {
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


def violations(page: Page) -> list[Violation]:
    """What axe finds wrong on the page as it stands: empty when all is well.

    Raises ValueError for a page whose scripts are off: axe's own promises would never be kept there.
    """
    if not page.evaluate("matchMedia('(scripting: enabled)').matches"):
        raise ValueError("axe needs a page that was opened with JavaScript")
    if not page.evaluate("'axe' in window"):
        # Evaluated through the debugger, not by a script element, so that the page's own policy need not allow it.
        page.evaluate(_source())
    results = page.evaluate("options => axe.run(document, options)", OPTIONS)
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
