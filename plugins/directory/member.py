"""A member of the association: one profile, written by the member."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from plugins.core.fields import (
    Country,
    Day,
    Doi,
    Email,
    Grade,
    Language,
    LongText,
    Name,
    Orcid,
    PartialDate,
    Phone,
    Reference,
    ReferenceOrName,
    Skill,
    Term,
    Text,
    TimeZone,
    Url,
    Visible,
    Year,
    each_once,
    matching,
    not_before,
)
from plugins.core.parts import Image, MarkdownText, NameOf, Part
from plugins.core.records import Record
from plugins.core.text import fold, initials

__all__ = ["Member", "MemberCard"]

Level = Literal["native", "fluent", "professional", "conversational", "basic"]


class OtherName(Part):
    """The name in another script, with the tag of its language."""

    name: Name
    language: Language


class Location(Part):
    """Where a person is to be found, as closely as they wish to say."""

    city: Term | None = None
    region: Term | None = None
    country: Country | None = None
    timezone: TimeZone | None = None


class SpokenLanguage(Part):
    """A language and how well it is spoken."""

    tag: Language
    level: Level | None = None


class OtherLink(Part):
    """A link of a kind that has no field of its own."""

    label: Term
    url: Url


class Links(Part):
    """Where else on the web a person is; whole addresses, but for the ORCID iD."""

    website: Url | None = None
    blog: Url | None = None
    orcid: Orcid | None = None
    github: Url | None = None
    gitlab: Url | None = None
    codeberg: Url | None = None
    linkedin: Url | None = None
    mastodon: Url | None = None
    bluesky: Url | None = None
    x: Url | None = None
    facebook: Url | None = None
    instagram: Url | None = None
    youtube: Url | None = None
    researchgate: Url | None = None
    scholar: Url | None = None
    other: tuple[OtherLink, ...] = Field(default=(), max_length=20)


class Position(Part):
    """A position held. No end means: to this day."""

    title: Text
    organization: Annotated[Text, ReferenceOrName("organizations")] | None = None
    url: Annotated[Url, Visible(follows="organization")] | None = None
    start: PartialDate | None = None
    end: Annotated[PartialDate, not_before("start"), Visible(fixed=True)] | None = None
    summary: LongText | None = None


class Education(Part):
    """A course of study."""

    institution: Text
    degree: Text | None = None
    field: Text | None = None
    start: PartialDate | None = None
    end: Annotated[PartialDate, not_before("start"), Visible(fixed=True)] | None = None


class Credential(Part):
    """A certificate or licence."""

    name: Text
    issuer: Text | None = None
    number: Term | None = None
    url: Url | None = None
    issued: PartialDate | None = None
    expires: Annotated[PartialDate, not_before("issued"), Visible(fixed=True)] | None = None


class Award(Part):
    """An award received."""

    title: Text
    awarder: Text | None = None
    date: PartialDate | None = None
    url: Url | None = None


class Publication(Part):
    """A publication; the DOI without its web address."""

    title: Text
    year: Year | None = None
    url: Url | None = None
    doi: Doi | None = None


class Service(Part):
    """Something a member offers for hire."""

    title: Text
    description: LongText | None = None
    url: Url | None = None


class Mentoring(Part):
    """Topics a member offers to mentor in, topics they seek a mentor for, and how many they can take on."""

    offers: tuple[Skill, ...] = Field(default=(), max_length=20)
    seeks: tuple[Skill, ...] = Field(default=(), max_length=20)
    capacity: Annotated[int, Field(ge=0, le=100), Visible(fixed=True)] | None = None


class Availability(Part):
    """What a member is open to: a new position (work), hiring, speaking, volunteering, mentoring."""

    work: bool = False
    hiring: bool = False
    speaking: bool = False
    volunteering: bool = False
    mentoring: Mentoring | None = None


class Membership(Part):
    """The place in the association. Number and end are never shown beyond the members."""

    grade: Grade | None = None
    number: Annotated[Term | None, Visible("staff", widest="members")] = None
    since: PartialDate | None = None
    until: Annotated[PartialDate | None, Visible("staff", widest="members")] = None
    chapters: tuple[Annotated[str, Reference("chapters")], ...] = Field(default=(), max_length=20)
    groups: tuple[Annotated[str, Reference("groups")], ...] = Field(default=(), max_length=20)


class Consent(Part):
    """When the person agreed to be listed, and to which wording."""

    date: Day
    version: Term


class GitHubAccount(Part):
    """The account that may change this file; the number stays when the login changes."""

    login: Annotated[str, matching(r"[A-Za-z0-9](-?[A-Za-z0-9]){0,38}", "a login of GitHub, such as ada-lovelace")]
    id: Annotated[int, Field(ge=1)]


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
