"""An index brought up to date: only shards that hold a changed term are read, and few are made anew."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain

from plugins.search.shards import (
    Bounds,
    Entry,
    Shard,
    between,
    bounds,
    browser_order,
    entries_in,
    next_run,
    shard_name,
    written,
)

__all__ = ["Edit", "updated"]

Edit = Callable[[str, str | None], str | None]
"""The JSON of the entry of a key as it is now, from what it was; None where there is none."""


def updated(
    index: str, before: Sequence[Shard], read: Callable[[str], str], keys: Collection[str], edit: Edit
) -> tuple[list[Shard], dict[str, bytes]] | None:
    """The shards of an index after the entries of some keys have changed, and the content of those that are new.

    They are what `shards_of` makes of all entries. `read` gives the JSON that a shard of before holds, by its name.
    None where all borders may be others: then the index has to be made as a whole.
    """
    if not keys:
        return list(before), {}
    if not before:
        return None
    shelf = _Shelf(index, before, read)
    shelf.change(keys, edit)
    total = sum(shard.size for shard in before)
    limits = bounds(total)
    return shelf.cut_again(limits) if bounds(total + shelf.grown) == limits else None


class _Shelf:
    """The shards of before, with the changes put in where they belong."""

    def __init__(self, index: str, shards: Sequence[Shard], read: Callable[[str], str]) -> None:
        self.index = index
        self.shards = shards
        self.grown = 0
        self._read = read
        self._changed: set[int] = set()
        self._entries: dict[int, list[Entry]] = {}

    def entries(self, place: int) -> list[Entry]:
        """The entries of a shard, changes and all."""
        if place not in self._entries:
            self._entries[place] = entries_in(self._read(shard_name(self.index, self.shards[place])))
        return self._entries[place]

    def change(self, keys: Iterable[str], edit: Edit) -> None:
        """Puts the entries of these keys in, and takes those out that are no more."""
        starts = [browser_order(shard.begins) for shard in self.shards]
        within: dict[int, list[str]] = {}
        for key in keys:
            within.setdefault(max(0, bisect_right(starts, browser_order(key)) - 1), []).append(key)
        for place, some in within.items():
            texts = dict(self.entries(place))
            for key in some:
                was = texts.pop(key, None)
                now = edit(key, was)
                self.grown += len(now or "") - len(was or "")
                if now is not None:
                    texts[key] = now
            self._entries[place] = sorted(texts.items(), key=lambda entry: browser_order(entry[0]))
            self._changed.add(place)

    def cut_again(self, limits: Bounds) -> tuple[list[Shard], dict[str, bytes]]:
        """The shards as they are now, and the content of those that were not there before."""
        known = {shard_name(self.index, shard) for shard in self.shards}
        open_to_doubt = self._reaching(limits)
        sure = {shard.begins: place for place, shard in enumerate(self.shards) if place not in open_to_doubt}
        found: list[Shard] = []
        files: dict[str, bytes] = {}

        def write(run: Sequence[Entry]) -> None:
            shard, content = written(self.index, run, found[-1].ends if found else None)
            found.append(shard)
            if (name := shard_name(self.index, shard)) not in known:
                files[name] = content

        place = 0
        while place < len(self.shards):
            if place not in open_to_doubt:
                shard = self.shards[place]
                if shard.first == (between(found[-1].ends, shard.begins) if found else ""):
                    found.append(shard)
                else:
                    write(self.entries(place))
                place += 1
                continue
            ahead: list[Entry] = []
            more = chain.from_iterable(map(self.entries, range(place, len(self.shards))))
            place = len(self.shards)
            while run := next_run(ahead, more, limits):
                write(run)
                if ahead and ahead[0][0] in sure:
                    place = sure[ahead[0][0]]
                    break
        return found, files

    def _reaching(self, limits: Bounds) -> set[int]:
        """The shards whose ends may be others now: so many entries, from the first of each, have a changed one."""
        found = set(self._changed)
        for changed in self._changed:
            size = 0
            for place in range(changed - 1, -1, -1):
                size += self.shards[place].size
                if size > limits.most:
                    break
                found.add(place)
        return found
