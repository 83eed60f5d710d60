"""Which files a contributor may send: where they lie, what they are called, of what kind they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plugins.core import pictures, sources
from plugins.core.fields import SLUG, slug_problem
from plugins.core.records import Record
from plugins.press.git_objects import LINK, REGULAR, SUBMODULE, Entry

__all__ = ["CONTRIBUTED", "Folder", "Placed", "Taken", "folders_of", "like_another", "not_a_file", "placed", "plainly"]

CONTRIBUTED = ("members", "events", "jobs")
"""The kinds that anybody may send: the others are the staff's."""

GIT_OWN = re.compile(r"\.git([:\\].*)?|git~\d+|\.gitmodules|\.gitattributes")
MOST_STEPS = 6


@dataclass(frozen=True)
class Folder:
    """Where the records of a kind lie, how their files end, and whether pictures lie beside them."""

    kind: str
    path: str
    suffix: str
    pictures: bool


@dataclass(frozen=True)
class Placed:
    """A path that a contributor may write to: a record's file, or the picture beside one."""

    kind: str
    record: str
    slug: str
    picture: bool
    most: int
    """Bytes that such a file may have."""


@dataclass(frozen=True)
class Taken:
    """Why a path is not a contributor's; `staff` where the staff may wish for the change all the same."""

    message: str
    staff: bool = False


def folders_of(record_types: Iterable[type[Record]]) -> tuple[Folder, ...]:
    """The folders of the kinds that anybody may send."""
    return tuple(
        Folder(one.kind, one.folder, one.suffix, one.image_field is not None)
        for one in record_types
        if one.kind in CONTRIBUTED
    )


def placed(path: str, folders: Sequence[Folder]) -> Placed | Taken:
    """What a path is to a contributor, by its name alone."""
    steps = path.split("/")
    if any(step in {"", ".", ".."} or GIT_OWN.fullmatch(_plain(step)) for step in steps):
        return Taken("a name like this is git's own, or leads elsewhere; take the file out")
    if path.startswith("/") or "\\" in path or any(ord(sign) < 32 or ord(sign) == 127 for sign in path):
        return Taken("the name has a sign that no file here may have; take the file out, or rename it")
    folder = next((one for one in folders if path.startswith(f"{one.path}/")), None)
    if folder is None:
        like = next((one for one in folders if _plain(f"{path}/").startswith(f"{one.path}/")), None)
        if like:
            return Taken(f"the folder is written {like.path}/, in plain small letters; move the file there")
        where = ", ".join(f"{one.path}/" for one in folders)
        return Taken(f"only staff change files outside {where}; they look at this", staff=True)
    return _inside(path, steps, folder)


def _inside(path: str, steps: Sequence[str], folder: Folder) -> Placed | Taken:
    name = steps[-1]
    if name == "README.md":
        return Taken("only staff change what explains a folder; they look at this", staff=True)
    between = path.removeprefix(f"{folder.path}/").split("/")[:-1]
    if len(between) > MOST_STEPS or not all(SLUG.fullmatch(step) for step in between):
        return Taken(f"folders in {folder.path}/ have names of a-z, 0-9 and single hyphens; move the file")
    suffixes = (folder.suffix, *(pictures.SUFFIXES if folder.pictures else ()))
    suffix = next((one for one in suffixes if name.endswith(one)), None)
    if suffix is None:
        ends = f"{folder.suffix}, pictures in {', '.join(pictures.SUFFIXES)}" if folder.pictures else folder.suffix
        return Taken(f"files in {folder.path}/ end in {ends}, in small letters; rename this one, or take it out")
    slug = name.removesuffix(suffix)
    if why := slug_problem(slug):
        return Taken(f"{why}; rename the file")
    record = f"{path.removesuffix(suffix)}{folder.suffix}"
    picture = suffix != folder.suffix
    return Placed(folder.kind, record, slug, picture, pictures.MAX_BYTES if picture else sources.MAX_BYTES)


def not_a_file(entry: Entry) -> str:
    """Why what a tree has here is not taken as a file; empty for an ordinary one."""
    if entry.mode == REGULAR:
        return ""
    if entry.mode == LINK:
        return "this is a symbolic link; put the file itself here"
    if entry.mode == SUBMODULE:
        return "this is another repository (a submodule); take it out, and put plain files here"
    return "this file is marked as a program; take the mark off: git update-index --chmod=-x FILE"


def like_another(path: str, folders: Mapping[str, str]) -> str:
    """What lies here already and is called like `path`, or like a folder on its way; empty where there is nothing.

    `folders` are the paths of the base, and those of all their folders, by their plain names (`plainly`).
    """
    steps = path.split("/")
    for end in range(1, len(steps) + 1):
        own = "/".join(steps[:end])
        other = folders.get(_plain(own), own)
        if other != own:
            return other
    return ""


def plainly(paths: Iterable[str]) -> dict[str, str]:
    """Paths and all their folders, by what is left of their names where capitals, forms and unseen signs count not."""
    found: dict[str, str] = {}
    for path in paths:
        steps = path.split("/")
        for end in range(1, len(steps) + 1):
            found.setdefault(_plain("/".join(steps[:end])), "/".join(steps[:end]))
    return found


def _plain(text: str) -> str:
    """A name as a file system may compare it that knows no capitals, no forms and no signs that are not seen."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return "/".join(step.rstrip(". ") for step in unicodedata.normalize("NFKC", seen.casefold()).split("/"))
