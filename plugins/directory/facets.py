"""Where members are found without a search: by letter, skill, place, language and chapter, and what goes with what."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.listing import FacetValue, Group, Pagination, by_letter, by_skill, by_term, paginate
from plugins.core.naming import country_name, language_name
from plugins.core.outputs import Deferred, Output, Page
from plugins.core.parts import Linked
from plugins.core.site import Site
from plugins.directory.feeds import joined_feed
from plugins.directory.outline import Outline, outlines

__all__ = ["Skills", "chapters", "cities", "countries", "facet_pages"]

LEAST_BESIDE, MOST_BESIDE = 2, 8


def countries(members: Iterable[Any], language: str) -> tuple[Group[Any], ...]:
    """Members by country, named in a language."""
    return by_term(
        members,
        lambda member: _given(member.country),
        "places/",
        lambda code: country_name(code, language),
    )


def cities(members: Iterable[Any], country: FacetValue) -> tuple[Group[Any], ...]:
    """The members of one country by city."""
    return by_term(members, lambda member: _given(member.city), country.url)


def languages(members: Iterable[Outline], language: str) -> tuple[Group[Outline], ...]:
    """Members by language spoken, named in a language."""
    return by_term(
        members,
        lambda member: member.languages,
        "languages/",
        lambda tag: language_name(tag, language),
    )


def chapters(members: Iterable[Any], catalogue: Catalogue) -> tuple[Group[Any], ...]:
    """Members by chapter, those without a member too, in the order of the chapters."""
    inside: dict[str, list[Any]] = {slug: [] for slug in catalogue.kind("chapters").slugs}
    for member in members:
        for slug in member.chapters:
            inside[slug].append(member)
    return tuple(
        Group(_chapter(catalogue.linked("chapters", slug), len(some)), tuple(some)) for slug, some in inside.items()
    )


def _chapter(chapter: Linked, count: int) -> FacetValue:
    assert chapter.url
    return FacetValue(chapter.url.split("/")[-2], chapter.name, f"{chapter.url}members/", count)


@dataclass(frozen=True)
class Skills:
    """The `people` by skill, and for each member the skills, as numbers of their groups."""

    groups: tuple[Group[Outline], ...]
    of_member: Mapping[str, Sequence[int]]
    people: int

    @classmethod
    def of(cls, members: Sequence[Outline]) -> Skills:
        """The skills of these members."""
        groups = by_skill(members)
        of_member: dict[str, list[int]] = {member.slug: [] for member in members}
        for number, group in enumerate(groups):
            for member in group.records:
                of_member[member.slug].append(number)
        return cls(groups, of_member, len(members))

    def beside(self, group: Group[Outline]) -> tuple[FacetValue, ...]:
        """The skills that stand out among the members of a group, most telling first, with how many there list each.

        A skill stands out that a greater part of them list than of all members, and at least two. It tells the more,
        the more they are and the further above what one would expect of so many members.
        """
        together = Counter(chain.from_iterable(self.of_member[member.slug] for member in group.records))
        found = []
        for number, count in together.items():
            value = self.groups[number].value
            if count >= LEAST_BESIDE and value != group.value:
                lift = count * self.people / (value.count * len(group.records))
                if lift > 1:
                    found.append((-count * math.log(lift), value.slug, value, count))
        found.sort(key=lambda one: one[:2])
        return tuple(replace(value, count=count) for *_telling, value, count in found[:MOST_BESIDE])


def _given(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def facet_pages(catalogue: Catalogue, site: Site) -> Iterator[Output]:
    """A page for each value of each facet, and for each facet a page of its values; for each skill a feed."""
    members = outlines(catalogue, site)
    by_country = countries(members, site.language)
    skills = Skills.of(members)
    for name, url, groups in (
        ("skills", "skills/", skills.groups),
        ("places", "places/", by_country),
        ("languages", "languages/", languages(members, site.language)),
    ):
        values = tuple(group.value for group in groups)
        yield Page(url, "directory/facets.html", {"facet": name, "values": values}, origin="plugins/directory")
        for group in groups:
            if name == "skills":
                feed = joined_feed(group.records, site, group.value.url, group.value.label)
                yield from [feed] if feed else []
                yield from _lists(name, group, beside=skills.beside(group), feed=feed)
            elif name == "languages":
                yield from _lists(name, group, beside=skills.beside(group))
    for country in by_country:
        inside = cities(country.records, country.value)
        around = tuple(city.value for city in inside)
        yield from _lists("places", country, within=around, beside=skills.beside(country))
        for city in inside:
            yield from _lists("cities", city, parent=country.value, beside=skills.beside(city))
    by_first = by_letter(members)
    for group in by_first:
        yield from _lists("letters", group, within=tuple(one.value for one in by_first))
    for group in chapters(members, catalogue):
        parent = replace(group.value, url=group.value.url.removesuffix("members/"))
        yield from _lists("chapters", group, parent=parent, beside=skills.beside(group))


def _lists(
    facet: str,
    group: Group[Outline],
    *,
    parent: FacetValue | None = None,
    within: Sequence[FacetValue] = (),
    beside: Sequence[FacetValue] = (),
    feed: Deferred | None = None,
) -> Iterator[Deferred]:
    """The pages that list the members of one value.

    `within` are narrower values, or its neighbours for a letter; `beside` are skills that go with it, told on the first
    page; `feed` is that of who joined.
    """
    for url, pagination, records in paginate(group.value.url, group.records):
        told = (
            facet,
            group.value.told,
            parent.told if parent else None,
            tuple(one.told for one in within),
            tuple(one.told for one in beside) if pagination.number == 1 else (),
            feed.url if feed else None,
            tuple(member.slug for member in records),
            pagination.told,
        )
        yield Deferred(url, facet_page, told, "plugins/directory")


Told = Sequence[Any]
"""The fields of a value, as they come back from JSON."""


def facet_page(
    catalogue: Catalogue,
    _site: Site,
    facet: str,
    value: Told,
    parent: Told | None,
    within: Sequence[Told],
    beside: Sequence[Told],
    feed: str | None,
    slugs: Sequence[str],
    place: Told,
) -> Page:
    """A page that lists members of one value, by their slugs."""
    pagination = Pagination(*place)
    context: dict[str, Any] = {
        "facet": facet,
        "value": FacetValue(*value),
        "parent": FacetValue(*parent) if parent else None,
        "within": tuple(FacetValue(*one) for one in within),
        "beside": tuple(FacetValue(*one) for one in beside),
        "feed": feed,
        "members": tuple(catalogue.card("members", slug) for slug in slugs),
        "pagination": pagination,
    }
    url = pagination.url(pagination.number)
    return Page(url, "directory/facet.html", context, origin="plugins/directory", listed=bool(pagination.total))
