"""The association's own bodies: chapters and groups."""

from __future__ import annotations

from plugins.chapters.chapter import Chapter, Group
from plugins.chapters.views import chapter_pages
from plugins.press.features import Feature, offered


def feature(_sender: object) -> Feature:
    """What chapters and groups give the press."""
    navigation = (("Chapters", "chapters/"), ("Groups", "groups/"))
    return Feature(records=(Chapter, Group), views=(chapter_pages,), navigation=navigation)


def register() -> None:
    """Called by Pelican for each plugin of PLUGINS."""
    offered.connect(feature)
