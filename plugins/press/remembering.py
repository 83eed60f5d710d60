"""What functions of the catalogue gave, kept with what they read, and taken again while reading it gives the same."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from plugins.core.catalogue import Card, Catalogue, Each, Fact, named
from plugins.core.digests import digest, digest_of
from plugins.core.ledgers import Ledger
from plugins.core.loading import Run, serially
from plugins.core.rows import Row
from plugins.core.site import Site
from plugins.core.store import Store
from plugins.core.tracing import Reading, Reads, States
from plugins.core.values import Past, Values, as_json
from plugins.press.features import ALL

__all__ = ["Remembering", "first_here", "kept_from", "kept_value", "say"]


class Kept(NamedTuple):
    """A value as it is kept: what was read for it, the state of that, and the value, as a rule JSON."""

    reads: Reads
    state: str
    value: bytes


def kept_from(data: bytes) -> Kept:
    """What `kept_value` made these bytes from."""
    head, _end, value = data.partition(b"\n")
    reads, state = json.loads(head)
    return Kept(reads, state, value)


def kept_value(kept: Kept) -> bytes:
    """A value as it is kept: a line of what was read, then the value."""
    return b"\n".join((as_json(kept[:2]), kept.value))


def key_of_site(site: Site) -> str:
    """A digest of all that a site says but the day, which functions are asked for as they read it."""
    return digest_of({name: value for name, value in vars(site).items() if name != "today"})


def _no_file(_file: str) -> None:
    """Nothing is published."""


@dataclass
class Remembering:
    """The memory of one build (core/catalogue.py, Memory).

    `version` changes with the code. Functions are called with a catalogue that notes what they read. What several ask
    for is made once. `used` are the keys of all that was asked for. `functions` are those that are asked for what they
    say of each record of a kind. `files` are those of the published site, with their digests, and `file` reads one.
    """

    store: Store
    version: str
    run: Run
    functions: Sequence[tuple[str, Each]] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    file: Callable[[str], bytes | None] = _no_file
    catalogue: Catalogue = field(default_factory=lambda: Catalogue({}))
    site: Site | None = None
    used: list[Sequence[str]] = field(default_factory=list)
    _states: States | None = None
    _each: dict[tuple[str, str], Values] = field(default_factory=dict)
    _cards: dict[tuple[str, str, str], Card] = field(default_factory=dict)
    _facts: dict[str, Mapping[str, tuple[str, Any]]] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, Any]:
        """In another process work is done where it is, and nothing of the published site is read."""
        return {**vars(self), "run": serially, "file": _no_file}

    def over(self, catalogue: Catalogue, site: Site) -> Catalogue:
        """The catalogue whose functions are remembered here."""
        self.site = site
        self.catalogue = replace(catalogue, memory=self)
        self._states = States(self.catalogue, site)
        self.version = digest(self.version, key_of_site(site))
        return self.catalogue

    @property
    def states(self) -> States:
        assert self._states
        return self._states

    def prepare(self, items: Sequence[Asked]) -> None:
        """Reads what a worker needs for these at once."""
        self.store.bring(one.row.source for one in items)

    def reading(self) -> Reading:
        """The catalogue and the site for one function, to note what it reads."""
        assert self.site
        return Reading(self.catalogue, self.site)

    def kept(self, reading: Reading, value: bytes) -> Kept:
        """A value as it is to be kept with what was read for it."""
        return Kept(reading.reads, self.states.of(reading.reads), value)

    def each(self, function: Each, kind: str, _catalogue: Catalogue, _site: Site) -> Values:
        name = named(function)
        if (name, kind) not in self._each:
            # A record that is read for one of them is read for all.
            together = sorted({named(one) for some, one in self.functions if some in {kind, ALL}})
            names = together if name in together else [name]
            rows = self.catalogue.shelves[kind].rows if kind in self.catalogue.shelves else ()
            self._each |= {(one, kind): said for one, said in self._said(names, rows).items()}
        return self._each[name, kind]

    def _said(self, names: Sequence[str], rows: Sequence[Row]) -> dict[str, Values]:
        """What functions say of the records of these rows, kept for each record with what was read for it."""
        kind = rows[0].kind if rows else ""
        ledger = Ledger(self.store, digest("each", self.version, kind, *names), self.states.of)
        fresh: dict[str, bytes] = {}

        def made(places: Sequence[int]) -> Iterator[tuple[Reads, list[str]]]:
            items = [Asked(tuple(names), rows[place]) for place in places]
            for reads, values in first_here(self.run, say, self, items):
                digests = [digest(value) for value in values]
                fresh.update(zip(digests, values, strict=True))
                yield reads, digests

        found = ledger.values([(row.slug, row.digest) for row in rows], made)
        self.store.put_many(fresh)
        self.used += [ledger.keys, *found]
        return {
            name: Values([digests[place] for digests in found], self.store.get_many) for place, name in enumerate(names)
        }

    def facts(self, function: Fact, _catalogue: Catalogue, _site: Site) -> Mapping[str, tuple[str, Any]]:
        name = named(function)
        if name not in self._facts:
            key = digest("fact", self.version, name)
            self.used.append([key])
            data = self.store.get(key)
            kept = kept_from(data) if data else None
            if kept is None or self.states.of(kept.reads) != kept.state:
                reading = self.reading()
                made = function(reading.catalogue, reading.site)
                value = as_json({one: [digest(as_json(said)), said] for one, said in made.items()})
                kept = self.kept(reading, value)
                self.store.put_many({key: kept_value(kept)})
            self._facts[name] = json.loads(kept.value)
        return self._facts[name]

    def card(self, _catalogue: Catalogue, row: Row) -> Card:
        key = ("card", row.kind, row.slug)
        if key not in self._cards:
            self._cards[key] = Card(row.kind, row.slug, self.states[key])
        return self._cards[key]

    @property
    def past(self) -> Past:
        return _KeptPast(self)


@dataclass(frozen=True)
class _KeptPast(Past):
    """The build before, as far as it is remembered."""

    memory: Remembering

    def state(self, name: str) -> Any:
        kept = self.memory.store.get(self._key(name))
        return json.loads(kept) if kept is not None else None

    def keep(self, name: str, state: Any) -> None:
        self.memory.store.put_many({self._key(name): as_json(state)})

    def value(self, digest: str) -> Any:
        kept = self.memory.store.get(digest)
        return json.loads(kept) if kept is not None else None

    def has(self, file: str) -> bool:
        return file in self.memory.files

    def file(self, file: str) -> bytes | None:
        return self.memory.file(file)

    def _key(self, name: str) -> str:
        key = digest("past", self.memory.version, name)
        self.memory.used.append([key])
        return key


class Asked(NamedTuple):
    """Functions, by their names, and the row of the record that they are asked about."""

    functions: tuple[str, ...]
    row: Row

    def __str__(self) -> str:
        return self.row.path


def say(memory: Remembering, asked: Asked) -> tuple[Reads, list[bytes]]:
    """Calls functions with a record; gives what was read, and their values as JSON."""
    reading = memory.reading()
    record = memory.catalogue.shelves[asked.row.kind].read(asked.row)
    said = [pkgutil.resolve_name(name)(record, reading.catalogue, reading.site) for name in asked.functions]
    return reading.reads, [as_json(value) for value in said]


def first_here(run: Run, work: Callable[[Any, Any], Any], context: Any, items: Sequence[Any]) -> Iterator[Any]:
    """The first is done here, so that what all of them ask for is there before the work is shared out."""
    yield from (work(context, item) for item in items[:1])
    yield from run(work, context, items[1:])
