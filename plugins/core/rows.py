"""Rows: what is known of a record without its fields, small enough to hold those of a hundred thousand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from plugins.core.digests import digest, digest_of
from plugins.core.freezing import frozen
from plugins.core.plans import notable
from plugins.core.records import Record

__all__ = ["Row", "row_from", "row_of", "row_values"]


@dataclass(frozen=True, slots=True)
class Row:
    """What others may refer to of a record, and digests of the rest, which change whenever it does.

    `order` is its sort key; `references` are the dotted name of a field, the kind and the value of each; `card` is the
    digest of its card, but for the `names` of other records on it, by kind and value; `digest` is that of all it says;
    `source` is the key that it is kept under, where it is kept.
    """

    kind: str
    slug: str
    path: str
    url: str
    label: str
    order: tuple[Any, ...]
    aliases: tuple[str, ...]
    references: tuple[tuple[str, str, str], ...]
    names: tuple[tuple[str, str], ...]
    card: str
    digest: str
    source: str = field(default="", compare=False)


def row_of(record: Record, data: bytes | None = None, source: str = "") -> Row:
    """The row of a record; `data` is the record as JSON, where that is at hand."""
    whole = digest(data if data is not None else frozen(record))
    names: dict[tuple[str, str], None] = {}

    def name_of(kind: str, value: str) -> str:
        names[kind, value] = None
        return value

    try:
        card = digest_of(record.card(name_of))
    except NotImplementedError:
        card = whole
    return Row(
        kind=record.kind,
        slug=record.slug,
        path=record.path,
        url=record.url,
        label=record.label,
        order=record.sort_key(),
        aliases=record.aliases,
        references=tuple(
            (".".join(step for step in loc if isinstance(step, str)), plan.reference.kind, value)
            for loc, plan, value in notable(record)
            if plan.reference and isinstance(value, str)
        ),
        names=tuple(names),
        card=card,
        digest=whole,
        source=source,
    )


def row_values(row: Row) -> list[Any]:
    """A row as plain JSON, without its source."""
    return [getattr(row, name) for name in Row.__slots__[:-1]]


def row_from(values: Sequence[Any], source: str) -> Row:
    """The row that these were the values of."""
    kind, slug, path, url, label, order, aliases, references, names, card, whole = values
    pairs = tuple(map(tuple, references))
    others = tuple(map(tuple, names))
    return Row(kind, slug, path, url, label, tuple(order), tuple(aliases), pairs, others, card, whole, source)
