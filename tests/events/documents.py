"""The calendars of a catalogue, as they are written."""

from __future__ import annotations

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Document
from plugins.core.site import Site
from plugins.events.calendars import calendars
from tests.factories import made

__all__ = ["documents_of"]


def documents_of(records: Catalogue, site: Site) -> dict[str, bytes]:
    """All calendars, by their URLs."""
    found = made(calendars(records, site), records, site)
    return {one.url: one.content for one in found if isinstance(one, Document)}
