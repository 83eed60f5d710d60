"""The next build of `invoke serve`, which waits with all imported: it begins when told, and never with old code."""

from __future__ import annotations

import io
import subprocess
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from plugins.press import waiting
from plugins.press.waiting import NextBuild, main


def test_each_build_is_followed_by_another(root: Path) -> None:
    """A build gives the status of its task; the next waits already, and is gone at the end, having built nothing."""
    output = root / "built"
    with NextBuild(root, ["build", "--root", str(root), "--output", str(output)]) as build:
        assert not output.exists()
        assert build.run() == 0
        assert "Ada Lovelace" in (output / "members/ada/index.html").read_text()
        (root / "members/ada.yaml").write_text("nmae: Ada\n")
        assert build.run() == 1
        (root / "members/ada.yaml").write_text("name: Ada King\nconsent: {date: 2026-01-01, version: 1}\n")
        (root / "pelicanconf.py").write_text((root / "pelicanconf.py").read_text() + "\n# another day\n")
        assert build.run() == 0
        assert "Ada King" in (output / "members/ada/index.html").read_text()
        last = build._process
    assert last.returncode == 0


def test_without_a_word_nothing_is_built(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where `serve` has ended, so does what waits for it."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(root, ["build", "--root", str(root)]) == 0
    assert not (root / "output").exists()


def test_what_is_imported_is_not_used_when_it_has_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the code is another by the time of the word, another process builds."""
    asked: list[Any] = []

    def run(command: list[str], **_options: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 3)

    versions = count()
    monkeypatch.setattr("sys.stdin", io.StringIO("now\n"))
    monkeypatch.setattr(waiting, "program_version", lambda _root: str(next(versions)))
    monkeypatch.setattr(subprocess, "run", run)
    assert main(root, ["build", "--root", str(root)]) == 3
    assert [command[-3:] for command in asked] == [["build", "--root", str(root)]]


def test_what_could_not_be_imported_is_imported_by_another(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that was broken when it was imported may be mended by the time of the word: another process builds."""
    asked: list[Any] = []

    def run(command: list[str], **_options: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0)

    def broken(_root: Path) -> None:
        raise SyntaxError("invalid syntax")

    monkeypatch.setattr("plugins.press.building.record_types", broken)
    monkeypatch.setattr("sys.stdin", io.StringIO("now\n"))
    monkeypatch.setattr(subprocess, "run", run)
    assert main(root, ["build", "--root", str(root)]) == 0
    assert len(asked) == 1


def test_a_process_that_has_ended_is_started_again(root: Path) -> None:
    """Where the one that waits has come to an end by itself, the next change is built all the same."""
    with NextBuild(root, ["build", "--root", str(root), "--output", str(root / "built")]) as build:
        build._process.kill()
        build._process.wait()
        assert build.run() == 0
    assert (root / "built/index.html").is_file()


def test_settings_that_cannot_be_read_are_for_the_build_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A root without settings is no reason to fail before anybody has asked for a build."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(tmp_path, ["build"]) == 0
