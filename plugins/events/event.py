"""An event: when in the local time of its place, where, who, and how to take part."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any, ClassVar

from pydantic import Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from plugins.core import markup
from plugins.core.asking import DayAloneIf, NeededUnless, NotBefore
from plugins.core.fields import LocalTime, Reference, Term, Text, TimeZone, Url, Visible, wrong
from plugins.core.naming import country_name, month_name
from plugins.core.parts import MarkdownText, NameOf
from plugins.core.records import Record
from plugins.core.searching import FacetTerm, Searchable, facet_terms, given
from plugins.core.site import Site
from plugins.events.cards import EventCard, Format
from plugins.events.occurrences import HORIZON, Occurrence, anchor, occurrences
from plugins.events.particulars import Accessibility, CallForPapers, Cpd, Participant, Registration, Status, Venue
from plugins.events.recurrence import Change, Recurrence
from plugins.events.rules import repetition
from plugins.events.timing import Times, time_problems
from plugins.events.wall_clock import Hour, day_of, instant

__all__ = ["Event"]


class Event(Record):
    """An event: `content/events/<slug>.md`, its description after the front matter."""

    kind: ClassVar[str] = "events"
    folder: ClassVar[str] = "content/events"
    title_field: ClassVar[str] = "title"
    unique_label: ClassVar[bool] = False
    dated: ClassVar[bool] = True
    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("What and when", ("title", "body", "start", "end", "timezone", "all_day", "repeated_hour", "recurrence")),
        ("What for", ("categories", "cpd")),
        ("Where", ("format", "venue", "online_page", "join_link", "accessibility", "code_of_conduct")),
        ("Who", ("organizers", "speakers", "chapter", "group")),
        ("Taking part", ("registration", "call_for_papers")),
        ("If something changes", ("status", "status_note", "previous_start")),
        ("Afterwards", ("recording", "slides")),
        ("The page", ("uid", "sequence", "aliases", "visibility")),
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
    repeated_hour: Annotated[Hour | None, Visible(fixed=True)] = Field(
        default=None,
        title="Which of two hours",
        description="In the night when clocks are put back and show an hour twice: the first or the second",
    )
    recurrence: Recurrence | None = Field(
        default=None, title="Repeats", description="Only for a series: how it repeats, and where it does not"
    )
    status: Status = Field(
        default="scheduled", description="Whether it takes place as announced", examples=["scheduled"]
    )
    status_note: Annotated[
        Text | None, NeededUnless("status", ("scheduled", "postponed", "rescheduled", "moved-online"))
    ] = Field(
        default=None,
        description="Why it does not take place as announced, in a line",
        examples=["The harbour is closed by a storm"],
    )
    previous_start: Annotated[
        LocalTime | None, NeededUnless("status", ("scheduled", "postponed", "cancelled", "moved-online"))
    ] = Field(
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
    accessibility: Accessibility | None = Field(
        default=None, description="Steps, hearing loops, captions, boats: what people have to know before they come"
    )
    code_of_conduct: Url | None = Field(
        default=None,
        description="The web address of the one that holds there",
        examples=["https://example.org/conduct"],
    )
    recording: Url | None = Field(
        default=None, description="Where it can be watched afterwards", examples=["https://example.org/tides/recording"]
    )
    slides: Url | None = Field(
        default=None, description="Where its slides are", examples=["https://example.org/tides/slides.pdf"]
    )
    uid: Text | None = Field(
        default=None,
        title="Identifier in calendars",
        description="Only of an event that calendars hold already under another one, as after an import",
        examples=["20270520T183000-tides@example.org"],
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
    def _times_hold(self) -> Event:
        if {isinstance(self.start, datetime), isinstance(self.end, datetime)} != {not self.all_day}:
            expected = "dates alone, such as 2026-03-14" if self.all_day else "times too, such as 2026-03-14 18:30"
            hint = "" if self.all_day else ", or the line `all_day: true`"
            raise wrong("times", "start and end need {expected}{hint}", expected=expected, hint=hint, at="start")
        times = Times(self.start, self.end, self.timezone, self.repeated_hour, self.recurrence)
        found = [
            InitErrorDetails(type=wrong("times", "{problem}", problem=problem), loc=loc, input=None)
            for loc, problem in time_problems(times)
        ]
        if found:
            raise ValidationError.from_exception_data("times", found)
        return self

    @model_validator(mode="after")
    def _place_fits_format(self) -> Event:
        if self.format != "online" and self.venue is None:
            raise wrong("venue", "an event of the format {format} needs its `venue:`", format=self.format, at="format")
        return self

    @model_validator(mode="after")
    def _status_is_explained(self) -> Event:
        if self.status == "cancelled" and not self.status_note:
            raise wrong("status", "say why it is cancelled, in a line: `status_note: ...`", at="status")
        if self.status == "rescheduled" and not self.previous_start:
            message = "say when it was to start, for those who have noted that: `previous_start: 2026-03-14 18:30`"
            raise wrong("status", message, at="status")
        return self

    def instant(self, moment: LocalTime, *, end_of_day: bool = False) -> datetime:
        """A local time of this event as an instant; a date is its beginning, or the beginning of the next day."""
        if end_of_day and not isinstance(moment, datetime):
            moment += timedelta(days=1)
        return instant(moment, self.timezone, self.repeated_hour or "first")

    @property
    def starts_at(self) -> datetime:
        return self.instant(self.start)

    def occurrences(self, through: date) -> tuple[Occurrence, ...]:
        """When it takes place: once, or as its series says; of one without an end, until a day."""
        return occurrences(self.start, self.end, self.recurrence, self.timezone, through)

    def shown(self, today: date) -> tuple[EventCard, ...]:
        """A card for each occurrence that a site of this day shows, the past ones among them, in their order."""
        return tuple(self._card(one) for one in self.occurrences(today + HORIZON))

    def coming(self, today: date) -> tuple[EventCard, ...]:
        """Cards of the occurrences that are not over on this day, by the calendar of their place."""
        return tuple(card for card in self.shown(today) if not card.is_over(today))

    def is_over(self, today: date) -> bool:
        """Whether nothing of it is to come: the last day of its last occurrence is before `today`."""
        if self.recurrence is None:
            return day_of(self.end) < today
        return not self.coming(today)

    def sort_key(self) -> tuple[Any, ...]:
        return (self.starts_at.timestamp(), self.title)

    def card(self, _name_of: NameOf) -> EventCard:
        return self._card(Occurrence(self.start, self.start, self.end), whole=self.recurrence is not None)

    def _card(self, one: Occurrence, *, whole: bool = False) -> EventCard:
        """What lists show of an occurrence, or of a series as a whole."""
        change = one.change or Change(occurrence=one.ordinary)
        venue = change.venue or self.venue or Venue()
        return EventCard(
            slug=self.slug,
            url=f"{self.url}#{anchor(one)}" if self.recurrence and not whole else self.url,
            title=f"{self.title}: {change.title}" if change.title else self.title,
            start=one.start,
            end=one.end,
            ordinary=one.ordinary,
            timezone=self.timezone,
            starts_at=self.instant(one.start),
            ends_at=self.instant(one.end, end_of_day=True),
            status=change.status or self.status,
            note=change.note or self.status_note,
            format=self.format,
            venue=venue.name,
            city=venue.city,
            country=venue.country,
            categories=self.categories,
            cpd_points=self.cpd.points if self.cpd else None,
            series=self.recurrence is not None,
            repeats=repetition(self.recurrence, self.start, self.timezone) if self.recurrence and whole else None,
            whole=whole,
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
        long = (
            markup.plain(self.body.html) if self.body else None,
            self.accessibility.note if self.accessibility else None,
            self.status_note,
        )
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
