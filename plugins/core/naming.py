"""Names of countries and languages in the language of the site, from Unicode's data."""

from __future__ import annotations

import functools

import babel

__all__ = ["country_name", "language_name", "locale"]


@functools.cache
def locale(language: str) -> babel.Locale:
    """The locale of a BCP 47 tag."""
    return babel.Locale.parse(language, sep="-")


def country_name(code: str, language: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2): "PT" is "Portugal" in English."""
    name: str = locale(language).territories.get(code, code)
    return name


def language_name(tag: str, language: str) -> str:
    """The name of a language (BCP 47): "pt-BR" is "Portuguese (Brazil)" in English."""
    in_language = locale(language)
    first, *rest = tag.split("-")
    name: str = in_language.languages.get(first, tag)
    details = [in_language.scripts.get(part) or in_language.territories.get(part) or part for part in rest]
    return f"{name} ({', '.join(details)})" if details else name
