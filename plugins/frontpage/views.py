"""The pages of the site as a whole: home, the page for what is not found, and the patterns of the theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from plugins.core.catalogue import Catalogue
from plugins.core.listing import FacetValue, Group, by_letter, by_skill
from plugins.core.outputs import Page
from plugins.core.schema_org import document
from plugins.core.site import Site

__all__ = ["newcomer", "site_pages"]

EVENTS, JOBS, MEMBERS, NEWS, COMMON, EXAMPLES = 4, 4, 6, 3, 12, 4


def site_pages(catalogue: Catalogue, site: Site) -> Iterator[Page]:
    """Home, 404 and the pattern page."""
    yield Page("", "home.html", _home(catalogue, site), origin="plugins/frontpage")
    yield Page("404.html", "404.html", {}, origin="plugins/frontpage", listed=False)
    yield Page("patterns/", "patterns.html", _patterns(catalogue, site), origin="plugins/frontpage", listed=False)


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """What the home page goes by of a member. `since` is a partial date, or empty."""

    kind: ClassVar[str] = "members"

    slug: str
    filed_as: str
    skills: tuple[str, ...]
    country: str
    since: str


def newcomer(member: Any, _catalogue: Catalogue, _site: Site) -> list[Any]:
    """What the home page goes by of a member."""
    country = member.location.country if member.location else None
    since = member.membership.since if member.membership else None
    return [member.slug, member.filed_as, member.skills, country or "", since or ""]


def _home(catalogue: Catalogue, site: Site) -> dict[str, Any]:
    members = [_Newcomer(*values) for values in catalogue.each(newcomer, "members", site)]
    # Of a series the next one, or a weekly one would leave no room for others.
    coming = [cards[0] for event in catalogue.kind("events") if (cards := event.coming(site.today))]
    is_open = [job for job in catalogue.kind("jobs") if job.is_open(site.today)]
    today = site.today.isoformat()
    # Members say since when they belong by year, month or day; later text is later time for all three.
    newest = sorted(
        (member for member in members if member.since and member.since <= today[: len(member.since)]),
        key=lambda member: (member.since, member.slug),
        reverse=True,
    )
    return {
        "counts": {
            "members": len(members),
            "countries": len({member.country for member in members if member.country}),
            "chapters": len(catalogue.kind("chapters")),
            "jobs": len(is_open),
        },
        "letters": tuple(group.value for group in by_letter(members)),
        "skills": _commonest(by_skill(members)),
        "events": tuple(sorted(coming, key=lambda card: card.starts_at)[:EVENTS]),
        "jobs": catalogue.cards(is_open[:JOBS]),
        "newest": catalogue.cards(newest[:MEMBERS]),
        "news": catalogue.cards(catalogue.kind("news").records[:NEWS]),
        "json_ld": _association(site),
    }


def _commonest(groups: Iterable[Group[Any]]) -> tuple[FacetValue, ...]:
    """The values that most records have, in the alphabet's order."""
    values = [group.value for group in groups if group.value.count > 1]
    common = sorted(values, key=lambda value: -value.count)[:COMMON]
    return tuple(value for value in values if value in common)


def _association(site: Site) -> dict[str, Any]:
    """The association as schema.org's Organization."""
    facts = site.association
    return document(
        "Organization",
        name=facts.name,
        alternateName=facts.short_name,
        description=facts.description,
        url=f"{site.url}/",
        email=facts.email,
        foundingDate=facts.founded,
        sameAs=[url for _label, url in facts.links],
    )


def _patterns(catalogue: Catalogue, site: Site) -> dict[str, Any]:
    """Real cards of every kind, for the page that shows each component of the theme."""
    kinds = ("members", "events", "jobs", "organizations", "chapters", "groups", "news")
    examples = {kind: catalogue.cards(catalogue.kind(kind).records[:EXAMPLES]) for kind in kinds}
    return {"examples": {**examples, "bodies": examples["chapters"] + examples["groups"]}, "today": site.today}
