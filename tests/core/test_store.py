"""The store: values come back as they were put, or not at all, whatever happens to the file."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import random
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from plugins.core import store as storing
from plugins.core.digests import digest
from plugins.core.store import Store

ONE, TWO, THREE = digest("one"), digest("two"), digest("three")
MANY = {digest(str(number)): str(number).encode() * 20 for number in range(1200)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store is kept; its folder is not there yet."""
    return tmp_path / "a folder" / "memory.sqlite"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for a lock."""
    monkeypatch.setattr(storing, "BUSY_SECONDS", 0.05)


def filled(path: Path, values: Mapping[str, bytes]) -> Path:
    """A store on disk with these values, let go of."""
    with closing(Store(path)) as store:
        store.put_many(values)
    return path


def test_values_come_back(path: Path) -> None:
    """What was put is there for whoever opens the file later, in any number; what was not put is not."""
    filled(path, {**MANY, ONE: b"", TWO: bytes(range(256))})
    with closing(Store(path)) as store:
        assert store.get_many([*MANY, *MANY, ONE, THREE]) == {**MANY, ONE: b""}
        assert (store.get(TWO), store.get(THREE)) == (bytes(range(256)), None)
        assert store.get_many([]) == {}
        store.put_many({})
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name]


def test_a_later_value_takes_the_place(path: Path) -> None:
    """Under one key is the value that was put last."""
    filled(path, {ONE: b"a", TWO: b"b"})
    filled(path, {ONE: b"c"})
    assert Store(path).get_many([ONE, TWO]) == {ONE: b"c", TWO: b"b"}


def test_a_store_without_a_file() -> None:
    """Without a path all is kept in memory, and goes along when the store is handed on."""
    store = Store()
    store.put_many({ONE: b"a"})
    store.keep_only(list)
    store.close()
    assert store.get(ONE) == b"a"
    assert pickle.loads(pickle.dumps(store)).get(ONE) == b"a"  # noqa: S301  our own


def test_two_at_once(path: Path) -> None:
    """Two that have the same file open see what the other put."""
    first, second = Store(path), Store(path)
    first.put_many({ONE: b"a"})
    second.put_many({TWO: b"b"})
    assert (first.get(TWO), second.get(ONE)) == (b"b", b"a")


def _in_a_child(store: Store, method: str) -> list[bytes | None]:
    """What another process finds in a store, which then puts something of its own into it."""
    context = multiprocessing.get_context(method)
    ours, theirs = context.Pipe()
    child = context.Process(target=_child, args=(store, theirs))
    child.start()
    found: list[bytes | None] = ours.recv()
    child.join()
    assert child.exitcode == 0
    return found


def _child(store: Store, pipe: multiprocessing.connection.Connection) -> None:
    found = [store.get(ONE), store.get(TWO)]
    store.put_many({THREE: b"of the child"})
    store.close()
    pipe.send(found)


@pytest.mark.parametrize(
    "method", ["spawn", pytest.param("fork", marks=pytest.mark.skipif(sys.platform != "linux", reason="no fork"))]
)
def test_a_store_in_another_process(path: Path, method: str) -> None:
    """A store that is handed to a process opens the file for itself, and what it holds in memory goes along."""
    store = Store(path, {TWO: b"in memory"})
    store.put_many({ONE: b"on disk"})
    assert _in_a_child(store, method) == [b"on disk", b"in memory"]
    assert (store.get(THREE), store.get(ONE)) == (b"of the child", b"on disk")
    store.put_many({THREE: b"again"})
    assert Store(path).get(THREE) == b"again"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE remembered SET value = x'0102'",
        "UPDATE remembered SET value = 'a'",
        "UPDATE remembered SET checksum = x'00'",
        "UPDATE remembered SET checksum = NULL",
        f"DELETE FROM remembered WHERE key = x'{ONE}'; UPDATE remembered SET key = x'{ONE}'",  # noqa: S608  ours
        "DELETE FROM remembered",
    ],
)
def test_a_value_that_is_not_what_was_put(path: Path, change: str) -> None:
    """A value that was changed, also into the whole one of another key, is as if it were not there; and can be put."""
    filled(path, {ONE: b"a", TWO: b"b"})
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(change)
    store = Store(path)
    assert store.get_many([ONE, TWO]) == {}
    store.put_many({ONE: b"c"})
    assert Store(path).get(ONE) == b"c"


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """A file with a piece of it changed, lost or doubled."""
    start = chance.randrange(len(content))
    end = min(len(content), start + chance.choice((1, 2, 16, 100, 5000)))
    instead = chance.choice((bytes(end - start), chance.randbytes(end - start), b"", content[start:end] * 2))
    return content[:start] + instead + content[end:]


def test_two_hundred_damaged_files(tmp_path: Path) -> None:
    """Whatever is wrong with the file or its journal, no value but the right one is found, and soon all can be kept."""
    values = dict(list(MANY.items())[:100])
    chance = random.Random(11)  # chance, not keys
    open_one = Store(tmp_path / "sound.sqlite")
    open_one.put_many(values)
    kept = [tmp_path / "sound.sqlite", tmp_path / "sound.sqlite-wal"]
    filled(tmp_path / "closed.sqlite", values)
    found = set()
    for number in range(200):
        path = tmp_path / f"{number}.sqlite"
        if number % 2:
            for one in kept:
                shutil.copyfile(one, path.with_name(one.name.replace("sound", str(number))))
        else:
            shutil.copyfile(tmp_path / "closed.sqlite", path)
        victim = chance.choice([one for one in tmp_path.iterdir() if one.name.startswith(f"{number}.")])
        victim.write_bytes(_damaged(victim.read_bytes(), chance))
        store = Store(path)
        left = store.get_many(values)
        assert all(values[key] == value for key, value in left.items())
        found.add(len(left))
        # What is wrong may show only when all is read, and then the file is begun anew.
        for _ in range(2):
            store.put_many(values)
            left = store.get_many(values)
            assert all(values[key] == value for key, value in left.items())
        assert left == values
        store.keep_only(lambda: values)
        store.close()
    assert {0, 100} < found


@pytest.mark.parametrize("content", [b"", b"a text of somebody's", b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_file_of_something_else(path: Path, content: bytes) -> None:
    """What is no database of ours is begun anew."""
    path.parent.mkdir()
    path.write_bytes(content)
    store = Store(path)
    assert store.get(ONE) is None
    store.put_many({ONE: b"a"})
    assert store.get(ONE) == b"a"
    filled(path, {TWO: b"b"})
    assert Store(path).get(TWO) == b"b"


def test_a_database_of_another_layout(path: Path) -> None:
    """A database of another program, or of another version of ours, is begun anew."""
    filled(path, {ONE: b"a"})
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA application_id = 4711")
    assert Store(path).get(ONE) is None
    filled(path, {ONE: b"b"})
    assert Store(path).get(ONE) == b"b"


@pytest.mark.parametrize("harm", ["folder", "below a file"])
def test_a_place_where_no_file_can_be(path: Path, harm: str) -> None:
    """Where no file can be, a build goes on with what it holds in memory, and nothing of somebody else's is touched."""
    if harm == "folder":
        (path / "inside").mkdir(parents=True)
    else:
        path.parent.write_text("not a folder")
    store = Store(path)
    assert store.get(ONE) is None
    store.put_many({ONE: b"a"})
    store.keep_only(list)
    assert store.get(ONE) == b"a"
    assert pickle.loads(pickle.dumps(store)).get(ONE) == b"a"  # noqa: S301  our own
    assert (path / "inside").is_dir() if harm == "folder" else path.parent.read_text() == "not a folder"


def test_a_file_that_is_locked(path: Path) -> None:
    """While somebody else has the file to himself, values are kept in memory; what is there stays there."""
    filled(path, {ONE: b"a"})
    store = Store(path)
    assert store.get(ONE) == b"a"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store.put_many({ONE: b"b", TWO: b"c"})
        assert store.get_many([ONE, TWO]) == {ONE: b"b", TWO: b"c"}
        assert Store(path).get(ONE) is None
    assert Store(path).get_many([ONE, TWO]) == {ONE: b"a"}
    assert store.get_many([ONE, TWO]) == {ONE: b"b", TWO: b"c"}
    store.put_many({ONE: b"d"})
    assert store.get(ONE) == Store(path).get(ONE) == b"d"


def test_a_file_that_is_full(path: Path) -> None:
    """What the disk cannot take is kept in memory; what it took before is still there."""
    filled(path, {ONE: b"a"})
    store = Store(path)
    assert store.get(ONE) == b"a"
    assert store._opened  # there is no disk to fill
    store._opened[1].execute("PRAGMA max_page_count = 3")
    store.put_many({TWO: bytes(100_000)})
    assert store.get_many([ONE, TWO]) == {ONE: b"a", TWO: bytes(100_000)}
    assert Store(path).get_many([ONE, TWO]) == {ONE: b"a"}


def test_a_file_that_may_only_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be written is left alone, and a build goes on."""
    filled(path, {ONE: b"a"})
    before = path.read_bytes()
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda file, **options: connect(f"file:{file}?mode=ro", uri=True, **options)
    )
    store = Store(path)
    store.put_many({TWO: b"b"})
    assert store.get(TWO) == b"b"
    assert path.read_bytes() == before


def test_what_nobody_asks_for_is_forgotten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a store holds several times what the last build asked for, all else goes, and its file is small again."""
    monkeypatch.setattr(storing, "SPARE", 10)
    filled(path, MANY)
    size = path.stat().st_size
    some = list(MANY)[:400]
    with closing(Store(path)) as store:
        store.keep_only(lambda: [*some, *some])
        assert len(store.get_many(MANY)) == 1200
        store.put_many({digest(f"more {number}"): b"" for number in range(20)})
        store.keep_only(lambda: [*some[:300], THREE])
        assert store.get_many(MANY) == {key: MANY[key] for key in some[:300]}
        store.keep_only(lambda: some[:300])
    assert path.stat().st_size < size / 3


def test_to_forget_harms_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file cannot be written just now, nothing is forgotten, and the file is not lost."""
    monkeypatch.setattr(storing, "SPARE", 0)
    filled(path, MANY)
    store = Store(path)
    assert store.get(next(iter(MANY)))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        store.keep_only(list)
    assert store.get_many(MANY) == MANY
    store.keep_only(list)
    assert store.get_many(MANY) == {}


def test_values_are_brought(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values that are brought together are given one by one without the file, until others are put or brought."""
    filled(path, {ONE: b"a", TWO: b"b"})
    store = Store(path)
    store.bring([ONE, THREE])
    with monkeypatch.context() as shut:
        shut.setattr(store, "path", None)
        assert (store.get(ONE), store.get(TWO), store.get(THREE)) == (b"a", None, None)
    assert store.get(TWO) == b"b"
    store.put_many({ONE: b"c", THREE: b"d"})
    assert (store.get(ONE), store.get(THREE)) == (b"c", b"d")
    store.bring([ONE])
    store.bring([])
    assert store.get_many([ONE, TWO]) == {ONE: b"c", TWO: b"b"}
    store.bring([ONE])
    store.forget()
    assert store.get(ONE) is None


def test_a_schema_that_is_no_text(path: Path) -> None:
    """A file whose damage SQLite tells of in bytes that are no text is begun anew like any other."""
    filled(path, {ONE: b"a"})
    path.write_bytes(
        path.read_bytes().replace(b"remembered", b"rem\xa0\xff\xc3ered").replace(b"(key BLOB", b"(key(BLOB")
    )
    with closing(sqlite3.connect(path)) as database, pytest.raises(UnicodeDecodeError):
        database.execute("SELECT key FROM remembered")
    store = Store(path)
    assert store.get(ONE) is None
    store.put_many({ONE: b"b"})
    assert store.get(ONE) == b"b"
    store.close()
    assert Store(path).get(ONE) == b"b"


def test_what_was_not_asked_for_is_not_given(path: Path) -> None:
    """A damaged file may find another value than the one that was looked for, and whole; it is not taken."""
    filled(path, {ONE: b"a", TWO: b"b"})

    class Astray:
        """A database that finds everything, whatever it is asked for."""

        def __init__(self, real: sqlite3.Connection) -> None:
            self.real = real

        def execute(self, _query: str, _keys: Any) -> Any:
            return self.real.execute("SELECT key, checksum, value FROM remembered")

    with closing(sqlite3.connect(path)) as database:
        assert dict(storing.values_in(Astray(database), [TWO, THREE])) == {TWO: b"b"}


def test_not_too_many_values_are_held(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was brought stays while more is brought, until there would be too many; then what was brought last stays."""
    monkeypatch.setattr(storing, "MOST_NEAR", 2)
    filled(path, {ONE: b"a", TWO: b"b", THREE: b"c"})
    store = Store(path)
    store.bring([ONE])
    store.bring([ONE, TWO])
    monkeypatch.setattr(store, "path", None)
    assert [store.get(one) for one in (ONE, TWO, THREE)] == [b"a", b"b", None]
    monkeypatch.setattr(store, "path", path)
    store.bring([THREE])
    monkeypatch.setattr(store, "path", None)
    assert [store.get(one) for one in (ONE, TWO, THREE)] == [None, None, b"c"]


def test_all_is_forgotten(path: Path) -> None:
    """A store that is told to forgets what is on disk and in memory, and takes new values."""
    store = Store(path, {ONE: b"in memory"})
    store.put_many({TWO: b"on disk"})
    in_memory = Store(None, {ONE: b"in memory"})
    for one in (store, in_memory):
        one.forget()
        assert one.get_many([ONE, TWO]) == {}
        one.put_many({TWO: b"again"})
        assert one.get(TWO) == b"again"
    assert Store(path).get_many([ONE, TWO]) == {TWO: b"again"}


@pytest.fixture
def torn_off(path: Path) -> Iterator[Store]:
    """A store whose file is taken away while it is open."""
    store = Store(path)
    store.put_many({ONE: b"a"})
    for one in path.parent.iterdir():
        one.unlink()
    yield store
    store.close()


def test_a_file_that_is_taken_away(torn_off: Store) -> None:
    """A build whose memory is deleted under its hands goes on, and the next one begins anew."""
    torn_off.put_many({TWO: b"b"})
    assert torn_off.get(TWO) == b"b"
    torn_off.close()
    assert torn_off.path
    filled(torn_off.path, {THREE: b"c"})
    assert Store(torn_off.path).get(THREE) == b"c"


def test_a_store_is_let_go_of(path: Path) -> None:
    """A store that was closed opens its file again; a child that closes its own takes nothing from its parent."""
    store = Store(path)
    store.close()
    store.put_many({ONE: b"a"})
    if hasattr(os, "fork"):
        child = os.fork()
        if child == 0:
            store.close()
            os._exit(0)
        os.waitpid(child, 0)
    assert store.get(ONE) == b"a"
    store.close()
    store.close()
    assert store.get(ONE) == b"a"
