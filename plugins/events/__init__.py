"""Events: the agenda, what was, and a page for each."""

from __future__ import annotations

from plugins.events.calendars import ALL, calendars
from plugins.events.event import Event
from plugins.events.ics import entry
from plugins.events.views import event_lists, event_page
from plugins.press.features import Feature, offered


def feature(_sender: object) -> Feature:
    """What events give the press."""
    return Feature(
        records=(Event,),
        pages=((Event, event_page),),
        views=(event_lists, calendars),
        each=((Event.kind, entry),),
        places=(ALL,),
        navigation=(("Events", "events/"),),
    )


def register() -> None:
    """Called by Pelican for each plugin of PLUGINS."""
    offered.connect(feature)
