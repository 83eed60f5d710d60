"""Values told apart by their digests and read where somebody looks at them; and a catalogue that remembers none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.catalogue import Catalogue
from plugins.core.digests import digest
from plugins.core.rows import row_of
from plugins.core.site import Association, Site
from plugins.core.store import LostError
from plugins.core.values import NONE, Past, Values, as_json
from plugins.directory.member import Member
from tests.factories import catalogue, job, member, organization

SITE = Site(Association("A", "A", "A", "a@example.org"), "https://a.org", "en", "UTC", "public", date(2026, 3, 20))
SOME: list[Any] = ["a", None, {"b": [1, 2.5, True]}, "é\ud800", None, [], "a"]


def test_values_come_back_as_json() -> None:
    """What was put in comes out in its order, as JSON has it: a tuple as a list, two equal values twice."""
    found = Values.of([("a", 1), *SOME])
    assert list(found) == [["a", 1], *SOME]
    assert (len(found), found[0], found[-1], found[3]) == (8, ["a", 1], "a", {"b": [1, 2.5, True]})
    assert list(found[1:3]) == ["a", None]
    assert list(reversed(found)) == [*reversed(SOME), ["a", 1]]
    assert found.digests[1] == found.digests[-1]
    assert len(set(found.digests)) == 6
    assert list(Values.of([])) == []


def test_none_is_known_by_its_digest() -> None:
    """What says nothing is passed over without being read."""
    found = Values.of(SOME)
    assert [one for one in found.digests if one == NONE] == [NONE] * 2
    given = found.given()
    assert list(given) == ["a", {"b": [1, 2.5, True]}, "é\ud800", [], "a"]


def test_only_what_is_looked_at_is_read() -> None:
    """A value is fetched when it is asked for, all of a list at once; to count or to cut fetches none."""
    made = {digest(as_json(one)): as_json(one) for one in SOME}
    asked: list[list[str]] = []

    def fetch(wanted: Iterable[str]) -> Mapping[str, bytes]:
        asked.append(list(wanted))
        return {known: made[known] for known in asked[-1]}

    digests = [digest(as_json(one)) for one in SOME]
    found = Values(digests, fetch)
    assert (len(found), len(found[2:]), len(found.given())) == (7, 5, 5)
    assert asked == []
    assert found[2] == SOME[2]
    assert asked == [[digests[2]]]
    assert list(found[:2]) == SOME[:2]
    assert asked[1:] == [digests[:2]]


def test_what_is_lost_is_told() -> None:
    """Where a value has gone, whoever looks at it is told, and nobody else."""
    held = {digest(as_json("a")): as_json("a")}
    found = Values([digest(as_json("a")), digest(as_json("b"))], lambda _wanted: held)
    assert (len(found), found[0]) == (2, "a")
    with pytest.raises(LostError, match="build again"):
        found[1]
    with pytest.raises(LostError):
        list(found)


def test_several_are_one() -> None:
    """Lists of values that are kept in several places, or in one, are read as one list."""
    one, other = Values.of(SOME), Values.of(["z", None])
    assert list(Values.joined([one, other, one])) == [*SOME, "z", None, *SOME]
    assert Values.joined([one, other])[7] == "z"
    assert list(Values.joined([one, one[1:3]])) == [*SOME, *SOME[1:3]]
    assert Values.joined([one, one[1:3]]).fetch == one.fetch


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_any_plain_value_is_bytes_and_back(value: Any) -> None:
    """Whatever JSON can say is one line of bytes, and comes back."""
    assert json.loads(as_json(value)) == value
    assert b"\n" not in as_json(value)


@pytest.mark.parametrize("value", [{"a"}, object(), b"a", date(2026, 3, 1)])
def test_what_is_not_plain_is_refused(value: Any) -> None:
    """What JSON has no words for cannot be a value."""
    with pytest.raises(TypeError):
        as_json(value)


def test_a_past_that_knows_nothing() -> None:
    """Without a build before there is no state, no value and no file, and what is kept is kept nowhere."""
    past = catalogue().past
    past.keep("a", {"b": 1})
    assert type(past) is Past
    assert (past.state("a"), past.value(NONE), past.has("a"), past.file("a")) == (None, None, False, None)


def initials(one: Member, found: Catalogue, site: Site) -> tuple[str, str] | None:
    """The first letter of a name and the name of an employer; None of whoever has none."""
    said.append(one.slug)
    return (one.name[0], found.name_of("organizations", one.work[0].organization or "")) if one.work else None


def by_initial(found: Catalogue, site: Site) -> dict[str, Any]:
    """The initials under the slugs."""
    said.append("all")
    return dict(zip(found.kind("members").slugs, found.each(initials, "members", site), strict=True))


said: list[str] = []


def test_a_catalogue_in_memory_asks_each_function_once() -> None:
    """What functions say of a catalogue that is held in memory is made once, and is plain as JSON is."""
    said.clear()
    records = catalogue(
        member("Bob", work=[{"title": "B", "organization": "acme"}]), member("Ada"), organization("Acme")
    )
    for _ in range(2):
        assert list(records.each(initials, "members", SITE)) == [None, ["B", "Acme"]]
        assert records.fact(by_initial, SITE, "bob") == ["B", "Acme"]
        assert records.fact(by_initial, SITE, "cyd") is None
    assert list(records.each(initials, "wizards", SITE)) == []
    assert said == ["ada", "bob", "all"]


def test_cards_of_a_catalogue_in_memory() -> None:
    """Cards of records, or of whatever has their kind and slug, are what lists show, with the names of others."""
    records = catalogue(job("Work", organization="acme"), organization("Acme"))
    (work,) = records.kind("jobs")
    (card,) = records.cards(records.kind("jobs").records)
    assert card == work.card(records.name_of) == records.card("jobs", "work")
    assert card.organization == "Acme"
    assert records.cards([work]) == (card,)
    with pytest.raises(KeyError):
        records.card("jobs", "none")


def test_the_urls_of_a_kind() -> None:
    """The addresses of a kind are known in the order of the records."""
    records = catalogue(member("Bob"), member("Ada"))
    assert records.kind("members").urls == ("members/ada/", "members/bob/")
    assert records.kind("wizards").urls == ()
    with pytest.raises(KeyError):
        records.kind("wizards")["merlin"]
    with pytest.raises(KeyError):
        records.kind("wizards").read(row_of(member("Merlin")))
