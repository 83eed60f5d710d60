"""The search beside Pagefind: the same records, host and browser in one run (`invoke bench search`)."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

import pagefind_bin
from playwright.sync_api import sync_playwright

from benchmarks.host import hosting
from benchmarks.processes import Cost, cost_of
from benchmarks.queries import OF_EACH, Query, queries
from benchmarks.results import about, save
from benchmarks.synthetic import association
from benchmarks.visits import Answer, cold, scripts, warm
from tests.browser.chromium import launch

__all__ = ["Sides", "main", "summed"]

PAGES = Path(__file__).with_name("pages")
PAGE_OF = {"pagefind": "bench/pagefind.html", "ours": "members/"}
NOT_ABOUT_THE_MEMBER = (
    ".breadcrumbs",
    ".actions",
    ".business-card",
    "[aria-labelledby=alike]",
    "[data-pagefind-ignore]",
)
"""What our own search does not read either: Pagefind is told to pass it over."""

RUNS, LARGE = 3, 50_000
"""So often both build their index; once, where that takes long."""


@dataclass(frozen=True)
class Sides:
    """A figure of Pagefind's and ours; smaller is better."""

    pagefind: float
    ours: float

    @property
    def ratio(self) -> float:
        return self.ours / self.pagefind if self.pagefind else float("nan")


def main(size: int, *, of_each: int = OF_EACH, folder: Path | None = None) -> None:
    """Measures, prints and keeps the figures; `folder` keeps what was built, and what lies there is not built again."""
    with ExitStack() as cleared:
        place = folder or Path(cleared.enter_context(tempfile.TemporaryDirectory()))
        costs = _built(size, place)
        asked = queries(association(size).members, of_each)
        answers, loaded, chromium = _asked(place, asked)
    figures = {**_of_building(costs), "scripts: bytes": loaded, **_of_searching(answers)}
    print(_table(size, len(asked), figures))
    raw = {name: {side: list(map(asdict, one)) for side, one in some.items()} for name, some in answers.items()}
    told = {"queries": len(asked), "figures": {name: asdict(one) for name, one in figures.items()}, "answers": raw}
    known = about("search", size)
    known["versions"]["chromium"] = chromium
    print(f"kept in {save(known | told).name}")


def summed(answers: Sequence[Answer], field: str) -> tuple[float, float]:
    """The median and the 95th percentile of a field."""
    values = [float(getattr(answer, field)) for answer in answers]
    return median(values), quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def _built(size: int, place: Path) -> Mapping[str, Cost]:
    """Both indexes, one after the other, with what each of them cost."""
    place.mkdir(parents=True, exist_ok=True)
    step = [sys.executable, "-m", "benchmarks.indexing"]
    if not (place / "pages").exists():
        cost_of([*step, "pages", str(size), str(place / "pages")], place / "pages.log")
    passed_over = [argument for one in NOT_ABOUT_THE_MEMBER for argument in ("--exclude-selectors", one)]
    reads = ["--site", str(place / "pages"), "--root-selector", "main", *passed_over]
    writes = ["--output-path", str(place / "pagefind" / "pagefind")]
    commands = {
        "pagefind": [str(pagefind_bin.get_executable()), *reads, *writes],
        "ours": [*step, "index", str(size), str(place / "ours")],
    }
    runs: dict[str, list[Cost]] = {side: [] for side in commands}
    for _ in range(RUNS if size < LARGE else 1):
        for side, command in commands.items():
            shutil.rmtree(place / side, ignore_errors=True)
            runs[side].append(cost_of(command, place / f"{side}.log"))
    return {side: _median(costs) for side, costs in runs.items()}


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(**{field.name: median(getattr(cost, field.name) for cost in costs) for field in fields(Cost)})


Answers = Mapping[str, Mapping[str, Sequence[Answer]]]
"""By state, cold or warm, and by side."""


def _asked(place: Path, asked: Sequence[Query]) -> tuple[Answers, Sides, str]:
    """Both sides' answers, the bytes of their scripts, the browser's version. Queries are put to them in turn."""
    shutil.copytree(PAGES, place / "pagefind" / "bench")
    first = Query("before", "the first")
    with (
        sync_playwright() as playwright,
        launch(playwright) as browser,
        hosting(place / "pagefind", place / "ours") as host,
    ):
        loaded = Sides(**{side: scripts(browser, host, page, asked[0]) for side, page in PAGE_OF.items()})
        runs = {
            "cold": {side: cold(browser, host, page, asked) for side, page in PAGE_OF.items()},
            "warm": {side: warm(browser, host, page, first, asked) for side, page in PAGE_OF.items()},
        }
        return {state: _in_turn(state, len(asked), sides) for state, sides in runs.items()}, loaded, browser.version


def _in_turn(state: str, number: int, runs: Mapping[str, Iterator[Answer]]) -> dict[str, list[Answer]]:
    """One answer of each side after the other, so that both meet the machine as it is at that time."""
    found: dict[str, list[Answer]] = {side: [] for side in runs}
    for place, turn in enumerate(zip(*runs.values(), strict=True), start=1):
        for side, answer in zip(runs, turn, strict=True):
            found[side].append(answer)
        told = ", ".join(f"{side} {some[-1].milliseconds:,.0f} ms" for side, some in found.items())
        print(f"{state} {place} of {number}: {told}", file=sys.stderr, flush=True)
    return found


def _of_building(costs: Mapping[str, Cost]) -> dict[str, Sides]:
    pagefind, ours = costs["pagefind"], costs["ours"]
    return {
        "index: seconds": Sides(pagefind.seconds, ours.seconds),
        "index: processor seconds": Sides(pagefind.processor, ours.processor),
        "index: peak MB, records in memory included": Sides(pagefind.peak, ours.peak),
        "index: peak MB beyond the records": Sides(pagefind.peak, ours.added),
    }


def _of_searching(answers: Answers) -> dict[str, Sides]:
    found: dict[str, Sides] = {}
    for state, sides in answers.items():
        for field, unit in (("bytes", "bytes"), ("milliseconds", "ms")):
            for which, name in enumerate(("median", "p95")):
                figures = {side: summed(some, field)[which] for side, some in sides.items()}
                found[f"{state}: {unit}, {name}"] = Sides(**figures)
    for sort in dict.fromkeys(answer.query.sort for answer in answers["cold"]["ours"]):
        figures = {side: summed(_of_sort(some, sort), "bytes")[0] for side, some in answers["cold"].items()}
        found[f"cold: bytes, median, {sort}"] = Sides(**figures)
    nothing = {side: float(sum(not one.found for one in some)) for side, some in answers["cold"].items()}
    found["queries that found nothing"] = Sides(**nothing)
    return found


def _of_sort(answers: Iterable[Answer], sort: str) -> list[Answer]:
    return [answer for answer in answers if answer.query.sort == sort]


def _table(size: int, asked: int, figures: Mapping[str, Sides]) -> str:
    """Markdown, as docs/benchmarks.md has it."""
    lines = [
        f"{size:,} members, {asked} queries, {_machine()}",
        "",
        "| | Pagefind | ours | ratio |",
        "|---|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {_told(one.pagefind)} | {_told(one.ours)} | {one.ratio:.2f} |" for name, one in figures.items()
    ]
    return "\n".join(lines)


def _told(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def _machine() -> str:
    day = datetime.now(UTC).date()
    return f"{day}, {os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}"
