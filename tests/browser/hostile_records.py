"""An association whose files hold hostile lines in every text field that takes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.contributing.questions import Question, questions
from plugins.core.fields import slug_problem
from plugins.core.problems import Problem
from plugins.core.records import LOADER_FIELDS, Record
from plugins.core.sources import Loc, Source, parse
from plugins.core.validation import validate
from plugins.core.vocabulary import Vocabulary
from tests.contributing.filled import SLUGS, filled, required
from tests.factories import RECORD_TYPES, photo, replaced
from tests.press.small import write_association

__all__ = ["Told", "hostile_association", "lines_of", "places"]

NOT_TEXT = frozenset({"yes-no", "whole-number", "number", "audiences"})
ROOM = 50_000
NO_VOCABULARY = Vocabulary({}, {})
PICTURE = {"file": "picture.jpg", "digest": "0" * 64}


@dataclass
class Told:
    """How it went: how many values were taken, how many refused, and what was said of which, where not as it should."""

    taken: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


def lines_of(shared_data: Path) -> tuple[list[str], list[str]]:
    """The naughty strings, and all other hostile lines: script injection and path attacks."""
    hostile = shared_data / "hostile"
    naughty = json.loads((hostile / "blns/blns.json").read_text(encoding="utf-8"))
    names = ("payloadbox-xss/xss-payload-list", "path-traversal/deep_traversal", "path-traversal/directory_traversal")
    texts = [(hostile / f"{name}.txt").read_text(encoding="utf-8", errors="replace") for name in names]
    others = [line for text in texts for line in text.split("\n") if line.strip()]
    return naughty, list(dict.fromkeys(others))


def places(record_type: type[Record]) -> list[tuple[Loc, Question]]:
    """Where texts stand in a file that is filled in: each field, in the first entry of each list around it.

    What another field stands in the place of is not there, as the rule of a series whose frequency is given.
    """
    whole = filled(record_type)
    return [(loc, question) for loc, question in _places(questions(record_type), ()) if _stands(whole, loc)]


def _stands(data: Any, loc: Loc) -> bool:
    """Whether a file has a value there."""
    for step in loc:
        if isinstance(data, Mapping) and step not in data:
            return False
        data = data[step]
    return True


def _places(asked: Sequence[Question], start: Loc) -> Iterator[tuple[Loc, Question]]:
    for question in asked:
        here: Loc = (*start, question.key, *([0] if question.repeated else []))
        if question.parts and question.input != "reference":
            yield from _places(question.parts, here)
        elif question.input not in NOT_TEXT:
            yield here, question


def hostile_association(root: Path, naughty: Sequence[str], others: Sequence[str]) -> Told:
    """Writes files of every kind below `root` with these lines in them, as far as they are taken.

    Each of the naughty strings stands in every field of a file of each kind at once; the other lines take turns, each
    in one field of each kind.
    """
    told = Told()
    write_association(root)
    picture = photo()
    for record_type in RECORD_TYPES:
        _write_referred(root, record_type, picture)
        found = places(record_type)
        files = [dict.fromkeys(some, line) for line in naughty for some in _shared_out([loc for loc, _ in found], line)]
        turns = [others[start : start + len(found)] for start in range(0, len(others), len(found))]
        files += [{loc: line for (loc, _), line in zip(found, some, strict=False)} for some in turns]
        for number, lines in enumerate(files):
            path = f"{record_type.folder}/hostile-{number}{record_type.suffix}"
            (root / path).write_text(_accepted(record_type, path, lines, told), encoding="utf-8", newline="\n")
            if record_type.image_field:
                (root / path).with_suffix(".jpg").write_bytes(picture)
    return told


def _shared_out(locs: list[Loc], line: str) -> list[list[Loc]]:
    """The places of one file, or of two where a line is so long that a file could not hold it everywhere."""
    return [locs[::2], locs[1::2]] if len(locs) * len(line.encode("utf-8", "replace")) > ROOM else [locs]


def _write_referred(root: Path, record_type: type[Record], picture: bytes) -> None:
    """What the examples refer to."""
    folder = root / record_type.folder
    folder.mkdir(parents=True, exist_ok=True)
    for slug in sorted(name for name in SLUGS[record_type.kind] if not slug_problem(name)):
        text, _ = _text(record_type, _without_references(record_type, required(record_type)))
        (folder / f"{slug}{record_type.suffix}").write_text(text, encoding="utf-8", newline="\n")


def _without_references(record_type: type[Record], data: dict[str, Any]) -> dict[str, Any]:
    asked = {one.key: one for one in questions(record_type)}
    return {key: value for key, value in data.items() if not asked[key].refers_to or asked[key].required}


def _accepted(record_type: type[Record], path: str, lines: Mapping[Loc, str], told: Told) -> str:
    """The text of a file with these lines where they are taken, and the examples where they are refused."""
    left = dict(lines)
    while True:
        data: dict[str, Any] = {**filled(record_type), "aliases": [f"earlier-{PurePosixPath(path).stem}"]}
        for loc, line in left.items():
            data = replaced(data, loc, line)
        text, stands = _text(record_type, data)
        refused = set()
        for problem in _problems(record_type, path, text):
            loc = stands.get(problem.line, ("body",) if problem.line > max(stands) else ())
            if loc in left:
                refused.add(loc)
            else:
                told.wrong.append(f"{path}: {problem}")
        told.refused += len(refused)
        left = {loc: line for loc, line in left.items() if loc not in refused}
        if not refused or told.wrong:
            told.taken += len(left)
            return text


def _problems(record_type: type[Record], path: str, text: str) -> list[Problem]:
    """What stops a build in one file, read by itself."""
    source = parse(path, text.encode("utf-8", "surrogatepass"))
    if not isinstance(source, Source):
        return source
    _, problems = validate(source, record_type, SLUGS, PICTURE, has_picture=True, vocabulary=NO_VOCABULARY)
    return [one for one in problems if not one.warning]


def _text(record_type: type[Record], data: Mapping[str, Any]) -> tuple[str, dict[int, Loc]]:
    """A file with a line for every value, and which value stands in which line.

    The quotes are those of JSON, in which every text is what it is for YAML too.
    """
    is_markdown = record_type.suffix == ".md"
    written = list(_lines({key: value for key, value in data.items() if key not in LOADER_FIELDS}, (), ""))
    stands = {number: loc for number, (loc, _) in enumerate(written, 2 if is_markdown else 1)}
    fields = "".join(f"{line}\n" for _, line in written)
    return f"---\n{fields}---\n\n{data.get('body', '')}\n" if is_markdown else fields, stands


def _lines(value: Any, loc: Loc, indent: str) -> Iterator[tuple[Loc, str]]:
    items = value.items() if isinstance(value, Mapping) else enumerate(value)
    for key, inner in items:
        start = f"{indent}{key}:" if isinstance(key, str) else f"{indent}-"
        if isinstance(inner, Mapping | list):
            below = list(_lines(inner, (*loc, key), f"{indent}  "))
            yield from [((*loc, key), start)] if isinstance(key, str) else []
            if isinstance(key, int):
                first, text = below.pop(0)
                yield first, f"{start} {text.lstrip()}"
            yield from below
        else:
            yield (*loc, key), f"{start} {json.dumps(inner, ensure_ascii=False)}"
