"""Text to terms: what is a word, and by which terms it is found, in names and in long texts.

A query in the browser is cut by the same steps (theme/static/js/search/analysis.js), which takes the pattern, the
letters and the marks from the index itself, so that each stands in one place.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from itertools import chain, groupby

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as STOP_WORDS

from plugins.core.text import fold

__all__ = [
    "JOINERS",
    "MAX_RUN",
    "PATTERN",
    "UNSPACED",
    "UNSTEMMED",
    "is_unspaced",
    "name_terms",
    "stem",
    "text_terms",
]

UNSPACED = (
    "[\u0e01-\u0eff\u1100-\u11ff\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u30fa\u30fc-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af]"
)
"""Scripts that put no space between words (Han, Kana, Thai, Lao), and Hangul, whose names are given without one."""

JOINERS = r"['’ʻʼ.\-‐&·]"
"""Signs inside words: O'Brien, Jean-Pierre, Node.js, R&D."""


def _pattern(sign: str) -> str:
    """A word, made of what `sign` matches: with the dot of .NET and the signs of C++ and C#."""
    word = f"(?:(?!{UNSPACED}){sign})+"
    return rf"{UNSPACED}+|(?:(?<!{sign}|\.)\.)?{word}(?:{JOINERS}{word})*(?:\+\+|#(?!{sign}))?"


PATTERN = _pattern(r"[\p{L}\p{N}\p{M}]")
"""The pattern of a word in the syntax of JavaScript, with its letters, numbers and marks."""


def _marks() -> str:
    """The marks of Unicode as ranges of a class: `re` knows letters and numbers, and no marks."""
    signs = (code for code in range(0x20000) if _is_mark(chr(code)))
    runs = [[code for _, code in run] for _, run in groupby(enumerate(signs), key=lambda pair: pair[1] - pair[0])]
    return "".join(f"\\U{run[0]:08x}-\\U{run[-1]:08x}" for run in runs)


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


MAX_RUN = 12
"""So many characters are kept of a stretch without spaces, from each of its characters on."""

UNSTEMMED = r"yy|^(?:eeds?|ies|sses)$"
"""Words that the stemmers of the two languages disagree about; they stay as they are."""

HYPHEN = "-"
MAX_INITIALS = 4

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})

_words = re.compile(_pattern(r"[^\W_]"))
_unspaced = re.compile(UNSPACED)
_joiners = re.compile(JOINERS)
_unstemmed = re.compile(UNSTEMMED)


@functools.cache
def _words_with_marks() -> re.Pattern[str]:
    """The pattern of a word, made where the first mark is met: it takes longer than all else that is read here."""
    return re.compile(_pattern(rf"(?:[^\W_]|[{_marks()}])"))


class _Stemmer(PorterStemmer):  # type: ignore[misc]  # lunr has no types
    """Lunr's stemmer for Python, with the one step that lunr.js takes from a later version of Porter's rules."""

    def step1c(self) -> None:
        """A final y becomes i after a consonant that is not the first letter: "try" and "tri", but "lay"."""
        word: str = self.b
        if self.k > 1 and word[self.k] == "y" and word[self.k - 1] not in "aeiou":
            self.b: str = f"{word[: self.k]}i{word[self.k + 1 :]}"


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of an English word, as lunr.js makes it."""
    stemmed: str = word if _unstemmed.search(word) else _Stemmer().stem(word)
    return stemmed


def is_unspaced(term: str) -> bool:
    """Whether a term is of a script without spaces."""
    return not term.isascii() and _unspaced.match(term) is not None


def name_terms(text: str) -> Iterator[str]:
    """The terms that a name or another short text is found by; a term may come several times.

    Each word, its parts and all of it: "Jean-Pierre" by jean, pierre, jeanpierre and jp. Of a script without spaces
    what begins at each character, so that every part of a name is the beginning of a term.
    """
    return chain.from_iterable(map(_name_terms, text.split()))


def text_terms(text: str, english: bool) -> Iterator[str]:
    """The terms of a long text: stems of English words without the commonest, pairs of characters without spaces."""
    return chain.from_iterable(map(_english_terms if english else _text_terms, text.split()))


# Few pieces make up many texts, and each is cut up once.
@functools.lru_cache(maxsize=1 << 16)
def _name_terms(piece: str) -> tuple[str, ...]:
    terms: list[str] = []
    for word in _words_of(piece):
        if is_unspaced(word):
            terms += [word[start : start + MAX_RUN] for start in range(len(word))]
            continue
        terms += _parts(word)
        if HYPHEN in word:
            terms.append("".join(part[0] for part in word.split(HYPHEN) if part)[:MAX_INITIALS])
    # What German and the Nordic languages make of their vowels where they cannot be typed: Müller is Mueller.
    lowered = piece.lower()
    if (spelt_out := lowered.translate(_SPELT_OUT)) != lowered:
        terms += [term for term in _name_terms(spelt_out) if term not in terms]
    return tuple(terms)


@functools.lru_cache(maxsize=1 << 16)
def _text_terms(piece: str) -> tuple[str, ...]:
    return tuple(term for word in _words_of(piece) for term in (_pairs(word) or _parts(word)))


@functools.lru_cache(maxsize=1 << 16)
def _english_terms(piece: str) -> tuple[str, ...]:
    terms: list[str] = []
    for word in _words_of(piece):
        terms += _pairs(word) or [stem(part) for part in _parts(word) if part not in STOP_WORDS]
    return tuple(terms)


def _pairs(word: str) -> list[str]:
    """A word of a script without spaces as pairs of neighbours; nothing of another."""
    return [word[start : start + 2] for start in range(max(1, len(word) - 1))] if is_unspaced(word) else []


def _words_of(piece: str) -> list[str]:
    """The words of a piece without spaces, folded."""
    if not piece.isascii():
        folded = fold(piece)
        return (_words_with_marks() if any(map(_is_mark, folded)) else _words).findall(folded)
    lowered = piece.lower()  # which is all that folding does to these
    return [lowered] if lowered.isalnum() else _words.findall(lowered)


def _parts(word: str) -> list[str]:
    """A word, or its parts and the word without what joins them: o, brien and obrien; .net and net."""
    if word.startswith("."):
        return [word, *_parts(word[1:])]
    parts = [word] if word.isascii() and word.isalnum() else _joiners.split(word)  # ʻ and ʼ are letters to Python
    return parts if len(parts) == 1 else [*parts, "".join(parts)]
