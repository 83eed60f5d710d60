"""Pages to look at before they are published: each one file, from which nothing is loaded and in which nothing runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.contributing.previews import changed_pages, previews, write_previews
from plugins.directory.member import Member
from plugins.events.event import Event
from tests.contributing.objects import Item, Objects
from tests.contributing.pull_requests import ADA, BASE, event, photo, profile

PAGE = """<!doctype html>
<html lang="en"><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<link rel="canonical" href="https://example.org/base/members/ada/">
<link rel="icon" href="/base/static/x/icon.svg">
<link rel="stylesheet" href="/base/static/x/site.css">
<link rel="modulepreload" href="/base/static/x/js/a.js">
<script type="application/ld+json">{"name": "Ada"}</script>
<script type="module" src="/base/static/x/js/a.js"></script>
</head><body class="page">
<picture><source srcset="/base/pictures/0a-480.webp" type="image/webp">
<img src="/base/pictures/0a-480.jpg" alt=""></picture>
<img src="/base/../secret.jpg" alt=""><img src="https://elsewhere.example/x.jpg" alt="">
<a href="/base/members/bob/">Bob</a> <a href="//elsewhere.example/">E</a> <a href="#top">Top</a>
<p>A text with src="/base/pictures/0a-480.jpg" in it</p>
</body></html>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one page, with a secret beside it."""
    folder = tmp_path / "site"
    files: dict[str, bytes] = {
        "members/ada/index.html": PAGE.encode(),
        "static/x/site.css": b"body { color: teal } /* </style> and so on */",
        "static/x/icon.svg": b"<svg/>",
        "pictures/0a-480.jpg": b"a picture",
    }
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (tmp_path / "secret.jpg").write_bytes(b"a secret")
    return folder


def test_a_preview_stands_alone(site: Path) -> None:
    """Styles and pictures are in it, scripts are not, links lead to the site, and its policy lets nothing be loaded."""
    ((name, page),) = previews(site, "https://example.org/base", ["members/ada/"])
    assert name == "members-ada.html"
    assert "<script" not in page
    assert "modulepreload" not in page
    assert "srcset" not in page
    assert "body { color: teal }" in page
    assert page.count("</style>") == 1
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"" in page
    assert "default-src 'self'" not in page
    assert 'src="data:image/jpeg;base64,YSBwaWN0dXJl"' in page
    assert 'href="https://example.org/base/members/bob/"' in page
    assert 'href="//elsewhere.example/"' in page
    assert 'href="#top"' in page
    assert "This is a preview" in page


def test_nothing_beside_the_site_is_read(site: Path) -> None:
    """A picture whose address leads out of the site stays an address."""
    ((_name, page),) = previews(site, "https://example.org/base", ["members/ada/"])
    assert 'src="/base/../secret.jpg"' in page
    assert "YSBzZWNyZXQ=" not in page


def test_only_pages_that_exist(site: Path, tmp_path: Path) -> None:
    """A record that has no page of its own is passed over, and a folder is made only for what it will hold."""
    assert write_previews(site, "https://example.org/base", ["members/bob/"], tmp_path / "into") == ()
    assert not (tmp_path / "into").exists()
    assert write_previews(site, "https://example.org/base", ["members/ada/"], tmp_path / "into") == (
        "members-ada.html",
    )


def test_pages_that_change(tmp_path: Path) -> None:
    """The pages of a pull request are those of the records that it changes, or whose pictures it does."""
    objects = Objects.new(tmp_path / "repository.git")
    base = objects.commit(objects.tree(BASE))
    edits: dict[str, Item] = {
        "members/ada.yaml": profile("Ada", ADA, "pronouns: she\n"),
        "members/carol.jpg": photo("z"),
        "content/events/agm.md": event("[ada]"),
        "content/pages/about.md": Item(b"x"),
        "content/jobs/clerk.md": Item(b"x"),
    }
    objects.branch("sent", objects.commit(objects.tree({**BASE, **edits}), base))
    objects.branch("main", base)
    expected = ("events/agm/", "members/ada/", "members/carol/")
    assert changed_pages(objects.folder, (Member, Event), "main", "sent") == expected
