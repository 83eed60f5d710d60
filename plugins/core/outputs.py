"""What views yield: pages printed from a template, documents written as they are, pictures made from a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Protocol

from plugins.core.problems import Problem
from plugins.core.records import Record

__all__ = [
    "Deferred",
    "Document",
    "Output",
    "Page",
    "Picture",
    "Unchanged",
    "collisions",
    "picture_url",
    "pictures",
    "target",
]


class _Named:
    """What says of itself where it stands and what it is of."""

    url: str
    origin: str

    def __str__(self) -> str:
        return f"/{self.url} ({self.origin})"


@dataclass(frozen=True)
class Page(_Named):
    """HTML printed from a template of the theme.

    `url` counts from the site's root and ends in `/`, or in a file's name. `context` holds plain values, dates,
    tuples, dicts and frozen parts. `origin` is the file a reader would look for ("members/ada.yaml") or the view.
    `listed` says whether search engines may have it and the sitemap names it; `modified` is its content's date.
    """

    url: str
    template: str
    context: Mapping[str, Any]
    origin: str = ""
    listed: bool = True
    modified: date | None = None


@dataclass(frozen=True)
class Document(_Named):
    """Bytes written as they are."""

    url: str
    content: bytes = field(repr=False)
    origin: str = ""


@dataclass(frozen=True)
class Deferred(_Named):
    """A page or a document that a pure function makes of the catalogue, the site and plain JSON that it is `told`.

    `make` stands in a module. It is called, in any process, only where what it is told or what it reads is new; so a
    view of ten thousand pages costs as much as the few that have changed.
    """

    url: str
    make: Callable[..., Page | Document]
    told: tuple[Any, ...]
    origin: str = ""


@dataclass(frozen=True)
class Picture(_Named):
    """A picture made from `source` (a path below the root): cut to a square of `size` pixels, or fitted into it."""

    url: str
    source: str
    size: int
    format: str
    square: bool
    origin: str = ""


@dataclass(frozen=True)
class Unchanged(_Named):
    """A file that stays as it is in the published site."""

    url: str
    origin: str = ""


Output = Page | Document | Deferred | Picture | Unchanged

PICTURE_FORMATS = MappingProxyType({"webp": "WEBP", "jpg": "JPEG"})


def picture_url(digest: str, size: int, suffix: str) -> str:
    """Where a picture of this digest and size is printed; another picture has another address."""
    return f"pictures/{digest[:16]}-{size}.{suffix}"


def pictures(records: Iterable[Record]) -> Iterator[Picture]:
    """The pictures of these records in every size and format that pages ask for; the same picture only once."""
    seen = set()
    for record in records:
        if record.image is None:
            continue
        for size in record.image_sizes:
            for suffix, file_format in PICTURE_FORMATS.items():
                url = picture_url(record.image.digest, size, suffix)
                if url not in seen:
                    seen.add(url)
                    yield Picture(url, record.image.file, size, file_format, record.image_square, record.path)


class Placed(Protocol):
    """What has an address and comes from somewhere: an output, or what is known of one."""

    @property
    def url(self) -> str: ...
    @property
    def origin(self) -> str: ...


def target(url: str) -> str:
    """The file that a URL is served from: "members/ada/" is "members/ada/index.html"."""
    return f"{url}index.html" if not url or url.endswith("/") else url


UNSAFE = re.compile(r"(^|/)\.\.?(/|$)|^/|//|\\|[\x00-\x1f]")


def collisions(outputs: Iterable[Placed]) -> list[Problem]:
    """A problem for every two outputs with one file, compared as file systems that ignore case do.

    A URL that leaves the site's folder raises ValueError: only a mistake in a view can make one.
    """
    owners: dict[str, Placed] = {}
    problems = []
    for output in outputs:
        file = target(output.url)
        if UNSAFE.search(file):
            raise ValueError(f"{output.origin} gives a URL outside the site: {output.url!r}")
        first = owners.setdefault(file.casefold(), output)
        if first is not output:
            message = f"the address /{output.url} is already taken by {first.origin}; rename one of the two files"
            problems.append(Problem(output.origin, 0, 0, "", message))
    return problems
