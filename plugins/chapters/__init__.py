"""The association's own bodies: chapters and groups."""

from __future__ import annotations

from plugins.chapters.chapter import Chapter, Group
from plugins.chapters.views import body_lists, body_page
from plugins.press.features import Feature, offered


def feature(_sender: object) -> Feature:
    """What chapters and groups give the press."""
    return Feature(
        records=(Chapter, Group),
        pages=((Chapter, body_page), (Group, body_page)),
        views=(body_lists,),
        navigation=(("Chapters", "chapters/"), ("Groups", "groups/")),
    )


def register() -> None:
    """Called by Pelican for each plugin of PLUGINS."""
    offered.connect(feature)
