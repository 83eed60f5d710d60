"""The pages of the site as a whole."""

from __future__ import annotations

from plugins.frontpage.views import newcomer, site_pages
from plugins.press.features import Feature, offered


def feature(_sender: object) -> Feature:
    """What the site as a whole gives the press."""
    return Feature(views=(site_pages,), each=(("members", newcomer),), places=("", "404.html", "patterns"))


def register() -> None:
    """Called by Pelican for each plugin of PLUGINS."""
    offered.connect(feature)
