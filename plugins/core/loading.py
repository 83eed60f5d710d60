"""From a folder of files to one catalogue and every problem in them: list, read, validate, connect."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import pydantic

from plugins.core import pictures
from plugins.core.catalogue import Catalogue, connect
from plugins.core.problems import Problem, did_you_mean
from plugins.core.records import LOADER_FIELDS, Image, Markdown, Part, Record, plan, walk
from plugins.core.sources import Loc, Source, read, refuse
from plugins.core.text import fold
from plugins.core.vocabulary import Vocabulary, load_vocabulary
from plugins.core.wording import words

__all__ = ["Loaded", "load", "validate"]

CHUNK = 200
IMAGE_FIELDS = frozenset(Image.model_fields) - {"alt", "credit"}

Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True)
class Loaded:
    """What loading gave. The catalogue holds every record without a problem, and refers to nothing else.

    `left_out` names the files that are not in it. Nobody may publish such a catalogue without saying so.
    """

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(problem for problem in self.problems if not problem.warning)


@dataclass(frozen=True)
class _File:
    """A file to load: its type, its path, and the picture beside it."""

    record_type: type[Record]
    path: str
    picture: str | None

    @property
    def slug(self) -> str:
        return PurePosixPath(self.path).stem


@dataclass(frozen=True)
class _Known:
    """What validation may know of the other files."""

    slugs: Mapping[str, frozenset[str]]
    vocabulary: Vocabulary


def load(root: Path, record_types: Sequence[type[Record]], run: Run = map) -> Loaded:
    """Loads all files of these types below `root`. `run` maps a function over chunks, as `map` does.

    All slugs are known from the listing before anything is parsed, so references are checked where they stand.
    """
    problems: list[Problem] = []
    files: list[_File] = []
    for record_type in record_types:
        found, wrong = _listing(root, record_type)
        files += found
        problems += wrong
    vocabulary, wrong = load_vocabulary(root)
    problems += wrong
    slugs = {
        record_type.kind: frozenset(file.slug for file in files if file.record_type is record_type)
        for record_type in record_types
    }
    work = partial(_load_chunk, root, _Known(slugs, vocabulary))
    records: list[Record] = []
    for loaded, wrong in run(work, [files[start : start + CHUNK] for start in range(0, len(files), CHUNK)]):
        records += loaded
        problems += wrong
    problems += _taken_aliases(root, records, slugs)
    problems += _namesakes(root, records)
    bad = {problem.path for problem in problems if not problem.warning}
    # A file that could not be read has no record, but its slug was in the listing, so others may refer to it.
    good = [record for record in records if record.path not in bad]
    catalogue = connect(good, slugs, vocabulary)
    kept = {record.path for record in catalogue}
    problems += _told(root, good, catalogue, slugs)
    left_out = sorted(bad | {record.path for record in records if record.path not in kept})
    return Loaded(catalogue, tuple(sorted(set(problems))), tuple(left_out))


def _told(
    root: Path, good: Sequence[Record], catalogue: Catalogue, slugs: Mapping[str, frozenset[str]]
) -> list[Problem]:
    """Tells each good record which of its references are left out of this build."""
    problems = []
    for record in good:
        for loc, field, value in walk(record):
            kind = field.reference.kind if field.reference else ""
            if kind and value in slugs.get(kind, ()) and value not in catalogue.kind(kind):
                message = f"'{value}' has a problem of its own, so this reference is left out with it"
                problems.append(_locate(root, record, loc, message))
    return problems


def _listing(root: Path, record_type: type[Record]) -> tuple[list[_File], list[Problem]]:
    """The files of one type, their pictures beside them, and whatever else lies in their folder."""
    paths, problems = _walk_folder(root, record_type.folder)
    takes_pictures = record_type.image_field is not None
    files: dict[str, _File] = {}
    images: dict[str, str] = {}
    for path in paths:
        pure = PurePosixPath(path)
        if pure.suffix == record_type.suffix:
            if first := files.get(pure.stem.casefold()):
                message = (
                    f"the name '{pure.stem}' is already taken by {first.path}; choose another, such as '{pure.stem}-2'"
                )
                problems.append(Problem(path, 0, 0, "", message))
            else:
                files[pure.stem.casefold()] = _File(record_type, path, None)
        elif takes_pictures and pure.suffix in pictures.SUFFIXES:
            if first_image := images.get(pure.stem):
                problems.append(
                    Problem(
                        path, 0, 0, "", f"there is already a picture of this name, {first_image}; keep one of the two"
                    )
                )
            else:
                images[pure.stem] = path
        elif takes_pictures and pure.suffix.lower() in {
            *pictures.SUFFIXES,
            ".heic",
            ".heif",
            ".svg",
            ".gif",
            ".avif",
            ".tif",
            ".tiff",
        }:
            taken = ", ".join(pictures.SUFFIXES)
            problems.append(
                _picture_problem(root, path)
                or Problem(path, 0, 0, "", f"a picture's name ends in one of {taken}, in small letters")
            )
        else:
            message = f"the file's name does not end in {record_type.suffix}; rename it, or move it out of {record_type.folder}/"
            problems.append(Problem(path, 0, 0, "", message))
    for stem, path in images.items():
        if stem not in {file.slug for file in files.values()}:
            message = f"this picture belongs to no file; {PurePosixPath(path).with_suffix(record_type.suffix)} would be its own"
            problems.append(Problem(path, 0, 0, "", message))
    found = [_File(record_type, file.path, images.get(file.slug)) for file in files.values()]
    return found, problems


def _picture_problem(root: Path, path: str) -> Problem | None:
    found = pictures.examine(root, path)
    return found if isinstance(found, Problem) else None


def _walk_folder(root: Path, folder: str) -> tuple[list[str], list[Problem]]:
    """All paths below a folder, sorted; links are refused, and hidden files and READMEs passed over."""
    paths: list[str] = []
    problems: list[Problem] = []
    folders = [folder] if (root / folder).is_dir() else []
    while folders:
        inside = folders.pop()
        for entry in sorted((root / inside).iterdir()):
            path = f"{inside}/{entry.name}"
            if entry.name.startswith(".") or entry.name == "README.md":
                continue
            mode = entry.lstat().st_mode
            if stat.S_ISDIR(mode) and not entry.suffix:
                folders.append(path)
            elif problem := refuse(path, mode):
                problems.append(problem)
            else:
                paths.append(path)
    return sorted(paths), problems


def _load_chunk(root: Path, known: _Known, files: Sequence[_File]) -> tuple[list[Record], list[Problem]]:
    records: list[Record] = []
    problems: list[Problem] = []
    for file in files:
        image: dict[str, str] | None = None
        if file.picture:
            examined = pictures.examine(root, file.picture)
            if isinstance(examined, Problem):
                problems.append(examined)
            else:
                image = {"file": file.picture, "digest": hashlib.sha256(examined).hexdigest()}
        source = read(root, file.path)
        if not isinstance(source, Source):
            problems += source
            continue
        record, wrong = validate(source, file.record_type, known.slugs, image, has_picture=file.picture is not None)
        problems += wrong
        if record is not None:
            records.append(record)
            problems += _warnings(source, record, known)
    return records, problems


def validate(
    source: Source,
    record_type: type[Record],
    slugs: Mapping[str, frozenset[str]],
    image: Mapping[str, str] | None = None,
    *,
    has_picture: bool = False,
) -> tuple[Record | None, list[Problem]]:
    """The record that a source makes, or what is wrong with it. `slugs` are the names that references may use."""
    data = dict(source.data)
    known = tuple(name for name in record_type.model_fields if name not in LOADER_FIELDS)
    problems = [
        source.problem(
            (name,), words({"type": "extra_forbidden", "loc": (name,), "msg": "", "input": None}, known), key=True
        )
        for name in sorted(LOADER_FIELDS & data.keys())
    ]
    if name := record_type.image_field:
        written = data.get(name)
        if isinstance(written, dict):
            problems += [
                source.problem((name, extra), f"there is no field '{extra}' here", key=True)
                for extra in sorted(IMAGE_FIELDS & written.keys())
            ]
            if not has_picture:
                beside = PurePosixPath(source.path).with_suffix(".jpg")
                problems.append(source.problem((name,), f"no picture lies beside this file; add {beside}", key=True))
        if image is not None and (written is None or isinstance(written, dict)):
            data[name] = {**(written or {}), **image}
    data |= {"slug": PurePosixPath(source.path).stem, "path": source.path}
    if "body" in record_type.model_fields:
        data["body"] = source.body or None
    try:
        record = record_type.model_validate(data, context={"slugs": slugs})
    except pydantic.ValidationError as error:
        return None, [*problems, *(_problem(source, record_type, one) for one in error.errors(include_url=False))]
    return (None if problems else record), problems


def _problem(source: Source, record_type: type[Record], error: Any) -> Problem:
    loc: Loc = error["loc"]
    if loc[:1] == ("slug",):
        return Problem(source.path, 0, 0, "", f"the file's name will not do: {error['msg']}")
    if error["type"] == "visibility":
        loc = (*loc, error["ctx"]["name"])
    message = words(error, _fields_at(record_type, loc[:-1]))
    return source.problem(loc, message, key=error["type"] in {"extra_forbidden", "visibility"})


def _fields_at(part: type[Part], loc: Loc) -> tuple[str, ...]:
    """The names that may be written at a loc."""
    for step in loc:
        inner = next((field.part for field in plan(part) if field.key == step), None)
        part = inner or part
    return tuple(
        name
        for name in part.model_fields
        if (name not in LOADER_FIELDS and part is not Image) or name in {"alt", "credit"}
    )


def _warnings(source: Source, record: Record, known: _Known) -> Iterator[Problem]:
    """What an author should look at, though it stops nothing."""
    for loc, field, value in walk(record):
        if isinstance(value, Markdown) and value.dropped:
            message = f"{', '.join(value.dropped)} will not be shown; only plain Markdown with web and mail links is"
            yield source.problem(loc, message, warning=True)
        if field.in_vocabulary and known.vocabulary.terms and not known.vocabulary.knows(value):
            near = known.vocabulary.suggestion(value)
            hint = f"; did you mean '{near}'?" if near else ""
            message = f"'{value}' is not in the association's vocabulary{hint}"
            yield source.problem(loc, message, warning=True)
        if (
            field.reference
            and field.reference.or_name
            and "-" in value
            and value not in known.slugs[field.reference.kind]
        ):
            hint = did_you_mean(value, known.slugs[field.reference.kind])
            if hint and value == value.lower():
                yield source.problem(
                    loc, f"there is no file '{value}', so it is printed as a plain name{hint}", warning=True
                )


def _locate(root: Path, record: Record, loc: Loc, message: str) -> Problem:
    """A warning at a loc of a record whose source is no longer at hand."""
    source = read(root, record.path)
    if isinstance(source, Source):
        return source.problem(loc, message, warning=True)
    return Problem(record.path, 0, 0, "", message, warning=True)


def _taken_aliases(root: Path, records: Iterable[Record], slugs: Mapping[str, frozenset[str]]) -> list[Problem]:
    """An old name that is some file's name now, or another file's old name too."""
    owners: dict[tuple[str, str], Record] = {}
    problems = []
    for record in records:
        for position, alias in enumerate(record.aliases):
            owner = owners.setdefault((record.kind, alias), record)
            if alias in slugs[record.kind] or owner is not record:
                by = "a file of that name" if alias in slugs[record.kind] else owner.path
                message = f"the old name '{alias}' is already taken by {by}; take it out here"
                found = _locate(root, record, ("aliases", position), message)
                problems.append(Problem(found.path, found.line, found.column, found.field, message, found.excerpt))
    return problems


def _namesakes(root: Path, records: Iterable[Record]) -> list[Problem]:
    """A warning for every two records of one kind with the same name: perhaps one person, perhaps two."""
    first: dict[tuple[str, str], Record] = {}
    problems = []
    for record in sorted(records, key=lambda one: one.path):
        if not record.unique_label:
            continue
        other = first.setdefault((record.kind, fold(record.label)), record)
        if other is not record:
            message = f"{other.path} has the same name; if both are the same, keep one and give it the other's name as an alias"
            problems.append(_locate(root, record, (record.title_field,), message))
    return problems
