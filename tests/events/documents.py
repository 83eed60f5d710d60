"""A site, and the calendars of a catalogue as they are written for one."""

from __future__ import annotations

from datetime import date

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Document
from plugins.core.site import Association, Site
from plugins.events.calendars import calendars
from tests.factories import made

__all__ = ["SITE", "documents_of"]

SITE = Site(
    Association("Tidal Society", "Tidal", "An association.", "office@example.org"),
    "https://example.org/tides",
    "en-GB",
    "Europe/London",
    "public",
    date(2026, 6, 1),
)


def documents_of(records: Catalogue, site: Site) -> dict[str, bytes]:
    """All calendars, by their URLs."""
    found = made(calendars(records, site), records, site)
    return {one.url: one.content for one in found if isinstance(one, Document)}
