"""The map of an import as values: which rows are wanted, and which columns make which fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from plugins.core.sources import Loc

__all__ = ["PLACE", "Choice", "Condition", "Map", "Rule", "TableOf", "Target"]

PLACE = re.compile(r"\{([^{}]*)\}")
"""A place in a template that a column fills."""

Condition = Mapping[str, tuple[str, ...]]
"""Columns, and for each the patterns of which its cell must match one; * stands for any text, ? for one sign."""


@dataclass(frozen=True)
class Rule:
    """How to make one value. `verbs` are done in the order they are written; `columns` are those it reads."""

    verbs: tuple[tuple[str, Any], ...]
    columns: tuple[str, ...]
    when: Condition
    unless: Condition
    leave_out: bool = False
    only_if_missing: bool = False


Choice = tuple[Rule, ...]
"""Rules of which the first that gives something makes the value."""


@dataclass(frozen=True)
class Target:
    """A field of the record: its dotted name as written, its loc, and how its value is made."""

    name: str
    loc: Loc
    choice: Choice


@dataclass(frozen=True)
class TableOf:
    """A second file to look values up in: `key` and `value` are columns of it."""

    file: str
    key: str
    value: str


@dataclass(frozen=True)
class Map:
    """A whole map: which rows are wanted, what their slugs are made of, and their fields.

    Of several conditions for rows, those hold whose columns the file has, and there must be such a one.
    """

    at: str
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    replace: Mapping[str, str]
    slug: Choice
    number_same_slugs: bool
    tables: Mapping[str, TableOf]
    targets: tuple[Target, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column the map reads."""
        found = [column for condition in (*self.when, *self.unless) for column in condition]
        for _, choice in self._choices:
            for rule in choice:
                found += [*rule.columns, *rule.when, *rule.unless]
        return tuple(dict.fromkeys(found))

    @property
    def _choices(self) -> tuple[tuple[str, Choice], ...]:
        return (("slug", self.slug), *((target.name, target.choice) for target in self.targets))

    def row_columns_missing(self, has: Callable[[str], bool]) -> Mapping[str, str]:
        """The columns without which it cannot be said which rows are wanted, each with the word it stands under."""
        found: dict[str, str] = {}
        for word, conditions in (("when", self.when), ("unless", self.unless)):
            # One of which the file has a part is meant, and lacks the rest.
            for condition in _there(conditions, has) or conditions:
                found |= {column: word for column in condition if not has(column)}
        return found

    def for_columns(self, has: Callable[[str], bool]) -> Map:
        """The map with those conditions for rows alone whose columns the file has."""
        return replace(self, when=_there(self.when, has), unless=_there(self.unless, has))

    def columns_missing(self, has: Callable[[str], bool]) -> Mapping[str, str]:
        """The columns that a file has not, by `has`, each with the field it is read for.

        Where one of a list of rules finds all its columns, those of the others are not missed.
        """
        found: dict[str, str] = {}
        for name, choice in self._choices:
            lacks = [[column for column in rule.columns if not has(column)] for rule in choice]
            if len(choice) == 1 or all(lacks):
                for column in (one for lack in lacks for one in lack):
                    found.setdefault(column, name)
        return found


def _there(conditions: tuple[Condition, ...], has: Callable[[str], bool]) -> tuple[Condition, ...]:
    return tuple(condition for condition in conditions if any(map(has, condition)))
