"""Pages of real people in the browser and by the HTML checker, the oddest names first."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page

from plugins.core.loading import load
from plugins.directory.member import Member
from tests.browser import vnu
from tests.browser.axe import Violation
from tests.browser.page_types import address, examples
from tests.browser.test_html import BORNE
from tests.browser.visits import watched
from tests.conftest import BuiltSite

SAMPLE = 30


def oddest(site: BuiltSite) -> list[str]:
    """Pages of members: the longest and shortest names, those with most letters that ASCII lacks, and odd signs."""
    members = load(site.root, [Member]).catalogue.of(Member).records
    by_length = sorted(members, key=lambda one: len(one.name))
    foreign = sorted(members, key=lambda one: sum(not sign.isascii() for sign in one.name))
    signs = sorted(members, key=lambda one: sum(not sign.isalpha() and sign != " " for sign in one.name))
    chosen = [*by_length[:4], *by_length[-4:], *foreign[-6:], *signs[-4:]]
    return list(dict.fromkeys(f"members/{one.slug}/index.html" for one in chosen))


def test_axe_finds_nothing_on_real_pages(
    real_site: BuiltSite, browser: Browser, serve: Callable[..., str], axe: Callable[[Page], list[Violation]]
) -> None:
    """Thirty pages, of every type and of the oddest names, have no violation, no noise and no sideways scroll."""
    home = serve(real_site.folder)
    names = list(dict.fromkeys([*oddest(real_site), *examples(real_site.pages)]))[:SAMPLE]
    assert len(names) == SAMPLE
    with browser.new_context(viewport={"width": 320, "height": 900}, reduced_motion="reduce") as context:
        visit = watched(context)
        found = []
        for name in names:
            visit.page.goto(home + address(name))
            found += [f"{name}: {one}" for one in axe(visit.page)]
            if visit.page.evaluate("document.scrollingElement.scrollWidth > window.innerWidth"):
                found.append(f"{name}: scrolls sideways")
        visit.settle()
        assert found == []
        assert (visit.outside, visit.console, visit.errors) == ([], [], [])


def test_html_of_real_people_is_valid(real_site: BuiltSite) -> None:
    """The checker has nothing to say of any page of the real site."""
    found = [one for one in vnu.check([real_site.folder]) if not any(borne in one.message for borne in BORNE)]
    assert [str(one) for one in found] == []
