"""Searching in Chromium as on a slow phone and a bad line: milliseconds from the key to painted results, and bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from playwright.sync_api import Browser, Page, ViewportSize

from benchmarks.host import Host, Sent
from benchmarks.queries import Query

__all__ = ["Answer", "cold", "scripts", "warm"]

CPU_SLOWER = 4
LINE = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8 * 0.9,
    "uploadThroughput": 750 * 1024 / 8 * 0.9,
}
"""What the developer tools of Chromium call "Fast 3G": milliseconds, and bytes in a second."""

PATIENCE = 120_000
QUIET = 400
PHONE: ViewportSize = {"width": 412, "height": 915}
PART_OF_THE_PAGE = frozenset({".html", ".css", ".svg", ".ico", ""})

SEARCH = """
(query) => new Promise((done) => {
  const box = document.querySelector("main input[name=q], body > input[name=q]");
  const shown = document.querySelector("[data-fill=query]");
  const counts = [...document.querySelectorAll("[data-count]")];
  const number = () => +((counts[0].textContent.match(/[0-9]+/g) ?? [0]).join(""));
  const nothing = document.querySelector("[data-when=nothing]");
  const watch = new MutationObserver(() => {
    if (shown.textContent !== query) return;
    watch.disconnect();
    // The frame that shows them is painted when the task after it begins.
    requestAnimationFrame(() => setTimeout(() => {
      done([performance.now() - pressed, nothing?.checkVisibility() ? 0 : number()]);
    }));
  });
  watch.observe(shown, { childList: true, characterData: true, subtree: true });
  box.focus();
  const pressed = performance.now();
  box.value = query;
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
})
"""
"""Both pages say for which query the results are that they show, in the same task that shows them."""


@dataclass(frozen=True)
class Answer:
    """What came of a query: milliseconds to the painted results, how many there are, bytes and requests for them.

    Cold, the bytes are all but the page itself (its HTML, style sheet and icon).
    """

    query: Query
    milliseconds: float
    found: int
    bytes: int
    requests: int


def cold(browser: Browser, host: Host, path: str, asked: Iterable[Query]) -> Iterator[Answer]:
    """Each query by a new visitor, who has the page and its scripts, and nothing else."""
    for query in asked:
        with _visitor(browser) as page:
            host.taken()
            page.goto(host.address + path, wait_until="networkidle")
            before = host.taken()
            yield _answer(page, host, query, before)


def warm(browser: Browser, host: Host, path: str, first: Query, asked: Iterable[Query]) -> Iterator[Answer]:
    """All queries one after the other by one visitor, who has asked another before."""
    with _visitor(browser) as page:
        page.goto(host.address + path, wait_until="networkidle")
        _answer(page, host, first, ())
        for query in asked:
            yield _answer(page, host, query, ())


def scripts(browser: Browser, host: Host, path: str, query: Query) -> int:
    """The bytes of all scripts that a page has loaded once a query is answered, packed, without heads."""
    with _visitor(browser) as page:
        host.taken()
        page.goto(host.address + path, wait_until="networkidle")
        page.evaluate(SEARCH, query.text)
        return sum(one.body for one in host.taken() if PurePosixPath(one.path).suffix == ".js")


@contextmanager
def _visitor(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    try:
        yield page
    finally:
        context.close()


def _answer(page: Page, host: Host, query: Query, before: tuple[Sent, ...]) -> Answer:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWER})
    milliseconds, found = page.evaluate(SEARCH, query.text)
    session.detach()
    sent = [*before, *_until_quiet(page, host)]
    sent = [one for one in sent if PurePosixPath(one.path).suffix not in PART_OF_THE_PAGE]
    return Answer(query, milliseconds, found, sum(one.bytes for one in sent), len(sent))


def _until_quiet(page: Page, host: Host) -> Iterator[Sent]:
    """What is sent until for a while nothing more is: what is loaded after the first results counts too."""
    more = True
    while more:
        page.wait_for_timeout(QUIET)
        more = False
        for one in host.taken():
            more = True
            yield one
