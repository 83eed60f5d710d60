"""What Lighthouse says of eight types of page, as a host sends them: gzip, and the headers of `_headers`."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from benchmarks.host import hosting
from plugins.press import browser_libraries
from plugins.press.places import PROJECT
from tests.browser.lighthouse import TIMES, Result, audited, page_types
from tests.conftest import BuiltSite

pytestmark = pytest.mark.browser

EXCUSED = {"search": {"is-crawlable": "search engines do not list pages of other searches, so it asks them not to"}}
"""Audits that a page fails by intention, each with the reason."""

STEADY = (
    "cache-insight",
    "cls-culprits-insight",
    "cumulative-layout-shift",
    "document-latency-insight",
    "dom-size-insight",
    "duplicated-javascript-insight",
    "font-display-insight",
    "image-delivery-insight",
    "lcp-discovery-insight",
    "legacy-javascript-insight",
    "modern-http-insight",
    "third-parties-insight",
    "total-byte-weight",
    "unminified-css",
    "unminified-javascript",
    "unsized-images",
    "unused-css-rules",
    "unused-javascript",
    "viewport-insight",
)
"""The audits of performance that say the same on every machine.

Of the others, two ask for what we do not do, and weigh nothing in the score: `render-blocking-insight` and
`network-dependency-tree-insight` want the style sheet (8 kB, kept for ever) in each page, where the policy forbids it.
"""

KB = 1000
HEAVIEST, MOST_BYTES, MOST_REQUESTS = 100 * KB, 150 * KB, 40


@pytest.fixture(scope="module")
def results(demo_site: BuiltSite) -> Mapping[str, Result]:
    """What Lighthouse says, by type of page."""
    browser_libraries.install(PROJECT, development=True)
    types = page_types(sorted(demo_site.pages, key=lambda name: -len(demo_site.pages[name])))
    with hosting(demo_site.folder, told=True) as host:
        found = dict(zip(types, audited(host.address, types.values()), strict=True))
    for name, result in found.items():
        print(name, dict(result.scores), *(f"{time} {result.value(time):.0f} ms" for time in TIMES))  # noqa: T201  for those who ask with -s
    return found


@pytest.mark.parametrize("category", ["accessibility", "best-practices", "seo"])
def test_nothing_is_wrong_with_any_page(results: Mapping[str, Result], category: str) -> None:
    """Every page has all points for accessibility, good practice and search engines, but for what is intended."""
    wrong = {name: result.imperfect(category) for name, result in results.items()}
    for name, excused in EXCUSED.items():
        wrong[name] = {audit: told for audit, told in wrong[name].items() if audit not in excused}
    assert {name: found for name, found in wrong.items() if found} == {}
    assert {name for name, result in results.items() if result.scores[category] < 100} <= EXCUSED.keys()


def test_nothing_slows_a_page_on_any_machine(results: Mapping[str, Result]) -> None:
    """What does not depend on the machine is without fault: sizes, caches, what is unused, and nothing moves."""
    for name, result in results.items():
        audits = [result.audits[audit] for audit in STEADY]
        assert {one.name: one.told for one in audits if one.score is not None and one.score < 1} == {}, name
        assert result.value("cumulative-layout-shift") < 0.01, name


def test_pages_are_light(results: Mapping[str, Result]) -> None:
    """No request brings more than 100 KB; a page with all it loads has at most 150, in at most forty requests."""
    for name, result in results.items():
        assert max(result.requests.values()) <= HEAVIEST, name
        assert result.value("total-byte-weight") <= MOST_BYTES, name
        assert 4 < len(result.requests) <= MOST_REQUESTS, name
