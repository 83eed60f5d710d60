"""Sites printed from records in memory: the pages and the search of an association too large to be written first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.synthetic import association, write
from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Output
from plugins.core.site import Site
from plugins.core.store import Store
from plugins.press.building import prepared
from plugins.press.editions import Edition
from plugins.press.places import THEME
from plugins.press.printing import Workshop, print_one
from plugins.press.settings import settings_for

__all__ = ["EmptySite"]


class EmptySite:
    """The site of an association without members, as `invoke build` would print it: what is needed to print more."""

    def __init__(self, root: Path) -> None:
        write(association(0), root)
        self.edition: Edition = prepared(root)
        self.site: Site = self.edition.site
        self._plugins = tuple(name.rpartition(".")[2] for name in settings_for(root)["PLUGINS"])

    def print(self, outputs: Iterable[Output], catalogue: Catalogue, folder: Path) -> int:
        """Prints outputs of a catalogue below a folder, as the press does, in one process. Gives how many."""
        workshop = Workshop(
            root=self.edition.root,
            theme=THEME,
            site=self.site,
            catalogue=catalogue,
            store=Store(),
            folder=folder,
            navigation=tuple(link for feature in self.edition.features for link in feature.navigation),
            plugins=self._plugins,
        )
        return sum(bool(print_one(workshop, output)) for output in outputs)
