"""Where a member speaks and what they organize: of each event the next date, and of those that are over the last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.site import Site

__all__ = ["organizing", "speaking"]

ONCE = "recurrence.changes.speakers"
"""Who speaks on one date of a series alone."""


def speaking(member: str, catalogue: Catalogue, site: Site) -> dict[str, tuple[Any, ...]]:
    """Cards of dates on which a member speaks: what comes, the next first, and what was, the last first."""
    names = ("speakers", ONCE)
    events = {one.slug: one for name in names for one in catalogue.referring("events", name, member)}
    dates = ([card for card in event.shown(site.today) if _speaks(member, event, card)] for event in events.values())
    return _dates(dates, site)


def organizing(member: str, catalogue: Catalogue, site: Site) -> dict[str, tuple[Any, ...]]:
    """Cards of dates that a member organizes, as of those on which they speak."""
    events = catalogue.referring("events", "organizers", member)
    return _dates((event.shown(site.today) for event in events), site)


def _speaks(member: str, event: Any, card: Any) -> bool:
    """Whether a member speaks on this date: those of the series do, unless it has speakers of its own."""
    changes = event.recurrence.changes if event.recurrence else ()
    own = next((change.speakers for change in changes if change.occurrence == card.ordinary), ())
    return member in (own or event.speakers)


def _dates(cards_by_event: Iterable[Any], site: Site) -> dict[str, tuple[Any, ...]]:
    coming, past = [], []
    for cards in cards_by_event:
        left = [card for card in cards if not card.is_over(site.today)]
        if left:
            coming.append(left[0])
        elif cards:
            past.append(cards[-1])
    return {
        "coming": tuple(sorted(coming, key=_start)),
        "past": tuple(sorted(past, key=_start, reverse=True)),
    }


def _start(card: Any) -> Any:
    return card.starts_at
