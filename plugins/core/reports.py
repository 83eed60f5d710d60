"""Problems as a report: for a terminal, for programs, for a forge's annotations and for its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from urllib.parse import quote

from plugins.core.problems import Problem, printable, report, summary

__all__ = ["FORMATS", "Findings", "as_github", "as_json", "as_markdown", "as_sarif", "as_text", "code_span"]

VERSION = 1
"""Of the JSON; it changes when a name in it goes or comes to mean something else."""

SHOWN = 9
"""How many annotations of a sort are printed before the one that counts the rest: GitHub takes ten of each."""

MOST = 1024 * 1024
"""Bytes that GitHub takes as the summary of a step."""

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True)
class Findings:
    """What a check found. `failed` is why it could not look at everything, "" where it could.

    `changed` are the paths of the files that the reader has just changed: what is wrong there comes first. `readings`
    say in other words what was read in some files, by their paths.
    """

    problems: tuple[Problem, ...]
    failed: str = ""
    changed: frozenset[str] = frozenset()
    readings: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def in_order(self) -> list[Problem]:
        """All problems once: changed files first, files with errors before those with warnings alone, then by place."""
        bad = {one.path for one in self.problems if not one.warning}
        return sorted(set(self.problems), key=lambda one: (one.path not in self.changed, one.path not in bad, one))

    @property
    def errors(self) -> int:
        """How many problems stop a build."""
        return sum(not one.warning for one in set(self.problems))


def as_text(found: Findings) -> str:
    """Each problem with its line and a caret, in the order of their places, then a count: for a terminal."""
    told = [f"{printable(path)}\n{_lines(lines)}\n" for path, lines in found.readings]
    told += [report(found.problems)] if _count(found) else []
    return "\n".join([*told, *([found.failed] if found.failed else [])])


def as_json(found: Findings) -> str:
    """The report for programs: `version`, `errors`, `warnings`, `failed` (a text or null), the lists `problems` and
    `readings` (each with its `path` and `lines`).

    A problem has `path`, `line` and `column` (from 1, or 0 for the whole file), `field`, `severity` (error or warning),
    `rule`, `message` and `excerpt` (the line as written, "" where there is none).
    """
    problems = [
        {
            "path": one.path,
            "line": one.line,
            "column": one.column,
            "field": one.field,
            "severity": _severity(one),
            "rule": one.rule,
            "message": one.message,
            "excerpt": one.excerpt,
        }
        for one in found.in_order
    ]
    counts = {"errors": found.errors, "warnings": len(problems) - found.errors}
    readings = [{"path": path, "lines": list(lines)} for path, lines in found.readings]
    failed = found.failed or None
    return _json({"version": VERSION, **counts, "failed": failed, "problems": problems, "readings": readings})


def as_github(found: Findings) -> str:
    """Workflow commands that annotate lines: of errors and of warnings at most nine each, and one that counts the rest.

    Nothing of a file is printed but in the data of a command, where it cannot be a command of its own.
    """
    lines = [f"::error title=The check::{_data(found.failed)}"] if found.failed else []
    for command in ("error", "warning"):
        some = [one for one in found.in_order if _severity(one) == command]
        lines += [_annotation(command, one) for one in some[:SHOWN]]
        if (more := len(some) - SHOWN) > 0:
            lines.append(f"::{command} title=And more::{_and_more(more, command)}")
    return "\n".join([*lines, *_count(found)])


def _count(found: Findings) -> list[str]:
    """How much is wrong, in one line; none where nothing was found by a check that came to no end."""
    return [summary(found.problems)] if found.problems or not found.failed else []


def _and_more(more: int, severity: str) -> str:
    noun = ("problem" if severity == "error" else "warning") + ("s" if more > 1 else "")
    return f"and {more:,} more {noun}; the summary of this run names them all"


def _annotation(command: str, one: Problem) -> str:
    place = {"file": one.path, "line": one.line, "col": one.column, "title": one.field or one.path}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value)
    return f"::{command} {properties}::{_data(one.words)}"


def _data(text: str) -> str:
    """A text as the data of a workflow command."""
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    """A text as a property of a workflow command, where colons and commas end it too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_markdown(found: Findings, most: int = MOST) -> str:
    """The report for a page of a forge, in at most so many bytes; a line says so where it is cut.

    Whatever a file says stands in code, where it can be no link, no HTML, no mention of a person and no other markup.
    """
    sections = [f"## {one.capitalize()}\n" for one in _count(found) or ["Not everything was checked"]]
    if found.failed:
        sections.append(f"The check could not be finished: {code_span(found.failed)}\n")
    sections += _by_file(found.in_order)
    sections += [f"\n### {code_span(path)}\n\n{_fenced(_lines(lines))}" for path, lines in found.readings]
    cut = "\n*The report is longer than can be shown here. Mend these first, or run the check yourself to see all.*\n"
    text, size = "", 0
    for section in sections:
        size += len(section.encode("utf-8", "replace"))
        if size + len(cut.encode()) > most:
            return text + cut
        text += section
    return text


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(map(printable, lines))


def _by_file(problems: Sequence[Problem]) -> Iterator[str]:
    for path, some in groupby(problems, key=lambda one: one.path):
        heading = f"\n### {code_span(path)}\n"
        for one in some:
            place = f"**Line {one.line}**" if one.line else "**The whole file**"
            said = f"\n{place}{' (warning)' if one.warning else ''}: {code_span(one.words)}\n"
            yield f"{heading}{said}\n{_fenced(one.pointer)}" if one.pointer else f"{heading}{said}"
            heading = ""


def code_span(text: str) -> str:
    """A text as a code span of one line, whatever stands in it (CommonMark 6.1)."""
    line = " ".join(printable(" ".join(text.splitlines())).split()) or " "
    fence = "`" * (_longest_run(line) + 1)
    return f"{fence} {line} {fence}" if "`" in line else f"{fence}{line}{fence}"


def _fenced(text: str) -> str:
    """Lines as a block of code, whatever stands in them (CommonMark 4.5)."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}text\n{text}\n{fence}\n"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def as_sarif(found: Findings) -> str:
    """The report as SARIF 2.1.0 (OASIS), which code scanning of forges and editors read."""
    problems = found.in_order
    failure = {"level": "error", "message": {"text": printable(found.failed)}}
    run = {
        "tool": {"driver": {"name": "Guildhall", "rules": [{"id": one} for one in sorted({p.rule for p in problems})]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not found.failed,
                "toolExecutionNotifications": [failure] if found.failed else [],
            }
        ],
        "results": [_result(one) for one in problems],
    }
    return _json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(one: Problem) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": quote(one.path.encode("utf-8", "replace"))}}
    if one.line:
        snippet = {"snippet": {"text": printable(one.excerpt)}} if one.excerpt else {}
        place["region"] = {"startLine": one.line, "startColumn": max(one.column, 1), **snippet}
    return {
        "ruleId": one.rule,
        "level": _severity(one),
        "message": {"text": printable(one.words)},
        "locations": [{"physicalLocation": place}],
    }


def _severity(one: Problem) -> str:
    return "warning" if one.warning else "error"


def _json(value: object) -> str:
    # Half of a sign, which a file's name may hold, is escaped, so that the text can be written as UTF-8.
    return json.dumps(value, ensure_ascii=True, indent=2)


FORMATS: Mapping[str, Callable[[Findings], str]] = MappingProxyType(
    {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif, "markdown": as_markdown}
)
"""The forms of a report by their names."""
