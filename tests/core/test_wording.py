"""Every refusal is in words of ours: the models are walked for each type of error that they can raise."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Annotated, Any

import pydantic
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AfterValidator, Field, TypeAdapter

from plugins.core import dates, parts
from plugins.core.plans import places_of
from plugins.core.records import Record
from plugins.core.sources import Source, parse
from plugins.core.synonyms import FIELDS, WORDS, same_word, word_meant
from plugins.core.validation import answers, validate
from plugins.core.vocabulary import Vocabulary
from plugins.core.wording import WORDS as TABLE
from plugins.core.wording import words, wrong
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from tests.factories import RECORD_TYPES

BY_OWN_CODE = frozenset({"missing", "extra_forbidden", "literal_error"})
"""Types of error that `words` tells by code of their own, as they need what the table does not know."""

ALWAYS: Mapping[str, frozenset[str]] = {
    "any": frozenset(),
    "bool": frozenset({"bool_type", "bool_parsing"}),
    "date": frozenset({"date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"}),
    "datetime": frozenset({"datetime_type", "datetime_parsing", "datetime_from_date_parsing"}),
    "decimal": frozenset({"decimal_type", "decimal_parsing", "finite_number", "decimal_whole_digits"}),
    "default": frozenset(),
    "definition-ref": frozenset(),
    "definitions": frozenset(),
    "dict": frozenset({"dict_type"}),
    "enum": frozenset({"enum"}),
    "float": frozenset({"float_type", "float_parsing"}),
    "function-after": frozenset(),
    "function-before": frozenset(),
    "function-wrap": frozenset(),
    "int": frozenset({"int_type", "int_parsing", "int_parsing_size"}),
    "list": frozenset({"list_type"}),
    "literal": frozenset({"literal_error"}),
    "model": frozenset({"model_type"}),
    "model-field": frozenset(),
    "model-fields": frozenset({"missing"}),
    "nullable": frozenset(),
    "str": frozenset({"string_type"}),
    "tagged-union": frozenset({"union_tag_not_found", "union_tag_invalid"}),
    "tuple": frozenset({"tuple_type"}),
    "union": frozenset(),
}
"""What a schema of pydantic's can say of a text, a list, fields or nothing, which is all that a file holds.

A schema that is not here fails the test: whoever uses one has to add what it can say, and the words for that.
"""

BY_CONSTRAINT: Mapping[tuple[str, str], str] = {
    **{(kind, "ge"): "greater_than_equal" for kind in ("decimal", "float", "int")},
    **{(kind, "gt"): "greater_than" for kind in ("decimal", "float", "int")},
    **{(kind, "le"): "less_than_equal" for kind in ("decimal", "float", "int")},
    **{(kind, "lt"): "less_than" for kind in ("decimal", "float", "int")},
    **{(kind, "multiple_of"): "multiple_of" for kind in ("decimal", "float", "int")},
    **{(kind, "max_length"): "too_long" for kind in ("dict", "list", "tuple")},
    **{(kind, "min_length"): "too_short" for kind in ("dict", "list", "tuple")},
    ("decimal", "decimal_places"): "decimal_max_places",
    ("decimal", "max_digits"): "decimal_max_digits",
    ("model-fields", "extra_behavior"): "extra_forbidden",
    ("str", "max_length"): "string_too_long",
    ("str", "min_length"): "string_too_short",
    ("str", "pattern"): "string_pattern_mismatch",
}
NO_CONSTRAINTS = frozenset(
    {
        "choices",
        "cls",
        "config",
        "computed_fields",
        "custom_init",
        "default",
        "definitions",
        "discriminator",
        "expected",
    }
    | {
        "fields",
        "function",
        "items_schema",
        "keys_schema",
        "members",
        "metadata",
        "microseconds_precision",
        "model_name",
        "ref",
    }
    | {"root_model", "schema", "schema_ref", "serialization", "serialization_alias", "strip_whitespace", "type"}
    | {"validation_alias", "values_schema", "variadic_item_index"}
)
HANDED_ON = {
    # What these hand on is a value of the type already, or of nothing that the type takes.
    dates.Day: frozenset({"date_type"}),
    dates.LocalTime: frozenset(),
    parts.MarkdownText: frozenset(),
}
BEFORE = {"_day": frozenset({"date_type"}), "_local_time": frozenset(), "_markdown": frozenset()}
PYDANTICS = {"max_length_validator": "too_long", "min_length_validator": "too_short"}
OURS = frozenset({"wrong", "_not", "_no_date"})


INNER = ("choices", "definitions", "fields", "items_schema", "keys_schema", "schema", "values_schema")


def possible(schema: Any) -> Iterator[str]:
    """The types of error that a schema of pydantic's can raise, with those of all that is in it."""
    if isinstance(schema, list | tuple):
        for one in schema:
            yield from possible(one)
    elif isinstance(schema, dict) and not isinstance(schema.get("type"), str):
        for one in schema.values():  # fields by their names, choices by their tags
            yield from possible(one)
    elif isinstance(schema, dict):
        yield from own(schema)
        function = schema.get("function", {}).get("function")
        if getattr(function, "__name__", "") not in BEFORE:
            for name in INNER:
                yield from possible(schema.get(name))


def own(schema: Mapping[str, Any]) -> Iterator[str]:
    """The types of error that a schema can raise by itself."""
    kind = schema["type"]
    yield from ALWAYS[kind]
    for name in schema.keys() - NO_CONSTRAINTS:
        yield BY_CONSTRAINT[kind, name]
    if kind == "model":
        assert schema["config"]["extra_fields_behavior"] == "forbid"
        yield "extra_forbidden"
    if kind.startswith("function"):
        function = schema["function"]["function"]
        yield from raised(function)
        yield from BEFORE.get(getattr(function, "__name__", ""), ())


def raised(function: Any) -> Iterator[str]:
    """The types of pydantic's that a function raises. Ours may raise nothing but words of ours."""
    function = getattr(function, "__func__", function)
    if inner := getattr(function, "func", None):  # a function with some of its arguments
        yield PYDANTICS[inner.__name__]
        return
    assert function.__module__.startswith("plugins."), function
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
        if isinstance(node, ast.Raise):
            assert isinstance(node.exc, ast.Call), ast.unparse(node)
            name = node.exc.func.id if isinstance(node.exc.func, ast.Name) else ast.unparse(node.exc.func)
            assert name in OURS or name == "ValidationError.from_exception_data", ast.unparse(node)


def schema_of(record_type: Any) -> Any:
    """The whole schema that pydantic has made of a type."""
    if isinstance(record_type, type) and issubclass(record_type, Record):
        record_type.model_rebuild(force=True)
        return record_type.__pydantic_core_schema__
    return TypeAdapter(record_type).core_schema


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_every_type_of_error_has_words(record_type: type[Record]) -> None:
    """Whatever pydantic can find wrong with a record of any kind is in the table, or told by code of its own."""
    assert set(possible(schema_of(record_type))) - TABLE.keys() - BY_OWN_CODE == set()


def test_the_table_has_no_words_for_what_cannot_happen() -> None:
    """Words that nobody can read are not kept."""
    assert TABLE.keys() - {one for record_type in RECORD_TYPES for one in possible(schema_of(record_type))} == set()


class Colour(Enum):
    """A type that no model of ours has."""

    RED = "red"


def refuses(_value: str) -> str:
    """A check that speaks no words of ours."""
    raise ValueError("no")


@pytest.mark.parametrize(
    ("strange", "found"),
    [
        (Colour, "enum"),
        (float, "float_parsing"),
        (list[str], "list_type"),
        (Annotated[str, Field(pattern="x")], "string_pattern_mismatch"),
        (Annotated[tuple[str, ...], Field(min_length=1)], "too_short"),
        (Annotated[int, Field(multiple_of=2)], "multiple_of"),
    ],
)
def test_the_walk_sees_what_would_be_missing(strange: Any, found: str) -> None:
    """A type without words is noticed, be it in a field, a list, or a part of a part."""
    assert found in set(possible(schema_of(dict[str, tuple[strange | None, ...]]))) - TABLE.keys() - BY_OWN_CODE


@pytest.mark.parametrize("strange", [bytes, set[str], Annotated[str, AfterValidator(refuses)], complex])
def test_the_walk_stops_at_what_it_does_not_know(strange: Any) -> None:
    """A schema, or a function that may say anything, is not passed over."""
    with pytest.raises((KeyError, AssertionError)):
        list(possible(schema_of(strange)))


SCALARS = (
    st.none() | st.text(max_size=20) | st.from_regex(r"\d{1,5}[-/.]\d\d?[-/.]\d\d?([ T]\d\d:\d\d)?", fullmatch=True)
)
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=5), SCALARS, max_size=3)


@pytest.mark.parametrize("kind", HANDED_ON, ids=["day", "local time", "text"])
@settings(deadline=None)
@given(value=VALUES)
def test_what_our_functions_hand_on_is_taken(kind: Any, value: Any) -> None:
    """A type that converts by itself hands nothing on that pydantic would refuse in other words."""
    try:
        TypeAdapter(kind).validate_python(value)
    except pydantic.ValidationError as error:
        custom = {one["type"] for one in error.errors() if "ctx" not in one}
        assert {one for one in custom if one in ALWAYS["date"] | ALWAYS["datetime"]} <= HANDED_ON[kind]


def source(path: str, text: str) -> Source:
    """A text as the core reads it."""
    found = parse(path, text.encode())
    assert isinstance(found, Source), found
    return found


def told(record_type: type[Record], text: str) -> list[str]:
    """What is wrong with a file of a type, without its place."""
    path = f"{record_type.folder}/x{record_type.suffix}"
    return [one.message for one in validate(source(path, text), record_type, {"members": frozenset({"ada-king"})})[1]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("emial: a", "did you mean 'email'?"),
        ("E-Mail: a", "did you mean 'email'?"),
        ("Skills: [a]", "did you mean 'skills'?"),
        ("telephone: '1'", "did you mean 'phone'?"),
        ("country: PT", "`country:` belongs below `location:`, on an indented line"),
        ("town: Porto", "`city:` belongs below `location:`, on an indented line"),
        ("homepage: a", "`website:` belongs below `links:`, on an indented line"),
        ("location: {email: a}", "`email:` belongs at the beginning of a line, not below another field"),
        ("xyzzy: a", "there is no field 'xyzzy' here"),
    ],
)
def test_a_field_that_is_none_leads_to_the_right_one(line: str, expected: str) -> None:
    """A mistyped field, one of another program, and one in the wrong place are told with the right one."""
    (message,) = told(Member, f"name: Ada\nconsent: {{date: 2026-01-01, version: '1'}}\n{line}\n")
    assert message.endswith(expected)


def test_a_place_is_only_told_where_there_is_one() -> None:
    """Many parts have a title, so that nobody can say where one belongs."""
    assert len(places_of(Member, "title")) > 1
    assert places_of(Member, "xyzzy") == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("visibility: {email: everyone}", "did you mean 'public'?"),
        ("visibility: {city: members}", "did you mean 'location.city'?"),
        ("visibility: {emial: members}", "did you mean 'email'?"),
        ("search_engines: No-Index", "did you mean 'noindex'?"),
        ("languages: [{tag: de, level: mother tongue}]", "did you mean 'native'?"),
        ("languages: [{tag: de, level: xyzzy}]", "native, fluent, professional, conversational, basic"),
    ],
)
def test_a_word_that_is_no_choice_leads_to_one(line: str, expected: str) -> None:
    """An audience, a level and the like are known by what people write for them."""
    (message,) = told(Member, f"name: Ada\nconsent: {{date: 2026-01-01, version: '1'}}\n{line}\n")
    assert message.endswith(expected)


@pytest.mark.parametrize("name", ["Ada King", "ada-king.yaml", "members/ada-king.yaml", "ADA-KING"])
def test_a_reference_by_another_name_leads_to_the_file(name: str) -> None:
    """A person's name, or the whole name of the file, is told with the name to write."""
    text = "---\ntitle: A\nstart: 2026-01-01\nend: 2026-01-02\ntimezone: UTC\nformat: online\n"
    messages = told(Event, f"{text}speakers: [{name}]\n---\n\nText\n")
    assert [one for one in messages if one.endswith("did you mean 'ada-king'?")] == messages


def test_only_names_of_fields_are_offered() -> None:
    """The tables lead to nothing that no kind of record has."""
    fields = {one.rpartition(".")[2] for record in RECORD_TYPES for one in places(record)}
    assert {one for meant in FIELDS.values() for one in meant} <= fields
    assert fields & FIELDS.keys() <= {"date", "language", "link", "role", "until", "url", "description", "region", "to"}
    choices = {word for record in RECORD_TYPES for word in literals(schema_of(record))}
    assert {one for meant in WORDS.values() for one in meant} <= choices


def places(record: type[Record]) -> set[str]:
    """The dotted names of all fields of a kind."""
    from plugins.core.plans import names_of  # noqa: PLC0415  of use here alone

    return set(names_of(record))


def literals(schema: Any) -> Iterator[str]:
    """All words of all lists of words in a schema."""
    if isinstance(schema, dict):
        yield from schema["expected"] if schema.get("type") == "literal" else ()
        for name, inner in schema.items():
            if name not in {"metadata", "serialization", "cls", "function"}:
                yield from literals(inner)
    elif isinstance(schema, list | tuple):
        for inner in schema:
            yield from literals(inner)


def test_words_are_the_same_whatever_stands_between_their_letters() -> None:
    """Full Time is full-time; a text without letters is no word."""
    assert same_word("Full Time", ["part-time", "full-time"]) == "full-time"
    assert same_word("--", ["a"]) == ""
    assert word_meant("Webinar", ["online"]) == "online"
    assert word_meant("onlin", ["online"]) == "online"
    assert word_meant("x", ["online"]) == ""


SLUGS = {"members": frozenset({"ada-king"})}
MEMBER = "name: Ada\nconsent: {date: 2026-01-01, version: '1'}\n"
JOB = """---
title: A
organization: B
posted: 2026/3/1
closes: 2026-03-31
workplace: Remote
employment_type: Full Time
apply: {email: '<a@example.org>'}
poster: Ada King
---
Text
"""


def test_answers_that_are_beyond_doubt() -> None:
    """Values with one right answer are given it, by their places; what can only be guessed at is not."""
    text = "location: {country: Portugal, timezone: EST}\nlinks: {website: example.org}\nphone: 0044 20 7946 0958\n"
    assert answers(source("members/x.yaml", MEMBER + text), Member, SLUGS, Vocabulary()) == {
        ("location", "country"): "PT",
        ("links", "website"): "https://example.org",
        ("phone",): "+44 20 7946 0958",
    }
    assert answers(source("content/jobs/x.md", JOB), Job, SLUGS, Vocabulary()) == {
        ("posted",): "2026-03-01",
        ("workplace",): "remote",
        ("employment_type",): "full-time",
        ("apply", "email"): "a@example.org",
        ("poster",): "ada-king",
    }


def test_synonyms_have_an_answer_where_all_else_is_right() -> None:
    """A synonym is no mistake, yet the association's word is known; other values of a good record stay."""
    vocabulary = Vocabulary({"gis": "GIS", "geographic-information-systems": "GIS"})
    text = "skills: [Geographic Information Systems, gis, GIS, Weaving]\nlocation: {country: ' PT '}\n"
    assert answers(source("members/x.yaml", MEMBER + text), Member, SLUGS, vocabulary) == {
        ("skills", 0): "GIS",
        ("skills", 1): "GIS",
    }


def test_own_words_may_name_an_answer() -> None:
    """A refusal of ours has its words from its template, whatever else it carries."""
    error = {"type": "x", "loc": ("a",), "msg": "no 'b'", "input": "b", "ctx": {"right": "c"}}
    assert words(error) == "no 'b'"  # type: ignore[arg-type]
    assert wrong("x", "no {value}", value="b", right="c").message() == "no b"
