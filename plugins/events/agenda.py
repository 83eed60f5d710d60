"""Coming events by month, and past ones: what lists of occurrences are made of, so that no series drowns the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.events.dates import Key, Listed, cards

__all__ = ["MonthTold", "latest", "month_context", "months_told"]

MonthTold = tuple[str, tuple[tuple[Key, tuple[str, ...]], ...]]
"""The first day of a month, and for each entry the key of its occurrence with the ordinary starts of others like it."""


@dataclass
class _Entry:
    key: Key
    others: list[str]


def months_told(occurrences: Iterable[Listed], since: date) -> tuple[MonthTold, ...]:
    """Occurrences, in their order, by the month they start in, but not before the month of a day.

    In each month those of a series that do not differ are one entry.
    """
    found: dict[date, list[_Entry]] = {}
    series: dict[tuple[date, str], _Entry] = {}
    for one in occurrences:
        month = max(one.first, since).replace(day=1)
        slug, ordinary = one.key
        if one.plain and (month, slug) in series:
            series[month, slug].others.append(ordinary)
            continue
        entry = _Entry(one.key, [])
        found.setdefault(month, []).append(entry)
        if one.plain:
            series[month, slug] = entry
    # Sorted, since at one instant it is one month here and another there.
    return tuple(
        (month.isoformat(), tuple((entry.key, tuple(entry.others)) for entry in entries))
        for month, entries in sorted(found.items())
    )


def month_context(catalogue: Catalogue, told: Sequence[Any]) -> dict[str, Any]:
    """A month as templates show it: each entry with its card, and the cards of the others."""
    month, entries = told
    keys = [(slug, start) for (slug, ordinary), others in entries for start in (ordinary, *others)]
    found = iter(cards(catalogue, keys))
    return {
        "month": date.fromisoformat(month),
        "entries": tuple(
            {"card": next(found), "also": tuple(next(found) for _one in others)} for _key, others in entries
        ),
    }


def latest(past: Iterable[Listed]) -> list[Key]:
    """Of occurrences in their order, the newest first, with one alone of each event."""
    found: dict[str, Key] = {}
    for one in past:
        found.pop(one.key[0], None)
        found[one.key[0]] = one.key
    return list(found.values())[::-1]
