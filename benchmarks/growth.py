"""How a build grows from size to size, a million members reckoned from the two largest, and what hosts take."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from types import MappingProxyType
from typing import Any

__all__ = ["growth_table", "hosts_table", "power"]

Result = Mapping[str, Any]
Results = Mapping[int, Result]

FAR = 1_000_000
NONE = "–"


def _seconds(step: str) -> Callable[[Result], float]:
    return lambda result: median(run["seconds"] for run in result["runs"][step]["ours"])


def _peak(name: str) -> Callable[[Result], float]:
    return lambda result: float(result["peaks"][name])


def _output(name: str, unit: float = 1) -> Callable[[Result], float]:
    return lambda result: result["output"][name] / unit


FIGURES: Mapping[str, Callable[[Result], float]] = MappingProxyType(
    {
        "everything, from nothing, seconds": _seconds("cold"),
        "one headline edited, seconds": _seconds("headline"),
        "one new member, seconds": _seconds("newcomer"),
        "one template changed, seconds": _seconds("template"),
        "nothing changed, seconds": _seconds("nothing"),
        "peak memory, from nothing, MB": _peak("ours"),
        "peak memory after one edit, MB": _peak("ours, one change"),
        "files of the site": _output("files"),
        "size of the site, MB": _output("bytes", 1e6),
    }
)

LIMITS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "GitHub Pages": {"bytes": 1e9},
        "GitLab Pages on GitLab.com": {"bytes": 1e9, "files and folders": 200_000},
        "Cloudflare Pages, free": {"files": 20_000},
        "Cloudflare Pages, paid": {"files": 100_000},
    }
)
"""What hosts take of one site; docs/scale.md says where that stands."""


def growth_table(results: Results) -> str:
    """A column for each size that was measured, and one for a million members, by the growth from the last but one."""
    if not results:
        return "Not measured yet."
    sizes = list(results)
    heads = [f"{size:,}" for size in sizes]
    if far := len(sizes) > 1 and sizes[-1] < FAR:
        heads += [f"power, {sizes[-2]:,} to {sizes[-1]:,}", f"*{FAR:,}*"]
    lines = [f"| Members | {' | '.join(heads)} |", f"|---|{'---:|' * len(heads)}"]
    for name, figure in FIGURES.items():
        known = [_known(figure, result) for result in results.values()]
        if known != [None] * len(known):
            cells = [*map(_number, known), *(_beyond(sizes, known) if far else [])]
            lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def power(few: int, many: int, first: float, second: float) -> float:
    """The power of the number of members by which a figure grows from one size to another."""
    return math.log(second / first) / math.log(many / few)


def _known(figure: Callable[[Result], float], result: Result) -> float | None:
    """A figure of a result; None where it was not measured."""
    try:
        return figure(result)
    except KeyError:
        return None


def _beyond(sizes: Sequence[int], known: Sequence[float | None]) -> tuple[str, str]:
    """The power of the last step, and what a million would take if it went on so: no less than what was measured."""
    first, second = known[-2:]
    if not first or not second:
        return NONE, NONE
    grown = power(sizes[-2], sizes[-1], first, second)
    return f"{grown:.2f}", f"*≈ {_number(_rough(second * (FAR / sizes[-1]) ** max(grown, 0)))}*"


def hosts_table(results: Results) -> str:
    """How many members fit into what hosts take, with as much for each as in the largest site that was measured."""
    measured = [result for result in results.values() if "output" in result]
    if not measured:
        return "Not measured yet."
    members, output = measured[-1]["members"], measured[-1]["output"]
    has = {**output, "files and folders": output["files"] + output["folders"]}
    lines = ["| Host | Members that fit, about | Because of its limit of |", "|---|---:|---|"]
    for host, limits in LIMITS.items():
        fit, what = min((limit / (has[what] / members), what) for what, limit in limits.items())
        limit = f"{limits[what] / 1e9:.0f} GB" if what == "bytes" else f"{limits[what]:,.0f} {what}"
        lines.append(f"| {host} | {_rough(fit):,.0f} | {limit} |")
    told = f"{output['files'] / members:.1f} files and {output['bytes'] / members / 1000:.0f} kB for each member"
    return f"Reckoned from {told}, as in the site of {members:,}.\n\n" + "\n".join(lines)


def _rough(figure: float) -> float:
    """Two digits: more would be a lie."""
    return round(figure, 1 - math.floor(math.log10(figure)))


def _number(figure: float | None) -> str:
    if figure is None:
        return NONE
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.1f}" if figure >= 10 else f"{figure:.2f}"
