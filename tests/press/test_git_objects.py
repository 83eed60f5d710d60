"""Git is asked for objects only: nothing of the surroundings, of the repository or of a name can make it do more."""

from __future__ import annotations

import stat
import subprocess
from datetime import date
from pathlib import Path

import pytest

from plugins.press import git_objects
from plugins.press.git_objects import GitError, Repository
from tests.contributing.objects import LINK, Item, Objects


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    """An empty repository."""
    return Objects.new(tmp_path / "a repository.git")


def run(folder: Path, *words: str) -> str:
    """The output of git, as a person would run it."""
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_names_that_are_options_are_no_names(objects: Objects) -> None:
    """A branch called like an option, an empty name, or one with signs that no name has is refused in words."""
    objects.branch("main", objects.commit(objects.tree({"a": Item(b"a")})))
    repository = Repository(objects.folder)
    for name in ("-c", "--upload-pack=touch x", "", "a b", "a\nb", "x" * 251, "\x1b[2J"):
        with pytest.raises(GitError, match="is no name of a commit"):
            repository.commit(name)
    for name in (
        "nothing",
        "main..main",
        "main:a",
        "main^{tree}",
        "HEAD@{99}",
        "@{-1}",
        "^main",
        ":/A",
        "main^2",
    ):
        with pytest.raises(GitError, match="there is no commit"):
            repository.commit(name)
    assert repository.commit("main") == repository.commit("HEAD") == repository.commit("refs/heads/main")


def test_surroundings_change_nothing(objects: Objects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables of git name another repository, settings, a differ, a trace, a replacement: all are cleared."""
    one = objects.commit(objects.tree({"a.txt": Item(b"a")}))
    other = objects.commit(objects.tree({"a.txt": Item(b"b")}), one)
    before = Repository(objects.folder).changes(one, other)
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{ran}'\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    values = {
        "GIT_DIR": str(tmp_path / "none"),
        "GIT_WORK_TREE": str(tmp_path),
        "GIT_OBJECT_DIRECTORY": str(tmp_path),
        "GIT_EXTERNAL_DIFF": str(program),
        "GIT_PAGER": str(program),
        "GIT_TRACE": str(tmp_path / "trace"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "diff.external",
        "GIT_CONFIG_VALUE_0": str(program),
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    assert Repository(objects.folder).changes(one, other) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a repository.git", "program"]


def test_how_somebody_likes_to_see_it_changes_nothing(objects: Objects) -> None:
    """Colours, and logs without their first commit, are for people: what is read is the same with them."""
    one = objects.commit(objects.tree({"members/ada.yaml": Item(b"id: 1001")}))
    repository = Repository(objects.folder)
    for name, value in {"color.ui": "always", "color.grep": "always", "log.showRoot": "false"}.items():
        run(objects.folder, "config", name, value)
    assert repository.holding(one, "1001", "members") == ("members/ada.yaml",)
    assert repository.changed_at(one, "members").keys() == {"members/ada.yaml"}
    assert repository.untouched(one, "members", date(2000, 1, 1)) == {}


def test_a_repository_runs_nothing(tmp_path: Path) -> None:
    """Hooks, filters, differs and monitors that a repository is set up with are not run by looking at it."""
    ran = tmp_path / "ran"
    work = tmp_path / "work"
    work.mkdir()
    run(work, "init", "-q", "-b", "main")
    for name, value in (
        ("user.name", "T"),
        ("user.email", "t@example.org"),
        ("diff.bad.textconv", f"touch '{ran}'; cat"),
        ("diff.bad.command", f"touch '{ran}'"),
        ("diff.external", f"touch '{ran}'"),
    ):
        run(work, "config", name, value)
    (work / ".gitattributes").write_text("* diff=bad filter=bad\n")
    (work / "a.yaml").write_text("number 1001\n")
    run(work, "add", ".")
    run(work, "commit", "-q", "-m", "one")
    (work / "a.yaml").write_text("number 1001, and more\n")
    run(work, "commit", "-q", "-a", "-m", "two")
    run(work, "config", "core.fsmonitor", f"touch '{ran}'")
    run(work, "config", "filter.bad.smudge", f"touch '{ran}'")
    repository = Repository(work)
    one, two = repository.commit("main~1"), repository.commit("main")
    assert [change.path for change in repository.changes(one, two)] == ["a.yaml"]
    (change,) = repository.changes(one, two)
    assert change.after
    assert repository.contents({change.after.object}, 100) == {change.after.object: b"number 1001, and more\n"}
    assert repository.holding(two, "1001", ".") == ("a.yaml",)
    assert repository.ever(two, ".", "a.yaml")
    assert not repository.shallow()
    assert repository.entries(two).keys() == {".gitattributes", "a.yaml"}
    assert not ran.exists()


def test_replaced_objects_are_not_believed(objects: Objects) -> None:
    """A replacement, which would show another file under a file's name, has no effect."""
    true, false = objects.write("blob", b"true"), objects.write("blob", b"false")
    place = objects.folder / "refs/replace" / true
    place.parent.mkdir()
    place.write_text(false + "\n")
    assert run(objects.folder, "cat-file", "blob", true) == "false"
    assert Repository(objects.folder).contents({true}, 100) == {true: b"true"}


def test_names_may_hold_anything(objects: Objects) -> None:
    """Paths with line ends, quotes, tabs and bytes that are no text come back as they are."""
    names = ["a\nb", 'a"b', "a\tb", "é", "\udcff", " ", "a:b", "a -> b"]
    before = objects.commit(objects.tree({}))
    after = objects.commit(objects.tree({name: Item(b"x") for name in names}), before)
    repository = Repository(objects.folder)
    assert sorted(one.path for one in repository.changes(before, after)) == sorted(names)
    assert sorted(repository.entries(after)) == sorted(names)


def test_only_files_have_contents(objects: Objects) -> None:
    """What is too large, no file, or not here is left out; empty files and those without a line end are whole."""
    found = {data: objects.write("blob", data) for data in (b"", b"a", b"a\n\nb", b"x" * 101)}
    others = {objects.tree({"a": Item(b"a")}), "0" * 40}
    repository = Repository(objects.folder)
    expected = {found[data]: data for data in (b"", b"a", b"a\n\nb")}
    assert repository.contents({*found.values(), *others}, 100) == expected
    assert repository.contents(set(), 100) == {}


def test_a_rename_is_an_end_and_a_beginning(objects: Objects) -> None:
    """Git is not asked to guess what was renamed; a file that became a link is one change."""
    one = objects.commit(objects.tree({"a": Item(b"same"), "b": Item(b"x")}))
    two = objects.commit(objects.tree({"c": Item(b"same"), "b": Item(b"a", LINK)}), one)
    changes = Repository(objects.folder).changes(one, two)
    assert [(one.path, bool(one.before), bool(one.after)) for one in changes] == [
        ("a", True, False),
        ("b", True, True),
        ("c", False, True),
    ]
    assert changes[1].after
    assert changes[1].after.mode == LINK


def test_a_tree_without_end_is_given_up(objects: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree that holds another ten times, ten deep, has ten thousand million files; it is left within a moment."""
    blob = objects.write("blob", b"x")
    inner = objects.tree({}, [("100644", str(n), blob) for n in range(10)])
    for _deep in range(9):
        inner = objects.tree({}, [("40000", str(n), inner) for n in range(10)])
    before = objects.commit(objects.tree({}))
    monkeypatch.setattr(git_objects, "MAX_SECONDS", 5)
    with pytest.raises(GitError, match="so much is not looked at"):
        Repository(objects.folder).changes(before, objects.commit(inner, before))


def test_what_is_no_repository_is_told(tmp_path: Path) -> None:
    """A folder without git is named."""
    with pytest.raises(GitError, match="is no git repository"):
        Repository(tmp_path).commit("main")
    with pytest.raises(GitError, match="is no git repository"):
        Repository(tmp_path).shallow()


def test_a_repository_of_another_user_is_told(objects: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git does not trust a folder, the words say how to make it."""
    monkeypatch.setattr(
        git_objects, "SAFE", {**git_objects.SAFE, "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1", "HOME": str(objects.folder)}
    )
    with pytest.raises(GitError, match=r"git config --global --add safe\.directory"):
        Repository(objects.folder).shallow()


def test_without_git_it_is_told(objects: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git gets a sentence."""
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GitError, match="git is not on the PATH"):
        Repository(objects.folder).shallow()
