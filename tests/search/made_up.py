"""Made-up documents for the index alone: names and texts of many scripts, drawn from one seed."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plugins.core.searching import Searchable
from plugins.core.values import Values
from plugins.search.documents import Documents, analysed, is_english, numbered
from plugins.search.files import index_files

SYLLABLES = "ma ri an ko le so ber ga ti no el wa ko sen mu hu is pe tra lo vi ye ka du fa zo chi"
MARKED = {"o": "øöóõ", "a": "äåáã", "e": "éèëę", "u": "üúů", "s": "šß", "l": "ł", "i": "ıíî", "d": "đ"}
OTHERS = "山田太郎 佐藤花子 김철수 Κώστας Παπαδόπουλος Дмитрий Щербаков محمد عبدالله C++ C# .NET R Go O’Brien D'Souza"
COMMON = "the of and in to a measures running surveys charted maps tides being generously national relational"


@dataclass(frozen=True)
class MadeUp:
    """A member of whom only what a search knows is there."""

    slug: str
    searchable: Searchable

    @property
    def url(self) -> str:
        return f"members/{self.slug}/"


def said(made: Iterable[MadeUp], language: str = "en") -> Documents:
    """These members, as the documents of an index."""
    english = is_english(language)
    values = Values.of(analysed(one.url, one.slug, one.searchable, english) for one in made)
    return numbered({"members": ([one.slug for one in made], values)})


def documents(number: int, seed: int = 3) -> tuple[MadeUp, ...]:
    """So many documents of one kind."""
    draw = random.Random(seed)
    words = sorted({_word(draw) for _ in range(4_000)})
    weights = [1 / (rank + 2) for rank in range(len(words))]
    draw.shuffle(words)

    def some(least: int, most: int) -> list[str]:
        return draw.choices(words, weights, k=draw.randint(least, most))

    made = []
    for place in range(number):
        name = [word.capitalize() for word in some(2, 3)]
        if draw.random() < 0.2:
            name[draw.randrange(len(name))] = draw.choice(OTHERS.split())
        if draw.random() < 0.1:
            name[0] = f"{name[0]}-{name[-1]}"
        text = " ".join(draw.choice((*COMMON.split(), *some(1, 1))) for _ in range(draw.randint(0, 60)))
        made.append(MadeUp(f"r{place}", Searchable((" ".join(name),), tuple(some(0, 8)), text)))
    return tuple(made)


def _word(draw: random.Random) -> str:
    word = "".join(draw.choices(SYLLABLES.split(), k=draw.randint(1, 4)))
    return "".join(draw.choice(MARKED[sign]) if sign in MARKED and draw.random() < 0.1 else sign for sign in word)


def write(made: Iterable[MadeUp], folder: Path, language: str = "en") -> Path:
    """The index of these members as files in a folder."""
    for url, content in index_files(said(made, language), is_english(language)).made.items():
        file = folder / url
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder
