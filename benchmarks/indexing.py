"""One step of the search's measurement in a process of its own: print the members' pages, or build our index.

`python -m benchmarks.indexing pages 10000 FOLDER` prints what Pagefind reads; with `index`, what our search is made of.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import BEGIN, END
from benchmarks.sites import EmptySite
from benchmarks.synthetic import association, catalogue
from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Deferred, Output, Page
from plugins.core.site import Site
from plugins.directory.member import Member
from plugins.directory.views import member_list, member_pages
from plugins.press.assets import read_assets
from plugins.press.building import nothing_thrown_away
from plugins.press.places import THEME
from plugins.search.views import search_outputs

__all__ = ["main"]


def main(step: str, size: int, folder: Path) -> None:
    """Does one step for so many members."""
    with tempfile.TemporaryDirectory() as root:
        site = EmptySite(Path(root))
        records = catalogue(association(size)).for_audience(site.site.audience)
        outputs = search_outputs(records, site.site) if step == "index" else _profiles(records, site.site)
        print(BEGIN, flush=True)
        with nothing_thrown_away():
            number = site.print(outputs, records, folder)
        print(END, flush=True)
        if step == "index":
            site.print(read_assets(THEME).documents(), records, folder)
            first = next(one for one in member_list(records, site.site) if one.url == "members/")
            assert isinstance(first, Deferred)
            site.print([first.make(records, site.site, *first.told)], records, folder)
    print(f"{number:,} files", flush=True)


def _profiles(records: Catalogue, site: Site) -> Iterator[Output]:
    """The pages of single members: lists and files beside them are not searched."""
    for member in records.of(Member):
        yield from (one for one in member_pages(member, records, site) if isinstance(one, Page))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
