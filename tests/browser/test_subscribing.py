"""How a visitor subscribes to a calendar: the ways offered on the agenda, on a phone and on a desk, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import Violation
from tests.browser.visits import Visit
from tests.conftest import BuiltSite

OpenPage = Callable[..., Visit]
SMALLEST_TARGET = 24


@pytest.fixture(scope="module")
def agenda(sub_path_site: BuiltSite, serve: Callable[..., str]) -> str:
    """The address of the agenda, below a path."""
    return f"{serve(sub_path_site.folder, sub_path_site.prefix)}events/"


@pytest.fixture
def copying(browser: Browser) -> Iterator[Page]:
    """A page that may write to the clipboard."""
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        yield context.new_page()


def test_the_address_is_copied(agenda: str, copying: Page) -> None:
    """The button beside a calendar copies the calendar's address, and not the page's."""
    copying.goto(agenda)
    copying.click(".subscribe summary")
    copying.click(".subscribe [data-copy-link]")
    copying.wait_for_selector("text=Link copied")
    assert copying.evaluate("navigator.clipboard.readText()") == "https://example.org/association/events.ics"


def test_it_needs_no_script(agenda: str, open_page: OpenPage) -> None:
    """Without scripts it opens, and every way but the copying is there."""
    page = open_page(agenda, javascript=False).page
    page.click(".subscribe summary")
    shown = page.locator(".subscribe :is(a, button)").locator("visible=true")
    assert [one.get_attribute("href") for one in shown.all()] == [
        "webcal://example.org/association/events.ics",
        "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fexample.org%2Fassociation%2Fevents.ics",
        *(
            f"https://outlook.{host}.com/calendar/0/addfromweb?"
            "url=https%3A%2F%2Fexample.org%2Fassociation%2Fevents.ics&name=All+events"
            for host in ("live", "office")
        ),
        "/association/events.ics",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_for_everybody(
    agenda: str,
    open_page: OpenPage,
    axe: Callable[[Page], list[Violation]],
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    """Open, it passes axe, needs no sideways scroll, and its targets are large enough."""
    visit = open_page(agenda, width=width, color_scheme=scheme)
    visit.page.click(".subscribe summary")
    assert axe(visit.page) == []
    assert visit.page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    boxes = visit.page.eval_on_selector_all(
        ".subscribe :is(summary, .button, li a)", "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(boxes) >= SMALLEST_TARGET
    assert (visit.outside, visit.errors) == ([], [])
