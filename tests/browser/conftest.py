"""Fixtures for tests in a real browser: Chromium, a static host on loopback, and pages that are watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from plugins.press import browser_libraries
from tests.browser.axe import Axe, violations
from tests.browser.chromium import launch
from tests.browser.search_page import LONG
from tests.browser.static_server import serving
from tests.browser.visits import Visit, watched

ROOT = Path(__file__).parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that uses the browser, so that `-m "not browser"` leaves out just those."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    # Playwright's five seconds are too few where more tests run than there are processors.
    expect.set_options(timeout=LONG)
    with sync_playwright() as playwright, launch(playwright) as chromium:
        yield chromium


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """`serve(directory, prefix="/")` serves it on loopback until the end of the run and gives the address."""
    with ExitStack() as servers:

        def serve(directory: Path, prefix: str = "/") -> str:
            return servers.enter_context(serving(directory, prefix))

        yield serve


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """`open_page(url)` visits a page as someone new, with nothing stored, and watches it until the test ends."""
    contexts: list[BrowserContext] = []

    def open_page(
        url: str,
        *,
        width: int = 1280,
        height: int = 900,
        color_scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=color_scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        visit = watched(context)
        visit.page.goto(url)
        return visit

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> Axe:
    """`axe(page)` gives what axe-core finds wrong on the page as it stands."""
    browser_libraries.install(ROOT, development=True)
    return violations
