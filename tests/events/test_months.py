"""Months as tables: the days of weeks, the events of a day, and those of several days across them."""

from __future__ import annotations

from datetime import date
from typing import Any

from plugins.events.dates import Listed
from plugins.events.event import Event
from plugins.events.months import by_month, weeks
from tests.factories import catalogue, event


def cards(*events: Event) -> list[Any]:
    """The card of each event."""
    return [one.card(catalogue().name_of) for one in events]


def days(rows: Any) -> dict[date, Any]:
    """The days of a table by their dates."""
    return {one.day: one for row in rows for one in row if one}


def all_day(title: str, start: str, end: str) -> Event:
    """An event of several days."""
    return event(title, start=start, end=end, all_day="true")


def test_a_month_has_all_of_its_days() -> None:
    """Rows of seven, and None before the first and after the last day."""
    rows = weeks((2026, 3), 0, ())
    assert {len(row) for row in rows} == {7}
    assert rows[0] == (*[None] * 6, rows[0][6])
    assert sorted(days(rows)) == [date(2026, 3, number) for number in range(1, 32)]
    assert len(weeks((9999, 12), 0, ())) == 5  # the last month there is


def test_the_events_of_a_day_stand_on_it() -> None:
    """By the clocks of their places, whole days first, and on no other day; a night is of the day it began on."""
    rows = weeks(
        (2026, 3),
        0,
        cards(
            event("Late", start="2026-03-14 20:00", end="2026-03-15 02:00"),
            event("First", start="2026-03-14 09:00", end="2026-03-14 10:00", timezone="America/Lima"),
            all_day("Whole", "2026-03-14", "2026-03-14"),
        ),
    )
    assert {day: [card.title for card in one.cards] for day, one in days(rows).items() if one.cards} == {
        date(2026, 3, 14): ["Whole", "First", "Late"]
    }
    assert not any(one.bars for one in days(rows).values())


def test_several_days_are_one_bar_in_each_week() -> None:
    """It has as many days as it lasts in a week, told on the first of them, and says on which side it goes on."""
    found = days(weeks((2026, 3), 0, cards(all_day("Long", "2026-02-27", "2026-03-10"))))
    bars = {day: one.bars for day, one in found.items() if one.bars}
    assert list(bars) == [date(2026, 3, number) for number in range(1, 11)]
    assert {day.day: (bar.days, bar.begins, bar.ends) for day, [bar] in bars.items() if bar.days} == {
        1: (1, False, False),
        2: (7, False, False),
        9: (2, False, True),
    }


def test_bars_keep_their_lane() -> None:
    """Two that overlap stand one below the other on each of their days; a later one takes the place that is free."""
    found = days(
        weeks(
            (2026, 3),
            0,
            cards(
                all_day("A", "2026-03-02", "2026-03-03"),
                all_day("B", "2026-03-03", "2026-03-05"),
                all_day("C", "2026-03-04", "2026-03-05"),
            ),
        )
    )
    lanes = {day.day: [bar and bar.card.title for bar in one.bars] for day, one in found.items() if one.bars}
    assert lanes == {2: ["A"], 3: ["A", "B"], 4: ["C", "B"], 5: ["C", "B"]}


def test_an_occurrence_is_of_every_month_it_touches() -> None:
    """From its first to its last, across New Year; but one that lasts for centuries is of two years."""

    def listed(first: str, last: str) -> Listed:
        return Listed(("x", first), date.fromisoformat(first), date.fromisoformat(last), 0, (), plain=False)

    assert list(by_month([listed("2026-12-31", "2027-01-01")])) == [(2026, 12), (2027, 1)]
    assert len(by_month([listed("1999-01-01", "2999-01-01")])) == 24
