"""Files filled with the examples that the questions give, for tests of whatever is printed from questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plugins.contributing.questions import Question, every, questions
from plugins.core.records import Record
from tests.factories import RECORD_TYPES

__all__ = ["SLUGS", "entry_of", "filled", "required", "value_of"]


def entry_of(question: Question, example: str = "") -> Any:
    """One entry as its first example has it, or this one; a part with all of its fields that go together."""
    if question.parts and question.input != "reference":
        return {part.key: value_of(part) for part in question.parts if not part.not_with}
    return example or (*question.examples, *question.choices)[0]


def value_of(question: Question, example: str = "") -> Any:
    """The value of a field in a file: its entry, in a list where there may be several."""
    entry = entry_of(question, example)
    return [entry] if question.repeated else entry


def filled(record_type: type[Record]) -> dict[str, Any]:
    """Every field of a file with its example; who sees what is left as it is."""
    return {one.key: value_of(one) for one in questions(record_type) if one.input != "audiences"}


def required(record_type: type[Record]) -> dict[str, Any]:
    """What a file cannot do without."""
    return {one.key: value_of(one) for one in questions(record_type) if one.required}


def _slugs() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {record_type.kind: set() for record_type in RECORD_TYPES}
    for record_type in RECORD_TYPES:
        for question in every(questions(record_type)):
            if question.refers_to:
                found[question.refers_to].update(question.examples)
    return {kind: frozenset(names) for kind, names in found.items()}


SLUGS = _slugs()
"""An association in which every reference among the examples leads somewhere."""
