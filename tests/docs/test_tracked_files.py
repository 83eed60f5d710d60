"""What no file of the project may hold: a place of somebody's machine, or the host of a package registry."""

from __future__ import annotations

import re

import pytest

from tests.docs.documents import ROOT, tracked

TEXT_LIMIT = 2_000_000

FORBIDDEN = {
    "a path of a machine": re.compile(
        r"(?<![\w.~/-])/(home|Users|root|work|tmp|mnt|private|var/folders)/\w|[A-Z]:\\+Users"
    ),
    "the host of a registry": re.compile(r"\b(pypi|pythonhosted|npmjs|yarnpkg)\.(org|com)\b"),
    "the address of an index": re.compile(r"--(extra-)?index-url|\"resolved\":|artifactory|/simple/"),
}


def _text(name: str) -> str:
    data = (ROOT / name).read_bytes()
    return "" if b"\0" in data[:8000] or len(data) > TEXT_LIMIT else data.decode("utf-8", "replace")


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    """Whoever clones the project gets nothing of the machine it was made on."""
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name in tracked()
        for number, line in enumerate(_text(name).splitlines(), start=1)
        if FORBIDDEN[what].search(line) and name != "tests/docs/test_tracked_files.py"
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a path of a machine", "see /home/ada/guildhall"),
        ("a path of a machine", 'open("/tmp/x")'),
        ("the host of a registry", "https://" + ".".join(("pypi", "org"))),
        ("the address of an index", '"resolved": "x"'),
    ],
)
def test_a_line_of_that_sort_would_be_found(what: str, line: str) -> None:
    """The patterns see what they are for."""
    assert FORBIDDEN[what].search(line)
