"""What the documents show of files: every example is one that the check takes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

from plugins.chapters.chapter import Chapter, Group
from plugins.core.catalogue import connect
from plugins.core.records import Record
from plugins.core.sources import Source, parse
from plugins.core.validation import validate
from plugins.core.vocabulary import Vocabulary
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from plugins.organizations.organization import Organization
from tests.docs.documents import ROOT, blocks, text_of

RECORDS = (Member, Event, Job, Organization, Chapter, Group)


def _slugs() -> Mapping[str, frozenset[str]]:
    """The names of the demonstration's files, which the examples refer to."""
    return {one.kind: frozenset(path.stem for path in (ROOT / one.folder).rglob(f"*{one.suffix}")) for one in RECORDS}


def _record(path: str, text: str) -> Record:
    source = parse(path, text.encode())
    assert isinstance(source, Source), source
    record_type = next(one for one in RECORDS if path.startswith(f"{one.folder}/"))
    image = {"file": "x.jpg", "digest": "0" * 64} if "photo:" in text or "logo:" in text else None
    record, problems = validate(source, record_type, _slugs(), image, has_picture=bool(image))
    assert record, "\n".join(map(str, problems))
    return record


FILES = [
    (name, block.file) for name in ("docs/members.md", "docs/staff.md") for block in blocks(text_of(name)) if block.file
]


@pytest.mark.parametrize(("name", "file"), FILES)
def test_every_example_of_a_file_is_valid(name: str, file: str) -> None:
    """A file that a reader copies from a document has no problem."""
    block = next(block for block in blocks(text_of(name)) if block.file == file)
    assert _record(file, block.text).slug == PurePosixPath(file).stem


def _fragments() -> list[str]:
    return [block.text for block in blocks(text_of("docs/members.md"), "yaml") if not block.file]


EVENT = """---
title: An evening on tides
start: 2027-05-20 18:30
end: 2027-05-20 20:00
timezone: Europe/London
format: online
{piece}---

All are welcome.
"""


@pytest.mark.parametrize("number", range(len(_fragments())))
def test_every_piece_of_a_file_is_valid(number: int) -> None:
    """A piece that a reader adds to a profile, or to the event of the example, is taken there."""
    piece = _fragments()[number]
    if piece.startswith("recurrence:"):
        assert isinstance(_record("content/events/tides.md", EVENT.format(piece=piece)), Event)
        return
    base = "name: Ada Lovelace\nconsent: {date: 2026-03-14, version: 2026-1}\n"
    assert isinstance(_record("members/ada-lovelace.yaml", base + piece), Member)


def test_hiding_the_name_hides_the_profile() -> None:
    """As members.md says, a profile whose name is for members is in no public edition."""
    text = "name: Ada\nvisibility: {name: members}\nconsent: {date: 2026-03-14, version: 2026-1}\n"
    ada = _record("members/ada.yaml", text)
    catalogue = connect([ada], {"members": frozenset({"ada"})}, Vocabulary())
    assert len(catalogue.for_audience("public").of(Member)) == 0
    assert len(catalogue.for_audience("members").of(Member)) == 1
