"""What a build remembers: values under the digest of all they were made from, in one file that may go at any time.

The file is an SQLite database. Each value has a checksum, and whatever is wrong with the file or with a value, it is
as if it were not there: that costs time and changes nothing.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

__all__ = ["LostError", "Store", "put_into", "values_in"]

LAYOUT = 0x47480001
"""Written into the file (PRAGMA application_id). A file with another number is begun anew."""

AT_ONCE = 500
BUSY_SECONDS = 5.0
CHECKSUM = 8
SPARE = 1000
MOST_NEAR = 4000

TABLE = "CREATE TABLE IF NOT EXISTS remembered (key BLOB PRIMARY KEY, checksum BLOB, value BLOB) WITHOUT ROWID"

PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOMEM,
    }
)
"""Errors that are not the file's own fault; any other, and the file is removed."""


class LostError(RuntimeError):
    """What was kept a moment ago is no longer there."""


class Store:
    """Values by key. Keys are digests in hexadecimal digits, values are bytes.

    What the file cannot take, or all where there is no `path`, is kept in memory, so that a build can go on. A store
    may be handed to another process, by fork or pickled: there it opens the file for itself.
    """

    def __init__(self, path: Path | None = None, held: Mapping[str, bytes] | None = None) -> None:
        self.path = path
        self._held = dict(held or {})
        self._near: dict[str, bytes] = {}
        self._opened: tuple[int, sqlite3.Connection] | None = None

    def __reduce__(self) -> tuple[type[Store], tuple[Path | None, Mapping[str, bytes]]]:
        return Store, (self.path, self._held)

    def get(self, key: str) -> bytes | None:
        """The value under a key, or None."""
        return self._near[key] if key in self._near else self.get_many([key]).get(key)

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The values that are kept of these."""
        asked = dict.fromkeys(keys)
        found: dict[str, bytes] = {key: self._held[key] for key in asked if key in self._held}
        wanted = [key for key in asked if key not in found]

        self._try(lambda database: found.update(values_in(database, wanted)))
        return found

    def bring(self, keys: Iterable[str]) -> None:
        """Reads values that are asked for one by one next, and holds them until there are too many."""
        wanted = [key for key in keys if key not in self._near]
        if len(self._near) + len(wanted) > MOST_NEAR:
            self._near = {}
        self._near |= self.get_many(wanted)

    def put_many(self, values: Mapping[str, bytes]) -> None:
        """Keeps values, in the place of what was under their keys."""
        self._near = {}
        if values and self._try(lambda database: put_into(database, values)):
            for written in self._held.keys() & values.keys():
                del self._held[written]
        else:
            self._held.update(values)

    def keep_only(self, keys: Callable[[], Iterable[str]]) -> None:
        """Forgets all but these where it holds several times as many: what no build asks for would pile up.

        The `keys` are asked for only where there are several times as many as the last time.
        """

        def clear(database: sqlite3.Connection) -> None:
            (count,) = database.execute("SELECT count(*) FROM remembered").fetchone()
            (before,) = database.execute("PRAGMA user_version").fetchone()
            if count <= 3 * before + SPARE:
                return
            kept = [(bytes.fromhex(key),) for key in dict.fromkeys(keys())]
            database.execute(f"PRAGMA user_version = {len(kept)}")
            if count <= 3 * len(kept) + SPARE:
                return
            with database:
                database.execute("CREATE TEMP TABLE kept (key BLOB PRIMARY KEY) WITHOUT ROWID")
                database.executemany("INSERT INTO kept VALUES (?)", kept)
                database.execute("DELETE FROM remembered WHERE key NOT IN (SELECT key FROM kept)")
                database.execute("DROP TABLE kept")
            database.execute("VACUUM")

        self._try(clear)

    def forget(self) -> None:
        """Forgets everything."""
        self.close()
        self._held.clear()
        self._near = {}
        if self.path:
            _remove(self.path)

    def close(self) -> None:
        """Lets go of the file."""
        if self._opened and self._opened[0] == os.getpid():
            with suppress(sqlite3.Error):
                self._opened[1].close()
        self._opened = None

    def _try(self, action: Callable[[sqlite3.Connection], None]) -> bool:
        """Does something with the database, or as much of it as can be done; says whether all was."""
        if self.path is None:
            return False
        try:
            action(self._database(self.path))
            return True
        except sqlite3.DatabaseError as error:
            self.close()
            if (getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF) not in PASSING:
                _remove(self.path)
        except UnicodeDecodeError:  # SQLite tells of a damaged schema in its own bytes
            self.close()
            _remove(self.path)
        except OSError:
            self.close()
        return False

    def _database(self, path: Path) -> sqlite3.Connection:
        """The open database of this process; a connection must not be used across a fork."""
        if self._opened and self._opened[0] == os.getpid():
            return self._opened[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not _is_ours(path):
            _remove(path)
        database = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False)
        self._opened = (os.getpid(), database)
        database.execute(f"PRAGMA application_id = {LAYOUT}")
        # What a power cut tears, the checksums find; so there is no need to wait for the disk.
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(TABLE)
        return database


def values_in(database: sqlite3.Connection, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The values of these keys that a database has, and that are whole."""
    for start in range(0, len(keys), AT_ONCE):
        some = dict.fromkeys(bytes.fromhex(key) for key in keys[start : start + AT_ONCE])
        query = f"SELECT key, checksum, value FROM remembered WHERE key IN ({','.join('?' * len(some))})"  # noqa: S608  nothing but question marks
        for key, checksum, value in database.execute(query, list(some)):
            # A damaged file may give what it was not asked for.
            if key in some and isinstance(value, bytes) and checksum == _checksum(key, value):
                yield key.hex(), value


def put_into(database: sqlite3.Connection, values: Mapping[str, bytes]) -> None:
    """Puts values into a database in one step."""
    rows = [(key := bytes.fromhex(name), _checksum(key, value), value) for name, value in values.items()]
    with database:
        database.execute(TABLE)
        database.executemany("INSERT OR REPLACE INTO remembered VALUES (?, ?, ?)", rows)


def _is_ours(path: Path) -> bool:
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as database:
        (layout,) = database.execute("PRAGMA application_id").fetchone()
    return bool(layout == LAYOUT)


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        with suppress(OSError):
            (path.parent / name).unlink(missing_ok=True)


def _checksum(key: bytes, value: bytes) -> bytes:
    """Of key and value together, so that one value does not pass for another."""
    return hashlib.blake2b(key + value, digest_size=CHECKSUM).digest()
