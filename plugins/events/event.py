"""An event: when in the local time of its place, where, who, and how to take part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Discriminator, Field, Tag, model_validator

from plugins.core import markup
from plugins.core.fields import (
    Amount,
    Country,
    Currency,
    LocalTime,
    LongText,
    Matching,
    Name,
    Reference,
    Term,
    Text,
    TimeZone,
    Url,
    Visible,
    wrong,
)
from plugins.core.naming import country_name, month_name
from plugins.core.parts import MarkdownText, NameOf, Part
from plugins.core.records import Record
from plugins.core.searching import FacetTerm, Searchable, facet_terms, given
from plugins.core.site import Site

__all__ = ["Event", "EventCard", "Person"]

Status = Literal["scheduled", "cancelled", "postponed", "rescheduled", "moved-online"]
Format = Literal["in-person", "online", "hybrid"]


class Person(Part):
    """Somebody who is not a member."""

    name: Name
    url: Url | None = None


def _member_or_person(value: Any) -> str | None:
    if isinstance(value, str):
        return "member"
    return "person" if isinstance(value, dict | Person) else None


Participant = Annotated[
    Annotated[str, Reference("members"), Tag("member")] | Annotated[Person, Tag("person")],
    Discriminator(_member_or_person),
]


class Change(Part):
    """What is different at one occurrence of a series, named by its ordinary start."""

    occurrence: Annotated[LocalTime, Visible(fixed=True)]
    start: Annotated[LocalTime | None, Visible(fixed=True)] = None
    end: Annotated[LocalTime | None, Visible(fixed=True)] = None
    status: Annotated[Status | None, Visible(fixed=True)] = None
    note: Text | None = None


class Recurrence(Part):
    """A series: a rule as RFC 5545 writes it, starts that are left out, and occurrences that differ."""

    rule: Annotated[
        Text,
        Matching(
            "text",
            "FREQ=MONTHLY;BYDAY=1TH",
            r"(RRULE:)?FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*",
            "a rule of RFC 5545",
        ),
    ]
    exclude: Annotated[tuple[LocalTime, ...], Visible(fixed=True)] = Field(default=(), alias="except", max_length=400)
    changes: Annotated[tuple[Change, ...], Visible(fixed=True)] = Field(default=(), max_length=400)


class Venue(Part):
    """Where people meet; `map` is a link to a map, which the site never loads by itself."""

    name: Text | None = None
    street: Text | None = None
    city: Term | None = None
    country: Country | None = None
    map: Url | None = None


class Registration(Part):
    """How to register, from when until when, at what price, for how many."""

    url: Url | None = None
    opens: Annotated[LocalTime | None, Visible(fixed=True)] = None
    closes: Annotated[LocalTime | None, Visible(fixed=True)] = None
    price: Amount | None = None
    currency: Annotated[Currency | None, Visible(fixed=True)] = None
    capacity: Annotated[int, Field(ge=1, le=1_000_000)] | None = None

    @model_validator(mode="after")
    def _price_has_a_currency(self) -> Registration:
        if self.price and not self.currency:
            raise wrong(
                "currency", "a price needs its currency; add `currency: EUR` or another code of ISO 4217", at="price"
            )
        return self


class Cpd(Part):
    """What the event counts for in continuing professional development."""

    points: Annotated[Decimal, Field(ge=Decimal("0.01"), le=1000, decimal_places=2)]
    category: Term | None = None


class CallForPapers(Part):
    """Where to propose a talk, and until when."""

    url: Url
    closes: Annotated[LocalTime | None, Visible(fixed=True)] = None


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

    title: Annotated[Text, Field(max_length=160)]
    start: LocalTime
    end: LocalTime
    timezone: TimeZone
    all_day: Annotated[bool, Visible(fixed=True)] = False
    recurrence: Recurrence | None = None
    status: Status = "scheduled"
    status_note: Text | None = None
    previous_start: LocalTime | None = None
    format: Format
    venue: Venue | None = None
    online_page: Url | None = None
    join_link: Annotated[Url | None, Visible("members", widest="members")] = None
    organizers: tuple[Participant, ...] = Field(default=(), max_length=50)
    speakers: tuple[Participant, ...] = Field(default=(), max_length=200)
    chapter: Annotated[str, Reference("chapters")] | None = None
    group: Annotated[str, Reference("groups")] | None = None
    categories: tuple[Term, ...] = Field(default=(), max_length=20)
    registration: Registration | None = None
    cpd: Cpd | None = None
    call_for_papers: CallForPapers | None = None
    accessibility: LongText | None = None
    code_of_conduct: Url | None = None
    sequence: Annotated[int, Field(ge=0, le=10_000)] = 0
    body: MarkdownText | None = None

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
