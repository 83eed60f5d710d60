"""The broken gallery: one file for each mistake that an author can make, with the report that the author reads.

A file lies below `broken/` where it would lie in an association, and its report beside it, under the same name with
`.txt` after it. What cannot be a file of a repository on every system (a link, odd bytes, two names that differ by
case alone) is made here, and its report lies in `broken/made/`. Each is put among the good files of `broken/around/`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from difflib import unified_diff
from pathlib import Path
from types import MappingProxyType

import pytest

from plugins.core.loading import load
from plugins.core.problems import report
from tests.factories import RECORD_TYPES, association, photo

GALLERY = Path(__file__).parent / "broken"
AROUND = GALLERY / "around"
MEMBER = b"name: Bea Made\nconsent: {date: 2026-01-15, version: '1'}\n"

CASES = tuple(
    path.relative_to(GALLERY).as_posix()
    for path in sorted(GALLERY.rglob("*"))
    if path.is_file() and path.suffix != ".txt" and AROUND not in path.parents
)


def writes(path: str, content: bytes) -> Callable[[Path], None]:
    """A case that is a file of bytes which no editor would save."""

    def make(root: Path) -> None:
        (root / path).write_bytes(content)

    return make


def link(root: Path) -> None:
    """A profile that is a link to a file of the machine."""
    (root / "members/bea.yaml").symlink_to("/etc/hostname")


def linked_folder(root: Path) -> None:
    """A folder of profiles that is a link."""
    (root / "members/more").symlink_to("../content")


def folder(root: Path) -> None:
    """A folder with the name of a file."""
    (root / "members/bea.yaml").mkdir()


def pipe(root: Path) -> None:
    """Something to read from that never ends."""
    os.mkfifo(root / "members/bea.yaml")


def file_for_folder(root: Path) -> None:
    """A file with the name of a folder."""
    shutil.rmtree(root / "content/groups")
    (root / "content/groups").write_text("none yet\n")


def same_name(root: Path) -> None:
    """The name of another member's file, in a folder of its own."""
    association(root, {"members/b/ada-lovelace.yaml": MEMBER})


def with_photo(name: str, content: bytes) -> Callable[[Path], None]:
    """A good profile with a picture beside it."""

    def make(root: Path) -> None:
        association(root, {"members/bea.yaml": MEMBER, f"members/{name}": content})

    return make


def two_photos(root: Path) -> None:
    """A good profile with two pictures beside it."""
    with_photo("bea.jpg", photo())(root)
    with_photo("bea.png", photo())(root)


MADE: Mapping[str, Callable[[Path], None]] = MappingProxyType(
    {
        "size": writes("members/bea.yaml", MEMBER + b"# " + b"x" * 70_000),
        "encoding": writes("members/bea.yaml", b"name: Bea Andr\xe9\n"),
        "utf-16": writes("members/bea.yaml", "name: Bea\n".encode("utf-16")),
        "byte-order-mark-inside": writes("members/bea.yaml", b"name: Bea\n\xef\xbb\xbfheadline: Surveyor\n"),
        "control-character": writes("members/bea.yaml", MEMBER + b"headline: \x1b[31mSurveyor\n"),
        "nul": writes("members/bea.yaml", MEMBER + b"headline: Sur\x00veyor\n"),
        "bidi-override": writes("members/bea.yaml", MEMBER + "headline: Sur\u202eroyev\n".encode()),
        "invisible-tags": writes("members/bea.yaml", MEMBER + "headline: Surveyor\U000e0068\n".encode()),
        "heap-of-accents": writes("members/bea.yaml", MEMBER + ("headline: S" + "\u0301" * 12 + "\n").encode()),
        "escaped-surrogate": writes("members/bea.yaml", MEMBER + b'headline: "\\ud800"\n'),
        "windows-line-ends": writes("members/bea.yaml", MEMBER.replace(b"\n", b"\r\n") + b"headline: [a,\r\n  b]\r\n"),
        "very-long-text": writes("members/bea.yaml", MEMBER + b"bio: |\n" + b"  Tides, and tides.\n" * 1200),
        "very-long-line": writes("members/bea.yaml", MEMBER + b"skills: [" + b"Tides, " * 900 + b"{a: b}]\n"),
        "name-of-a-device": writes("members/aux.yaml", MEMBER),
        "name-differs-by-case": writes("members/Ada-Lovelace.yaml", MEMBER),
        "name-with-capitals-spaces-and-accents": writes("members/Béa Müller.yaml", MEMBER),
        "name-with-two-hyphens": writes("members/bea--made.yaml", MEMBER),
        "photo-named-otherwise": with_photo("Bea Made.jpg", photo()),
        "photo-as-pdf": with_photo("bea.pdf", b"%PDF-1.7\n"),
        "photo-from-a-telephone": with_photo("IMG_2041.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0" + b"\0" * 99),
        "name-of-steering-signs": writes("members/\x1b[31mbea.yaml", MEMBER),
        "symbolic-link": link,
        "linked-folder": linked_folder,
        "folder-in-place-of-a-file": folder,
        "pipe": pipe,
        "file-in-place-of-a-folder": file_for_folder,
        "same-name-in-two-folders": same_name,
        "photo-lfs": with_photo("bea.jpg", b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n"),
        "photo-heic": with_photo("bea.heic", b"\0\0\0\x18ftypheic\0\0\0\0" + b"\0" * 99),
        "photo-named-heic": with_photo("bea.HEIC", photo()),
        "profile-as-a-document": writes("members/bea.rtf", b"{\\rtf1 name: Bea}"),
        "profile-with-two-endings": writes("members/bea.yaml.txt", MEMBER),
        "photo-svg": with_photo("bea.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        "photo-cut-off": with_photo("bea.jpg", photo(800, 800)[:900]),
        "photo-too-small": with_photo("bea.jpg", photo(64, 64)),
        "photo-of-nobody": with_photo("bob.jpg", photo()),
        "photo-in-capitals": with_photo("bea.JPG", photo()),
        "photo-twice": two_photos,
    }
)


def assert_reported(root: Path, expected: Path) -> None:
    """The report of all problems is the text of a file; where it is not, both are shown side by side."""
    found = f"{report(load(root, RECORD_TYPES).problems)}\n"
    wanted = expected.read_text(encoding="utf-8") if expected.exists() else ""
    if found != wanted:
        name = expected.relative_to(GALLERY.parent).as_posix()
        diff = unified_diff(wanted.splitlines(), found.splitlines(), name, "what is reported now", lineterm="")
        pytest.fail("\n".join(diff), pytrace=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small association in which nothing is wrong."""
    shutil.copytree(AROUND, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_nothing_is_wrong_around(root: Path) -> None:
    """What a case reports is its own: without it there is nothing to report."""
    assert report(load(root, RECORD_TYPES).problems) == "no problems"


@pytest.mark.parametrize("case", CASES)
def test_file_of_the_gallery(root: Path, case: str) -> None:
    """A file with one mistake gives exactly the report that lies beside it."""
    shutil.copyfile(GALLERY / case, root / case)
    assert_reported(root, GALLERY / f"{case}.txt")


@pytest.mark.parametrize("case", MADE)
def test_made_case_of_the_gallery(root: Path, case: str) -> None:
    """What no repository can hold gives exactly the report that is written for it."""
    MADE[case](root)
    assert_reported(root, GALLERY / "made" / f"{case}.txt")


def test_every_report_has_its_case() -> None:
    """A report whose case was renamed does not stay behind."""
    reports = {path.relative_to(GALLERY).as_posix() for path in GALLERY.rglob("*.txt")}
    assert reports == {f"{case}.txt" for case in CASES} | {f"made/{case}.txt" for case in MADE}


def test_one_bad_file_among_a_thousand_is_named_once_at_its_line(tmp_path: Path) -> None:
    """The report is that one problem, and the catalogue is that of the 999 without the file."""
    text = "name: Member {}\nconsent: {{date: 2026-01-15, version: '1'}}\n"
    files = {f"members/member-{number:04d}.yaml": text.format(number) for number in range(1000)}
    bad = "members/member-0500.yaml"
    association(tmp_path, {**files, bad: files[bad] + "emial: a@example.org\n"})
    found = load(tmp_path, RECORD_TYPES)
    (problem,) = found.problems
    assert str(problem).startswith(f"{bad}:3:1: emial: there is no field 'emial' here; did you mean 'email'?")
    assert found.left_out == (bad,)
    (tmp_path / bad).unlink()
    without = load(tmp_path, RECORD_TYPES)
    assert without.problems == ()
    assert found.catalogue == without.catalogue
