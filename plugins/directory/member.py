"""A member of the association: one profile, written by the member."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from plugins.core import markup
from plugins.core.fields import Email, Name, Phone, Prose, Skill, Term, Text, Visible, each_once
from plugins.core.naming import country_name, language_name
from plugins.core.parts import Image, MarkdownText, NameOf
from plugins.core.records import Record
from plugins.core.searching import FacetTerm, Searchable, facet_terms, given
from plugins.core.site import Site
from plugins.core.text import fold, initials, term_slug
from plugins.core.traits import words
from plugins.directory.career import Award, Credential, Education, Position, Publication
from plugins.directory.profile import (
    Availability,
    Consent,
    GitHubAccount,
    Links,
    Location,
    Membership,
    Mentoring,
    OtherName,
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
    identifier: ClassVar[str] = "links.orcid"
    personal: ClassVar[bool] = True
    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("You", ("name", "pronouns", "headline", "bio", "photo", "location", "languages", "skills", "interests")),
        ("Reach you", ("email", "phone", "preferred_contact", "links")),
        ("What you did", ("work", "education", "credentials", "awards", "publications")),
        ("What you offer", ("services", "availability")),
        ("Your name, more closely", ("given_name", "family_name", "sort_as", "name_pronunciation", "also_written")),
        ("You and the association", ("membership", "consent", "github")),
        ("Your page", ("search_engines", "aliases", "visibility")),
    )  # fmt: skip
    asked: ClassVar[tuple[str, ...]] = (
        *("name", "headline", "location.city", "location.country", "skills", "email", "consent.date"),
        "consent.version",
    )
    offered: ClassVar[tuple[str, ...]] = (
        *("family_name", "given_name", "pronouns", "bio", "languages", "interests", "links", "phone", "work"),
        *("education", "availability", "membership"),
    )

    name: Name = Field(description="Your name, as you want it printed", examples=["Ada Lovelace"])
    sort_as: Name | None = Field(
        default=None,
        title="Filed as",
        description="How an index files your name, if not by the family name",
        examples=["Lovelace, Ada"],
    )
    given_name: Name | None = Field(default=None, description="For address books and search engines", examples=["Ada"])
    family_name: Name | None = Field(
        default=None, description="For address books too; the list from A to Z goes by it", examples=["Lovelace"]
    )
    name_pronunciation: Name | None = Field(
        default=None,
        title="How to say your name",
        description="In any way that helps others",
        examples=["AY-da LUV-lace"],
    )
    also_written: tuple[OtherName, ...] = Field(
        default=(),
        max_length=10,
        title="Your name in other scripts",
        description="For those who read another alphabet, and look for you in it",
    )
    pronouns: Term | None = Field(default=None, description="In your own words", examples=["she/her"])
    headline: Annotated[Text, Field(max_length=160), Prose()] | None = Field(
        default=None,
        description="One line under your name: what you do, or what you care about",
        examples=["Programs for engines that are not built yet"],
    )
    bio: MarkdownText | None = Field(
        default=None,
        title="About you",
        description="What you would tell somebody you have just met; bold, lists and links are written as in Markdown",
        examples=["I write about what calculating engines can do besides calculating."],
    )
    photo: Image | None = Field(
        default=None,
        description="It lies beside your file under the same name; here you say what it shows, and who took it",
    )
    location: Location | None = Field(
        default=None, description="Where you are to be found, as closely as you wish to say"
    )
    languages: Annotated[tuple[SpokenLanguage, ...], each_once("tag")] = Field(
        default=(), max_length=30, description="Those you speak"
    )
    skills: tuple[Skill, ...] = Field(
        default=(),
        max_length=50,
        description="What you can do; the association has a list of words, and others are taken too",
        examples=["Teaching"],
    )
    interests: tuple[Term, ...] = Field(
        default=(), max_length=50, description="What you like to talk about", examples=["Lighthouses"]
    )
    links: Links | None = Field(
        default=None, description="Where else on the web you are; whole addresses, from https:// on"
    )
    email: Annotated[Email | None, Visible("members")] = Field(
        default=None, title="E-mail address", description="One address, at which you read what arrives"
    )
    phone: Annotated[Phone | None, Visible("members")] = Field(
        default=None, title="Phone number", description="With its country in front, after a plus sign"
    )
    preferred_contact: Literal["email", "phone", "website", "linkedin", "mastodon", "bluesky"] | None = Field(
        default=None, description="How you would rather be reached", examples=["email"]
    )
    work: tuple[Position, ...] = Field(
        default=(), max_length=50, description="Positions you hold and have held, the newest first"
    )
    education: tuple[Education, ...] = Field(
        default=(), max_length=30, description="Courses of study, the newest first"
    )
    credentials: tuple[Credential, ...] = Field(default=(), max_length=50, description="Certificates and licences")
    awards: tuple[Award, ...] = Field(default=(), max_length=50, description="What you were honoured with")
    publications: tuple[Publication, ...] = Field(
        default=(), max_length=200, description="What you have published, the newest first"
    )
    services: tuple[Service, ...] = Field(default=(), max_length=30, description="What you do for hire")
    availability: Availability | None = Field(default=None, description="What you are open to")
    membership: Membership | None = Field(default=None, description="Your place in the association")
    consent: Annotated[Consent | None, Visible("staff")] = Field(
        description="That you agreed to be listed: when, and to which text"
    )
    search_engines: Literal["index", "noindex"] = Field(
        default="index",
        description="Whether search engines may list your page; noindex asks them not to, and keeps you out of feeds",
        examples=["index"],
    )
    github: Annotated[GitHubAccount | None, Visible("staff")] = Field(
        default=None, title="GitHub account", description="The account that may change this file"
    )

    def telling(self) -> Iterator[tuple[str, str]]:
        if self.email:
            yield "email", self.email.casefold()
        if self.github:
            yield "github.id", str(self.github.id)
        yield from self.links.telling(words(self.name)) if self.links else ()

    def home(self) -> str | None:
        return self.location.country if self.location else None

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
