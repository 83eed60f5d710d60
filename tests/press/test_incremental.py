"""Incremental equals clean, whatever is edited (`invoke bench incremental` does it at length)."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.edits.builds import Builds, Built
from benchmarks.edits.incremental import EDITS, DifferentError, incremental

SEED = 4
LEFT = {"members": 8, "events": 4, "jobs": 3, "organizations": 3, "chapters": 2, "groups": 2}


@pytest.mark.skipif(sys.platform == "win32", reason="builds are forked off a process that has imported everything")
def test_incremental_equals_clean(tmp_path: Path) -> None:
    """After edits of every sort, what is built with a memory is, byte for byte, what is built without one."""
    run = incremental(tmp_path, 25, seed=SEED, every=3, left=LEFT)
    assert run.compared > 8
    assert run.changed > 8
    assert run.refused > 0


def built(place_breaks: bool, files: Mapping[str, str]) -> Built:
    """What a build is said to have made, without one."""
    return Built(1 if place_breaks else 0, "", files)


@pytest.fixture
def imagined(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Builds are only imagined; gives what is on a site that was built from nothing, besides an empty front page."""
    more: dict[str, str] = {}
    ours = {"index.html": ""}
    monkeypatch.setattr(Builds, "incremental", lambda self, *_, **__: built(self.place.breaks, ours))
    monkeypatch.setattr(Builds, "clean", lambda self, **__: built(self.place.breaks, ours | more))
    return more


def test_every_edit_is_made(tmp_path: Path, imagined: dict[str, str]) -> None:
    """Edits of all sorts are made, none much more often than others, and can be undone."""
    run = incremental(tmp_path, 500, seed=SEED, left=LEFT)
    assert run.counts.keys() == {edit.__name__ for edit in EDITS}
    assert max(run.counts.values()) < 6 * run.counts.total() / len(EDITS)


def test_a_difference_is_told(tmp_path: Path, imagined: dict[str, str]) -> None:
    """Where a site differs from a clean build, the seed, the edits and the files are named, and the folder is kept."""
    imagined["extra/index.html"] = "0"
    with pytest.raises(
        DifferentError, match=r"(?s)seed 4: files differ from a clean build.*extra/index\.html is missing"
    ):
        incremental(tmp_path, 1, seed=SEED, left=LEFT)
    assert (tmp_path / "project/pelicanconf.py").is_file()
