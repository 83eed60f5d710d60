"""What only all records together show: names taken twice, people met twice, references to what is left out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from plugins.core.problems import Problem
from plugins.core.reading import Told
from plugins.core.sources import Loc, Source, read
from plugins.core.text import fold

__all__ = ["left_out_with", "namesakes", "taken_aliases", "unlinked_names"]

Slugs = Mapping[str, frozenset[str]]
"""The names of all files by kind, those of refused files too."""


def taken_aliases(root: Path, told: Iterable[Told], slugs: Slugs) -> Iterator[Problem]:
    """A problem for an old name that is some file's name now, or stands in a list of old names already."""
    owners: dict[tuple[str, str], tuple[Told, int]] = {}
    for one in told:
        for position, alias in enumerate(one.aliases):
            owner, first = owners.setdefault((one.file.kind, alias), (one, position))
            if alias in slugs[one.file.kind]:
                by = "a file of that name"
            elif owner is not one:
                by = owner.file.path
            elif first != position:
                by = "an entry before it"
            else:
                continue
            message = f"the old name '{alias}' is already taken by {by}; take it out here"
            yield replace(_warning(root, one, ("aliases", position), message, "old-name"), warning=False)


def namesakes(told: Iterable[Told]) -> Iterator[Problem]:
    """A warning for every two records of one kind with the same name: perhaps one person, perhaps two."""
    first: dict[tuple[str, str], Told] = {}
    for one in sorted(told, key=lambda one: one.file.path):
        if not one.file.record_type.unique_label:
            continue
        other = first.setdefault((one.file.kind, one.label), one)
        if other is not one:
            message = (
                f"{other.file.path} has the same name; if they are one, keep one and list the other under aliases:"
            )
            line, column, excerpt = one.title
            field = one.file.record_type.title_field
            yield Problem(one.file.path, line, column, field, message, excerpt, warning=True, rule="same-name")


def unlinked_names(root: Path, told: Sequence[Told]) -> Iterator[Problem]:
    """A warning for a plain name that some record has, since a reference would be a link."""
    named = {(one.file.kind, one.label): one.file for one in told if one.file.record_type.unique_label}
    slugs = {(one.file.kind, one.file.slug) for one in told}
    for one in told:
        for said in one.references:
            if not said.or_name or (said.kind, said.value) in slugs:
                continue
            if known := named.get((said.kind, _folded(said.value))):
                message = f"this is the name of {known.path}; write {known.slug} to link to it"
                yield _warning(root, one, said.loc, message, "unlinked-name")


@lru_cache(maxsize=10_000)
def _folded(name: str) -> str:
    """Remembered, since an employer's name stands in many profiles."""
    return fold(name)


def left_out_with(
    root: Path, good: Iterable[Told], kept: Container[tuple[str, str]], slugs: Slugs
) -> Iterator[Problem]:
    """A warning for each reference of a good record to one that is left out of this build; `kept` are not."""
    for one in good:
        for said in one.references:
            if said.value in slugs.get(said.kind, ()) and (said.kind, said.value) not in kept:
                if said.or_name:
                    what = "it is printed here as a plain name"
                elif (one.file.kind, one.file.slug) in kept:
                    what = "this reference is left out with it"
                else:
                    what = "this file, which needs it, is left out too"
                message = f"'{said.value}' has a problem of its own; until it is mended, {what}"
                yield _warning(root, one, said.loc, message, "left-out")


def _warning(root: Path, told: Told, loc: Loc, message: str, rule: str) -> Problem:
    """A warning at a loc of a record whose source is no longer at hand."""
    source = read(root, told.file.path)
    if isinstance(source, Source):
        return source.problem(loc, message, warning=True, rule=rule)
    return Problem(told.file.path, 0, 0, "", message, warning=True, rule=rule)
