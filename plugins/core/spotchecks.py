"""Some files checked by themselves: their own mistakes, and what the names of all other files tell of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from plugins.core import crosschecks
from plugins.core.folders import File, listing
from plugins.core.problems import Problem
from plugins.core.reading import Reader, read_file
from plugins.core.records import Record
from plugins.core.sources import Source, read
from plugins.core.validation import validate
from plugins.core.vocabulary import FILE, load_vocabulary

__all__ = ["Chosen", "chosen", "problems_of", "readings_of"]

NO_RECORD = "there is no such file of a member, an event or the like; to check all files, name none"


@dataclass(frozen=True)
class Chosen:
    """The files of records that some paths lead to, what is wrong with names there, and all names by kind."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...]
    slugs: Mapping[str, frozenset[str]]


def chosen(root: Path, record_types: Sequence[type[Record]], paths: Collection[str]) -> Chosen:
    """The files at these paths below `root`, those whose pictures lie there, and all files of folders.

    Of names there, those of pictures count that lie beside these files.
    """
    found = [listing(root, record_type) for record_type in record_types]
    files = [file for some, _wrong in found for file in some]
    mine = tuple(file for file in files if _leads_to(paths, file.path) or _leads_to(paths, file.picture))
    names = {_name(file.path) for file in mine}
    # A picture whose name will not do, ada.JPG or Ada.jpg, belongs to ada.yaml all the same.
    wrong = (problem for _some, some in found for problem in some)
    return Chosen(
        files=mine,
        problems=tuple(one for one in wrong if _leads_to(paths, one.path) or _name(one.path) in names),
        slugs={one.kind: frozenset(file.slug for file in files if file.kind == one.kind) for one in record_types},
    )


def problems_of(root: Path, record_types: Sequence[type[Record]], paths: Collection[str]) -> list[Problem]:
    """What is wrong with the files at these paths below `root`, with their pictures, and with all files of folders.

    Nothing else is read, so that what only all files together show is not told. A path that leads to no file of a
    record, to no picture of one, and to no folder with some, is a problem too.
    """
    some = chosen(root, record_types, paths)
    vocabulary, in_vocabulary = load_vocabulary(root)
    reader = Reader(root, None, some.slugs, vocabulary)
    told = [read_file(reader, file) for file in some.files]
    problems = [*some.problems, *(problem for one in told for problem in one.problems)]
    problems += crosschecks.taken_aliases(root, [one for one in told if one.key], some.slugs)
    problems += [problem for problem in in_vocabulary if _leads_to(paths, problem.path)]
    known = [FILE, *(one.path for one in problems)]
    known += [path for file in some.files for path in (file.path, file.picture) if path]
    for path in paths:
        if not any(_leads_to([path], one) for one in known):
            problems.append(Problem(path, 0, 0, "", NO_RECORD))
    return sorted(set(problems))


def readings_of(
    root: Path, record_types: Sequence[type[Record]], paths: Collection[str], today: date
) -> list[tuple[str, tuple[str, ...]]]:
    """What is read in the files at these paths that have no problem of their own, by their paths (Record.read_as)."""
    some = chosen(root, record_types, paths)
    types = {record_type.kind: record_type for record_type in record_types}
    found = []
    for file in some.files:
        source = read(root, file.path)
        record = validate(source, types[file.kind], some.slugs)[0] if isinstance(source, Source) else None
        if record and (lines := tuple(record.read_as(today))):
            found.append((file.path, lines))
    return sorted(found)


def _name(path: str) -> str:
    """A path without the ending of its file, and without capitals."""
    return path[: -len(PurePosixPath(path).suffix) or None].casefold()


def _leads_to(paths: Collection[str], path: str | None) -> bool:
    """Whether one of the paths is this one, or a folder around it; "." is the folder of all."""
    return path is not None and any(one in {path, "."} or path.startswith(f"{one}/") for one in paths)
