"""When files were changed is read from git's history, once for each commit; without a history nothing is known."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from plugins.core.catalogue import Revisions
from plugins.core.store import Store
from plugins.events.event import Event
from plugins.press import histories as histories_module
from plugins.press.git_objects import Repository
from plugins.press.histories import histories, unknown_history
from plugins.press.inputs import inputs_of

PATH = "content/events/talk.md"


def git(folder: Path, *words: str, at: int = 1_700_000_000) -> None:
    """Runs git as somebody, at a time."""
    when = f"{at} +0000"
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    around = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": "/dev/null"}
    subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin", **around}
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An association below the top of a repository, whose event was changed twice since it came."""
    root = tmp_path / "an association"
    (root / "content/events").mkdir(parents=True)
    git(tmp_path, "init", "-q", "-b", "main")
    for number, at in enumerate((1_700_000_000, 1_700_000_100, 1_700_000_200)):
        (root / PATH).write_text(f"{number}\n")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", "changed", at=at)
    return root


def test_changes_are_counted(root: Path) -> None:
    """A file knows how often it was changed, and when first and last; other types of record are not asked for."""
    commit = inputs_of(root).commit
    assert histories(root, [Event], commit, Store()) == {PATH: Revisions(3, 1_700_000_000, 1_700_000_200)}
    assert unknown_history(root) == ""


def test_a_merge_is_one_change(root: Path) -> None:
    """What several commits of a branch did is one change, of the time when it was merged."""
    git(root, "checkout", "-q", "-b", "branch")
    for number in (7, 8):
        (root / PATH).write_text(f"{number}\n")
        git(root, "commit", "-q", "-am", "more", at=1_700_000_300)
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "merged", "branch", at=1_700_000_400)
    found = histories(root, [Event], inputs_of(root).commit, Store())
    assert found[PATH] == Revisions(4, 1_700_000_000, 1_700_000_400)


def test_history_is_asked_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the store remembers of a commit is not read again."""
    store, commit = Store(), inputs_of(root).commit
    before = histories(root, [Event], commit, store)

    def refuse(*_arguments: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(histories_module, "Repository", refuse)
    assert histories(root, [Event], commit, store) == before


def test_without_a_history_nothing_is_known(tmp_path: Path) -> None:
    """A folder that no repository holds has no commit, and so no history."""
    assert inputs_of(tmp_path).commit == ""
    assert histories(tmp_path, [Event], "", Store()) == {}
    assert unknown_history(tmp_path) == ""


def test_a_history_that_is_cut_off_is_none(root: Path, tmp_path: Path) -> None:
    """A shallow clone would say that everything was changed just now; it is said to be cut off instead."""
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root.parent}", str(copy))
    assert Repository(copy).shallow()
    assert inputs_of(copy / root.name).commit == ""
    assert "git fetch --unshallow" in unknown_history(copy / root.name)


def test_a_commit_alone_is_a_reason_to_build(root: Path) -> None:
    """Where the same files were committed, calendars may say another time."""
    before = inputs_of(root)
    git(root, "commit", "-q", "--allow-empty", "-m", "nothing")
    after = inputs_of(root)
    assert after.files == before.files
    assert after.digest_for({}) != before.digest_for({})


def test_a_machine_without_git_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is a repository and no git, as in small images of containers, the build says so."""
    monkeypatch.setenv("PATH", "/nonexistent")
    assert inputs_of(root).commit == ""
    assert "git is not on the PATH; install it" in unknown_history(root)
