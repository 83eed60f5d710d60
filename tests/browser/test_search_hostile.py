"""Naughty strings and thousands of fuzzed queries typed into the box of a list: answered, as words and nothing else."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from benchmarks import synthetic
from plugins.core.searching import Searchable, facet_terms
from plugins.core.site import Association, Site
from plugins.directory.member import Member
from tests.browser.search_page import SETTLED, SearchPage
from tests.browser.visits import Visit
from tests.conftest import BuiltSite
from tests.search.fuzz import fuzzed
from tests.search.made_up import MadeUp
from tests.search.releases import release

NAUGHTY = 515
MEMBERS = 2_000
FUZZED = 2_000
TYPED = 120
"""So many of the fuzzed are typed; all of them are searched."""

SITE = Site(
    Association("A", "A", "A", "a@example.org"), "https://example.org", "en-GB", "UTC", "public", date(2026, 1, 1)
)

WATCH = """() => {
    const root = document.querySelector("main [data-search]");
    const known = new Set(["ARTICLE", "H3", "MARK"]);
    const parts = [root, ...[...root.querySelectorAll("template")].map(({ content }) => content)];
    for (const part of parts) for (const { tagName } of part.querySelectorAll("*")) known.add(tagName);
    for (const name of ["SCRIPT", "IMG", "IFRAME"]) known.delete(name);
    globalThis.strange = [];
    for (const name of ["alert", "prompt", "confirm"]) globalThis[name] = () => { globalThis.ran = name; };
    const look = (one) => {
        const isOdd = [...one.attributes].some(({ name }) => /^(on.*|style|src|srcdoc|action)$/.test(name));
        const leads = one.tagName === "A" && one.origin !== location.origin;
        if (!known.has(one.tagName) || isOdd || leads) globalThis.strange.push(one.outerHTML.slice(0, 200));
    };
    new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
            for (const one of addedNodes)
                if (one instanceof Element) [one, ...one.querySelectorAll("*")].forEach(look);
    }).observe(document.documentElement, { childList: true, subtree: true });
}"""

TYPE = """async (texts) => {
    const root = document.querySelector("main [data-search]");
    const input = root.querySelector("[data-search-box]");
    const filled = root.querySelector("[data-fill=query]");
    const states = [...root.querySelectorAll("[data-when]")].filter((one) => !one.closest("[data-facet]"));
    const shown = () => states.find((one) => !one.hidden)?.dataset.when;
    const answered = (text) => (text
        ? ["results", "nothing"].includes(shown()) && filled.textContent === text
        : shown() === "idle");
    const told = [];
    for (const text of texts) {
        input.value = text;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        input.form.requestSubmit();
        const typed = [...input.value.slice(0, 200)].slice(0, 100).join("").trim();
        const end = performance.now() + 20_000;
        while (!answered(typed) && performance.now() < end) await new Promise((done) => setTimeout(done, 1));
        told.push(answered(typed) ? shown() : `never answered: ${JSON.stringify(text.slice(0, 200))}`);
    }
    return told;
}"""

SEARCH = """async (texts) => {
    const script = (name) => import(document.querySelector(`link[rel=modulepreload][href$="/search/${name}.js"]`).href);
    const { search } = await script("engine");
    const { cards } = await script("shards");
    const answers = [];
    for (const text of texts) {
        const start = performance.now();
        const found = await search(text, { kind: "members" });
        const time = performance.now() - start;
        const numbers = found.documents ?? [];
        const html = await cards(numbers.slice(0, 12), found.generation);
        const { words, corrected, documents } = found;
        answers.push({ time, words, corrected, numbers: documents && [...numbers], cards: html.length });
    }
    return answers;
}"""


@pytest.fixture(scope="module")
def naughty(shared_data: Path) -> list[str]:
    """A list of strings that have broken programs before."""
    strings: list[str] = json.loads((shared_data / "hostile/blns/blns.json").read_text(encoding="utf-8"))
    assert len(strings) == NAUGHTY
    return strings


@pytest.fixture(scope="module")
def people(naughty: list[str]) -> tuple[MadeUp, ...]:
    """Members who are called by the naughty strings and have them as skills, and ordinary ones."""
    catalogue = synthetic.catalogue(synthetic.association(MEMBERS - NAUGHTY))
    ordinary = (MadeUp(one.slug, one.searchable(catalogue.name_of, SITE)) for one in catalogue.of(Member))
    strange = (
        MadeUp(f"n{place}", Searchable((text,), text=text, facets={"skill": facet_terms([text, "constructor"])}))
        for place, text in enumerate(naughty)
    )
    return (*strange, *ordinary)


@pytest.fixture(scope="module")
def home(
    people: tuple[MadeUp, ...],
    demo_site: BuiltSite,
    serve: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The address of the demonstration's pages with these people's index."""
    folder = tmp_path_factory.mktemp("hostile")
    for name in ("static", "pictures"):
        shutil.copytree(demo_site.folder / name, folder / name)
    for name in ("members/index.html", "search/index.html"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(demo_site.folder / name, folder / name)
    release(people, folder)
    return serve(folder)


@pytest.fixture
def members(open_page: Callable[..., Visit], home: str) -> SearchPage:
    """The list of members, open and watched."""
    one = SearchPage(open_page(home + "members/"))
    one.page.evaluate(WATCH)
    return one


@pytest.fixture(scope="module")
def queries(people: tuple[MadeUp, ...]) -> list[str]:
    """Fuzzed queries."""
    words = [word for one in people[NAUGHTY::7] for word in one.searchable.names[0].split()]
    return fuzzed(FUZZED, words)


def harmless(one: SearchPage) -> bool:
    """Whether no script of a query ran, and nothing of it became part of the page."""
    assert one.page.evaluate("globalThis.ran") is None
    assert one.page.evaluate("globalThis.strange") == []
    assert one.visit.outside == []
    assert one.visit.errors == []
    # A browser says so itself where an address changes too often for it; the page need not care.
    return [said for said in one.visit.console if "Throttling navigation" not in said] == []


def test_what_is_looked_for_would_be_seen(members: SearchPage) -> None:
    """Markup that came to be part of the page is noticed, and a script that ran."""
    for html in ("<img>", "<bdi onclick=ran>", "<a href=//outside.example>", "<script>"):
        members.page.evaluate("html => { document.querySelector('[data-fill=query]').innerHTML = html; }", html)
    assert len(members.page.evaluate("globalThis.strange")) == 4
    members.page.evaluate("alert(1)")
    assert members.page.evaluate("globalThis.ran") == "alert"


def test_typed(members: SearchPage, naughty: list[str], queries: list[str]) -> None:
    """Each naughty string and hundreds of fuzzed ones are answered; none is more than text."""
    states = members.page.evaluate(TYPE, [*naughty, *queries[:TYPED]])
    assert [one for one in states if one not in {"idle", "results", "nothing"}] == []
    assert min(states.count("results"), states.count("nothing"), states.count("idle")) > 0
    assert harmless(members)


def test_searched(members: SearchPage, queries: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Thousands of queries are answered with documents that exist and their cards; it is said how long that took."""
    answers = members.page.evaluate(SEARCH, queries)
    for text, one in zip(queries, answers, strict=True):
        assert (one["numbers"] is None) == (one["words"] == []), text
        numbers = one["numbers"] or []
        assert len(set(numbers)) == len(numbers), text
        assert all(0 <= number < MEMBERS for number in numbers), text
        assert one["cards"] == min(12, len(numbers)), text
        assert {typed for typed, _ in one["corrected"]} <= set(one["words"]), text
    times = sorted(one["time"] for one in answers)
    said = f" median {times[FUZZED // 2]:.1f} ms, p99 {times[FUZZED * 99 // 100]:.1f} ms, at most {times[-1]:.1f} ms "
    with capsys.disabled():
        sys.stdout.write(said)
    assert harmless(members)


def test_found_by_naughty_names(members: SearchPage, naughty: list[str]) -> None:
    """Who is called by a naughty string is found by it, as far as there is a word in it."""
    answers: list[dict[str, Any]] = members.page.evaluate(SEARCH, naughty)
    lost = [
        text
        for place, (text, one) in enumerate(zip(naughty, answers, strict=True))
        if one["words"] and place not in one["numbers"]
    ]
    assert lost == []
    assert sum(one["words"] != [] for one in answers) > NAUGHTY * 0.7


def test_naughty_values_of_a_facet(members: SearchPage, naughty: list[str], home: str) -> None:
    """Skills that are called by naughty strings stand in the filter, and as a chip, as they are written."""
    facet = members.open_facet("skill")
    facet.locator("[data-all]").click()
    labels = facet.locator("[data-values] [data-label]").evaluate_all("all => all.map(one => one.textContent)")
    by_slug = {term.slug: term.label for text in reversed(naughty) for term in facet_terms([text])}
    assert len(by_slug) > NAUGHTY * 0.8
    assert {*by_slug.values(), "constructor"} <= set(labels)
    assert harmless(members)
    for place in range(0, NAUGHTY, 40):
        [term] = facet_terms([naughty[place]])
        members.page.goto(f"{home}members/?{urlencode({'skill': term.slug})}")
        members.state("results")
        assert members.chips.locator("[data-label]").text_content() == by_slug[term.slug]
        assert members.page.locator("[data-results] a").first.get_attribute("href").startswith("/members/n")
    assert members.quiet()


def test_naughty_addresses(members: SearchPage, naughty: list[str], home: str) -> None:
    """An address may hold anything anywhere."""
    for place in range(0, NAUGHTY, 60):
        text = naughty[place]
        hostile = urlencode({"q": text, "skill": text, "country": text, "sort": text, "show": text, text or "x": text})
        for page in ("members", "search"):
            members.page.goto(f"{home}{page}/?{hostile}")
            members.until(
                f"['results', 'nothing'].includes(({SETTLED})())" if text.strip() else f"({SETTLED})() === 'idle'"
            )
            assert members.page.locator("main :is(script, iframe, img[src=x])").count() == 0
    members.visit.settle()
    assert members.quiet()
