"""The tables of the documents, made from the raw figures: `python -m benchmarks.report`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from types import MappingProxyType
from typing import Any

from benchmarks.growth import growth_table, hosts_table, power
from benchmarks.results import latest

__all__ = ["DOCUMENTS", "build_tables", "reported", "search_table", "site_table", "summary"]

PROJECT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "docs/benchmarks.md", "docs/scale.md")
MARKED = re.compile(r"(?s)(<!-- figures: (?P<name>[a-z ]+) -->\n).*?(<!-- end of figures -->)")

Result = Mapping[str, Any]
Results = Mapping[int, Result]

STEPS = MappingProxyType(
    {
        "cold": "everything, from nothing",
        "headline": "one headline edited",
        "biography": "one biography edited",
        "skill": "one skill added",
        "newcomer": "one new member",
        "nothing": "nothing changed",
        "template": "one template changed",
    }
)
SEARCH = MappingProxyType(
    {
        "index, seconds": ("index: seconds", 1),
        "index, seconds of processors": ("index: processor seconds", 1),
        "index, peak MB (ours with all records)": ("index: peak MB, records in memory included", 1),
        "cold, kB, median": ("cold: bytes, median", 1000),
        "cold, kB, p95": ("cold: bytes, p95", 1000),
        "cold, ms, median": ("cold: ms, median", 1),
        "cold, ms, p95": ("cold: ms, p95", 1),
        "warm, kB, median": ("warm: bytes, median", 1000),
        "warm, kB, p95": ("warm: bytes, p95", 1000),
        "warm, ms, median": ("warm: ms, median", 1),
        "warm, ms, p95": ("warm: ms, p95", 1),
    }
)
"""The rows of the search's table: the figure of a result, and what it is divided by."""


def reported(text: str) -> str:
    """A document with every marked table made anew."""
    tables = {
        "build": build_tables(latest("build")),
        "summary": summary(latest("build")),
        "search": search_table(latest("search")),
        "site": site_table(latest("site")),
        "growth": _grown(latest("build")),
        "hosts": hosts_table(latest("build")),
    }
    return MARKED.sub(lambda found: f"{found[1]}\n{tables[found['name']]}\n\n{found[3]}", text)


def _grown(results: Results) -> str:
    """When and where the sizes were measured, and how their figures grow."""
    return "\n\n".join(filter(None, (_told(results), growth_table(results))))


def build_tables(results: Results) -> str:
    """Every figure of our build beside those of Hugo and Pagefind, a column for each size."""
    if not results:
        return "Not measured yet."
    rows = [(f"{name}, seconds", _steps(results, step, "seconds")) for step, name in STEPS.items()]
    rows += [
        (f"{name}, seconds of processors", _steps(results, step, "processor"))
        for step, name in STEPS.items()
        if step in {"cold", "headline", "nothing"}
    ]
    rows += [
        ("peak memory, MB", [_peaks(one, "ours") for one in results.values()]),
        ("peak memory after one edit, MB", [_peaks(one, "ours, one change") for one in results.values()]),
        ("files written after one edit", [_of_both(one.get("written"), "written") for one in results.values()]),
        ("of them with other content", [_of_both(one.get("written"), "differ") for one in results.values()]),
        ("written once more by the next build", [_of_both(one.get("written"), "later") for one in results.values()]),
        ("`check` of everything, from nothing, s", [_median(one["check"].get("cold")) for one in results.values()]),
        ("`check` of everything again, s", [_median(one["check"].get("warm")) for one in results.values()]),
        ("`check` of one file, s", [_median(one["check"].get("one file")) for one in results.values()]),
        ("`serve`, from saving to the page, s", [_served(one.get("served")) for one in results.values()]),
    ]
    table = _table("Hugo and Pagefind / ours", [f"{size:,}" for size in results], rows)
    return "\n\n".join(part for part in (_told(results), table, _growth(results)) if part)


def summary(results: Results) -> str:
    """The few figures that most want to know, of the size that an association may well have."""
    result = results.get(10_000) or next(reversed(results.values()), None)
    if result is None:
        return "Not measured yet."
    only = {result["members"]: result}
    rows = [(name, _steps(only, step, "seconds")) for step, name in STEPS.items() if step in SHORT]
    rows.append(("peak memory, MB", [_peaks(result, "ours")]))
    return _table(f"{result['members']:,} members, seconds", ["Hugo and Pagefind / ours"], rows)


SHORT = ("cold", "headline", "nothing", "template")


def search_table(results: Results) -> str:
    """Our search beside Pagefind's, a column for each size."""
    if not results:
        return "Not measured yet."
    rows = [
        (name, [_sides(one["figures"][key], unit) for one in results.values()]) for name, (key, unit) in SEARCH.items()
    ]
    rows.insert(0, ("queries", [str(one["queries"]) for one in results.values()]))
    nothing = [one["figures"]["queries that found nothing"] for one in results.values()]
    rows.append(("queries that found nothing", [f"{one['pagefind']:.0f} / {one['ours']:.0f}" for one in nothing]))
    return "\n\n".join((_told(results), _table("Pagefind / ours", [f"{size:,}" for size in results], rows)))


def site_table(results: Results) -> str:
    """What Lighthouse says of each type of page of the demonstration."""
    result = next(reversed(results.values()), None)
    if result is None:
        return "Not measured yet."
    pages = result["pages"].values()
    rows = [(name, [f"{median(one['scores'][key]):.0f}" for one in pages]) for key, name in SCORES.items()]
    rows += [(name, [f"{median(one['times'][key]):,.0f}" for one in pages]) for key, name in PAINTS.items()]
    rows.append(("layout shift", [f"{median(one['layout shift']):.3f}" for one in pages]))
    rows.append(("requests", [str(one["requests"]) for one in pages]))
    rows += [(name, [f"{one[key] / 1000:.1f}" for one in pages]) for key, name in WEIGHTS.items()]
    versions = {name: result["versions"][name] for name in ("python", "lighthouse", "chromium")}
    told = _told({result["members"]: {**result, "versions": versions}})
    return f"{told}\n\n{_table('Page', list(result['pages']), rows)}"


SCORES = MappingProxyType(
    {
        "performance": "performance",
        "accessibility": "accessibility",
        "best-practices": "best practices",
        "seo": "search engines",
    }
)
PAINTS = MappingProxyType(
    {
        "first-contentful-paint": "first paint, ms",
        "largest-contentful-paint": "largest paint, ms",
        "total-blocking-time": "blocking time, ms",
    }
)
WEIGHTS = MappingProxyType({"bytes": "all requests, kB", "largest request": "largest request, kB"})


def _told(results: Results) -> str:
    """When and where, in a sentence for each day."""
    lines = []
    for day in dict.fromkeys(one["date"] for one in results.values()):
        some = [one for one in results.values() if one["date"] == day]
        machine, versions = some[0]["machine"], some[0]["versions"]
        sizes = ", ".join(f"{one['members']:,}" for one in some)
        told = ", ".join(f"{NAMES[name]} {versions[name]}" for name in NAMES if name in versions)
        lines.append(
            f"{sizes} members: measured on {day}, {machine['cores']} cores of {machine['processor']}, "
            f"{machine['memory_gb']} GB; {told}."
        )
    return "\n".join(lines)


NAMES = MappingProxyType(
    {
        "python": "Python",
        "hugo": "Hugo",
        "pagefind-bin": "Pagefind",
        "lighthouse": "Lighthouse",
        "chromium": "Chromium",
        "linux": "Linux",
    }
)


def _table(corner: str, heads: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    lines = [f"| {corner} | {' | '.join(heads)} |", f"|---|{'---:|' * len(heads)}"]
    lines += [f"| {name} | {' | '.join(cells)} |" for name, cells in rows if any(cell != NONE for cell in cells)]
    return "\n".join(lines)


NONE = "–"


def _steps(results: Results, step: str, figure: str) -> list[str]:
    return [_step(one["runs"], step, figure) for one in results.values()]


def _step(runs: Mapping[str, Any], step: str, figure: str) -> str:
    """Theirs, ours, their ratio and its spread. Of an edit that theirs was not measured with, another stands for it."""
    ours = [one[figure] for one in runs[step]["ours"]]
    theirs = [one[figure] for one in (runs[step].get("theirs") or runs["headline"].get("theirs") or ())]
    if not theirs:
        return _number(median(ours))
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=False)]
    spread = f" ({_ratio(min(ratios))} to {_ratio(max(ratios))})" if len(ratios) > 1 else ""
    return f"{_compared(median(theirs), median(ours))}{spread}"


def _compared(theirs: float, ours: float) -> str:
    return f"{_number(theirs)} / {_number(ours)} = {_ratio(ours / theirs)}"


def _peaks(result: Result, name: str) -> str:
    """Hugo and Pagefind run one after the other: the larger of the two counts."""
    peaks = result["peaks"]
    if name not in peaks:
        return NONE
    theirs = [peaks[one] for one in ("hugo", "pagefind") if one in peaks]
    return _compared(max(theirs), peaks[name]) if theirs else _number(peaks[name])


def _of_both(found: Mapping[str, Mapping[str, int]] | None, what: str) -> str:
    return f"{found['theirs'][what]:,} / {found['ours'][what]:,}" if found else NONE


def _median(runs: Sequence[Mapping[str, float]] | None) -> str:
    return _number(median(one["seconds"] for one in runs)) if runs else NONE


def _served(seconds: Sequence[float] | None) -> str:
    return _number(median(seconds)) if seconds else NONE


def _sides(found: Mapping[str, float], unit: float) -> str:
    return _compared(found["pagefind"] / unit, found["ours"] / unit)


def _growth(results: Results) -> str:
    """By which power of the number of members our figures grow, from each size to the next."""
    pairs = list(pairwise(results))
    if not pairs:
        return ""
    rows = [
        (name, [_exponent(results[few], results[many], step, figure) for few, many in pairs])
        for name, step, figure in (
            ("everything, seconds", "cold", "seconds"),
            ("everything, seconds of processors", "cold", "processor"),
            ("one headline, seconds", "headline", "seconds"),
        )
    ]
    return _table("Ours grows by the power of", [f"{few:,} to {many:,}" for few, many in pairs], rows)


def _exponent(few: Result, many: Result, step: str, figure: str) -> str:
    first, second = (median(run[figure] for run in one["runs"][step]["ours"]) for one in (few, many))
    return f"{power(few['members'], many['members'], first, second):.2f}"


def _number(figure: float) -> str:
    if figure >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.1f}" if figure >= 10 else f"{figure:.2f}"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.3f}"


def main() -> None:
    """Writes the tables into the documents."""
    for name in DOCUMENTS:
        file = PROJECT / name
        file.write_text(reported(file.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
