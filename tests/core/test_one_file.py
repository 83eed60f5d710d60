"""One file checked by itself: what is wrong with it and its picture, as far as the names of all others tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.loading import problems_of
from plugins.core.store import Store
from tests.factories import RECORD_TYPES, association

CONSENT = 'consent: {date: 2026-01-01, version: "1"}\n'
FILES: dict[str, str | bytes] = {
    "members/ada.yaml": f"name: Ada\nskills: [GSI]\naliases: [bob]\n{CONSENT}",
    "members/bob.yaml": f"name: Ada\nmembership: {{chapters: [lisbon]}}\n{CONSENT}",
    "members/cyd.yaml": "name: [x]\n",
    "members/dee.yaml": f"name: Dee\n{CONSENT}",
    "members/dee.jpg": b"nothing",
    "members/notes.txt": "x",
    "content/vocabulary/skills.yaml": "GIS:\n",
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "members/ada.yaml",
            ["2:10: warning: skills[0]: 'GSI' is not", "3:11: aliases[0]: the old name 'bob' is already"],
        ),
        ("members/bob.yaml", ["2:25: membership.chapters[0]: no chapter is called 'lisbon'"]),
        ("members/cyd.yaml", ["1:1: consent: ", "1:7: name: "]),
        ("members/dee.yaml", ["members/dee.jpg: this is not a JPEG"]),
        ("members/dee.jpg", ["this is not a JPEG"]),
        ("members/notes.txt", ["a file that ends in .txt"]),
    ],
)
def test_a_file_is_checked_by_itself(tmp_path: Path, path: str, expected: list[str]) -> None:
    """Its own mistakes are told, and those of its picture; not that another member has the same name."""
    root = association(tmp_path, FILES)
    told = [
        str(one).split("\n")[0].removeprefix(f"{path}:") for one in problems_of(root, RECORD_TYPES, path, Store(), "")
    ]
    assert len(told) == len(expected)
    assert [line for line, begins in zip(told, expected, strict=True) if not line.lstrip().startswith(begins)] == []


def test_without_a_vocabulary_every_skill_will_do(tmp_path: Path) -> None:
    """A root without a vocabulary has no words to warn about."""
    root = association(tmp_path, {"members/ada.yaml": f"name: Ada\nskills: [GSI]\n{CONSENT}"})
    assert problems_of(root, RECORD_TYPES, "members/ada.yaml", Store(), "") == []


def test_what_is_no_file_of_a_record_is_not_checked(tmp_path: Path) -> None:
    """A name that leads nowhere is no good news."""
    root = association(tmp_path, FILES)
    with pytest.raises(LookupError):
        problems_of(root, RECORD_TYPES, "members/nobody.yaml", Store(), "")
