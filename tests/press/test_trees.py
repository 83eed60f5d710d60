"""The two trees that take turns: what is written to them, and that a death at any moment leaves whole sites."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from plugins.core.digests import digest
from plugins.press.building import build
from plugins.press.inputs import Last, last_build, note_build
from plugins.press.outcomes import Options
from plugins.press.releases import current, staging
from plugins.press.trees import Staging, TornError
from tests.press.small import write, write_association

FIRST = {"index.html": "1", "a/index.html": "1", "b/c/index.html": "1", "same/index.html": "0"}
SECOND = {"index.html": "2", "a/index.html": "1", "d/index.html": "2", "same/index.html": "0"}
THIRD = {"index.html": "3", "b/c/index.html": "1", "d/index.html": "3", "same/index.html": "0"}


def digests(site: Mapping[str, str]) -> dict[str, str]:
    """The digests of a site's files."""
    return {name: digest(text) for name, text in site.items()}


def finished(stage: Staging, site: Mapping[str, str]) -> tuple[str, ...]:
    """Prints, as the press does, what neither tree has, and publishes; gives what differs from the last site."""
    for name, content in digests(site).items():
        if not stage.has(name, content):
            write(stage.incoming, name, site[name])
    return stage.finish(digests(site), {"texts": len(site)})


def release(output: Path, site: Mapping[str, str], *, forget: bool = False) -> tuple[str, ...]:
    """Publishes a site; gives the names of what differs from the last one."""
    with staging(output, forget=forget) as stage:
        return finished(stage, site)


def texts(folder: Path) -> dict[str, str]:
    """All files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_each_tree_has_every_second_site(tmp_path: Path) -> None:
    """The published name leads to one tree, then to the other, and there are never more than the two."""
    output, trees = tmp_path / "output", []
    for site in (FIRST, SECOND, THIRD, FIRST, FIRST, SECOND):
        release(output, site)
        assert output.is_symlink()
        assert texts(output) == site
        trees.append(output.resolve())
    assert trees == [trees[0], trees[1]] * 3
    assert trees[0] != trees[1]
    assert not [path for path in trees[1].rglob("*") if path.is_dir() and not any(path.iterdir())]


def test_what_differs_is_told(tmp_path: Path) -> None:
    """A release gives the files that are new, other or gone against the published site, and not against its tree."""
    output = tmp_path / "output"
    assert release(output, FIRST) == tuple(sorted(FIRST))
    assert release(output, SECOND) == ("b/c/index.html", "d/index.html", "index.html")
    assert release(output, SECOND) == ()
    assert release(output, FIRST) == ("b/c/index.html", "d/index.html", "index.html")


def test_what_is_the_same_is_not_written(tmp_path: Path) -> None:
    """In a tree that comes up again, a file that it has already is the very file that it was."""
    output = tmp_path / "output"
    release(output, FIRST)
    before = {name: (output / name).stat() for name in FIRST}
    release(output, SECOND)
    release(output, THIRD)
    after = {name: (output / name).stat() for name in THIRD}
    for name in ("same/index.html", "b/c/index.html"):
        assert (after[name].st_ino, after[name].st_mtime_ns) == (before[name].st_ino, before[name].st_mtime_ns)
    assert after["index.html"].st_ino != before["index.html"].st_ino


def test_any_sites_one_after_the_other(tmp_path: Path) -> None:
    """Whatever comes, goes and comes back, the published site is what was asked for."""
    output, chance = tmp_path / "output", random.Random(4)  # chance, not keys
    names = [f"{folder}{file}" for folder in ("", "a/", "a/b/", "c/") for file in ("x", "y", "z")]
    for _ in range(60):
        site = {name: chance.choice("123") for name in names if chance.random() < 0.6}
        release(output, site)
        assert texts(output) == site


def test_a_file_may_become_a_folder(tmp_path: Path) -> None:
    """A name that was a file's may be a folder's in the next site, and the other way round."""
    output = tmp_path / "output"
    for site in ({"a": "1"}, {"a/b": "2"}, {"a/b": "3"}, {"a": "4"}, {"a": "5"}):
        release(output, site)
        assert texts(output) == site


def test_what_is_not_finished_is_gone(tmp_path: Path) -> None:
    """A build that stops before its end leaves the last site and both trees as they were."""
    output = tmp_path / "output"
    release(output, FIRST)
    release(output, SECOND)
    before = texts(output.parent / ".output-releases")
    with staging(output) as stage:
        write(stage.incoming, "index.html", "half")
    assert texts(output.parent / ".output-releases") == before


def test_a_note_goes_with_its_tree(tmp_path: Path) -> None:
    """What a build notes is given to the next one, and to whoever asks for the published release."""
    output = tmp_path / "output"
    assert current(output) is None
    release(output, FIRST)
    found = current(output)
    assert found
    assert (dict(found.files), found.noted) == (digests(FIRST), {"texts": 4})


@pytest.mark.parametrize("harm", [b"", b"[]", b"\xff\xfe", b"0" * 32 + b"\n[{},[],{}]"])
@pytest.mark.parametrize("whose", ["published", "spare", "both"])
def test_a_damaged_list_is_not_believed(tmp_path: Path, harm: bytes, whose: str) -> None:
    """A tree whose list is damaged is not built upon; the next site is whole all the same."""
    output = tmp_path / "output"
    release(output, FIRST)
    spare = output.resolve()
    release(output, SECOND)
    for tree in {"published": [output.resolve()], "spare": [spare], "both": [output.resolve(), spare]}[whose]:
        tree.with_name(f"{tree.name}.json").write_bytes(harm)
    release(output, THIRD)
    assert texts(output) == THIRD
    release(output, SECOND)
    assert texts(output) == SECOND


def test_what_is_not_as_its_list_says_is_torn(tmp_path: Path) -> None:
    """A file that is gone from the published tree, or is another, cannot be taken over; to build on nothing heals."""
    output = tmp_path / "output"
    for harm in (Path.unlink, lambda path: path.write_text("other")):
        release(output, FIRST)
        release(output, SECOND)
        harm(output / "index.html")
        with pytest.raises(TornError, match=r"index\.html"):
            release(output, SECOND | {"new.html": "1"})
        release(output, SECOND, forget=True)
        assert texts(output) == SECOND


def test_a_build_heals_a_torn_tree(tmp_path: Path) -> None:
    """A file of the site that somebody took away is printed again by a build that needs it, without a word."""
    root = write_association(tmp_path)
    output = root / "output"

    def headline(text: str) -> None:
        write(root, "members/bob.yaml", f"name: Bob\nheadline: {text}\nconsent: {{date: 2026-01-01, version: 1}}\n")
        assert build(root, Options()) == 0

    for text in ("One", "Two"):
        headline(text)
    (output / "members/bob/index.html").unlink()
    write(root, "members/cyd.yaml", "name: Cyd\nconsent: {date: 2026-01-01, version: 1}\n")
    assert build(root, Options()) == 0
    assert "Two" in (output / "members/bob/index.html").read_text()
    assert (output / "members/cyd/index.html").is_file()


class Dying:
    """Counts what is done to files, and ends the process before the last one, or in the midst of it."""

    def __init__(self, last: int) -> None:
        self.left = last

    def over(self, owner: Any, name: str) -> None:
        """Has a function of files counted."""
        real: Callable[..., Any] = getattr(owner, name)

        def counted(*args: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left < 0:
                if name == "write_bytes":
                    real(args[0], args[1][: len(args[1]) // 2])
                os._exit(9)
            return real(*args, **options)

        setattr(owner, name, counted)


def died(output: Path, site: Mapping[str, str], last: int) -> bool:
    """Publishes a site in a child that dies after so many changes of files; whether it did."""
    child = os.fork()
    if child == 0:
        try:
            dying = Dying(last)
            with staging(output) as stage:
                for name in ("replace", "unlink", "rename", "symlink_to", "write_bytes", "mkdir", "rmdir"):
                    dying.over(Path, name)
                finished(stage, site)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def deaths(folder: Path, before: Sequence[Mapping[str, str]], new: Mapping[str, str]) -> Iterator[Path]:
    """Outputs whose last build died, one for every moment it could, and one whose build came to its end."""
    dead, last = True, 0
    while dead:
        output = folder / str(last) / "output"
        output.parent.mkdir(parents=True)
        for site in before:
            release(output, site)
        dead = died(output, new, last)
        yield output
        last += 1


@pytest.mark.skipif(sys.platform == "win32", reason="fork is POSIX's")
@pytest.mark.parametrize("before", [[], [FIRST], [FIRST, SECOND]], ids=["first", "second", "third"])
def test_whoever_dies_leaves_whole_sites(tmp_path: Path, before: list[dict[str, str]]) -> None:
    """After a death at any change of a file, the site is the old or the new one, and the next is whole, whichever."""
    old = before[-1] if before else {}
    others = [*before, THIRD, {**FIRST, "b/c/index.html": "4"}, {"index.html": "1"}]
    for number, after in enumerate(others):
        seen = []
        for output in deaths(tmp_path / str(number), before, THIRD):
            assert texts(output) in (old, THIRD)
            seen.append(texts(output) == THIRD)
            for site in (after, THIRD):
                release(output, site)
                assert texts(output) == site
            assert len(list(output.parent.glob(".output-releases/release-*"))) == 4
        assert len(seen) > 8
        assert seen == sorted(seen)
        assert set(seen) == {True, False}


@pytest.mark.skipif(sys.platform == "win32", reason="fork is POSIX's")
def test_a_note_is_not_believed_of_another_site(tmp_path: Path) -> None:
    """What was noted of a tree is not believed once the tree was made another site, though that build died then."""
    output = tmp_path / "output"
    with staging(output) as stage:
        finished(stage, FIRST)
        noted = Last("inputs", output.resolve().name, [])
        note_build(stage.shelf, noted)
    assert last_build(output.parent / ".output-releases", output) == noted
    release(output, SECOND)
    assert last_build(output.parent / ".output-releases", output) is None
    release(output, THIRD)
    assert output.resolve().name == noted.tree
    assert last_build(output.parent / ".output-releases", output) is None
