"""JSON Schemas (2020-12) of the files, for editors: made from the questions by `uv run invoke describe`.

An editor's YAML makes numbers, booleans and null of some plain values, which our reader keeps as text. So a schema
takes each type that a text of the right form can turn into, and its keywords say what is right of each type. What it
refuses, the check refuses too, but for these: an empty value where one is required is refused, and with it the plain
words `null` and `~`, which an editor reads as empty (in quotes they are taken); a code of a list that is written in
quotes with spaces around it; and a price in other digits than 0 to 9.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from babel.numbers import list_currencies

from plugins.contributing.questions import Question, every, sections
from plugins.contributing.tables import seen_by
from plugins.core.codes import LANGUAGE_TAG, countries, time_zones
from plugins.core.fields import AUDIENCES, SLUG
from plugins.core.plans import names_of
from plugins.core.records import LOADER_FIELDS, Record

__all__ = ["SCHEMAS", "schema", "schema_file", "schema_text"]

SCHEMAS = "schemas"
"""The folder of the schemas, below the root."""

Schema = dict[str, Any]

LISTS = MappingProxyType({"country": "country", "time-zone": "time_zone", "currency": "currency"})
"""The sorts of input of which each value is known, with the names of their lists."""

WHOLE = r"[+-]?[0-9][0-9_]*(\.0+)?"
DECIMAL = r"[+-]?([0-9][0-9_]*\.?[0-9_]*|\.[0-9]+)([eE][+-]?[0-9]+)?"
ONE_LINE = r"^\s*\S[^\n]*\s*$"
PROBES = tuple(str(number) for number in range(10_000))
SIGNED = "+351211234567"
LONGER_PROBES = tuple(str(10**power) for power in range(4, 15))


def schema_file(record_type: type[Record]) -> str:
    """The path of the schema of a kind, below the root."""
    return f"{SCHEMAS}/{record_type.kind}.schema.json"


def schema_text(record_type: type[Record]) -> str:
    """The schema as the text of its file."""
    return json.dumps(schema(record_type), ensure_ascii=False, indent=1) + "\n"


def schema(record_type: type[Record]) -> Schema:
    """The schema of a file of this type; of its front matter, where text follows after it."""
    asked = [one for section in sections(record_type) for one in section.questions if one.key not in LOADER_FIELDS]
    front = ", between its two lines of hyphens" if record_type.suffix == ".md" else ""
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": record_type.__name__,
        "description": f"The fields of a file in {record_type.folder}/{front}.",
        **_object(record_type, asked),
        "type": "object",
    }
    used = {LISTS[question.input] for question in every(tuple(asked)) if question.input in LISTS}
    return {**found, "$defs": {name: _list_of(name) for name in sorted(used)}}


def _object(record_type: type[Record], asked: Sequence[Question]) -> Schema:
    return {
        "properties": {question.key: _property(record_type, question) for question in asked},
        "required": [question.key for question in asked if question.required],
        "additionalProperties": False,
    }


def _property(record_type: type[Record], question: Question) -> Schema:
    """A field: its words, and what it takes; null, where it may be left empty."""
    seen = f"Seen by: {seen_by(question)}."
    told = {"title": question.label, "description": ". ".join(filter(None, (question.help, seen)))}
    entry = _entry(record_type, question)
    if question.examples:
        entry["examples"] = list(question.examples)
    if question.repeated:
        many: Schema = {"type": ["array"], "items": entry}
        if question.most:
            many["maxItems"] = question.most
        if question.input == "slug":
            many["uniqueItems"] = True
        return {**told, **_with_null(many, question)}
    if question.default:
        entry["default"] = question.default == "true" if question.input == "yes-no" else question.default
    return {**told, **_with_null(entry, question)}


def _with_null(entry: Schema, question: Question) -> Schema:
    if question.required:
        return entry
    if "enum" in entry:
        return {**entry, "enum": [*entry["enum"], None]}
    return {**entry, "type": [*entry["type"], "null"]}


def _entry(record_type: type[Record], question: Question) -> Schema:
    """What one value may be."""
    if question.input == "audiences":
        return {"type": ["object"], "properties": _choices_of(record_type), "additionalProperties": False}
    if question.input in LISTS:
        return {"$ref": f"#/$defs/{LISTS[question.input]}", "type": ["string"]}
    if question.choices:
        return {"enum": list(question.choices)}
    if question.input == "yes-no":
        words = "|".join(_any_case(word) for word in ("true", "false", "yes", "no", "on", "off", "y", "n", "t", "f"))
        return {"type": ["boolean", "string", "integer"], **_form(f"{words}|0|1", "true"), "minimum": 0, "maximum": 1}
    if question.input in {"whole-number", "number"}:
        return _number(question)
    text = _text(question) if question.input not in {"part", "image"} else {"type": []}
    if question.parts:
        return {**text, "type": [*text["type"], "object"], **_object(record_type, question.parts)}
    return text


def _choices_of(record_type: type[Record]) -> Schema:
    """Who may be chosen to see each field."""
    return {
        name: {"enum": [visible.default] if visible.fixed else list(AUDIENCES[AUDIENCES.index(visible.widest) :])}
        for name, visible in names_of(record_type).items()
    }


def _number(question: Question) -> Schema:
    whole = question.input == "whole-number"
    found: Schema = {"type": ["integer" if whole else "number", "string"]}
    found |= _form(WHOLE if whole else DECIMAL, *question.examples[:1])
    if question.least is not None:
        found["minimum"] = _as_number(question.least)
    if question.greatest is not None:
        found["maximum"] = _as_number(question.greatest)
    return found


def _as_number(text: str) -> int | float:
    number = Decimal(text)
    return int(number) if number == int(number) else float(number)


def _text(question: Question) -> Schema:
    """A text, and the other types that a text of its form turns into when it is written without quotes."""
    pattern = _pattern(question)
    if pattern:
        return {"type": ["string", *_turned(pattern)], **_form(pattern, *question.examples[:1]), **_range(pattern)}
    long = question.input in {"paragraph", "markdown"}
    found: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S" if long else ONE_LINE}
    if question.longest:
        # A text in several lines ends with the end of its last line, which is not counted.
        found["maxLength"] = question.longest + long
    return found


def _pattern(question: Question) -> str:
    if question.input == "reference" and not question.or_name:
        return SLUG.pattern
    return LANGUAGE_TAG.pattern if question.input == "language" else question.pattern


def _form(pattern: str, *examples: str) -> Schema:
    """A pattern for the whole of a text, and what the language servers of editors say where it does not fit."""
    such_as = f", such as {examples[0]}" if examples else ""
    return {"pattern": rf"^\s*(?:{pattern})\s*$", "patternErrorMessage": f"Another form is expected here{such_as}."}


def _turned(pattern: str) -> Iterator[str]:
    """The types, beside text, that plain values of this form have for an editor."""
    if re.fullmatch(pattern, "1e5"):
        yield "number"
    elif any(re.fullmatch(pattern, probe) for probe in (*PROBES, SIGNED)):
        yield "integer"
    if re.fullmatch(pattern, "true"):
        yield "boolean"


def _range(pattern: str) -> Schema:
    """The least and the greatest whole number that has this form, where there is one."""
    found = [int(probe) for probe in PROBES if re.fullmatch(pattern, probe)]
    if not found:
        return {}
    endless = any(re.fullmatch(pattern, probe) for probe in LONGER_PROBES)
    return {"minimum": found[0]} if endless else {"minimum": found[0], "maximum": found[-1]}


def _any_case(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


def _list_of(name: str) -> Schema:
    """All values that a standard has, and null, which those who refer to the list take or leave by their `type`."""
    if name == "country":
        names: Mapping[str, str] = countries()
        told = "This is not a country's code of two capital letters, such as PT."
        return {"enum": [*names, None], "enumDescriptions": [*names.values(), "not given"], "errorMessage": told}
    if name == "time_zone":
        told = "This is not a time zone's name, such as Europe/Lisbon."
        return {"enum": [*sorted(time_zones()), None], "errorMessage": told}
    told = "This is not a currency's code of three capital letters, such as EUR."
    return {"enum": [*sorted(list_currencies()), None], "errorMessage": told}
