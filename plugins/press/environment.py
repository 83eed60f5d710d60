"""The one Jinja environment that prints every page, Pelican's own included."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from plugins.core.naming import locale
from plugins.core.site import Site, watched
from plugins.press.assets import Assets
from plugins.press.formats import filters
from plugins.press.templates import SiteEnvironment

__all__ = ["Links", "make_environment", "speaks"]

NEVER_PRINTED = DictLoader(dict.fromkeys(("archives.html", "tag.html", "category.html", "author.html"), ""))
"""Pelican loads these templates even where none of their pages is asked for."""

Links = Sequence[tuple[str, str]]

OWN_PLACE = ("search/", "saved/")
"""What the head and the foot of a page link to, besides the menus."""

NAMELESS = "*"

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
    environment = SiteEnvironment(
        loader=ChoiceLoader([FileSystemLoader(theme / "templates"), NEVER_PRINTED]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        cache_size=-1,  # all of them, which are few
        auto_reload=False,  # they do not change while a site is printed
    )
    translations = gettext.translation(DOMAIN, theme / "translations", [site.language.replace("-", "_")], fallback=True)
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    environment.filters.update({**filters(site), **_kept(environment, [*navigation, *footer])})
    environment.settle(
        translations.gettext,
        site=watched(site, _refuse_the_day),
        year=site.today.year,
        direction=locale(site.language).text_direction,
        nav=tuple(navigation),
        footer=tuple(footer),
        has_news=has_news,
        features=tuple(sorted(features)),
        asset=lambda name: site.link(assets.url(name)),
    )
    return environment


def _refuse_the_day(_key: str) -> None:
    """A page that knew the day would have to be printed every day."""
    raise ValueError("templates do not know the day; what needs it gets it in its context")


CARDS, PIECES = 16_384, 256
"""How much is kept: some ten megabytes of cards, and furniture for each entry of the menus."""


def _kept(environment: SiteEnvironment, menus: Links) -> Mapping[str, Callable[..., Markup]]:
    """Filters that print the same only once: what many pages show."""
    own = {"", *OWN_PLACE, *(url for _label, url in menus)}

    @lru_cache(CARDS)
    def once(value: Any, macro: Callable[..., Markup], *others: Any, **named: Any) -> Markup:
        """What a macro prints of a frozen value: a macro takes arguments only, so that equal ones print the same."""
        return macro(value, *others, **named)

    @lru_cache(PIECES)
    def piece(place: str, template: str) -> Markup:
        return Markup(environment.get_template(template).render(url=place))  # noqa: S704  printed by a template

    def furniture(url: str, template: str) -> Markup:
        """A part of all pages, which may differ by what the menus say of the page's URL, and by nothing else.

        A page that no menu names gets what a nameless one below the same entry would get.
        """
        above = [place for place in own if place and url.startswith(place)]
        return piece(url if url in own else max(above, key=len, default="") + NAMELESS, template)

    return {"once": once, "furniture": furniture}
