"""Files mended where there is one right answer: white space, line ends, and values that leave no doubt."""

from __future__ import annotations

import codecs
import copy
import difflib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from plugins.core.problems import printable
from plugins.core.records import Record
from plugins.core.sources import Loc, Source, contents, parse
from plugins.core.spotchecks import Chosen, chosen
from plugins.core.validation import answers, validate
from plugins.core.vocabulary import Vocabulary, load_vocabulary
from plugins.core.writing import NotWritableError, changed_text, set_at

__all__ = ["Fix", "Rules", "fix", "fix_of"]

BOM = "\ufeff"
TAB = "  "
BLANK = " \t"
ROUNDS = 5
"""How often a file is mended, as a value that is mended may show what else is wrong."""
TRIALS = 200
"""How many lines with white space at their ends are tried one by one, where not all of it can go."""

ASK = "write these changes? [y/N] "


@dataclass(frozen=True)
class Rules:
    """What values are checked against: the names of all files by kind, and the words for skills."""

    slugs: Mapping[str, frozenset[str]]
    vocabulary: Vocabulary


@dataclass(frozen=True)
class Fix:
    """A file as it is and as it would be: the same bytes where nothing is mended. `left` says why not."""

    path: str
    before: bytes
    after: bytes
    left: str = ""

    @property
    def diff(self) -> str:
        """The lines that change, as `diff -u` shows them, or what changes that no line shows."""
        before, after = ((_decoded(one) or "").splitlines() for one in (self.before, self.after))
        lines = difflib.unified_diff(before, after, self.path, f"{self.path} (mended)", lineterm="")
        return "\n".join(map(printable, lines)) or f"{printable(self.path)}: line ends, or the signs of an encoding"


def fix(
    root: Path,
    record_types: Sequence[type[Record]],
    paths: Sequence[str] = (),
    *,
    yes: bool = False,
    ask: Callable[[str], str] | None = None,
    tell: Callable[[str], object] = print,
) -> None:
    """Mends the files of records at these paths below `root`, all where there is none, and tells what changes.

    It writes when all has been shown and the answer to `ask` is y; without anybody to ask, only with `yes`.
    """
    fixes = list(_fixes(root, record_types, paths))
    for one in fixes:
        if one.left:
            tell(f"{printable(one.path)}: {one.left}\n")
    changes = [one for one in fixes if one.after != one.before]
    for one in changes:
        tell(f"{one.diff}\n")
    if not changes:
        tell("nothing to mend\n")
    elif yes or _agrees(ask):
        refused = [why for one in changes if (why := _written(root, one))]
        for why in refused:
            tell(why)
        tell(f"mended: {len(changes) - len(refused)} of {len(changes)}\n")
    else:
        tell("nothing is written" + ("" if ask else "; to write these changes, add --yes") + "\n")


def _agrees(ask: Callable[[str], str] | None) -> bool:
    answer = ""
    with suppress(EOFError):  # somebody closes what they should type into
        answer = ask(ASK) if ask else ""
    return answer.strip().lower() in {"y", "yes"}


def _fixes(root: Path, record_types: Sequence[type[Record]], paths: Sequence[str]) -> Iterator[Fix]:
    some: Chosen = chosen(root, record_types, paths or ["."])
    rules = Rules(some.slugs, load_vocabulary(root)[0])
    for file in some.files:
        raw = contents(root, file.path)
        if isinstance(raw, bytes):
            yield fix_of(file.path, raw, file.record_type, rules)


def _written(root: Path, change: Fix) -> str:
    """Puts a mended file in place of what it was, whole or not at all; why not, where it cannot be done."""
    place = root / change.path
    if contents(root, change.path) != change.before:
        return f"{printable(change.path)}: it has changed since; nothing is written"
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=".mended-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(change.after)
        Path(name).chmod(place.stat().st_mode & 0o777)
        Path(name).replace(place)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
    return ""


def fix_of(path: str, raw: bytes, record_type: type[Record], rules: Rules) -> Fix:
    """What would become of a file.

    It never gets worse: all that is not mended reads as before, it can be read, and no more is wrong with it than was.
    Where that is not so, it stays as it is.
    """
    text = _decoded(raw)
    if text is None:
        return Fix(path, raw, raw)
    text = _well_formed(path, text)
    for _round in range(ROUNDS):
        before, text = text, _answered(path, text, record_type, rules)
        if text == before:
            break
    after = text.encode()
    wrong = _wrong(path, after, record_type, rules)
    if after == raw or wrong is None:
        return Fix(path, raw, raw)
    were = _wrong(path, raw, record_type, rules)
    if were is not None and wrong > were:
        return Fix(path, raw, raw, "mended, it would have more problems than it has now; mend it by hand")
    return Fix(path, raw, after)


def _decoded(raw: bytes) -> str | None:
    """The text of a file, in UTF-8 or in UTF-16 that says so; None for other bytes."""
    utf_16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return raw.decode("utf-16" if utf_16 else "utf-8")
    except UnicodeDecodeError:
        return None


def _wrong(path: str, raw: bytes, record_type: type[Record], rules: Rules) -> int | None:
    """How much is wrong with a file, its picture aside; None where it cannot be read at all."""
    source = parse(path, raw)
    if not isinstance(source, Source):
        return None
    return len(validate(source, record_type, rules.slugs, has_picture=True, vocabulary=rules.vocabulary)[1])


def _well_formed(path: str, text: str) -> str:
    """A text with plain line ends, without marks of byte order, tabs for indentation, and white space at line ends."""
    text = text.replace(BOM, "").replace("\r\n", "\n").replace("\r", "\n")
    if not isinstance(parse(path, text.encode()), Source):
        text = "\n".join(_without_tabs(line) for line in text.split("\n"))
    source = parse(path, text.encode())
    if not isinstance(source, Source):
        return text

    def same(found: str) -> bool:
        """Whether the file reads as before: white space can be a part of a text, such as a line break of Markdown."""
        read = parse(path, found.encode())
        return isinstance(read, Source) and (read.data, read.body) == (source.data, source.body)

    clean = "\n".join(line.rstrip(BLANK) for line in text.split("\n"))
    if not same(clean):
        lines = text.split("\n")
        for number in [number for number, line in enumerate(lines) if line != line.rstrip(BLANK)][:TRIALS]:
            kept, lines[number] = lines[number], lines[number].rstrip(BLANK)
            if not same("\n".join(lines)):
                lines[number] = kept
        clean = "\n".join(lines)
    ended = clean.rstrip("\n") + "\n"
    return ended if same(ended) else clean


def _without_tabs(line: str) -> str:
    """A line indented by spaces where it was by tabs alone; two for each level, as in all our files."""
    rest = line.lstrip("\t")
    return line if rest.startswith(" ") else TAB * (len(line) - len(rest)) + rest


def _answered(path: str, text: str, record_type: type[Record], rules: Rules) -> str:
    """A text with what was meant in place of what is refused; what cannot be written so is left."""
    source = parse(path, text.encode())
    if not isinstance(source, Source):
        return text
    for loc, meant in answers(source, record_type, rules.slugs, rules.vocabulary).items():
        source = parse(path, text.encode())
        assert isinstance(source, Source), "what was written reads back"
        with suppress(NotWritableError):
            text = _in_place(source, text, loc, meant) or changed_text(record_type, source, text, {loc: meant}, None)
    return text


def _in_place(source: Source, text: str, loc: Loc, meant: str) -> str:
    """A text in which nothing but the signs of one value change; "" where that cannot be done."""
    line, column = source.mark(loc)
    lines = text.split("\n")
    row, start = lines[line - 1], column - 1
    data = copy.deepcopy(dict(source.data))
    set_at(data, loc, meant)
    for quote in ("", "'", '"'):
        old = f"{quote}{source.value(loc)}{quote}"
        if row.startswith(old, start):
            lines[line - 1] = f"{row[:start]}{quote}{meant}{quote}{row[start + len(old) :]}"
            found = parse(source.path, "\n".join(lines).encode())
            if isinstance(found, Source) and (found.data, found.body) == (data, source.body):
                return "\n".join(lines)
    return ""
