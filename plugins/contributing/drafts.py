"""New files: what is answered, and below it what more could be said, as comments that are fields without their #."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from plugins.contributing.questions import Question, questions, sections
from plugins.contributing.schemas import schema_file
from plugins.contributing.tables import seen_by
from plugins.core.records import Record
from plugins.core.sources import Loc, Source, parse
from plugins.core.vocabulary import Vocabulary
from plugins.core.writing import new_text

__all__ = ["Around", "draft", "named"]

MORE = "## To say more, take away the # at the beginning of a line and the space after it, and put in what is yours."
BELOW = "## Below the next line of hyphens stands a text. {help}."
PICTURE = "## A picture: put {name}.jpg beside this file; what it shows is then said here, as `{key}:` with `alt:`."


@dataclass(frozen=True)
class Around:
    """What else there is: the names of all files by kind, the words for skills, whether there are schemas."""

    slugs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    schemas: bool = True


def draft(record_type: type[Record], slug: str, data: Mapping[str, Any], body: str, around: Around) -> str:
    """The text of a new file. Raises NotWritableError for what could not be read back.

    Its first line tells editors of the schema. What is answered comes first, in the order of the headings; a part that
    is answered in part has the rest of it as comments. Then come the fields that are `offered`, each below its help,
    which begins with two #, so that it stays a comment when one is taken away.
    """
    path = f"{record_type.folder}/{slug}{record_type.suffix}"
    lines: list[str] = []
    if around.schemas:
        up = "../" * len(PurePosixPath(record_type.folder).parts)
        lines.append(f"# yaml-language-server: $schema={up}{schema_file(record_type)}")
    asked = {one.key: one for section in sections(record_type) for one in section.questions}
    for key, question in asked.items():
        if key in data:
            lines += _answered(record_type, path, question, data[key], around)
    lines += ["", MORE]
    for name in record_type.offered:
        if name not in data and (example := _example(asked[name], around)) is not None:
            seen = "" if asked[name].audience == "public" else f"Seen by {seen_by(asked[name])}"
            told = ". ".join(filter(None, (asked[name].label, asked[name].help, seen)))
            lines += ["", f"## {told}."]
            lines += _commented(record_type, path, asked[name], example)
    picture = record_type.image_field
    if picture and picture not in data:
        lines += ["", PICTURE.format(name=slug, key=picture)]
    if record_type.suffix != ".md":
        return "\n".join([*lines, ""])
    if not body and "body" in asked:
        lines += ["", BELOW.format(help=asked["body"].help or asked["body"].label)]
    whole = new_text(record_type, path, {}, body)  # the hyphens, and the description as it is read back
    return whole.replace("---\n{}\n---\n", "\n".join(["---", *lines, "---", ""]), 1)


def named(record_type: type[Record], name: str) -> tuple[Question, ...]:
    """The questions on the way to a dotted name, the outermost first; none where there is no such field."""
    found: list[Question] = []
    here = questions(record_type)
    for key in name.split("."):
        question = next((one for one in here if one.key == key), None)
        if question is None:
            return ()
        found.append(question)
        here = question.parts
    return tuple(found)


def _answered(record_type: type[Record], path: str, question: Question, value: Any, around: Around) -> Iterator[str]:
    """The lines of a field; what its part could hold besides stands among them as comments."""
    rest = _example(question, around) if question.input == "part" and not question.repeated else None
    for loc, line in _lines(record_type, path, question.key, {**rest, **value} if rest else value):
        here: Any = value
        for step in loc[1:]:
            here = here.get(step) if isinstance(here, Mapping) else here and True
        yield f"# {line}" if here is None else line


def _commented(record_type: type[Record], path: str, question: Question, value: Any) -> Iterator[str]:
    """The lines of a field as comments; behind each field of a part stands what it is."""
    last = question.help
    for loc, line in _lines(record_type, path, question.key, value):
        way = named(record_type, ".".join(step for step in loc if isinstance(step, str)))
        told = way[-1].help if len(way) > 1 and not way[-1].repeated and not line.endswith((":", "|", ">-")) else ""
        yield f"# {line}  # {told}" if told not in {"", last} else f"# {line}"
        last = told or last


def _lines(record_type: type[Record], path: str, key: str, value: Any) -> list[tuple[Loc, str]]:
    """The lines that say a field, each with the loc of what it says."""
    text = new_text(record_type, path, {key: value}, "")
    source = parse(path, text.encode())
    assert isinstance(source, Source)  # or it would not have been written
    begins: dict[int, Loc] = {}
    for begun, mark in source.keys.items():
        begins[mark.line] = max(begins.get(mark.line, ()), begun, key=len)
    fields = text.removesuffix("---\n") if record_type.suffix == ".md" else text
    found = []
    loc: Loc = (key,)
    for number, line in enumerate(fields.removesuffix("\n").split("\n")[source.offset :]):
        loc = begins.get(number, loc)
        found.append((loc, line))
    return found


def _example(question: Question, around: Around) -> Any:
    """An example that leads somewhere: references to files that are there, words that the association uses."""
    entry: Any = None
    if question.refers_to and (known := around.slugs.get(question.refers_to)):
        entry = min(known)
    elif question.parts and question.input != "reference":
        entry = {part.key: value for part in question.parts if (value := _example(part, around)) is not None} or None
        if entry and any(part.required and part.key not in entry for part in question.parts):
            entry = None
    elif question.input == "skill" and not any(map(around.vocabulary.knows, question.examples[:1])):
        entry = min(around.vocabulary.ways, default=next(iter(question.examples), None))
    elif question.input not in {"audiences", "reference"} or question.or_name:
        entry = (*question.examples, *question.choices, None)[0]
    return [entry] if entry is not None and question.repeated else entry
