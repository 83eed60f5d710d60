"""The one comment that a pull request gets, and its status, made from nothing that the pull request could have made.

Which pull request it is, and whose, the forge says. Who may change what is judged here. Only the report of the check
comes from a run that a pull request can change: it is a stranger's text, so long, of this shape, and shown as code.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from plugins.contributing.forge import ForgeError, GitHub
from plugins.contributing.guarding import Answer, guard, in_words
from plugins.contributing.pulls import account
from plugins.core.problems import Problem
from plugins.core.records import Record
from plugins.core.reports import Findings, as_markdown, code_span
from plugins.press.git_objects import GitError

__all__ = ["MARKER", "CommentError", "answer_run", "read_report"]

MARKER = "<!-- guildhall: the answer to this pull request -->"
BOT = "github-actions[bot]"
CONTEXT = "Who may change this"
REPORT = "check.json"
MOST_ZIPPED = 512 * 1024
MOST_REPORT = 512 * 1024
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How the forge packs; of other ways it is not known how they end where they are broken."""

MOST_COMMENT = 60_000
"""Bytes; GitHub takes 65,536 characters."""
MOST_SAID = 30_000
"""Of these for who may change what: names of files can be as long as somebody likes."""
MOST_PAGES = 10
SHA = re.compile(r"[0-9a-f]{40}")
STATES = {"accepted": "success", "for staff": "pending", "refused": "failure"}
SAID = {
    "accepted": "only what its author may change",
    "for staff": "the staff have to decide; see the comment",
    "refused": "not as it is; see the comment",
}
CUT = "There is more to say than fits here; the run names it all."
NO_REPORT = "There is no report on the files that could be shown here; the run itself may have one."

Name = Annotated[str, Field(max_length=1000)]
Long = Annotated[str, Field(max_length=20_000)]
Place = Annotated[int, Field(ge=0, le=10_000_000)]


class CommentError(Exception):
    """Why there is no comment, in words for whoever reads the log."""


class _Reported(BaseModel):
    model_config = ConfigDict(strict=True)

    path: Name
    line: Place
    column: Place
    field: Name
    severity: Literal["error", "warning"]
    message: Long
    excerpt: Long


class _Reading(BaseModel):
    model_config = ConfigDict(strict=True)

    path: Name
    lines: Annotated[list[Name], Field(max_length=100)]


class _Report(BaseModel):
    model_config = ConfigDict(strict=True)

    version: Literal[1]
    failed: Long | None
    problems: Annotated[list[_Reported], Field(max_length=2000)]
    readings: Annotated[list[_Reading], Field(max_length=300)]  # so many changes check.yml names


@dataclass(frozen=True)
class _Run:
    """A finished run of check.yml, as the forge tells it."""

    id: int
    sha: str
    owner: str
    branch: str


def answer_run(root: Path, record_types: Iterable[type[Record]], environment: Mapping[str, str]) -> str:
    """Comments on the pull request whose run is over, and sets its status; gives a line for the log.

    `environment` is that of a workflow that `workflow_run` started. Raises CommentError.
    """
    try:
        names = ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN")
        hub = GitHub(*(environment[name] for name in names))
        event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
        run = _run(event)
        if (pull := _pull(hub, run, event["repository"]["default_branch"])) is None:
            return f"no open pull request has the commit {run.sha} at its end any more; there is nobody to answer"
        number = int(pull["number"])
        author = account(pull["user"]["login"], str(pull["user"]["id"]))
        try:
            answer: Answer | None = guard(root, record_types, "HEAD", run.sha, author)
            said = in_words(answer, "markdown") if answer else ""
        except GitError as error:
            answer, said = (
                None,
                f"### {CONTEXT}\n\nThis could not be judged, so the staff look: {code_span(str(error))}",
            )
        link = f"{environment['GITHUB_SERVER_URL']}/{hub.repository}/actions/runs/{run.id}"
        outcome = answer.verdict.outcome if answer else "for staff"
        _set_status(hub, run.sha, STATES[outcome], SAID[outcome], link)
        return _post(hub, number, _body(said, _report(hub, run), link))
    except ForgeError as error:
        raise CommentError(str(error)) from None
    except (KeyError, TypeError, ValueError) as error:
        raise CommentError(f"what started this, or the forge, said something unexpected: {error!r}") from None


def _run(event: Any) -> _Run:
    told = event["workflow_run"]
    if told["event"] != "pull_request" or not SHA.fullmatch(told["head_sha"]):
        raise CommentError("this was not started by the run of a pull request")
    return _Run(int(told["id"]), told["head_sha"], told["head_repository"]["owner"]["login"], told["head_branch"])


def _pull(hub: GitHub, run: _Run, branch: str) -> Any:
    """The open pull request into the default branch that ends with the commit of the run, or None."""
    head = quote(f"{run.owner}:{run.branch}", safe="")
    for pull in hub.get(f"pulls?state=open&head={head}&base={quote(branch, safe='')}&per_page=100"):
        if pull["head"]["sha"] == run.sha and pull["base"]["ref"] == branch:
            return pull
    return None


def _report(hub: GitHub, run: _Run) -> Findings | None:
    """What the check found, where its run left a report that can be read; who wrote it, nobody knows."""
    found = hub.get(f"actions/runs/{run.id}/artifacts?name=report&per_page=10")["artifacts"]
    for artifact in found:
        if artifact["name"] == "report" and not artifact["expired"] and artifact["size_in_bytes"] <= MOST_ZIPPED:
            try:
                return read_report(hub.download(f"actions/artifacts/{int(artifact['id'])}/zip", MOST_ZIPPED))
            except ForgeError:
                return None
    return None


def read_report(zipped: bytes) -> Findings | None:
    """The problems that a stranger's archive tells of, or None where it holds anything else than one such report."""
    try:
        with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
            (inside,) = archive.infolist()
            if inside.filename != REPORT or inside.file_size > MOST_REPORT or inside.compress_type not in PACKED:
                return None
            with archive.open(inside) as opened:  # never unpacked to a disk, and never more than this
                data = opened.read(MOST_REPORT + 1)
        report = _Report.model_validate_json(data) if len(data) <= MOST_REPORT else None
    except (zipfile.BadZipFile, zlib.error, ValidationError, ValueError, EOFError, NotImplementedError, RuntimeError):
        return None
    if report is None:
        return None
    problems = (
        Problem(one.path, one.line, one.column, one.field, one.message, one.excerpt, one.severity == "warning")
        for one in report.problems
    )
    readings = tuple((one.path, tuple(one.lines)) for one in report.readings)
    return Findings(tuple(problems), report.failed or "", readings=readings)


def _body(said: str, report: Findings | None, link: str) -> str:
    first = f"{MARKER}\n{_within(said, MOST_SAID)}\n\n"
    last = f"\n[The whole report, and a preview of the pages where the check found no mistake]({link})\n"
    room = MOST_COMMENT - len((first + last).encode("utf-8", "replace"))
    return first + (as_markdown(report, max(room, 1000)) if report else f"## The files\n\n{NO_REPORT}\n") + last


def _within(text: str, most: int) -> str:
    """The lines of a text that have at most so many bytes together, with a word on those that are left out."""
    lines = text.split("\n")
    sizes = accumulate(len(line.encode("utf-8", "replace")) + 1 for line in lines)
    kept = [line for line, size in zip(lines, sizes, strict=True) if size <= most]
    return text if len(kept) == len(lines) else "\n".join([*kept, "", CUT])


def _set_status(hub: GitHub, sha: str, state: str, said: str, link: str) -> None:
    hub.send("POST", f"statuses/{sha}", {"state": state, "context": CONTEXT, "description": said, "target_url": link})


def _post(hub: GitHub, number: int, body: str) -> str:
    """Writes the comment, or changes the one that is there; only our own is ever changed."""
    for page in range(1, MOST_PAGES + 1):
        comments = hub.get(f"issues/{number}/comments?per_page=100&page={page}")
        for one in comments:
            # An account that is gone is null.
            if (one["user"] or {}).get("login") == BOT and one["body"].startswith(MARKER):
                if one["body"].strip() == body.strip():
                    return f"the comment on pull request {number} says this already"
                hub.send("PATCH", f"issues/comments/{int(one['id'])}", {"body": body})
                return f"changed the comment on pull request {number}"
        if not comments:
            break
    hub.send("POST", f"issues/{number}/comments", {"body": body})
    return f"commented on pull request {number}"
