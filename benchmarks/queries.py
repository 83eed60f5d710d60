"""Sixty queries that people would type, made from the members that they should find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.synthetic import Written
from benchmarks.words import CORE
from plugins.core.text import fold

__all__ = ["OF_EACH", "Query", "queries"]

OF_EACH = 12
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Query:
    """What is typed, and what sort of query it is."""

    sort: str
    text: str


def queries(members: Sequence[Written], of_each: int = OF_EACH) -> tuple[Query, ...]:
    """As many queries of each sort, the same for the same members."""
    random = Random(f"queries {len(members)}")
    return tuple(
        Query(sort, make(random, random.choice(members).fields)) for sort, make in SORTS.items() for _ in range(of_each)
    )


def _name(random: Random, fields: dict[str, Any]) -> str:
    """A whole name, by every other visitor without its accents."""
    return random.choice((str, fold))(f"{fields['given_name']} {fields['family_name']}")


def _partial(random: Random, fields: dict[str, Any]) -> str:
    """A name not yet typed to its end."""
    family = fold(fields["family_name"]).split()[0]
    begun = family[: random.randint(3, max(3, min(6, len(family) - 1)))]
    return random.choice((begun, f"{fold(fields['given_name'])} {begun}"))


def _skill_and_place(random: Random, fields: dict[str, Any]) -> str:
    return f"{random.choice(fields['skills']).lower()} {fields['location']['city']}"


def _bio(random: Random, fields: dict[str, Any]) -> str:
    """Two words of a bio, of which one is not common."""
    words = [word.strip(".,").lower() for word in fields["bio"].split("working on", 1)[-1].split()]
    rare = sorted({word for word in words if word.isascii() and word.isalpha() and word not in CORE and len(word) > 4})
    common = sorted({word for word in words if word in CORE[100:]})
    return f"{random.choice(rare)} {random.choice(common or rare)}"


def _typo(random: Random, fields: dict[str, Any]) -> str:
    """A name with one letter wrong, too few, too many, or in the wrong place."""
    name = fold(fields["family_name"]).split()[-1]
    at = random.randrange(1, len(name)) if len(name) > 1 else 0
    wrong = random.choice(LETTERS)
    typed = random.choice(
        (
            name[:at] + wrong + name[at + 1 :],
            name[:at] + name[at + 1 :],
            name[:at] + wrong + name[at:],
            name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :] if at else wrong + name,
        )
    )
    return f"{fold(fields['given_name'])} {typed}"


SORTS: dict[str, Callable[[Random, dict[str, Any]], str]] = {
    "name": _name,
    "part of a name": _partial,
    "skill and place": _skill_and_place,
    "words of a bio": _bio,
    "mistyped name": _typo,
}
