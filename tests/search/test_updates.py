"""An index brought up to date is, byte for byte, the one that is made from nothing."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from plugins.core.searching import Searchable, facet_terms
from plugins.search import files
from plugins.search.files import DIRECTORY, Before, Built, index_files
from plugins.search.shards import content_of, shards_of
from plugins.search.updates import updated
from tests.search.made_up import MadeUp, documents, said

MEMBERS = 400
EDITS = 60


class Site:
    """An index as it lies published, and whatever is read of it."""

    def __init__(self, made: Sequence[MadeUp]) -> None:
        self.documents = said(made)
        self.built = index_files(self.documents, english=True)
        self.files = dict(self.built.made)
        self.read: list[str] = []

    def _read(self, url: str) -> bytes | None:
        self.read.append(url)
        return self.files.get(url)

    def before(self) -> Before:
        """What a next build may know of it."""
        plain = json.loads(json.dumps([self.built.state, list(self.documents.said)]))
        return Before(plain[0], self._read, lambda number: plain[1][number])

    def update(self, made: Sequence[MadeUp]) -> Built:
        """Publishes what is said now, by changes alone; the index is seen to be whole."""
        now = said(made)
        self.read.clear()
        built = index_files(now, True, self.before())
        whole = index_files(now, english=True)
        after = {url: built.made.get(url) or self.files[url] for url in built.urls}
        assert after == dict(whole.made)
        assert built.urls == whole.urls
        assert json.dumps(built.state) == json.dumps(whole.state)
        self.documents, self.built, self.files = now, built, after
        return built


def people(number: int = MEMBERS, seed: int = 3) -> list[MadeUp]:
    """Members with skills, cities and dates."""

    def full(one: MadeUp) -> MadeUp:
        words = one.searchable.words
        facets = {"skill": facet_terms(words), "city": facet_terms(words[:1])}
        return replace(one, searchable=replace(one.searchable, facets=facets, newest=f"20{len(words):02}"))

    return [full(one) for one in documents(number, seed)]


def changed(draw: random.Random, one: Searchable, other: Searchable) -> Searchable:
    """What is said of somebody, with some of it another's, or changed, or gone, or new."""
    words = one.text.split()
    place = draw.randrange(len(words) + 1)
    news = "".join(draw.choices("aeioklmnrst山𐐀", k=draw.randint(1, 9)))
    return draw.choice(
        [
            replace(one, text=" ".join([*words[:place], news, *words[place + draw.randint(0, 1) :]])),
            replace(one, text=" ".join(words[:place])),
            replace(one, text=f"{one.text} {other.text}"),
            replace(one, names=(f"{one.names[0]} {news}",)),
            replace(one, names=other.names),
            replace(one, words=(*one.words[1:], news, news)),
            replace(one, words=other.words, facets=other.facets),
            replace(one, facets={**one.facets, "skill": facet_terms([news, *one.words])}),
            replace(one, facets={}),
            replace(one, facets={"city": one.facets.get("city", ()), "grade": facet_terms([news])}),
            replace(one, newest=draw.choice(["", "2031", other.newest])),
            replace(one, sort_as=f"{news} {one.names[0]}"),
            other,
        ]
    )


@pytest.mark.parametrize("seed", range(4))
def test_many_edits(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is changed of whomever, one edit after the other: every file, list and name is that of a new index."""
    monkeypatch.setattr(files, "FEW", 3)
    draw = random.Random(seed)
    made = people(seed=seed)
    site = Site(made)
    alone = 0
    for _ in range(EDITS):
        for place in draw.sample(range(MEMBERS), draw.choice([1, 1, 1, 2, 9, 60])):
            told = changed(draw, made[place].searchable, draw.choice(made).searchable)
            made[place] = replace(made[place], searchable=told)
        built = site.update(made)
        alone += len(built.made) < len(built.urls)
    assert alone > EDITS * 0.6


def reading(held: Mapping[str, bytes]) -> Callable[[str], str]:
    """Reads the shards of an index."""

    def read(name: str) -> str:
        body = content_of(name, held[name])
        assert body is not None
        return body

    return read


@pytest.mark.parametrize("seed", range(4))
def test_entries_come_and_go(seed: int) -> None:
    """Large and small entries anywhere in an index, put in and taken out, so that borders move and shards vanish."""
    draw = random.Random(seed)
    keys = [f"{draw.randrange(10**9):09}" for _ in range(4_000)]
    entries = {key: f'["{key}",[1]]' for key in keys}
    shards, held = shards_of("x", sorted(entries.items()))
    new = 0
    for _ in range(150):
        start = draw.randrange(len(entries))
        gone = {*draw.sample(sorted(entries), 3), *sorted(entries)[start : start + draw.choice([0, 0, 9, 300, 2_000])]}
        first = draw.choice([0, 10**9, draw.randrange(10**9)])
        came = {f"{first + draw.randrange(10**6):09}" for _ in range(draw.choice([1, 9, 300, 2_000]))}
        sizes = draw.choice([[1], [1, 90], [90, 3_000, 9_000], [12_000]])
        now: dict[str, str | None] = dict.fromkeys(sorted(gone))
        now |= {key: f'["{key}",[{"1" * draw.choice(sizes)}]]' for key in sorted(came)[:300]}
        entries = {key: text for key, text in {**entries, **now}.items() if text}
        expected, whole = shards_of("x", sorted(entries.items()))
        found = updated("x", shards, reading(held), now, lambda key, _was, now=now: now[key])  # type: ignore[misc]
        if found:
            assert found[0] == expected
            assert found[1] == {name: content for name, content in whole.items() if name not in held}
            new += len(found[1])
        shards, held = expected, whole
    assert new > 150


def test_few_shards_are_read_for_few_words() -> None:
    """A changed word costs the shards around it; other words are not looked at."""
    made = people(3_000)
    site = Site(made)
    assert sum("/texts-" in url for url in site.files) > 8
    made[7] = replace(made[7], searchable=replace(made[7].searchable, text=f"{made[7].searchable.text} zyzzyva"))
    built = site.update(made)
    assert 0 < len(site.read) < 5
    assert sorted({url.rpartition("/")[2][:5] for url in built.made}) == ["direc", "spell", "texts"]
    assert len(built.made) <= 5
    assert index_files(site.documents, True, site.before()).made.keys() == {
        url for url in built.made if url == DIRECTORY or url.count("-") == 1
    }


@pytest.mark.parametrize("what", ["a file", "a file cut short", "what was said", "the members", "their order"])
def test_what_is_lost_is_made_anew(what: str) -> None:
    """Where the index of before cannot be gone on from, the whole is made."""
    made = people()
    site = Site(made)
    made[7] = replace(made[7], searchable=made[8].searchable)
    before = site.before()
    if what == "a file":
        before = replace(before, read=lambda _url: None)
    elif what == "a file cut short":
        before = replace(before, read=lambda url: site.files[url][:-9])
    elif what == "what was said":
        before = replace(before, said=lambda _number: None)
    elif what == "the members":
        del made[9]
    else:
        made[20], made[21] = made[21], made[20]
    whole = index_files(said(made), english=True)
    found = index_files(said(made), True, before)
    assert (found.urls, found.made, found.state) == (whole.urls, whole.made, whole.state)


def test_where_everybody_has_changed_everything_is_made() -> None:
    """Then nothing of before is read."""
    made = people()
    site = Site(made)
    built = site.update([replace(one, searchable=made[-1 - place].searchable) for place, one in enumerate(made)])
    assert site.read == []
    assert sorted(built.made) == sorted(built.urls)
