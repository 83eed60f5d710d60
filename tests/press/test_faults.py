"""What may befall a build, in a table: the published site stays whole, the reason is one line, the next build heals."""

from __future__ import annotations

import gc
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from plugins.press.places import MEMORY
from tests.factories import photo
from tests.press import changes, forked
from tests.press.changes import CONSENT, bob, edit, put
from tests.press.conftest import PROJECT
from tests.press.fault_table import ROWS, Row
from tests.press.faults import at_file, full_from, kills, nothing
from tests.press.small import TODAY, tree, write_association

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, limits and /proc are Linux's")

Files = dict[str, str]
TWO_TREES = 2


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An association with two trees, and with changes to come that every stage has something to do for."""
    root = write_association(tmp_path_factory.mktemp("faults") / "root")
    for number in range(3):
        put(f"members/m{number}.yaml", f"name: Member {number}\nskills: [GIS]\n{CONSENT}")(root)
    changes.build(root)
    edit("members/ada.yaml", "skills: [GIS, R]", "skills: [GIS]")(root)
    changes.build(root)
    gc.freeze()  # what is here already need not be looked at in every build
    for number in range(1, 6):
        put(f"members/m{number}.yaml", f"name: Member {number}\nskills: [R]\n{CONSENT}")(root)
    put("members/m1.jpg", photo())(root)
    edit("content/pages/about.md", "Who we are", "Who we were")(root)
    return root


@pytest.fixture(scope="module")
def clean(prepared: Path) -> Files:
    """What the changes make of the site."""
    return changes.clean(prepared, prepared.with_name("clean"))


@pytest.fixture
def root(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the association, with its trees and its memory; and a folder for temporary files."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    return shutil.copytree(prepared, tmp_path / "root", symlinks=True, copy_function=copied)


def copied(source: str, target: str) -> None:
    """Copies a file; one of a tree may be one file in several trees, since it is only ever replaced."""
    (os.link if re.search(r"/release-\w+/", source) else shutil.copy2)(source, target)


@pytest.mark.parametrize("name", ROWS)
def test_every_fault(name: str, root: Path, clean: Files) -> None:
    """What was published is whole, the reason is told, and a build without the fault makes the whole site."""
    row, before, contents = ROWS[name], tree(root / "output"), files_of(root)
    ended = forked.build(root, row.fault, **row.options)
    if row.shows == "none":
        assert not (root / "output").exists()
    elif row.shows == "old":
        assert tree(root / "output") == before, ended
    else:
        assert tree(root / "output") == asked_for(root, clean, contents, **row.options), ended
    assert_told(row, ended)

    row.mend(root)
    expected = asked_for(root, clean, contents)
    healed = forked.build(root, nothing)
    assert (healed.status, healed.err) == (0, ""), healed
    assert tree(root / "output") == expected
    assert forked.still_running(ended.pid) == []
    if row.shows == "new":
        # There was nothing to do, so that nothing was cleared either.
        assert forked.build(root, nothing, today=date(2026, 11, 22)).status == 0
    assert left_behind(root) == []


def files_of(root: Path) -> Files:
    """What an association says, and nothing that was made of it."""
    return {path: content for path, content in tree(root).items() if path.startswith(("members/", "content/"))}


def asked_for(root: Path, clean: Files, contents: Files, **chosen: object) -> Files:
    """The site of the association as it is now."""
    day = chosen.get("today", changes.DAY)
    if files_of(root) == contents and day == changes.DAY:
        return clean
    return changes.clean(root, root.with_name("clean"), today=day)


def assert_told(row: Row, ended: forked.Ended) -> None:
    """The status is as it should be, and the reason stands on one line with what to do; else nothing is said."""
    assert ended.status == row.ends, ended
    if row.reports:
        assert [line for line in ended.out.splitlines() if re.search(row.reports, line)], ended
    if row.says:
        assert re.fullmatch(rf"nothing was published: .*{row.says}.*; .*\n", ended.err), ended
    else:
        assert ended.err == ""


def left_behind(root: Path) -> list[str]:
    """What builds should have cleared away."""
    shelf = root / ".output-releases"
    trees = sorted(path.name for path in shelf.glob("release-*") if path.is_dir())
    kept = {"lock", "last.json", *trees, *(f"{name}.json" for name in trees)}
    left = [path.name for path in shelf.iterdir() if path.name not in kept] + trees[TWO_TREES:]
    memory = root / MEMORY
    left += [path.name for path in memory.parent.iterdir() if not path.name.startswith(memory.name)]
    ours = {"content", "members", "pelicanconf.py", "__pycache__", "output", shelf.name, memory.parent.name}
    left += [path.name for path in root.iterdir() if path.name not in ours]
    return sorted(left) + [str(path) for path in (root.parent / "temporary").iterdir()]


def test_a_disk_that_is_full_from_any_write_on(root: Path) -> None:
    """Wherever the room ends, the old site stays and the reason is told; whatever all of them left, the next heals."""
    assert forked.build(root, nothing).status == 0
    old = tree(root / "output")
    bob("Bobbing")(root)
    new = changes.clean(root, root.with_name("clean"))
    copy = root.with_name("copy")
    for number in range(1000):
        ended = forked.build(root, full_from(number))
        if ended.status == 0:
            break
        assert tree(root / "output") == old, (number, ended)
        assert re.fullmatch(r"nothing was published: the disk is full \(.+\); make room .*\n", ended.err), ended
        if number % 8 == 0:
            shutil.copytree(root, copy, symlinks=True)
            healed = forked.build(copy, nothing)
            assert (healed.status, tree(copy / "output")) == (0, new), (number, healed)
            shutil.rmtree(copy)
    assert number > 30
    # It wrote all but its note.
    assert tree(root / "output") == new
    assert forked.build(root, nothing).status == 0
    assert left_behind(root) == []


@pytest.fixture
def elsewhere(root: Path) -> Iterator[Path]:
    """A folder on another file system than the association's."""
    places = ("/dev/shm", "/var/tmp")  # noqa: S108
    other = next(place for place in places if Path(place).stat().st_dev != root.stat().st_dev)
    folder = Path(tempfile.mkdtemp(dir=other, prefix="guildhall"))
    yield folder
    shutil.rmtree(folder)


def test_an_output_on_another_file_system(root: Path, elsewhere: Path, clean: Files) -> None:
    """Trees lie beside their output wherever it is; a build that is killed at the switch leaves what was there."""
    output = elsewhere / "site"
    assert forked.build(root, nothing, output=output).status == 0
    assert tree(output) == clean
    bob("Bobbing")(root)
    assert forked.build(root, at_file("rename", r"/site$", kills), output=output).status == -signal.SIGKILL
    assert tree(output) == clean
    assert forked.build(root, nothing, output=output).status == 0
    assert tree(output) == changes.clean(root, root.with_name("clean"))


def test_trees_on_another_file_system(root: Path, elsewhere: Path, clean: Files) -> None:
    """A folder of trees that was moved to another disk is no place for a switch: that is told, and nothing is done."""
    before, shelf = tree(root / "output"), root / ".output-releases"
    shutil.move(shelf, elsewhere / "trees")
    shelf.symlink_to(elsewhere / "trees")
    ended = forked.build(root, nothing)
    assert (ended.status, "is on another disk" in ended.err) == (1, True)
    assert tree(root / "output") == before
    shelf.unlink()
    shutil.move(elsewhere / "trees", shelf)
    assert forked.build(root, nothing).status == 0
    assert tree(root / "output") == clean


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_is_stopped(root: Path, clean: Files, number: signal.Signals) -> None:
    """`invoke build` that is told to stop, as by a service manager or Ctrl-C, ends with one line and leaves nobody."""
    before = tree(root / "output")
    shutil.rmtree(root / ".guildhall")
    command = [sys.executable, "-m", "invoke", "--search-root", str(PROJECT), "build", "--root", str(root)]
    process = subprocess.Popen(
        [*command, "--today", TODAY], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + forked.PATIENCE
    while not list(root.glob(".output-releases/incoming-*/*")) and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(process.pid, number)
    _out, said = process.communicate()
    assert process.returncode == 1
    assert re.fullmatch(rf"nothing was published: the build was told to stop \({number.name}\); .*\n", said)
    assert tree(root / "output") == before
    assert forked.group(process.pid) == []
    assert forked.build(root, nothing).status == 0
    assert tree(root / "output") == clean
    assert left_behind(root) == []


def test_two_builds_at_once(root: Path, clean: Files) -> None:
    """Of two builds at once one waits for the other, or says that it is running; the site is whole."""
    both = [forked.begun(root, nothing) for _ in range(2)]
    ended = [forked.end_of(one) for one in both]
    assert 0 in [one.status for one in ended]
    for one in ended:
        assert one.status == 0 or re.fullmatch(r"nothing was published: another build of .*; wait.*\n", one.err), one
    assert tree(root / "output") == clean
    assert left_behind(root) == []
