"""Files checked by themselves: what is wrong with them and their pictures, as far as the names of all others tell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plugins.core.spotchecks import problems_of, readings_of
from tests.factories import RECORD_TYPES, association, photo

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


def told(root: Path, *paths: str) -> list[str]:
    """The first lines of what is wrong with the files at these paths."""
    return [str(one).split("\n")[0] for one in problems_of(root, RECORD_TYPES, paths)]


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
    found = [line.removeprefix(f"{path}:").lstrip() for line in told(association(tmp_path, FILES), path)]
    assert [line[: len(begins)] for line, begins in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize("picture", ["members/dee.JPG", "members/Dee.jpg", "members/dee.heic"])
def test_a_picture_whose_name_will_not_do_is_told_with_its_file(tmp_path: Path, picture: str) -> None:
    """Who checks dee.yaml hears of the picture that should be dee.jpg, and of no other file's."""
    files = {"members/dee.yaml": f"name: Dee\n{CONSENT}", picture: photo(), "members/ada.JPG": photo()}
    (line,) = told(association(tmp_path, files), "members/dee.yaml")
    assert line.startswith(f"{picture}: ")


def test_a_name_is_told_with_what_cannot_be_read(tmp_path: Path) -> None:
    """Whoever has to mend a file that cannot be read hears of its name at once, and not after that."""
    root = association(tmp_path, {"members/Dee_Made.yaml": 'name: "Dee\n', "members/Eve_Made.yaml": b"\xff"})
    found = told(root, "members/Dee_Made.yaml", "members/Eve_Made.yaml")
    assert ["the file's name will not do" in line for line in found] == [True, False, True, False]


def test_several_files_are_checked_at_once(tmp_path: Path) -> None:
    """Each file and each folder that is named is looked at, and nothing else; each problem is told once."""
    root = association(tmp_path, FILES)
    one_by_one = sorted([*told(root, "members/ada.yaml"), *told(root, "members/cyd.yaml")])
    assert told(root, "members/cyd.yaml", "members/ada.yaml", "members/cyd.yaml") == one_by_one
    assert told(root, "members") == told(root, ".") == sorted({line for path in FILES for line in told(root, path)})


def test_what_is_named_like_a_folder_is_not_in_it(tmp_path: Path) -> None:
    """A folder is named whole: mem is no part of members."""
    assert told(association(tmp_path, FILES), "mem") == [
        "mem: there is no such file of a member, an event or the like; to check all files, name none"
    ]


def test_the_vocabulary_can_be_checked_too(tmp_path: Path) -> None:
    """A mistake in the words for skills is told where the file, or its folder, is named."""
    root = association(tmp_path, {"content/vocabulary/skills.yaml": "GIS: [1, {}]\n"})
    (line,) = told(root, "content/vocabulary/skills.yaml")
    assert line.startswith("content/vocabulary/skills.yaml:1:6: GIS: synonyms are a list of words")
    assert told(root, "content") == [line]
    assert told(association(tmp_path / "good", FILES), "content/vocabulary/skills.yaml") == []


def test_without_a_vocabulary_every_skill_will_do(tmp_path: Path) -> None:
    """A root without a vocabulary has no words to warn about."""
    assert told(association(tmp_path, {"members/ada.yaml": f"name: Ada\nskills: [GSI]\n{CONSENT}"}), ".") == []


def test_what_is_no_file_of_a_record_is_said(tmp_path: Path) -> None:
    """A name that leads nowhere is no good news."""
    (line,) = told(association(tmp_path, FILES), "members/nobody.yaml", "members/dee.yaml")[1:]
    assert line.startswith("members/nobody.yaml: there is no such file")


def test_what_is_read_in_files_is_said_in_other_words(tmp_path: Path) -> None:
    """The next dates of an event are told, those of a file with a problem or of a member not."""
    times = "start: 2027-05-20 18:30\nend: 2027-05-20 20:00\ntimezone: Europe/London"
    files = {
        f"content/events/{form}.md": f"---\ntitle: Talk\n{times}\nformat: {form}\n---\n\nCome.\n"
        for form in ("online", "nowhere")
    }
    root = association(tmp_path, {**FILES, **files, "content/events/broken.md": b"\xff"})
    told = ("takes place on", "  Thu 20 May 2027, 18:30 to 20:00 Europe/London (UTC+01:00)")
    assert readings_of(root, RECORD_TYPES, ["content", "members"], date(2026, 3, 20)) == [
        ("content/events/online.md", told)
    ]
    (over,) = readings_of(root, RECORD_TYPES, ["content/events/online.md"], date(2027, 6, 1))
    assert over == ("content/events/online.md", ("is over",))
