"""The map by which a calendar is imported: its rows have the fields of the record already."""

from __future__ import annotations

from dataclasses import replace

from plugins.core.plans import names_of
from plugins.core.records import Record
from plugins.importing.ics.calendars import COLUMNS
from plugins.importing.rules import Map, Rule, Target
from plugins.importing.values import loc_of

__all__ = ["identity", "lacking"]

MAY_BE_LEFT_OUT = frozenset({"recurrence.except", "venue.map", "online_page", "join_link", "organizers", "categories"})
"""Fields without which an event is still told right: exceptions that are none of the series, links that are none."""

OF_STAFF = frozenset({"format", "organizers"})
"""Fields that people set better than a calendar can: an update does not change them."""


def lacking(record_type: type[Record]) -> bool:
    """Whether records of a type are nothing that a calendar could hold."""
    return not {"title", "start", "end", "timezone"} <= names_of(record_type).keys()


def identity(more: Map | None) -> Map:
    """The map of a calendar. What the map of somebody who wants `more` says, of rows, slugs and fields, comes first."""
    slug = (_rule("_slug"),)
    targets = tuple(Target(name, loc_of(name), (_rule(name),)) for name in COLUMNS)
    if more is None:
        return Map("", (), (), {}, slug, True, {}, targets)
    own = {target.name for target in more.targets}
    kept = tuple(target for target in targets if target.name not in own)
    titles = next((target.choice for target in more.targets if target.name == "title"), ())
    # Without a `slug:` a map has the title's rule for it.
    return replace(
        more,
        slug=slug if more.slug == titles else more.slug,
        number_same_slugs=True,
        targets=(*kept, *more.targets),
    )


def _rule(column: str) -> Rule:
    return Rule(
        (("from", column),), (column,), {}, {}, leave_out=column in MAY_BE_LEFT_OUT, only_if_missing=column in OF_STAFF
    )
