"""Events made up at random, most of them near a change of clocks, in zones whose rules are odd."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from pydantic import ValidationError

from plugins.core.fields import LocalTime
from plugins.events.event import Event
from plugins.events.recurrence import Recurrence
from plugins.events.rules import starts
from plugins.events.vtimezones import onsets
from tests.factories import event

__all__ = ["RULES", "SEVERAL_A_DAY", "ZONES", "generated"]

ZONES = (
    *("Europe/London", "Europe/Lisbon", "Europe/Dublin", "Europe/Berlin", "Europe/Chisinau", "Atlantic/Azores"),
    *(
        "America/New_York",
        "America/St_Johns",
        "America/Sao_Paulo",
        "America/Santiago",
        "America/Nuuk",
        "America/Havana",
    ),
    *("Africa/Casablanca", "Africa/Cairo", "Africa/Lagos", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Jerusalem"),
    *("Asia/Gaza", "Asia/Tokyo", "Australia/Lord_Howe", "Australia/Adelaide", "Pacific/Chatham", "Pacific/Apia"),
    *("Pacific/Auckland", "Pacific/Easter", "Antarctica/Troll", "UTC"),
)
DURATIONS = tuple(timedelta(minutes=minutes) for minutes in (0, 20, 45, 60, 90, 150, 480, 1560))
DAYS = tuple(timedelta(days=days) for days in (0, 0, 1, 2, 9))
RULES = (
    *("FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;BYDAY=SA,SU", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;WKST=SU"),
    *(
        "FREQ=WEEKLY;BYDAY=TU,SU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA,SU;WKST=MO",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYDAY=-1SU",
    ),
    *(
        "FREQ=MONTHLY;BYDAY=2SU",
        "FREQ=MONTHLY;BYDAY=1SU,-1SU",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYMONTHDAY=31",
    ),
    *("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
    *("FREQ=YEARLY;BYMONTH=3,10,11;BYDAY=1SU", "FREQ=YEARLY;BYWEEKNO=13;BYDAY=SU", "FREQ=YEARLY;BYYEARDAY=-1,90"),
    *("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
)
SEVERAL_A_DAY = ("FREQ=WEEKLY;BYDAY=SU;BYHOUR=1,2;BYMINUTE=30", "FREQ=MONTHLY;BYDAY=-1SU;BYHOUR=0,1,2,3")


def generated(count: int, seed: int, rules: Sequence[str] = RULES) -> Iterator[Event]:
    """So many events, always the same of one seed; those that a check would refuse are not among them."""
    chance = random.Random(seed)
    made = 0
    while made < count:
        try:
            found = _event(chance, made, rules)
        except ValidationError:
            continue
        yield found
        made += 1


def _event(chance: random.Random, number: int, rules: Sequence[str]) -> Event:
    zone = chance.choice(ZONES)
    all_day = chance.random() < 0.2
    start = _near_a_change(chance, zone)
    length = chance.choice(DAYS if all_day else DURATIONS)
    fields: dict[str, Any] = {"timezone": zone, "all_day": str(all_day).lower(), "format": "online"}
    fields["repeated_hour"] = chance.choice(("first", "second"))
    moment: LocalTime = start.date() if all_day else start
    if chance.random() < 0.75:
        rule = chance.choice(rules)
        recurrence = Recurrence.model_validate({"rule": rule + _ending(chance, start, all_day)})
        # Some weeks or years before, so that the series comes upon the change later.
        before = moment - timedelta(days=chance.choice((0, 1, 7, 28, 90, 364, 365)))
        moment = next(starts(recurrence, before, zone), before)
        fields["recurrence"] = {"rule": recurrence.rule, **_exceptions(chance, recurrence, moment, length, zone)}
    return event(f"Event {number}", start=_written(moment), end=_written(moment + length), **fields)


def _near_a_change(chance: random.Random, zone: str) -> datetime:
    """Some hours around a change of clocks from 2026 to 2028, or at any time."""
    changes = [one.shown for one in onsets(zone, 2026, 2028) if one.at.year > 2025 and one.before != one.after]
    if changes and chance.random() < 0.7:
        return chance.choice(changes) + timedelta(
            minutes=chance.choice((-600, -120, -45, 0, 0, 15, 15, 30, 30, 45, 90))
        )
    day = date(2026, 1, 1) + timedelta(days=chance.randrange(900))
    return datetime.combine(day, time(chance.randrange(24), chance.choice((0, 15, 30))))


def _ending(chance: random.Random, start: datetime, all_day: bool) -> str:
    until = start + timedelta(days=chance.choice((40, 400, 1500)))
    written = [f";UNTIL={until:%Y%m%d}"] if all_day else [f";UNTIL={until:%Y%m%d}", f";UNTIL={until:%Y%m%dT%H%M%SZ}"]
    return chance.choice(("", f";COUNT={chance.choice((2, 9, 60))}", *written))


def _exceptions(
    chance: random.Random, recurrence: Recurrence, first: LocalTime, length: timedelta, zone: str
) -> dict[str, Any]:
    """A few of the first occurrences are left out, or moved, or cancelled."""
    known = [one for one, _ in zip(starts(recurrence, first, zone), range(40), strict=False)]
    some = chance.sample(known, min(max(len(known) - 1, 0), chance.choice((0, 0, 2, 4))))
    changes: list[dict[str, str]] = []
    for one in some[len(some) // 2 :]:
        moved = one + timedelta(days=chance.choice((-2, 1, 3)))
        if isinstance(moved, datetime):
            moved = moved.replace(hour=chance.choice((0, 1, 2, 3, 18)))
        told = {"occurrence": _written(one), "note": "Another time"}
        told |= chance.choice(
            (
                {"start": _written(moved)},
                {"start": _written(moved), "end": _written(moved + length + timedelta(days=1))},
                {"status": "cancelled"},
                {"title": "Another title"},
            )
        )
        changes.append(told)
    return {"except": [_written(one) for one in some[: len(some) // 2]], "changes": changes}


def _written(moment: LocalTime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else moment.isoformat()
