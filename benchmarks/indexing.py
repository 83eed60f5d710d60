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
from plugins.core.outputs import Output, Page
from plugins.press.building import nothing_thrown_away

__all__ = ["main"]

LIST = "members/"
PROFILES, INDEX = "plugins.directory.views.member_pages", "plugins.search.views.search_outputs"


def main(step: str, size: int, folder: Path) -> None:
    """Does one step for so many members."""
    with tempfile.TemporaryDirectory() as root:
        site = EmptySite(Path(root))
        records = catalogue(association(size)).for_audience(site.site.audience)
        outputs = site.views()[INDEX if step == "index" else PROFILES](records, site.site)
        print(BEGIN, flush=True)
        with nothing_thrown_away():
            number = site.print(outputs if step == "index" else _profiles(outputs), folder)
        print(END, flush=True)
        if step == "index":
            site.print(iter(site.assets.documents()), folder)
            lists = site.views()[PROFILES](records, site.site)
            site.print(iter([next(one for one in lists if one.url == LIST)]), folder)
    print(f"{number:,} files", flush=True)


def _profiles(outputs: Iterator[Output]) -> Iterator[Output]:
    """The pages of single members: lists and files beside them are not searched."""
    return (one for one in outputs if isinstance(one, Page) and one.template == "directory/member.html")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
