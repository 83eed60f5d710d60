"""The factories themselves: what is called full has no field that is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.loading import load
from plugins.core.parts import Image, Markdown, Part
from plugins.core.plans import plan
from plugins.core.records import Record
from tests.factories import RECORD_TYPES, association, catalogue, chapter, event, full, group, job, member, organization


def unfilled(part: Part, prefix: str = "") -> list[str]:
    """The dotted names of fields that say nothing, or only their default."""
    found = []
    for field in plan(type(part)):
        value = getattr(part, field.name)
        if not field.required and value == field.default:
            found.append(prefix + field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Part) and not isinstance(item, Markdown | Image):
                found += unfilled(item, f"{prefix}{field.name}.")
    return found


ONE_OR_THE_OTHER = {"recurrence.rule", "recurrence.count"}
"""Fields that only a file without some others has."""


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_full_records_fill_every_field(record_type: type[Record]) -> None:
    """A field that is added to a record without being filled in the factories is named here."""
    assert set(unfilled(full(record_type))) <= ONE_OR_THE_OTHER


def test_full_association_loads_without_a_word(tmp_path: Path) -> None:
    """The files that the factories write are all taken, connected, and worth no warning."""
    loaded = load(association(tmp_path), RECORD_TYPES)
    assert [str(problem) for problem in loaded.problems] == []
    assert sorted(record.slug for record in loaded.catalogue) == sorted(full(one).slug for one in RECORD_TYPES)


def test_small_records_are_valid() -> None:
    """Each factory makes a record from its defaults alone, and a catalogue holds one of each."""
    made = (member(), event(), job(), organization(), chapter(), group())
    assert len(tuple(catalogue(*made))) == 6
