"""What the file of an event says: when in the local time of its place, where, who, and how to take part."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from plugins.core.asking import DayAloneIf, NeededUnless, NotBefore
from plugins.core.fields import LocalTime, Reference, Term, Text, TimeZone, Url, Visible, wrong
from plugins.core.parts import MarkdownText
from plugins.core.records import Record
from plugins.events.cards import Format
from plugins.events.particulars import Accessibility, CallForPapers, Cpd, Participant, Registration, Status, Venue
from plugins.events.recurrence import Recurrence
from plugins.events.timing import Times, time_problems
from plugins.events.wall_clock import Hour

__all__ = ["EventFields"]


class EventFields(Record):
    """The fields of an event, and the rules that they keep together."""

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
        examples=["first"],
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
        description="Who holds it: members, as the addresses of their pages end, or others by name",
        examples=["ada-lovelace"],
    )
    speakers: tuple[Participant, ...] = Field(
        default=(),
        max_length=200,
        description="Who speaks: members, as the addresses of their pages end, or others by name",
        examples=["ada-lovelace"],
    )
    chapter: Annotated[str, Reference("chapters")] | None = Field(
        default=None,
        description="The chapter that holds it, as the address of its page ends",
        examples=["lisbon"],
    )
    group: Annotated[str, Reference("groups")] | None = Field(
        default=None,
        description="The group that holds it, as the address of its page ends",
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
    def _times_hold(self) -> EventFields:
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
    def _place_fits_format(self) -> EventFields:
        if self.format != "online" and self.venue is None:
            raise wrong("venue", "an event of the format {format} needs its `venue:`", format=self.format, at="format")
        return self

    @model_validator(mode="after")
    def _status_is_explained(self) -> EventFields:
        if self.status == "cancelled" and not self.status_note:
            raise wrong("status", "say why it is cancelled, in a line: `status_note: ...`", at="status")
        if self.status == "rescheduled" and not self.previous_start:
            message = "say when it was to start, for those who have noted that: `previous_start: 2026-03-14 18:30`"
            raise wrong("status", message, at="status")
        return self
