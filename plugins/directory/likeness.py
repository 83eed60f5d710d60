"""Who is like whom: members who share rare skills, a place or a chapter, with what they share as the reason."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.listing import Group, by_skill
from plugins.core.parts import Linked
from plugins.core.site import Site
from plugins.directory.facets import chapters, cities, countries
from plugins.directory.member import Member

__all__ = ["Likeness", "alike", "most_alike"]

MOST = 4
REASONS = 3
COMPANY = 50


@dataclass(frozen=True)
class Likeness:
    """Another member, and what the two share, rarest first, each with its page."""

    slug: str
    reasons: tuple[Linked, ...]


@dataclass(frozen=True)
class _Trait:
    """What several members have; they are numbers in the list of all.

    `weight` is the more the fewer they are. `around` is the URL of the country that a city lies in.
    """

    reason: Linked
    weight: float
    in_order: tuple[int, ...]
    members: frozenset[int]
    around: str


@dataclass(frozen=True, slots=True)
class _Member:
    """What members are compared by. Their names and headlines are not, so that a new one changes nothing here."""

    slug: str
    skills: tuple[str, ...]
    country: str | None
    city: str | None
    chapters: tuple[str, ...]


def traits_of(member: Member, _catalogue: Catalogue, _site: Site) -> list[Any]:
    """The values of what a member is compared by."""
    place, standing = member.location, member.membership
    country, city = (place.country, place.city) if place else (None, None)
    return [member.slug, member.skills, country, city, standing.chapters if standing else ()]


def most_alike(catalogue: Catalogue, site: Site) -> Mapping[str, tuple[Likeness, ...]]:
    """For each member's slug those most like the member, at most four, best first.

    What more than half of all members have is no reason. Each is compared with about fifty others, those who share
    the rarest things, so that the time this takes grows as the number of members does. Of equals those come first who
    follow in the list, from its end on at its beginning, so that not all are led to the same few.
    """
    everybody = [_Member(*values) for values in catalogue.each(traits_of, Member.kind, site)]
    slugs = [member.slug for member in everybody]
    having: list[list[_Trait]] = [[] for _ in slugs]
    for trait in sorted(_traits(everybody, catalogue, site), key=_rarest_first):
        for number in trait.in_order:
            having[number].append(trait)
    return {
        slug: tuple(
            Likeness(slugs[other], _reasons(having[number], other))
            for other in _nearest(number, having[number], len(slugs))
        )
        for number, slug in enumerate(slugs)
    }


def alike(slug: str, catalogue: Catalogue, site: Site) -> tuple[Likeness, ...]:
    """Those most like one member, best first, as they were found for all."""
    found = catalogue.fact(_all_alike, site, slug)
    return tuple(Likeness(other, tuple(Linked(*reason) for reason in reasons)) for other, reasons in found)


def _all_alike(catalogue: Catalogue, site: Site) -> dict[str, Any]:
    """For each member's slug the slugs of those most alike, each with the names and URLs of the reasons."""
    return {
        slug: [[one.slug, [[reason.name, reason.url] for reason in one.reasons]] for one in some]
        for slug, some in most_alike(catalogue, site).items()
    }


def _rarest_first(trait: _Trait) -> tuple[int, bool, str]:
    """A city stands before its country, though it be the only one there."""
    return (len(trait.members), not trait.around, trait.reason.url or "")


def _traits(everybody: Sequence[_Member], catalogue: Catalogue, site: Site) -> Iterator[_Trait]:
    """Skills, countries, cities and chapters that at least two members have, and at most half of all.

    A trait weighs what it tells: the logarithm of how rare it is. A city tells what its country has not told already.
    Place and chapter mostly go together, so each counts half.
    """
    numbers = {member.slug: number for number, member in enumerate(everybody)}
    by_country = countries(everybody, site.language)
    found: list[tuple[Iterable[Group[Any]], int, float, str]] = [
        (by_skill(everybody), len(everybody), 1, ""),
        (by_country, len(everybody), 1 / 2, ""),
        (chapters(everybody, catalogue), len(everybody), 1 / 2, ""),
        *((cities(some.records, some.value), some.value.count, 1 / 2, some.value.url) for some in by_country),
    ]
    for groups, among, share, around in found:
        for group in groups:
            value = group.value
            if 2 <= value.count <= len(everybody) / 2:
                in_order = tuple(numbers[member.slug] for member in group.records)
                weight = share * math.log(among / value.count)
                yield _Trait(Linked(name=value.label, url=value.url), weight, in_order, frozenset(in_order), around)


def _nearest(number: int, traits: Sequence[_Trait], count: int) -> Sequence[int]:
    """The members who share most with one of `count`, whose traits stand rarest first."""
    weights: dict[int, float] = {}
    for trait in traits:
        if len(weights) + len(trait.members) <= COMPANY:
            for other in trait.in_order:
                weights[other] = weights.get(other, 0) + trait.weight
        elif weights:
            for other in trait.members.intersection(weights):
                weights[other] += trait.weight
        else:
            weights = dict.fromkeys(_following(number, trait.in_order), trait.weight)
    weights.pop(number, None)
    least = min(sorted(weights.values())[-MOST:], default=0)
    best = [other for other, weight in weights.items() if weight >= least]
    return sorted(best, key=lambda other: (-weights[other], (other - number) % count))[:MOST]


def _following(number: int, in_order: Sequence[int]) -> Sequence[int]:
    """Those after a number in a longer list than can be compared, as many as can."""
    start = bisect_right(in_order, number)
    return [*in_order[start:], *in_order[:start]][:COMPANY]


def _reasons(traits: Sequence[_Trait], other: int) -> tuple[Linked, ...]:
    """What is shared with another, rarest first: a city and not its country, and each name once."""
    found: dict[str, Linked] = {}
    around = ""
    for trait in traits:
        if other in trait.members and trait.reason.url != around and trait.reason.name not in found:
            found[trait.reason.name] = trait.reason
            around = trait.around or around
            if len(found) == REASONS:
                break
    return tuple(found.values())
