"""What a person wrote into an issue form: the body of an issue, taken apart by its headings into fields of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from plugins.contributing.issue_forms import Element, elements, line_of
from plugins.contributing.pulls import Account
from plugins.contributing.questions import Question
from plugins.core.composing import bad_character, first_bad_character
from plugins.core.fields import slug_of, slug_problem
from plugins.core.records import Record
from plugins.core.sources import Loc
from plugins.core.wording import quoted
from plugins.core.writing import set_at

__all__ = ["MAX_BODY", "Answers", "answers", "kind_of"]

MAX_BODY = 65_536
"""So many characters has an issue at most, by the forge."""

NO_ANSWER = frozenset({"", "_No response_", "None"})
WORDS_ALONE = frozenset({"skill", "language", "country", "reference"})
"""What has no comma in it, so that people may put several on a line."""

TICK = re.compile(r"- \[(?P<tick>[ xX])\] (?P<label>.*)")


@dataclass(frozen=True)
class Answers:
    """The fields and the description of a record as answered, and what is wrong with answers, by their headings.

    `headings` gives the heading that an answer stands under, for the beginning of a field's name. Of fields between
    bars, `columns` gives the labels by their names, and `rows` for their list what a line of it is.
    """

    data: Mapping[str, Any]
    body: str = ""
    wrong: tuple[tuple[str, str], ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)


def kind_of(body: str, record_types: Iterable[type[Record]]) -> type[Record] | None:
    """The kind whose form this is: that which all its headings stand in, and of these the one with most; or None."""
    lines = {line.rstrip() for line in body.splitlines()}
    found = []
    for record_type in record_types:
        headings = {f"### {element.label}" for element in elements(record_type)}
        if headings <= lines:
            found.append((len(headings), record_type.kind, record_type))
    return max(found)[2] if found else None


def answers(
    record_type: type[Record],
    body: str,
    author: Account,
    today: date,
    consent_version: str,
    slugs: Mapping[str, frozenset[str]],
) -> Answers:
    """The answers in a body that has all headings of the kind's form.

    `slugs` are the names of all files by kind: a speaker that is none of them is somebody else, by name.
    """
    asked = elements(record_type)
    found, wrong = _parted(body, [element.label for element in asked])
    data: dict[str, Any] = {}
    text = ""
    for element in asked:
        answer = found.get(element.label, "")
        if answer in NO_ANSWER:
            continue
        if bad := first_bad_character(answer):
            wrong.append((element.label, bad_character(bad[0])))
        elif element.loc == ("body",):
            text = answer
        elif element.way == "agreed":
            if _ticked(answer):
                set_at(data, element.loc, {"date": today.isoformat(), "version": consent_version})
        else:
            wrong += [(element.label, why) for why in _take(element, answer, data, slugs)]
    if "github" in record_type.model_fields:
        data["github"] = {"login": author.login, "id": str(author.id)}
    rows = [element for element in asked if element.way == "rows"]
    columns = {one.name: one.label for element in rows for one in element.inner}
    lines = {".".join(map(str, element.loc)): line_of(element) for element in rows}
    return Answers(data, text, tuple(wrong), _headings(asked), columns, lines)


def _parted(body: str, labels: Sequence[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """What stands under each heading. A heading that stands twice says nothing: one of them was written by hand."""
    known = {f"### {label}": label for label in labels}
    found: dict[str, list[str]] = {}
    twice: dict[str, str] = {}
    here: list[str] = []
    for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        label = known.get(line.rstrip())
        if label is None:
            here.append(line)
        elif label in found:
            twice[label] = f"the line '### {label}' stands twice; write that line otherwise in your answer"
        else:
            here = found[label] = []
    texts = {label: "\n".join(lines).strip() for label, lines in found.items()}
    return {label: text for label, text in texts.items() if label not in twice}, list(twice.items())


def _take(element: Element, answer: str, data: dict[str, Any], slugs: Mapping[str, frozenset[str]]) -> list[str]:
    """Puts an answer where it belongs; gives what is wrong with its form."""
    if element.way == "ticks":
        for one in element.inner:
            if one.label in _ticked(answer):
                loc: Loc = element.loc if element.loc[-1] == one.key else (*element.loc, one.key)
                set_at(data, loc, "true")
        return []
    if element.way == "line" and "\n" in answer:
        return ["the answer has several lines; write it on one"]
    value: Any = _linked(element.question, answer, slugs)
    if element.way == "lines":
        between = "[\n,;]" if element.question.input in WORDS_ALONE else "\n"
        value = [_linked(element.question, _entry(part), slugs) for part in re.split(between, answer) if part.strip()]
    elif element.way == "rows":
        rows = [_entry(line) for line in answer.split("\n") if line.strip()]
        if long := [row for row in rows if row.count("|") >= len(element.inner)]:
            return [f"there are more bars than fields in {quoted(long[0])}; a line is: {line_of(element)}"]
        value = [_row(row, element.question, element.inner, slugs) for row in rows]
    set_at(data, element.loc, value)
    return []


def _entry(line: str) -> str:
    """An entry without the hyphen that people put before it in a list."""
    return re.sub(r"^\s*[-*•]\s+", "", line).strip()


def _row(row: str, question: Question, columns: Sequence[Question], slugs: Mapping[str, frozenset[str]]) -> Any:
    cells = [cell.strip() for cell in row.split("|")]
    if question.refers_to and (cells[0] in slugs.get(question.refers_to, ()) or _is_slug(cells)):
        return cells[0]
    pairs = zip(columns, cells, strict=False)
    return {column.key: _linked(column, cell, slugs) for column, cell in pairs if cell}


def _linked(question: Question, text: str, slugs: Mapping[str, frozenset[str]]) -> str:
    """The name of the file that a name leads to by itself: people write that of an employer, not that of its file."""
    known = slugs.get(question.refers_to, frozenset())
    return text if text in known or slug_of(text) not in known else slug_of(text)


def _is_slug(cells: Sequence[str]) -> bool:
    """Whether it can only be meant as the name of a file: alone, and with a hyphen between small letters."""
    return len(cells) == 1 and "-" in cells[0] and not slug_problem(cells[0])


def _ticked(answer: str) -> tuple[str, ...]:
    found = (TICK.fullmatch(line.strip()) for line in answer.split("\n"))
    return tuple(one["label"].strip() for one in found if one and one["tick"] in "xX")


def _headings(asked: Iterable[Element]) -> dict[str, str]:
    found = {".".join(map(str, element.loc)): element.label for element in asked}
    for element in asked:
        for one in element.inner if element.way == "ticks" else ():
            found[one.name] = element.label
    return found
