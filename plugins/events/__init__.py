"""Events: the agenda, months, what was, a page for each, and calendars to subscribe to."""

from __future__ import annotations

from plugins.events.announcements import announced, announcements
from plugins.events.calendars import ALL, calendars
from plugins.events.dates import dates
from plugins.events.event import Event
from plugins.events.event_page import event_page
from plugins.events.ics import entry
from plugins.events.selections import common
from plugins.events.views import event_lists
from plugins.press.features import Feature, offered


def feature(_sender: object) -> Feature:
    """What events give the press."""
    return Feature(
        records=(Event,),
        pages=((Event, event_page),),
        views=(event_lists, calendars, announcements),
        each=((Event.kind, entry), (Event.kind, announced), (Event.kind, dates), (Event.kind, common)),
        places=(ALL,),
        navigation=(("Events", "events/"),),
    )


def register() -> None:
    """Called by Pelican for each plugin of PLUGINS."""
    offered.connect(feature)
