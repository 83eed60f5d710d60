"""STAFF of pelicanconf.py: who may change everything, and what is said where it is written wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.press.settings import SettingsError, settings_for
from tests.docs.documents import ROOT
from tests.press.small import write_association


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("STAFF = 1234", "STAFF is a list of names with numbers"),
        ("STAFF = ['ada']", "'ada' is none"),
        ("STAFF = [('ada', '1234')]", r"\('ada', '1234'\) is none"),
        ("STAFF = [(1234, 'ada')]", "is none"),
        ("STAFF = [('ada', 0)]", "is none"),
        ("STAFF = [('ada', True)]", "is none"),
        ("STAFF = [('ada', 1), ('bob', 1)]", "the number 1 twice"),
    ],
)
def test_a_wrong_list_is_told(tmp_path: Path, written: str, words: str) -> None:
    """A list that is none, or names somebody without a number, stops every command with an example of a right one."""
    root = write_association(tmp_path / "root")
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f"{written}\n")
    with pytest.raises(SettingsError, match=words):
        settings_for(root)


def test_a_right_list_or_none_is_taken(tmp_path: Path) -> None:
    """The demonstration lists somebody by name and number; an association without the list has no staff."""
    assert all(isinstance(login, str) and number > 0 for login, number in settings_for(ROOT)["STAFF"])
    assert "STAFF" not in settings_for(write_association(tmp_path / "root"))
