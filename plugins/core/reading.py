"""From one file to all that is told of its record: read, validated and cut down to an audience, or remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core import pictures
from plugins.core.catalogue import open_to
from plugins.core.digests import digest, digest_of
from plugins.core.fields import Audience, slug_problem
from plugins.core.folders import File
from plugins.core.freezing import frozen
from plugins.core.plans import notable
from plugins.core.problems import Problem
from plugins.core.records import Record
from plugins.core.remarks import remarks
from plugins.core.rows import Row, row_from, row_of, row_values
from plugins.core.sources import Source, contents, parse
from plugins.core.text import fold
from plugins.core.traits import traits_of
from plugins.core.validation import unfit_name, validate
from plugins.core.vocabulary import Vocabulary

__all__ = ["Reader", "Said", "Told", "read_file", "remembered", "still_answered", "to_remember", "whole_record"]

MAX_PROBLEMS = 50


@dataclass(frozen=True)
class Reader:
    """What reading a file needs to know: where it lies, whom it is read for, and what else there is.

    `audience` None is for nobody: nothing is taken out. `slugs` are the names of all files by kind. `version` is that
    of the code, which changes whenever the same file might be read otherwise.
    """

    root: Path
    audience: Audience | None
    slugs: Mapping[str, frozenset[str]]
    vocabulary: Vocabulary
    version: str = ""

    @cached_property
    def kept_with(self) -> str:
        """What all that is read is remembered with."""
        words = digest_of([dict(self.vocabulary.terms), dict(self.vocabulary.ways)])
        return digest("source", self.version, self.audience or "", words)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """For each kind a digest of all names of its files."""
        return {kind: digest(*sorted(slugs)) for kind, slugs in self.slugs.items()}

    def key(self, file: File, text: str, picture: str) -> str:
        """What a file is remembered by, by the digests of its bytes and of its picture's, "" where it has none."""
        return digest(self.kept_with, file.kind, file.path, text, picture)

    def answer(self, kind: str, value: str, or_name: bool) -> str:
        """What looking a reference up gives: whether there is such a file, and where it matters which others are."""
        names = self.slugs.get(kind, frozenset())
        if value in names:
            return "file"
        return self._names.get(kind, "") if or_name and not slug_problem(value) else ""


class Said(NamedTuple):
    """A reference in a file: where, in which field, to what; `or_name` where a plain name would do; what was found."""

    loc: tuple[str | int, ...]
    name: str
    kind: str
    value: str
    or_name: bool
    found: str = ""


@dataclass(frozen=True)
class Told:
    """All that a file tells. `row` and `data` are the record as the audience may see it, if it may see it at all.

    `data` is at hand where it was read just now. `label` is folded, `traits` is what another file
    of the same person would have too, and `title` is the line, the column and the text of
    where it stands. `was` are the digests of the bytes of the file and of its picture, "" for what could not be read.
    """

    file: File
    key: str = ""
    was: tuple[str, str] = ("", "")
    problems: tuple[Problem, ...] = ()
    label: str = ""
    traits: Mapping[str, str] = field(default_factory=dict)
    title: tuple[int, int, str] = (0, 0, "")
    aliases: tuple[str, ...] = ()
    references: tuple[Said, ...] = ()
    row: Row | None = None
    data: bytes = field(default=b"", repr=False)


def read_file(reader: Reader, file: File) -> Told:
    """Reads a file, whatever is in it."""
    record, text, picture, source, problems = _validated(reader, file)
    was = (digest(text) if text is not None else "", digest(picture) if picture is not None else "")
    if record is None:
        return Told(file, was=was, problems=tuple(_at_most(file, problems)))
    assert isinstance(source, Source)
    problems += remarks(source, record, reader.slugs, reader.vocabulary)
    references = tuple(_references(record, reader))
    seen = open_to(record, reader.audience) if reader.audience else record
    data = frozen(seen) if seen is not None else b""
    line, column = source.mark((record.title_field,))
    key = reader.key(file, *was)
    if not all(problem.warning for problem in problems):
        key = digest("refused", key)  # kept for this build, and found by no other
    return Told(
        file=file,
        key=key,
        was=was,
        problems=tuple(_at_most(file, problems)),
        label=fold(record.label),
        traits=traits_of(record),
        title=(line, column, source.lines[line - 1] if line <= len(source.lines) else ""),
        aliases=record.aliases,
        references=references,
        row=row_of(seen, data, key) if seen is not None else None,
        data=data,
    )


def whole_record(reader: Reader, file: File) -> Record | None:
    """The record of a file with nothing taken out; None where the file is not what it was a moment ago."""
    return _validated(reader, file)[0]


def _validated(
    reader: Reader, file: File
) -> tuple[Record | None, bytes | None, bytes | None, Source | None, list[Problem]]:
    """The record, the bytes of the file and of its picture, the source, and what is wrong with them."""
    problems: list[Problem] = []
    image: dict[str, str] | None = None
    picture: bytes | None = None
    if file.picture:
        examined = pictures.examine(reader.root, file.picture)
        if isinstance(examined, Problem):
            problems.append(replace(examined, rule="picture"))
        else:
            picture = examined
            image = {"file": file.picture, "digest": pictures.digest(examined)}
    text = contents(reader.root, file.path)
    if not isinstance(text, bytes):
        return None, None, picture, None, [*problems, *unfit_name(file.path), *text]
    source = parse(file.path, text)
    if not isinstance(source, Source):
        return None, text, picture, None, [*problems, *unfit_name(file.path), *source]
    has_picture = file.picture is not None
    record, wrong = validate(
        source, file.record_type, reader.slugs, image, has_picture=has_picture, vocabulary=reader.vocabulary
    )
    return record, text, picture, source, [*problems, *wrong]


def _at_most(file: File, problems: list[Problem]) -> Iterator[Problem]:
    yield from problems[:MAX_PROBLEMS]
    if more := len(problems[MAX_PROBLEMS:]):
        message = f"there are {more:,} more problems in this file; mend those that are told first"
        yield Problem(file.path, 0, 0, "", message)


def _references(record: Record, reader: Reader) -> Iterator[Said]:
    for loc, plan, value in notable(record):
        if plan.reference and isinstance(value, str):
            name = ".".join(step for step in loc if isinstance(step, str))
            told = (plan.reference.kind, value, plan.reference.or_name)
            yield Said(loc, name, *told, reader.answer(*told))


def to_remember(told: Told) -> list[Any]:
    """What a file tells as plain JSON, without the record."""
    return [
        [astuple(problem) for problem in told.problems],
        told.label,
        told.traits,
        told.title,
        told.aliases,
        told.references,
        row_values(told.row) if told.row else None,
    ]


def remembered(file: File, key: str, value: Sequence[Any]) -> Told:
    """What a file tells, as it was remembered."""
    problems, label, traits, title, aliases, references, row = value
    return Told(
        file=file,
        key=key,
        problems=tuple(Problem(*one) for one in problems),
        label=label,
        traits=traits,
        title=tuple(title),
        aliases=tuple(aliases),
        references=tuple(Said(tuple(loc), *rest) for loc, *rest in references),
        row=row_from(row, key) if row else None,
    )


def still_answered(reader: Reader, value: Sequence[Any]) -> bool:
    """Whether the references of a file that was remembered would be answered as they were then."""
    return all(reader.answer(kind, name, or_name) == found for _, _, kind, name, or_name, found in value[REFERENCES])


REFERENCES = 5
