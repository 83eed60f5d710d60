"""What was published stays whole, whatever happens to a build."""

from __future__ import annotations

import errno
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from plugins.press.building import build
from plugins.press.outcomes import Options
from tests.press.conftest import PROJECT, Invoke
from tests.press.small import TODAY, tree, write

KILLS = 50
DAY = date.fromisoformat(TODAY)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are POSIX's")
def test_fifty_killed_builds(root: Path) -> None:
    """A build killed at any moment leaves the last site whole, and the next build needs no help."""
    command = [sys.executable, "-m", "tests.press.killing", str(root), str(KILLS), "20261121"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    counts = dict(word.split("=") for word in done.stdout.splitlines()[-1].split())
    assert int(counts["killed"]) == KILLS
    # Without a finished build between, no kill would have come near the switch.
    assert int(counts["finished"]) > 0


def test_failed_build_leaves_the_last_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A tree with a problem publishes nothing and names the problem."""
    assert build(root, Options(today=DAY)) == 0
    before = tree(root / "output")
    write(root, "members/bob.yaml", "nam: Bob\n")
    assert build(root, Options(today=DAY)) == 1
    assert tree(root / "output") == before
    assert "members/bob.yaml:1:1: nam: there is no field 'nam' here" in capsys.readouterr().out


def test_two_trees_are_kept(root: Path) -> None:
    """Of all releases the last two are kept, each with its list, and nothing else lies beside them."""
    trees = set()
    for _ in range(4):
        assert build(root, Options(today=DAY)) == 0
        trees.add((root / "output").resolve().name)
    assert len(trees) == 2
    lists = {f"{name}.json" for name in trees}
    assert {path.name for path in (root / ".output-releases").iterdir()} == {"lock", "last.json", *trees, *lists}


def test_foreign_output_is_never_replaced(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder called output that no build made is left as it is."""
    write(root, "output/precious.txt", "mine")
    assert build(root, Options(today=DAY)) == 1
    assert "move it away" in capsys.readouterr().err
    assert tree(root / "output").keys() == {"precious.txt"}


def test_without_symbolic_links(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no symbolic links, the finished site is renamed into place, again and again."""

    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    assert build(root, Options(today=DAY)) == 0
    write(root, "members/cyd.yaml", "name: Cyd\nconsent: {date: 2026-01-01, version: 1}\n")
    assert build(root, Options(today=DAY)) == 0
    assert not (root / "output").is_symlink()
    assert (root / "output/members/cyd/index.html").is_file()
    assert not [path for path in (root / ".output-releases").iterdir() if path.suffix == ".old"]
    without = tree(root / "output")
    assert build(root, Options(today=DAY)) == 0
    assert tree(root / "output").keys() == without.keys()


def test_a_reader_sees_only_whole_sites(root: Path) -> None:
    """Somebody who reads the site all the time never meets a missing page while it is built anew."""
    assert build(root, Options(today=DAY)) == 0
    missing: list[Exception] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                (root / "output/members/ada/index.html").read_bytes()
            except OSError as error:
                missing.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for headline in ("Analyst", "Countess", "Programmer"):
        write(root, "members/bob.yaml", f"name: Bob\nheadline: {headline}\nconsent: {{date: 2026-01-01, version: 1}}\n")
        assert build(root, Options(today=DAY)) == 0
    stop.set()
    reader.join()
    assert missing == []


def test_sites_of_two_audiences_stand_side_by_side(root: Path, invoke: Invoke) -> None:
    """Each audience has an output of its own."""
    for audience in ("public", "members", "staff"):
        assert invoke("build", "--audience", audience).returncode == 0
    assert all((root / name / "index.html").is_file() for name in ("output", "output-members", "output-staff"))


def test_an_output_below_a_link(root: Path, tmp_path: Path) -> None:
    """Where a link stands on the way to the output, the published release is still known as such."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for _ in range(2):
        assert build(root, Options(today=DAY, output=tmp_path / "link" / "site")) == 0
        assert (tmp_path / "real/site/index.html").is_file()


def test_a_link_of_somebody_else_is_never_replaced(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An output that is a link to a folder of the user's is left as it is."""
    (tmp_path / "mine").mkdir()
    (root / "output").symlink_to(tmp_path / "mine")
    assert build(root, Options(today=DAY)) == 1
    assert "move it away" in capsys.readouterr().err
    assert (root / "output").readlink() == tmp_path / "mine"


def test_an_output_that_cannot_be(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An output below a file is refused in words."""
    write(root, "file", "not a folder")
    assert build(root, Options(today=DAY, output=root / "file" / "site")) == 1
    assert "nothing was published" in capsys.readouterr().err
