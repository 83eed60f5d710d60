"""An association's pelicanconf.py with the settings that have one right answer."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from babel import UnknownLocaleError

from plugins.core.forges import KINDS
from plugins.core.naming import locale
from plugins.core.problems import did_you_mean
from plugins.core.site import Association
from plugins.core.standards import time_zones
from plugins.press.places import PROJECT, SETTINGS, THEME

__all__ = ["SettingsError", "settings_for", "wrong_staff"]

BRANCH = re.compile(r"[A-Za-z0-9][\w./-]*", re.ASCII)

NEEDED = ("ASSOCIATION", "SITEURL", "TIMEZONE", "DEFAULT_LANG")

FIXED: dict[str, Any] = {
    "PLUGIN_PATHS": [str(PROJECT)],
    "THEME": str(THEME),
    "THEME_STATIC_PATHS": [],  # the press prints them, under names made of their bytes
    # Contributed files are never Pelican's to read, and its readers for HTML and reStructuredText trust their authors.
    "READERS": {"html": None, "rst": None},
    "ARTICLE_PATHS": ["news"],
    "PAGE_PATHS": ["pages"],
    "STATIC_PATHS": ["images"],
    "STATIC_CREATE_LINKS": False,  # what is published must not change with its source
    "ARTICLE_URL": "news/{slug}/",
    "ARTICLE_LANG_URL": "news/{slug}-{lang}/",
    "ARTICLE_LANG_SAVE_AS": "news/{slug}-{lang}/index.html",
    "ARTICLE_SAVE_AS": "news/{slug}/index.html",
    "PAGE_URL": "{slug}/",
    "PAGE_LANG_URL": "{slug}-{lang}/",
    "PAGE_LANG_SAVE_AS": "{slug}-{lang}/index.html",
    "PAGE_SAVE_AS": "{slug}/index.html",
    "DRAFT_SAVE_AS": "",
    "DRAFT_PAGE_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "TAG_SAVE_AS": "",
    "AUTHOR_SAVE_AS": "",
    "DIRECT_TEMPLATES": ["news"],
    "NEWS_URL": "news/",
    "NEWS_SAVE_AS": "news/index.html",
    "PAGINATED_TEMPLATES": {"news": 20},
    "PAGINATION_PATTERNS": [
        (1, "{url}", "{save_as}"),
        (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
    ],
    "FEED_ALL_ATOM": "news/feed.xml",
    "CATEGORY_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
    "LOCALE": ["C.UTF-8", "C"],  # never the machine's own: dates are Babel's
    "DEFAULT_METADATA": {"category": "news"},  # Pelican asks every article for one
    "CACHE_CONTENT": False,  # Pelican's cache is a pickle that goes by the time of files
    "LOAD_CONTENT_CACHE": False,
    "MARKDOWN": {
        "extension_configs": {"markdown.extensions.extra": {}, "markdown.extensions.meta": {}},
        "output_format": "html5",
    },
    "DELETE_OUTPUT_DIRECTORY": False,
    "WITH_FUTURE_DATES": True,
}


class SettingsError(ValueError):
    """A pelicanconf.py that lacks something, in words for staff."""


def settings_for(root: Path, **chosen: Any) -> dict[str, Any]:
    """The settings of the association at `root`, ours and Pelican's; `chosen` are those of one build, such as SITEURL.

    Raises SettingsError for what pelicanconf.py lacks or has wrong.
    """
    written = {**_written(root), **chosen}
    wrong = [*_wrong_facts(written), *_wrong_place(written), *_wrong_forge(written.get("FORGE"))]
    if wrong := [*wrong, *wrong_staff(written.get("STAFF", []))]:
        raise SettingsError(f"{root / SETTINGS}: " + "; ".join(wrong))
    fixed = {
        **FIXED,
        "PATH": str(root / "content"),
        "SITENAME": written["ASSOCIATION"]["name"],
        "SITEURL": written["SITEURL"].rstrip("/"),
        "LANGUAGE_TAG": written["DEFAULT_LANG"],  # Pelican puts its own in small letters
        "PLUGINS": list(written["PLUGINS"]),
    }
    return {**written, **fixed, "FEED_DOMAIN": fixed["SITEURL"]}


def _read(path: Path) -> dict[str, Any]:
    """What a file of settings says, as Pelican reads one: its names in capitals."""
    return {name: value for name, value in runpy.run_path(str(path)).items() if name.isupper()}


def _written(root: Path) -> dict[str, Any]:
    """What an association's pelicanconf.py says; without PLUGINS, those of the demonstration."""
    if not (root / SETTINGS).is_file():
        raise SettingsError(f"{root / SETTINGS} is missing; an association's folder holds it, content/ and members/")
    if not (root / "content").is_dir():
        raise SettingsError(f"{root / 'content'} is missing; make the folder, even if nothing is in it yet")
    try:
        written = _read(root / SETTINGS)
        if not written.get("PLUGINS"):
            written["PLUGINS"] = _read(PROJECT / SETTINGS)["PLUGINS"]
    except Exception as error:  # whatever a Python file can raise
        raise SettingsError(f"{root / SETTINGS} cannot be read: {error!r}") from error
    if missing := [name for name in NEEDED if name not in written]:
        raise SettingsError(f"{root / SETTINGS} does not say {', '.join(missing)}; see that of the demonstration")
    return written


def _wrong_facts(written: Mapping[str, Any]) -> Iterator[str]:
    facts = written["ASSOCIATION"]
    known = {field.name: field.default is MISSING for field in fields(Association)}
    for name in sorted(facts.keys() - known.keys()):
        yield f"ASSOCIATION has no '{name}'{did_you_mean(name, known)}"
    for name, needed in known.items():
        if needed and not facts.get(name):
            yield f"ASSOCIATION needs '{name}'"


def _wrong_place(written: Mapping[str, Any]) -> Iterator[str]:
    address = urlsplit(str(written["SITEURL"]))
    if address.scheme not in {"http", "https"} or not address.hostname or " " in written["SITEURL"]:
        yield f"SITEURL is the site's whole address, such as https://example.org, not '{written['SITEURL']}'"
    if written["TIMEZONE"] not in time_zones():
        yield f"TIMEZONE is a name such as Europe/Lisbon, not '{written['TIMEZONE']}'"
    try:
        locale(written["DEFAULT_LANG"])
    except (ValueError, UnknownLocaleError):
        yield f"DEFAULT_LANG is a language's tag such as en-GB, not '{written['DEFAULT_LANG']}'"
    if "plugins.press" not in written["PLUGINS"]:
        yield "PLUGINS needs 'plugins.press', which prints the site"


def _wrong_forge(written: object) -> Iterator[str]:
    """What is wrong with FORGE: where the association's files are kept, if anybody may write to them there."""
    example = '{"kind": "github", "url": "https://github.com/leadline/site", "branch": "main"}'
    if written is None:
        return
    if not isinstance(written, dict) or not written.keys() <= {"kind", "url", "branch"}:
        yield f"FORGE says where the files are kept, as {example}, not {written!r}"
        return
    if written.get("kind") not in KINDS:
        yield f"FORGE needs a 'kind', one of {', '.join(KINDS)} (which is Gitea's too), not {written.get('kind')!r}"
    address = urlsplit(str(written.get("url", "")))
    if address.scheme != "https" or not address.hostname or not address.path.strip("/") or address.query:
        yield f"FORGE needs the 'url' of the repository's own page, as in {example}, not {written.get('url')!r}"
    if not BRANCH.fullmatch(str(written.get("branch", "main"))):
        yield f"FORGE has the 'branch' {written['branch']!r}, which is no name of one; leave it out for main"


def wrong_staff(written: object) -> Iterator[str]:
    """What is wrong with STAFF: who may change everything, each by the name and the number of an account."""
    example = 'STAFF is a list of names with numbers of accounts, such as [("ada-lovelace", 1234)]'
    if not isinstance(written, list | tuple):
        yield f"{example}, not {written!r}"
        return
    for one in written:
        pair = isinstance(one, list | tuple) and len(one) == 2
        if not pair or not isinstance(one[0], str) or type(one[1]) is not int or one[1] < 1:
            yield f"{example}; {one!r} is none"
    numbers = [one[1] for one in written if isinstance(one, list | tuple) and len(one) == 2]
    if twice := sorted({str(one) for one in numbers if numbers.count(one) > 1}):
        yield f"STAFF has the number {', '.join(twice)} twice; each account is another person's"
