"""What staff write, as Pelican reads it, brought into the catalogue: news and pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from plugins.core import markup
from plugins.core.outputs import Document, Output, Page
from plugins.core.parts import NameOf
from plugins.core.problems import Problem
from plugins.core.records import Record
from plugins.core.searching import Searchable
from plugins.core.site import Site
from plugins.core.sources import refuse
from plugins.press.inputs import PROSE
from plugins.press.printing import PrintError

__all__ = ["News", "StaffPage", "linked_prose", "prose_outputs", "prose_records", "refuse_stray_files"]


@dataclass(frozen=True)
class NewsCard:
    """What lists show of an article."""

    url: str
    title: str
    date: datetime.date
    summary: str


@dataclass(frozen=True)
class PageCard:
    """What lists show of a page."""

    url: str
    title: str
    summary: str


class Prose(Record):
    """A page or an article: its title, its page's URL, its words, and when it was written and changed."""

    title_field: ClassVar[str] = "title"

    title: str
    page_url: str
    summary: str = ""
    text: str = ""
    date: datetime.date | None = None
    modified: datetime.date | None = None

    @property
    def url(self) -> str:
        return self.page_url

    def searchable(self, _name_of: NameOf, _site: Site) -> Searchable:
        """Its title and its words; what is dated can be sorted by it."""
        return Searchable(names=(self.title,), text=self.text, newest=self.date.isoformat() if self.date else "")


class News(Prose):
    """An article of `content/news/`."""

    kind: ClassVar[str] = "news"
    folder: ClassVar[str] = "content/news"

    date: datetime.date

    def card(self, _name_of: NameOf) -> NewsCard:
        return NewsCard(url=self.url, title=self.title, date=self.date, summary=self.summary)


class StaffPage(Prose):
    """A page of `content/pages/`."""

    kind: ClassVar[str] = "pages"
    folder: ClassVar[str] = "content/pages"

    def card(self, _name_of: NameOf) -> PageCard:
        return PageCard(url=self.url, title=self.title, summary=self.summary)


def linked_prose(root: Path) -> Iterator[Problem]:
    """A problem for each symbolic link where Pelican reads: it would follow it and publish whatever it leads to."""
    for folder in PROSE:
        for path in sorted([root / folder, *(root / folder).rglob("*")]):
            if path.is_symlink() and (problem := refuse(path.relative_to(root).as_posix(), path.lstat().st_mode)):
                yield problem


KINDS_OF_PROSE = ("articles", "hidden_articles", "pages", "hidden_pages", "translations", "hidden_translations")


def prose_outputs(root: Path, generators: Iterable[Any]) -> list[Output]:
    """What Pelican will print of the staff's prose: each article and page, hidden ones too, the list and the feed."""
    contents = {
        content.source_path: content
        for generator in generators
        for kind in KINDS_OF_PROSE
        for content in getattr(generator, kind, ())
    }
    outputs: list[Output] = [
        Page(
            content.url,
            "",
            {},
            Path(path).relative_to(root).as_posix(),
            listed=content.status == "published",
            modified=_modified(content),
        )
        for path, content in sorted(contents.items())
    ]
    if any(getattr(generator, "articles", ()) for generator in generators):
        outputs += [Page("news/", "", {}, News.folder), Document("news/feed.xml", b"", News.folder)]
    return outputs


def refuse_stray_files(root: Path, generators: Iterable[Any]) -> None:
    """Raises PrintError where prose links to a file outside `content/images` with {static} or {attach}.

    Pelican would publish it, the source of a record with its closed fields included.
    """
    images = (root / "content/images").resolve()
    for generator in generators:
        for static in getattr(generator, "staticfiles", ()):
            if not Path(static.source_path).resolve().is_relative_to(images):
                raise PrintError(
                    f"a page or an article links to {static.source_path} with {{static}} or {{attach}}, which would "
                    "publish that file; only files of content/images/ are published so. To link to a member or an "
                    "event, write the address of its page, such as ../members/ada-lovelace/"
                )


def prose_records(root: Path, articles: Iterable[Any], pages: Iterable[Any]) -> tuple[list[News], list[StaffPage]]:
    """Pelican's articles, newest first, and its pages, in the order of their titles."""
    news = sorted(
        (_prose(News, root, article) for article in articles), key=lambda one: (one.date, one.slug), reverse=True
    )
    return news, sorted((_prose(StaffPage, root, page) for page in pages), key=lambda one: one.title)


def _prose(prose: type[Prose], root: Path, content: Any) -> Any:
    written = content.date.date() if hasattr(content, "date") else None
    # Built without validation: staff choose titles and addresses freely, and Pelican has checked them.
    return prose.model_construct(
        slug=content.slug,
        path=Path(content.source_path).relative_to(root).as_posix(),
        title=str(content.title),
        page_url=content.url,
        summary=markup.plain(str(content.summary)),
        text=markup.plain(content.content),
        date=written,
        modified=_modified(content),
    )


def _modified(content: Any) -> datetime.date | None:
    moment = getattr(content, "modified", None) or getattr(content, "date", None)
    return moment.date() if moment else None
