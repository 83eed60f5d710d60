"""An association's pelicanconf.py with the settings that have one right answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.settings import get_settings_from_file, read_settings

__all__ = ["PROJECT", "SettingsError", "settings_for"]

PROJECT = Path(__file__).resolve().parents[2]
"""Where these plugins and the theme lie."""

NEEDED = ("ASSOCIATION", "SITEURL", "TIMEZONE", "DEFAULT_LANG")

FIXED: dict[str, Any] = {
    "PLUGIN_PATHS": [str(PROJECT)],
    "THEME": str(PROJECT / "theme"),
    "THEME_STATIC_PATHS": [],  # the press prints them, under names made of their bytes
    # Contributed files are never Pelican's to read, and its readers for HTML and reStructuredText trust their authors.
    "READERS": {"html": None, "rst": None},
    "ARTICLE_PATHS": ["news"],
    "PAGE_PATHS": ["pages"],
    "STATIC_PATHS": ["images"],
    "ARTICLE_URL": "news/{slug}/",
    "ARTICLE_SAVE_AS": "news/{slug}/index.html",
    "PAGE_URL": "{slug}/",
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
    "DEFAULT_CATEGORY": "news",
    "CACHE_CONTENT": False,  # Pelican's cache is a pickle that goes by the time of files
    "LOAD_CONTENT_CACHE": False,
    "MARKDOWN": {
        "extension_configs": {"markdown.extensions.extra": {}, "markdown.extensions.meta": {}},
        "output_format": "html5",
    },
    "DELETE_OUTPUT_DIRECTORY": False,
    "WITH_FUTURE_DATES": True,
}


WITHOUT_NEWS: dict[str, Any] = {"DIRECT_TEMPLATES": [], "FEED_ALL_ATOM": None}
"""An empty feed would carry the time of the build, and an empty list is no news."""


class SettingsError(ValueError):
    """A pelicanconf.py that lacks something, in words for staff."""


def settings_for(root: Path, **chosen: Any) -> dict[str, Any]:
    """The settings of the association at `root`; `chosen` are those of one build, such as SITEURL."""
    file = root / "pelicanconf.py"
    if not file.is_file():
        raise SettingsError(f"{file} is missing; an association's folder holds pelicanconf.py, content/ and members/")
    if not (root / "content").is_dir():
        raise SettingsError(f"{root / 'content'} is missing; make the folder, even if nothing is in it yet")
    written = get_settings_from_file(str(file))
    missing = [name for name in NEEDED if name not in written]
    if missing:
        raise SettingsError(f"{file} does not say {', '.join(missing)}; see the pelicanconf.py of the demonstration")
    fixed = {
        **FIXED,
        "PATH": str(root / "content"),
        "SITENAME": written["ASSOCIATION"]["name"],
        "LANGUAGE_TAG": written["DEFAULT_LANG"],  # Pelican puts its own in small letters
        **({} if any((root / "content/news").glob("*.md")) else WITHOUT_NEWS),
        "PLUGINS": written.get("PLUGINS") or get_settings_from_file(str(PROJECT / "pelicanconf.py"))["PLUGINS"],
    }
    settings: dict[str, Any] = read_settings(str(file), override={**fixed, **chosen})
    settings["FEED_DOMAIN"] = settings["SITEURL"]
    return settings
