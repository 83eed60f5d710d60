"""The map of an import as values: which rows are wanted, and which columns make which fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
    """A whole map: which rows are wanted, what their slugs are made of, and their fields."""

    at: str
    when: Condition
    unless: Condition
    replace: Mapping[str, str]
    slug: Choice
    number_same_slugs: bool
    tables: Mapping[str, TableOf]
    targets: tuple[Target, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column the map reads."""
        found = [*self.when, *self.unless]
        for _, choice in self._choices:
            for rule in choice:
                found += [*rule.columns, *rule.when, *rule.unless]
        return tuple(dict.fromkeys(found))

    @property
    def _choices(self) -> tuple[tuple[str, Choice], ...]:
        return (("slug", self.slug), *((target.name, target.choice) for target in self.targets))

    def columns_missing(self, has: Callable[[str], bool]) -> Mapping[str, str]:
        """The columns that a file has not, by `has`, each with the field it is read for.

        Where one of a list of rules finds all its columns, those of the others are not missed.
        """
        found = {column: "rows" for column in (*self.when, *self.unless) if not has(column)}
        for name, choice in self._choices:
            lacks = [[column for column in rule.columns if not has(column)] for rule in choice]
            if len(choice) == 1 or all(lacks):
                for column in (one for lack in lacks for one in lack):
                    found.setdefault(column, name)
        return found
