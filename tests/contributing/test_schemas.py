"""The schemas for editors: current, valid, and of one mind with the check wherever a schema can say the rule."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from check_jsonschema.parsers.yaml import construct_yaml_implementation
from jsonschema import Draft202012Validator

from plugins.contributing.describing import describe, descriptions
from plugins.contributing.questions import Question, every, questions
from plugins.contributing.schemas import LISTS, schema, schema_file
from plugins.core.records import Record
from plugins.core.sources import Source, parse
from plugins.core.validation import validate
from tests.contributing.filled import SLUGS, filled, required
from tests.docs.documents import ROOT
from tests.factories import FULL, RECORD_TYPES, source_text
from tests.test_gallery import CASES, GALLERY

kinds = pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda one: one.kind)

NOT_SAID: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "a schema sees no file but the one, and not its name": (
            "the file's name will not do",
            "only files that end in",
            "no picture lies beside this file",
            "already taken by a file of that name",
            r"no \w+ is called",
            r"is the name of an? \w+; an? \w+ is expected here",
        ),
        "a schema of the front matter does not see what is around it": (
            "the file must begin with a line of three hyphens",
            "no second line of three hyphens",
            "the description is missing",
        ),
        "an editor's YAML resolves this before a schema sees it": (
            "the anchor .* is not taken",
            "the merge key << is not taken",
            "a point is taken to stand before cents, and not between thousands",
        ),
        "rules for several fields together are code of the record class, and a schema would say them a second time": (
            r"is before `\w+: ",
            "start and end need",
            "the event ends before it starts",
            "needs its `venue:`",
            "needs its `locations:`",
            "a price needs its currency",
            "closes before it is posted",
            "a job is open for at most",
            "a way to apply is needed",
            "the least is more than the most",
            "stands in the list already",
            "say why it is cancelled",
            "say when it was to start",
            "the rule says how it repeats",
            "say how it repeats",
            "both say where it ends",
            "goes with `frequency: monthly` and `weekdays:`",
            "of the month\\? add `week: third`",
            "is left out by `except:`",
            "it ends before it starts",
        ),
        "this takes a calendar, a sum or the rules of a standard": (
            "there is no such day",
            "the clocks of .* are put (back|forward)",
            "is no start of the series",
            "the first start by this is",
            "by this it never takes place",
            "the series does not end",
            "the series lasts for more than",
            "a rule has no part",
            "BYDAY has numbers",
            "BYHOUR and BYMINUTE do not go with",
            "UNTIL=.* is not a day",
            "is not an ORCID iD: its last sign does not fit",
            "is not a phone number",
            "is not an address of the web",
            "holds a user name or password",
        ),
        "this takes a look at each sign or at the Markdown": (
            "nothing of the text can be seen",
            r"stands \d+ times or more in a row",
        ),
    }
)
"""Why a schema cannot say a mistake, with the words by which the check says it."""

WORDS = (
    *("NO", "yes", "y", "true", "True", "off", "null", "Null", "~", "1e5", "1.10", ".5", "12:30", "0", "1", "2", "-1"),
    *("123", "0123", "2026", "0999", "9000", "9001", "10000", "+351211234567", "0o17", "0x1F", "1_000", "2.0", "1e2"),
    *('"123"', "'true'", '" "', '""', "2026-03", "2026-03-14", "2026-13-01", "2026-03-14 18:30", "2026-03-14T24:00"),
    *("GB", "gb", "en", "zh-Hans", "EUR", "Europe/Lisbon", "UTC", "ada", "a@b", "ada@example.org", "https://a.example"),
    *('" GB "', "example.org", "[]", "[x]", "{}", "{a: b}", "[null]", "index", "online", "year", "public", "Ada", "é"),
    *("|\n  Two\n  lines", ">-\n  One line", '"Quoted: a #"', "http://user@host.example", "10.1234/x", "ab/cd", "٣"),
)
"""Values as people write them plainly, many of which an editor's YAML reads as something else than text."""


def front(text: str, record_type: type[Record]) -> str:
    """What an editor hands to the schema: the fields."""
    return text.split("---\n")[1] if record_type.suffix == ".md" else text


def checked(text: str, record_type: type[Record]) -> bool:
    """Whether our own check takes a file; warnings are not in its way."""
    source = parse(f"{record_type.folder}/any-name{record_type.suffix}", text.encode())
    image = {"file": "any-name.jpg", "digest": "0" * 64} if record_type.image_field else None
    return isinstance(source, Source) and validate(source, record_type, SLUGS, image, has_picture=True)[0] is not None


def refused(files: Iterable[Path], record_type: type[Record]) -> set[Path]:
    """Those that check-jsonschema does not take."""
    run = [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile"]
    done = subprocess.run(
        [*run, schema_file(record_type), *map(str, files)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    report = json.loads(done.stdout)
    return {Path(one["filename"]) for one in [*report.get("errors", []), *report.get("parse_errors", [])]}


def nodes(found: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema, itself included."""
    if isinstance(found, dict):
        yield found
    for inner in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from nodes(inner)


def test_schemas_are_current() -> None:
    """What lies in the repository is what the record classes say now, and there is nothing else."""
    texts = {path: text for path, text in descriptions(ROOT, RECORD_TYPES) if path.startswith("schemas/")}
    there = {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in (ROOT / "schemas").iterdir()}
    assert there == texts, "uv run invoke describe makes them anew"


def test_only_what_has_changed_is_written(tmp_path: Path) -> None:
    """An association with a folder of its own gets schemas and issue forms there; its documents are left alone."""
    (tmp_path / "README.md").write_text("# Ours\n\n<!-- fields: nothing -->\n")
    written = [f"schemas/{kind}s.schema.json" for kind in ("member", "event")]
    written += [f".github/ISSUE_TEMPLATE/{kind}.yml" for kind in ("member", "event")]
    assert sorted(describe(tmp_path, RECORD_TYPES[:2])) == sorted(written)
    assert describe(tmp_path, RECORD_TYPES[:2]) == []


@kinds
def test_a_schema_is_valid(record_type: type[Record]) -> None:
    """A schema is one of JSON Schema 2020-12, with patterns that JavaScript reads too, and words for every field."""
    run = [sys.executable, "-m", "check_jsonschema", "--check-metaschema", schema_file(record_type)]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    found = schema(record_type)
    asked = [one for one in every(questions(record_type)) if one.name != "body"]
    titled = [node for node in nodes(found) if isinstance(node.get("title"), str) and "$schema" not in node]
    assert len(titled) == len(asked)
    assert all(re.fullmatch(r"[A-Z].* Seen by: .*\.", node["description"]) for node in titled)


@kinds
def test_examples_and_defaults_are_valid(record_type: type[Record]) -> None:
    """Every example and every default of a schema is one that it takes itself."""
    found = schema(record_type)
    count = 0
    for node in nodes(found):
        whole = {**node, "$defs": found["$defs"]}
        values = node.get("examples", []) if isinstance(node.get("examples", []), list) else []
        for value in [*values, *([node["default"]] if isinstance(node.get("default"), str | bool) else [])]:
            Draft202012Validator(whole).validate(value)
            count += 1
    assert count > 10


@kinds
def test_good_files_are_valid(record_type: type[Record], tmp_path: Path) -> None:
    """The examples together, the least that is required, every field filled, and the demonstration are all taken."""
    full = FULL.get(record_type) or {**FULL[RECORD_TYPES[4]], "type": "committee"}
    texts = [source_text(record_type, data) for data in (filled(record_type), required(record_type), full)]
    texts += [file.read_text("utf-8") for file in (ROOT / record_type.folder).rglob(f"*{record_type.suffix}")]
    assert len(texts) > 3
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.yaml").write_text(front(text, record_type), encoding="utf-8")
    assert refused(tmp_path.iterdir(), record_type) == set()


def _written(record_type: type[Record], question: Question, holders: tuple[Question, ...], word: str) -> str:
    """A file with the required fields and this word, as it stands, in the place of one field."""
    mark = "the word in question"
    value: Any = [mark] if question.repeated else mark
    key = question.key
    for holder in reversed(holders):
        value = {**{part.key: _least(part) for part in holder.parts if part.required}, key: value}
        value = [value] if holder.repeated else value
        key = holder.key
    text = source_text(record_type, {**required(record_type), key: value, "body": "Text."})
    return text.replace(f'"{mark}"', word)


def _least(question: Question) -> Any:
    return [question.examples[0]] if question.repeated else question.examples[0]


def _leaves(asked: Iterable[Question], holders: tuple[Question, ...] = ()) -> Iterator[tuple[Question, Any]]:
    for question in asked:
        if question.name != "body" and question.input not in {"part", "image", "audiences"}:
            yield question, holders
        yield from _leaves(question.parts, (*holders, question))


@kinds
def test_a_schema_refuses_nothing_that_the_check_takes(record_type: type[Record]) -> None:
    """Whatever is written plainly in a field and taken by the check is taken by the schema, whatever YAML makes of it.

    With the exceptions that the module names: empty where something is required, a code with spaces, digits.
    """
    validator = Draft202012Validator(schema(record_type))
    taken = 0
    for question, holders in _leaves(questions(record_type)):
        for word in WORDS:
            indented = word if not word.startswith(("|", ">")) or not (holders or question.repeated) else '"x"'
            text = _written(record_type, question, holders, indented)
            if checked(text, record_type):
                data = construct_yaml_implementation().load(front(text, record_type))
                said = [str(error.validator) for error in validator.iter_errors(data)]
                empty = (question.required or question.repeated) and word in {"null", "Null", "~"}
                padded = question.input in LISTS and word == '" GB "'
                digits = question.input == "number" and word == "٣"
                assert not said or empty or padded or digits, f"{question.name}: {word}: {said}"
                taken += not said
    assert taken > 200


def test_empty_values_are_not_given() -> None:
    """A field that is left empty is as if its line were not there; one that is required is missed."""
    member = next(one for one in RECORD_TYPES if one.kind == "members")
    validator = Draft202012Validator(schema(member))
    consent = {"date": "2026-01-01", "version": 1}
    empty = {one.key: None for one in questions(member) if not one.required}
    assert list(validator.iter_errors({"name": "Ada", "consent": consent, **empty})) == []
    assert len(list(validator.iter_errors({"name": None, "consent": None}))) == 2


@kinds
def test_the_gallery_is_refused_wherever_a_schema_can_say_it(record_type: type[Record], tmp_path: Path) -> None:
    """Each mistake of the gallery is refused by the schema, or the table says why it cannot be; warnings are taken."""
    reports = {}
    for case in CASES:
        if case.startswith(f"{record_type.folder}/"):
            text = (GALLERY / case).read_text(encoding="utf-8")
            written = text if record_type.suffix == ".yaml" or text.count("---\n") < 2 else front(text, record_type)
            file = tmp_path / f"{len(reports)}.yaml"
            file.write_text(written, encoding="utf-8")
            reports[file] = (case, (GALLERY / f"{case}.txt").read_text(encoding="utf-8"))
    assert reports
    found = refused(reports, record_type)
    unexplained = [
        case
        for file, (case, report) in reports.items()
        if (": warning: " in report and file in found)
        or (": warning: " not in report and file not in found and not _explained(report))
    ]
    assert unexplained == []


def _explained(report: str) -> list[str]:
    return [words for some in NOT_SAID.values() for words in some if re.search(words, report)]


def test_every_reason_is_met_in_the_gallery() -> None:
    """No words stay in the table that the check does not say any more."""
    reports = "".join((GALLERY / f"{case}.txt").read_text(encoding="utf-8") for case in CASES)
    assert [words for some in NOT_SAID.values() for words in some if not re.search(words, reports)] == []
