"""The demonstration as Lighthouse sees it, on eight types of page: `invoke bench site`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.host import hosting
from benchmarks.results import about, save
from plugins.press.browser_libraries import install
from plugins.press.places import PROJECT
from tests.browser.lighthouse import CATEGORIES, TIMES, Result, audited, page_types

__all__ = ["figures", "main"]

SHIFT = "cumulative-layout-shift"


def main(*, times: int = 5, folder: Path | None = None) -> None:
    """Builds the demonstration, audits each type of page so often, prints medians, and keeps all figures."""
    install(PROJECT, development=True)
    with ExitStack() as cleared:
        place = folder or Path(cleared.enter_context(tempfile.TemporaryDirectory()))
        output = place / "output"
        build = [sys.executable, "-m", "invoke", "--search-root", str(PROJECT), "build", "--output", str(output)]
        subprocess.run(build, check=True)
        site = output.resolve()
        files = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.html")}
        types = page_types(sorted(files, key=lambda name: -files[name]))
        with hosting(site, told=True) as host:
            runs = [_in_turn(host.address, types, turn) for turn in range(times)]
    pages = {name: figures([run[name] for run in runs]) for name in types}
    for name, found in pages.items():
        print(f"{name:8} {_line(found)}")
        print(*(f"         {audit}: {told}" for audit, told in found["imperfect"].items()), sep="\n")
    known = about("site", len([*(PROJECT / "members").rglob("*.yaml")]))
    known["versions"] |= next(iter(runs[0].values())).versions
    print(f"kept in {save(known | {'pages': pages}).name}")


def figures(results: Sequence[Result]) -> dict[str, Any]:
    """The figures of several audits of one page, as plain as JSON; times in milliseconds, sizes in bytes."""
    first = results[0]
    return {
        "page": first.page,
        "scores": {name: [one.scores[name] for one in results] for name in CATEGORIES},
        "times": {name: [round(one.value(name)) for one in results] for name in TIMES},
        "layout shift": [round(one.value(SHIFT), 4) for one in results],
        "requests": len(first.requests),
        "bytes": sum(first.requests.values()),
        "largest request": max(first.requests.values()),
        "imperfect": {key: told for one in results for name in CATEGORIES for key, told in one.imperfect(name).items()},
    }


def _in_turn(site: str, types: Mapping[str, str], turn: int) -> dict[str, Result]:
    """One run, beginning each time with another page: the first is slower, as nothing of the browser is warm."""
    names = [*types][turn % len(types) :] + [*types][: turn % len(types)]
    return dict(zip(names, audited(site, [types[name] for name in names]), strict=True))


def _line(found: Mapping[str, Any]) -> str:
    scores = " ".join(f"{name} {median(some):.0f}" for name, some in found["scores"].items())
    times = ", ".join(f"{name} {median(some):,.0f} ms" for name, some in found["times"].items())
    shift = f"layout shift {median(found['layout shift'])}"
    return f"{scores}; {times}, {shift}; {found['requests']} requests, {found['bytes']:,} bytes"
