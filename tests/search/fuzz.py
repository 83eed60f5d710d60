"""What nobody means to find and somebody types: queries of every sort, drawn from one seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

__all__ = ["fuzzed"]

OPERATORS = "+-*~^:\"'()[]{}|&!?<>=/\\.,;@#$%_`"
INVISIBLE = (
    "\0\x01\x07\x1b\x7f\x85\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2028\u2029\u2066\u2069\ufeff"
)
INVISIBLE += "\ufffe\uffff"
HALVES = "\ud800\udbff\udc00\udfff"
SPREADING = "\ufdfa\ufdfb\u3300\u3316\u3357\u33c2\u337f\u2026\ufb03ŉǰΐİßẞŒﬆ"
"""Characters that become several when they are compared."""

NAMES = ("__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "toJSON")
NAMES += ("__defineGetter__", "then", "length", "name", "undefined", "null", "NaN", "Infinity", "window", "document")
MARKUP = (
    "<script>globalThis.ran=1</script>",
    '"><img src=x onerror="globalThis.ran=1">',
    "<svg/onload=globalThis.ran=1>",
    "<iframe src=//outside.example>",
    "javascript:globalThis.ran=1",
    "</template><template><li>",
    "<!--",
    "]]>",
    "{{7*7}}",
    "${globalThis.ran=1}",
    "&lt;b&gt;&#x3c;",
    '{"q":{"$ne":null}}',
    '[["x",[0]]]',
    '{"__proto__":{"ran":1}}',
    "../../../../etc/passwd",
    "..\\..\\windows",
    "search/directory.json",
    "%00%2e%2e%2f",
    "?q=a&skill=b#c",
    "' OR 1=1 --",
    "(?=a)(a+)+$",
    "name:ada~2^9 -words:may +text:* *",
)
SCRIPTS = (
    "\u0600\u06ff",
    "\u0590\u05ff",
    "\u0900\u097f",
    "\u0e00\u0e7f",
    "\u1100\u11ff",
    "\u3040\u30ff",
    "\u4e00\u9fff",
)
SCRIPTS += ("\uac00\ud7a3", "\u0370\u03ff", "\u0400\u04ff", "\u1e00\u1eff", "\ua000\ua48c", "\U00010400\U0001044f")
SCRIPTS += ("\U00010900\U0001091f", "\U0001d400\U0001d7ff", "\U00020000\U0002a6df", "\U0001f300\U0001faff")


def fuzzed(number: int, words: Sequence[str], seed: int = 5) -> list[str]:
    """So many queries; `words` are some that may be found."""
    draw = random.Random(seed)
    made = []
    for _ in range(number):
        kinds = draw.choices(_sorts(draw, words), k=draw.choice((1, 1, 2, 3, 5)))
        made.append(draw.choice(("", " ", " ", "-")).join(kind() for kind in kinds))
    return made


def _sorts(draw: random.Random, words: Sequence[str]) -> list[Callable[[], str]]:
    def several(signs: Sequence[str], most: int = 12) -> str:
        return "".join(draw.choices(signs, k=draw.randint(1, most)))

    def anything() -> str:
        return "".join(
            chr(draw.randrange(draw.choice((0x80, 0x800, 0x10000, 0x110000)))) for _ in range(draw.randint(1, 20))
        )

    def script() -> str:
        first, last = draw.choice(SCRIPTS)
        return "".join(chr(draw.randint(ord(first), ord(last))) for _ in range(draw.randint(1, 16)))

    def stacked() -> str:
        return draw.choice(words)[:3] + "".join(chr(draw.randint(0x300, 0x36F)) for _ in range(draw.randint(1, 40)))

    def mangled() -> str:
        word = draw.choice(words)
        place = draw.randrange(len(word) + 1)
        return (
            word[:place]
            + draw.choice(("", "x", "ü", "'", "-", *OPERATORS, *INVISIBLE))
            + word[place + draw.randint(0, 1) :]
        )

    def long() -> str:
        part = draw.choice((draw.choice(words), "a-", "ab ", "é", "\ufdfa", "山", "\u33c2", "+", "\U0001f991"))
        return part * draw.choice((30, 90, 3_000))

    return [
        anything,
        script,
        stacked,
        mangled,
        long,
        lambda: several(OPERATORS),
        lambda: several(INVISIBLE),
        lambda: several([*HALVES, "a", "\U00010400"]),
        lambda: several(SPREADING, 100),
        lambda: draw.choice(NAMES),
        lambda: draw.choice(MARKUP),
        lambda: draw.choice(words),
        lambda: draw.choice(words)[: draw.randint(1, 3)],
    ]
