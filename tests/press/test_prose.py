"""What staff write, as the search knows it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

from plugins.core.searching import Searchable
from plugins.core.site import Association, Site
from plugins.press.prose import with_prose
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
    records = with_prose(catalogue(), tmp_path, [article], [page])
    site = Site(Association("A", "A", "A", "a@example.org"), "https://a.org", "en", "UTC", "public", date(2026, 11, 2))
    (news,), (about,) = records.kind("news"), records.kind("pages")
    words = "Who We are here & there."
    assert about.searchable(records.name_of, site) == Searchable(("About us",), text=words)
    assert news.searchable(records.name_of, site) == Searchable(("About us",), text=words, newest="2026-11-01")
