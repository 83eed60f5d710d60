"""An event: its occurrences, what lists show of them, and what a search knows of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from plugins.core import markup
from plugins.core.fields import LocalTime
from plugins.core.meetings import meeting_links
from plugins.core.naming import country_name, month_name
from plugins.core.parts import Markdown, NameOf
from plugins.core.plans import names_of, walk
from plugins.core.searching import FacetTerm, Searchable, facet_terms, given
from plugins.core.site import Site
from plugins.core.sources import Loc
from plugins.core.wording import quoted
from plugins.events.cards import EventCard
from plugins.events.event_fields import EventFields
from plugins.events.occurrences import HORIZON, Occurrence, anchor, occurrences
from plugins.events.particulars import Venue
from plugins.events.recurrence import Change
from plugins.events.rules import repetition
from plugins.events.wall_clock import day_of, instant

__all__ = ["Event"]

TOLD = 5
"""So many occurrences are told to the author of an event."""


class Event(EventFields):
    """An event: `content/events/<slug>.md`, its description after the front matter."""

    kind: ClassVar[str] = "events"
    folder: ClassVar[str] = "content/events"
    title_field: ClassVar[str] = "title"
    unique_label: ClassVar[bool] = False
    identifier: ClassVar[str | None] = "uid"
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

    def listed(self, site: Site) -> tuple[Occurrence, ...]:
        """All that a site of this day lists; the day is asked for only where it matters: in a series without an end."""
        endless = self.recurrence is not None and self.recurrence.endless
        return self.occurrences(site.today + HORIZON if endless else date.max)

    def shown(self, today: date) -> tuple[EventCard, ...]:
        """A card for each occurrence that a site of this day shows, the past ones among them, in their order."""
        return tuple(self.card_of(one) for one in self.occurrences(today + HORIZON))

    def coming(self, today: date) -> tuple[EventCard, ...]:
        """Cards of the occurrences that are not over on this day, by the calendar of their place."""
        return tuple(card for card in self.shown(today) if not card.is_over(today))

    def is_over(self, today: date) -> bool:
        """Whether nothing of it is to come: the last day of its last occurrence is before `today`."""
        if self.recurrence is None:
            return day_of(self.end) < today
        return not self.coming(today)

    def telling(self) -> Iterator[tuple[str, str]]:
        if self.uid:
            yield "uid", self.uid

    def doubts(self) -> Iterator[tuple[Loc, str]]:
        """Links to a meeting in what everybody sees: whoever has one can walk in."""
        for loc, _field, value in walk(self):
            text = value.text if isinstance(value, Markdown) else value
            if not isinstance(text, str) or not (found := meeting_links(text)) or not self._is_public(loc):
                continue
            message = (
                f"{quoted(found[0])} looks like the link to the meeting itself, and everybody will see it; "
                "write it as `join_link: ...`, which members alone see, and take it out here"
            )
            yield loc, message

    def _is_public(self, loc: Loc) -> bool:
        """Whether everybody sees the field at a place, and all that it stands in."""
        steps = [step for step in loc if isinstance(step, str)]
        names = [".".join(steps[: length + 1]) for length in range(len(steps))]
        return set(names) <= names_of(type(self)).keys() and {self.audience_of(name) for name in names} == {"public"}

    def read_as(self, today: date) -> Iterator[str]:
        coming = self.coming(today)[:TOLD]
        yield f"takes place {'next ' if self.recurrence else ''}on" if coming else "is over"
        yield from (f"  {card.told()}{f' ({card.status})' if card.status != 'scheduled' else ''}" for card in coming)

    def sort_key(self) -> tuple[Any, ...]:
        return (self.starts_at.timestamp(), self.title)

    def card(self, _name_of: NameOf) -> EventCard:
        return self.card_of(Occurrence(self.start, self.start, self.end), whole=self.recurrence is not None)

    def card_of(self, one: Occurrence, *, whole: bool = False) -> EventCard:
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
        """What it is about, where and when, and who is part of it; a series is of each month it is in."""
        venue = self.venue or Venue()
        months = dict.fromkeys(day_of(one.start).replace(day=1) for one in self.listed(site))
        words = (
            *self.categories,
            venue.name,
            venue.city,
            country_name(venue.country, site.language) if venue.country else None,
            self.format,
            self.status if self.status != "scheduled" else None,
            month_name(self.start, site.language),
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
                "month": tuple(FacetTerm(f"{one:%Y-%m}", month_name(one, site.language)) for one in months),
                "cpd": facet_terms(("yes",) if self.cpd else ()),
            },
            newest=self.start.isoformat()[:10],
        )
