"""An event: when in the local time of its place, where, who, and how to take part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from plugins.core import markup
from plugins.core.asking import DayAloneIf, NeededUnless, NotBefore
from plugins.core.fields import LocalTime, LongText, Reference, Term, Text, TimeZone, Url, Visible, wrong
from plugins.core.naming import country_name, month_name
from plugins.core.parts import MarkdownText, NameOf
from plugins.core.records import Record
from plugins.core.searching import FacetTerm, Searchable, facet_terms, given
from plugins.core.site import Site
from plugins.events.particulars import (
    CallForPapers,
    Cpd,
    Participant,
    Recurrence,
    Registration,
    Status,
    Venue,
)

__all__ = ["Event", "EventCard"]

Format = Literal["in-person", "online", "hybrid"]


@dataclass(frozen=True)
class EventCard:
    """What lists show of an event."""

    slug: str
    url: str
    title: str
    start: LocalTime
    end: LocalTime
    timezone: str
    starts_at: datetime
    ends_at: datetime
    status: Status
    format: Format
    city: str | None
    country: str | None
    venue: str | None
    categories: tuple[str, ...]
    cpd_points: Decimal | None


class Event(Record):
    """An event: `content/events/<slug>.md`, its description after the front matter."""

    kind: ClassVar[str] = "events"
    folder: ClassVar[str] = "content/events"
    title_field: ClassVar[str] = "title"
    unique_label: ClassVar[bool] = False
    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("What and when", ("title", "body", "start", "end", "timezone", "all_day", "recurrence", "categories")),
        ("Where", ("format", "venue", "online_page", "join_link", "accessibility", "code_of_conduct")),
        ("Who", ("organizers", "speakers", "chapter", "group")),
        ("Taking part", ("registration", "cpd", "call_for_papers")),
        ("If something changes", ("status", "status_note", "previous_start", "sequence")),
        ("The page", ("aliases", "visibility")),
    )
    asked: ClassVar[tuple[str, ...]] = ("title", "start", "end", "chapter", "timezone", "format", "body")
    offered: ClassVar[tuple[str, ...]] = (
        *("venue", "online_page", "join_link", "organizers", "speakers", "categories", "registration", "cpd"),
        *("accessibility", "code_of_conduct"),
    )

    title: Annotated[Text, Field(max_length=160)] = Field(
        description="What the event is called", examples=["An evening on tides"]
    )
    start: Annotated[LocalTime, DayAloneIf("all_day")] = Field(
        description="By the clock of its place; the day alone if it lasts whole days", examples=["2027-05-20 18:30"]
    )
    end: Annotated[LocalTime, DayAloneIf("all_day"), NotBefore("start")] = Field(
        description="When it ends, written as the start is", examples=["2027-05-20 20:00"]
    )
    timezone: TimeZone = Field(
        title="Time zone", description="That of its place: a continent and a city", examples=["Europe/London"]
    )
    all_day: Annotated[bool, Visible(fixed=True)] = Field(
        default=False,
        title="All day",
        description="Whether it lasts whole days; start and end are then days without a time",
        examples=["false"],
    )
    recurrence: Recurrence | None = Field(
        default=None, title="Repeats", description="Only for a series: how it repeats, and where it does not"
    )
    status: Status = Field(
        default="scheduled", description="Whether it takes place as announced", examples=["scheduled"]
    )
    status_note: Text | None = Field(
        default=None,
        description="Why it does not take place as announced, in a line",
        examples=["The harbour is closed by a storm"],
    )
    previous_start: LocalTime | None = Field(
        default=None, description="The time first announced, of an event that was moved", examples=["2027-05-13 18:30"]
    )
    format: Format = Field(description="Whether people meet in a place, online, or both", examples=["online"])
    venue: Annotated[Venue | None, NeededUnless("format", ("online",))] = Field(
        default=None, description="Where people meet; every event that is not only online needs it"
    )
    online_page: Url | None = Field(
        default=None,
        description="A page about the online part, for everyone to see",
        examples=["https://example.org/tides"],
    )
    join_link: Annotated[Url | None, Visible("members", widest="members")] = Field(
        default=None, description="The link to the meeting itself", examples=["https://meet.example.org/tides"]
    )
    organizers: tuple[Participant, ...] = Field(
        default=(),
        max_length=50,
        description="Who holds it: members, by the names of their files without the ending, or others by name",
        examples=["ada-lovelace"],
    )
    speakers: tuple[Participant, ...] = Field(
        default=(),
        max_length=200,
        description="Who speaks: members, by the names of their files without the ending, or others by name",
        examples=["ada-lovelace"],
    )
    chapter: Annotated[str, Reference("chapters")] | None = Field(
        default=None,
        description="The chapter that holds it, by the name of its file without the ending",
        examples=["lisbon"],
    )
    group: Annotated[str, Reference("groups")] | None = Field(
        default=None,
        description="The group that holds it, by the name of its file without the ending",
        examples=["council"],
    )
    categories: tuple[Term, ...] = Field(
        default=(), max_length=20, description="What sort of event it is, in a word or two", examples=["Lecture"]
    )
    registration: Registration | None = Field(default=None, description="How people take part")
    cpd: Cpd | None = Field(
        default=None,
        title="Professional development",
        description="What it counts for in continuing professional development",
    )
    call_for_papers: CallForPapers | None = Field(default=None, description="How people can propose a talk")
    accessibility: LongText | None = Field(
        default=None,
        description="Steps, hearing loops, captions, boats: what people have to know before they come",
        examples=["Step-free from the quay; the talk has captions."],
    )
    code_of_conduct: Url | None = Field(
        default=None,
        description="The web address of the one that holds there",
        examples=["https://example.org/conduct"],
    )
    sequence: Annotated[int, Field(ge=0, le=10_000)] = Field(
        default=0,
        title="Revision",
        description="How often the event was changed, for calendars that hold it already",
        examples=["0"],
    )
    body: MarkdownText | None = Field(
        default=None,
        title="Description",
        description="What people should know before they come; bold, lists and links are written as in Markdown",
        examples=["Bring a tide table. Everything else is explained."],
    )

    @model_validator(mode="after")
    def _times_agree(self) -> Event:
        if self.all_day != (not isinstance(self.start, datetime)) or self.all_day != (
            not isinstance(self.end, datetime)
        ):
            expected = "dates alone, such as 2026-03-14" if self.all_day else "times too, such as 2026-03-14 18:30"
            hint = "" if self.all_day else ", or the line `all_day: true`"
            raise wrong("times", "start and end need {expected}{hint}", expected=expected, hint=hint, at="start")
        if self.end < self.start:
            raise wrong("times", "the event ends before it starts; check both", at="end")
        return self

    @model_validator(mode="after")
    def _place_fits_format(self) -> Event:
        if self.format != "online" and self.venue is None:
            raise wrong("venue", "an event of the format {format} needs its `venue:`", format=self.format, at="format")
        return self

    def instant(self, moment: LocalTime, *, end_of_day: bool = False) -> datetime:
        """A local time of this event as an instant; a date is its beginning, or the beginning of the next day."""
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time()) + timedelta(days=end_of_day)
        return moment.replace(tzinfo=ZoneInfo(self.timezone))

    @property
    def starts_at(self) -> datetime:
        return self.instant(self.start)

    @property
    def ends_at(self) -> datetime:
        return self.instant(self.end, end_of_day=True)

    def is_over(self, today: date) -> bool:
        """Whether its last day, in its own place, is before `today`."""
        return (self.end.date() if isinstance(self.end, datetime) else self.end) < today

    def sort_key(self) -> tuple[Any, ...]:
        return (self.starts_at.timestamp(), self.title)

    def card(self, _name_of: NameOf) -> EventCard:
        venue = self.venue or Venue()
        return EventCard(
            slug=self.slug,
            url=self.url,
            title=self.title,
            start=self.start,
            end=self.end,
            timezone=self.timezone,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            status=self.status,
            format=self.format,
            venue=venue.name,
            city=venue.city,
            country=venue.country,
            categories=self.categories,
            cpd_points=self.cpd.points if self.cpd else None,
        )

    def searchable(self, name_of: NameOf, site: Site) -> Searchable:
        """What it is about, where and when, and who is part of it; the facet of months is of its start."""
        venue, month = self.venue or Venue(), month_name(self.start, site.language)
        words = (
            *self.categories,
            venue.name,
            venue.city,
            country_name(venue.country, site.language) if venue.country else None,
            self.format,
            self.status if self.status != "scheduled" else None,
            month,
            self.cpd.category if self.cpd else None,
            *(
                name_of("members", one) if isinstance(one, str) else one.name
                for one in (*self.speakers, *self.organizers)
            ),
            name_of("chapters", self.chapter) if self.chapter else None,
            name_of("groups", self.group) if self.group else None,
        )
        long = (markup.plain(self.body.html) if self.body else None, self.accessibility, self.status_note)
        return Searchable(
            names=(self.title,),
            words=given(*words),
            text=" ".join(given(*long)),
            facets={
                "category": facet_terms(self.categories),
                "format": facet_terms((self.format,)),
                "month": (FacetTerm(self.start.isoformat()[:7], month),),
                "cpd": facet_terms(("yes",) if self.cpd else ()),
            },
            newest=self.start.isoformat()[:10],
        )
