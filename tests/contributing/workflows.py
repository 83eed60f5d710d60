"""The steps of a workflow, run here: `run:` by bash as GitHub does, `uses:` by what stands in for the action."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

__all__ = ["Action", "Run", "copied", "kept", "load", "run_job"]

BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")
STATUS_FUNCTION = re.compile(r"\b(always|cancelled|failure|success)\(\)")
SECONDS = 600


@dataclass
class Run:
    """A job that is over: how each step ended, by its id or name, what was printed, and what was kept."""

    outcomes: dict[str, str] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    artifacts: dict[str, Path] = field(default_factory=dict)
    summary: str = ""
    skipped: bool = False

    @property
    def ok(self) -> bool:
        return "failure" not in self.outcomes.values()


Action = Callable[[Mapping[str, Any], Path, Run], None]
"""What stands in for an action: given its inputs, the workspace and the run so far."""


def load(file: Path) -> dict[str, Any]:
    """A workflow; YAML 1.1 takes its key `on` for a truth value, so texts stay texts."""
    loaded: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  texts only
    return loaded


def run_job(
    workflow: Mapping[str, Any],
    job: str,
    event: Mapping[str, Any],
    actions: Mapping[str, Action],
    scratch: Path,
    environment: Mapping[str, str],
) -> Run:
    """Runs one job for an event, in a new workspace below `scratch`."""
    run, described = Run(), workflow["jobs"][job]
    workspace, temp = scratch / "workspace", scratch / "temp"
    for folder in (workspace, temp, scratch / "home"):
        folder.mkdir(parents=True)
    (scratch / "event.json").write_text(json.dumps(event), encoding="utf-8")
    (scratch / "summary.md").touch()
    pull = event.get("pull_request", {})
    known: dict[str, Any] = {
        "github": {"event": event, "token": "a-token", "base_ref": pull.get("base", {}).get("ref", "")},
        "runner": {"temp": str(temp)},
        "steps": {},
        "vars": {},
    }
    around = {
        "PATH": os.environ["PATH"],
        "HOME": str(scratch / "home"),
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_PATH": str(scratch / "event.json"),
        "GITHUB_STEP_SUMMARY": str(scratch / "summary.md"),
        "RUNNER_TEMP": str(temp),
        **environment,
    }
    if "if" in described and not _true(described["if"], known, run):
        run.skipped = True
        return run
    around |= {name: _filled(value, known, run) for name, value in described.get("env", {}).items()}
    for step in described["steps"]:
        key = step.get("id", step["name"])
        (scratch / "outputs.txt").write_text("", encoding="utf-8")
        run.outcomes[key] = _run_step(step, known, run, workspace, around, actions)
        known["steps"][key] = {"outcome": run.outcomes[key], "outputs": _outputs(scratch / "outputs.txt")}
    run.summary = (scratch / "summary.md").read_text(encoding="utf-8")
    return run


def _run_step(
    step: Mapping[str, Any],
    known: Mapping[str, Any],
    run: Run,
    workspace: Path,
    around: Mapping[str, str],
    actions: Mapping[str, Action],
) -> str:
    key = step.get("id", step["name"])
    if not _true(step.get("if", "success()"), known, run):
        return "skipped"
    if "uses" in step:
        inputs = {name: _filled(value, known, run) for name, value in step.get("with", {}).items()}
        actions[step["uses"].partition("@")[0]](inputs, workspace, run)
        return "success"
    # GitHub writes a file of what stands in `run:`, with every expression filled in.
    script = workspace.parent / "script.sh"
    script.write_text(_filled(step["run"], known, run), encoding="utf-8")
    own = {name: _filled(value, known, run) for name, value in step.get("env", {}).items()}
    done = subprocess.run(
        [*BASH, str(script)],
        cwd=workspace,
        env={**around, **own, "GITHUB_OUTPUT": str(workspace.parent / "outputs.txt")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=False,
    )
    run.printed[key] = done.stdout.decode("utf-8", "replace")
    return "failure" if done.returncode else "success"


def _outputs(file: Path) -> dict[str, str]:
    """What the last step that ran said for the steps after it: a name, =, a value on each line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


def _true(expression: str, known: Mapping[str, Any], run: Run) -> bool:
    """Whether an `if:` lets a step run; without a function of the status it also asks that all went well."""
    whole = EXPRESSION.fullmatch(expression.strip())
    text = whole[1] if whole else expression
    return bool(_value(text, known, run)) and (bool(STATUS_FUNCTION.search(text)) or run.ok)


def _filled(text: str, known: Mapping[str, Any], run: Run) -> str:
    return EXPRESSION.sub(lambda found: str(_value(found[1], known, run)), text)


def _value(expression: str, known: Mapping[str, Any], run: Run) -> Any:
    """The value of what our workflows use of GitHub's expressions: names, texts, functions of the status, ==, !, &&."""
    text = expression.strip()
    if "||" in text:
        return any(_value(part, known, run) for part in text.split("||"))
    if "&&" in text:
        return all(_value(part, known, run) for part in text.split("&&"))
    if "!=" in text:
        one, other = (_value(part, known, run) for part in text.split("!="))
        return one != other
    if "==" in text:
        one, other = (_value(part, known, run) for part in text.split("=="))
        return one == other
    if text.startswith("!"):
        return not _value(text[1:], known, run)
    if text.startswith("'"):
        return text.strip("'")
    if found := STATUS_FUNCTION.fullmatch(text):
        return {"always": True, "cancelled": False, "failure": not run.ok, "success": run.ok}[found[1]]
    value: Any = known
    for name in text.split("."):
        value = value.get(name, "")
    return value


def kept(inputs: Mapping[str, Any], _workspace: Path, run: Run) -> None:
    """Stands in for actions/upload-artifact: notes what it would keep; links would be followed."""
    place = Path(inputs["path"])
    if place.exists():
        run.artifacts[inputs["name"]] = place
    else:
        assert inputs["if-no-files-found"] == "ignore"


def copied(origin: Path, libraries: Path) -> Action:
    """Stands in for actions/checkout: a branch, its history if asked for, no credentials; `libraries` lie beside."""

    def check_out(inputs: Mapping[str, Any], workspace: Path, _run: Run) -> None:
        assert inputs["persist-credentials"] == "false"
        shutil.rmtree(workspace)
        clone = ["git", "clone", "--quiet", "--branch", inputs.get("ref", "main"), f"file://{origin}", str(workspace)]
        clone += ["--depth", "1"] if inputs.get("fetch-depth", "1") == "1" else []
        subprocess.run(clone, check=True)
        (workspace / "node_modules").symlink_to(libraries)

    return check_out
