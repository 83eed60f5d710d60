"""A ledger gives what it was given, while what that was made of, and all that was read for it, is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from plugins.core.ledgers import BLOCKS, Ledger
from plugins.core.store import Store


class Made:
    """A ledger over a store, and what it had made when it was last asked."""

    def __init__(self, store: Store, states: dict[str, str] | None = None) -> None:
        self.states = states or {}
        self.ledger = Ledger(store, "a1", lambda reads: "+".join(self.states.get(one, "") for one in reads))
        self.made: list[str] = []

    def ask(self, reads: Sequence[str] = (), is_good: Any = lambda _value: True, **asked: str) -> list[Any]:
        """What the ledger gives for names with digests; a value is its name and its digest."""
        names = list(asked)
        self.made = []

        def make(places: Sequence[int]) -> Iterator[tuple[Sequence[str], Any]]:
            for place in places:
                self.made.append(names[place])
                yield reads, [names[place], asked[names[place]]] if asked[names[place]] != "none" else None

        return self.ledger.values(list(asked.items()), make, is_good)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store in a file."""
    return Store(tmp_path / "memory.sqlite")


def test_what_is_the_same_is_not_made_again(store: Store) -> None:
    """Only what is new or made of something else is made; the order is that in which one asks."""
    made = Made(store)
    assert made.ask(a="1", b="2", c="3") == [["a", "1"], ["b", "2"], ["c", "3"]]
    assert made.made == ["a", "b", "c"]
    assert made.ask(c="3", d="4", a="1", b="5") == [["c", "3"], ["d", "4"], ["a", "1"], ["b", "5"]]
    assert made.made == ["d", "b"]
    assert Made(store).ask(a="1", b="5", c="3", d="4") == [["a", "1"], ["b", "5"], ["c", "3"], ["d", "4"]]


def test_what_is_not_asked_for_is_forgotten(store: Store) -> None:
    """A name that is left out once is made again when it comes back."""
    made = Made(store)
    made.ask(a="1", b="2")
    made.ask(a="1")
    made.ask(a="1", b="2")
    assert made.made == ["b"]


def test_what_has_read_something_else_is_made_again(store: Store) -> None:
    """A value goes by the state of what was read for it; another's reads are its own."""
    made = Made(store, {"x": "1", "y": "1"})
    made.ask(["x"], a="1")
    made.ask(["x", "y"], a="1", b="1")
    assert made.made == ["b"]
    made.states["y"] = "2"
    made.ask(["x", "y"], a="1", b="1")
    assert made.made == ["b"]
    made.states["x"] = "2"
    made.ask(["x"], a="1", b="1")
    assert made.made == ["a", "b"]


def test_what_is_no_longer_good_is_made_again(store: Store) -> None:
    """Whoever asks may refuse what was kept."""
    made = Made(store)
    made.ask(a="1", b="2")
    made.ask(is_good=lambda value: value[0] != "a", a="1", b="2")
    assert made.made == ["a"]


def test_none_is_not_kept(store: Store) -> None:
    """What was made as None is given, and made again each time; what was kept under its name before is gone."""
    made = Made(store)
    made.ask(a="1")
    assert made.ask(a="none", b="2") == [None, ["b", "2"]]
    made.ask(a="none", b="2")
    assert made.made == ["a"]
    made.ask(a="1", b="2")
    assert made.made == ["a"]


def test_few_values_are_written_again(store: Store) -> None:
    """Of many entries those are written that share their block with the one that has changed."""
    made = Made(store)
    names = {f"name {number}": "1" for number in range(20 * BLOCKS)}
    made.ask(**names)
    before = store.get_many(made.ledger.keys)
    assert len(before) == BLOCKS
    made.ask(**{**names, "name 7": "2"})
    after = store.get_many(made.ledger.keys)
    assert made.made == ["name 7"]
    assert sum(before[key] != after[key] for key in before) == 1


def test_each_key_has_its_own(store: Store) -> None:
    """Two ledgers in one store know nothing of each other."""
    made, other = Made(store), Made(store)
    other.ledger = Ledger(store, "b2", lambda _reads: "")
    made.ask(a="1")
    other.ask(a="1")
    assert other.made == ["a"]
