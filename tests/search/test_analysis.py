"""Text is cut into the same terms on both sides: when an index is built, and when a query is typed."""

from __future__ import annotations

import random
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from plugins.core.text import fold
from plugins.search.analysis import _words_of, name_terms, text_terms
from tests.search.made_up import documents, write
from tests.search.node import run

SUFFIXES = "ational enci izer bli entli ousli ization ator alism iveness fulness aliti biliti logi icate alize iciti"
SUFFIXES += " ical ful ness ance ement ment ion ou ism ous ive ize s es ed ing sses ies eed y e ll er able"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Will May", {"will", "may"}),
        ("An So", {"an", "so"}),
        ("Müller", {"muller", "mueller"}),
        ("Łukasz Sørensen", {"lukasz", "sorensen", "soerensen"}),
        ("Jean-Pierre", {"jean", "pierre", "jeanpierre", "jp"}),
        ("J-P", {"j", "p", "jp"}),
        ("O’Brien", {"o", "brien", "obrien"}),
        ("Ka\N{MODIFIER LETTER TURNED COMMA}ena", {"ka", "ena", "kaena"}),
        ("हिन्दी-भाषी", {"हिन्दी", "भाषी", "हिन्दीभाषी", "हभ"}),
        ("C++ and C#", {"c++", "and", "c#"}),
        (".NET", {".net", "net"}),
        ("ASP.NET", {"asp", "net", "aspnet"}),
        ("R, Go.", {"r", "go"}),
        ("R&D", {"r", "d", "rd"}),
        ("and so on...then", {"and", "so", "on", "then"}),
        ("山田太郎", {"山田太郎", "田太郎", "太郎", "郎"}),
        ("GIS専門", {"gis", "専門", "門"}),
        ("김철수", {"김철수", "철수", "수"}),
        ("Щербаков", {"щербаков"}),
        ("Παπαδόπουλος", {"παπαδοπουλοσ"}),
        ("ﷺ ‼ --", {"صلي", "الله", "عليه", "وسلم"}),
    ],
)
def test_terms_of_names(text: str, terms: set[str]) -> None:
    """Each word of a name is a term, with its parts, its spelling without accents, and what else people type."""
    assert set(name_terms(text)) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("She surveys the generously charted tides", ["survey", "gener", "chart", "tide"]),
        ("a try, a play", ["tri", "play"]),
        ("山田太郎", ["山田", "田太", "太郎"]),
        ("専", ["専"]),
    ],
)
def test_terms_of_english_texts(text: str, terms: list[str]) -> None:
    """Of English the stems, without the commonest words; of scripts without spaces the pairs of characters."""
    assert list(text_terms(text, english=True)) == terms


def test_other_languages_are_not_stemmed() -> None:
    """Stems of English would make nonsense of another language."""
    assert list(text_terms("las cartas náuticas", english=False)) == ["las", "cartas", "nauticas"]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small index in a folder, for its tables."""
    return write(documents(20), tmp_path_factory.mktemp("index"))


def typed(index: Path, words: list[str]) -> list[list[dict[str, Any]]]:
    """What the scripts make of words."""
    found: list[list[dict[str, Any]]] = run("analysis.mjs", {"texts": [], "words": words}, index)["understood"]
    return found


def test_every_character_is_folded_alike(index: Path) -> None:
    """Each character that Python knows is folded by the scripts as it was in the index, alone and after a letter."""
    # Spaces, controls and halves of pairs are no part of a word on either side.
    signs = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code))[0] not in "CZ"]
    texts = [*signs, *(f"a{sign}" for sign in signs if unicodedata.category(sign)[0] == "M")]
    folded = run("analysis.mjs", {"texts": texts, "words": []}, index)["folded"]
    different = [
        (text, fold(text), other)
        for text, other in zip(texts, folded, strict=True)
        if fold(text) != " ".join(other.split())
    ]
    assert different == []


def test_every_character_is_cut_alike(index: Path) -> None:
    """What ends a word and what is part of one is the same on both sides, for every character."""
    signs = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in {"Cn", "Cs"}]
    told = typed(index, [f"ab{sign}cd" for sign in signs])
    different = [
        (sign, [word["typed"] for word in words])
        for sign, words in zip(signs, told, strict=True)
        if [word["typed"] for word in words] != _words_of(f"ab{sign}cd")
    ]
    assert different == []


def test_every_word_is_stemmed_alike(index: Path) -> None:
    """Twenty thousand words, likely and unlikely, have one stem in both languages."""
    draw = random.Random(5)
    suffixes = SUFFIXES.split()
    words = sorted(
        {
            "".join(draw.choices("aeioyybcdlrstwxzé", k=draw.randint(1, 5))) + "".join(draw.choices(suffixes, k=2))
            for _ in range(20_000)
        }
    )
    told = typed(index, words)
    stems = [list(text_terms(word, english=True)) for word in words]
    assert [word for word, one, found in zip(words, told, stems, strict=True) if one[0]["texts"] != [found]] == []


def test_commonest_words_are_the_same(index: Path) -> None:
    """What is left out of English texts is not looked for in them, and still is in names."""
    will, may = typed(index, ["will may"])[0]
    assert (will["names"], will["texts"]) == ([["will"]], [])
    assert (may["names"], may["texts"]) == ([["may"]], [])


@pytest.mark.parametrize(
    "text", ["Jean-Pierre", "O’Brien", "C++", ".NET", "ASP.NET", "R&D", "J.-P.", "Łódź", "山田", "김철수"]
)
def test_what_is_written_is_found(index: Path, text: str) -> None:
    """Some way to understand a word is made of terms that the same word has in the index."""
    terms = set(name_terms(text))
    for word in typed(index, [text])[0]:
        assert any(set(way) <= terms for way in word["names"])
