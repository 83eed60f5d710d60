"""The parts of a member's profile: place, languages, work, what is offered, standing in the association."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from plugins.core.fields import (
    Country,
    Day,
    Doi,
    Grade,
    Language,
    LongText,
    Matching,
    Name,
    Orcid,
    PartialDate,
    Reference,
    ReferenceOrName,
    Skill,
    Term,
    Text,
    TimeZone,
    Url,
    Visible,
    Year,
    not_before,
)
from plugins.core.parts import Part

__all__ = [
    "Availability",
    "Award",
    "Consent",
    "Credential",
    "Education",
    "GitHubAccount",
    "Links",
    "Location",
    "Membership",
    "Mentoring",
    "OtherName",
    "Position",
    "Publication",
    "Service",
    "SpokenLanguage",
]

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

    login: Annotated[str, Matching("text", "ada-lovelace", r"[A-Za-z0-9](-?[A-Za-z0-9]){0,38}", "a login of GitHub")]
    id: Annotated[int, Field(ge=1)]
