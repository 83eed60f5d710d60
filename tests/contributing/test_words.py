"""The words of the record classes: each field has help, examples that are right, and one place under a heading."""

from __future__ import annotations

import re
from typing import Any

import pytest

from plugins.contributing.questions import Question, every, questions, sections
from plugins.core.records import Record
from plugins.core.sources import Source, parse
from plugins.core.validation import validate
from tests.contributing.filled import SLUGS, entry_of, filled, required, value_of
from tests.factories import RECORD_TYPES, source_text

kinds = pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda one: one.kind)


def problems_of(record_type: type[Record], data: dict[str, Any]) -> list[str]:
    """What the check says of a file with these fields, warnings included."""
    path = f"{record_type.folder}/from-an-example{record_type.suffix}"
    source = parse(path, source_text(record_type, data).encode())
    assert isinstance(source, Source), source
    _, problems = validate(source, record_type, SLUGS, has_picture=True)
    return [str(problem) for problem in problems]


@kinds
def test_every_question_has_help(record_type: type[Record]) -> None:
    """A person who meets a field for the first time reads a sentence about it, in the style of the others."""
    for question in every(questions(record_type)):
        assert re.fullmatch(r"[A-Z].*[^.\s]", question.help), question.name
        assert len(question.help) <= 110, question.name
        assert re.fullmatch(r"[A-Z].{0,30}", question.label), question.name


@kinds
def test_every_question_has_an_example(record_type: type[Record]) -> None:
    """What is written in letters has an example, or a choice of words."""
    asked = every(questions(record_type))
    without = [one.name for one in asked if not (one.parts or one.examples or one.input == "audiences")]
    assert without == []


@kinds
def test_the_examples_make_a_file(record_type: type[Record]) -> None:
    """All examples together are a file without a problem, and so are those of the required fields alone."""
    assert problems_of(record_type, filled(record_type)) == []
    assert problems_of(record_type, required(record_type)) == []


@kinds
def test_every_example_is_valid_in_its_place(record_type: type[Record]) -> None:
    """Whichever of the examples of a field is taken, the check has nothing against it."""
    for question, others in _with_others(questions(record_type)):
        for example in question.examples:
            data = {**required(record_type), **_around(others, question, example)}
            assert problems_of(record_type, data) == [], f"{question.name}: {example}"


def _with_others(asked: tuple[Question, ...]) -> list[tuple[Question, tuple[Question, ...]]]:
    """Each question with those that lead to it, from the outermost on."""
    return [(one, ()) for one in asked if one.input != "audiences"] + [
        (inner, (one, *outer)) for one in asked for inner, outer in _with_others(one.parts)
    ]


def _around(others: tuple[Question, ...], question: Question, example: str) -> dict[str, Any]:
    """A field with an example, in the parts that hold it, all else in them as their examples have it."""
    value = value_of(question, example)
    for outer, key in zip(reversed(others), [question.key, *(one.key for one in reversed(others))], strict=False):
        entry = entry_of(outer)
        # Where one writes a name or a part, the part is what holds the field.
        whole = entry if isinstance(entry, dict) else {part.key: value_of(part) for part in outer.parts}
        inside = {part.key: part for part in outer.parts}
        if other := inside[key].not_with:
            # Without that one, and what goes with it alone.
            whole = {} if other == "frequency" else {one: said for one, said in whole.items() if one != other}
        value = {**whole, key: value}
        value = [value] if outer.repeated else value
    return {(others[0] if others else question).key: value}


@kinds
def test_every_field_stands_under_one_heading(record_type: type[Record]) -> None:
    """The headings of a class hold each of its fields once, in groups that one can take in."""
    keys = [question.key for section in sections(record_type) for question in section.questions]
    assert sorted(keys) == sorted(question.key for question in questions(record_type))
    assert all(1 <= len(section.questions) <= 14 for section in sections(record_type))
