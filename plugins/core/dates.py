"""Dates as authors write them: a day, a time of the wall clock, and what of a life is known to the year alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError, core_schema

from plugins.core import mending
from plugins.core.asking import Asked, NotBefore
from plugins.core.wording import did_you_mean_this, quoted, wrong

__all__ = ["Day", "LocalTime", "PartialDate", "not_before"]

FIRST_YEAR, LAST_YEAR = 1000, 9000
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PARTIAL = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?")
COUNTED = re.compile(r"[2-6][0-9]{4}")
FIRST_COUNTED = date(1899, 12, 30)
STILL = frozenset({"present", "now", "today", "current", "currently", "ongoing", "heute", "actuel", "presente", "nu"})
D = TypeVar("D", bound=date)

YEAR_ASKED = "([1-8][0-9]{3}|9000)"
MONTH_ASKED = "-(0[1-9]|1[0-2])"
DAY_ASKED = "-(0[1-9]|[12][0-9]|3[01])"
TIME_ASKED = "[ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"
"""What of a date can be told before it is looked up in the calendar."""


def _read(kind: type[D], text: str) -> D:
    """The day or instant of a text of the right form.

    Refuses, with ValueError, what no calendar has, and years that only a slip writes: sums of days and instants near
    9999 would overflow.
    """
    try:
        day = kind.fromisoformat(text)
    except ValueError:
        raise ValueError(f"there is no such day{'' if kind is date else ' or time'}") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"its year is not one from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _no_date(
    kind: str, value: str, expected: str, check: Callable[[str], object], mend: Callable[[str], str]
) -> PydanticCustomError:
    """The refusal of a text that is no date, with what was meant."""
    right = mending.if_taken(check, mend, value)
    hint = did_you_mean_this(right or _as_counted(value))
    return wrong(
        kind, "{value} is not {expected}{hint}", value=quoted(value), expected=expected, hint=hint, right=right
    )


def _as_counted(value: str) -> str:
    """The day of a number that a spreadsheet shows in place of a date; no more than a guess."""
    return (FIRST_COUNTED + timedelta(days=int(value))).isoformat() if COUNTED.fullmatch(value) else ""


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        if DAY.fullmatch(value):
            return _read(date, value)
    except ValueError as error:
        raise wrong("date", "{value} is not a date: {why}", value=quoted(value), why=str(error)) from None
    raise _no_date("date", value, "a date; write year, month and day, such as 2026-03-14", _day, mending.date)


Day = Annotated[date, BeforeValidator(_day), Asked("day", "2026-03-14", YEAR_ASKED + MONTH_ASKED + DAY_ASKED)]


def _partial_date(value: str) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD, kept as written, since a life is not always known to the day."""
    try:
        if PARTIAL.fullmatch(value):
            _read(date, f"{value}-01-01"[:10] if len(value) != 7 else f"{value}-01")
            return value
    except ValueError as error:
        raise wrong("partial_date", "{value} is not a date: {why}", value=quoted(value), why=str(error)) from None
    if value.casefold() in STILL:
        message = "{value} is not a date; take the line out of what goes on to this day"
        raise wrong("partial_date", message, value=quoted(value))
    raise _no_date("partial_date", value, "a date; write 2026, 2026-03 or 2026-03-14", _partial_date, mending.date)


PartialDate = Annotated[
    str,
    StringConstraints(strip_whitespace=True),
    AfterValidator(_partial_date),
    Asked("partial-date", "2026-03", f"{YEAR_ASKED}({MONTH_ASKED}({DAY_ASKED})?)?"),
]


@dataclass(frozen=True)
class not_before(NotBefore):  # noqa: N801  reads as the check that it is
    """A check that a partial date is not before that of the field `name`, as closely as both are known.

    The field `name` stands before it in the part; where that is not given, or is wrong itself, there is no check.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str, info: ValidationInfo) -> str:
        first: str | None = info.data.get(self.name)
        if first and value < first[: len(value)]:
            raise wrong(
                "order", "{value} is before `{name}: {first}`; check both", value=value, name=self.name, first=first
            )
        return value


def _local_time(value: Any) -> Any:
    """A date, or a date and a time of the wall clock, without an offset: the zone is a field of its own."""
    if isinstance(value, date):  # a datetime is one too
        return value
    if not isinstance(value, str):
        raise wrong("local_time", "a date and time is expected here, such as 2026-03-14 18:30")
    if DAY.fullmatch(value):
        return _day(value)
    if re.search("[ T]24:00(:00)?$", value):
        raise wrong("local_time", "{value}: a day ends at 00:00 of the day after; write that", value=quoted(value))
    try:
        if INSTANT.fullmatch(value):
            return _read(datetime, value)
    except ValueError as error:
        raise wrong(
            "local_time", "{value} is not a date and time: {why}", value=quoted(value), why=str(error)
        ) from None
    expected = "a date and time; write both, such as 2026-03-14 18:30, without a zone"
    raise _no_date("local_time", value, expected, _local_time, mending.local_time)


LocalTime = Annotated[
    datetime | date,
    BeforeValidator(_local_time),
    Asked("local-time", "2026-03-14 18:30", f"{YEAR_ASKED}{MONTH_ASKED}{DAY_ASKED}({TIME_ASKED})?"),
]
"""Wall time of a place: a datetime without zone, or a date for what lasts the whole day."""
