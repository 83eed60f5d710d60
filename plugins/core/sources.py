"""A contributed file as read: plain data with every scalar still text, a body, and where each value stands."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from plugins.core.composing import (
    BAD_CHARACTER,
    Composer,
    Loc,
    Mark,
    RefusedError,
    bad_character,
    first_bad_character,
    place,
)
from plugins.core.problems import Problem

__all__ = ["MAX_BYTES", "Loc", "Source", "contents", "dotted", "parse", "read", "refuse"]

MAX_BYTES = 64 * 1024
MAX_STEP = 40
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Source:
    """One file as read.

    `data` holds dicts, lists, text and None (a plain empty value: not given). `body` is the text after the
    front matter of a `.md` file, None for a `.yaml` file. `values` and `keys` map a loc to the parser's mark, which
    counts from 0 and from the first of the `lines` that holds fields, the one at `offset`.
    """

    path: str
    data: Mapping[str, Any]
    body: str | None
    lines: tuple[str, ...] = field(repr=False)
    offset: int
    values: Mapping[Loc, yaml.Mark] = field(repr=False)
    keys: Mapping[Loc, yaml.Mark] = field(repr=False)

    def mark(self, loc: Loc, *, key: bool = False) -> Mark:
        """Where the value (or its key) at `loc` stands; the nearest thing around it when it stands nowhere."""
        while loc not in self.values:
            loc = loc[:-1]
        return place(self.keys.get(loc, self.values[loc]) if key else self.values[loc], self.offset)

    def value(self, loc: Loc) -> Any:
        """What stands at `loc`."""
        found: Any = self.data
        for step in loc:
            found = found[step]
        return found

    def keys_of(self, loc: Loc) -> frozenset[str]:
        """The names of the fields of the part at `loc`."""
        return frozenset(self.value(loc))

    def problem(
        self, loc: Loc, message: str, *, key: bool = False, warning: bool = False, rule: str = "content"
    ) -> Problem:
        """A problem with the value (or the key) at `loc`."""
        line, column = self.mark(loc, key=key)
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        return Problem(self.path, line, column, dotted(loc), message, excerpt, warning, rule)


def dotted(loc: Loc) -> str:
    """A loc as an author writes it: ("work", 0, "title") is "work[0].title"."""
    name = ""
    for step in loc:
        if isinstance(step, int):
            name += f"[{step}]"
        else:
            cut = step if len(step) <= MAX_STEP else f"{step[: MAX_STEP - 1]}…"
            name += f".{cut}" if name else cut
    return name


def read(root: Path, path: str) -> Source | list[Problem]:
    """The source at `path` below `root`, or what is wrong with the file itself."""
    text = contents(root, path)
    return parse(path, text) if isinstance(text, bytes) else text


def contents(root: Path, path: str) -> bytes | list[Problem]:
    """The bytes of the file at `path` below `root`, or why they are not taken."""
    file = f"{root}/{path}"
    try:
        status = os.lstat(file)
        if problem := refuse(path, status.st_mode):
            return [problem]
        if status.st_size > MAX_BYTES:
            return [_too_large(path, status.st_size)]
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  a path object takes as long as the reading
            return opened.read()
    except OSError as error:
        return [_whole(path, f"the file cannot be read: {error.strerror}")]


def refuse(path: str, mode: int) -> Problem | None:
    """Why a thing with this `st_mode` is not taken as a file, or None when it is a regular file."""
    if stat.S_ISLNK(mode):
        return _whole(path, "this is a symbolic link; put the file itself here")
    if stat.S_ISDIR(mode):
        return _whole(path, "this is a folder with the name of a file; rename the folder or remove it")
    if not stat.S_ISREG(mode):
        return _whole(path, "this is not a regular file; put a plain text file here")
    return None


def parse(path: str, text: bytes) -> Source | list[Problem]:
    """A source from a file's bytes: YAML for `.yaml`, YAML front matter and a body for `.md`.

    Never raises for what a file says: whatever is refused comes back as problems.
    """
    try:
        decoded = _decode(path, text)
        lines = tuple(decoded.split("\n"))
        fields, below = _front_matter(path, lines) if path.endswith(".md") else (range(len(lines)), None)
        written = decoded if below is None else "\n".join(lines[fields.start : fields.stop])
        composer = Composer(path, written, lines, fields.start)
        data = composer.document()
    except RefusedError as refused:
        return [_of_syntax(refused.problem)]
    if composer.problems:
        return [_of_syntax(problem) for problem in composer.problems]
    if below is None:
        return Source(path, data, None, lines, fields.start, composer.values, composer.keys)
    body = unicodedata.normalize("NFC", "\n".join(lines[below.start :])).rstrip()
    # No description stands nowhere: where it is missed, the line before its place is shown.
    line = (below.start if below else fields.stop) - fields.start
    values = {**composer.values, ("body",): yaml.Mark(path, 0, line, 0, None, 0)}
    return Source(path, data, body, lines, fields.start, values, composer.keys)


def _of_syntax(problem: Problem) -> Problem:
    return replace(problem, rule="syntax") if problem.line else problem


def _whole(path: str, message: str) -> Problem:
    return Problem(path, 0, 0, "", message, rule="file")


def _too_large(path: str, size: int) -> Problem:
    return _whole(path, f"the file has {size:,} bytes; at most {MAX_BYTES:,} are taken. Make its longest texts shorter")


def _decode(path: str, raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise RefusedError(_too_large(path, len(raw)))
    # Whatever ends a line here ends a line for YAML too, or positions would not agree.
    raw = raw.removeprefix(BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        excerpt = raw.split(b"\n")[line - 1].decode("utf-8", "replace")
        message = (
            f"the byte {raw[error.start]:#04x} is not UTF-8 text; "
            "save the file with the encoding UTF-8 (in the editor: Save with encoding)"
        )
        raise RefusedError(Problem(path, line, column, "", message, excerpt)) from None
    if bad := first_bad_character(text):
        line, column = text.count("\n", 0, bad.start()) + 1, bad.start() - text.rfind("\n", 0, bad.start())
        excerpt = BAD_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text.split("\n")[line - 1])
        raise RefusedError(Problem(path, line, column, "", bad_character(bad[0]), excerpt))
    return text


def _front_matter(path: str, lines: tuple[str, ...]) -> tuple[range, range]:
    """The positions of the lines between the two `---` lines, and of those below, from the first with words on."""
    written = [number for number, line in enumerate(lines) if line.strip()] or [0]
    start = written[0]
    if lines[start].rstrip() != "---":
        message = "the file must begin with a line of three hyphens (---), the fields, and a second such line"
        raise RefusedError(Problem(path, start + 1, 1, "", message, lines[start]))
    end = next((number for number in range(start + 1, len(lines)) if lines[number].rstrip() == "---"), None)
    if end is None:
        message = "the fields begin here, but no second line of three hyphens (---) ends them"
        raise RefusedError(Problem(path, start + 1, 1, "", message, lines[start]))
    first = next((number for number in written if number > end), len(lines))
    return range(start + 1, end), range(first, len(lines))
