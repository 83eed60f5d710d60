"""Which files a type of record has: what lies in its folder, each file with the picture beside it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plugins.core import pictures
from plugins.core.fields import slug_problem
from plugins.core.problems import Problem
from plugins.core.records import Record
from plugins.core.sources import refuse

__all__ = ["File", "listing", "may_be_listed", "slugs_of"]

NOT_RECORDS = frozenset({"README.md"})
DOCUMENTS = frozenset({".doc", ".docx", ".odt", ".pdf", ".rtf", ".txt"})
HEIC = frozenset({".heic", ".heif"})


@dataclass(frozen=True)
class File:
    """A file to load: its type, its path below the root, the slug of its record, and the picture beside it."""

    record_type: type[Record]
    path: str
    slug: str
    picture: str | None

    @property
    def kind(self) -> str:
        return self.record_type.kind

    def __str__(self) -> str:
        return self.path


def listing(root: Path, record_type: type[Record]) -> tuple[list[File], list[Problem]]:
    """The files of one type in the order of their paths, and what is wrong with names in their folder.

    Hidden files and `README.md` are passed over; whatever else lies there and is not taken is a problem.
    """
    paths, problems = _paths(root, record_type)
    own = [path for path in paths if _suffix(path) == record_type.suffix]
    images = [path for path in paths if record_type.image_field and pictures.looks_like_one(path)]
    beside: dict[str, str] = {}
    for path in sorted(set(paths) - {*own, *images}):
        problems.append(_named(path, _misplaced(path, record_type.suffix)))
    for path in images:
        if problem := _refused_image(root, path, own, beside, record_type.suffix):
            problems.append(problem)
        else:
            beside[_bare(path)] = path
    problems += _same_names(own)
    return [File(record_type, path, _stem(path), beside.get(_bare(path))) for path in own], problems


def may_be_listed(path: str, record_type: type[Record]) -> bool:
    """Whether a file of this name is one of the type or a picture of one, as far as its name alone tells."""
    folder = f"{record_type.folder}/"
    if not path.startswith(folder) or _suffix(path) not in _suffixes(record_type):
        return False
    return not any(map(_is_passed_over, path.removeprefix(folder).split("/")))


def slugs_of(record_types: Iterable[type[Record]], files: Iterable[File]) -> dict[str, frozenset[str]]:
    """The slugs of files by kind; of a kind with none of them, no slugs."""
    found: dict[str, set[str]] = {record_type.kind: set() for record_type in record_types}
    for file in files:
        found[file.kind].add(file.slug)
    return {kind: frozenset(slugs) for kind, slugs in found.items()}


def _misplaced(path: str, suffix: str) -> str:
    """What to say of a file that is neither a record nor a picture."""
    if (own := PurePosixPath(path).suffix.lower()) in DOCUMENTS:
        name = PurePosixPath(path).stem.removesuffix(suffix) + suffix  # "bea.yaml.txt" is what some editors save
        return f"a file that ends in {own} is not read; save its text as plain text (UTF-8), under the name {name}"
    return f"only files that end in {suffix} belong here; rename this one, or move it elsewhere"


def _paths(root: Path, record_type: type[Record]) -> tuple[list[str], list[Problem]]:
    """All files below the folder of a type, sorted; links, and folders named like files, are problems."""
    problem = _not_a_folder(root, record_type.folder)
    if problem or not (root / record_type.folder).exists():
        return [], [problem] if problem else []
    paths: list[str] = []
    problems: list[Problem] = []
    folders = [record_type.folder]
    files = _suffixes(record_type)
    while folders:
        inside = folders.pop()
        try:
            with os.scandir(root / inside) as entries:
                for entry in entries:
                    path = f"{inside}/{entry.name}"
                    if _is_passed_over(entry.name):
                        continue
                    if entry.is_dir(follow_symlinks=False) and _suffix(path) not in files:
                        folders.append(path)
                    elif entry.is_file(follow_symlinks=False) or not (
                        problem := refuse(path, entry.stat(follow_symlinks=False).st_mode)
                    ):
                        paths.append(path)
                    else:
                        problems.append(problem)
        except OSError as error:
            problems.append(_named(inside, f"the folder cannot be read: {error.strerror}"))
    return sorted(paths), problems


def _suffixes(record_type: type[Record]) -> frozenset[str]:
    return frozenset({record_type.suffix, *pictures.SUFFIXES})


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name in NOT_RECORDS


def _not_a_folder(root: Path, folder: str) -> Problem | None:
    """A problem where a link or a file stands on the way to a folder, since both would hide its files."""
    for place in (*reversed(PurePosixPath(folder).parents), PurePosixPath(folder)):
        path = root / place
        if place.name and path.is_symlink():
            return _named(str(place), "this is a symbolic link; put the folder itself here")
        if place.name and path.exists() and not path.is_dir():
            return _named(str(place), "this is a file, but a folder of this name is expected; rename the file")
    return None


def _refused_image(root: Path, path: str, own: Sequence[str], beside: dict[str, str], suffix: str) -> Problem | None:
    if PurePosixPath(path).suffix.lower() in HEIC:
        name = PurePosixPath(path).with_suffix(".jpg").name
        return _named(path, f"{pictures.HEIC_ADVICE}, or export this one as JPEG, under the name {name}")
    if PurePosixPath(path).suffix not in pictures.SUFFIXES:
        # The contents may tell more than the name: that this is a drawing, say.
        examined = pictures.examine(root, path)
        message = f"a picture's name ends in one of {', '.join(pictures.SUFFIXES)}, in small letters"
        return examined if isinstance(examined, Problem) else _named(path, message)
    if first := beside.get(_bare(path)):
        return _named(path, f"there is already a picture of this name, {first}; keep one of the two")
    if f"{_bare(path)}{suffix}" not in own:
        return _named(
            path, f"there is no {_bare(path)}{suffix}; give the picture the name of the file that it belongs to"
        )
    return None


def _same_names(paths: Sequence[str]) -> Iterator[Problem]:
    """A problem for each file whose name another has; one that no name should be like does not take it from others."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(_stem(path).casefold(), []).append(path)
    for same in groups.values():
        if len(same) == 1:
            continue
        well_named = [path for path in same if not slug_problem(PurePosixPath(path).stem)]
        for path in same:
            if [path] != well_named:
                other = next(one for one in [*well_named, *same] if one != path)
                yield _named(path, f"{other} has the same name, but for its folder or capitals; rename one of the two")


# As pathlib has them; but a path object takes longer than all the rest that is done with a file's name.


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _stem(path: str) -> str:
    name = _name(path)
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and stem and suffix else name


def _suffix(path: str) -> str:
    return _name(path)[len(_stem(path)) :]


def _bare(path: str) -> str:
    return path.removesuffix(_suffix(path))


def _named(path: str, message: str) -> Problem:
    return Problem(path, 0, 0, "", message, rule="file-name")
