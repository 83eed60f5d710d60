"""Entries cut into shards: their sizes, their order and names, and that borders are where the entries say."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Sequence
from itertools import chain, pairwise

import pytest

from plugins.search import index
from plugins.search.documents import Documents
from plugins.search.index import deltas
from plugins.search.shards import (
    MOST_SHARDS,
    TERMS,
    Entry,
    Shard,
    bounds,
    browser_order,
    content_of,
    cut,
    entries_in,
    listed,
    shard_name,
    shards_of,
)
from tests.search.made_up import documents, said


@pytest.fixture(scope="module")
def many() -> Documents:
    """Three thousand documents."""
    return said(documents(3_000))


@pytest.fixture(scope="module", params=["names", "spelling", "texts"])
def entries(request: pytest.FixtureRequest, many: Documents) -> list[Entry]:
    """All entries of an index."""
    if request.param == "spelling":
        return index.spelling_entries(term for term, _text in index.entries("names", many))
    return index.entries(request.param, many)


def bodies(shards: Sequence[Shard], files: dict[str, bytes]) -> list[str]:
    """The JSON that the shards of an index hold, in their order."""
    found = [content_of(name, files[name]) for name in (shard_name("x", shard) for shard in shards)]
    assert None not in found
    return [body for body in found if body]


def test_shards_are_of_one_size_and_in_order(entries: list[Entry]) -> None:
    """A shard is small, begins where the list says, and all entries are in one, in their order."""
    shards, files = shards_of("x", entries)
    sizes = [len(zlib.compress(content)) for content in files.values()]
    assert len(shards) == len(files) > 1
    assert max(sizes) < 6_500
    assert min(sizes[:-1]) > 1_500
    inside = [entries_in(body) for body in bodies(shards, files)]
    assert list(chain.from_iterable(inside)) == entries
    assert sorted(entries, key=lambda entry: browser_order(entry[0])) == entries
    for (before, after), shard in zip(pairwise(inside), shards[1:], strict=True):
        assert browser_order(before[-1][0]) < browser_order(shard.first) <= browser_order(after[0][0])
        assert (shard.begins, shard.ends) == (after[0][0], after[-1][0])
    assert listed(shards).split(" ") == [word for shard in shards for word in (shard.first, shard.digest)]


def test_entries_are_read_as_json_reads_them(entries: list[Entry]) -> None:
    """The short way to read a shard gives what JSON has in it, each with its key."""
    for body in bodies(*shards_of("x", entries)):
        found = json.loads(body)
        assert [json.loads(text) for _key, text in entries_in(body)] == found
        assert [key for key, _text in entries_in(body)] == [one if isinstance(one, str) else one[0] for one in found]


def test_a_very_common_term_has_a_shard_of_its_own() -> None:
    """It swells neither the shard of its neighbours nor a list of many small ones."""
    draw = random.Random(2)
    rare = [(f"{letter}{number:05}", f"{draw.random()}") for letter in "ac" for number in range(2_000)]
    entries = sorted([*rare, ("b", json.dumps(deltas(range(60_000))))])
    runs = list(cut(entries, TERMS))
    assert [run for run in runs if any(key == "b" for key, _text in run)] == [[("b", entries[2_000][1])]]
    sizes = [sum(len(text) for _key, text in run) for run in runs]
    assert sum(size < TERMS.least for size in sizes) <= 2
    assert sum(size > TERMS.most for size in sizes) == 1


def test_borders_are_found_again(entries: list[Entry]) -> None:
    """Where the first entries are gone, most shards of the others are the same."""
    names = [[shard_name("x", shard) for shard in shards_of("x", some)[0]] for some in (entries, entries[20:])]
    assert len(set(names[0]) & set(names[1])) > len(names[0]) - 8
    assert names[0][-1] == names[1][-1]


def test_there_are_never_too_many() -> None:
    """However much there is, its list stays short; a little more of it does not move every border."""
    for total in (0, 10_000, 3_000_000, 30_000_000, 3_000_000_000):
        limits = bounds(total)
        assert total / (limits.least + limits.most) * 2 <= MOST_SHARDS
        assert limits.least < limits.most
    assert len({bounds(total) for total in range(30_000_000, 30_600_000, 10_000)}) <= 2


def test_a_file_is_known_by_its_name() -> None:
    """What is damaged, another's, or not there is not taken for a shard."""
    _shards, files = shards_of("x", [("ada", '["ada",[0]]'), ("bo", '["bo",[1]]')])
    [(name, content)] = files.items()
    assert content_of(name, content) == '[["ada",[0]],["bo",[1]]]'
    for other in (None, b"", content[:-1], content + b"\n", content.replace(b"0", b"2"), b"\xff" + content):
        assert content_of(name, other) is None
    assert content_of(f"y{name}", content) is None
