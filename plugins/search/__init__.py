"""Search as a feature: the index in pieces, the search page, and the description that browsers take a search from."""

from __future__ import annotations

from plugins.press.features import ALL, Feature, offered
from plugins.search.documents import said
from plugins.search.views import search_outputs


def feature(_sender: object) -> Feature:
    """What the search gives the press."""
    return Feature(views=(search_outputs,), each=((ALL, said),), places=("search", "opensearch.xml"))


def register() -> None:
    """Called by Pelican for each plugin of PLUGINS."""
    offered.connect(feature)
