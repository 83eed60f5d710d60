"""Rows: what is known of a record without its fields changes whenever they do, and comes back from where it is kept."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

import pytest

from plugins.core.freezing import frozen
from plugins.core.loading import load
from plugins.core.records import Record
from plugins.core.rows import Row, row_from, row_of, row_values
from tests.factories import RECORD_TYPES, event, full, full_job, full_member, job, member

PROJECT = Path(__file__).resolve().parents[2]


def kept(row: Row) -> Row:
    """A row as it comes back from where it was kept."""
    return row_from(json.loads(json.dumps(row_values(row))), row.source)


def test_rows_come_back() -> None:
    """The rows of full records, and of all of the demonstration, come back equal, with their sources."""
    records = [*(full(one) for one in RECORD_TYPES), *load(PROJECT, RECORD_TYPES).catalogue]
    rows = [row_of(record, source="key") for record in records]
    assert len(rows) > 50
    assert [kept(row) for row in rows] == rows
    assert {kept(row).source for row in rows} == {"key"}


def test_kept_rows_and_new_ones_stand_in_one_order() -> None:
    """Rows that are remembered can be sorted with such as were just read."""
    by_kind: dict[str, list[Row]] = {}
    for record in load(PROJECT, RECORD_TYPES).catalogue:
        by_kind.setdefault(record.kind, []).append(row_of(record))

    def in_order(rows: Iterable[Row]) -> list[str]:
        return [row.slug for row in sorted(rows, key=lambda row: (row.order, row.slug))]

    for rows in by_kind.values():
        mixed = [kept(row) if number % 2 else row for number, row in enumerate(rows)]
        random.Random(1).shuffle(mixed)
        assert in_order(mixed) == in_order(rows)


def test_a_row_says_what_others_may_refer_to() -> None:
    """A row has the record's address and name, its old names, and each reference by field, kind and value, in order."""
    row = row_of(
        full_member(work=[{"title": "A", "organization": "acme"}, {"title": "B", "organization": "Elsewhere"}])
    )
    assert (row.kind, row.slug, row.path, row.url, row.label, row.aliases) == (
        "members",
        "full-member",
        "members/full-member.yaml",
        "members/full-member/",
        "Ada Fullname",
        ("ada-maiden",),
    )
    assert row.references == (
        ("work.organization", "organizations", "acme"),
        ("work.organization", "organizations", "Elsewhere"),
        ("membership.chapters", "chapters", "full-chapter"),
        ("membership.groups", "groups", "full-group"),
    )
    # Those who speak as strangers are no references.
    assert row_of(event(speakers=[{"name": "Eve"}, "ada"])).references == (("speakers", "members", "ada"),)


def test_names_on_a_card_are_told_apart_from_the_rest_of_it() -> None:
    """A card's digest does not count the names of others on it; which they are is said beside it."""
    row = row_of(job(organization="acme"))
    assert ("organizations", "acme") in row.names
    assert row_of(member("Ada")).names == ()


@pytest.mark.parametrize(
    ("field", "value", "on_card"), [("headline", "Other", True), ("email", "other@example.org", False)]
)
def test_digests_change_with_what_they_are_of(field: str, value: str, on_card: bool) -> None:
    """The digest of all changes with any field, that of the card with what is on the card alone."""
    before, after = row_of(full_member()), row_of(full_member(**{field: value}))
    assert before.digest != after.digest
    assert (before.card != after.card) is on_card


def test_every_field_counts() -> None:
    """There is no field of a full record without which its digest is the same."""
    for record in (full_job(), full_member()):
        whole = row_of(record).digest
        for name, field in type(record).model_fields.items():
            if not field.is_required() and name != "visibility":
                changed = record.model_copy(update={name: field.default})
                assert row_of(changed).digest != whole, name


class Plain(Record):
    """A kind that no list shows."""

    kind: ClassVar[str] = "plains"
    folder: ClassVar[str] = "content/plains"

    name: str


def test_a_kind_without_a_card() -> None:
    """Where a kind has no card, all that the record says stands for it."""
    plain = Plain(slug="a", path="content/plains/a.md", name="A")
    row = row_of(plain)
    assert row.card == row.digest == row_of(plain, frozen(plain)).digest
    assert row.card != row_of(plain.model_copy(update={"name": "B"})).card
