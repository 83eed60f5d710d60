"""Text as people compare it: folded for search and sorting, and turned into the parts of addresses."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from types import MappingProxyType

__all__ = ["LETTERS", "MARKS", "fold", "initials", "letter", "term_slug"]

LETTERS = MappingProxyType(
    {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ς": "σ", "ة": "ه"}
    | dict(zip("øđðłħıŋŧəىیک", "oddlhinteييك", strict=True))
)
"""Letters that Unicode does not decompose, as they are commonly written where they cannot be typed."""

MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Signs that are left out: accents of Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic, and what chooses
among the forms of one character. The signs of other scripts are letters in all but name, and stay."""

SPOKEN = ((r"\+", " plus "), (r"#", " sharp "), (r"&", " and "), (r"(?<!\w)\.(?=\w)", "dot "))
_LETTERS = str.maketrans(dict(LETTERS))
_MARKS = re.compile(f"[{MARKS}]")
NO_LETTER = "other"
MAX_TERM_SLUG = 60


def fold(text: str) -> str:
    """Lower case, without accents, one space between words: "Łukasz  Sørensen" is "lukasz sorensen".

    A search in the browser folds what is typed by the same steps, tables and all (theme/static/js/search).
    """
    if text.isascii():  # of which no letter has an accent or another form
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    return " ".join(unicodedata.normalize("NFC", _MARKS.sub("", plain)).split())


@functools.lru_cache(maxsize=50_000)
def term_slug(term: str) -> str:
    """The last part of a term's URL. Terms with one slug are one term, however they are written.

    "GIS" and "gis" are "gis", "C++" is "c-plus-plus", ".NET" is "dot-net". What ASCII cannot say, or not in 60
    characters, is kept apart by a digest: "統計" is "term-" and eight hexadecimal digits.
    """
    folded = fold(term)
    spoken = folded
    for sign, word in SPOKEN:
        spoken = re.sub(sign, word, spoken)
    slug = "-".join(re.findall(r"[a-z0-9]+", spoken))
    if slug and len(slug) <= MAX_TERM_SLUG and all(sign.isascii() for sign in folded if sign.isalnum()):
        return slug
    digest = hashlib.sha256(folded.encode()).hexdigest()[:8]
    return f"{slug[:MAX_TERM_SLUG].rstrip('-') or 'term'}-{digest}"


def letter(sort_key: str) -> str:
    """The letter a name is filed under: "a" to "z", or "other" for what begins otherwise. "'t Hooft" is under "t"."""
    first = next((sign for sign in fold(sort_key) if sign.isalnum()), "")
    return first if "a" <= first <= "z" else NO_LETTER


def initials(name: str) -> str:
    """At most two signs that stand for a name where there is no photo: "Ada King Lovelace" is "AL"."""
    words = [word for word in re.split(r"[\s\-]+", name) if word[:1].isalnum()] or [name.strip()]
    picked = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in picked).upper()
