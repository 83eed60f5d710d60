"""How far a build is: stages are measured, work is counted, and a bar is shown on a terminal alone."""

from __future__ import annotations

import time
from typing import Any

import pytest

from plugins.core.loading import serially
from plugins.press import progress as watching
from plugins.press.progress import Progress


def double(context: int, item: int) -> int:
    """Twice the item and the context."""
    return 2 * item + context


def test_stages_are_measured_and_counted() -> None:
    """A stage has its time and how much was made in it; the table has a line for each, and one for all."""
    progress = Progress(shown=False)
    run = progress.watching(serially)
    with progress.stage("members"):
        assert list(run(double, 1, range(1200))) == [2 * one + 1 for one in range(1200)]
        assert list(run(double, 1, [])) == []
        time.sleep(0.02)
    with pytest.raises(ValueError, match="stopped"), progress.stage("events"):
        raise ValueError("stopped")
    assert [(one.name, one.made) for one in progress.stages] == [("members", 1200), ("events", 0)]
    assert progress.stages[0].seconds > 0.01
    lines = [line.split() for line in progress.table().splitlines()]
    assert lines[0] == ["stage", "seconds", "processors", "made"]
    assert [(line[0], line[-1]) for line in lines[1:]] == [("members", "1,200"), ("events", "0"), ("all", "1,200")]
    assert len({len(line) for line in progress.table().splitlines()}) == 1


def test_work_outside_of_stages_is_done_too() -> None:
    """Whoever works before the first stage is watched by nobody."""
    assert list(Progress(shown=False).watching(serially)(double, 0, range(3))) == [0, 2, 4]


def test_long_stages_are_told_where_nobody_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal a stage that took long has a plain line, and a short one none."""
    progress = Progress(shown=False)
    with progress.stage("events"):
        pass
    monkeypatch.setattr(watching, "LONG", 0.0)
    with progress.stage("members"):
        list(progress.watching(serially)(double, 0, range(1200)))
    assert capsys.readouterr().err == "members: 1,200 made in 0.0 s\n"


def test_a_bar_changes_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal the same results come in the same order, and the bar is gone at the end."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    progress = Progress(shown=True)
    run: Any = progress.watching(serially)
    with progress.stage("members"):
        assert list(run(double, 0, range(50))) == [2 * one for one in range(50)]
        assert list(run(double, 0, [])) == []
    assert "members" in capsys.readouterr().err
    assert progress.stages[0].made == 50
