"""Values that a build made or remembers, each under a digest of itself, and read only where somebody looks at it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from plugins.core.digests import digest
from plugins.core.store import LostError

__all__ = ["NONE", "Past", "Values", "as_json"]

Fetch = Callable[[Iterable[str]], Mapping[str, bytes]]
"""Values as JSON by their digests; what is lost is missing."""


def as_json(value: Any) -> bytes:
    """A plain value as JSON."""
    return ENCODER.encode(value).encode("utf-8", "surrogatepass")


# Made once: `json.dumps` makes one at each call, which takes longer than most values.
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


NONE = digest(as_json(None))
"""The digest of None."""


class Values(Sequence[Any]):
    """Plain values in an order. `digests` tell them apart without reading them. To read one that is lost: LostError."""

    def __init__(self, digests: Sequence[str], fetch: Fetch) -> None:
        self.digests = digests
        self.fetch = fetch

    @classmethod
    def of(cls, those: Iterable[Any]) -> Values:
        """These values, held in memory as they would come back from where they are kept."""
        made = [as_json(one) for one in those]
        digests = [digest(one) for one in made]
        held = dict(zip(digests, made, strict=True))
        return cls(digests, lambda _wanted: held)

    @classmethod
    def joined(cls, several: Sequence[Values]) -> Values:
        """Several as one."""
        digests = [known for some in several for known in some.digests]
        if all(some.fetch == several[0].fetch for some in several):
            return cls(digests, several[0].fetch)

        def fetch(wanted: Iterable[str]) -> Mapping[str, bytes]:
            asked = list(wanted)
            return {known: value for some in several for known, value in some.fetch(asked).items()}

        return cls(digests, fetch)

    def given(self) -> Values:
        """Those that are not None."""
        return Values([known for known in self.digests if known != NONE], self.fetch)

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> Values: ...
    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return Values(self.digests[place], self.fetch)
        known = self.digests[place]
        return _value(known, self.fetch([known]))

    def __len__(self) -> int:
        return len(self.digests)

    def __iter__(self) -> Iterator[Any]:
        found = self.fetch(self.digests)
        return (_value(known, found) for known in self.digests)


def _value(known: str, found: Mapping[str, bytes]) -> Any:
    if known not in found:
        raise LostError("what was said of a record is no longer where it was kept; build again")
    return json.loads(found[known])


class Past:
    """What a function can know of the build before, to be quicker: it has to give the same with it and without.

    This one knows nothing.
    """

    def state(self, _name: str) -> Any:
        """What was kept under a name, as plain JSON, by the same code; None where there is nothing."""
        return None

    def keep(self, _name: str, _state: Any) -> None:
        """Keeps plain JSON under a name for the next build."""

    def value(self, _digest: str) -> Any:
        """A value of this digest that some function said then; None where it is lost."""
        return None

    def has(self, _file: str) -> bool:
        """Whether the published site has a file of this name."""
        return False

    def file(self, _file: str) -> bytes | None:
        """A file of the published site, or None."""
        return None
