"""From a source to a record: what a type asks of its files, and whatever is wrong, said where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

import pydantic
from pydantic_core import ErrorDetails

from plugins.core.fields import slug_problem
from plugins.core.parts import Image, Part
from plugins.core.plans import FieldPlan, notable, places_of, plan
from plugins.core.problems import Problem, nearest
from plugins.core.records import LOADER_FIELDS, Record
from plugins.core.sources import Loc, Source
from plugins.core.vocabulary import Vocabulary
from plugins.core.wording import right_word, words

__all__ = ["FILLED_IN", "answers", "unfit_name", "validate"]


def validate(
    source: Source,
    record_type: type[Record],
    slugs: Mapping[str, frozenset[str]],
    image: Mapping[str, str] | None = None,
    *,
    has_picture: bool = False,
    vocabulary: Vocabulary | None = None,
) -> tuple[Record | None, list[Problem]]:
    """The record that a source makes, or what is wrong with it.

    `slugs` are the names that references may use, by kind. `image` holds the file and the digest of the picture
    beside the source; `has_picture` says that one lies there, though it may be refused and so have no `image`.
    The `vocabulary` turns synonyms into canonical terms.
    """
    problems = [*unfit_name(source.path), *_loader_fields(source), *_image_fields(source, record_type, has_picture)]
    record, errors = _made(source, record_type, slugs, image, vocabulary)
    if record is None:
        return None, problems + [_problem(source, record_type, one) for one in _told_once(record_type, errors)]
    return (None if problems else record), problems


def answers(
    source: Source, record_type: type[Record], slugs: Mapping[str, frozenset[str]], vocabulary: Vocabulary
) -> dict[Loc, str]:
    """What was meant, by its place, where a value is refused and leaves no doubt, or stands for a term as a synonym."""
    record, errors = _made(source, record_type, slugs, None, vocabulary)
    found = {_as_written(record_type, one["loc"])[0]: right_word(one) for one in errors}
    if record is not None:
        found = {loc: value for loc, field, value in notable(record) if field.in_vocabulary}
    return {loc: meant for loc, meant in found.items() if meant and source.value(loc) != meant}


def _made(
    source: Source,
    record_type: type[Record],
    slugs: Mapping[str, frozenset[str]],
    image: Mapping[str, str] | None,
    vocabulary: Vocabulary | None,
) -> tuple[Record | None, list[ErrorDetails]]:
    """The record that the values of a source make, or why they make none."""
    data = {name: value for name, value in source.data.items() if name not in LOADER_FIELDS}
    if (name := record_type.image_field) and (image or name in data):
        written = data.get(name)
        if written is None or isinstance(written, dict):
            own = {key: value for key, value in (written or {}).items() if key not in FILLED_IN}
            data[name] = {**own, **image} if image else None
    data |= {"slug": PurePosixPath(source.path).stem, "path": source.path}
    if "body" in record_type.model_fields:
        data["body"] = source.body or None
    try:
        return record_type.model_validate(data, context={"slugs": slugs, "vocabulary": vocabulary}), []
    except pydantic.ValidationError as error:
        errors = error.errors(include_url=False)
        return None, [one for one in errors if one["loc"][:1] not in {("slug",), ("path",)}]


PICTURE = (
    "a picture is not named here: it is found beside this file, under the same name; take the line out, "
    "or describe the picture on an indented line below `{name}:`, such as `alt: ...`"
)
FILLED_IN = frozenset({"file", "digest"})
"""Fields of an image that are not written in a file."""


def unfit_name(path: str) -> Iterator[Problem]:
    """What is wrong with the name of a record's file, whatever stands in it."""
    if why := slug_problem(PurePosixPath(path).stem):
        yield Problem(path, 0, 0, "", f"the file's name will not do: {why}")


def _loader_fields(source: Source) -> Iterator[Problem]:
    for name in sorted(LOADER_FIELDS & source.keys_of(())):
        stands = "the text below the second line of hyphens" if name == "body" else "the name of the file"
        yield source.problem((name,), f"this is not written here: it is {stands}; take the line out", key=True)


def _image_fields(source: Source, record_type: type[Record], has_picture: bool) -> Iterator[Problem]:
    name = record_type.image_field
    if not name or not isinstance(source.data.get(name), dict):
        return
    for extra in sorted(FILLED_IN & source.keys_of((name,))):
        message = "this is not written here: it is read from the picture beside this file; take the line out"
        yield source.problem((name, extra), message, key=True)
    if not has_picture:
        beside = PurePosixPath(source.path).with_suffix(".jpg")
        yield source.problem((name,), f"no picture lies beside this file; add {beside}", key=True)


def _told_once(record_type: type[Record], errors: Sequence[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The errors but for a field that is missing where its name is only mistyped, since that is told already."""
    mistyped = {
        (*one["loc"][:-1], nearest(str(one["loc"][-1]), _names(_as_written(record_type, one["loc"])[1])))
        for one in errors
        if one["type"] == "extra_forbidden"
    }
    return (one for one in errors if one["type"] != "missing" or one["loc"] not in mistyped)


def _problem(source: Source, record_type: type[Record], error: ErrorDetails) -> Problem:
    """A refusal of pydantic's as a problem with the source."""
    loc = error["loc"]
    if at := error.get("ctx", {}).get("at"):
        loc = (*loc, at)
    written, part, field = _as_written(record_type, loc)
    inner = field.part if field else None
    if inner is Image and error["type"] == "model_type":
        message = PICTURE.format(name=written[-1])
    else:
        message = words(
            error,
            _names(part),
            field.choices if field else (),
            _required_first(inner) if inner else (),
            places_of(record_type, str(written[-1])) if written else (),
            field.example if field else "",
        )
    rule = error["type"].replace("_", "-")
    return source.problem(written, message, key=error["type"] in {"extra_forbidden", "visibility"}, rule=rule)


def _as_written(record_type: type[Record], loc: Loc) -> tuple[Loc, type[Part], FieldPlan | None]:
    """A loc without the steps that pydantic adds for the branches of a union; the part and field of its last name."""
    written: Loc = ()
    part: type[Part] = record_type
    inner: type[Part] | None = record_type
    field: FieldPlan | None = None
    for step in loc:
        if field and step in field.tags:
            continue
        written = (*written, step)
        if isinstance(step, str) and inner:
            part = inner
            field = next((one for one in plan(part) if one.key == step), None)
            inner = field.part if field else None
    return written, part, field


def _names(part: type[Part]) -> tuple[str, ...]:
    """The names that may be written in a part."""
    hidden = FILLED_IN if part is Image else LOADER_FIELDS
    return tuple(field.key for field in plan(part) if field.key not in hidden)


def _required_first(part: type[Part]) -> tuple[str, ...]:
    """The names that may be written in a part, those first without which it would not be taken."""
    required = {field.key for field in plan(part) if field.required}
    return tuple(sorted(_names(part), key=lambda name: name not in required))
