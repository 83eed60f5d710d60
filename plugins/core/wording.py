"""Pydantic's refusals in words for the person who wrote the file: one table, by pydantic's type of error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from plugins.core.problems import did_you_mean

__all__ = ["WORDS", "words"]

Context = Mapping[str, Any]


def _shown(value: object) -> str:
    text = str(value)
    return f"'{text if len(text) <= 60 else text[:59] + '…'}'"


def _kind_of(value: object) -> str:
    if value is None:
        return "nothing stands here (a value that begins with # needs quotes)"
    return "a list stands here" if isinstance(value, list) else "fields stand here"


def _choice(error: ErrorDetails) -> str:
    expected = str(error["ctx"]["expected"])
    choices = [word.strip("' ") for word in expected.replace(" or ", ",").split(",")]
    return f"{_shown(error['input'])} is none of {', '.join(choices)}{did_you_mean(str(error['input']), choices)}"


WORDS: Mapping[str, Callable[[ErrorDetails], str]] = {
    "missing": lambda error: f"this field is required and not given; add `{error['loc'][-1]}: ...`",
    "string_type": lambda error: f"{_kind_of(error['input'])}; one text is expected",
    "string_too_short": lambda error: "the text is empty; write some, or take the line out",
    "string_too_long": lambda error: (
        f"the text has {len(str(error['input'])):,} characters; at most {error['ctx']['max_length']:,} are taken"
    ),
    "tuple_type": lambda error: "a list is expected, each entry on a line of its own that begins with a hyphen",
    "too_long": lambda error: (
        f"{error['ctx']['actual_length']} entries; at most {error['ctx']['max_length']} are taken"
    ),
    "too_short": lambda error: "the list is empty; write at least one entry",
    "dict_type": lambda error: "fields are expected here, each as `name: value` on a line of its own, indented",
    "model_type": lambda error: "fields are expected here, each as `name: value` on a line of its own, indented",
    "model_attributes_type": lambda error: "fields are expected here, each as `name: value` on a line of its own",
    "literal_error": _choice,
    "bool_parsing": lambda error: f"{_shown(error['input'])} is neither true nor false",
    "bool_type": lambda error: f"{_kind_of(error['input'])}; true or false is expected",
    "int_parsing": lambda error: f"{_shown(error['input'])} is not a whole number",
    "int_parsing_size": lambda error: f"{_shown(error['input'])} is too large a number",
    "int_type": lambda error: f"{_kind_of(error['input'])}; a whole number is expected",
    "int_from_float": lambda error: f"{_shown(error['input'])} is not a whole number",
    "decimal_parsing": lambda error: f"{_shown(error['input'])} is not a number; write digits alone, such as 45000",
    "decimal_type": lambda error: f"{_kind_of(error['input'])}; a number is expected",
    "decimal_max_digits": lambda error: f"{_shown(error['input'])} is too large a number",
    "decimal_whole_digits": lambda error: f"{_shown(error['input'])} is too large a number",
    "decimal_max_places": lambda error: f"{_shown(error['input'])} has more than two digits after the point",
    "finite_number": lambda error: f"{_shown(error['input'])} is not a number; write digits alone, such as 45000",
    "greater_than_equal": lambda error: (
        f"{_shown(error['input'])} is too small; at least {error['ctx']['ge']} is expected"
    ),
    "less_than_equal": lambda error: f"{_shown(error['input'])} is too large; at most {error['ctx']['le']} is expected",
    "date_type": lambda error: f"{_kind_of(error['input'])}; a date is expected, such as 2026-03-14",
    "datetime_type": lambda error: f"{_kind_of(error['input'])}; a date and time is expected, such as 2026-03-14 18:30",
    "union_tag_not_found": lambda error: f"{_kind_of(error['input'])}; a name of a file or fields are expected",
}


def words(error: ErrorDetails, known: tuple[str, ...] = ()) -> str:
    """What to tell the author; `known` are the names of the fields that may stand at the error's place."""
    if error["type"] == "extra_forbidden":
        return f"there is no field '{error['loc'][-1]}' here{did_you_mean(str(error['loc'][-1]), known)}"
    found = WORDS.get(error["type"])
    return found(error) if found else error["msg"]
