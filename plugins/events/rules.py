"""Rules of RFC 5545, section 3.3.10: whether one is right, what it says, and the starts that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from plugins.core.fields import LocalTime
from plugins.events.recurrence import Frequency, Recurrence, Week, Weekday
from plugins.events.wall_clock import end_of

__all__ = ["LONGEST", "Repetition", "last_start", "parts_of", "repetition", "rule_problem", "starts"]

FREQUENCIES: Mapping[str, Frequency] = {
    "DAILY": "daily",
    "WEEKLY": "weekly",
    "MONTHLY": "monthly",
    "YEARLY": "yearly",
}
CODES: Mapping[Weekday, str] = {
    "monday": "MO",
    "tuesday": "TU",
    "wednesday": "WE",
    "thursday": "TH",
    "friday": "FR",
    "saturday": "SA",
    "sunday": "SU",
}
WEEKS: Mapping[Week, str] = {"first": "1", "second": "2", "third": "3", "fourth": "4", "last": "-1"}

CYCLE = 400
"""Years after which the calendar begins anew, its weekdays too."""

PYTHONS_LAST_YEAR = 9999

LONGEST = 50
"""No series is followed for more years."""

DAY = re.compile(r"([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
NUMBER = re.compile(r"[+-]?\d{1,4}", re.ASCII)


@dataclass(frozen=True)
class Repetition:
    """How a series repeats, where it is simple enough to be said in a sentence. `last` is its last day, if given."""

    frequency: Frequency
    interval: int
    weekdays: tuple[Weekday, ...]
    week: Week | None
    last: date | None
    count: int | None


def parts_of(recurrence: Recurrence, start: LocalTime) -> dict[str, str]:
    """The parts of the rule (RFC 5545, section 3.3.10), by name, UNTIL as it is written."""
    if recurrence.rule:
        return dict(part.split("=", 1) for part in recurrence.rule.removeprefix("RRULE:").split(";"))
    assert recurrence.frequency
    parts = {"FREQ": recurrence.frequency.upper()}
    if recurrence.interval > 1:
        parts["INTERVAL"] = str(recurrence.interval)
    if recurrence.frequency == "yearly" and recurrence.week:
        parts["BYMONTH"] = str(start.month)
    if recurrence.weekdays:
        week = WEEKS[recurrence.week] if recurrence.week else ""
        parts["BYDAY"] = ",".join(week + CODES[day] for day in recurrence.weekdays)
    if recurrence.until:
        parts["UNTIL"] = f"{recurrence.until:%Y%m%d}"
    if recurrence.count:
        parts["COUNT"] = str(recurrence.count)
    return parts


def last_start(parts: Mapping[str, str], timezone: str) -> datetime | None:
    """The last moment, by the clocks of the place, at which an occurrence may begin; None where no UNTIL is given."""
    text = parts.get("UNTIL")
    if text is None:
        return None
    if len(text) == len("20270713"):
        return end_of(datetime.strptime(text, "%Y%m%d").date())  # noqa: DTZ007  a day of the wall clock
    moment = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007  of the wall clock, or UTC
    if text.endswith("Z"):
        return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(timezone)).replace(tzinfo=None)
    return moment


def repetition(recurrence: Recurrence, start: LocalTime, timezone: str) -> Repetition | None:
    """How a series repeats, or None where only its rule can say it."""
    parts = parts_of(recurrence, start)
    last = last_start(parts, timezone)
    weekdays, week = _days(parts.pop("BYDAY", ""))
    if parts.pop("BYSETPOS", "") or parts.pop("BYMONTHDAY", str(start.day)) != str(start.day) or weekdays is None:
        return None
    every_one = parts["FREQ"] in {"MONTHLY", "YEARLY"} and weekdays and not week
    if parts.pop("BYMONTH", str(start.month)) != str(start.month) or every_one:
        return None
    found = Repetition(
        frequency=FREQUENCIES[parts.pop("FREQ")],
        interval=int(parts.pop("INTERVAL", "1")),
        weekdays=weekdays,
        week=week,
        last=last.date() if last else None,
        count=int(parts.pop("COUNT", "0")) or None,
    )
    return found if parts.keys() <= {"UNTIL", "WKST"} else None


def _days(text: str) -> tuple[tuple[Weekday, ...] | None, Week | None]:
    """The weekdays of BYDAY and the week that all of them are of; None for days where it says anything else."""
    if not text:
        return (), None
    pieces = [DAY.fullmatch(piece) for piece in text.split(",")]
    weeks = {(piece[1] or "").removeprefix("+") if piece else None for piece in pieces}
    named: dict[str | None, Week | None] = {"": None, **{number: week for week, number in WEEKS.items()}}
    if len(weeks) > 1 or not weeks <= named.keys():
        return None, None
    codes = {piece[2] for piece in pieces if piece}
    return tuple(day for day, code in CODES.items() if code in codes), named[weeks.pop()]


def starts(recurrence: Recurrence, start: LocalTime, timezone: str, through: date | None = None) -> Iterator[LocalTime]:
    """The ordinary starts that the rule gives, by the clocks of the place, until a day; those left out are among them.

    None is later than LONGEST years after the first. Raises ValueError where the rule cannot be read. The first is the
    event's own start, or the rule does not fit it.
    """
    # The parser of rules takes a while to import, and few files have one.
    from dateutil.rrule import rrulestr  # noqa: PLC0415

    parts = parts_of(recurrence, start)
    latest = date(start.year + LONGEST, 12, 31)
    last = min(filter(None, (end_of(min(through or latest, latest)), last_start(parts, timezone))))
    first = start if isinstance(start, datetime) else datetime.combine(start, time())
    # A rule that nothing fits is followed until Python's last year, which is soon if it begins some cycles later.
    years = (PYTHONS_LAST_YEAR - LONGEST - first.year) // CYCLE * CYCLE
    rule = ";".join(f"{name}={value}" for name, value in parts.items() if name != "UNTIL")
    for found in rrulestr(rule, dtstart=first.replace(year=first.year + years)):
        moment = found.replace(year=found.year - years)
        if moment > last:
            return
        yield moment if isinstance(start, datetime) else moment.date()


RANGES = {
    "INTERVAL": (1, 999),
    "COUNT": (1, 2000),
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYSETPOS": (-366, 366),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
}
KNOWN = frozenset({"FREQ", "UNTIL", "BYDAY", "WKST", *RANGES})


def rule_problem(parts: Mapping[str, str], timezone: str) -> str:
    """The first thing that is wrong with the parts of a rule, by RFC 5545, section 3.3.10; "" where nothing is."""
    return next(_rule_problems(parts, timezone), "")


def _rule_problems(parts: Mapping[str, str], timezone: str) -> Iterator[str]:
    for name, value in parts.items():
        if name not in KNOWN:
            yield f"a rule has no part {name}"
        if name in RANGES and not all(_within(number, *RANGES[name]) for number in value.split(",")):
            yield f"{name}={value} is out of range"
    if "COUNT" in parts and "UNTIL" in parts:
        yield "COUNT and UNTIL both say where it ends; keep one"
    if "BYSETPOS" in parts and not any(name.startswith("BY") and name != "BYSETPOS" for name in parts):
        yield "BYSETPOS needs another part to choose from, such as BYDAY"
    for name, where in (
        ("BYWEEKNO", {"YEARLY"}),
        ("BYYEARDAY", {"YEARLY"}),
        ("BYMONTHDAY", FREQUENCIES.keys() - {"WEEKLY"}),
    ):
        if name in parts and parts["FREQ"] not in where:
            yield f"{name} does not go with FREQ={parts['FREQ']}"
    yield from _days_problems(parts)
    try:
        last_start(parts, timezone)
    except ValueError:
        yield f"UNTIL={parts['UNTIL']} is not a day such as 20271231, or a time such as 20271231T170000Z"


def _days_problems(parts: Mapping[str, str]) -> Iterator[str]:
    days = [DAY.fullmatch(day) for day in parts["BYDAY"].split(",")] if "BYDAY" in parts else []
    if not all(days):
        yield f"BYDAY={parts['BYDAY']} is not a list of weekdays such as 3TH or MO,WE"
    if any(day and day[1] for day in days) and (parts["FREQ"] not in {"MONTHLY", "YEARLY"} or "BYWEEKNO" in parts):
        yield "BYDAY has numbers, such as 3TH, only in rules by month or by year"


def _within(text: str, least: int, most: int) -> bool:
    return bool(NUMBER.fullmatch(text)) and least <= int(text) <= most and (least >= 0 or int(text) != 0)
