"""What the documents say of the fields: every one is there, with who sees it, and every example is a valid file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import pytest

from plugins.chapters.chapter import Chapter, Group
from plugins.core.catalogue import connect
from plugins.core.fields import Visible
from plugins.core.parts import Image, Markdown, Part
from plugins.core.plans import names_of, plan
from plugins.core.records import Record
from plugins.core.sources import Source, parse
from plugins.core.validation import validate
from plugins.core.vocabulary import Vocabulary
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from plugins.organizations.organization import Organization
from tests.docs.documents import ROOT, blocks, cells, section, text_of

RECORDS = (Member, Event, Job, Organization, Chapter, Group)
WORDS = {"public": "everyone", "members": "members", "staff": "staff"}

PLACES = [
    ("docs/members.md", "Every field", Member),
    ("docs/members.md", "The fields of an event", Event),
    ("docs/members.md", "The fields of a job", Job),
    ("docs/staff.md", "The fields of an organization", Organization),
    ("docs/staff.md", "The fields of a chapter or group", Group),
]


def _told(name: str, heading: str) -> dict[str, tuple[str, bool]]:
    """For each field of the tables below a heading: who sees it, in the document's words, and whether it is needed."""
    told = {}
    for first, _what, seen_by in cells(section(text_of(name), heading)):
        found = re.fullmatch(r"`([^`]+)`( \(required\))?", first)
        assert found, first
        assert found[1] not in told, f"{found[1]} stands twice"
        told[found[1]] = (seen_by, bool(found[2]))
    return told


def _required(part: type[Part], prefix: str = "") -> Iterator[str]:
    """The dotted names that must be given, with the part that holds them."""
    for field in plan(part):
        if field.required:
            yield prefix + field.key
        if field.part and field.part not in {Markdown, Image}:
            yield from _required(field.part, f"{prefix}{field.key}.")


def _words(visible: Visible) -> str:
    if visible.fixed:
        return f"{WORDS[visible.default]} (fixed)"
    # Nothing in a part is seen more widely than the part, and its tables say what is seen.
    limit = f" (at most {WORDS[visible.widest]})" if visible.widest != "public" else ""
    return WORDS[visible.default] + limit


def _seen(record: type[Record]) -> dict[str, str]:
    """Who sees each field: itself and all that holds it."""
    names = names_of(record)
    seen = {}
    for name, visible in names.items():
        above = [names[name.rsplit(".", count)[0]] for count in range(1, name.count(".") + 1)]
        closed = next((one for one in above if one.default != "public"), None)
        seen[name] = _words(closed if closed and visible == Visible() else visible)
    return seen


@pytest.mark.parametrize(("name", "heading", "record"), PLACES)
def test_every_field_is_told_with_who_sees_it(name: str, heading: str, record: type[Record]) -> None:
    """The tables hold exactly the fields of the record, each with its default audience and its limit."""
    assert {field: seen for field, (seen, _) in _told(name, heading).items()} == _seen(record)


@pytest.mark.parametrize(("name", "heading", "record"), PLACES)
def test_every_required_field_is_marked(name: str, heading: str, record: type[Record]) -> None:
    """What a file cannot do without says so, and nothing else does."""
    required = {field for field in _required(record) if field not in {"slug", "path"}}
    assert {field for field, (_, needed) in _told(name, heading).items() if needed} == required


def test_chapters_and_groups_share_their_table() -> None:
    """A chapter has the fields of a group, but for its type."""
    assert {**_seen(Chapter), "type": "everyone"} == _seen(Group)


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


@pytest.mark.parametrize("number", range(len(_fragments())))
def test_every_piece_of_a_profile_is_valid(number: int) -> None:
    """A piece that a reader adds to a profile is taken there."""
    base = "name: Ada Lovelace\nconsent: {date: 2026-03-14, version: 2026-1}\n"
    assert isinstance(_record("members/ada-lovelace.yaml", base + _fragments()[number]), Member)


def test_the_words_of_a_choice_are_all_told() -> None:
    """Where a field takes one of several words, its row names each of them."""
    for name, heading, record in PLACES:
        rows = {
            first.partition("`")[2].partition("`")[0]: what for first, what, _ in cells(section(text_of(name), heading))
        }
        for field, words in _choices(record):
            if field != "recurrence.changes.status":  # the same words as the event's own
                assert [word for word in words if f"`{word}`" not in rows[field]] == [], field


def _choices(part: type[Part], prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """The fields that take one of several words, with the words."""
    schema = part.model_json_schema(by_alias=True)
    for field in plan(part):
        enum = _enum(schema["properties"][field.key])
        if enum:
            yield prefix + field.key, enum
        if field.part and field.part not in {Markdown, Image}:
            yield from _choices(field.part, f"{prefix}{field.key}.")


def _enum(schema: Mapping[str, list[dict[str, list[str]]]]) -> list[str]:
    found: list[str] = list(schema.get("enum", []))  # type: ignore[arg-type]
    for branch in schema.get("anyOf", []):
        found += branch.get("enum", [])
    return found


def test_hiding_the_name_hides_the_profile() -> None:
    """As members.md says, a profile whose name is for members is in no public edition."""
    text = "name: Ada\nvisibility: {name: members}\nconsent: {date: 2026-03-14, version: 2026-1}\n"
    ada = _record("members/ada.yaml", text)
    catalogue = connect([ada], {"members": frozenset({"ada"})}, Vocabulary())
    assert len(catalogue.for_audience("public").of(Member)) == 0
    assert len(catalogue.for_audience("members").of(Member)) == 1
