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
from plugins.core.traits import LOOK, WORDS, told_apart

__all__ = ["left_out_with", "taken_aliases", "twins", "unlinked_names"]

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


def twins(root: Path, told: Iterable[Told]) -> Iterator[Problem]:
    """A warning for every two records of one kind that are perhaps of one person, at the later with the other's path.

    They have one name, with whatever accents and in whatever order, names that look alike, or something else that no
    two have alike. Names count for nothing where each has an identifier of its own.
    """
    first: dict[str, Told] = {}
    for one in sorted(told, key=lambda one: one.file.path):
        shared: dict[str, tuple[Told, list[str]]] = {}
        for value, trait in one.traits.items():
            other = first.setdefault(value, one)
            if other is not one:
                shared.setdefault(other.file.path, (other, []))[1].append(trait)
        for other, traits in shared.values():
            two = told_apart(one.traits, other.traits, one.file.record_type.identifier)
            if those := [trait for trait in traits if not two or trait not in {LOOK, WORDS}]:
                yield _twin(root, one, other, those)


def _twin(root: Path, one: Told, other: Told, traits: Sequence[str]) -> Problem:
    fields = sorted({trait for trait in traits if trait not in {LOOK, WORDS}})
    name, rule = "", "same-person"
    if WORDS in traits and one.label == other.label:
        name, rule = "the same name", "same-name"
    elif WORDS in traits:
        name = "the same name, written in another way,"
    elif LOOK in traits:
        name, rule = "a name that looks the same, written with other letters,", "look-alike"
    *some, last = fields or [""]
    same = f"the same {', '.join(some)}{' and ' if some else ''}{last}" if fields else ""
    what = " and ".join(part for part in (name, same) if part).rstrip(",")
    own = one.file.record_type.identifier
    otherwise = f"mend the {own} of one, as no two have the same" if own in fields else "leave both"
    message = (
        f"{other.file.path} has {what}; if both are one and the same, keep one file and write the other's name under "
        f"aliases: in it; if not, {otherwise}"
    )
    if name:
        line, column, excerpt = one.title
        field = one.file.record_type.title_field
        return Problem(one.file.path, line, column, field, message, excerpt, warning=True, rule=rule)
    return _warning(root, one, tuple(fields[0].split(".")), message, rule)


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
