"""Edits of what staff write: news, pages, images, the vocabulary, settings; and the day and the audience."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import yaml

from benchmarks.edits.of_records import drawn
from benchmarks.edits.place import FIRST_DAY, Place

__all__ = ["EDITS"]

VOCABULARY = "content/vocabulary/skills.yaml"
SETTINGS = "pelicanconf.py"
FEATURES = ("frontpage", "directory", "events", "jobs", "organizations", "chapters", "saved", "search")
LANGUAGES = ("en-GB", "en", "de", "pt-PT", "fr", "ja", "ar", "en-US")
ZONES = ("Europe/London", "Asia/Tokyo", "America/Lima", "Pacific/Auckland", "UTC")
ADDRESSES = (
    "https://leadline.example.org",
    "https://example.org/society",
    "https://example.org/a/longer/path/",
    "http://localhost:8000",
)
DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b")
COPIED = "content/images/copied.png"


def news_added(place: Place, rng: Random) -> str:
    """An article of some day."""
    day = FIRST_DAY - timedelta(days=rng.randrange(800) - 30)
    path = f"content/news/{day}-number-{place.number}-{rng.randrange(1000)}.md"
    place.write(path, f"Title: Number {place.number}\nDate: {day}\nSlug: {path[13:-3]}\n\nNews of *number {day}*.\n")
    return path


def page_added(place: Place, rng: Random) -> str:
    """A page of staff's, which every page's foot links to."""
    slug = f"page-{place.number}-{rng.randrange(1000)}"
    place.write(f"content/pages/{slug}.md", f"Title: Page {place.number}\nSlug: {slug}\n\nWhat staff have to say.\n")
    return slug


def prose_changed(place: Place, rng: Random) -> str:
    """Some words more in an article or a page, or another title."""
    path = _prose(place, rng)
    if rng.random() < 0.5:
        place.write(path, place.read(path).rstrip() + f"\n\nEdited in number {place.number}.\n")
    else:
        place.write(path, re.sub(r"(?m)^Title: .*$", f"Title: Title {place.number}", place.read(path), count=1))
    return path


def prose_hidden(place: Place, rng: Random) -> str:
    """An article or a page that no list names, or that is not printed at all; or is again."""
    path = _prose(place, rng)
    text = place.read(path)
    status = rng.choice(["hidden", "draft", "published"])
    place.write(path, f"Status: {status}\n" + re.sub(r"(?m)^Status: .*\n", "", text))
    return f"{path}: {status}"


def prose_removed(place: Place, rng: Random) -> str:
    """An article or a page that no other links to."""
    texts = "".join(place.read(path) for path in place.files("content/pages", ".md"))
    paths = [*place.files("content/pages", ".md"), *place.files("content/news", ".md")]
    path = rng.choice([path for path in paths if path.removeprefix("content") not in texts])
    place.remove(path)
    return path


def image_linked(place: Place, rng: Random) -> str:
    """An image in an article, or another one under its name."""
    if not place.exists(COPIED):
        path = _prose(place, rng, "news")
        place.write(path, place.read(path).rstrip() + "\n\n![A stripe]({static}/images/copied.png)\n")
    place.write(COPIED, drawn(rng, ".png"))
    return COPIED


def image_removed(place: Place, rng: Random) -> str:
    """The image away, and whatever shows it."""
    if not place.exists(COPIED):
        return image_linked(place, rng)
    place.remove(COPIED)
    for path in place.files("content/news", ".md"):
        text = place.read(path)
        if "copied.png" in text:
            place.write(path, text.replace("![A stripe]({static}/images/copied.png)", ""))
    return COPIED


def _prose(place: Place, rng: Random, *folders: str) -> str:
    return rng.choice([path for one in folders or ("news", "pages") for path in place.files(f"content/{one}", ".md")])


def term_added(place: Place, rng: Random) -> str:
    """A term that somebody's profile has, or a new one."""
    terms = _vocabulary(place)
    terms[f"Term {place.number}"] = [f"Way {place.number} {rng.randrange(100)}"]
    return _keep(place, terms, f"Term {place.number}")


def synonym_added(place: Place, rng: Random) -> str:
    """Another term, taken out, becomes a way to write this one."""
    terms = _vocabulary(place)
    other = rng.choice(list(terms))
    ways = terms.pop(other) or []
    term = rng.choice(list(terms))
    terms[term] = [*(terms[term] or []), other, *ways]
    return _keep(place, terms, f"{other} is {term}")


def term_removed(place: Place, rng: Random) -> str:
    """A term and its ways."""
    terms = _vocabulary(place)
    term = rng.choice(list(terms))
    del terms[term]
    return _keep(place, terms, term)


def term_renamed(place: Place, rng: Random) -> str:
    """A term is printed otherwise; what it was is a way to write it."""
    terms = _vocabulary(place)
    term = rng.choice(list(terms))
    renamed = {(f"{one} {place.number}" if one == term else one): ways for one, ways in terms.items()}
    renamed[f"{term} {place.number}"] = [*(terms[term] or []), term]
    return _keep(place, renamed, term)


def _vocabulary(place: Place) -> dict[str, Any]:
    terms: dict[str, Any] = yaml.load(place.read(VOCABULARY), yaml.CBaseLoader)  # noqa: S506  nothing but texts
    return {term: ways or None for term, ways in terms.items()}


def _keep(place: Place, terms: dict[str, Any], said: str) -> str:
    lines = (f'"{term}": {f"[{str(ways)[1:-1]}]" if ways else ""}\n' for term, ways in terms.items())
    place.write(VOCABULARY, "".join(lines))
    return said


def fact_changed(place: Place, rng: Random) -> str:
    """The association's name, its description, or its address."""
    key = rng.choice(["name", "short_name", "email"])
    value = f"office{place.number}@example.org" if key == "email" else f"Society {place.number}"
    return _set(place, rf'"{key}": "[^"]*"', f'"{key}": "{value}"')


def address_changed(place: Place, rng: Random) -> str:
    """The site's address, with a path below its host or without."""
    return _set(place, r'SITEURL = "[^"]*"', f'SITEURL = "{rng.choice(ADDRESSES)}"')


def language_changed(place: Place, rng: Random) -> str:
    """The site's language."""
    return _set(place, r'DEFAULT_LANG = "[^"]*"', f'DEFAULT_LANG = "{rng.choice(LANGUAGES)}"')


def zone_changed(place: Place, rng: Random) -> str:
    """The association's time zone."""
    return _set(place, r'TIMEZONE = "[^"]*"', f'TIMEZONE = "{rng.choice(ZONES)}"')


def feature_toggled(place: Place, rng: Random) -> str:
    """A site without one of its features; or, where one is missing, with all of them."""
    missing = [name for name in FEATURES if f'    "plugins.{name}",\n' not in place.read(SETTINGS)]
    used = FEATURES if missing else [name for name in FEATURES if name != rng.choice(FEATURES)]
    lines = "".join(f'    "plugins.{name}",\n' for name in ("press", *used))
    return _set(place, r"PLUGINS = \[\n[^]]*\]", f"PLUGINS = [\n{lines}]")


def settings_broken(place: Place, rng: Random) -> str:
    """A slip of the pen in the settings: a build must refuse."""
    place.breaks = True
    slips = [(r"ASSOCIATION = {", "ASSOCIATION = {{"), (r"TIMEZONE = .*", 'TIMEZONE = "Leith"'), ("SITEURL", "SITEULR")]
    return _set(place, *rng.choice(slips))


def _set(place: Place, pattern: str, to: str) -> str:
    text = re.sub(pattern, lambda _: to, place.read(SETTINGS), count=1)
    place.write(SETTINGS, text)
    return to.replace("\n", " ")


def clock_forward(place: Place, rng: Random) -> str:
    """A day on which something that the files name begins, or is over."""
    return _move(place, rng, lambda day: day > place.state.today)


def clock_back(place: Place, rng: Random) -> str:
    """Such a day that is past already, or the first day."""
    return _move(place, rng, lambda day: day < place.state.today)


def _move(place: Place, rng: Random, wanted: Callable[[date], bool]) -> str:
    named = {found for path in place.files("content", ".md") for found in DAY.findall(place.read(path))}
    days = [date.fromisoformat(one) + timedelta(days=more) for one in sorted(named) for more in (0, 1)]
    years = [date(year, 1, 1) for year in (2026, 2027, 2028)]
    near = [day for day in (FIRST_DAY, *days, *years) if abs((day - FIRST_DAY).days) < 800]
    day = rng.choice([day for day in near if wanted(day)])
    place.state = replace(place.state, today=day)
    return day.isoformat()


def audience_changed(place: Place, rng: Random) -> str:
    """The same output, built for others."""
    others = [one for one in ("public", "members", "staff") if one != place.state.audience]
    place.state = replace(place.state, audience=rng.choice(others))
    return place.state.audience


def processes_changed(place: Place, _rng: Random) -> str:
    """The work is done here alone, or by several processes."""
    place.state = replace(place.state, jobs=3 - place.state.jobs)
    return str(place.state.jobs)


EDITS: tuple[Callable[[Place, Random], str], ...] = (
    news_added,
    page_added,
    prose_changed,
    prose_hidden,
    prose_removed,
    image_linked,
    image_removed,
    term_added,
    synonym_added,
    term_removed,
    term_renamed,
    fact_changed,
    address_changed,
    language_changed,
    zone_changed,
    feature_toggled,
    settings_broken,
    clock_forward,
    clock_back,
    audience_changed,
    processes_changed,
)
