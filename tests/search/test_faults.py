"""A host that fails, a site that is published again under an open page: the right results, or the reason why none."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from plugins.core.searching import facet_terms
from tests.search.made_up import MadeUp, documents
from tests.search.node import run
from tests.search.releases import directory_of, release

PERSONS = 400
LATER = 12

Ask = dict[str, Any]
Shown = dict[str, Any]


@dataclass(frozen=True)
class Releases:
    """A site published several times, and what a visitor who comes to each afresh is shown for each of the asks."""

    folders: tuple[Path, ...]
    asks: tuple[Ask, ...]
    expected: tuple[tuple[Shown, ...], ...]

    def visit(self, steps: Sequence[Any]) -> list[Shown]:
        """What somebody is shown who came to the first release, step by step."""
        return run("faults.mjs", {"releases": [str(one) for one in self.folders], "steps": steps}, self.folders[0])

    def is_right(self, shown: Shown, place: int, of: Sequence[int]) -> bool:
        """Whether this may be shown for an ask where some releases have been published.

        Where nothing was typed, figures beside a list that the page has had for long may be of the latest release.
        """
        right = [self.expected[number][place] for number in of]
        if self.asks[place]["q"]:
            return _told(shown) in right
        return all(shown[part] in [one[part] for one in right] for part in ("urls", "count", "counts"))


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Releases:
    """A release; one where members left and came; one with the members of the first, of whom other things are said."""
    made = [_with_facets(one, one) for one in documents(PERSONS)]
    came = [_with_facets(one, one) for one in documents(PERSONS + 40, seed=8)[PERSONS:]]
    turned = [_with_facets(one, other) for one, other in zip(made, reversed(made), strict=True)]
    folders = tuple(
        release(some, tmp_path_factory.mktemp("release"))
        for some in (made, [*came[:20], *made[30:200], *came[20:], *made[230:]], turned)
    )
    numberings = [directory_of(folder)["numbering"] for folder in folders]
    assert numberings[0] == numberings[2] != numberings[1]
    asks = tuple(_asks(made + came))
    expected = tuple(tuple(map(_told, _fresh(folder, asks))) for folder in folders)
    return Releases(folders, asks, expected)


def _with_facets(one: MadeUp, said_of: MadeUp) -> MadeUp:
    """A person with the words of another: their short words are skills, and the first of them a city."""
    words = said_of.searchable.words
    facets = {"skill": facet_terms(words), "city": facet_terms(words[:1])}
    said = replace(
        one.searchable, words=words, text=said_of.searchable.text, facets=facets, newest=words[0:1] and "2020"
    )
    return replace(one, searchable=replace(said, newest=f"20{len(words):02}"))


def _asks(made: Sequence[MadeUp]) -> Iterator[Ask]:
    draw = random.Random(4)
    skills = [slug.slug for one in made for slug in one.searchable.facets["skill"]]
    yield from ({"q": one.searchable.names[0]} for one in made[3:9:2])  # who leave
    for place in range(40):
        name = draw.choice(made).searchable.names[0]
        word = draw.choice(name.split())
        text = draw.choice(
            [name, word, word[:2], f"{word[:-1]}q", " ".join(draw.choice(made).searchable.text.split()[:2])]
        )
        ask: Ask = {"q": text if place % 6 else ""}
        if place % 3 == 0:
            ask |= {"chosen": {"skill": draw.sample(skills, 2)}, "counts": "city"}
        if place % 4 == 0:
            ask["sort"] = draw.choice(["name", "newest"])
        yield ask


def _fresh(folder: Path, asks: Sequence[Ask]) -> list[Shown]:
    """What is shown by a site that nothing is wrong with."""
    steps = ["visit", *({"ask": ask} for ask in asks)]
    told: list[Shown] = run("faults.mjs", {"releases": [str(folder)], "steps": steps}, folder)
    return told


def _told(shown: Shown) -> Shown:
    return {key: value for key, value in shown.items() if key != "requests"}


def test_the_releases_differ(releases: Releases) -> None:
    """Most asks are answered otherwise by each release, so that an answer of another one would be seen."""
    first, second, third = releases.expected
    for one, other in [(first, second), (first, third), (second, third)]:
        assert sum(a != b for a, b in zip(one, other, strict=True)) > len(releases.asks) * 0.6
    assert all("error" not in shown for some in releases.expected for shown in some)
    assert sum(shown["count"] > 0 for shown in first) > len(releases.asks) * 0.7
    assert any(shown["corrected"] for shown in first)


FILES = {
    "the directory": "^search/directory",
    "shards of names": "/names-",
    "shards of texts": r"/texts-[0-9a-f]{8}-",
    "the list of shards of texts": r"/texts-[0-9a-f]{6}\.",
    "shards of spellings": r"/spelling-[0-9a-f]{8}-",
    "the list of shards of spellings": r"/spelling-[0-9a-f]{6}\.",
    "the values of a facet": r"/members-skill-[0-9a-f]{6}\.",
    "the documents of a facet": r"/members-skill-\d+-",
    "an order": "/members-(name|newest)-",
    "cards": "/cards-",
}
FAULTS = {
    "missing": {"does": "missing"},
    "a page of the host in its place": {"does": "html"},
    "empty": {"does": "empty"},
    "cut short": {"does": "truncated", "of": 0.6},
    "without its last sign": {"does": "truncated", "of": 0.9999},
    "another file in its place": {"does": "swapped", "of": 0.5},
    "no connection": {"does": "offline"},
}


@pytest.mark.parametrize("file", FILES)
def test_files_that_cannot_be_had(releases: Releases, file: str) -> None:
    """Whatever is wrong with files of one sort: right results, or the right reason; once all is well, results."""
    steps: list[Any] = []
    for fault in FAULTS.values():
        steps += ["visit", {"fault": {"file": FILES[file], **fault}}, *({"ask": ask} for ask in releases.asks)]
        steps += [{"fault": None}, *({"ask": ask} for ask in releases.asks[:LATER])]
    told = iter(releases.visit(steps))
    for name, fault in FAULTS.items():
        reason = {"error": "offline" if fault["does"] == "offline" else "broken"}
        during = [_told(next(told)) for _ in releases.asks]
        after = [_told(next(told)) for _ in releases.asks[:LATER]]
        assert after == list(releases.expected[0][:LATER]), name
        wrong = [pair for pair in zip(during, releases.expected[0], strict=True) if pair[0] not in (reason, pair[1])]
        assert wrong == [], name
        swapped_with_nothing = name == "another file in its place" and file.startswith(("the directory", "the list"))
        assert reason in during or swapped_with_nothing, name


@pytest.mark.parametrize("file", FILES)
def test_a_fault_of_a_moment_is_not_seen(releases: Releases, file: str) -> None:
    """What goes wrong once with a file, and not the second time, is between the page and the host."""
    faults = [one for one in FAULTS.values() if one["does"] != "offline"]
    steps: list[Any] = []
    for fault in faults:
        steps += ["visit", {"fault": {"file": FILES[file], "times": 1, **fault}}]
        steps += ({"ask": ask} for ask in releases.asks[:LATER])
    told = [_told(shown) for shown in releases.visit(steps)]
    assert told == list(releases.expected[0][:LATER]) * len(faults)


@pytest.mark.parametrize("next_one", [1, 2])
def test_a_site_published_while_a_page_is_open(releases: Releases, next_one: int) -> None:
    """An ask is answered as by the new release, or as by the old where nothing was missing: never by some of both."""
    early = 4
    asks = [{"ask": ask} for ask in releases.asks]
    told = releases.visit(["visit", *asks[:early], {"publish": next_one}, *asks[early:], *asks[:early]])
    assert [_told(shown) for shown in told[:early]] == list(releases.expected[0][:early])
    later = [*range(early, len(asks)), *range(early)]
    changed = False
    for place, shown in zip(later, told[early:], strict=True):
        # Once the page has had to look again, the old release is not in its hands any more.
        assert releases.is_right(shown, place, [next_one] if changed else [0, next_one]), releases.asks[place]
        changed = changed or _told(shown) != releases.expected[0][place]
    assert changed


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("next_one", [1, 2])
def test_a_site_published_between_two_requests(releases: Releases, file: str, next_one: int) -> None:
    """However far a page has come with an ask when the site is published again, the answer is of one release."""
    steps: list[Any] = []
    for ask in releases.asks[:LATER]:
        publishes = {"file": FILES[file], "times": 1, "publish": next_one}
        steps += [{"publish": 0}, "visit", {"fault": publishes}, {"ask": ask}]
    for place, shown in enumerate(releases.visit(steps)):
        assert releases.is_right(shown, place, [0, next_one]), releases.asks[place]


@pytest.mark.parametrize("seed", range(3))
def test_everything_at_once(releases: Releases, seed: int) -> None:
    """Faults of every sort at random, and a site that is published all the while: right results, or a reason."""
    chance = {
        "seed": seed,
        "chance": 0.15,
        "kinds": [fault["does"] for fault in FAULTS.values()],
        "publish": [0, 1, 2],
    }
    asks = [{"ask": ask} for ask in releases.asks]
    told = releases.visit(["visit", {"fault": chance}, *asks * 3])
    answered = 0
    for place, shown in enumerate(told):
        if (reason := shown.get("error")) is None:
            answered += 1
            assert releases.is_right(shown, place % len(asks), [0, 1, 2]), releases.asks[place % len(asks)]
        else:
            assert reason in {"offline", "broken", "stale"}
    assert answered > len(asks)


def test_an_association_without_records(tmp_path: Path) -> None:
    """Where there is nothing to find, nothing is found, and nothing goes wrong."""
    folder = release([], tmp_path)
    asks: list[Ask] = [
        {"q": "ada"},
        {"q": "ada", "kind": ""},
        {"q": "", "chosen": {"skill": ["gis"]}, "counts": "skill"},
    ]
    asks += [{"q": "an", "sort": "name"}, {"q": "", "sort": "newest"}, {"q": "山田"}]
    for shown in _fresh(folder, asks):
        assert _told(shown) == {"urls": [], "count": 0, "corrected": [], "counts": []}
