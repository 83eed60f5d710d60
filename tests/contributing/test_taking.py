"""The folder in which a pull request is looked at: the base's code, the pull request's data, and nothing else of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from pathlib import Path

import pytest

from plugins.contributing import taking
from plugins.contributing.taking import Took, in_lines, take
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from plugins.organizations.organization import Organization
from plugins.press.git_objects import GitError, Repository
from tests.contributing.objects import LINK, PROGRAM, SUBMODULE, Item, Objects

TYPES = (Member, Event, Job, Organization)
PLAIN = Item(b"name: Somebody\n")
BASE = {
    "tasks.py": Item(b"print('ours')\n"),
    "run": Item(b"#!/bin/sh\n", PROGRAM),
    "members/ada.yaml": Item(b"name: Ada\n"),
    "members/bob.yaml": Item(b"name: Bob\n"),
    "members/d/dan.yaml": Item(b"name: Dan\n"),
    "members/link.yaml": Item(b"ada.yaml", LINK),
    "content/organizations/acme.md": Item(b"---\nname: Acme\n---\n"),
    "vendor": Item(b"1" * 40, SUBMODULE),
}


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    """A repository whose main is the base."""
    objects = Objects.new(tmp_path / "repository.git")
    objects.branch("main", objects.commit(objects.tree(BASE)))
    return objects


def taken(objects: Objects, edits: dict[str, Item | None], into: Path) -> Took:
    """What is taken of a pull request with these edits."""
    main = (objects.folder / "refs/heads/main").read_text().strip()
    files = {path: item for path, item in {**BASE, **edits}.items() if item is not None}
    objects.branch("sent", objects.commit(objects.tree(files), main))
    return take(objects.folder, TYPES, "main", "sent", into)


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, with their bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


OURS = {path: item.data for path, item in BASE.items() if item.mode not in {LINK, SUBMODULE}}


def test_data_are_taken(objects: Objects, tmp_path: Path) -> None:
    """New, changed and removed files of members, events and jobs are as in the pull request, whoever owns them."""
    edits: dict[str, Item | None] = {
        "members/ada.yaml": PLAIN,
        "members/bob.yaml": None,
        "members/n/nora.yaml": PLAIN,
        "members/n/nora.jpg": Item(b"\xff\xd8"),
        "content/events/e.md": PLAIN,
        "content/jobs/j.md": PLAIN,
    }
    took = taken(objects, edits, tmp_path / "into")
    changed = {path: item.data for path, item in edits.items() if item}
    expected = {**OURS, **changed}
    del expected["members/bob.yaml"]
    assert tree(tmp_path / "into") == expected
    assert took.removed == ("members/bob.yaml",)
    assert sorted(took.written) == sorted(changed)
    assert in_lines(took).splitlines()[-1] == "6 taken, 0 left as they are"


HOSTILE: dict[str, Item] = {
    "tasks.py": Item(b"print('theirs')\n"),
    "conftest.py": PLAIN,
    "plugins/x.py": PLAIN,
    ".github/workflows/check.yml": PLAIN,
    "pelicanconf.py": PLAIN,
    "content/pages/p.md": PLAIN,
    "content/organizations/acme.md": PLAIN,
    "members/link.yaml": Item(b"/etc/passwd", LINK),
    "members/new.yaml": Item(b"/etc/passwd", LINK),
    "members/ada.yaml": Item(b"name: x\n", PROGRAM),
    "members/bob.yaml": Item(b"2" * 40, SUBMODULE),
    "members/large.yaml": Item(b"#" * 65_537),
    "members/large.jpg": Item(b"#" * (10 * 2**20 + 1)),
    "members/D/nora.yaml": PLAIN,
    "members/.git/config": PLAIN,
    "members/../../up.yaml": PLAIN,
    "members/..": PLAIN,
    "Members/ada.yaml": PLAIN,
    "members/NORA.yaml": PLAIN,
    "members/nora.py": PLAIN,
    "members/a\nb.yaml": PLAIN,
    "members/\udcff.yaml": PLAIN,
    "run": Item(b"rm", PROGRAM),
    "run2": Item(b"rm", PROGRAM),
}


def test_nothing_else_is_taken(objects: Objects, tmp_path: Path) -> None:
    """Code, staff's files, links, submodules, programs, what is too large or called wrongly stays as in the base."""
    took = taken(objects, dict(HOSTILE), tmp_path / "into")
    assert tree(tmp_path / "into") == OURS
    assert not [path for path in (tmp_path / "into").rglob("*") if path.is_symlink()]
    assert (took.written, took.removed) == ((), ())
    assert len(took.left) >= len(HOSTILE) - 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["into", "repository.git"]
    assert "\n" not in in_lines(took).replace("left as it is: ", "").splitlines()[0]


def test_a_link_in_place_of_a_folder_of_the_base(objects: Objects, tmp_path: Path) -> None:
    """Files are never written through a link: one in place of members leaves nothing but what is ordinary."""
    edits: dict[str, Item | None] = {path: None for path in BASE if path.startswith("members/")}
    took = taken(objects, {**edits, "members": Item(b"/tmp", LINK)}, tmp_path / "into")
    assert [one.path for one in took.left] == ["members"]
    assert not (tmp_path / "into/members").exists()


def test_modes_are_plain(objects: Objects, tmp_path: Path) -> None:
    """Nothing that was written can be run, not even what the base marks as a program."""
    taken(objects, {"members/nora.yaml": PLAIN}, tmp_path / "into")
    modes = [os.lstat(path).st_mode for path in (tmp_path / "into").rglob("*") if path.is_file()]
    assert [mode for mode in modes if mode & stat.S_IXUSR] == []


def test_only_a_new_folder_is_written(objects: Objects, tmp_path: Path) -> None:
    """A folder that holds something, a file or a link is left alone."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full/x").touch()
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("full", "file", "link"):
        with pytest.raises(GitError, match="is there already"):
            taken(objects, {}, tmp_path / name)
    (tmp_path / "empty").mkdir()
    assert taken(objects, {}, tmp_path / "empty") == Took((), (), ())


def test_there_is_an_end(objects: Objects, tmp_path: Path) -> None:
    """Of more than 300 files, or 100 MB, the rest is left and told."""
    many: dict[str, Item | None] = {f"members/m{number:03}.yaml": PLAIN for number in range(310)}
    took = taken(objects, many, tmp_path / "many")
    assert (len(took.written), len(took.left)) == (300, 10)
    heavy: dict[str, Item | None] = {}
    for number in range(11):
        heavy[f"members/m{number:02}.yaml"] = PLAIN
        heavy[f"members/m{number:02}.jpg"] = Item(bytes([number]) * (10 * 2**20))
    took = taken(objects, heavy, tmp_path / "heavy")
    assert [one.path for one in took.left] == ["members/m09.jpg", "members/m10.jpg"]
    assert "more than is looked at" in in_lines(took)


def test_little_is_in_memory_at_once(objects: Objects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many photos a base has, no more of them is read at once than is set, or one that is larger alone."""
    read: list[list[int]] = []

    def contents(self: Repository, names: Collection[str], most: int) -> dict[str, bytes]:
        found = ask(self, names, most)
        read.append([len(one) for one in found.values()])
        return found

    ask = Repository.contents
    photos: dict[str, Item | None] = {}
    for number, size in enumerate((300, 300, 300, 5000, 300)):
        photos[f"members/m{number}.yaml"] = PLAIN
        photos[f"members/m{number}.jpg"] = Item(bytes([number]) * size)
    monkeypatch.setattr(Repository, "contents", contents)
    monkeypatch.setattr(taking, "AT_ONCE", 1000)
    took = taken(objects, photos, tmp_path / "into")
    assert len(took.written) == len(photos)
    assert [(tmp_path / "into" / path).stat().st_size for path in photos if "jpg" in path] == [300, 300, 300, 5000, 300]
    assert all(sum(sizes) <= 1000 or sizes == [5000] for sizes in read)


def test_a_tree_that_git_refuses_is_told(objects: Objects, tmp_path: Path) -> None:
    """A tree with an empty name, which no git writes, ends in a sentence."""
    with pytest.raises(GitError, match="empty filename"):
        taken(objects, {"/etc/up.yaml": PLAIN}, tmp_path / "into")
