"""Names of people: common ones of sixteen language areas, and a long tail composed of their syllables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from random import Random

from benchmarks.areas import AREAS
from benchmarks.words import Ranked, composed

__all__ = ["Person", "person"]

GIVEN, FAMILY = 400, 6000
COMMON_SHARE = 0.35


@dataclass(frozen=True)
class Person:
    """A name: as written, its two parts, and in signs of its own where the area has them."""

    name: str
    given: str
    family: str
    signs: str | None = None


@dataclass(frozen=True)
class _Pool:
    common: Ranked[str]
    rare: Ranked[str]

    def draw(self, random: Random) -> str:
        return (self.common if random.random() < COMMON_SHARE else self.rare).draw(random)


@cache
def _pool(area: str, part: str) -> _Pool:
    parts: Sequence[str] = getattr(AREAS[area], f"{part}_parts")
    common = getattr(AREAS[area], part).split()
    tables = [table.split() for table in parts]
    if part == "given" and len(tables) == 1:
        tables = [tables[0], ["", *tables[0]]]
    number = GIVEN if part == "given" else FAMILY
    rare = tuple(islice(composed(Random(f"{area} {part}"), *tables), number)) if any(tables) else ()
    return _Pool(Ranked(common or rare, slope=0.8, shift=3), Ranked(rare or common, slope=0.6, shift=20))


def person(random: Random, area: str) -> Person:
    """A person's name of this language area."""
    given, family = _pool(area, "given").draw(random), _pool(area, "family").draw(random)
    kind = AREAS[area]
    if kind.signs:
        first, signs = _split(given)
        last, last_signs = _split(family)
        first = first.capitalize()
        return Person(f"{first} {last}", first, last, last_signs + signs)
    if kind.link and random.random() < 0.6:
        family = f"{family}{kind.link}{_pool(area, 'family').draw(random)}"
    elif random.random() < 0.02:
        given = f"{given}-{_pool(area, 'given').draw(random)}"
    return Person(f"{given} {family}", given, family)


LATIN_ENDS = "\u0250"


def _split(mixed: str) -> tuple[str, str]:
    """The Latin letters of a name, and its other signs."""
    return "".join(s for s in mixed if s < LATIN_ENDS), "".join(s for s in mixed if s >= LATIN_ENDS)
