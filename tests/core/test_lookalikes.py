"""Names that look alike: one skeleton for what the eye cannot tell apart, and scripts that one word may mix."""

from __future__ import annotations

import pytest

from plugins.core.lookalikes import mixed_word, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Lovelace", "\u0410d\u0430 Lov\u0435lace"),  # with А, а and е of Cyrillic
        ("Ian Law", "lan Law"),
        ("Bea Burner", "Bea Bumer"),
        ("Zoë", "Zoe\u0308"),
        ("Zoë", "Ζο\u0451"),
        ("Ada Lovelace", " Ada  Lovelace "),
        ("Ǝva", "∃va"),
    ],
)
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    """Letters of another script, two that look like one, accents written apart, and spaces make no difference."""
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Ada", "Ida"), ("Jose", "José"), ("李雷", "李磊"), ("Анна", "Anna")])
def test_names_that_can_be_told_apart_have_not(one: str, other: str) -> None:
    """Another letter or an accent is seen, and so is a name in another alphabet with letters of its own."""
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(
    ("name", "word", "signs"),
    [
        ("Bea M\u0430de", "M\u0430de", {"Latin": "M", "Cyrillic": "\u0430"}),
        ("\u0410da Lovelace", "\u0410da", {"Cyrillic": "\u0410", "Latin": "d"}),
        ("Société Ωmega", "Ωmega", {"Greek": "Ω", "Latin": "m"}),
    ],
)
def test_a_word_of_two_scripts_is_found(name: str, word: str, signs: dict[str, str]) -> None:
    """The word is told, with its first letter of each script."""
    assert mixed_word(name) == (word, signs)


@pytest.mark.parametrize(
    "name",
    [
        *("Ada", "Renée O’Brien", "李雷 Li Lei", "李雷Lei", "山田タロウ", "김철수 Kim", "Μαρία Smith", "Анна-Maria"),
        *("Python-разработчики", "عائشة 2", "Zoe\u0308", "T̃ũ", "5µ", "Ada 🚢"),
    ],
)
def test_names_that_honestly_mix_scripts_are_left_alone(name: str) -> None:
    """Each word keeps to one script, or to scripts that are written together; signs and figures are of none."""
    assert mixed_word(name) is None
