"""What people paste becomes the form that was asked for, and what is none of it stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core import mending


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("example.org", "https://example.org"),
        ("www.example.org/ada?x=1#y", "https://www.example.org/ada?x=1#y"),
        ("<https://example.org/ada>", "https://example.org/ada"),
        ("“example.org”", "https://example.org"),
        ("http//example.org", "https://example.org"),
        ("https:/example.org", "https://example.org"),
        ("https:example.org/ada", "https://example.org/ada"),
        ("ttps://example.org", "https://example.org"),
        ("//example.org:8080/", "https://example.org:8080/"),
        ("@ada@fosstodon.org", "https://fosstodon.org/@ada"),
        ("http://example.org", "http://example.org"),
        ("ada@example.org", "ada@example.org"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("photo.jpg", "photo.jpg"),
        ("example.org and others", "example.org and others"),
        ("[my site](https://example.org/a)", "https://example.org/a"),
    ],
)
def test_addresses_of_the_web(written: str, right: str) -> None:
    """An address gets its https://, a name of Mastodon its address; a file's name and a sentence are none."""
    assert mending.url(written) == right


@pytest.mark.parametrize(
    ("mend", "written", "right"),
    [
        (mending.email, "mailto:ada@example.org", "ada@example.org"),
        (mending.email, "<ada@example.org>", "ada@example.org"),
        (mending.email, "Ada <ada@example.org>", "ada@example.org"),
        (mending.email, "ada (at) example [dot] org", "ada@example.org"),
        (mending.email, "ada@example.org, bea@example.org", "ada@example.org, bea@example.org"),
        (mending.login, "https://github.com/ada-king/", "ada-king"),
        (mending.login, "@ada-king", "ada-king"),
        (mending.login, "https://example.org/ada", "https://example.org/ada"),
        (mending.phone, "0044 20 7946 0958", "+44 20 7946 0958"),
        (mending.phone, "tel:+442079460958", "+442079460958"),
        (mending.phone, "Tel. (00351) 21 123 4567", "+351) 21 123 4567"),
        (mending.phone, "020 7946 0958", "020 7946 0958"),
        (mending.orcid, "https://orcid.org/0000-0002-1825-0097/", "0000-0002-1825-0097"),
        (mending.orcid, "000000021825009x", "0000-0002-1825-009X"),
        (mending.orcid, "ORCID: 0000 0002 1825 0097", "0000-0002-1825-0097"),
        (mending.orcid, "0000-0002", "0000-0002"),
        (mending.doi, "https://doi.org/10.5281/zenodo.1234", "10.5281/zenodo.1234"),
        (mending.doi, "doi: 10.5281/zenodo.1234", "10.5281/zenodo.1234"),
        (mending.date, "2026/3/4", "2026-03-04"),
        (mending.date, "2026.12.24", "2026-12-24"),
        (mending.date, "2026-3/4", "2026-3/4"),
        (mending.date, "14 March 2026", "2026-03-14"),
        (mending.date, "1st of Sept. 2026", "2026-09-01"),
        (mending.date, "March 14, 2026", "2026-03-14"),
        (mending.date, "March 2026", "2026-03"),
        (mending.date, "14.3.2026", "2026-03-14"),
        (mending.date, "14. 03. 2026", "2026-03-14"),
        (mending.date, "14/03/2026", "2026-03-14"),
        (mending.date, "2026/3", "2026-03"),
        (mending.date, "3-14-2026", "2026-03-14"),
        (mending.date, "13/13/2026", "13/13/2026"),
        (mending.date, "03/2019", "2019-03"),
        (mending.date, "14 Brumaire 2026", "2026-00-14"),
        (mending.date, "Ma 2026", "2026-00"),
        (mending.date, "x" * 99, "x" * 60),
        (mending.local_time, "14 March 2026, 18:30", "2026-03-14 18:30"),
        (mending.local_time, "14 March 2026 at 9:05", "2026-03-14 09:05"),
        (mending.local_time, "2026-03-14 6:30 pm", "2026-03-14 18:30"),
        (mending.local_time, "14.3.2026, 12 a.m.", "2026-03-14 00:00"),
        (mending.local_time, "2026-03-14 12 PM", "2026-03-14 12:00"),
        (mending.local_time, "14.03.2026 20.00 Uhr", "2026-03-14 20:00"),
        (mending.local_time, "2026-03-14 18", "2026-03-14 18"),
        (mending.number, "€20", "20"),
        (mending.number, "45,000", "45000"),
        (mending.number, "45 000.50 EUR", "45000.50"),
        (mending.number, "40k", "40000"),
        (mending.number, "1,5", ""),
        (mending.number, "12,50 €", "12.50"),
        (mending.number, "1,200.50", "1200.50"),
        (mending.number, "1.200,50", ""),
        (mending.number, "20 %", ""),
        (mending.number, "two", ""),
        (mending.date, "3/4/2026", "3/4/2026"),
        (mending.local_time, "2026/3/4 9.30", "2026-03-04 09:30"),
        (mending.local_time, "2026-03-04T18h05", "2026-03-04 18:05"),
        (mending.local_time, "2026/3/4", "2026-03-04"),
        (mending.local_time, "in March", "in March"),
    ],
)
def test_other_forms(mend: Callable[[str], str], written: str, right: str) -> None:
    """Numbers, identifiers and days lose what is around them; what could mean two things stays."""
    assert mend(written) == right


@settings(deadline=None)
@given(st.text("ahtps:/.@<>\"' +0(x", max_size=20))
def test_what_is_mended_stays(text: str) -> None:
    """To mend an address twice is to mend it once, so that no mending goes on and on."""
    for mend in (mending.url, mending.orcid):
        assert mend(mend(text)) == mend(text)
