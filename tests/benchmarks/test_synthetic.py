"""Synthetic associations: the same for the same seed, valid by our own loader, and spread as real ones are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.areas import AREAS
from benchmarks.places import cities, countries
from benchmarks.professions import organizations, skills
from benchmarks.synthetic import RECORD_TYPES, Association, association, catalogue, write
from benchmarks.words import vocabulary
from plugins.core.fields import slug_problem
from plugins.core.loading import load

SIZE = 2000


@pytest.fixture(scope="module")
def made() -> Association:
    """An association large enough for its distributions to show."""
    return association(SIZE)


def _bytes(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs can be compared; another seed gives other people."""
    for name, seed in (("one", 7), ("same", 7), ("other", 8)):
        write(association(30, seed), tmp_path / name)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "same")
    assert _bytes(tmp_path / "one").keys() != _bytes(tmp_path / "other").keys()


def test_what_is_written_again_leaves_nothing_behind(tmp_path: Path) -> None:
    """A smaller association in the place of a larger one has its own members only."""
    write(association(40), tmp_path)
    write(association(10), tmp_path)
    assert len([name for name in _bytes(tmp_path) if name.startswith("members/")]) == 10


def test_a_smaller_association_is_the_beginning_of_a_larger(made: Association) -> None:
    """So that growth is measured on the same people; only where they work and meet depends on the size."""
    few = association(50).members
    names = [(one.slug, one.fields["name"], one.fields["skills"]) for one in few]
    assert names == [(one.slug, one.fields["name"], one.fields["skills"]) for one in made.members[:50]]


def test_records_in_memory_are_those_of_the_files(tmp_path: Path) -> None:
    """Our own loader takes every file, and reads from it just what the short way to records gives."""
    written = association(300)
    write(written, tmp_path)
    loaded = load(tmp_path, RECORD_TYPES)
    assert loaded.errors == ()
    assert list(loaded.catalogue) == list(catalogue(written))
    assert loaded.catalogue.vocabulary == catalogue(written).vocabulary


def test_every_name_makes_an_address(made: Association) -> None:
    """No slug is given twice or refused."""
    slugs = [one.slug for one in (*made.members, *made.chapters, *made.organizations)]
    assert len({one.slug for one in made.members}) == SIZE
    assert [slug for slug in slugs if slug_problem(slug)] == []


def test_names_have_a_few_common_and_a_long_tail(made: Association) -> None:
    """Common surnames are shared by some in a hundred; most people have one that few others have; accents abound."""
    members = [one.fields for one in made.members]
    families = Counter(one["family_name"] for one in members)
    assert 0.004 < families.most_common(1)[0][1] / SIZE < 0.03
    assert len(families) > SIZE / 2
    assert len({one["given_name"] for one in members}) > SIZE / 2
    assert 0.15 < sum(not one["name"].isascii() for one in members) / SIZE < 0.5
    assert {one["also_written"][0]["language"] for one in members if "also_written" in one} == {"zh", "ja", "ko"}


def test_members_live_in_many_places(made: Association) -> None:
    """More than sixty countries and two thousand cities, the largest with some in a hundred."""
    assert len(countries()) >= 60
    assert len(cities()) == pytest.approx(2000, rel=0.01)
    found = Counter(one.fields["location"]["country"] for one in made.members)
    assert 0.05 < found["US"] / SIZE < 0.15
    assert len(found) > 50


def test_tables_have_their_sizes() -> None:
    """Skills, employers and words are as many as the documents say, each once."""
    for table, number in ((skills(), 1500), (organizations(), 3000), (vocabulary(), 20_000)):
        assert len(set(table.values)) == len(table.values) == number
    assert len(AREAS) == 16


def test_skills_and_words_follow_zipf(made: Association) -> None:
    """The commonest skill is had by many, most skills by few; a bio has some 120 words, half of them common."""
    had = Counter(skill for one in made.members for skill in one.fields["skills"])
    assert 0.1 < had.most_common(1)[0][1] / SIZE < 0.4
    assert sorted(had.values())[len(had) // 2] < SIZE / 100
    bios = [one.fields["bio"].split() for one in made.members]
    assert sum(map(len, bios)) / SIZE == pytest.approx(120, rel=0.1)
    common = set(vocabulary().values[:700])
    words = [word.strip(".").lower() for bio in bios for word in bio]
    assert 0.4 < sum(word in common for word in words) / len(words) < 0.8
