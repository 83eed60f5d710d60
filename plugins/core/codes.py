"""Codes of countries, languages, time zones and currencies, found by what people write in their place."""

from __future__ import annotations

import functools
import importlib.resources
import re
import zoneinfo
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import babel
import babel.core
import babel.localedata
import babel.numbers

from plugins.core.text import fold

__all__ = [
    "cities",
    "countries",
    "country_code",
    "currency_code",
    "currency_meant",
    "is_language",
    "language_tag",
    "time_zone",
    "time_zone_meant",
    "time_zones",
]

# The zones are those of the pinned package tzdata, so that instants are the same on every machine.
zoneinfo.reset_tzpath(())
zoneinfo.ZoneInfo.clear_cache()

# Codes that Unicode's data hold beside the countries of ISO 3166-1: unions, islands without a code, test regions.
NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"])

COUNTRIES_ALSO_CALLED = MappingProxyType({
    "america": "US", "brunei darussalam": "BN", "cape verde": "CV", "cote d'ivoire": "CI", "czech republic": "CZ",
    "democratic republic of the congo": "CD", "dr congo": "CD", "east timor": "TL", "el": "GR", "england": "GB",
    "great britain": "GB", "holland": "NL", "hong kong": "HK", "iran, islamic republic of": "IR",
    "ivory coast": "CI", "korea": "KR", "korea, republic of": "KR", "lao people's democratic republic": "LA",
    "macau": "MO", "macao": "MO", "macedonia": "MK", "myanmar": "MM", "northern ireland": "GB", "palestine": "PS",
    "republic of ireland": "IE", "republic of korea": "KR", "republic of moldova": "MD", "russian federation": "RU",
    "scotland": "GB", "swaziland": "SZ", "syrian arab republic": "SY", "tanzania, united republic of": "TZ",
    "the gambia": "GM", "turkey": "TR", "uae": "AE", "uk": "GB", "united kingdom of great britain": "GB",
    "united states of america": "US", "viet nam": "VN", "wales": "GB",
})  # fmt: skip

LANGUAGES_ALSO_CALLED = MappingProxyType({
    "bahasa indonesia": "id", "bahasa malaysia": "ms", "bokmal": "nb", "brazilian": "pt-BR", "cantonese": "yue",
    "castilian": "es", "cn": "zh", "cz": "cs", "dk": "da", "farsi": "fa", "gr": "el", "jp": "ja", "mandarin": "zh",
    "modern greek": "el", "nynorsk": "nn", "tagalog": "fil", "ua": "uk",
})  # fmt: skip

ZONES_MEANT = MappingProxyType({
    "ACDT": "Australia/Adelaide", "ACST": "Australia/Adelaide", "ADT": "America/Halifax", "AEDT": "Australia/Sydney",
    "AEST": "Australia/Sydney", "AKDT": "America/Anchorage", "AKST": "America/Anchorage",
    "ART": "America/Argentina/Buenos_Aires", "AST": "America/Halifax", "AWST": "Australia/Perth",
    "BRT": "America/Sao_Paulo", "BST": "Europe/London", "CAT": "Africa/Maputo", "CDT": "America/Chicago",
    "CEST": "Europe/Paris",
    "CET": "Europe/Paris", "CST": "America/Chicago", "CT": "America/Chicago", "EAT": "Africa/Nairobi",
    "EDT": "America/New_York", "EEST": "Europe/Athens", "EET": "Europe/Athens", "EST": "America/New_York",
    "ET": "America/New_York", "GMT": "Europe/London", "HKT": "Asia/Hong_Kong", "HST": "Pacific/Honolulu",
    "IST": "Asia/Kolkata", "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "MDT": "America/Denver", "MESZ": "Europe/Berlin",
    "MEZ": "Europe/Berlin", "MSK": "Europe/Moscow", "MST": "America/Denver", "MT": "America/Denver",
    "NDT": "America/St_Johns", "NST": "America/St_Johns", "NZDT": "Pacific/Auckland", "NZST": "Pacific/Auckland",
    "PDT": "America/Los_Angeles", "PHT": "Asia/Manila", "PKT": "Asia/Karachi", "PST": "America/Los_Angeles",
    "PT": "America/Los_Angeles", "SAST": "Africa/Johannesburg", "SGT": "Asia/Singapore", "TRT": "Europe/Istanbul",
    "WAT": "Africa/Lagos", "WEST": "Europe/Lisbon", "WET": "Europe/Lisbon", "WIB": "Asia/Jakarta",
})  # fmt: skip
"""The zone that most people mean by an abbreviation; each is that of other places too."""

CURRENCIES_MEANT = MappingProxyType({
    "$": "USD", "dollar": "USD", "dollars": "USD", "us$": "USD", "£": "GBP", "pound": "GBP", "pounds": "GBP",
    "pound sterling": "GBP", "sterling": "GBP", "¥": "JPY", "rmb": "CNY", "renminbi": "CNY", "franc": "CHF",
    "francs": "CHF", "sfr": "CHF", "rupee": "INR", "rupees": "INR", "real": "BRL", "reais": "BRL",
})  # fmt: skip
"""The currency that most people mean, though others have that name or sign too."""

LANGUAGE_TAG = re.compile(
    r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|[0-9]{3}))?(?:-[a-z0-9]{5,8}|-[0-9][a-z0-9]{3})*"
)
MAX_WRITTEN = 80
"""No name of any of these is longer."""


@functools.cache
def countries() -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 codes and their English names."""
    names = babel.Locale("en").territories
    return {code: names[code] for code in sorted(names) if re.fullmatch("[A-Z]{2}", code) and code not in NOT_COUNTRIES}


def country_code(text: str) -> str:
    """The code of a country by its name in English or in a language of its own, or by another code; else ""."""
    folded = fold(text[:MAX_WRITTEN].replace("’", "'")).rstrip(".").replace("u.s.a", "usa").replace("u.k", "uk")
    names = _country_names()
    found = names.get(folded) or names.get(folded.removeprefix("the ")) or names.get(folded.replace(".", ""))
    return found or _own_country_names().get(folded, "")


@functools.cache
def _country_names() -> Mapping[str, str]:
    names = {fold(name.replace("’", "'")): code for code, name in countries().items()}
    names |= {name.replace("&", "and"): code for name, code in names.items()}
    for alias, codes in babel.core.get_global("territory_aliases").items():  # ISO 3166-1 alpha-3 is among them
        if re.fullmatch("[A-Z]{3}", alias) and len(codes) == 1 and codes[0] in countries():
            names[alias.casefold()] = codes[0]
    return {**names, **COUNTRIES_ALSO_CALLED, **{code.casefold(): code for code in countries()}}


@functools.cache
def _own_country_names() -> Mapping[str, str]:
    """Countries by their names in the languages that are official there, which takes a third of a second to learn."""
    spoken = babel.core.get_global("territory_languages")
    own = [
        (babel.localedata.load(language)["territories"].get(code, ""), code)
        for code in countries()
        for language, facts in sorted(spoken.get(code, {}).items())
        if facts["official_status"] in {"official", "de_facto_official"} and babel.localedata.exists(language)
    ]
    return _unambiguous((fold(name), code) for name, code in own)


def _unambiguous(pairs: Iterator[tuple[str, str]]) -> Mapping[str, str]:
    """Names and codes without names that several codes have."""
    found: dict[str, set[str]] = {}
    for name, code in pairs:
        found.setdefault(name, set()).add(code)
    return {name: min(codes) for name, codes in found.items() if name and len(codes) == 1}


@functools.lru_cache(maxsize=10_000)
def is_language(tag: str) -> bool:
    """Whether a tag of BCP 47 has a known language, and a known script and region where it names them.

    Variants, such as that of de-1996, are only looked at for their form.
    """
    english = babel.Locale("en")
    found = LANGUAGE_TAG.fullmatch(tag)
    if found is None:
        return False
    language, script, region = found.groups()
    return (
        language in english.languages
        and (not script or script in english.scripts)
        and (not region or region in english.territories)
    )


def language_tag(text: str) -> str:
    """The tag of a language by its name in English or its own, a country in brackets, or by another code; else ""."""
    text = text[:MAX_WRITTEN].strip()
    name = fold(text)
    usual = _usual_case(text)
    if text.isupper() and is_language(usual):  # nobody writes a name so: GA is Irish, and Ga may be the language Ga
        return usual
    alias: str = babel.core.get_global("language_aliases").get(name, "")
    found = {_language_names().get(name, ""), usual if is_language(usual) else "", alias if is_language(alias) else ""}
    found -= {""}
    if found:
        return found.pop() if len(found) == 1 else ""
    if own := _own_language_names().get(name):
        return own
    if regional := re.fullmatch(r"(.+?) ?\((.+)\)", text):
        tag = f"{language_tag(regional[1])}-{country_code(regional[2])}"
        return tag if is_language(tag) else ""
    return ""


def _usual_case(tag: str) -> str:
    """A tag with hyphens and the capitals that BCP 47 recommends: zh_hans_cn is zh-Hans-CN."""
    language, *rest = tag.replace("_", "-").split("-")
    cased = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest]
    return "-".join([language.lower(), *cased])


@functools.cache
def _language_names() -> Mapping[str, str]:
    english = sorted(babel.Locale("en").languages.items(), reverse=True)
    return {**{fold(name): tag.replace("_", "-") for tag, name in english}, **LANGUAGES_ALSO_CALLED}


@functools.cache
def _own_language_names() -> Mapping[str, str]:
    """Languages by what they call themselves, which takes a fifth of a second to learn."""
    tags = [tag for tag in sorted(babel.localedata.locale_identifiers()) if "_" not in tag and is_language(tag)]
    return _unambiguous((fold(babel.localedata.load(tag)["languages"].get(tag, "")), tag) for tag in tags)


@functools.cache
def time_zones() -> frozenset[str]:
    """The names of the IANA time zone database, abbreviations left out."""
    names = importlib.resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return frozenset(name for name in names if "/" in name and not name.startswith("Etc/")) | {"UTC"}


def time_zone(text: str) -> str:
    """The name of a time zone that is written with other capitals, or with spaces for its underscores; else ""."""
    folded = "_".join(text[:MAX_WRITTEN].casefold().split())
    return next((name for name in sorted(time_zones()) if name.casefold() == folded), "")


def time_zone_meant(text: str) -> str:
    """The time zone that most people mean by an abbreviation, a city, or its name in Windows; else ""."""
    if found := ZONES_MEANT.get(text.upper().strip()):
        return found
    windows: str = babel.core.get_global("windows_zone_mapping").get(text.strip(), "")
    return windows if windows in time_zones() else cities().get(fold(text[:MAX_WRITTEN]), "")


@functools.cache
def cities() -> Mapping[str, str]:
    """Time zones by the city of their name; of two that are one, the first."""
    return {fold(name.rpartition("/")[2].replace("_", " ")): name for name in sorted(time_zones(), reverse=True)}


def currency_code(text: str) -> str:
    """The code of a currency by its name or sign, where no other of today has it; else ""."""
    code = text[:MAX_WRITTEN].strip().upper()
    if code in babel.numbers.list_currencies():
        return code
    name = fold(text[:MAX_WRITTEN])
    names = _currency_names()
    return names.get(name) or names.get(name.removesuffix("s")) or ""


def currency_meant(text: str) -> str:
    """The currency that most people mean by a name or sign that several have; else ""."""
    return CURRENCIES_MEANT.get(fold(text[:MAX_WRITTEN]).rstrip("."), "")


@functools.cache
def _currency_names() -> Mapping[str, str]:
    """The currencies of today by their English names, the last words of those, and their signs, where one has it."""
    english = babel.Locale("en")
    today = {code for country in countries() for code in babel.numbers.get_territory_currencies(country)}
    whole = [(fold(english.currencies[code]), code) for code in sorted(today) if code in english.currencies]
    short = [(name.split()[-1], code) for name, code in whole]
    signs = [(fold(sign), code) for code, sign in english.currency_symbols.items() if code in today and sign != code]
    taken = Counter(name for name, _code in short)
    named = {name: code for name, code in short if taken[name] == 1} | dict(whole)
    return {name: code for name, code in [*named.items(), *signs] if name not in CURRENCIES_MEANT}
