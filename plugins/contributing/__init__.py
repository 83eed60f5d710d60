"""How people add to the site: forms in the browser, drafts of files, checks of what is sent in."""

from __future__ import annotations

from plugins.contributing.choices import choice_lists, names_of_files
from plugins.contributing.views import forms
from plugins.press.features import Feature, offered


def feature(_sender: object) -> Feature:
    """What contributing gives the press."""
    return Feature(views=(choice_lists,), types_views=(forms, names_of_files), places=("join",))


def register() -> None:
    """Called by Pelican for each plugin of PLUGINS."""
    offered.connect(feature)
