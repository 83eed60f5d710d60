"""The exactness of the shards once more, in the browser that visitors have."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.browser.visits import Visit
from tests.search.node import HERE, LUNR, SCRIPTS
from tests.search.test_exactness import QUERIES, exactness  # noqa: F401  the same queries and index

PAGE = """<!doctype html><html lang="en"><title>x</title><body data-directory="/search/directory.json">
<script src="/lunr.min.js"></script></body></html>"""
TASK = """async () => {
  const given = await (await fetch("/given.json")).json();
  const { run } = await import("/exactness.js");
  return run(given, (name) => import(`/scripts/${name}`));
}"""


def test_chromium_finds_what_lunr_finds(
    exactness: Path,  # noqa: F811  pytest asks for fixtures so
    tmp_path: Path,
    serve: Callable[..., str],
    open_page: Callable[..., Visit],
) -> None:
    """A thousand queries in Chromium: the same documents in the same order with the same scores."""
    index = shutil.copytree(exactness / "index", tmp_path / "index")
    shutil.copy(exactness / "given.json", index)
    shutil.copytree(SCRIPTS, index / "scripts")
    shutil.copy(LUNR, index / "lunr.min.js")
    shutil.copy(HERE / "exactness.mjs", index / "exactness.js")
    (index / "index.html").write_text(PAGE)
    visit = open_page(serve(index))
    told = visit.page.evaluate(TASK)
    assert told["differences"] == []
    assert len(told["found"]) == QUERIES
