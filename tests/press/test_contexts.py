"""A page is a pure function of its template and its context, and the context is plain data."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pydantic
import pytest

from plugins.core.catalogue import Card, Catalogue
from plugins.core.loading import serially
from plugins.core.outputs import Output, Page
from plugins.core.store import Store
from plugins.press.building import prepared
from plugins.press.editions import Edition
from plugins.press.printing import Workshop, print_one
from plugins.press.remembering import Remembering
from tests.factories import made
from tests.press.small import TODAY, tree

THEME = Path(__file__).resolve().parents[2] / "theme"
PLAIN = (str, int, float, bool, date, Decimal)


@pytest.fixture
def edition(root: Path) -> Edition:
    """The small association, loaded for the public."""
    return prepared(root, today=date.fromisoformat(TODAY))


@pytest.fixture
def remembered(edition: Edition) -> Catalogue:
    """Its catalogue as a build has it, which gives references to cards in the place of cards."""
    return Remembering(Store(), "", serially).over(edition.catalogue, edition.site)


def outputs(edition: Edition, catalogue: Catalogue) -> list[Output]:
    """Everything that is printed of a catalogue."""
    views = [view for feature in edition.features for view in feature.views]
    pages = [pair for feature in edition.features for pair in feature.pages]
    return [
        *(output for view in views for output in made(view(catalogue, edition.site), catalogue, edition.site)),
        *(
            output
            for record_type, print_record in pages
            for record in catalogue.of(record_type)
            for output in print_record(record, catalogue, edition.site)
        ),
    ]


def not_plain(value: Any, way: str, *, json: bool = False) -> Iterator[str]:
    """The ways to whatever is not plain data; only data that becomes JSON may hold lists."""
    if value is None or isinstance(value, PLAIN):
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from not_plain(inner, f"{way}.{key}", json=json or key == "json_ld")
    elif isinstance(value, tuple) or (json and isinstance(value, list)):
        for inner in value:
            yield from not_plain(inner, f"{way}[]", json=json)
    elif isinstance(value, pydantic.BaseModel) and value.model_config.get("frozen"):
        for name in type(value).model_fields:
            yield from not_plain(getattr(value, name), f"{way}.{name}")
    elif dataclasses.is_dataclass(value) and value.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        for field in dataclasses.fields(value):
            yield from not_plain(getattr(value, field.name), f"{way}.{field.name}")
    else:
        yield f"{way}: {type(value).__name__}"


def test_contexts_are_plain_data(edition: Edition, remembered: Catalogue) -> None:
    """Every context holds plain values, dates, tuples, dicts and frozen values, and nothing else."""
    for catalogue in (edition.catalogue, remembered):
        pages = [output for output in outputs(edition, catalogue) if isinstance(output, Page)]
        assert len(pages) > 20
        assert [wrong for page in pages for wrong in not_plain(page.context, page.template)] == []


def cards_in(value: Any) -> Iterator[Card]:
    """The references to cards in a context, of any depth."""
    if isinstance(value, Card):
        yield value
    elif isinstance(value, tuple | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from cards_in(inner)


def test_printing_is_pure(edition: Edition, remembered: Catalogue, root: Path, tmp_path: Path) -> None:
    """The same outputs give the same bytes in turned order, and with references to cards in the place of cards."""
    trees = []
    for name, order, catalogue in (
        ("one", 1, edition.catalogue),
        ("two", -1, edition.catalogue),
        ("three", 1, remembered),
        ("four", -1, remembered),
    ):
        workshop = Workshop(root, THEME, edition.site, catalogue, Store(), tmp_path / name)
        for output in outputs(edition, catalogue)[::order]:
            print_one(workshop, output)
        trees.append(tree(tmp_path / name))
    assert len(trees[0]) > 40
    assert trees[1:] == [trees[0]] * 3


def test_a_card_is_told_by_all_that_is_on_it(edition: Edition, remembered: Catalogue) -> None:
    """In a build, contexts hold references to cards, whose digests are those of what is printed for them."""
    pages = [output for output in outputs(edition, remembered) if isinstance(output, Page)]
    cards = {card for page in pages for card in cards_in(page.context)}
    assert {card.kind for card in cards} >= {"members", "events", "jobs", "organizations", "chapters", "groups"}
    assert len({card.digest for card in cards}) == len({(card.kind, card.slug) for card in cards}) == len(cards)
