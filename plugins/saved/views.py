"""The page of the saved list: the same for everyone until a script fills it from the browser's storage."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Page
from plugins.core.site import Site

__all__ = ["saved_page"]


def saved_page(_catalogue: Catalogue, _site: Site) -> Iterator[Page]:
    """One page, which search engines have no use for."""
    yield Page("saved/", "saved/index.html", {}, origin="plugins/saved", listed=False)
