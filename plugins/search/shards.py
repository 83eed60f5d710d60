"""Sorted entries cut into shards: files of about one size, whose borders the entries themselves decide.

A border depends on nothing but the entries near it. So a change in one shard leaves the others as they are, borders,
names and all, and a shard made anew is the one that a whole new index would have.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from zlib import crc32

__all__ = [
    "TERMS",
    "Bounds",
    "Entry",
    "Shard",
    "between",
    "bounds",
    "browser_order",
    "content_of",
    "cut",
    "entries_in",
    "listed",
    "named",
    "next_run",
    "shard_name",
    "shards_of",
    "written",
]

Entry = tuple[str, str]
"""The key of an entry, which it is sorted by, and its JSON."""

MOST_SHARDS = 400
"""Lists of shards are read by every visitor: where there would be more, each is larger."""


class Bounds(NamedTuple):
    """The fewest and the most characters of a shard. An entry larger than that has a shard of its own."""

    least: int
    most: int


TERMS = Bounds(7_200, 10_000)
"""Shards of terms are about four kilobytes when compressed. A query loads one for each of its words, so their size is
most of what it costs."""


class Shard(NamedTuple):
    """What is known of a shard without its content.

    `first` is the shortest text that sorts after all keys of the shard before; of the first shard it is "". `begins`
    and `ends` are the keys of its first and its last entry. `size` is in characters, `digest` a part of its name.
    """

    first: str
    begins: str
    ends: str
    size: int
    digest: str


def bounds(total: int) -> Bounds:
    """How large the shards of an index of so many characters are; the same while it grows by a little."""
    found = TERMS
    while total > MOST_SHARDS * (found.least + found.most) // 2:
        found = Bounds(found.least * 11 // 10, found.most * 11 // 10)
    return found


def shards_of(index: str, entries: Sequence[Entry]) -> tuple[list[Shard], dict[str, bytes]]:
    """Sorted entries as shards, and the content of each by its name."""
    shards: list[Shard] = []
    files: dict[str, bytes] = {}
    for run in cut(entries, bounds(sum(len(text) for _key, text in entries))):
        shard, content = written(index, run, shards[-1].ends if shards else None)
        shards.append(shard)
        files[shard_name(index, shard)] = content
    return shards, files


def cut(entries: Iterable[Entry], limits: Bounds) -> Iterator[list[Entry]]:
    """Entries in runs, each for one shard."""
    ahead: list[Entry] = []
    more = iter(entries)
    while run := next_run(ahead, more, limits):
        yield run


def next_run(ahead: list[Entry], more: Iterator[Entry], limits: Bounds) -> list[Entry]:
    """Takes the entries of the next shard from those of `ahead`, which is filled from `more`; none where none is left.

    Afterwards `ahead` begins with the shard that follows. A shard ends, where it is large enough, before the key with
    the smallest checksum: neighbours that are cut from other beginnings soon find the same borders again.
    """
    size = sum(len(text) for _key, text in ahead)
    while size <= limits.most and (entry := next(more, None)):
        ahead.append(entry)
        size += len(entry[1])
    end = _end(ahead, limits) if size > limits.most else len(ahead)
    run = ahead[:end]
    del ahead[:end]
    if not ahead:
        ahead += islice(more, 1)
    return run


def _end(ahead: Sequence[Entry], limits: Bounds) -> int:
    """How many of these entries, which are too many for one shard, go into the first."""
    size = 0
    ends = []
    for place, (key, text) in enumerate(ahead):
        if place and size >= limits.least:
            ends.append((crc32(key.encode()), place))
        size += len(text)
    return min(ends)[1] if ends else max(1, len(ahead) - 1)


def written(index: str, run: Sequence[Entry], before: str | None) -> tuple[Shard, bytes]:
    """A run as a shard, with its content. `before` is the last key of the shard before, None for the first shard."""
    begins = run[0][0]
    body = f"[{','.join(text for _key, text in run)}]"
    first = "" if before is None else between(before, begins)
    shard = Shard(first, begins, run[-1][0], sum(len(text) for _key, text in run), _digest(body))
    return shard, _file(shard_name(index, shard), body)


def entries_in(body: str) -> list[Entry]:
    """The entries of a shard, from its JSON without its name: lists that begin with their keys, or keys alone.

    Keys have no signs that JSON would have to escape, and only keys are texts: this is far faster than reading it all.
    """
    if body.startswith('[["'):
        return [(text[: text.index('"')], f'["{text}]') for text in body[3:-2].split('],["')]
    return [(key, f'"{key}"') for key in body[2:-2].split('","')]


def shard_name(index: str, shard: Shard) -> str:
    """What a shard is called: by where it begins (in 32 bits: FNV-1a over the units of UTF-16), and by what it holds.

    The scripts make the names from the list in the same way (theme/static/js/search/shards.js).
    """
    mixed = 0x811C9DC5
    units = shard.first.encode("utf-16-le")
    for place in range(0, len(units), 2):
        mixed = ((mixed ^ (units[place] | units[place + 1] << 8)) * 0x01000193) & 0xFFFFFFFF
    return f"{index}-{mixed:08x}-{shard.digest}"


def listed(shards: Iterable[Shard]) -> str:
    """Where each shard begins, and the digest in its name; keys hold no spaces."""
    return " ".join(f"{shard.first} {shard.digest}" for shard in shards)


def named(stem: str, body: str) -> tuple[str, bytes]:
    """The name of a file, which a digest of its JSON is part of, and its content.

    A file says its own name, so that another one in its place is found out; a changed one has another address.
    """
    name = f"{stem}-{_digest(body)}"
    return name, _file(name, body)


def _file(name: str, body: str) -> bytes:
    return f'["{name}",{body}]'.encode()


def content_of(name: str, file: bytes | None) -> str | None:
    """The JSON that a file of this name holds; None where that is not what the name says."""
    found = (file or b"").decode(errors="replace").removeprefix(f'["{name}",')[:-1]
    return found if name.endswith(f"-{_digest(found)}") and file == _file(name, found) else None


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:6]


def browser_order(key: str) -> bytes:
    """What JavaScript compares texts by: units of UTF-16, in which a rare character sorts before some common ones."""
    return key.encode("utf-16-be", "surrogatepass")


def between(before: str, after: str) -> str:
    """The shortest beginning of `after` that sorts after `before`."""
    for length in range(1, len(after)):
        if browser_order(after[:length]) > browser_order(before):
            return after[:length]
    return after
