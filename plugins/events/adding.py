"""Links that put an event into somebody's calendar on the web; nothing is loaded from there."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode

from plugins.core.fields import LocalTime
from plugins.core.site import Site
from plugins.events.cards import EventCard

__all__ = ["google_link"]

GOOGLE = "https://calendar.google.com/calendar/render"


def google_link(card: EventCard, site: Site) -> str:
    """A form of Google's, filled in with one occurrence in the time of its place."""
    whole_days = not isinstance(card.start, datetime)
    end = card.end + timedelta(days=1) if whole_days else card.end  # the end of a day is the next, as in iCalendar
    where = [card.venue, card.city, card.country]
    asked = {
        "action": "TEMPLATE",
        "text": card.title,
        "dates": f"{_compact(card.start)}/{_compact(end)}",
        "ctz": None if whole_days else card.timezone,
        "location": ", ".join(part for part in where if part) if card.format != "online" else None,
        "details": site.absolute(card.url),
    }
    return f"{GOOGLE}?{urlencode({name: value for name, value in asked.items() if value})}"


def _compact(moment: LocalTime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}" if isinstance(moment, datetime) else f"{moment:%Y%m%d}"
