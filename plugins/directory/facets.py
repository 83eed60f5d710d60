"""Where members are found without a search: by letter, skill, place, language and chapter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.listing import FacetValue, Group, by_letter, by_skill, by_term, paginate
from plugins.core.naming import country_name, language_name
from plugins.core.outputs import Page
from plugins.core.site import Site
from plugins.directory.member import Member

__all__ = ["facet_pages"]


def countries(members: Iterable[Member], language: str) -> tuple[Group[Member], ...]:
    """Members by country, named in a language."""
    return by_term(
        members,
        lambda member: _given(member.location.country if member.location else None),
        "places/",
        lambda code: country_name(code, language),
    )


def cities(members: Iterable[Member], country: FacetValue) -> tuple[Group[Member], ...]:
    """The members of one country by city."""
    return by_term(members, lambda member: _given(member.location.city if member.location else None), country.url)


def languages(members: Iterable[Member], language: str) -> tuple[Group[Member], ...]:
    """Members by language spoken, named in a language."""
    return by_term(
        members,
        lambda member: (spoken.tag for spoken in member.languages),
        "languages/",
        lambda tag: language_name(tag, language),
    )


def _given(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def facet_pages(catalogue: Catalogue, site: Site) -> Iterator[Page]:
    """A page for each value of each facet, and for each facet a page of its values."""
    members = catalogue.of(Member)
    by_country = countries(members, site.language)
    for name, url, groups in (
        ("skills", "skills/", by_skill(members)),
        ("places", "places/", by_country),
        ("languages", "languages/", languages(members, site.language)),
    ):
        values = tuple(group.value for group in groups)
        yield Page(url, "directory/facets.html", {"facet": name, "values": values}, origin="plugins/directory")
        for group in groups:
            if name != "places":
                yield from _lists(catalogue, name, group)
    for country in by_country:
        inside = cities(country.records, country.value)
        yield from _lists(catalogue, "places", country, within=tuple(city.value for city in inside))
        for city in inside:
            yield from _lists(catalogue, "cities", city, parent=country.value)
    by_first = by_letter(members)
    for group in by_first:
        yield from _lists(catalogue, "letters", group, within=tuple(one.value for one in by_first))
    for chapter in catalogue.kind("chapters"):
        in_chapter = catalogue.referring("members", "membership.chapters", chapter.slug)
        value = FacetValue(slug=chapter.slug, label=chapter.label, url=f"{chapter.url}members/", count=len(in_chapter))
        parent = FacetValue(slug=chapter.slug, label=chapter.label, url=chapter.url, count=len(in_chapter))
        yield from _lists(catalogue, "chapters", Group(value, in_chapter), parent=parent)


def _lists(
    catalogue: Catalogue,
    facet: str,
    group: Group[Member],
    *,
    parent: FacetValue | None = None,
    within: Sequence[FacetValue] = (),
) -> Iterator[Page]:
    """The pages that list the members of one value. `within` are narrower values, or its neighbours for a letter."""
    for url, pagination, records in paginate(group.value.url, group.records):
        context: dict[str, Any] = {
            "facet": facet,
            "value": group.value,
            "parent": parent,
            "within": tuple(within),
            "members": catalogue.cards(records),
            "pagination": pagination,
        }
        yield Page(url, "directory/facet.html", context, origin="plugins/directory", listed=bool(group.records))
