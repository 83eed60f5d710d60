"""Names that look alike and are written otherwise, by the table of confusable signs of UTS 39 (Unicode security)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["mixed_word", "skeleton"]

NO_SCRIPT = frozenset({"COMMON", "INHERITED", "Unknown"})

WRITTEN_TOGETHER = tuple(
    frozenset({"LATIN", "HAN", *others}) for others in (("HIRAGANA", "KATAKANA"), ("BOPOMOFO",), ("HANGUL",))
)
"""Scripts that one word may mix, as "highly restrictive" names may (UTS 39, section 5.2): nobody confuses these."""

BETWEEN_WORDS = re.compile(r"[\W\d_]+")


def skeleton(name: str) -> str:
    """What a name looks like: names with one skeleton can hardly be told apart by eye (UTS 39, section 4).

    With a Cyrillic "А" or a Latin one, "Ada" has the same; and so have "Ian" and "lan".
    """
    drawn = "".join(map(_prototype, unicodedata.normalize("NFD", " ".join(name.split()))))
    return unicodedata.normalize("NFD", drawn)


def mixed_word(name: str) -> tuple[str, dict[str, str]] | None:
    """The first word with letters of scripts that do not go together, and its first letter of each script.

    None for "李雷 Li Lei", whose words each keep to one script.
    """
    if name.isascii():
        return None
    for word in BETWEEN_WORDS.split(unicodedata.normalize("NFC", name)):
        scripts = [_script(sign) for sign in word]
        there = [script for script in dict.fromkeys(scripts) if script not in NO_SCRIPT]
        if len(there) > 1 and not any(together.issuperset(there) for together in WRITTEN_TOGETHER):
            return word, {script.replace("_", " ").title(): word[scripts.index(script)] for script in there}
    return None


@lru_cache(maxsize=10_000)
def _prototype(sign: str) -> str:
    """The sign, or the few signs, that stands for all that look like this one; the sign itself where none does.

    The table links each sign with its prototype, and a prototype with all its signs, without saying which is which.
    """
    alike = _alike(sign)
    if len(alike) != 1:
        return sign
    (other,) = alike
    if len(other) > 1 or len(_alike(other)) > 1:
        return other
    return min(sign, other)


def _alike(sign: str) -> tuple[str, ...]:
    # A tenth of a megabyte of tables, which a check that remembers all names has no need of.
    from confusable_homoglyphs.confusables import is_confusable  # noqa: PLC0415

    found = is_confusable(sign, greedy=True)
    return tuple(one["c"] for one in found[0]["homoglyphs"]) if found else ()


@lru_cache(maxsize=10_000)
def _script(sign: str) -> str:
    from confusable_homoglyphs.categories import alias  # noqa: PLC0415  as above

    return str(alias(sign))
