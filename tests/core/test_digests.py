"""Digests: the same value has the same, whoever made it; values that are nearly the same have others."""

from __future__ import annotations

import itertools
import json
import math
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.digests import SIZE, digest, digest_of
from plugins.core.parts import Linked, Part
from plugins.core.site import Association
from tests.factories import RECORD_TYPES, full, full_member, member

PROJECT = Path(__file__).resolve().parents[2]


class Pair(Part):
    """A part of two fields."""

    a: str | None = None
    b: str | None = None


@dataclass(frozen=True)
class One:
    """A value of two fields."""

    a: Any
    b: Any = None


@dataclass(frozen=True)
class Other:
    """Another value of the same two fields."""

    a: Any
    b: Any = None


NEAR: tuple[Any, ...] = (
    None,
    "",
    "None",
    "null",
    "1",
    1,
    1.5,
    "1.5",
    Decimal("1.5"),
    Decimal("1.50"),
    True,
    "true",
    False,
    0,
    (),
    ("",),
    ("", ""),
    ("a", "b"),
    ("ab",),
    ("a", ("b",)),
    (("a",), "b"),
    (("a", "b"),),
    {},
    {"a": None},
    {"a": ""},
    {"a": "b"},
    {"b": "a"},
    {"a": {"b": None}},
    {"a": None, "b": None},
    {"b": None, "a": None},
    frozenset(),
    frozenset({"a"}),
    frozenset({"a", "b"}),
    b"",
    b"a",
    date(2026, 3, 1),
    "2026-03-01",
    datetime(2026, 3, 1),  # noqa: DTZ001  all are told apart
    datetime(2026, 3, 1, tzinfo=UTC),
    datetime(2026, 3, 1, 0, 1, tzinfo=UTC),
    One("a"),
    One("b"),
    One(None, "a"),
    One(One("a")),
    Other("a"),
    Pair(a="a"),
    Pair(b="a"),
    Pair(a="a", b="b"),
    Linked("a"),
    Linked("a", "b"),
    "é",
    "e\u0301",
    "\ud800",
    "\x00",
    math.inf,
    -math.inf,
)


def test_near_values_have_other_digests() -> None:
    """Of many values that are written alike no two have one digest."""
    found: dict[str, Any] = {}
    for value in NEAR:
        assert digest_of(value) not in found, (value, found[digest_of(value)])
        found[digest_of(value)] = value
    assert all(len(one) == 2 * SIZE and int(one, 16) >= 0 for one in found)


def test_records_that_differ_in_one_field_have_other_digests() -> None:
    """Whatever is changed in a full record, or in a part of it, its digest is another."""
    found = {digest_of(full_member())}
    for name in type(full_member()).model_fields:
        found.add(digest_of(full_member().model_copy(update={name: "other"})))
    assert len(found) == len(type(full_member()).model_fields) + 1
    assert len({digest_of(full(one)) for one in RECORD_TYPES}) == len(RECORD_TYPES)


def test_equal_values_have_one_digest() -> None:
    """A value made twice has one digest; a list is as good as a tuple, since JSON knows no other."""
    assert digest_of(full_member()) == digest_of(full_member())
    assert digest_of({"a": (1, 2), "b": frozenset({"x", "y"})}) == digest_of({"a": [1, 2], "b": frozenset({"y", "x"})})
    assert digest_of(member("Ada")) != digest_of(member("Bob"))
    association = Association("A", "A", "A", "a@example.org", links=(("Code", "https://code.example.org"),))
    assert digest_of(association) == digest_of(Association(**vars(association)))


def test_a_digest_is_the_same_in_every_process() -> None:
    """Neither the hash seed nor the process makes a difference."""
    value = {"a": frozenset({"x", "y", "z", "w"}), "b": (1, 2.5, None, True, date(2026, 3, 1), Decimal("1.0"), b"x")}
    code = (
        "from datetime import date; from decimal import Decimal; from plugins.core.digests import digest_of; "
        f"print(digest_of({value!r}))".replace("datetime.date(", "date(")
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2", "3")
    }
    assert told == {digest_of(value)}


@pytest.mark.parametrize("value", [{"a"}, object(), One, time(1, 2), 1j, [1, (x for x in "a")], {("a", "b"): 1}, len])
def test_what_is_not_plain_is_refused(value: Any) -> None:
    """What could not be told from another of its kind has no digest."""
    with pytest.raises(TypeError):
        digest_of(value)


@pytest.mark.parametrize("key", [1, 1.5, True, None])
def test_keys_are_texts(key: Any) -> None:
    """A key that JSON would write as a text, so that both had one digest, is refused however deep it stands."""
    for value in ({key: "a"}, ({"a": {key: "a"}},), One({key: "a"}), Pair.model_construct(a=[{key: "a"}])):
        with pytest.raises(TypeError, match="is not a text"):
            digest_of(value)


def test_texts_count_with_their_lengths() -> None:
    """Texts that are cut elsewhere, or are fewer, have another digest; bytes are as good as their text."""
    cuts = [("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), ("", "abc"), ("", "", "abc"), ("a", "b", "c"), (), ("",)]
    cuts += [("1:a",), ("1:a1:b",), ("a1:b",)]
    assert len({digest(*cut) for cut in cuts}) == len(cuts)
    assert digest("é", b"x") == digest("é".encode(), "x")
    assert digest("\ud800") != digest("\ud801")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON, JSON)
def test_one_digest_means_one_value(one: Any, other: Any) -> None:
    """Two values of JSON have one digest where their JSON is the same, and only there."""
    assert (digest_of(one) == digest_of(other)) == (json.dumps(one) == json.dumps(other))


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_one_digest_means_the_same_texts(one: list[str], other: list[str]) -> None:
    """Two lists of texts have one digest where they are the same."""
    assert (digest(*one) == digest(*other)) == (one == other)


def test_near_texts_do_not_meet() -> None:
    """Of all short texts of a few signs, in all ways to cut them, no two have one digest."""
    texts = ["".join(signs) for length in range(4) for signs in itertools.product("a1:", repeat=length)]
    found = {digest(one, other) for one in texts for other in texts} | {digest(one) for one in texts}
    assert len(found) == len(texts) ** 2 + len(texts)
