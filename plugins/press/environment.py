"""The one Jinja environment that prints every page, Pelican's own included."""

from __future__ import annotations

import gettext
from collections.abc import Sequence, Set
from pathlib import Path

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined

from plugins.core.site import Site
from plugins.press.assets import Assets
from plugins.press.formats import filters

__all__ = ["Links", "make_environment", "speaks"]

NEVER_PRINTED = DictLoader(dict.fromkeys(("archives.html", "tag.html", "category.html", "author.html"), ""))
"""Pelican loads these templates even where none of their pages is asked for."""

Links = Sequence[tuple[str, str]]


DOMAIN = "guildhall"
WRITTEN_IN = "en"


def speaks(theme: Path, language: str) -> bool:
    """Whether the theme has its words in this language (BCP 47): English, or a translation in its folder."""
    found = gettext.find(DOMAIN, theme / "translations", [language.replace("-", "_")])
    return language.partition("-")[0] == WRITTEN_IN or found is not None


def make_environment(
    theme: Path,
    site: Site,
    assets: Assets,
    navigation: Links,
    footer: Links,
    *,
    has_news: bool,
    features: Set[str] = frozenset(),
) -> Environment:
    """An environment whose templates may read their context and the site, and nothing else: all else is an error.

    `navigation` and `footer` are labels with URLs; `has_news` says whether there is a feed to point to; `features` are
    the names of the plugins in use, for what one of them has on all pages: "saved".
    """
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(theme / "templates"), NEVER_PRINTED]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    translations = gettext.translation(DOMAIN, theme / "translations", [site.language.replace("-", "_")], fallback=True)
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    environment.filters.update(filters(site))
    environment.globals.update(
        site=site,
        nav=tuple(navigation),
        footer=tuple(footer),
        has_news=has_news,
        features=features,
        asset=lambda name: site.link(assets.url(name)),
    )
    return environment
