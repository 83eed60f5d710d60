"""Canaries: values that stand in one field of one record only, so that wherever one is found, that field was told."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import chain
from typing import Any

import babel
import phonenumbers
from pydantic import ValidationError

from plugins.core.fields import AUDIENCES, Audience
from plugins.core.parts import Image, Markdown, Part
from plugins.core.plans import FieldPlan, names_of, plan
from plugins.core.records import Record
from plugins.core.sources import Source, parse
from plugins.core.standards import countries as iso_countries
from plugins.core.standards import orcid_checksum, time_zones
from tests.factories import RECORD_TYPES, source_text
from tests.site.traces import CONSONANTS, WORD_LENGTH, Traces

__all__ = ["Canary", "Planted", "planted_records"]

LONG_ENOUGH = 6
"""Digits that do not stand in a longer number by accident."""

TRIES = 8
MARKDOWN = Markdown(text="Text.", html="<p>Text.</p>")


@dataclass(frozen=True)
class Canary:
    """One value: as `written` in a file, and what tells of it in the traces of an output, any one of `values`."""

    written: str
    sort: str
    values: tuple[str, ...]

    def is_in(self, found: Traces) -> bool:
        told: set[str] = getattr(found, self.sort)
        if self.sort == "digits" and len(self.values[0]) >= LONG_ENOUGH:
            return any(self.values[0] in run for run in told)
        return not told.isdisjoint(self.values)


@dataclass(frozen=True)
class Planted:
    """A record with canaries in one field, for which an audience is chosen; or in all, and nothing is chosen."""

    record_type: type[Record]
    slug: str
    name: str | None
    audience: Audience | None
    data: dict[str, Any] = field(compare=False)
    canaries: dict[str, Canary] = field(default_factory=dict, compare=False)
    """By the dotted name of the field that each stands in."""
    targets: dict[str, str] = field(default_factory=dict, compare=False)
    """The slug of the record that a field, by its dotted name, refers to; nothing else refers to that one."""

    def __str__(self) -> str:
        return f"{self.record_type.kind}: {self.name or 'all fields'} for {self.audience or 'those of the defaults'}"

    @property
    def path(self) -> str:
        return f"{self.record_type.folder}/{self.slug}{self.record_type.suffix}"

    @property
    def page(self) -> str:
        return f"{self.record_type.kind}/{self.slug}/index.html"

    @property
    def text(self) -> str:
        chosen = {"visibility": {self.name: self.audience}} if self.name else {}
        return source_text(self.record_type, self.data | chosen)

    def rank(self, name: str) -> int:
        """Who may see a field, as a position in AUDIENCES: the narrowest of what it and all it stands in allow."""
        limits = names_of(self.record_type)
        chosen = {self.name: self.audience} if self.name else {}
        steps = name.split(".")
        around = [".".join(steps[: count + 1]) for count in range(len(steps))]
        return max(self.own_rank, *(AUDIENCES.index(chosen.get(one) or limits[one].default) for one in around))

    @property
    def own_rank(self) -> int:
        """Who may see the record at all: those who may see what it cannot be without."""
        needed = [one.key for one in plan(self.record_type) if one.essential]
        return AUDIENCES.index(self.audience) if self.audience and self.name in needed else 0


def planted_records(record_types: tuple[type[Record], ...] = RECORD_TYPES) -> tuple[list[Planted], set[str]]:
    """A record for every kind, field and audience that may be chosen, and one of each kind where none is.

    Beside them the fields, as "members.search_engines", whose type has no room for a canary.
    """
    aviary = Aviary()
    records: list[Planted] = []
    silent: set[str] = set()
    for record_type in record_types:
        records.append(_planted(aviary, record_type, None, None, silent))
        for name, visible in names_of(record_type).items():
            if name in {record_type.image_field, *LOADED}:
                continue
            allowed = (visible.default,) if visible.fixed else AUDIENCES[AUDIENCES.index(visible.widest) :]
            records += [_planted(aviary, record_type, name, audience, silent) for audience in allowed]
    return records, silent


LOADED = frozenset({"body.text"})


def _planted(
    aviary: Aviary, record_type: type[Record], name: str | None, audience: Audience | None, silent: set[str]
) -> Planted:
    one = Planted(record_type, aviary.word(), name, audience, full_data(record_type))
    if record_type.kind == "events":
        # Nothing but a fixed series has room for a canary in its start, nor a series in which days are named.
        one.data.pop("recurrence")
        one.data.update(copy.deepcopy(SERIES) if name and name.startswith("recurrence") else {})
    title = record_type.title_field
    one.data[title] = f"{one.data[title]} of {one.slug}"
    for leaf, leaf_plan in _leaves(record_type, name):
        if not _has(one.data, leaf):
            # Of a series some fields go without some others; of all fields together it is left out.
            silent.update([f"{record_type.kind}.{leaf}"] if name else [])
            continue
        if leaf_plan.reference and not leaf_plan.reference.or_name:
            one.targets[leaf] = aviary.word()
            _put(one.data, leaf, one.targets[leaf], only_text=leaf_plan.part is not None)
        if leaf_plan.part is None or leaf_plan.part is Markdown:
            if leaf_plan.reference and not leaf_plan.reference.or_name:
                continue
            if canary := aviary.fitting(record_type, leaf, one.data):
                one.canaries[leaf] = canary
                _put(one.data, leaf, canary.written)
            else:
                silent.add(f"{record_type.kind}.{leaf}")
    return one


def full_data(record_type: type[Record]) -> dict[str, Any]:
    """What a file with every field filled says, but for its picture and its choices of audience."""
    return copy.deepcopy(_full_data(record_type))


@cache
def _full_data(record_type: type[Record]) -> dict[str, Any]:
    source = parse(f"full{record_type.suffix}", source_text(record_type).encode())
    assert isinstance(source, Source)
    data = {name: value for name, value in source.data.items() if name not in {"visibility", "photo", "logo"}}
    if record_type.suffix == ".md":
        data["body"] = source.body
    return data | {"aliases": []} | CURRENT.get(record_type.kind, {})


CURRENT: Mapping[str, Mapping[str, Any]] = {
    "members": {"search_engines": "index"},
    # Of a closed job and an event that is over, pages rightly leave out some of what they say.
    "events": {
        "start": "2026-12-03 18:30",
        "end": "2039-12-31 20:00",
        "all_day": "false",
        "registration": {
            "url": "https://registration.example.org/event",
            "opens": "2026-02-03 09:00",
            "closes": "2028-04-05 17:00",
            "price": "45.50",
            "currency": "EUR",
            "capacity": "77",
        },
        "call_for_papers": {"url": "https://papers.example.org/event", "closes": "2027-01-29"},
    },
    "jobs": {
        "posted": "2026-10-05",
        "closes": "2027-03-30",
        "status": "open",
        "salary": {"min": "1", "max": "9999999999", "currency": "NOK", "period": "year"},
    },
}


def _has(data: Any, name: str) -> bool:
    """Whether something stands at a dotted name, in some item of the lists on the way."""
    first, _, rest = name.partition(".")
    if isinstance(data, list):
        return any(_has(item, name) for item in data)
    return isinstance(data, dict) and first in data and (not rest or _has(data[first], rest))


SERIES: Mapping[str, Any] = {
    "start": "2027-12-31 18:30",
    "end": "2027-12-31 20:00",
    "recurrence": {
        "frequency": "daily",
        "interval": "2",
        "until": "2028-02-29",
        "except": ["2028-02-27 18:30"],
        "changes": [
            {
                "occurrence": "2028-02-25 18:30",
                "start": "2028-02-25 19:30",
                "end": "2028-02-25 20:30",
                "status": "rescheduled",
                "note": "Later",
                "title": "Of another sort",
                "venue": {
                    "name": "Hall of tides",
                    "street": "2 Quay Street",
                    "city": "Ponta",
                    "country": "PT",
                    "map": "https://maps.example.org/hall",
                },
                "speakers": ["full-member", {"name": "Sol Speaker", "url": "https://sol.example.org/me"}],
                "recording": "https://recording.example.org/series",
                "slides": "https://slides.example.org/series",
            }
        ],
    },
}


def _leaves(record_type: type[Record], name: str | None) -> Iterator[tuple[str, FieldPlan]]:
    """The fields with a value of their own in a field, or in all fields of a record but its picture."""

    def below(part: type[Part], prefix: str) -> Iterator[tuple[str, FieldPlan]]:
        for one in plan(part):
            dotted = prefix + one.key
            if dotted in {"slug", "path", "visibility", record_type.image_field}:
                continue
            if one.part is None or one.part is Markdown or one.reference:
                yield dotted, one
            if one.part not in {None, Markdown, Image}:
                yield from below(one.part, f"{dotted}.")

    return (found for found in below(record_type, "") if name is None or f"{found[0]}.".startswith(f"{name}."))


def _put(data: Any, name: str, value: str, *, only_text: bool = False) -> None:
    """Puts a value in the place of what stands at a dotted name, in every item of the lists on the way.

    With `only_text`, the parts of a list of texts and parts stay beside it.
    """
    first, _, rest = name.partition(".")
    if isinstance(data, list):
        for item in data:
            _put(item, name, value, only_text=only_text)
    elif isinstance(data, dict) and first in data:
        if rest:
            _put(data[first], rest, value, only_text=only_text)
        elif isinstance(data[first], list):
            data[first] = [value, *(item for item in data[first] if only_text and not isinstance(item, str))]
        else:
            data[first] = value


class Aviary:
    """Makes canaries of every sort, none of which is a part of another; the same ones in every run."""

    def __init__(self) -> None:
        self.random = random.Random(20261121)
        self.taken: set[str] = set()
        # Every other day, since the end of a day is printed as the beginning of the next.
        self.days = (date(2030, 1, 1) + timedelta(days=number) for number in range(0, 3500, 2))
        # Days of the series, others after it, none of which is a day of a longer one, and others before it.
        self.series_days = (date(2028, 1, 2) + timedelta(days=number) for number in range(0, 58, 2))
        self.later_days = (date(2028, 3, 3) + timedelta(days=number) for number in range(0, 58, 2))
        self.earlier_days = (date(2027, 4, 2) + timedelta(days=number) for number in range(0, 58, 2))
        self.near_days = (date(2026, 12, 1) + timedelta(days=number) for number in range(0, 115, 2))
        english = babel.Locale("en", "GB")
        full = "\n".join(source_text(record_type) for record_type in RECORD_TYPES)
        countries = {
            code: str(name)
            for code, name in english.territories.items()
            if code in iso_countries() and f'"{code}"' not in full
        }
        tongues = {tag: str(name) for tag, name in english.languages.items() if re.fullmatch("[a-z]{2}", tag)}
        zones = {zone: zone.rpartition("/")[2] for zone in time_zones() if zone.startswith(("America/", "Pacific/"))}
        every = [*countries.values(), *tongues.values(), *zones.values()]

        def distinct(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
            for code, name in sorted(names.items()):
                if re.fullmatch(r"[A-Z][a-z]{4,}", name) and sum(name in other for other in every) == 1:
                    yield code, name

        self.countries = distinct(countries)
        # A facet writes countries in small letters, and scripts write words: neither tells of a language.
        others = {"gu", "he", "id", "is", "it", *(code.lower() for code in countries)}
        self.tongues = ((tag, name) for tag, name in distinct(tongues) if tag not in others)
        self.zones = distinct(zones)
        self.makers: dict[tuple[str, str], Callable[[], Canary] | None] = {
            ("events", "recurrence.until"): lambda: self._day(self.later_days, ""),
            ("events", "recurrence.except"): lambda: self._day(self.series_days, " 18:30"),
            ("events", "recurrence.changes.start"): lambda: self._day(self.earlier_days, " 18:30"),
            ("events", "recurrence.changes.occurrence"): lambda: self._day(self.series_days, " 18:30"),
        }

    def fitting(self, record_type: type[Record], name: str, data: Mapping[str, Any]) -> Canary | None:
        """A canary that the field of this name may hold; None where it may hold none."""
        key = (record_type.kind, name)
        if key in self.makers and ((known := self.makers[key]) is None or (made := known()).sort != "digits"):
            return made if known else None
        # A number gets a second try, and some more, since one field may have to be larger than another.
        for maker in chain([known] if key in self.makers and known else [], self._all_makers()):
            for canary in (maker() for _ in range(TRIES)):
                if self._fits(record_type, name, data, canary):
                    self.makers[key] = maker
                    return canary
                if canary.sort != "digits":
                    break
        self.makers[key] = None
        return None

    @staticmethod
    def _fits(record_type: type[Record], name: str, data: Mapping[str, Any], canary: Canary) -> bool:
        # Ready-made texts, since to convert Markdown takes longer than all the rest.
        trial = copy.deepcopy(dict(data)) | {text: MARKDOWN for text in ("bio", "body") if text in data}
        _put(trial, name, canary.written)
        try:
            record_type.model_validate({**trial, "slug": "trial", "path": "trial"})
        except ValidationError:
            return False
        return True

    def _all_makers(self) -> Iterator[Callable[[], Canary]]:
        """From what says most to what says least."""
        for form in ("{}", "https://{}.example.org/", "{}@example.org", "10.5281/{}"):
            yield lambda form=form: self._word_in(form)
        yield self._ror
        yield self._orcid
        yield lambda: self._day(self.days, "")
        yield lambda: self._day(self.days, " 18:30")
        for digits in (7, 9, LONG_ENOUGH):
            yield lambda digits=digits: self._number(digits, "{}")
        yield self._year
        yield self._phone
        yield self._points
        yield self._country
        yield self._language
        yield self._time_zone
        yield lambda: self._day(self.near_days, "")

    def word(self) -> str:
        """A word of letters that nothing else is written with."""
        return self._fresh(lambda: "zq" + "".join(self.random.choices(CONSONANTS, k=WORD_LENGTH)))

    def _fresh(self, make: Callable[[], str]) -> str:
        while True:
            made = make()
            # Only long numbers are looked for within others.
            long = made.isdecimal() and len(made) >= LONG_ENOUGH
            others = [one for one in self.taken if one.isdecimal() and len(one) >= LONG_ENOUGH] if long else []
            if made not in self.taken and not any(made in one or one in made for one in others):
                self.taken.add(made)
                return made

    def _digits(self, count: int) -> str:
        return self._fresh(lambda: "7" + "".join(self.random.choices("123456789", k=count - 1)))

    def _word_in(self, form: str) -> Canary:
        word = self.word()
        return Canary(form.format(word), "words", (word,))

    def _ror(self) -> Canary:
        name = self._fresh(lambda: "0" + "".join(self.random.choices(CONSONANTS, k=6)) + "73")
        return Canary(f"https://ror.org/{name}", "names", (name,))

    def _phone(self) -> Canary:
        while True:
            number = "35121" + self._digits(7)
            if phonenumbers.is_valid_number(phonenumbers.parse(f"+{number}")):
                return Canary(f"+{number}", "digits", (number[3:],))

    def _orcid(self) -> Canary:
        digits = "000000" + self._digits(9)
        digits += orcid_checksum(digits)
        written = "-".join(digits[start : start + 4] for start in range(0, 16, 4))
        return Canary(written, "digits", (digits[6:15],))

    def _day(self, days: Iterator[date], time: str) -> Canary:
        day = next(day for day in days if day.day >= 10)
        return Canary(f"{day}{time}", "dates", (day.isoformat(),))

    def _year(self) -> Canary:
        year = self._fresh(lambda: str(self.random.randrange(1111, 1777)))
        return Canary(year, "digits", (year,))

    def _number(self, count: int, form: str) -> Canary:
        number = self._digits(count)
        return Canary(form.format(number), "digits", (number,))

    def _points(self) -> Canary:
        points = self._digits(5)
        return Canary(f"{points[:3]}.{points[3:]}", "digits", (points,))

    def _country(self) -> Canary:
        code, name = next(self.countries)
        return Canary(code, "names", (name, f'"{code}"'))

    def _language(self) -> Canary:
        tag, name = next(self.tongues)
        return Canary(tag, "names", (name, f'"{tag}"'))

    def _time_zone(self) -> Canary:
        zone, name = next(self.zones)
        return Canary(zone, "names", (name, zone))


def names_looked_for(records: list[Planted]) -> tuple[str, ...]:
    """The texts that `traces` has to look for by themselves."""
    canaries = chain.from_iterable(one.canaries.values() for one in records)
    return tuple(sorted({value for canary in canaries if canary.sort == "names" for value in canary.values}))
