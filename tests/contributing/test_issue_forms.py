"""Issue forms are what the record classes ask for, as the forge takes them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from plugins.contributing.issue_forms import elements, form, form_file
from plugins.contributing.placing import CONTRIBUTED
from plugins.contributing.questions import every, questions
from plugins.core.records import Record
from tests.factories import RECORD_TYPES

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / ".github/ISSUE_TEMPLATE"
TYPES = [one for one in RECORD_TYPES if one.kind in CONTRIBUTED]

kinds = pytest.mark.parametrize("record_type", TYPES, ids=lambda one: one.kind)

LEFT_OUT = {
    "members": {"photo", "github", "visibility", "aliases"},
    "events": {
        *("sequence", "status", "status_note", "previous_start", "visibility", "aliases", "recording", "slides", "uid"),
        *("recurrence.except", "recurrence.changes", "recurrence.rule"),
    },
    "jobs": {"status", "visibility", "aliases"},
}
"""What a form does not ask for: what the account tells, what has no sense for something new, and pictures."""


@kinds
def test_the_forms_are_current(record_type: type[Record]) -> None:
    """The forms that lie in .github are those printed from the record classes."""
    assert (PROJECT / form_file(record_type)).read_text(encoding="utf-8") == form(record_type)


def test_the_forge_takes_them() -> None:
    """The forms, and the page they are chosen on, are valid by the forge's own schemas."""
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    forms = [str(path) for path in sorted(FOLDER.glob("*.yml")) if path.name != "config.yml"]
    assert len(forms) == len(TYPES)
    for schema, files in (
        ("vendor.github-issue-forms", forms),
        ("vendor.github-issue-config", [f"{FOLDER}/config.yml"]),
    ):
        done = subprocess.run([*checker, schema, *files], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@kinds
def test_every_field_is_asked_for(record_type: type[Record]) -> None:
    """A form asks for every field but those that are left out on purpose; parts of an entry stand in its line."""
    asked: set[str] = set()
    for element in elements(record_type):
        asked.add(".".join(map(str, element.loc)))
        asked |= {one.name for one in element.inner}
    fields = {one.name for one in every(questions(record_type)) if not one.parts or one.repeated}
    left_out = tuple(f"{name}." for name in LEFT_OUT[record_type.kind])
    missing = {name for name in fields - asked if not f"{name}.".startswith(left_out)}
    assert missing == {"members": {"consent.date", "consent.version"}}.get(record_type.kind, set())


@kinds
def test_headings_and_names_are_apart(record_type: type[Record]) -> None:
    """No two headings are the same, for an issue is taken apart by them; and each has a name of its own."""
    found = elements(record_type)
    assert len({one.label for one in found}) == len(found) == len({one.id for one in found})
    data = yaml.safe_load(form(record_type))
    labels = [one["attributes"].get("label") for one in data["body"][1:]]
    assert labels == [one.label for one in found]
    assert json.dumps(data)  # and nothing in it is a date or another thing that YAML made of a text
