"""Changes of the small association, one of each sort that a site may see between two builds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from plugins.press import building
from plugins.press.outcomes import Options
from plugins.press.settings import settings_for
from tests.factories import photo
from tests.press.small import TODAY, tree

__all__ = [
    "CHANGES",
    "CONSENT",
    "DAY",
    "Change",
    "bob",
    "build",
    "clean",
    "edit",
    "nothing",
    "put",
    "remove",
    "settings",
]

DAY = date.fromisoformat(TODAY)
CONSENT = "consent: {date: 2026-01-01, version: 1}\n"

Change = Callable[[Path], None]


def build(root: Path, **chosen: Any) -> dict[str, str]:
    """Builds a site, and gives its files with their digests."""
    options = Options(**{"today": DAY, "jobs": 1, **chosen})
    assert building.build(root, options) in (0, 3)
    return tree(options.output_of(root))


def clean(root: Path, folder: Path, **chosen: Any) -> dict[str, str]:
    """The same site, built in a folder from nothing but its files."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root, folder, symlinks=True, ignore=shutil.ignore_patterns(".*", "output*"))
    return build(folder, **chosen)


def nothing(_root: Path) -> None:
    """No change."""


def put(path: str, text: str | bytes) -> Change:
    """A change: a file with this text."""

    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode() if isinstance(text, str) else text)

    return change


def bob(headline: str) -> Change:
    """A change of what one member says of himself."""
    return put("members/bob.yaml", f"name: Bob\nheadline: {headline}\n{CONSENT}")


def edit(path: str, old: str, new: str) -> Change:
    """A change of a few letters."""

    def change(root: Path) -> None:
        text = (root / path).read_text()
        assert old in text
        (root / path).write_text(text.replace(old, new))

    return change


def remove(path: str) -> Change:
    """A change: the file is gone."""
    return lambda root: (root / path).unlink()


def settings(line: str) -> Change:
    """A change of the association's settings."""
    return lambda root: put("pelicanconf.py", (root / "pelicanconf.py").read_text() + line + "\n")(root)


def several(*changes: Change) -> Change:
    """Several changes as one."""

    def change(root: Path) -> None:
        for one in changes:
            one(root)

    return change


CHANGES: dict[str, tuple[Callable[[Path], None], dict[str, Any]]] = {
    "a headline": (bob("Bob's"), {}),
    "what no list shows": (edit("members/ada.yaml", "consent:", "bio: Long ago.\nconsent:"), {}),
    "a name that others print": (edit("content/organizations/acme.md", "name: Acme", "name: Acme Ltd"), {}),
    "a speaker's name": (edit("members/ada.yaml", "name: Ada Lovelace", "name: Ada King"), {}),
    "a skill": (edit("members/ada.yaml", "[GIS, R]", "[GIS, Tides]"), {}),
    "a place": (edit("members/ada.yaml", "{city: London, country: GB}", "{city: Porto, country: PT}"), {}),
    "who comes": (put("members/cyd.yaml", f"name: Cyd\nskills: [GIS]\n{CONSENT}"), {}),
    "who goes": (remove("members/bob.yaml"), {}),
    "an old name": (edit("members/ada.yaml", "aliases: [countess]", "aliases: [lady]"), {}),
    "a picture": (put("members/bob.jpg", photo()), {}),
    "who may see a name": (edit("members/ada.yaml", "consent:", "visibility: {headline: members}\nconsent:"), {}),
    "an event's day": (edit("content/events/agm.md", "2026-12-14", "2026-12-15"), {}),
    "an event that is over": (edit("content/events/agm.md", "2026-12-14", "2025-12-14"), {}),
    "an event without its speaker": (edit("content/events/agm.md", "speakers: [ada]\n", ""), {}),
    "a job that is filled": (edit("content/jobs/analyst.md", "workplace:", "status: filled\nworkplace:"), {}),
    "a job of another": (edit("content/jobs/analyst.md", "organization: acme", "organization: Elsewhere"), {}),
    "an officer": (edit("content/chapters/lisbon.md", "member: ada", "member: bob"), {}),
    "a chapter that goes": (
        several(
            remove("content/chapters/lisbon.md"),
            edit("members/ada.yaml", "chapters: [lisbon], ", ""),
            edit("content/events/agm.md", "chapter: lisbon\n", ""),
        ),
        {},
    ),
    "the last job": (remove("content/jobs/analyst.md"), {}),
    "words": (put("content/vocabulary/skills.yaml", "GIS: [maps]\nStatistics: [R]\n"), {}),
    "news": (put("content/news/more.md", "Title: More\nDate: 2026-11-02\nSlug: more\n\nMore.\n"), {}),
    "no news": (remove("content/news/2026-11-01-open.md"), {}),
    "a page": (put("content/pages/joining.md", "Title: Joining\nSlug: joining\n\nJoin.\n"), {}),
    "a page's words": (edit("content/pages/about.md", "Who we are", "Who we were"), {}),
    "a page's title": (edit("content/pages/about.md", "Title: About", "Title: About us"), {}),
    "an image of staff's": (
        several(
            put("content/images/plan.jpg", photo()),
            put("content/pages/about.md", "Title: About\nSlug: about\n\n![Plan]({static}/images/plan.jpg)\n"),
        ),
        {},
    ),
    "the association's name": (settings("ASSOCIATION['name'] = 'Large Association'"), {}),
    "the language": (settings("DEFAULT_LANG = 'pt'"), {}),
    "the time zone": (settings("TIMEZONE = 'Pacific/Auckland'"), {}),
    "fewer plugins": (lambda root: settings(f"PLUGINS = {settings_for(root)['PLUGINS'][:-1]!r}")(root), {}),
    "the address": (nothing, {"url": "https://other.example.org/below"}),
    "the day": (nothing, {"today": date(2026, 11, 22)}),
    "the day after an event and a job": (nothing, {"today": date(2026, 12, 26)}),
    "another year": (nothing, {"today": date(2027, 1, 1)}),
    "a clock that is set back": (nothing, {"today": date(2020, 1, 1)}),
    "a file with a mistake": (put("members/ada.yaml", f"nam: Ada\n{CONSENT}"), {"quarantine": True}),
    "a mistake in what others name": (
        edit("content/organizations/acme.md", "name:", "nam:"),
        {"quarantine": True},
    ),
}
