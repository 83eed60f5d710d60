"""What must come first for queries as people type them, over the demonstration and over real people."""

from __future__ import annotations

import json
import re

import pytest

from plugins.core.text import fold
from plugins.press.building import prepared
from tests.conftest import BuiltSite
from tests.search.node import ask
from tests.search.queries_demo import QUERIES, Query
from tests.search.queries_real import real_queries


def wrong(site: BuiltSite, queries: tuple[Query, ...]) -> list[str]:
    """The queries that bring something else first, or say or keep silent about a correction wrongly."""
    answers = ask(site.folder, [query.text for query in queries], most=3)
    return [
        f"{query.text!r} ({query.why}): {answer.urls}, corrected {answer.corrected}, not {query.first} {query.shown!r}"
        for query, answer in zip(queries, answers, strict=True)
        if answer.urls[:1] != [query.first]
        or bool(query.shown) != any(pair[1] == query.shown for pair in answer.corrected)
        or bool(query.shown) != bool(answer.corrected)
    ]


def test_demonstration(demo_site: BuiltSite) -> None:
    """Names with common words and with accents, other scripts, signs, synonyms, typos: the right page is the first."""
    assert len(QUERIES) >= 120
    assert wrong(demo_site, QUERIES) == []


def test_real_people(real_site: BuiltSite) -> None:
    """The same of real people, by rules about what may be done to a name."""
    queries = tuple(real_queries(prepared(real_site.root, today=real_site.today).catalogue))
    assert len(queries) >= 60
    assert wrong(real_site, queries) == []


@pytest.mark.parametrize("text", ["", "   ", "+-*:~^", "...", "\0", "🦑"])
def test_what_has_no_word_is_no_query(demo_site: BuiltSite, text: str) -> None:
    """Signs alone ask for nothing; everything stays as it was."""
    assert ask(demo_site.folder, [text])[0].count is None


def test_one_kind(demo_site: BuiltSite) -> None:
    """A search of one kind finds that kind alone, and the same documents as among all."""
    everything, jobs = (
        ask(demo_site.folder, ["survey"], most=500)[0],
        ask(demo_site.folder, ["survey"], kind="jobs", most=500)[0],
    )
    assert jobs.urls
    assert {url.split("/")[0] for url in jobs.urls} == {"jobs"}
    assert set(jobs.urls) >= {url for url in everything.urls if url.startswith("jobs/")}


def test_a_query_loads_little(real_site: BuiltSite) -> None:
    """A name brings the directory, a shard for each word and the cards to show, and nothing else."""
    members = prepared(real_site.root, today=real_site.today).catalogue.kind("members")
    words = next(fold(one.name).split() for one in members if re.fullmatch("[A-Z][a-z]{4,} [A-Z][a-z]{4,}", one.name))
    answer = ask(real_site.folder, [" ".join(words)], most=10)[0]
    assert answer.urls
    index = {name: body for name, body in real_site.files.items() if name.startswith("static/search/")}
    loaded = {name for name, _size in answer.fetched if name.startswith("static/search/names-")}
    needed = {
        name
        for name, body in index.items()
        if name.startswith("static/search/names-")
        if any(term.startswith(tuple(words)) for term, *_fields in json.loads(body)[1])
    }
    assert needed <= loaded
    assert len(loaded - needed) <= 2, "a word may end where the next shard begins"
    assert {name.split("/")[-1].split("-")[0] for name, _size in answer.fetched} == {"directory.json", "names", "cards"}
    assert sum(size for _name, size in answer.fetched) < sum(map(len, index.values())) / 10
