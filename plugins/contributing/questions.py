"""What a file of each kind can say, as questions: read from the record classes, and nothing of it said twice.

The form of the site, the issue forms, the schemas for editors, new files and the tables of the docs are printed from
these.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Any

from pydantic.fields import FieldInfo

from plugins.core.asking import Asked, DayAloneIf, Input, NeededUnless, NeededWithout, NotBefore, NotWith
from plugins.core.fields import AUDIENCES, Audience, Visible
from plugins.core.parts import Image, Markdown, Part
from plugins.core.plans import FieldPlan, plan
from plugins.core.records import Record
from plugins.core.validation import FILLED_IN

__all__ = ["Question", "Section", "every", "questions", "sections"]

REST = "The rest"
"""The heading of fields that stand under none of their class."""

NOT_ASKED = frozenset({"slug", "path"})


@dataclass(frozen=True)
class Question:
    """One field of a file: what it is called, what it holds, who sees it.

    `key` is its name in the file, `name` that with the fields it is in ("work.title"). `help` is a sentence without a
    full stop, or "". Where it is `repeated`, a list is asked for, of at most `most` entries, and all else is about one
    entry. `longest` counts characters; `least` and `greatest` are numbers that are still taken. A reference holds the
    name of a file of the kind `refers_to`, or with `or_name` any name; where it has `parts` too, one or the other is
    written. `not_before` names the field beside it whose value may be neither greater nor later than this one's,
    and `days_after` how many days this one may be after it at most.
    `needed_unless` names a field beside it, and the values of that one with which this may be left out; it is needed
    with all others. `needed_without` names one in whose place it may be, `not_with` one beside which it may not stand,
    `day_alone_if` one with which it has no time.
    `audience` sees it unless the file says otherwise, and nobody sees more than `widest`; a `fixed` one goes with what
    holds it. `parts` are the fields of a part.
    """

    name: str
    key: str
    label: str
    help: str
    examples: tuple[str, ...]
    input: Input
    required: bool
    repeated: bool
    most: int | None
    longest: int | None
    least: str | None
    greatest: str | None
    pattern: str
    choices: tuple[str, ...]
    default: str
    refers_to: str
    or_name: bool
    not_before: str
    days_after: int | None
    needed_unless: tuple[str, ...]
    needed_without: str
    not_with: str
    day_alone_if: str
    audience: Audience
    widest: Audience
    fixed: bool
    parts: tuple[Question, ...]


@dataclass(frozen=True)
class Section:
    """Questions that belong together, under a heading."""

    heading: str
    questions: tuple[Question, ...]


@functools.cache
def questions(record_type: type[Record]) -> tuple[Question, ...]:
    """All that a file of this type can say, in the order of the class."""
    return _questions(record_type, "", Visible())


def sections(record_type: type[Record]) -> tuple[Section, ...]:
    """The same under headings, as the class has them in `Record.sections`; what it names under none comes last."""
    asked = {question.key: question for question in questions(record_type)}
    found = [Section(heading, tuple(asked.pop(key) for key in keys)) for heading, keys in record_type.sections]
    return (*found, Section(REST, tuple(asked.values()))) if asked else tuple(found)


def every(asked: tuple[Question, ...]) -> Iterator[Question]:
    """These questions, each with those of its parts after it."""
    for question in asked:
        yield question
        yield from every(question.parts)


def _questions(part: type[Part], prefix: str, around: Visible) -> tuple[Question, ...]:
    hidden = FILLED_IN if part is Image else NOT_ASKED if issubclass(part, Record) else frozenset()
    return tuple(_question(field, part, prefix, around) for field in plan(part) if field.name not in hidden)


def _question(field: FieldPlan, part: type[Part], prefix: str, around: Visible) -> Question:
    info = part.model_fields[field.name]
    entry, repeated = _entry(info.annotation)
    # What stands beside a list is said of the list; of all else, of the value.
    marks = [*(() if repeated else info.metadata), *_marks(entry)]
    outside = info.metadata if repeated else []
    beside = [*outside, *marks]
    asked = next((mark for mark in marks if isinstance(mark, Asked)), None)
    name = f"{prefix}{field.key}"
    told = [str(example) for example in info.examples or ()]
    visible = replace(
        field.visible,
        default=max(field.visible.default, around.default, key=AUDIENCES.index),
        widest=max(field.visible.widest, around.widest, key=AUDIENCES.index),
        # What is said of a picture goes with it, and has no name in `visibility`.
        fixed=field.visible.fixed or part is Image,
    )
    inner = field.part if field.part and field.part is not Markdown else None
    return Question(
        name=name,
        key=field.key,
        label=info.title or field.key.replace("_", " ").capitalize(),
        help=info.description or "",
        examples=tuple(told or ([asked.example] if asked and asked.example else [])),
        input=_input(field, asked, marks),
        required=field.required,
        repeated=repeated,
        most=min(_limits(outside, "max_length"), default=None),
        longest=min([*_limits(marks, "max_length"), *_limits(marks, "longest")], default=None),
        least=next(map(str, _limits(marks, "ge")), None),
        greatest=next(map(str, _limits(marks, "le")), None),
        pattern=asked.pattern if asked else "",
        choices=field.choices,
        default=_default(field),
        refers_to=field.reference.kind if field.reference else "",
        or_name=field.reference.or_name if field.reference else False,
        not_before=_named(marks, NotBefore),
        days_after=next(iter(_limits(marks, "days")), None),
        needed_unless=next(((mark.name, *mark.values) for mark in beside if isinstance(mark, NeededUnless)), ()),
        needed_without=_named(beside, NeededWithout),
        not_with=_named(beside, NotWith),
        day_alone_if=_named(marks, DayAloneIf),
        audience=visible.default,
        widest=visible.widest,
        fixed=visible.fixed,
        parts=_questions(inner, f"{name}.", visible) if inner else (),
    )


def _input(field: FieldPlan, asked: Asked | None, marks: list[Any]) -> Input:
    """The sort of input: by what the field is, else by what its type says of itself, else by the type."""
    sorts: tuple[tuple[bool, Input], ...] = (
        (field.name == "visibility", "audiences"),
        (field.reference is not None, "reference"),
        (field.part is Image, "image"),
        (field.part is not None and field.part is not Markdown, "part"),
        (bool(field.choices), "choice"),
        (bool in marks, "yes-no"),
        (int in marks, "whole-number"),
        (Decimal in marks, "number"),
    )
    return next((sort for found, sort in sorts if found), asked.input if asked else "text")


def _entry(annotation: Any) -> tuple[Any, bool]:
    """What one entry of a list is, and True; or the annotation itself, and False."""
    if typing.get_origin(annotation) is Annotated:
        return _entry(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) is tuple:
        return typing.get_args(annotation)[0], True
    return annotation, False


def _marks(annotation: Any) -> Iterator[Any]:
    """Every type and every mark inside an annotation, the outer before the inner."""
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        inner, *marks = typing.get_args(annotation)
        for mark in marks:
            yield from mark.metadata if isinstance(mark, FieldInfo) else (mark,)
        yield from _marks(inner)
    elif origin in {typing.Union, types.UnionType}:
        for inner in typing.get_args(annotation):
            yield from _marks(inner)
    else:
        yield annotation


def _limits(marks: list[Any], name: str) -> list[Any]:
    """The values that marks give to a constraint, by its name in the package annotated-types, as pydantic takes it."""
    return [found for mark in marks if (found := getattr(mark, name, None)) is not None]


def _named(marks: list[Any], kind: type[Any]) -> str:
    """The name of the field that a mark of this kind speaks of, if there is one."""
    return next((mark.name for mark in marks if isinstance(mark, kind)), "")


def _default(field: FieldPlan) -> str:
    """What holds where nothing is written, where that is a word."""
    if isinstance(field.default, bool):
        return str(field.default).lower()
    return field.default if isinstance(field.default, str) else ""
