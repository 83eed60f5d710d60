"""What the tests of the importer share: an empty association, and imports of tables written in the test."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.chapters.chapter import Chapter, Group
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.importing import run
from plugins.jobs.job import Job
from plugins.organizations.organization import Organization

RECORD_TYPES = (Member, Event, Job, Organization, Chapter, Group)

Import = Callable[..., tuple[str, int]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of an association without files."""
    folder = tmp_path / "association"
    folder.mkdir()
    return folder


@pytest.fixture
def imports(root: Path, tmp_path: Path) -> Import:
    """Imports a table, given as text or bytes, by a map, given as text; gives the report and the exit status."""

    def call(table: str | bytes, map_: str, *, kind: str = "members", name: str = "table.csv", **flags: bool):
        file = tmp_path / name
        content = table.encode() if isinstance(table, str) else table
        file.write_bytes(content)
        map_file = tmp_path / "map.yaml"
        map_file.write_text(textwrap.dedent(map_), encoding="utf-8")
        record_type = next(one for one in RECORD_TYPES if one.kind == kind)
        return run(root, record_type, str(file), str(map_file), record_types=RECORD_TYPES, **flags)

    return call


@pytest.fixture
def put(root: Path) -> Callable[[str, str], Path]:
    """Writes a file of the association."""

    def write(path: str, text: str) -> Path:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text), encoding="utf-8", newline="")
        return file

    return write


PEOPLE = """
slug: [Slug, {join: [Name]}]
fields:
  name: Name
  headline: Headline
  email: E-mail
  links.orcid: ORCID
  skills: {from: Skills, split: ";"}
  location.country: {from: Country, as: country}
  consent.date: {constant: 2026-03-01, only_if_missing: true}
  consent.version: {constant: import, only_if_missing: true}
"""
"""A map of people as most tests need it."""
