"""What a function reads of a catalogue, and whether reading it again would give the same."""

from __future__ import annotations

import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.digests import digest, digest_of
from plugins.core.shelves import EMPTY, Shelf
from plugins.core.site import Site, watched
from plugins.core.values import NONE, Values

__all__ = ["Key", "Reading", "Reads", "States", "together"]

Key = tuple[str, ...]
"""Something that can be read of a catalogue: its sort, and which one. States says what there is."""

Reads = Sequence[tuple[Sequence[str], Sequence[str]]]
"""What was read: the beginning that several keys share, and the last part of each."""

MANY = 100
WHOLE = {"record": "kind", "card": "cards", "name": "names", "revisions": "history"}
"""Who reads many of one kind is taken to have read them all, so that no list of reads grows without end."""


class Reading:
    """A catalogue and a site that note what is read of them."""

    def __init__(self, catalogue: Catalogue, site: Site) -> None:
        self._keys: dict[Key, None] = {}
        self.catalogue = catalogue.traced(self._note)
        self.site = watched(site, self._note)

    def _note(self, *key: str) -> None:
        self._keys[key] = None

    @property
    def reads(self) -> Reads:
        """What was read, as it is to be remembered."""
        return together(self.keys)

    @property
    def keys(self) -> tuple[Key, ...]:
        """What was read."""
        count = Counter(key[:2] for key in self._keys)
        found: dict[Key, None] = {}
        for key in self._keys:
            whole = WHOLE.get(key[0])
            found[(whole, key[1]) if whole and count[key[:2]] > MANY else key] = None
        return tuple(found)


def together(keys: Iterable[Key]) -> Reads:
    """Keys that begin alike stand together."""
    found: dict[Key, list[str]] = {}
    for key in keys:
        found.setdefault(key[:-1], []).append(key[-1])
    return tuple(found.items())


_Find = Callable[[str], str]


class _Known(dict[str, str]):
    """The states of things whose keys begin alike, by their ends; one is found when it is first asked for."""

    def __init__(self, find: _Find) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, end: str) -> str:
        found = self[end] = self._find(end)
        return found


class States:
    """What each thing is that can be read of a catalogue, as a short text that changes whenever it does."""

    def __init__(self, catalogue: Catalogue, site: Site) -> None:
        self.catalogue = catalogue
        self.site = site
        self._known: dict[Key, _Known] = {}

    def __getstate__(self) -> dict[str, Any]:
        """In another process states are found again as they are asked for."""
        return {**vars(self), "_known": {}}

    def __getitem__(self, key: Key) -> str:
        return self._beginning(key[:-1])[key[-1]]

    def of(self, reads: Reads) -> str:
        """The state of all that was read, as one digest."""
        # No text of a record has a zero byte (core/composing.py), so none can pass for two.
        return digest("\0".join([state for start, ends in reads for state in map(self._of(start), ends)]))

    def _of(self, start: Sequence[str]) -> _Find:
        return self._beginning(tuple(start)).__getitem__

    def _beginning(self, start: Key) -> _Known:
        known = self._known.get(start)
        if known is None:
            find = getattr(self, f"_{start[0]}")(*start[1:]) if start else self._alone
            known = self._known[start] = _Known(find)
        return known

    def _alone(self, sort: str) -> str:
        """The state of what there is only one of."""
        found: str = getattr(self, f"_{sort}")()
        return found

    def _today(self) -> str:
        return self.site.today.isoformat()

    def _vocabulary(self) -> str:
        return digest_of([dict(self.catalogue.words.terms), dict(self.catalogue.words.ways)])

    # Each of these gives for the beginning of keys what finds the state of one by its end.

    def _record(self, kind: str) -> _Find:
        rows = self._shelf(kind).by_slug
        return lambda slug: rows[slug].digest if slug in rows else ""

    def _name(self, kind: str) -> _Find:
        rows = self._shelf(kind).by_slug
        return lambda slug: f"{rows[slug].label}\n{rows[slug].url}" if slug in rows else ""

    def _card(self, kind: str) -> _Find:
        rows = self._shelf(kind).by_slug

        def state(slug: str) -> str:
            row = rows.get(slug)
            if row is None:
                return ""
            return digest(row.card, *(self[("name", *name)] for name in row.names)) if row.names else row.card

        return state

    def _slugs(self) -> _Find:
        return lambda kind: digest(*(row.slug for row in self._shelf(kind).rows))

    def _kind(self) -> _Find:
        return lambda kind: digest(*(f"{row.slug}\n{row.digest}" for row in self._shelf(kind).rows))

    def _names(self) -> _Find:
        return lambda kind: digest(*(f"{row.slug}\n{row.label}\n{row.url}" for row in self._shelf(kind).rows))

    def _cards(self) -> _Find:
        return lambda kind: digest(*(f"{row.slug}\n{self['card', kind, row.slug]}" for row in self._shelf(kind).rows))

    def _revisions(self, kind: str) -> _Find:
        rows, history = self._shelf(kind).by_slug, self.catalogue.history
        return lambda slug: repr(history.get(rows[slug].path)) if slug in rows else ""

    def _history(self) -> _Find:
        return lambda kind: digest(
            *(f"{row.slug}\n{self['revisions', kind, row.slug]}" for row in self._shelf(kind).rows)
        )

    def _referring(self, kind: str, name: str) -> _Find:
        referrers = self.catalogue.referrers
        return lambda slug: "\n".join([row.slug for row in referrers.get((kind, name, slug), ())])

    def _said(self, function: str, kind: str) -> _Find:
        values, places = self._values(function, kind), self._shelf(kind).places
        return lambda slug: values.digests[places[slug]] if slug in places else ""

    def _each(self, function: str) -> _Find:
        return lambda kind: digest("".join(self._values(function, kind).digests))

    def _fact(self, function: str) -> _Find:
        facts = self.catalogue.memory.facts(pkgutil.resolve_name(function), self.catalogue, self.site)
        return lambda key: facts[key][0] if key in facts else NONE

    def _values(self, function: str, kind: str) -> Values:
        return self.catalogue.each(pkgutil.resolve_name(function), kind, self.site)

    def _shelf(self, kind: str) -> Shelf:
        return self.catalogue.shelves.get(kind, EMPTY)
