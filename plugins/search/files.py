"""All files of an index but the cards: made from all that is said, or from those of before and what has changed."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from plugins.core.text import LETTERS, MARKS
from plugins.search import index
from plugins.search.analysis import JOINERS, MAX_RUN, PATTERN, UNSPACED, UNSTEMMED
from plugins.search.documents import Documents, Said
from plugins.search.facets import Files, Values, changed_values, facet_files, facets_of, order_files, values_in
from plugins.search.shards import Shard, content_of, listed, named, shard_name, shards_of
from plugins.search.updates import Edit, updated

__all__ = [
    "BLOCK",
    "DIRECTORY",
    "PARTS",
    "Before",
    "Built",
    "Part",
    "assembled",
    "facets_part",
    "file_url",
    "index_files",
    "names_part",
    "orders_part",
    "texts_part",
]

DIRECTORY = "search/directory.json"
BLOCK = 4
"""So many cards stand in one file: few, since most of what a query finds stands far apart."""

MOST_HELD = 20_000
"""So many documents are held in memory while they are indexed, a hundred megabytes or so; more are read again."""

FEW = 20
"""Where more than one in so many documents has changed, it is as fast to make everything."""


class Part(NamedTuple):
    """A part of an index: the lists of its shards or facets, as plain as JSON, and the content of files by name."""

    lists: dict[str, Any]
    files: dict[str, bytes]


@dataclass(frozen=True)
class Before:
    """An index as it was made before, with the same code.

    `state` is that of the `Built`, through JSON or not. `read` gives the content of a file by its URL, `said` what was
    said of the document of a number; both None for what is lost.
    """

    state: Mapping[str, Any]
    read: Callable[[str], bytes | None]
    said: Callable[[int], Any]


@dataclass(frozen=True)
class Built:
    """The URLs of all files of an index, the content of all that were not there before, and its state as JSON.

    Among those with content is always the directory, which alone keeps its URL when it changes.
    """

    urls: tuple[str, ...]
    made: Mapping[str, bytes] = field(repr=False)
    state: Mapping[str, Any] = field(repr=False)


def index_files(documents: Documents, english: bool, before: Before | None = None) -> Built:
    """The index of these documents: the same, byte for byte, whether it is made from one of before or not."""
    parts = _updated(documents, before) if before else None
    if parts is None:
        # Each part goes through all of them.
        held = replace(documents, said=list(documents.said)) if len(documents) <= MOST_HELD else documents
        parts = [make(held) for make in PARTS]
    return assembled(documents, english, parts)


def names_part(documents: Documents) -> Part:
    """The index of names and short words, and of their terms by their ends."""
    entries = index.entries("names", documents)
    names, files = shards_of("names", entries)
    spelling, more = shards_of("spelling", index.spelling_entries(term for term, _text in entries))
    return Part({"names": names, "spelling": spelling}, files | more)


def texts_part(documents: Documents) -> Part:
    """The index of long texts."""
    texts, files = shards_of("texts", index.entries("texts", documents))
    return Part({"texts": texts}, files)


def facets_part(documents: Documents) -> Part:
    """The facets."""
    return _part("facets", {name: facet_files(name, values) for name, values in facets_of(documents).items()})


def orders_part(documents: Documents) -> Part:
    """The orders."""
    return _ordered(documents, [one.newest for one in documents], [one.filed_as for one in documents])


def _ordered(documents: Documents, newest: list[str], filed_as: list[str]) -> Part:
    lists, files = _part("orders", order_files(documents, newest, filed_as))
    return Part({**lists, "newest": newest, "filed_as": filed_as}, files)


def _part(name: str, facets: Mapping[str, Files]) -> Part:
    lists = {name: {facet: told for facet, (told, _files) in sorted(facets.items())}}
    return Part(lists, {file: content for _told, files in facets.values() for file, content in files.items()})


def assembled(documents: Documents, english: bool, parts: Iterable[Part]) -> Built:
    """All of the parts, the lists of their shards, and the directory, which every visitor reads first."""
    lists: dict[str, Any] = {}
    files: dict[str, bytes] = {}
    for part in parts:
        lists |= part.lists
        files |= part.files
    names = [shard_name(one, shard) for one in ("names", "spelling", "texts") for shard in lists[one]]
    facets = dict(sorted({**lists["facets"], **lists["orders"]}.items()))
    for facet, (digest, shards) in facets.items():
        names += [f"{facet}-{digest}", *shards]
    digests = {}
    for one in ("texts", "spelling"):
        name, content = named(one, _json(listed(lists[one])))
        digests[one] = name.rpartition("-")[2]
        names.append(name)
        files[name] = content
    directory = {
        "numbering": documents.numbering,
        "kinds": documents.ranges,
        "block": BLOCK,
        "fields": index.FIELDS,
        "names": listed(lists["names"]),
        **digests,
        "facets": {facet: digest for facet, (digest, _shards) in facets.items()},
        "english": english,
        "letters": dict(LETTERS),
        "marks": MARKS,
        "word": PATTERN,
        "unspaced": UNSPACED,
        "joiners": JOINERS,
        "run": MAX_RUN,
        "unstemmed": UNSTEMMED,
    }
    made = {file_url(name): content for name, content in files.items()}
    made[DIRECTORY] = _json(directory).encode()
    state = {"documents": documents.identity, "keys": list(documents.keys), **dict(sorted(lists.items()))}
    return Built((*map(file_url, names), DIRECTORY), made, state)


def file_url(name: str) -> str:
    """Where a file is printed; the name changes whenever its content does, so that it may be kept for ever."""
    return f"static/search/{name}.json"


PARTS = (names_part, texts_part, facets_part, orders_part)
"""What makes the parts. Each works alone, so that several can be made at once."""


class _LostError(Exception):
    """A file of before is lost or damaged, or all borders of shards may be others now."""


Changed = Sequence[tuple[int, Said, Said]]
"""The documents of which other things are said than before: the number of each, and what was and is said."""


def _updated(documents: Documents, before: Before) -> list[Part] | None:
    """The parts, from those of before; None where they have to be made anew."""
    known = before.state["keys"]
    if before.state["documents"] != documents.identity:
        return None
    numbers = [number for number, key in enumerate(documents.keys) if key != known[number]]
    if len(numbers) * FEW > len(documents):
        return None
    was = {number: before.said(number) for number in numbers}
    if None in was.values():
        return None
    changed = [(number, Said(*was[number]), documents[number]) for number in numbers]
    try:
        return [
            _names(before, changed),
            _texts(before, changed),
            _facets(documents, before, changed),
            _orders(documents, before, changed),
        ]
    except _LostError:
        return None


def _names(before: Before, changed: Changed) -> Part:
    changes = index.changes("names", changed)
    turned: list[str] = []  # terms that came, and terms that went

    def edit(term: str, was: str | None) -> str | None:
        now = index.edited("names", term, was, changes[term])
        if (was is None) != (now is None):
            turned.append(term)
        return now

    names, files = _shards("names", before, changes.keys(), edit)
    spelling, more = _shards("spelling", before, index.spelled(turned), lambda key, was: None if was else f'"{key}"')
    return Part({"names": names, "spelling": spelling}, files | more)


def _texts(before: Before, changed: Changed) -> Part:
    changes = index.changes("texts", changed)
    texts, files = _shards(
        "texts", before, changes.keys(), lambda term, was: index.edited("texts", term, was, changes[term])
    )
    return Part({"texts": texts}, files)


def _facets(documents: Documents, before: Before, changed: Changed) -> Part:
    known = before.state["facets"]

    def values_of(name: str) -> Values:
        if name not in known:
            return {}
        digest, shards = known[name]
        rows, _shards = json.loads(_held(before, f"{name}-{digest}"))
        return values_in(rows, [places for shard in shards for places in json.loads(_held(before, shard))])

    values = changed_values(documents, changed, values_of)
    part = _part("facets", {name: facet_files(name, some) for name, some in values.items() if some})
    kept = {name: told for name, told in known.items() if name not in values}
    return part._replace(lists={"facets": dict(sorted({**kept, **part.lists["facets"]}.items()))})


def _orders(documents: Documents, before: Before, changed: Changed) -> Part:
    lists = {name: before.state[name] for name in ("orders", "newest", "filed_as")}
    newest, filed_as = list(lists["newest"]), list(lists["filed_as"])
    for number, _was, now in changed:
        newest[number], filed_as[number] = now.newest, now.filed_as
    if (newest, filed_as) == (lists["newest"], lists["filed_as"]):
        return Part(lists, {})
    return _ordered(documents, newest, filed_as)


def _held(before: Before, name: str) -> str:
    """The JSON that a file of before holds."""
    body = content_of(name, before.read(file_url(name)))
    if body is None:
        raise _LostError(name)
    return body


def _shards(index_name: str, before: Before, keys: Iterable[str], edit: Edit) -> tuple[list[Shard], dict[str, bytes]]:
    shards = [Shard(*one) for one in before.state[index_name]]
    found = updated(index_name, shards, functools.partial(_held, before), list(keys), edit)
    if found is None:
        raise _LostError(index_name)
    return found


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
