"""Whatever befalls what a build remembers, the next build prints the same site as one that remembers nothing."""

from __future__ import annotations

import gc
import json
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from plugins.core import store
from plugins.core.digests import digest
from plugins.core.store import LAYOUT, Store
from plugins.press.outcomes import Options
from plugins.press.places import MEMORY
from plugins.press.starting import build
from tests.press.small import TODAY, tree, write, write_association

TIMES = 200
DAY = date.fromisoformat(TODAY)

STATES: tuple[Mapping[str, str], ...] = (
    {},
    {"members/bob.yaml": "name: Bob\nheadline: Back again\nconsent: {date: 2026-01-01, version: 1}\n"},
    {"members/cyd.yaml": "name: Cyd\nskills: [GIS]\nconsent: {date: 2026-01-01, version: 1}\n"},
    {"content/groups/board.md": "---\nname: All\ntype: committee\nofficers: [{member: bob, role: Chair}]\n---\n"},
    {"content/pages/about.md": "Title: About us\nSlug: about\n\nWho we are, again.\n"},
)
"""What the association is besides, in turn; so each build has an edit or two to print."""


@dataclass(frozen=True)
class Place:
    """An association that has been built: its root, and the SHA-256 of all files of each state's clean site."""

    root: Path
    clean: tuple[Mapping[str, str], ...]

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def memory(self) -> Path:
        return self.root / MEMORY

    @property
    def shelf(self) -> Path:
        return self.root / ".output-releases"

    @property
    def spare(self) -> Path:
        """The tree that nobody sees."""
        shown = self.output.resolve().name
        return next(one for one in self.shelf.glob("release-*") if one.is_dir() and one.name != shown)

    def state(self, number: int) -> None:
        """Writes the files of a state, in the place of those of another."""
        for path in {path for state in STATES for path in state}:
            (self.root / path).unlink(missing_ok=True)
        write_association(self.root)
        for path, text in STATES[number].items():
            write(self.root, path, text)


def built(root: Path, output: Path | None = None) -> int:
    """The exit status of a build."""
    return build(root, Options(today=DAY, jobs=1, output=output))


def forget(place: Path) -> None:
    """Removes all that is remembered below a root, and its site."""
    if (place / ".guildhall").is_file():
        (place / ".guildhall").unlink()
    shutil.rmtree(place / ".guildhall", ignore_errors=True)
    shutil.rmtree(place / ".output-releases", ignore_errors=True)
    (place / "output").unlink(missing_ok=True)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The association, and what its site should be in each state."""
    root = write_association(tmp_path_factory.mktemp("damaged") / "root")
    found: list[Mapping[str, str]] = []
    for number in range(len(STATES)):
        Place(root, ()).state(number)
        forget(root)
        assert built(root) == 0
        found.append(tree(root / "output"))
    return Place(root, tuple(found))


@pytest.fixture(scope="module", autouse=True)
def soon_closed() -> Iterator[None]:
    """It is soon found what builds leave behind, as there is little else to look through."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build waits five seconds for a memory that is locked; here it need not."""
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.01)


Damage = Callable[[Place, random.Random], None]


def flipped(path: Path, rng: random.Random) -> None:
    """Some bits of a file are turned over."""
    data = bytearray(path.read_bytes())
    for _ in range(rng.choice([1, 8, 64, 1000])):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


def cut(path: Path, rng: random.Random) -> None:
    """A file ends too soon."""
    path.write_bytes(path.read_bytes()[: rng.randrange(path.stat().st_size)])


def emptied(path: Path, _rng: random.Random) -> None:
    """A file is empty."""
    path.write_bytes(b"")


def noise(path: Path, rng: random.Random) -> None:
    """A file holds nothing but noise."""
    path.write_bytes(rng.randbytes(rng.choice([3, 5000, 60_000])))


def folder(path: Path, _rng: random.Random) -> None:
    """A folder with a file in it lies in the place of a file."""
    path.unlink()
    write(path, "in/it.txt", "here")


def leads_nowhere(path: Path, _rng: random.Random) -> None:
    """A link that leads to itself, which nobody can read, lies in the place of a file."""
    path.unlink()
    path.symlink_to(path.name)


def away(path: Path, _rng: random.Random) -> None:
    """A file is gone."""
    path.unlink()


FILES = (flipped, cut, emptied, noise, folder, leads_nowhere, away)


@contextmanager
def database(place: Place) -> Iterator[sqlite3.Connection]:
    """The memory, to be tampered with."""
    with closing(sqlite3.connect(place.memory)) as opened, opened:
        yield opened


def memory_file(place: Place, rng: random.Random) -> None:
    """The file of the memory."""
    rng.choice(FILES)(place.memory, rng)


def memory_log(place: Place, rng: random.Random) -> None:
    """The log beside the memory, which a build that was killed has left; or one that is of no such file."""
    log = place.memory.with_name(f"{place.memory.name}-wal")
    with closing(sqlite3.connect(place.memory, isolation_level=None)) as opened:
        opened.execute("PRAGMA wal_autocheckpoint = 0")
        opened.execute("UPDATE remembered SET value = value || ' ' WHERE substr(key, 1, 1) < x'80'")
        data, logged = place.memory.read_bytes(), log.read_bytes()
    place.memory.write_bytes(data)
    log.write_bytes(logged)
    rng.choice([*FILES, lambda *_: None])(log, rng)


def another_database(place: Place, rng: random.Random) -> None:
    """A database of something else, or of another layout."""
    place.memory.unlink()
    with database(place) as opened:
        opened.execute(f"PRAGMA application_id = {rng.choice([0, LAYOUT, LAYOUT - 1, LAYOUT + 1])}")
        columns = rng.choice(["key TEXT, other INT", "key, value", "key BLOB PRIMARY KEY, checksum BLOB, value BLOB"])
        opened.execute(f"CREATE TABLE {rng.choice(['remembered', 'something'])} ({columns})")


def another_layout(place: Place, rng: random.Random) -> None:
    """What was remembered is of an older or a newer program."""
    with database(place) as opened:
        opened.execute(f"PRAGMA application_id = {rng.choice([0, LAYOUT - 1, LAYOUT + 1])}")


def values_swapped(place: Place, rng: random.Random) -> None:
    """Values stand under one another's keys, with their checksums or without."""
    with_checksums = rng.random() < 0.5
    with database(place) as opened:
        rows = opened.execute("SELECT key, checksum, value FROM remembered").fetchall()
        others = [rows[-1], *rows[:-1]]
        swapped = [
            (theirs if with_checksums else checksum, value, key)
            for (key, checksum, _value), (_key, theirs, value) in zip(rows, others, strict=True)
        ]
        opened.executemany("UPDATE remembered SET checksum = ?, value = ? WHERE key = ?", swapped)


def values_changed(place: Place, rng: random.Random) -> None:
    """Values are others, some of them not even bytes, under checksums that were theirs."""
    change = rng.choice(
        ["replace(value, 'Bob', 'Rob')", "value || '0'", "x''", "NULL", "7", "CAST(value AS TEXT)", "substr(value, 2)"]
    )
    with database(place) as opened:
        opened.execute(f"UPDATE remembered SET value = {change} WHERE substr(key, 1, 1) < x'b0'")  # noqa: S608


def some_forgotten(place: Place, rng: random.Random) -> None:
    """Some values are gone, as many as half or all of them."""
    with database(place) as opened:
        until = rng.choice([b"\x20", b"\x80", b"\xff\xff"])
        opened.execute("DELETE FROM remembered WHERE substr(key, 1, 1) < ?", [until])


def table_gone(place: Place, rng: random.Random) -> None:
    """There is no table, or one with other columns."""
    with database(place) as opened:
        opened.execute(rng.choice(["DROP TABLE remembered", "ALTER TABLE remembered RENAME COLUMN value TO words"]))


def no_folder(place: Place, _rng: random.Random) -> None:
    """There is a file in the place of the memory's folder."""
    shutil.rmtree(place.memory.parent)
    place.memory.parent.write_text("no folder")


def tree_list(place: Place, rng: random.Random) -> None:
    """The list of a tree."""
    rng.choice(FILES)(rng.choice(sorted(place.shelf.glob("release-*.json"))), rng)


def note(place: Place, rng: random.Random) -> None:
    """What is noted of the last build."""
    rng.choice(FILES)(place.shelf / "last.json", rng)


def other_words(place: Place, rng: random.Random) -> None:
    """A list or a note that can be read, and says something else."""
    file = rng.choice(sorted(place.shelf.glob("*.json")))
    checksum, _end, body = file.read_bytes().partition(b"\n")
    words = json.loads(body)
    if isinstance(words[0], dict):
        names, digests = list(words[0]), list(words[0].values())
        words[0] = rng.choice([dict(zip(names, digests[1:] + digests[:1], strict=True)), {}, dict.fromkeys(names, "")])
    else:
        words[0] = digest("another day")
    file.write_bytes(checksum + b"\n" + json.dumps(words).encode())


def lists_swapped(place: Place, _rng: random.Random) -> None:
    """Each tree has the other's list."""
    one, other = sorted(place.shelf.glob("release-*.json"))
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def file_gone(place: Place, rng: random.Random) -> None:
    """Files of a tree were taken away by hand."""
    at = rng.choice([place.spare, place.output.resolve()])
    files = sorted(path for path in at.rglob("*") if path.is_file())
    for path in rng.sample(files, rng.choice([1, 1, 10])):
        path.unlink()


def folder_gone(place: Place, rng: random.Random) -> None:
    """A folder of a tree was taken away by hand."""
    at = rng.choice([place.spare, place.output.resolve()])
    shutil.rmtree(rng.choice(sorted(path for path in at.iterdir() if path.is_dir())))


def tree_gone(place: Place, rng: random.Random) -> None:
    """A tree was taken away by hand, or is a file; its list is still there."""
    at = rng.choice([place.spare, place.output.resolve()])
    shutil.rmtree(at)
    if rng.random() < 0.5:
        at.write_text("no tree")


def output_gone(place: Place, rng: random.Random) -> None:
    """The link to the published tree is gone, or leads to the spare one."""
    spare = place.spare.name
    place.output.unlink()
    if rng.random() < 0.5:
        place.output.symlink_to(Path(place.shelf.name) / spare)


def all_gone(place: Place, _rng: random.Random) -> None:
    """Nothing is left but the association."""
    forget(place.root)


LASTING: tuple[Damage, ...] = (
    *(memory_file, memory_file, memory_log, memory_log, another_database, another_layout),
    *(values_swapped, values_changed, values_changed, some_forgotten, table_gone, no_folder),
    *(tree_list, tree_list, note, other_words, lists_swapped),
    *(file_gone, folder_gone, tree_gone, output_gone, all_gone),
)


def is_sound(place: Place) -> bool:
    """Whether there are a memory that can be read and two trees, to be damaged."""
    if not place.memory.is_file() or len(list(place.shelf.glob("release-*"))) != 4:
        return False
    try:
        with database(place) as opened:
            return bool(opened.execute("SELECT count(*) FROM remembered").fetchone()[0])
    except sqlite3.Error:
        return False


def healed(place: Place, rng: random.Random, harm: Callable[[], None]) -> None:
    """Builds two states after the damage, each as if nothing had happened; the next damage is done to what they left.

    Where there is nothing sound to be damaged, two others are built before.
    """
    gc.collect()  # what builds of this process opened is closed
    if not is_sound(place):
        forget(place.root)
        for number in rng.sample(range(len(STATES)), 2):
            rebuilt(place, number)
    before = place.clean.index(tree(place.output))
    after, last = rng.sample([number for number in range(len(STATES)) if number != before], 2)
    place.state(after)
    harm()
    # What was there before the damage may be remembered still, so it comes back as often as not.
    for number in (after, rng.choice([before, last])):
        rebuilt(place, number)


def rebuilt(place: Place, number: int) -> None:
    """Builds a state, which gives what a clean build of it gives."""
    place.state(number)
    assert built(place.root) == 0
    assert tree(place.output) == place.clean[number]


@pytest.mark.parametrize("kind", dict.fromkeys(LASTING))
def test_two_hundred_damages(place: Place, kind: Damage, capsys: pytest.CaptureFixture[str]) -> None:
    """Damaged, foreign, older or missing memories and lists cost time only: the site is that of a clean build."""
    rng = random.Random(kind.__name__)
    for _ in range(TIMES * LASTING.count(kind) // len(LASTING) + 1):
        healed(place, rng, lambda: kind(place, rng))
    said = capsys.readouterr()
    assert "Traceback" not in said.err + said.out
    assert "nothing was published" not in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
@pytest.mark.parametrize("harm", [away, cut, noise, emptied, flipped])
def test_damaged_while_it_is_used(
    place: Place, harm: Callable[[Path, random.Random], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A memory that is taken away or written over while a build reads it costs time only."""
    rng = random.Random(harm.__name__)
    real = Store.get_many
    for last in (1, 2, 3, 5, 8, 13):
        left = [last]

        def until(self: Store, *args: object, left: list[int] = left) -> dict[str, bytes]:
            left[0] -= 1
            if left[0] == 0 and place.memory.exists():
                harm(place.memory, rng)
            return real(self, *args)

        healed(place, rng, lambda until=until: monkeypatch.setattr(Store, "get_many", until))
        assert left[0] <= 0
        monkeypatch.setattr(Store, "get_many", real)


@pytest.mark.skipif(sys.platform == "win32", reason="a lock of another process shuts out even reading there")
@pytest.mark.parametrize("lock", ["EXCLUSIVE", "IMMEDIATE"])
def test_locked_by_another_process(place: Place, lock: str) -> None:
    """A memory that another process does not let go of is not waited for: the build goes on without it."""
    held = (
        "import sqlite3, sys\n"
        f"held = sqlite3.connect({str(place.memory)!r}, isolation_level=None)\n"
        f"held.execute('PRAGMA locking_mode = {'EXCLUSIVE' if lock == 'EXCLUSIVE' else 'NORMAL'}')\n"
        f"held.execute('BEGIN {lock}')\n"
        "print(flush=True)\n"
        "sys.stdin.read()\n"
    )

    def locked() -> None:
        other = subprocess.Popen([sys.executable, "-c", held], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        others.append(other)
        assert other.stdout
        other.stdout.readline()

    rng = random.Random(lock)
    others: list[subprocess.Popen[bytes]] = []
    try:
        healed(place, rng, locked)
    finally:
        for other in others:
            other.communicate()
    healed(place, rng, lambda: None)
