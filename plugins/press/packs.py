"""Packs: files of what a build remembers, written once and never changed, for workers on other machines to read.

The memory itself is an SQLite database with a write-ahead log, which only processes of one machine may have open. What
nobody changes can be read anywhere, without locks; over a network file system too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from functools import cached_property
from pathlib import Path

from plugins.core.store import LostError, Store, put_into, values_in

__all__ = ["Packs", "Shared"]

AT_ONCE = 2000
"""Values that are held at a time."""


class Packs(Store):
    """What is in packs, of which later ones count first, and what is put here besides; that is kept in memory."""

    def __init__(self, packs: Sequence[Path], held: Mapping[str, bytes] | None = None) -> None:
        super().__init__(None, held)
        self.packs = tuple(packs)

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        asked = list(keys)
        found = super().get_many(asked)
        for database in self._databases:
            with suppress(sqlite3.Error):
                found.update(values_in(database, [key for key in asked if key not in found]))
        return found

    @cached_property
    def _databases(self) -> list[sqlite3.Connection]:
        """The packs, opened by a process that uses them alone; sqlite.org/uri.html, immutable."""
        return [sqlite3.connect(f"{pack.as_uri()}?mode=ro&immutable=1", uri=True) for pack in reversed(self.packs)]


class Shared(Store):
    """The memory of a build whose workers are elsewhere: there it is packs.

    `share_in` says where packs are written. The first has all that was remembered before, each later one what was put
    since.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._folder: Path | None = None
        self._packs: list[Path] = []
        self._new: dict[str, None] = {}

    def __reduce__(self) -> tuple[type[Store], tuple[Sequence[Path], Mapping[str, bytes]]]:  # type: ignore[override]
        return Packs, (tuple(self._packs), self._held)

    def share_in(self, folder: Path) -> None:
        """Packs are written into this folder from now on, beginning with all there is."""
        self._folder = folder
        self._packs = []

    def put_many(self, values: Mapping[str, bytes]) -> None:
        super().put_many(values)
        self._new.update(dict.fromkeys(values))

    def share(self) -> None:
        """Writes what is new into a pack. Raises LostError where it cannot be read any more."""
        assert self._folder
        pack = self._folder / f"{len(self._packs)}.pack"
        try:
            if not self._packs:
                self._share_all(pack)
            elif self._new:
                self._share_new(pack)
            else:
                return
        except sqlite3.Error as error:
            raise LostError(f"what is remembered in {self.path} cannot be shared with the workers: {error}") from error
        self._packs.append(pack)
        self._new = {}

    def _share_all(self, pack: Path) -> None:
        assert self.path
        with closing(sqlite3.connect(self.path)) as database:
            # Beside the other connection of this process: it sees all that was put.
            database.execute("VACUUM INTO ?", (str(pack),))

    def _share_new(self, pack: Path) -> None:
        new = list(self._new)
        with closing(sqlite3.connect(pack)) as database:
            # Nobody reads it before it is whole.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            for start in range(0, len(new), AT_ONCE):
                put_into(database, self.get_many(new[start : start + AT_ONCE]))
