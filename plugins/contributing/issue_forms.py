"""Issue forms: what is asked of a person who fills in a form of the forge, printed from the questions of a kind.

The format is GitHub's "syntax for issue forms", which Forgejo and Gitea read too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import yaml

from plugins.contributing.questions import Question, questions
from plugins.core.records import Record
from plugins.core.sources import Loc
from plugins.core.wording import singular

__all__ = ["Element", "elements", "form", "form_file", "line_of"]

NOT_ASKED = frozenset(
    {
        *("aliases", "visibility", "github", "sequence", "status", "status_note", "previous_start"),
        *("recurrence.except", "recurrence.changes", "recurrence.rule", "recording", "slides", "uid"),
    }
)
"""What nobody says of something new, or what the account that sends it says."""

Way = Literal["line", "text", "lines", "rows", "choice", "ticks", "agreed"]
"""How an answer is given: one line; a text; a line for each entry; a line for each entry with its fields between bars;
one of some words; ticks before the names of fields; a tick that stands for consent."""

TOLD = MappingProxyType(
    {
        "members": (
            "Be listed in the directory",
            "You will have a page in the directory. You can change it, or be taken out again, at any time.",
        ),
        "events": (
            "Announce an event",
            "Once somebody of the staff has looked at it, the event stands in the calendar.",
        ),
        "jobs": (
            "Post a job",
            "Once somebody of the staff has looked at it, the job stands on the board until it closes.",
        ),
    }
)
"""The name of each kind's form, and what becomes of it."""

BEFORE = """\
{becomes}

**What you write here can be read by everyone as soon as you send it**, and stays in the history of this form even \
when you change it later. Leave out what is not for everyone; the office takes such things by e-mail.

When you have sent it, a reply tells you what happens next, or what to mend. You can edit your text here then."""

CONSENT = "I agree to be listed in the directory, under the association's terms of today"


@dataclass(frozen=True)
class Element:
    """One heading of a form.

    `loc` is where its answer goes in a file; `inner` are the fields of an entry, or the fields that ticks stand for.
    """

    label: str
    loc: Loc
    way: Way
    question: Question
    inner: tuple[Question, ...] = ()

    @property
    def id(self) -> str:
        return "-".join(map(str, self.loc)).replace("_", "-")


def elements(record_type: type[Record]) -> tuple[Element, ...]:
    """The headings of a kind's form, in order; no two have the same label."""
    return tuple(_elements(questions(record_type), (), ""))


def _elements(asked: tuple[Question, ...], loc: Loc, around: str) -> Iterator[Element]:
    asked = tuple(one for one in asked if one.name not in NOT_ASKED and one.input != "image")
    ticks = tuple(one for one in asked if one.input == "yes-no")
    for question in asked:
        here = (*loc, question.key)
        label = f"{around}: {question.label}" if around else question.label
        if question.key == "consent":
            yield Element(label, here, "agreed", question)
        elif question.input == "yes-no":
            if question is ticks[0]:
                yield Element(around or label, loc or here, "ticks", question, ticks)
        elif question.parts and not question.repeated:
            yield from _elements(question.parts, here, label)
        elif question.parts:
            columns = tuple(one for one in question.parts if not one.parts and not one.repeated)
            yield Element(label, here, "rows", question, columns)
        else:
            yield Element(label, here, _way(question), question)


def _way(question: Question) -> Way:
    if question.repeated:
        return "lines"
    if question.choices:
        return "choice"
    return "text" if question.input in {"markdown", "paragraph"} else "line"


def line_of(element: Element) -> str:
    """What a line of an element with bars holds: the labels of its fields in order."""
    return " | ".join(one.label.lower() for one in element.inner)


def form_file(record_type: type[Record]) -> str:
    """Where the form of a kind lies, from the root."""
    return f".github/ISSUE_TEMPLATE/{singular(record_type.kind)}.yml"


def form(record_type: type[Record]) -> str:
    """The issue form of a kind, as YAML."""
    one = singular(record_type.kind)
    name, becomes = TOLD[record_type.kind]
    data = {
        "name": name,
        "description": f"A form instead of a file: it becomes the file of {'an' if one[0] in 'aeiou' else 'a'} {one}",
        "title": f"{one.capitalize()}: ",
        "labels": [f"new {one}"],
        "body": [
            {"type": "markdown", "attributes": {"value": BEFORE.format(becomes=becomes)}},
            *(_element(element) for element in elements(record_type)),
        ],
    }
    said = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120)
    return f"# Made from the record class by `uv run invoke describe`; do not change it here.\n{said}"


def _element(element: Element) -> dict[str, Any]:
    question = element.question
    attributes: dict[str, Any] = {"label": element.label}
    if description := _description(element):
        attributes["description"] = description
    if element.way == "choice":
        attributes["options"] = list(question.choices)
    elif element.way == "agreed":
        attributes["options"] = [{"label": CONSENT, "required": True}]
    elif element.way == "ticks":
        attributes["options"] = [{"label": one.label} for one in element.inner]
    elif placeholder := _placeholder(element):
        attributes["placeholder"] = placeholder
    types = {"line": "input", "choice": "dropdown", "agreed": "checkboxes", "ticks": "checkboxes"}
    kind = types.get(element.way, "textarea")
    found: dict[str, Any] = {"type": kind, "id": element.id, "attributes": attributes}
    if kind != "checkboxes":
        found["validations"] = {"required": question.required and len(element.loc) == 1}
    return found


def _placeholder(element: Element) -> str:
    if element.way == "rows":
        return " | ".join("".join(one.examples[:1]) for one in element.inner)
    return "\n".join(element.question.examples)


def _description(element: Element) -> str:
    """What helps to answer, as sentences."""
    question = element.question
    said = [] if element.way == "ticks" else [question.help]
    if element.way == "lines":
        said.append("one to a line")
    if element.way == "rows":
        said.append(f"one to a line, with bars between: {line_of(element)}; leave empty what you do not want to say")
    if question.audience == "members":
        said.append("the site shows it to members only, but what you write here can be read by everyone")
    return " ".join(f"{one[:1].upper()}{one[1:]}." for one in said if one)
