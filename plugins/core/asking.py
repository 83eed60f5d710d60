"""How values are asked for: the sort of input of each type of field, and what of it can be told before we read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Asked", "DayAloneIf", "Input", "NeededUnless", "NeededWithout", "NotBefore", "NotWith"]

Input = Literal[
    "text",
    "paragraph",
    "markdown",
    "choice",
    "yes-no",
    "whole-number",
    "number",
    "day",
    "partial-date",
    "local-time",
    "url",
    "email",
    "phone",
    "country",
    "language",
    "time-zone",
    "currency",
    "orcid",
    "skill",
    "reference",
    "image",
    "slug",
    "audiences",
    "part",
]
"""The sorts of input. A `part` is a group of fields, `audiences` are the choices of who sees which field."""


@dataclass(frozen=True)
class Asked:
    """Marks a type of field with how its values are asked for.

    `pattern` is a regular expression for the whole value, in what Python, JavaScript and JSON Schema have in common; a
    value that it refuses is refused by the check too, but not the other way round. `example` is one that is right.
    `longest` counts characters, where the type limits them by code of its own.
    """

    input: Input
    example: str = ""
    pattern: str = ""
    longest: int | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class NotBefore:
    """Marks a field whose value, a date or an amount, may not be before that of the field `name` beside it.

    With `days`, it may not be more than so many days after it either.
    """

    name: str
    days: int | None = None


@dataclass(frozen=True)
class NeededUnless:
    """Marks a field that is needed unless the field `name` beside it is not given, or has one of these values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class NeededWithout:
    """Marks a field that is needed where the field `name` beside it is not given."""

    name: str


@dataclass(frozen=True)
class NotWith:
    """Marks a field that may not be given where the field `name` beside it is, as both would say the same."""

    name: str


@dataclass(frozen=True)
class DayAloneIf:
    """Marks a time of which only the day is written where the field `name` beside it is true, and only there."""

    name: str
