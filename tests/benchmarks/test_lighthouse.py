"""What is kept of Lighthouse's answers, and the host that the pages are audited on."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.request import urlopen

from benchmarks.host import hosting
from benchmarks.lighthouse import figures
from tests.browser.lighthouse import CATEGORIES, TIMES, Audit, Result, page_types


def _result(milliseconds: float) -> Result:
    audits = [Audit(name, 1, milliseconds, "") for name in (*TIMES, "cumulative-layout-shift")]
    audits += [Audit("tap", 0.5, None, "too small"), Audit("manual", None, None, "look yourself")]
    members = {**dict.fromkeys(CATEGORIES, ("manual",)), "seo": ("tap", "manual", *TIMES)}
    scores = {**dict.fromkeys(CATEGORIES, 100), "seo": 50}
    return Result("x/", {}, scores, members, {one.name: one for one in audits}, {"/x/": 900, "/a.css": 100})


def test_figures_of_all_runs_are_kept() -> None:
    """Scores and times stand in the order of the runs; what has not all points is told, with the reason."""
    found = figures([_result(10), _result(20.4)])
    assert found["scores"]["seo"] == [50, 50]
    assert found["times"]["total-blocking-time"] == [10, 20]
    assert (found["requests"], found["bytes"], found["largest request"]) == (2, 1000, 900)
    assert found["imperfect"] == {"tap": "too small"}


def test_the_fullest_page_of_each_type_is_chosen() -> None:
    """The first of the files that has the pattern stands for its type; pages further down do not."""
    chosen = page_types(
        [
            "members/page/2/index.html", "members/b/index.html", "members/a/index.html", "skills/gis/index.html",
            "events/x/index.html", "jobs/x/index.html", "news/x/index.html",
            "search/index.html", "members/index.html", "index.html",
        ]
    )  # fmt: skip
    assert (chosen["home"], chosen["members"], chosen["member"]) == ("", "members/", "members/b/")


def test_the_host_sends_what_the_site_asks_for(tmp_path: Path) -> None:
    """Rules of `_headers` are kept by their patterns, text is packed, and without them the host chooses."""
    (tmp_path / "static").mkdir()
    for name in ("static/a.css", "b.html"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    (tmp_path / "_headers").write_text("/*\n  X-One: 1\n\n/static/*\n  X-One: 2\n  X-Two: 3\n", encoding="utf-8")
    with (
        hosting(tmp_path, told=True) as host,
        urlopen(f"{host.address}static/a.css") as sheet,
        urlopen(f"{host.address}b.html") as page,
    ):
        assert (sheet.headers["X-One"], sheet.headers["X-Two"]) == ("1, 2", "3")
        assert (page.headers["X-One"], page.headers["X-Two"], page.headers["Cache-Control"]) == ("1", None, None)
        assert gzip.decompress(page.read()) == b"text"
    with hosting(tmp_path) as host, urlopen(f"{host.address}static/a.css") as sheet:
        assert "immutable" in sheet.headers["Cache-Control"]
