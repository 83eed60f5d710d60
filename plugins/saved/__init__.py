"""The saved list: records that a visitor stars. Their own browser keeps and shows it; the build gives it a page."""

from __future__ import annotations

from plugins.press.features import Feature, offered
from plugins.saved.views import saved_page


def feature(_sender: object) -> Feature:
    """What the saved list gives the press."""
    return Feature(views=(saved_page,), places=("saved",))


def register() -> None:
    """Called by Pelican for each plugin of PLUGINS."""
    offered.connect(feature)
