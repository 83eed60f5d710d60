"""What is changed between two builds of the same association, each time something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from benchmarks.professions import skills
from benchmarks.synthetic import Association, Written

__all__ = ["EDITS", "Edit", "edit"]


@dataclass(frozen=True)
class Edit:
    """A member's file to be written, and whom it is written after: the same person, or one who is like them."""

    written: Written
    like: str


def _with(one: Written, **fields: Any) -> Edit:
    return Edit(replace(one, fields={**one.fields, **fields}), one.slug)


def headline(one: Written, number: int) -> Edit:
    """Another headline, which stands on the member's page and on the cards of lists."""
    return _with(one, headline=f"Edited for the {number}. time")


def biography(one: Written, number: int) -> Edit:
    """One more sentence in the biography, which stands on the member's page and in the search."""
    return _with(one, bio=f"{one.fields['bio'].rstrip()} Edited for the {number}. time.\n")


def skill(one: Written, number: int) -> Edit:
    """One more skill, of those that a tenth of all know or fewer."""
    others = [term for term in skills().values[100:] if term not in one.fields["skills"]]
    return _with(one, skills=[*one.fields["skills"], others[number]])


def newcomer(one: Written, number: int) -> Edit:
    """A new member, whose file is another's under a name of their own."""
    name, slug = f"Newcomer {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number]} {one.fields['name']}", f"newcomer-{number}"
    path = f"{one.path.rpartition('/')[0]}/{slug}.yaml"
    return Edit(Written(slug, path, {**one.fields, "name": name, "given_name": "Newcomer"}), one.slug)


EDITS: MappingProxyType[str, Callable[[Written, int], Edit]] = MappingProxyType(
    {"headline": headline, "biography": biography, "skill": skill, "newcomer": newcomer}
)


def edit(kind: str, association: Association, number: int) -> Edit:
    """The edit of this number, of a member from the middle of the association who has not been edited so before."""
    members = association.members
    return EDITS[kind](members[(len(members) // 2 + number) % len(members)], number)
