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

    member: Annotated[str, Reference("members")]
    role: Text
    since: PartialDate | None = None
    until: Annotated[PartialDate, not_before("since"), Visible(fixed=True)] | None = None

    def serves(self, today: date) -> bool:
        """Whether the term runs on `today`; a term that is known to the year or month lasts to its end."""
        return not self.until or self.until >= today.isoformat()[: len(self.until)]


class BodyLinks(Part):
    """Where a chapter or group is to be found."""

    website: Url | None = None
    mailing_list: Url | None = None
    chat: Url | None = None
    meetup: Url | None = None
    github: Url | None = None
    mastodon: Url | None = None
    linkedin: Url | None = None
    bluesky: Url | None = None
    x: Url | None = None
    facebook: Url | None = None
    instagram: Url | None = None
    youtube: Url | None = None


class Meets(Part):
    """When and where it usually meets, in words."""

    when: Text | None = None
    where: Text | None = None
    online: Url | None = None


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

    name: Name
    purpose: Text | None = None
    region: Term | None = None
    city: Term | None = None
    country: Country | None = None
    timezone: TimeZone | None = None
    founded: PartialDate | None = None
    retired: Annotated[PartialDate, not_before("founded"), Visible(fixed=True)] | None = None
    officers: tuple[Officer, ...] = Field(default=(), max_length=200)
    status: Status = "active"
    email: Email | None = None
    links: BodyLinks | None = None
    meets: Meets | None = None
    body: MarkdownText | None = None

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

    type: Literal["committee", "interest-group", "working-party"]
