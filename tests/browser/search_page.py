"""A page with a search, as its visitor handles it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.visits import Visit

__all__ = ["LONG", "SearchPage"]

LONG = 20_000
"""Milliseconds to wait for what must come: machines that run many tests at once are slow."""

SETTLED = """() => {
    const root = document.querySelector("main [data-search]");
    const shown = [...root.querySelectorAll("[data-when]")].find(one => !one.hidden && !one.closest("[data-facet]"));
    return shown?.dataset.when;
}"""


@dataclass(frozen=True)
class SearchPage:
    """The search of an open page."""

    visit: Visit

    @property
    def page(self) -> Page:
        return self.visit.page

    @property
    def box(self) -> Locator:
        return self.page.locator("main [data-search-box]")

    @property
    def count(self) -> Locator:
        """The line that says how many were found."""
        return self.page.locator("[data-total], h2[data-count]").first

    @property
    def status(self) -> Locator:
        return self.page.locator("main [role=status]")

    @property
    def chips(self) -> Locator:
        return self.page.locator("[data-chips] .chip")

    def facet(self, name: str) -> Locator:
        return self.page.locator(f"[data-facet={name}]")

    def open_facet(self, name: str) -> Locator:
        """The facet, opened, with its values."""
        facet = self.facet(name)
        if facet.get_attribute("open") is None:
            facet.locator("summary").click()
        expect(facet.locator("[data-when=loading]")).to_be_hidden(timeout=LONG)
        return facet

    def tick(self, facet: str, label: str) -> None:
        box = self.open_facet(facet).get_by_role("checkbox", name=label)
        box.click()

    def counts(self, facet: str) -> dict[str, int]:
        """All values of a facet as they are offered, with their figures."""
        box = self.open_facet(facet)
        if box.locator("[data-all]").is_visible():
            box.locator("[data-all]").click()
        rows = box.locator("[data-values] li")
        return {
            row.locator("[data-label]").inner_text(): int(row.locator("[data-figure]").inner_text())
            for row in rows.all()
        }

    def state(self, name: str) -> None:
        """Waits until the page is in a state: idle, results, nothing, offline, broken."""
        self.until(f"({SETTLED})() === {name!r}")

    def until(self, condition: str) -> None:
        """Waits until an expression is true; Playwright's own way evals, which the page's policy forbids."""
        end = time.monotonic() + LONG / 1000
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, f"never came to be: {condition}"
            self.page.wait_for_timeout(25)

    def says(self, text: str) -> None:
        """Waits until so many are told to be found."""
        expect(self.count).to_have_text(text, timeout=LONG)

    def found(self) -> list[str]:
        """The addresses of the cards, below the site's own, in their order."""
        links = self.page.locator("[data-results] .card-name a:visible")
        return [path.strip("/") for path in links.evaluate_all("all => all.map(one => one.pathname)")]

    def quiet(self) -> bool:
        """Whether nothing went wrong, nor was asked elsewhere, nor was written to the console."""
        return (self.visit.outside, self.visit.console, self.visit.errors) == ([], [], [])
