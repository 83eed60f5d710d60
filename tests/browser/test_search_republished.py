"""A list that stays open while its site is published again: results, filters and more of them, of one release."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.core.searching import facet_terms
from tests.browser.search_page import LONG, SearchPage
from tests.browser.visits import Visit
from tests.conftest import BuiltSite
from tests.search.made_up import MadeUp, documents
from tests.search.releases import release

PERSONS = 300
QUERY = "ma"


@pytest.fixture
def folder(demo_site: BuiltSite, tmp_path: Path) -> Path:
    """The demonstration's list of members, with nothing to find yet."""
    shutil.copytree(demo_site.folder / "static", tmp_path / "static", ignore=shutil.ignore_patterns("names-*"))
    shutil.rmtree(tmp_path / "static/search")
    (tmp_path / "members").mkdir()
    shutil.copy(demo_site.folder / "members/index.html", tmp_path / "members")
    return tmp_path


def publish(people: Sequence[MadeUp], folder: Path) -> None:
    """A release takes the place of the one before; nothing of that is left."""
    for one in ("search", "static/search"):
        shutil.rmtree(folder / one, ignore_errors=True)
    release(people, folder)


def people(seed: int) -> list[MadeUp]:
    """People whose short words are skills."""

    def with_skills(one: MadeUp) -> MadeUp:
        skills = facet_terms(one.searchable.words[:2])
        return replace(one, searchable=replace(one.searchable, facets={"skill": skills, "city": skills[:1]}))

    return [with_skills(one) for one in documents(PERSONS, seed)]


@pytest.mark.parametrize("same_numbers", [True, False], ids=["the same members", "other members"])
def test_a_filter_that_was_open(
    folder: Path, serve: Callable[..., str], open_page: Callable[..., Visit], same_numbers: bool
) -> None:
    """A filter opened after the site was published again shows the figures of the results that stand beside it."""
    publish(people(1), folder)
    one = SearchPage(open_page(serve(folder) + f"members/?q={QUERY}"))
    one.state("results")
    before = one.count.inner_text()
    publish(people(2) if same_numbers else people(2)[10:], folder)
    one.counts("skill")
    broken = one.facet("skill").get_by_text("could not be loaded")
    one.until(f"!document.querySelector('h2[data-count]').textContent.includes({before!r})")
    fresh = SearchPage(open_page(one.page.url))
    fresh.state("results")
    one.says(fresh.count.inner_text())
    assert one.found() == fresh.found()
    assert one.counts("skill") == fresh.counts("skill") != {}
    broken.wait_for(state="hidden", timeout=LONG)


def test_more_of_what_is_gone(folder: Path, serve: Callable[..., str], open_page: Callable[..., Visit]) -> None:
    """More, after the site was published again shows the new results, not more beneath the old."""
    publish(people(1), folder)
    one = SearchPage(open_page(serve(folder) + f"members/?q={QUERY}"))
    one.state("results")
    publish(people(2)[10:], folder)
    one.page.locator("[data-more]").click()
    fresh = SearchPage(open_page(one.page.url))
    fresh.state("results")
    one.says(fresh.count.inner_text())
    assert one.found() == fresh.found()
    assert one.visit.errors == []
