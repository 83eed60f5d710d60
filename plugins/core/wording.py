"""Refusals in words for the person who wrote the file: our own, and pydantic's by one table of its types of error."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from pydantic_core import ErrorDetails, PydanticCustomError

from plugins.core.mending import number
from plugins.core.problems import did_you_mean
from plugins.core.synonyms import fields_meant, same_word, word_meant
from plugins.core.syntax import BULLETS, missing_space, no_plain_space

__all__ = ["WORDS", "did_you_mean_this", "quoted", "right_word", "singular", "words", "wrong"]

MAX_QUOTED = 60
MAX_NAMES = 6


def wrong(kind: str, message: str, **values: str) -> PydanticCustomError:
    """A refusal in our own words; braces name the values.

    The value `at` is the name of the field to look at, where a rule about several fields is broken. The value `right`
    is what was meant, where that is beyond doubt: `invoke check --fix` writes it.
    """
    return PydanticCustomError(kind, message, values)


def quoted(value: object) -> str:
    """A value as a message shows it: in quotation marks, and cut where it is long."""
    text = str(value).encode("utf-8", "replace").decode()  # a file's name may hold bytes that are no text
    return f"'{text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1] + '…'}'"


def did_you_mean_this(answer: str | None) -> str:
    """The end of a sentence that offers an answer, or nothing."""
    return f"; did you mean {answer}?" if answer else ""


def singular(kind: str) -> str:
    """The word for one record of a kind: "members" is "member"."""
    return kind.removesuffix("s")


TAGS = "the name of a file is expected, or fields such as `name: Ada Lovelace`"
FIELDS = "fields are expected here, each as `name: value` on a line of its own, indented"
NUMBER = "{input} is not a number; write digits alone, such as 45000{hint}"
TOO_LARGE = "{input} is too large a number"

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "string_type": "{stands}; one text is expected",
        "string_too_short": "the text is empty; write some, or take the line out",
        "string_too_long": "the text has {length:,} characters; at most {max_length:,} are taken",
        "tuple_type": (
            "a list is expected: each entry on a line of its own that begins with a hyphen, or all in brackets, "
            "as in [one, two]"
        ),
        "too_long": "the list has more than {max_length} entries, which is as many as are taken",
        "dict_type": FIELDS,
        "model_type": FIELDS,
        "union_tag_invalid": TAGS,
        "union_tag_not_found": f"{{stands}}; {TAGS}",
        "bool_parsing": "{input} is neither true nor false; write one of the two",
        "bool_type": "{stands}; true or false is expected",
        "int_parsing": "{input} is not a whole number; write digits alone, such as 3{hint}",
        "int_parsing_size": TOO_LARGE,
        "int_type": "{stands}; a whole number is expected",
        "decimal_parsing": NUMBER,
        "decimal_type": "{stands}; a number is expected",
        "decimal_max_digits": TOO_LARGE,
        "decimal_whole_digits": TOO_LARGE,
        "decimal_max_places": "{input} has more than two digits after the point",
        "finite_number": NUMBER,
        "greater_than_equal": "{input} is too small; at least {ge} is expected",
        "less_than_equal": "{input} is too large; at most {le} is expected",
        "date_type": "{stands}; a date is expected, such as 2026-03-14",
    }
)
"""What to say for each type of error of pydantic's that our models can meet.

`input` is the value, `length` its length, `stands` says what stands there in place of a text, `hint` what was meant;
the other names are those of pydantic's own context.
"""


def words(
    error: ErrorDetails,
    known: Collection[str] = (),
    choices: Sequence[str] = (),
    inner: Sequence[str] = (),
    places: Sequence[str] = (),
    example: str = "...",
) -> str:
    """What to tell the author.

    `known` are the names of the fields that may stand at the error's place, `choices` the words that it may hold,
    `inner` the names of the fields of the part that it holds, or a list of such parts; the one to show comes first.
    `places` are the dotted names of the fields elsewhere that may be meant by one that has no place here. `example` is
    what may stand at the error's place.
    """
    name = str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "extra_forbidden":
        return no_plain_space(name) or f"there is no field {quoted(name)} here{_other_name(name, known, places)}"
    if error["type"] == "missing":
        return _not_given(name, choices, example)
    if error["type"] == "literal_error":
        return _choice(error["input"], str(error["ctx"]["expected"]))
    value = error["input"]
    if inner and error["type"] in {"dict_type", "model_type", "tuple_type"}:
        return _parts(value, inner, in_list=error["type"] == "tuple_type", entry=not isinstance(error["loc"][-1], str))
    if error["type"] == "tuple_type" and isinstance(value, str) and value.startswith(("-", *BULLETS)):
        return missing_space(value) or WORDS["tuple_type"]
    # Pydantic has one name for a long text and a long list where other checks come between.
    key = "string_too_long" if error["type"] == "too_long" and isinstance(value, str) else error["type"]
    if template := WORDS.get(key):
        details = {
            "input": quoted(value),
            "length": len(str(value)),
            "stands": _stands(value),
            "hint": did_you_mean_this(right_word(error)),
            **error.get("ctx", {}),
        }
        return template.format(**details)
    return error["msg"]


def _parts(value: object, inner: Sequence[str], *, in_list: bool, entry: bool) -> str:
    """What to say where a part, an entry of a list of parts, or such a list is expected."""
    # With a space too few, a field is a text, and the hyphen of an entry is a letter of its text or of its first field.
    for text in [value] if isinstance(value, str) else list(value) if isinstance(value, dict) else ():
        if (text.startswith(("-", *BULLETS)) or text.partition(":")[0] in inner) and (missing := missing_space(text)):
            return missing
    names = ", ".join([*inner[:MAX_NAMES], *(["..."] if len(inner) > MAX_NAMES else [])])
    if in_list:
        return (
            f"a list is expected: each entry has fields ({names}) and begins on a line of its own, `- {inner[0]}: ...`"
        )
    hyphen = "- " if entry else ""
    return f"fields are expected here ({names}), each on an indented line of its own, such as `{hyphen}{inner[0]}: ...`"


def _other_name(name: str, known: Collection[str], places: Sequence[str]) -> str:
    """The end of a sentence that says which field is meant, or where it belongs."""
    if meant := next((one for one in fields_meant(name) if one in known), ""):
        return f"; did you mean '{meant}'?"
    if len(places) != 1:
        return did_you_mean(name, known)
    around, _dot, own = places[0].rpartition(".")
    if not around:
        return f"; `{own}:` belongs at the beginning of a line, not below another field"
    return f"; `{own}:` belongs below `{around.rpartition('.')[2]}:`, on an indented line"


def _not_given(name: str, choices: Sequence[str], example: str) -> str:
    if name == "body":
        return "the description is missing; write it below the second line of three hyphens (---)"
    if choices:
        return f"this field is required and not given; add `{name}:` with one of {', '.join(choices)}"
    return f"this field is required and not given; add it, as in `{name}: {example}`"


def right_word(error: ErrorDetails) -> str:
    """The word that was meant by a value, where a refusal leaves no doubt; else ""."""
    if error["type"] == "literal_error" and isinstance(error["input"], str):
        return same_word(error["input"], _choices(str(error["ctx"]["expected"])))
    if error["type"] in {"decimal_parsing", "int_parsing"}:
        digits = number(str(error["input"]))
        return digits if digits.isdigit() or error["type"] == "decimal_parsing" else ""
    return str(error.get("ctx", {}).get("right", ""))


def _choice(value: object, expected: str) -> str:
    choices = _choices(expected)
    if not isinstance(value, str):
        return f"{_stands(value)}; one of {', '.join(choices)} is expected"
    meant = word_meant(value, choices)
    hint = f"; did you mean '{meant}'?" if meant else ""
    return f"{quoted(value)} is none of {', '.join(choices)}{hint}"


def _choices(expected: str) -> list[str]:
    return [word.strip("' ") for word in expected.replace(" or ", ",").split(",")]


def _stands(value: object) -> str:
    if value is None:
        return "nothing stands here (a value that begins with # needs quotes)"
    return "a list stands here" if isinstance(value, list) else "fields stand here"
