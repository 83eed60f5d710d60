"""What functions of the catalogue gave, kept with what they read, and taken again while reading it gives the same."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from plugins.core.catalogue import Card, Catalogue, Each, Fact, named
from plugins.core.digests import digest, digest_of
from plugins.core.loading import Run
from plugins.core.rows import Row
from plugins.core.site import Site
from plugins.core.store import Store
from plugins.core.tracing import Key, Reading, States

__all__ = ["Kept", "Remembering", "kept_from", "kept_value", "key_of_site"]


class Kept(NamedTuple):
    """A value as it is kept: each thing that was read with its state, and the value as JSON."""

    reads: Sequence[tuple[Sequence[str], str]]
    value: bytes


def kept_from(data: bytes) -> Kept:
    """What `kept_value` made these bytes from."""
    reads, _end, value = data.partition(b"\n")
    return Kept(json.loads(reads), value)


def kept_value(reads: Sequence[tuple[Key, str]], value: Any) -> bytes:
    """A value as it is kept: a line of what was read, then the value."""
    return b"\n".join((_json(reads), _json(value)))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def key_of_site(site: Site) -> str:
    """A digest of all that a site says but the day, which functions are asked for as they read it."""
    return digest_of({name: value for name, value in vars(site).items() if name != "today"})


@dataclass
class Remembering:
    """The memory of one build (core/catalogue.py, Memory).

    `version` changes with the code. Functions are called with a catalogue that notes what they read. What several ask
    for is made once. `used` are the keys of all that was asked for.
    """

    store: Store
    version: str
    run: Run
    catalogue: Catalogue = field(default_factory=lambda: Catalogue({}))
    site: Site | None = None
    used: list[str] = field(default_factory=list)
    made: int = 0
    _states: States | None = None
    _each: dict[tuple[str, str], list[bytes]] = field(default_factory=dict)
    _read: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    _facts: dict[str, Mapping[str, Any]] = field(default_factory=dict)

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

    def each(self, function: Each, kind: str, _catalogue: Catalogue, _site: Site) -> Sequence[Any]:
        key = (named(function), kind)
        if key not in self._read:
            self._read[key] = [json.loads(value) for value in self._values(function, kind)]
        return self._read[key]

    def state(self, function: Each, kind: str, _catalogue: Catalogue, _site: Site) -> str:
        return digest(*self._values(function, kind))

    def fact(self, function: Fact, _catalogue: Catalogue, _site: Site) -> Mapping[str, Any]:
        name = named(function)
        if name not in self._facts:
            key = digest("fact", self.version, name)
            self.used.append(key)
            kept = self.store.get(key)
            found = kept_from(kept) if kept else None
            if found is None or not self.states.hold(found.reads):
                self.made += 1
                reading = self.reading()
                value = dict(function(reading.catalogue, reading.site))
                data = kept_value(self.states.of(reading.keys), value)
                self.store.put_many({key: data})
                found = kept_from(data)
            self._facts[name] = json.loads(found.value)
        return self._facts[name]

    def card(self, _catalogue: Catalogue, row: Row) -> Card:
        return Card(row.kind, row.slug, self.states["card", row.kind, row.slug])

    def reading(self) -> Reading:
        """The catalogue and the site for one function, to note what it reads."""
        assert self.site
        return Reading(self.catalogue, self.site)

    def _values(self, function: Each, kind: str) -> list[bytes]:
        """What a function says of each record of a kind, as JSON."""
        name = named(function)
        if (name, kind) not in self._each:
            rows = self.catalogue.shelves[kind].rows if kind in self.catalogue.shelves else ()
            keys = [digest("each", self.version, name, kind, row.slug, row.digest) for row in rows]
            found = dict(self._still_true(keys))
            missing = [(row, key) for row, key in zip(rows, keys, strict=True) if key not in found]
            fresh: dict[str, bytes] = {}
            for (_row, key), (reads, value) in zip(missing, self._said(function, missing), strict=True):
                fresh[key] = kept_value(self.states.of(reads), value)
                found[key] = kept_from(fresh[key]).value
            self.store.put_many(fresh)
            self._each[name, kind] = [found[key] for key in keys]
        return self._each[name, kind]

    def _still_true(self, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        self.used += keys
        for key, data in self.store.get_many(keys).items():
            kept = kept_from(data)
            if self.states.hold(kept.reads):
                yield key, kept.value

    def _said(self, function: Each, missing: Sequence[tuple[Row, str]]) -> Iterator[tuple[Sequence[Key], Any]]:
        """What the function says of the records that are missing, with what it read."""
        self.made += len(missing)
        items = [(named(function), row) for row, _key in missing]
        # The first is done here, so that what all of them ask for is there before the work is shared out.
        yield from (_say(self, item) for item in items[:1])
        yield from self.run(_say, self, items[1:])


def _say(memory: Remembering, item: tuple[str, Row]) -> tuple[Sequence[Key], Any]:
    """Calls a function, by its name, with the record of a row."""
    name, row = item
    reading = memory.reading()
    value = pkgutil.resolve_name(name)(memory.catalogue.shelves[row.kind].read(row), reading.catalogue, reading.site)
    return reading.keys, value
