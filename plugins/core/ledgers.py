"""Ledgers: what was last made of each of many things, so close together that reading all of it takes a moment."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from plugins.core.digests import digest
from plugins.core.store import Store
from plugins.core.values import as_json

__all__ = ["Ledger", "Make"]

BLOCKS = 64
"""A ledger is cut into so many values by the names in it, so that after a change few are written again."""

Make = Callable[[Sequence[int]], Iterable[tuple[Any, Any]]]
"""Makes what stands at these places; gives for each what was read for it, and its value, both as plain JSON."""

Entry = tuple[str, Any, str, Any]
"""What is kept under a name: the digest of what it was made of, what was read for it, the state of that, the value."""


class Ledger:
    """The last values under one key of a store, by their names.

    `state` gives, for what was read to make one of them, the state of all of it now.
    """

    def __init__(self, store: Store, key: str, state: Callable[[Any], str]) -> None:
        self.keys = tuple(digest(key, str(number)) for number in range(BLOCKS))
        self._store = store
        self._state = state

    def values(
        self, asked: Sequence[tuple[str, str]], make: Make, is_good: Callable[[Any], bool] = lambda _value: True
    ) -> list[Any]:
        """The values of these names, in their order, each made of what has this digest; all others are forgotten.

        A value is taken as it is kept where the digest and the state of all that was read are what they were, and it
        `is_good`; else it is made. None is not kept.
        """
        blocks = self._blocks()
        kept = {name: entry for block in blocks for name, entry in block.items()}
        found: list[Any] = []
        missing: list[int] = []
        for place, (name, made_of) in enumerate(asked):
            known, reads, state, value = kept.get(name, NOTHING)
            is_kept = known == made_of and self._state(reads) == state and is_good(value)
            found.append(value if is_kept else None)
            missing += [] if is_kept else [place]
        fresh: dict[str, Entry] = {}
        for place, (reads, value) in zip(missing, make(missing), strict=True):
            name, made_of = asked[place]
            found[place] = value
            fresh[name] = (made_of, reads, "" if value is None else self._state(reads), value)
        self._keep(blocks, dict(asked), fresh)
        return found

    def _blocks(self) -> list[dict[str, Entry]]:
        kept = self._store.get_many(self.keys)
        return [json.loads(kept[key]) if key in kept else {} for key in self.keys]

    def _keep(self, blocks: Sequence[dict[str, Entry]], asked: Collection[str], fresh: Mapping[str, Entry]) -> None:
        """Writes the blocks anew in which something was made, or is no longer asked for."""
        changed = {name for block in blocks for name in block if name not in asked}.union(fresh)
        written = {_block_of(name) for name in changed}
        for name in changed:
            blocks[_block_of(name)].pop(name, None)
        for name, entry in fresh.items():
            if entry[-1] is not None:
                blocks[_block_of(name)][name] = entry
        self._store.put_many({self.keys[number]: as_json(blocks[number]) for number in written})


NOTHING: Entry = ("", (), "", None)


def _block_of(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) % BLOCKS
