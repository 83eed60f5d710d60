"""Sites printed from records in memory: the pages and the search of an association too large to be written first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType

from benchmarks.synthetic import association, write
from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Output
from plugins.core.site import Site
from plugins.press.assets import read_assets
from plugins.press.building import prepared
from plugins.press.editions import Edition
from plugins.press.environment import make_environment
from plugins.press.printing import print_outputs
from plugins.press.settings import THEME, settings_for

__all__ = ["EmptySite", "View"]

View = Callable[[Catalogue, Site], Iterator[Output]]


class EmptySite:
    """The site of an association without members, as `invoke build` would print it: what is needed to print more."""

    def __init__(self, root: Path) -> None:
        write(association(0), root)
        self.edition: Edition = prepared(root)
        self.site: Site = self.edition.site
        self.assets = read_assets(THEME)
        self.environment = make_environment(
            THEME,
            self.site,
            self.assets,
            [link for feature in self.edition.features for link in feature.navigation],
            (),
            has_news=False,
            features={name.rpartition(".")[2] for name in settings_for(root)["PLUGINS"]},
        )

    def views(self) -> MappingProxyType[str, View]:
        """The views of all features by name, such as `plugins.search.views.search_outputs`."""
        views = (view for feature in self.edition.features for view in feature.views)
        return MappingProxyType({f"{view.__module__}.{view.__name__}": view for view in views})

    def print(self, outputs: Iterator[Output], folder: Path) -> int:
        """Prints outputs below a folder, as the press does. Gives how many."""
        return print_outputs(outputs, self.environment, self.edition.root, folder)
