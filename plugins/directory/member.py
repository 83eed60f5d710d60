"""A member of the association: one profile, written by the member."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from plugins.core import markup
from plugins.core.fields import Email, Name, Phone, Skill, Term, Text, Visible, each_once
from plugins.core.naming import country_name, language_name
from plugins.core.parts import Image, MarkdownText, NameOf
from plugins.core.records import Record
from plugins.core.searching import FacetTerm, Searchable, facet_terms, given
from plugins.core.site import Site
from plugins.core.text import fold, initials, term_slug
from plugins.directory.profile import (
    Availability,
    Award,
    Consent,
    Credential,
    Education,
    GitHubAccount,
    Links,
    Location,
    Membership,
    Mentoring,
    OtherName,
    Position,
    Publication,
    Service,
    SpokenLanguage,
)

__all__ = ["Member", "MemberCard"]


@dataclass(frozen=True)
class MemberCard:
    """What lists show of a member."""

    slug: str
    url: str
    name: str
    initials: str
    headline: str | None
    city: str | None
    country: str | None
    skills: tuple[str, ...]
    image: Image | None
    grade: str | None
    availability: tuple[str, ...]


CARD_SKILLS = 4


class Member(Record):
    """A member's profile: `members/<slug>.yaml`, with a photo of the same name beside it."""

    kind: ClassVar[str] = "members"
    folder: ClassVar[str] = "members"
    suffix: ClassVar[str] = ".yaml"
    image_field: ClassVar[str] = "photo"
    image_sizes: ClassVar[tuple[int, ...]] = (160, 480)
    image_square: ClassVar[bool] = True

    name: Name
    sort_as: Name | None = None
    given_name: Name | None = None
    family_name: Name | None = None
    name_pronunciation: Name | None = None
    also_written: tuple[OtherName, ...] = Field(default=(), max_length=10)
    pronouns: Term | None = None
    headline: Annotated[Text, Field(max_length=160)] | None = None
    bio: MarkdownText | None = None
    photo: Image | None = None
    location: Location | None = None
    languages: Annotated[tuple[SpokenLanguage, ...], each_once("tag")] = Field(default=(), max_length=30)
    skills: tuple[Skill, ...] = Field(default=(), max_length=50)
    interests: tuple[Term, ...] = Field(default=(), max_length=50)
    links: Links | None = None
    email: Annotated[Email | None, Visible("members")] = None
    phone: Annotated[Phone | None, Visible("members")] = None
    preferred_contact: Literal["email", "phone", "website", "linkedin", "mastodon", "bluesky"] | None = None
    work: tuple[Position, ...] = Field(default=(), max_length=50)
    education: tuple[Education, ...] = Field(default=(), max_length=30)
    credentials: tuple[Credential, ...] = Field(default=(), max_length=50)
    awards: tuple[Award, ...] = Field(default=(), max_length=50)
    publications: tuple[Publication, ...] = Field(default=(), max_length=200)
    services: tuple[Service, ...] = Field(default=(), max_length=30)
    availability: Availability | None = None
    membership: Membership | None = None
    consent: Annotated[Consent | None, Visible("staff")]
    search_engines: Literal["index", "noindex"] = "index"
    github: Annotated[GitHubAccount | None, Visible("staff")] = None

    def sort_key(self) -> tuple[Any, ...]:
        """As filed: what `sort_as` says, else the family name first where it is told, else the name as written."""
        return (fold(self.filed_as), self.name)

    @property
    def filed_as(self) -> str:
        """The name as an index prints it."""
        if self.sort_as:
            return self.sort_as
        if self.family_name:
            return ", ".join(part for part in (self.family_name, self.given_name) if part)
        return self.name

    @property
    def current(self) -> tuple[Position, ...]:
        """The positions held to this day, in the order of the file."""
        return tuple(position for position in self.work if position.end is None)

    @property
    def open_to(self) -> tuple[str, ...]:
        """What the member is available for, in words of the availability facet."""
        offered = self.availability
        if offered is None:
            return ()
        found = [name for name in ("work", "hiring", "speaking", "volunteering") if getattr(offered, name)]
        if offered.mentoring and offered.mentoring.offers and offered.mentoring.capacity != 0:
            found.append("mentoring")
        return tuple(found)

    def card(self, _name_of: NameOf) -> MemberCard:
        place = self.location or Location()
        return MemberCard(
            slug=self.slug,
            url=self.url,
            name=self.name,
            initials=initials(self.name),
            headline=self.headline,
            city=place.city,
            country=place.country,
            skills=self.skills[:CARD_SKILLS],
            image=self.image,
            grade=self.membership.grade if self.membership else None,
            availability=self.open_to,
        )

    def searchable(self, name_of: NameOf, site: Site) -> Searchable:
        """All that describes the member; how to reach them, numbers of any kind and addresses are not searched."""
        place, membership = self.location or Location(), self.membership or Membership()
        mentoring = (self.availability or Availability()).mentoring or Mentoring()
        country = country_name(place.country, site.language) if place.country else None
        spoken = tuple(one.tag for one in self.languages)
        words = (
            self.headline,
            *self.skills,
            *self.interests,
            place.city,
            place.region,
            country,
            *(language_name(tag, site.language) for tag in spoken),
            *(name_of("organizations", one.organization) for one in self.work if one.organization),
            *(one.title for one in self.work),
            *(name_of("chapters", slug) for slug in membership.chapters),
            *(name_of("groups", slug) for slug in membership.groups),
            membership.grade,
            *(one.title for one in self.services),
            *mentoring.offers,
            *(one.name for one in self.credentials),
            *self.open_to,
        )
        others = (one.name for one in self.also_written)
        employers = (one.organization for one in self.current if one.organization)
        return Searchable(
            names=given(self.name, self.sort_as, self.given_name, self.family_name, *others),
            words=given(*words),
            text=" ".join(given(*self._long_texts(), *mentoring.seeks)),
            facets={
                "skill": facet_terms(self.skills),
                "country": facet_terms(given(place.country), lambda code: country_name(code, site.language)),
                "city": (
                    # The city's page is below its country's: there is none where the country is not told.
                    (FacetTerm(f"{term_slug(place.country)}/{term_slug(place.city)}", f"{place.city}, {country}"),)
                    if place.city and place.country
                    else ()
                ),
                "language": facet_terms(spoken, lambda tag: language_name(tag, site.language)),
                "chapter": facet_terms(membership.chapters, lambda slug: name_of("chapters", slug)),
                "grade": facet_terms(given(membership.grade)),
                "availability": facet_terms(self.open_to),
                "organization": facet_terms(employers, lambda one: name_of("organizations", one)),
            },
            newest=membership.since or "",
            sort_as=self.filed_as if self.filed_as != self.name else "",
        )

    def _long_texts(self) -> Iterator[str | None]:
        yield markup.plain(self.bio.html) if self.bio else None
        yield from (one.summary for one in self.work)
        for course in self.education:
            yield from (course.degree, course.field, course.institution)
        for award in self.awards:
            yield from (award.title, award.awarder)
        yield from (one.issuer for one in self.credentials)
        yield from (one.title for one in self.publications)
        yield from (one.description for one in self.services)
