"""Packs: what a build remembers, as others see it who may not open its memory."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from plugins.core.store import LostError, Store
from plugins.press.packs import Packs, Shared

ONE, TWO, THREE = ("00" * 16, "01" * 16, "02" * 16)


def shared(folder: Path) -> Shared:
    """A memory that others can read."""
    found = Shared(folder / "memory.sqlite")
    found.share_in(folder)
    return found


def elsewhere(store: Shared) -> Store:
    """The same on another machine."""
    store.share()
    found = pickle.loads(pickle.dumps(store))  # noqa: S301  our own
    assert isinstance(found, Packs)
    return found


def test_others_see_what_is_remembered_when_it_is_shared(tmp_path: Path) -> None:
    """What was there before, what was put since, and the later value of one key; what nobody shared is not seen."""
    Store(tmp_path / "memory.sqlite").put_many({ONE: b"old", TWO: b"two"})
    store = shared(tmp_path)
    early = elsewhere(store)
    store.put_many({ONE: b"new", THREE: b"three"})
    assert early.get_many([ONE, TWO, THREE]) == {ONE: b"old", TWO: b"two"}
    assert elsewhere(store).get_many([ONE, TWO, THREE]) == {ONE: b"new", TWO: b"two", THREE: b"three"}
    packs = len(list(tmp_path.glob("*.pack")))
    elsewhere(store)
    assert len(list(tmp_path.glob("*.pack"))) == packs == 2


def test_what_is_put_elsewhere_stays_there(tmp_path: Path) -> None:
    """A worker remembers what it makes for itself, and changes nothing that others read."""
    store = shared(tmp_path)
    store.put_many({ONE: b"one"})
    one = elsewhere(store)
    one.put_many({TWO: b"two"})
    assert (one.get(TWO), store.get(TWO), elsewhere(store).get(TWO)) == (b"two", None, None)


def test_a_damaged_pack_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    """Whatever is wrong with a pack, its values are missing, which ends the build with words."""
    store = shared(tmp_path)
    store.put_many({ONE: b"one"})
    there = elsewhere(store)
    (tmp_path / "0.pack").write_bytes(b"damaged" * 1000)
    assert there.get(ONE) is None


def test_a_memory_that_cannot_be_shared_is_lost(tmp_path: Path) -> None:
    """Where the memory cannot be copied, the build begins anew without it."""
    store = shared(tmp_path)
    (tmp_path / "memory.sqlite").write_bytes(b"damaged" * 1000)
    with pytest.raises(LostError, match="cannot be shared"):
        store.share()


def test_many_values_are_shared(tmp_path: Path) -> None:
    """More than are held at a time."""
    store = shared(tmp_path)
    store.share()
    values = {f"{number:032x}": b"%d" % number for number in range(5000)}
    store.put_many(values)
    assert elsewhere(store).get_many(values) == values


def test_what_the_memory_cannot_take_is_shared_too(tmp_path: Path) -> None:
    """On a disk that takes nothing more, values are held by the build, and go with it."""
    store = shared(tmp_path)
    store.share()
    held = Store(tmp_path / "no folder" / "here", {ONE: b"one"})
    store._held.update(held._held)
    assert elsewhere(store).get(ONE) == b"one"
