"""Hugo prints what we print: the same pages, with the same links and the same text."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from benchmarks.equality import ONLY_OURS, PASSED_OVER, differences, main, said
from benchmarks.synthetic import association, write
from tests.conftest import start_build

PAGE = """<!doctype html><html><head><title>Ada</title><meta name="description" content="A person"></head>
<body><main><h1>Ada</h1><p>Likes <a href="/skills/gis/">GIS</a></p></main></body></html>"""


def _sites(folder: Path, ours: str, theirs: str, name: str = "members/ada/index.html") -> tuple[Path, Path]:
    for side, text in (("ours", ours), ("theirs", theirs)):
        file = folder / side / name
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    return folder / "ours", folder / "theirs"


def test_the_same_page_may_be_spaced_otherwise(tmp_path: Path) -> None:
    """Spaces and lines, which depend on how a template is written, make no difference, and neither do classes."""
    other = PAGE.replace("<p>", '\n  <p class="soft">\n').replace("</h1>", " </h1>")
    assert list(differences(*_sites(tmp_path, PAGE, other))) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("/skills/gis/", "/skills/maps/", "links"),
        ("GIS", "Maps", "text"),
        ("<h1>Ada</h1>", "", "text"),
        ("A person", "Somebody", "head"),
        ("</head>", '<script type="application/ld+json">{"name": "Ada"}</script></head>', "data"),
    ],
)
def test_each_difference_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    """Another link, text, description or piece of data is a difference, with the page and what it is."""
    found = list(differences(*_sites(tmp_path, PAGE, PAGE.replace(old, new))))
    assert [one.split(": ")[:2] for one in found] == [["members/ada/index.html", told]]


def test_pages_of_one_side_are_told(tmp_path: Path) -> None:
    """A page that only one of the two has is a difference, but for those that are left out by name."""
    ours, theirs = _sites(tmp_path, PAGE, PAGE)
    for file in (ours / "new" / "index.html", theirs / "old" / "index.html", *(ours / name for name in ONLY_OURS)):
        page = file if file.suffix == ".html" else file / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(PAGE, encoding="utf-8")
    assert list(differences(ours, theirs)) == ["new/index.html: only ours", "old/index.html: only theirs"]
    assert main(ours, theirs) == 1


def test_what_is_passed_over_is_there() -> None:
    """The search of a list is not compared, and the list in it is."""
    html = """<body><div class="search"><form>Search</form><div class="facet-panel">Filters</div>
      <div class="search-found"><div data-when="idle">Ada</div><p>Searching</p></div></div></body>"""
    assert said(html.encode()).text == "Ada"
    assert all(PASSED_OVER.values())


def test_hugo_prints_what_we_print(tmp_path: Path) -> None:
    """Of sixty-five members and all lists of them, no page differs: Hugo is run here, where it is installed."""
    try:
        from benchmarks.sides import Theirs  # noqa: PLC0415  needs Hugo and Pagefind
    except ModuleNotFoundError as missing:
        told = f"pages are not compared with Hugo's: {missing}; uv run --group bench invoke test brings it"
        (pytest.fail if os.environ.get("GUILDHALL_CI") else pytest.skip)(told)
    written = association(65)
    write(written, tmp_path / "root")
    ours = start_build(tmp_path / "root", tmp_path / "ours", "https://synthetics.example.org")().folder
    theirs = Theirs.prepared(tmp_path / "theirs", written, ours)
    subprocess.run(theirs.hugo(), check=True, capture_output=True)
    assert list(differences(ours, theirs.output)) == []
    assert len(list(theirs.output.rglob("members/*/index.html"))) == 65
    assert (theirs.output / "members/page/2/index.html").exists()
