"""What the shards of an index answer is what Lunr's own index of the same documents answers, to the ninth decimal."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from lunr.builder import Builder
from lunr.pipeline import Pipeline
from lunr.token import Token

from plugins.search.analysis import name_terms, text_terms
from plugins.search.index import FIELDS
from tests.conftest import Once
from tests.search.made_up import MadeUp, documents, write
from tests.search.node import run

DOCUMENTS = 3_000
QUERIES = 1_000


def fields_of(index: str, document: MadeUp) -> tuple[list[str], ...]:
    """The terms of each field of an index, as often as they stand there; in a name, each once."""
    told = document.searchable
    if index == "texts":
        return (list(text_terms(told.text, english=True)),)
    names = dict.fromkeys(term for name in told.names for term in name_terms(name))
    return list(names), [term for text in told.words for term in name_terms(text)]


def lunr_index(index: str, made: tuple[MadeUp, ...]) -> dict[str, Any]:
    """The whole index as Lunr's builder makes it of the same terms, serialised as lunr.js loads it."""
    builder = Builder()
    builder.b(0)
    builder.ref("id")
    for field, boost in FIELDS[index].items():
        builder.field(field, boost=boost)
    builder.pipeline = Terms()
    for number, document in enumerate(made):
        fields = fields_of(index, document)
        builder.add({"id": number, **dict(zip(FIELDS[index], fields, strict=True))})
    # Lunr numbers terms as they come; in another order sums of floating point numbers differ in the last bit.
    for number, term in enumerate(sorted(builder.inverted_index, key=lambda one: one.encode("utf-16-be"))):
        builder.inverted_index[term]["_index"] = number
    serialised: dict[str, Any] = builder.build().serialize()
    return serialised


class Terms(Pipeline):  # type: ignore[misc]
    """Passes terms on as they are."""

    def run(self, tokens: list[Token], _field_name: str | None = None) -> list[Token]:
        return tokens


def queries(made: tuple[MadeUp, ...], number: int) -> list[dict[str, Any]]:
    """Queries of every kind that Lunr knows, about terms that exist, nearly exist, or do not."""
    draw = random.Random(11)
    vocabulary = {
        index: sorted({term for one in made for field in fields_of(index, one) for term in field}) for index in FIELDS
    }
    return [one_query(draw, index, vocabulary[index]) for index in draw.choices(["names", "texts"], [3, 1], k=number)]


def one_query(draw: random.Random, index: str, terms: list[str]) -> dict[str, Any]:
    """One to three clauses."""
    clauses = []
    for place in range(draw.choice([1, 1, 2, 2, 3])):
        term = draw.choice(terms) if draw.random() < 0.95 else "nothingofthekind"
        clause: dict[str, Any] = {"term": term, "boost": draw.choice([1, 1, 10, 0.5])}
        form = draw.random()
        if form < 0.3:
            clause |= {"term": term[: draw.randint(1, len(term))], "prefix": True}
        elif form < 0.5 and index == "names" and len(term) > 4 and term.isascii():
            clause |= {"term": misspelt(draw, term), "edits": 1}
        if draw.random() < 0.25:
            clause["fields"] = [draw.choice(list(FIELDS[index]))]
        if draw.random() < 0.25:
            clause["presence"] = 2  # lunr.Query.presence.REQUIRED
        elif place and draw.random() < 0.25:
            clause["presence"] = 3  # PROHIBITED
        clauses.append(clause)
    return {"index": index, "clauses": clauses}


def misspelt(draw: random.Random, term: str) -> str:
    """A term with one edit of each kind anywhere, or none."""
    place = draw.randrange(len(term))
    return draw.choice(
        [
            term,
            term[:place] + term[place + 1 :],
            f"{term[:place]}{draw.choice('aeqz')}{term[place:]}",
            f"{term[:place]}{draw.choice('aeqz')}{term[place + 1 :]}",
            term[:place] + term[place : place + 2][::-1] + term[place + 2 :],
        ]
    )


@pytest.fixture(scope="module")
def exactness(once: Once) -> Path:
    """A folder with the shards of an index (`index`), and the whole indexes with the queries (`given.json`)."""

    def make(folder: Path) -> None:
        made = documents(DOCUMENTS)
        write(made, folder / "index")
        given = {"indexes": {index: lunr_index(index, made) for index in FIELDS}, "queries": queries(made, QUERIES)}
        (folder / "given.json").write_text(json.dumps(given), encoding="utf-8")

    return once("exactness", make)


def test_node_finds_what_lunr_finds(exactness: Path) -> None:
    """A thousand queries: the same documents in the same order with the same scores."""
    given = json.loads((exactness / "given.json").read_text(encoding="utf-8"))
    told = run("exactness.mjs", given, exactness / "index")
    assert told["differences"] == [], json.dumps(told["differences"][:1])
    assert len(told["found"]) == QUERIES
    assert sum(count > 0 for count in told["found"]) > QUERIES * 0.7
    assert max(told["found"]) > 100
