"""What staff write, as the search knows it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

from plugins.core.searching import Searchable
from plugins.core.site import Association, Site
from plugins.press.prose import prose_records
from tests.factories import catalogue


def test_prose_is_searched_by_its_title_and_its_words(tmp_path: Path) -> None:
    """Articles are sorted by their dates; the markup of a page is not searched, nor an address that a link leads to."""
    page = SimpleNamespace(
        slug="about",
        source_path=str(tmp_path / "content/pages/about.md"),
        title="About us",
        url="about/",
        summary="<p>Who</p>",
        content='<h2>Who</h2><p>We <em>are</em> <a href="https://other.example.org/">here</a> &amp; there.</p>',
    )
    article = SimpleNamespace(**{**vars(page), "slug": "open", "date": datetime(2026, 11, 1, 9, 30, tzinfo=UTC)})
    [news], [about] = prose_records(tmp_path, [article], [page])
    records = catalogue()
    site = Site(Association("A", "A", "A", "a@example.org"), "https://a.org", "en", "UTC", "public", date(2026, 11, 2))
    words = "Who We are here & there."
    assert about.searchable(records.name_of, site) == Searchable(("About us",), text=words)
    assert news.searchable(records.name_of, site) == Searchable(("About us",), text=words, newest="2026-11-01")


def test_prose_is_in_the_order_that_lists_show(tmp_path: Path) -> None:
    """Articles come newest first, those of one day by slug, and pages by title, in whatever order they are read."""

    def content(slug: str, **fields: object) -> SimpleNamespace:
        path = str(tmp_path / f"content/{slug}.md")
        facts = {"slug": slug, "source_path": path, "url": f"{slug}/", "title": slug, "summary": "", "content": ""}
        return SimpleNamespace(**facts, **fields)

    days = {"a": 3, "b": 5, "c": 5, "d": 4}
    articles = [content(slug, date=datetime(2026, 11, day, tzinfo=UTC)) for slug, day in days.items()]
    pages = [content(slug) for slug in "zxy"]
    for way in (1, -1):
        news, others = prose_records(tmp_path, articles[::way], pages[::way])
        assert [one.slug for one in news] == ["c", "b", "d", "a"]
        assert [one.slug for one in others] == ["x", "y", "z"]


def test_the_day_of_prose(tmp_path: Path) -> None:
    """What is changed later says so; without a change the day of writing is that of the last one; a page has none."""
    base = {"slug": "a", "source_path": str(tmp_path / "a.md"), "url": "a/", "title": "A", "summary": "", "content": ""}
    first, second = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 9, tzinfo=UTC)
    articles = [SimpleNamespace(**base, date=first), SimpleNamespace(**base, date=first, modified=second)]
    news, [page] = prose_records(tmp_path, articles, [SimpleNamespace(**base)])
    assert [(one.date, one.modified) for one in news] == [
        (date(2026, 11, 1), date(2026, 11, 1)),
        (date(2026, 11, 1), date(2026, 11, 9)),
    ]
    assert (page.date, page.modified) == (None, None)
