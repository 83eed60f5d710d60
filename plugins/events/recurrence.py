"""A series as it is written: how it repeats, what is left out, and the occurrences that differ."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from plugins.core.asking import NeededUnless, NeededWithout, NotWith
from plugins.core.fields import Day, LocalTime, Matching, Text, Url, Visible, wrong
from plugins.core.parts import Part
from plugins.events.particulars import Participant, Status, Venue

__all__ = ["Change", "Frequency", "Recurrence", "Week", "Weekday"]

Frequency = Literal["daily", "weekly", "monthly", "yearly"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Week = Literal["first", "second", "third", "fourth", "last"]


class Change(Part):
    """What is different at one occurrence of a series, named by its ordinary start."""

    occurrence: Annotated[LocalTime, Visible(fixed=True)] = Field(
        description="Its ordinary start, as the rule has it", examples=["2027-07-15 18:30"]
    )
    start: Annotated[LocalTime | None, Visible(fixed=True)] = Field(
        default=None, description="When it begins instead", examples=["2027-07-22 18:30"]
    )
    end: Annotated[LocalTime | None, Visible(fixed=True)] = Field(
        default=None, description="When it ends instead", examples=["2027-07-22 20:00"]
    )
    status: Annotated[Status | None, Visible(fixed=True)] = Field(
        default=None, description="If it does not take place as announced", examples=["rescheduled"]
    )
    note: Annotated[Text | None, NeededUnless("status", ("scheduled", "postponed", "rescheduled", "moved-online"))] = (
        Field(default=None, description="What is different, in a line", examples=["A week later, for the tide"])
    )
    title: Text | None = Field(
        default=None, description="What this one is called, or about", examples=["Tides of the Severn"]
    )
    venue: Venue | None = Field(default=None, description="Where people meet this time")
    speakers: tuple[Participant, ...] = Field(
        default=(),
        max_length=50,
        description="Who speaks this time: members, as the addresses of their pages end, or others by name",
        examples=["ada-lovelace"],
    )
    recording: Url | None = Field(
        default=None, description="Where it can be watched afterwards", examples=["https://example.org/tides/july"]
    )
    slides: Url | None = Field(
        default=None, description="Where its slides are", examples=["https://example.org/tides/july.pdf"]
    )


class Recurrence(Part):
    """A series: how it repeats, starts that are left out, and occurrences that differ.

    Either its frequency and what goes with it is written, or a rule as RFC 5545 has it (section 3.3.10).
    """

    frequency: Annotated[Frequency | None, NeededWithout("rule"), Visible(fixed=True)] = Field(
        default=None,
        title="How often",
        description="Whether it repeats by day, week, month or year",
        examples=["monthly"],
    )
    interval: Annotated[int, Field(ge=1, le=99), Visible(fixed=True)] = Field(
        default=1, description="Write 2 for every other week, 3 for every third month", examples=["2"]
    )
    weekdays: Annotated[tuple[Weekday, ...], Visible(fixed=True)] = Field(
        default=(),
        max_length=7,
        title="On these days",
        description="Days of the week; where none is given, that of the start",
        examples=["thursday"],
    )
    week: Annotated[Week | None, Visible(fixed=True)] = Field(
        default=None,
        title="Week of the month",
        description="For the third Thursday of a month: third",
        examples=["third"],
    )
    until: Annotated[Day | None, Visible(fixed=True)] = Field(
        default=None, description="The last day on which it may take place", examples=["2027-12-31"]
    )
    count: Annotated[int, Field(ge=2, le=2000), Visible(fixed=True), NotWith("until")] | None = Field(
        default=None, title="How many times", description="Instead of a last day", examples=["10"]
    )
    rule: (
        Annotated[
            Text,
            Matching(
                "text",
                "FREQ=MONTHLY;BYDAY=1TH",
                r"(RRULE:)?FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*",
                "a rule of RFC 5545",
            ),
            Visible(fixed=True),
            NotWith("frequency"),
        ]
        | None
    ) = Field(
        default=None,
        description="Instead of all these: how it repeats, in the signs that calendar programs use",
        examples=["FREQ=MONTHLY;BYDAY=3TH"],
    )
    exclude: Annotated[tuple[LocalTime, ...], Visible(fixed=True)] = Field(
        default=(),
        alias="except",
        max_length=400,
        title="Left out",
        description="Starts of the series on which it does not take place",
        examples=["2027-09-16 18:30"],
    )
    changes: Annotated[tuple[Change, ...], Visible(fixed=True)] = Field(
        default=(), max_length=400, description="Occurrences that differ from the others"
    )

    @model_validator(mode="after")
    def _one_way_to_say_it(self) -> Recurrence:
        words = [name for name in ("frequency", "weekdays", "week", "until", "count") if getattr(self, name)]
        if self.rule and (words or self.interval > 1):
            name = (words or ["interval"])[0]
            raise wrong(
                "recurrence", "the rule says how it repeats; take `{name}:` out, or the rule", name=name, at=name
            )
        if not self.rule and not self.frequency:
            message = "say how it repeats: `frequency: monthly`, or a rule such as `rule: FREQ=MONTHLY;BYDAY=3TH`"
            raise wrong("recurrence", message)
        if self.until and self.count:
            raise wrong("recurrence", "`until:` and `count:` both say where it ends; keep one", at="count")
        if self.week and (self.frequency not in {"monthly", "yearly"} or not self.weekdays):
            message = "`week: {week}` goes with `frequency: monthly` and `weekdays:`, such as [thursday]"
            raise wrong("recurrence", message, week=self.week, at="week")
        if self.weekdays and not self.week and self.frequency in {"monthly", "yearly"}:
            message = "which {day} of the month? add `week: third`, or first, second, fourth or last"
            raise wrong("recurrence", message, day=self.weekdays[0].capitalize(), at="weekdays")
        return self

    @property
    def endless(self) -> bool:
        """Whether it has no last occurrence."""
        said = self.rule or ""
        return not (self.until or self.count or "UNTIL=" in said or "COUNT=" in said)
