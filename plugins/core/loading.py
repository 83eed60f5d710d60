"""From a folder of files to one catalogue and every problem in them: list, read, validate, connect."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import pydantic
from pydantic_core import ErrorDetails

from plugins.core import crosschecks, pictures
from plugins.core.catalogue import Catalogue, connect
from plugins.core.fields import slug_problem
from plugins.core.folders import File, listing
from plugins.core.parts import Image, Markdown, Part
from plugins.core.plans import FieldPlan, plan, walk
from plugins.core.problems import Problem, did_you_mean, nearest
from plugins.core.records import LOADER_FIELDS, Record
from plugins.core.sources import Loc, Source, read
from plugins.core.vocabulary import Vocabulary, load_vocabulary
from plugins.core.wording import words

__all__ = ["Loaded", "load", "validate"]

CHUNK = 200
MAX_PROBLEMS = 50

Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True)
class Loaded:
    """What loading gave. The catalogue holds every record without a problem, and refers to nothing else.

    `left_out` names the files that are not in it. Nobody may publish such a catalogue without saying so. The
    vocabulary is never among them: the words for everybody's skills are not left out, so an error in it stops every
    build.
    """

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(problem for problem in self.problems if not problem.warning)


@dataclass(frozen=True)
class _Known:
    """What validation may know of the other files: their names by kind, and the words for skills."""

    slugs: Mapping[str, frozenset[str]]
    vocabulary: Vocabulary


def load(root: Path, record_types: Sequence[type[Record]], run: Run = map) -> Loaded:
    """Loads all files of these types below `root`.

    `run` maps a function over chunks of the work and gives the results in their order: `map`, or the `map` of an
    executor. Function, chunks and results can be pickled, so its workers may be processes.

    All slugs are known from the listing before anything is parsed, so references are checked where they stand.
    """
    files: list[File] = []
    problems: list[Problem] = []
    for record_type in record_types:
        found, wrong = listing(root, record_type)
        files += found
        problems += wrong
    slugs = _slugs(record_types, files)
    vocabulary, wrong = load_vocabulary(root)
    in_vocabulary = wrong

    records: list[Record] = []
    chunks = [files[start : start + CHUNK] for start in range(0, len(files), CHUNK)]
    for loaded, wrong in run(partial(_load_chunk, root, _Known(slugs, vocabulary)), chunks):
        records += loaded
        problems += wrong
    problems += crosschecks.taken_aliases(root, records, slugs)
    problems += crosschecks.namesakes(root, records)
    problems += crosschecks.unlinked_names(root, records)

    bad = {problem.path for problem in problems if not problem.warning}
    good = [record for record in records if record.path not in bad]
    catalogue = connect(good, _slugs(record_types, good), vocabulary)
    if bad:
        problems += crosschecks.left_out_with(root, good, catalogue, slugs)
    left_out = bad | {record.path for record in good if record.slug not in catalogue.kind(record.kind)}
    return Loaded(catalogue, tuple(sorted({*problems, *in_vocabulary})), tuple(sorted(left_out)))


def _slugs(record_types: Iterable[type[Record]], those: Iterable[File | Record]) -> dict[str, frozenset[str]]:
    """The slugs of some files or records by kind; of a kind with none of them, no slugs."""
    found: dict[str, set[str]] = {record_type.kind: set() for record_type in record_types}
    for one in those:
        found[one.kind].add(one.slug)
    return {kind: frozenset(slugs) for kind, slugs in found.items()}


def _load_chunk(root: Path, known: _Known, files: Sequence[File]) -> tuple[list[Record], list[Problem]]:
    records: list[Record] = []
    problems: list[Problem] = []
    for file in files:
        record, wrong = _load_file(root, known, file)
        records += [record] if record else []
        problems += wrong[:MAX_PROBLEMS]
        if more := len(wrong[MAX_PROBLEMS:]):
            message = f"there are {more:,} more problems in this file; mend those that are told first"
            problems.append(Problem(file.path, 0, 0, "", message))
    return records, problems


def _load_file(root: Path, known: _Known, file: File) -> tuple[Record | None, list[Problem]]:
    problems: list[Problem] = []
    image: dict[str, str] | None = None
    if file.picture:
        examined = pictures.examine(root, file.picture)
        if isinstance(examined, Problem):
            problems.append(examined)
        else:
            image = {"file": file.picture, "digest": hashlib.sha256(examined).hexdigest()}
    source = read(root, file.path)
    if not isinstance(source, Source):
        return None, [*problems, *source]
    record, wrong = validate(
        source,
        file.record_type,
        known.slugs,
        image,
        has_picture=file.picture is not None,
        vocabulary=known.vocabulary,
    )
    problems += wrong
    if record:
        problems += _warnings(source, record, known)
    return record, problems


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
    slug = PurePosixPath(source.path).stem
    problems = [*_file_name(source, slug), *_loader_fields(source), *_image_fields(source, record_type, has_picture)]
    data = {name: value for name, value in source.data.items() if name not in LOADER_FIELDS}
    if (name := record_type.image_field) and (image or name in data):
        written = data.get(name)
        if written is None or isinstance(written, dict):
            own = {key: value for key, value in (written or {}).items() if key not in FILLED_IN}
            data[name] = {**own, **image} if image else None
    data |= {"slug": slug, "path": source.path}
    if "body" in record_type.model_fields:
        data["body"] = source.body or None
    try:
        record = record_type.model_validate(data, context={"slugs": slugs, "vocabulary": vocabulary})
    except pydantic.ValidationError as error:
        errors = [one for one in error.errors(include_url=False) if one["loc"][:1] not in {("slug",), ("path",)}]
        return None, problems + [_problem(source, record_type, one) for one in _told_once(record_type, errors)]
    return (None if problems else record), problems


PICTURE = (
    "a picture is not named here: it is found beside this file, under the same name; take the line out, "
    "or describe the picture on an indented line below `{name}:`, such as `alt: ...`"
)
FILLED_IN = frozenset({"file", "digest"})
"""Fields of an image that are not written in a file."""


def _file_name(source: Source, slug: str) -> Iterator[Problem]:
    if why := slug_problem(slug):
        yield Problem(source.path, 0, 0, "", f"the file's name will not do: {why}")


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
        message = words(error, _names(part), field.choices if field else (), _required_first(inner) if inner else ())
    return source.problem(written, message, key=error["type"] in {"extra_forbidden", "visibility"})


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


def _warnings(source: Source, record: Record, known: _Known) -> Iterator[Problem]:
    """What an author should look at, though it stops nothing."""
    for loc, field, value in walk(record):
        if isinstance(value, Markdown) and value.dropped:
            message = f"{', '.join(value.dropped)} will not be shown; only plain Markdown with web and mail links is"
            yield source.problem(loc, message, warning=True)
        if field.in_vocabulary and known.vocabulary.terms and not known.vocabulary.knows(value):
            near = known.vocabulary.suggestion(value)
            hint = f"; did you mean '{near}'?" if near else ""
            yield source.problem(loc, f"'{value}' is not in the association's vocabulary{hint}", warning=True)
        if field.reference and field.reference.or_name:
            names = known.slugs.get(field.reference.kind, frozenset())
            # A plain name is fine, but one that is written like a file's name is more likely a mistyped one.
            hint = "" if value in names or slug_problem(value) else did_you_mean(value, names)
            if hint:
                message = f"there is no file '{value}', so it is printed as a plain name{hint}"
                yield source.problem(loc, message, warning=True)
