"""A build that has nothing to do knows it by all that a site is made from, and says what the last one said."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plugins.press import starting
from plugins.press.outcomes import Options
from plugins.press.places import PROJECT
from tests.press.changes import CONSENT, DAY, Change, bob, edit, nothing, put, remove, settings
from tests.press.small import TODAY


@pytest.fixture
def root(built: Path) -> Path:
    """An association that was built, with its memory."""
    return built


def test_nothing_to_do_is_told_as_it_was(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing has changed nothing is read, and the last build is told again, its warnings and its status."""
    put("members/ada.yaml", f"nam: Ada\n{CONSENT}")(root)
    options = Options(today=DAY, quarantine=True)
    assert starting.build(root, options) == 3
    first = capsys.readouterr()
    inode = (root / "output/index.html").stat().st_ino
    assert starting.build(root, options) == 3
    second = capsys.readouterr()
    assert (root / "output/index.html").stat().st_ino == inode
    assert second.err == first.err
    assert "left out of this site, 1 of its files: members/ada.yaml" in second.out
    assert [line for line in second.out.splitlines() if " files, " not in line] == [
        line for line in first.out.splitlines() if " files, " not in line
    ]
    assert "none of them changed" in second.out


def linked(root: Path) -> None:
    """A change: a profile is a link to a file elsewhere."""
    (root / "members/bob.yaml").rename(root / "b.yaml")
    (root / "members/bob.yaml").symlink_to("../b.yaml")


SAME: dict[str, tuple[Change, dict[str, Any], bool]] = {
    "nothing": (nothing, {}, True),
    "another number of processes": (nothing, {"jobs": 2}, True),
    "a file of nobody's": (put("notes.txt", "mine"), {}, True),
    "a record": (bob("Other"), {}, False),
    "prose": (edit("content/pages/about.md", "Who", "What"), {}, False),
    "settings": (settings("ASSOCIATION['name'] = 'Other'"), {}, False),
    "what settings import": (put("facts.py", "NAME = 'Other'\n"), {}, False),
    "the day": (nothing, {"today": date(2026, 11, 22)}, False),
    "the audience": (nothing, {"audience": "members"}, False),
    "the address": (nothing, {"url": "https://other.example.org"}, False),
    "whether to leave out": (nothing, {"quarantine": True}, False),
    "the output": (nothing, {"output": Path("elsewhere")}, False),
    "a file that becomes a link": (
        linked,
        {},
        False,
    ),
    "an output that is gone": (remove("output"), {}, False),
    "a note that is damaged": (put(".output-releases/last.json", b"0" * 32 + b"\n[]"), {}, False),
    "a note that is gone": (remove(".output-releases/last.json"), {}, False),
}  # fmt: skip


@pytest.mark.parametrize("what", SAME)
def test_when_there_is_nothing_to_do(root: Path, tmp_path: Path, what: str) -> None:
    """A build knows that there is nothing to do by all that it is made from, and by nothing else."""
    change, chosen, same = SAME[what]
    options = Options(today=DAY)
    assert starting.build(root, options) == 0
    change(root)
    if "output" in chosen:
        chosen = {"output": tmp_path / chosen["output"]}
    outcome, _inputs = starting.still_published(root, replace(options, **chosen))
    assert (outcome is not None) is same


def test_nothing_to_do_takes_no_libraries(root: Path) -> None:
    """To know that there is nothing to do, neither Pelican nor Jinja nor pydantic is imported."""
    assert starting.build(root, Options(today=DAY)) == 0
    code = (
        "import sys; from datetime import date; from pathlib import Path; from plugins.press.outcomes import Options; "
        "from plugins.press.starting import build; "
        f"assert build(Path({str(root)!r}), Options(today=date.fromisoformat({TODAY!r}))) == 0; "
        "print(sorted({'pelican', 'jinja2', 'pydantic', 'markdown', 'babel', 'PIL', 'yaml'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
