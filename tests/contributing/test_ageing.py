"""Profiles that nobody has touched for years: told from git's history, in a few words, and never in a guess."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from plugins.contributing.ageing import untouched
from plugins.press import checking
from tests.factories import RECORD_TYPES, association
from tests.press.small import write_association

TODAY = date(2026, 11, 22)
MEMBER = 'name: {}\nconsent: {{date: 2020-01-15, version: "1"}}\n'
OLD, JUST_OLD, JUST_NEW, NEW = "2019-05-01", "2024-11-21T23:59:59", "2024-11-22T00:00:01", "2026-01-01"


def git(folder: Path, *words: str, day: str = NEW) -> None:
    """Git, as on that day."""
    stamp = day if "T" in day else f"{day}T12:00:00"
    dates = {"GIT_AUTHOR_DATE": f"{stamp}+0000", "GIT_COMMITTER_DATE": f"{stamp}+0000"}
    who = ("-c", "user.name=A Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=folder, env={**os.environ, **dates}, check=True, capture_output=True)


def committed(root: Path, day: str, *members: str) -> None:
    """Commits these profiles on that day; the first time, in a new repository."""
    if not (root / ".git").exists():
        root.mkdir(exist_ok=True)
        git(root, "init", "-b", "main")
    association(root, {path: MEMBER.format(f"Member of {day}") for path in members})
    git(root, "add", ".")
    git(root, "commit", "-m", "Members", day=day)


def told(root: Path, today: date = TODAY) -> list[str]:
    """The paths that are told."""
    return [one.path for one in untouched(root, RECORD_TYPES, today)]


def test_two_years_are_counted_to_the_day(tmp_path: Path) -> None:
    """What a commit has changed since then is not told, wherever it lies; events, pages and photos never are."""
    others = ("content/events/talk.md", "members/ä old.jpg", "README.md")
    committed(tmp_path, OLD, "members/changed.yaml", "members/ä old.yaml", *others)
    committed(tmp_path, JUST_OLD, "members/a/just-old.yaml")
    committed(tmp_path, JUST_NEW, "members/a/just-new.yaml", "members/changed.yaml")
    assert told(tmp_path) == ["members/a/just-old.yaml", "members/ä old.yaml"]
    assert told(tmp_path, date(2021, 5, 1)) == []
    assert told(tmp_path, date(2028, 2, 29)) == sorted(told(tmp_path, date(2030, 1, 1)))


def test_the_words_are_kind(tmp_path: Path) -> None:
    """Whoever reads it is asked to ask."""
    committed(tmp_path, OLD, "members/old.yaml")
    (problem,) = untouched(tmp_path, RECORD_TYPES, TODAY)
    assert str(problem) == (
        "members/old.yaml: warning: nobody has changed this for 2 years; perhaps ask whether it still holds"
    )


def test_of_very_many_some_are_told(tmp_path: Path) -> None:
    """A list of hundreds would be read by nobody: there are twenty, and how many more."""
    committed(tmp_path, OLD, *(f"members/m-{number:02}.yaml" for number in range(33)))
    found = list(untouched(tmp_path, RECORD_TYPES, TODAY))
    assert [one.path for one in found] == [*(f"members/m-{number:02}.yaml" for number in range(20)), "members"]
    assert "and so it is with 13 more files here" in found[-1].message


def test_what_is_being_changed_or_gone_is_not_told(tmp_path: Path) -> None:
    """A file that differs from its last commit is in somebody's hands."""
    committed(tmp_path, OLD, "members/a.yaml", "members/b.yaml", "members/c.yaml")
    (tmp_path / "members/a.yaml").write_text(MEMBER.format("Anew"), encoding="utf-8")
    (tmp_path / "members/b.yaml").unlink()
    (tmp_path / "members/new.yaml").write_text(MEMBER.format("New"), encoding="utf-8")
    assert told(tmp_path) == ["members/c.yaml"]


def test_a_change_on_a_branch_counts(tmp_path: Path) -> None:
    """What came by a merge was changed on the day of its own commit."""
    committed(tmp_path, OLD, "members/a.yaml", "members/b.yaml")
    git(tmp_path, "checkout", "-b", "other")
    committed(tmp_path, NEW, "members/a.yaml")
    git(tmp_path, "checkout", "main")
    committed(tmp_path, NEW, "members/c.yaml")
    git(tmp_path, "merge", "--no-ff", "other")
    assert told(tmp_path) == ["members/b.yaml"]


def test_an_association_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    """Paths are told as they are below the association, wherever the repository begins."""
    committed(tmp_path, OLD, "ours/members/a.yaml", "members/not-ours.yaml")
    assert told(tmp_path / "ours") == ["members/a.yaml"]


@pytest.mark.parametrize("depth", [1, 2])
def test_a_history_that_was_cut_off_says_nothing(tmp_path: Path, depth: int) -> None:
    """In a shallow clone every file seems to have been changed in its first commit."""
    for name in ("a", "b", "c"):
        committed(tmp_path / "whole", OLD, f"members/{name}.yaml")
    git(tmp_path, "clone", "--depth", str(depth), (tmp_path / "whole").as_uri(), "shallow")
    assert told(tmp_path / "whole") == ["members/a.yaml", "members/b.yaml", "members/c.yaml"]
    assert told(tmp_path / "shallow") == []


def test_without_a_history_nothing_is_said(tmp_path: Path) -> None:
    """No repository, or one in which nothing was committed yet, is no reason to complain."""
    association(tmp_path, {"members/a.yaml": MEMBER.format("A")})
    assert told(tmp_path) == []
    git(tmp_path, "init")
    assert told(tmp_path) == []


def test_thousands_take_one_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files there are, git is asked a fixed number of times."""
    committed(tmp_path, OLD, *(f"members/m-{number:03}.yaml" for number in range(200)))
    asked = []
    popen = subprocess.Popen

    def counting(command: list[str], **options: object) -> object:
        asked.append(command)
        return popen(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", counting)
    assert len(told(tmp_path)) == 21
    assert len(asked) == 4


def test_the_check_of_everything_tells_them(tmp_path: Path) -> None:
    """They stand among the warnings of all files; those of one file are of its text alone."""
    root = write_association(tmp_path / "an association")
    git(root, "init", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-m", "All", day=OLD)
    found = checking.findings(root, more=untouched)
    assert {one.rule for one in found.problems} >= {"untouched"}
    assert (found.errors, found.failed) == (0, "")
    assert checking.findings(root, ["members"], more=untouched).problems == ()
