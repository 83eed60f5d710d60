"""The task check for one file: by its path from here or from the root, with an exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.press.building import check_one


@pytest.mark.parametrize(
    ("path", "text", "status", "expected"),
    [
        ("members/new.yaml", 'name: New\nconsent: {date: 2026-01-01, version: "1"}\n', 0, "no problems\n"),
        ("members/new.yaml", "nmae: New\n", 1, "members/new.yaml:1:1: nmae: there is no field 'nmae' here"),
        ("members/other.yaml", "", 1, "members/other.yaml: there is no such file of a member"),
    ],
)
def test_one_file_is_checked(
    root: Path, capsys: pytest.CaptureFixture[str], path: str, text: str, status: int, expected: str
) -> None:
    """A good file passes, a bad one is told with its line, and a name that leads nowhere is told as well."""
    (root / "members/new.yaml").write_text(text or "name: New\n", encoding="utf-8")
    assert check_one(root, path) == status
    assert expected in capsys.readouterr().out


def test_settings_that_cannot_be_read_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without settings there is nothing to check by."""
    assert check_one(tmp_path, "members/ada.yaml") == 1
    assert "pelicanconf.py is missing" in capsys.readouterr().out
