"""The association's own bodies: chapters of a place, and groups of a purpose, with their officers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from plugins.core import markup
from plugins.core.fields import (
    Country,
    Email,
    Name,
    PartialDate,
    Reference,
    Term,
    Text,
    TimeZone,
    Url,
    Visible,
    not_before,
)
from plugins.core.naming import country_name
from plugins.core.parts import MarkdownText, NameOf, Part
from plugins.core.records import Record
from plugins.core.searching import Searchable, given
from plugins.core.site import Site
from plugins.core.text import fold

__all__ = ["Body", "BodyCard", "Chapter", "Group", "Officer"]

Status = Literal["active", "forming", "dormant", "retired"]


class Officer(Part):
    """A member in an office. No `until` means: to this day."""

    member: Annotated[str, Reference("members")] = Field(
        description="The member, as the address of their page ends", examples=["ada-lovelace"]
    )
    role: Text = Field(description="What the office is called", examples=["Chair"])
    since: PartialDate | None = Field(
        default=None, description="When the term began; a year is enough", examples=["2025-03"]
    )
    until: Annotated[PartialDate, not_before("since"), Visible(fixed=True)] | None = Field(
        default=None, description="When it ended; leave it out for who is in office", examples=["2026-03"]
    )

    def serves(self, today: date) -> bool:
        """Whether the term runs on `today`; a term that is known to the year or month lasts to its end."""
        return not self.until or self.until >= today.isoformat()[: len(self.until)]


class BodyLinks(Part):
    """Where a chapter or group is to be found."""

    website: Url | None = Field(default=None, description="Its own site", examples=["https://chapter.example.org/"])
    mailing_list: Url | None = Field(
        default=None, description="Where people subscribe", examples=["https://lists.example.org/chapter"]
    )
    chat: Url | None = Field(
        default=None, description="Where people talk", examples=["https://chat.example.org/chapter"]
    )
    meetup: Url | None = Field(
        default=None, description="Its page there", examples=["https://www.meetup.com/our-chapter"]
    )
    github: Url | None = Field(
        default=None, title="GitHub", description="Its page there", examples=["https://github.com/our-chapter"]
    )
    mastodon: Url | None = Field(
        default=None,
        description="Its page there; the whole address, not the name with two @",
        examples=["https://social.example/@chapter"],
    )
    linkedin: Url | None = Field(
        default=None,
        title="LinkedIn",
        description="Its page there",
        examples=["https://www.linkedin.com/company/our-chapter"],
    )
    bluesky: Url | None = Field(
        default=None, description="Its page there", examples=["https://bsky.app/profile/chapter.example.org"]
    )
    x: Url | None = Field(default=None, title="X", description="Its page there", examples=["https://x.com/our_chapter"])
    facebook: Url | None = Field(
        default=None, description="Its page there", examples=["https://www.facebook.com/our.chapter"]
    )
    instagram: Url | None = Field(
        default=None, description="Its page there", examples=["https://www.instagram.com/our.chapter"]
    )
    youtube: Url | None = Field(
        default=None, title="YouTube", description="Its channel", examples=["https://www.youtube.com/@our-chapter"]
    )


class Meets(Part):
    """When and where it usually meets, in words."""

    when: Text | None = Field(
        default=None, description="On which days, in words", examples=["First Thursday of the month"]
    )
    where: Text | None = Field(
        default=None, description="The place, in words", examples=["The harbour master's office"]
    )
    online: Url | None = Field(
        default=None, description="The web address of meetings online", examples=["https://meet.example.org/chapter"]
    )


@dataclass(frozen=True)
class BodyCard:
    """What lists show of a chapter or group."""

    slug: str
    url: str
    name: str
    purpose: str | None
    city: str | None
    region: str | None
    country: str | None
    type: str | None
    status: Status


class Body(Record):
    """What chapters and groups have in common."""

    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("What it is", ("name", "purpose", "body", "status", "founded", "retired")),
        ("Where", ("region", "city", "country", "timezone", "meets")),
        ("Who, and how to reach them", ("officers", "email", "links")),
        ("The page", ("aliases", "visibility")),
    )
    asked: ClassVar[tuple[str, ...]] = ("name", "purpose", "city", "country", "timezone", "body")
    offered: ClassVar[tuple[str, ...]] = ("region", "founded", "officers", "email", "links", "meets")

    name: Name = Field(description="What it is called, without the association's name", examples=["Baltic"])
    purpose: Text | None = Field(
        default=None, description="What it is for, in one line", examples=["Where the tide is too small to notice"]
    )
    region: Term | None = Field(default=None, description="A state, a sea, a part of the world", examples=["Pomerania"])
    city: Term | None = Field(default=None, description="The town where it has its seat", examples=["Gdańsk"])
    country: Country | None = Field(default=None, description="Its code of two capital letters", examples=["PL"])
    timezone: TimeZone | None = Field(
        default=None,
        title="Time zone",
        description="A continent and a city; new events of the chapter are proposed in it",
        examples=["Europe/Warsaw"],
    )
    founded: PartialDate | None = Field(default=None, description="A year is enough", examples=["1998"])
    retired: Annotated[PartialDate, not_before("founded"), Visible(fixed=True)] | None = Field(
        default=None, description="When it ended, if it did", examples=["2024-09"]
    )
    officers: tuple[Officer, ...] = Field(
        default=(), max_length=200, description="Who serves in it and who did, each with the office"
    )
    status: Status = Field(default="active", description="Whether it is at work", examples=["active"])
    email: Email | None = Field(
        default=None,
        title="E-mail address",
        description="Where one reaches it, printed for everyone",
        examples=["baltic@example.org"],
    )
    links: BodyLinks | None = Field(
        default=None, description="Where else on the web it is; whole addresses, from https:// on"
    )
    meets: Meets | None = Field(default=None, description="When and where people usually meet")
    body: MarkdownText | None = Field(
        default=None,
        title="Description",
        description="Who is welcome, and what happens there; bold, lists and links are written as in Markdown",
        examples=["Newcomers are met at the door."],
    )

    def sort_key(self) -> tuple[Any, ...]:
        return (fold(self.name), self.name)

    def card(self, _name_of: NameOf) -> BodyCard:
        return BodyCard(
            slug=self.slug,
            url=self.url,
            name=self.name,
            purpose=self.purpose,
            city=self.city,
            region=self.region,
            country=self.country,
            type=getattr(self, "type", None),
            status=self.status,
        )

    def searchable(self, name_of: NameOf, site: Site) -> Searchable:
        """What it is for, where it is, and who serves in it today."""
        serving = tuple(one for one in self.officers if one.serves(site.today))
        words = (
            self.purpose,
            self.city,
            self.region,
            country_name(self.country, site.language) if self.country else None,
            getattr(self, "type", None),
            *(name_of("members", one.member) for one in serving),
            *(one.role for one in serving),
        )
        meets = self.meets or Meets()
        long = (markup.plain(self.body.html) if self.body else None, meets.when, meets.where)
        return Searchable(names=(self.name,), words=given(*words), text=" ".join(given(*long)))


class Chapter(Body):
    """A chapter: `content/chapters/<slug>.md`."""

    kind: ClassVar[str] = "chapters"
    folder: ClassVar[str] = "content/chapters"


class Group(Body):
    """A committee, interest group or working party: `content/groups/<slug>.md`."""

    kind: ClassVar[str] = "groups"
    folder: ClassVar[str] = "content/groups"
    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("What it is", ("type", *Body.sections[0][1])),
        *Body.sections[1:],
    )
    asked: ClassVar[tuple[str, ...]] = ("name", "type", "purpose", "body")
    offered: ClassVar[tuple[str, ...]] = ("region", "city", "country", *Body.offered[1:])

    type: Literal["committee", "interest-group", "working-party"] = Field(
        description="What sort of group it is", examples=["committee"]
    )
