"""Records as JSON and back: what comes back is equal, prints alike and knows as much."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import pydantic
import pytest

from plugins.core.fields import AUDIENCES
from plugins.core.freezing import frozen, thawed
from plugins.core.loading import load
from plugins.core.parts import Part
from plugins.core.plans import walk
from plugins.core.records import Record
from plugins.core.rows import row_of
from plugins.press.prose import News, StaffPage
from tests.factories import RECORD_TYPES, association, catalogue, full, full_event, member

PROJECT = Path(__file__).resolve().parents[2]


def told(record: Part) -> list[tuple[Any, ...]]:
    """Every value of a record with its place and its very type."""
    return [(loc, type(value), value) for loc, _plan, value in walk(record)]


def same(record: Record) -> bool:
    """Whether a record comes back as what it was: in value, in type, in what is given, and in what it is told by."""
    back = thawed(type(record), frozen(record))
    assert back == record
    assert told(back) == told(record)
    assert row_of(back) == row_of(record)
    assert (back.url, back.label, back.sort_key(), back.image) == (
        record.url,
        record.label,
        record.sort_key(),
        record.image,
    )
    assert back.model_dump_json() == record.model_dump_json()
    return frozen(back) == frozen(record)


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_full_records_come_back(record_type: type[Record]) -> None:
    """A record of every type with every field filled comes back as it was; so does what each audience sees of it."""
    records = catalogue(*(full(one) for one in RECORD_TYPES))
    for audience in AUDIENCES:
        (record,) = records.for_audience(audience).of(record_type)
        assert same(record)


def demonstration() -> Iterator[Record]:
    """All records of the demonstration, and those of a folder with every field filled."""
    yield from load(PROJECT, RECORD_TYPES).catalogue


def test_the_demonstration_comes_back() -> None:
    """Every record that the demonstration has comes back as it was."""
    records = list(demonstration())
    assert len(records) > 50
    assert all(map(same, records))


def test_what_is_read_comes_back(tmp_path: Path) -> None:
    """Full records that were read from files, with pictures, come back as they were."""
    records = list(load(association(tmp_path), RECORD_TYPES).catalogue)
    assert len(records) == len(RECORD_TYPES)
    assert all(map(same, records))


def test_prose_comes_back() -> None:
    """What was made without being validated comes back too, whatever its address."""
    news = News.model_construct(
        slug="Any Slug!", path="content/news/a.md", title="A & b", page_url="news/x/", date=date(2026, 3, 1), text="t"
    )
    page = StaffPage.model_construct(slug="about", path="content/pages/about.md", title="About", page_url="about/")
    assert same(news)
    assert same(page)
    assert thawed(StaffPage, frozen(page)).date is None


def test_dates_and_instants_stay_what_they_are() -> None:
    """The day of an all-day event stays a day, an instant keeps its zone, a price its digits."""
    whole = thawed(type(full_event()), frozen(full_event()))
    assert type(whole.start) is date
    timed = full_event(all_day="false", start="2026-05-06 10:00", end="2026-05-06 11:00", recurrence=None)
    back = thawed(type(timed), frozen(timed))
    assert isinstance(back.start, datetime)
    assert back.start.isoformat() == timed.start.isoformat()
    assert back.registration
    assert back.registration.price == Decimal("45.50")
    assert str(back.registration.price) == "45.50"
    assert isinstance(back.registration.opens, datetime)
    assert timed.registration
    assert back.registration.opens == timed.registration.opens


def test_what_is_not_given_takes_no_place() -> None:
    """The JSON of a record has what its file gives, and nothing of all that it might have given."""
    assert set(pydantic.TypeAdapter(dict[str, Any]).validate_json(frozen(member("Ada")))) == {
        "slug",
        "path",
        "name",
        "consent",
    }


class Checked(Part):
    """A part whose checks, of each sort, would refuse what it holds if they were asked."""

    before: Annotated[str, pydantic.BeforeValidator(lambda _value: _never())]
    after: Annotated[str, pydantic.AfterValidator(lambda _value: _never())]
    around: Annotated[str, pydantic.WrapValidator(lambda _value, _handler: _never())]
    many: tuple[Annotated[int, pydantic.AfterValidator(lambda _value: _never())], ...] = ()
    inner: Checked | None = None

    @pydantic.model_validator(mode="after")
    def _whole(self) -> Checked:
        return _never()


def _never() -> Any:
    raise AssertionError("a check was asked again")


def test_nothing_is_checked_again() -> None:
    """What was taken once is taken as it is: no check of ours runs again, in no part of a part."""
    inner = Checked.model_construct(before="a", after="b", around="c", many=(1, 2))
    whole = Checked.model_construct(before="x", after="y", around="z", inner=inner)
    back = thawed(Checked, frozen(whole))
    assert (back.before, back.after, back.around, back.many) == ("x", "y", "z", ())
    assert back.inner
    assert (back.inner.before, back.inner.many, back.inner.inner) == ("a", (1, 2), None)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"name": "Ada"}', b"\xff", b'{"slug": {}, "path": 1}'])
def test_bytes_of_nothing_are_refused(data: bytes) -> None:
    """Bytes that no member was made of are no member."""
    with pytest.raises(ValueError, match=r"."):
        thawed(type(member("Ada")), data)


def test_an_instant_keeps_its_offset() -> None:
    """Instants of different offsets come back as what was written, not as the same instant elsewhere."""

    class Moment(Part):
        """A part with an instant."""

        at: datetime

    moment = Moment(at=datetime.fromisoformat("2026-03-14T18:30:00-01:00"))
    back = thawed(Moment, frozen(moment))
    assert back.at.isoformat() == "2026-03-14T18:30:00-01:00"
    assert back.at.astimezone(UTC) == moment.at.astimezone(UTC)
