"""The project's documents, and what tests read off them: commands, code blocks, tables, links."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

__all__ = ["DOCUMENTS", "ROOT", "Block", "blocks", "cells", "commands", "links", "section", "text_of", "tracked"]

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")))


def text_of(name: str) -> str:
    """A file of the project, by its path from the root."""
    return (ROOT / name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Block:
    """A fenced piece of code: its language, the file that the line before it names in backticks, and its text."""

    language: str
    file: str
    text: str


FENCE = re.compile(
    r"(?:^[^\n]*?`(?P<file>[^`\n]+)`:\n\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


def blocks(text: str, language: str = "") -> list[Block]:
    """The fenced pieces of code of a document, those of one language if it is named."""
    found = [Block(match["language"], match["file"] or "", match["text"]) for match in FENCE.finditer(text)]
    return [block for block in found if language in {"", block.language}]


INVOKED = re.compile(r"\s*(?:[A-Z_]+=\S+ )*(?:uv run (?:--group bench |--extra cluster )?)?invoke (?P<arguments>[^#]*)")


def commands(text: str) -> Iterator[list[str]]:
    """The arguments of every `uv run invoke` and `invoke` that a document shows, one list for each command.

    Continued lines are joined; what a shell would do with `#` and with variables in front is left out.
    """
    shown = [block.text.replace("\\\n", " ") for block in blocks(text, "sh")] + re.findall(r"`([^`\n]+)`", text)
    for line in (line for piece in shown for line in piece.splitlines()):
        if found := INVOKED.match(line):
            yield shlex.split(found["arguments"])


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its level or above."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n", text, re.MULTILINE)
    assert found, f"there is no heading {heading!r}"
    end = re.compile(rf"^#{{1,{len(found[1])}}} ", re.MULTILINE).search(text, found.end())
    return text[found.end() : end.start() if end else len(text)]


def cells(text: str) -> list[list[str]]:
    """The rows of all tables in a text, without their heads."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    starts = [number for number, row in enumerate(rows) if re.fullmatch(r"[|\s:-]+", row)]
    heads = {number - 1 for number in starts} | set(starts)
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
        for number, row in enumerate(rows)
        if number not in heads
    ]


def links(text: str) -> list[str]:
    """Where the links and pictures of a document lead."""
    without_code = re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"\]\(([^)\s]+)\)", without_code)


def tracked() -> list[str]:
    """The files that are in git, or would be with the next commit of everything.

    Skips the test where the project was unpacked without its git; in CI that is an error.
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        assert not os.environ.get("GUILDHALL_CI"), done.stderr.decode()
        pytest.skip("the project lies here without its git")
    names = done.stdout.decode().split("\0")
    return sorted(name for name in names if name and (ROOT / name).is_file())
