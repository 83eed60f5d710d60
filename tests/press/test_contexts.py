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

from plugins.core.outputs import Output, Page
from plugins.press.assets import read_assets
from plugins.press.building import prepared
from plugins.press.editions import Edition
from plugins.press.environment import make_environment
from plugins.press.printing import print_outputs
from tests.press.small import TODAY, tree

PLAIN = (str, int, float, bool, date, Decimal)


@pytest.fixture
def edition(root: Path) -> Edition:
    """The small association, loaded for the public."""
    return prepared(root, today=date.fromisoformat(TODAY))


def outputs(edition: Edition) -> list[Output]:
    """Everything that the views yield."""
    views = [view for feature in edition.features for view in feature.views]
    return [output for view in views for output in view(edition.catalogue, edition.site)]


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


def test_contexts_are_plain_data(edition: Edition) -> None:
    """Every context holds plain values, dates, tuples, dicts and frozen values, and nothing else."""
    pages = [output for output in outputs(edition) if isinstance(output, Page)]
    assert len(pages) > 20
    assert [wrong for page in pages for wrong in not_plain(page.context, page.template)] == []


def test_printing_is_pure(edition: Edition, root: Path, tmp_path: Path) -> None:
    """The same outputs printed twice, in turned order, give the same bytes."""
    theme = Path(__file__).resolve().parents[2] / "theme"
    assets = read_assets(theme)
    trees = []
    for name, order in (("one", 1), ("two", -1)):
        environment = make_environment(theme, edition.site, assets, (), (), has_news=False)
        print_outputs(outputs(edition)[::order], environment, root, tmp_path / name)
        trees.append(tree(tmp_path / name))
    assert trees[0] == trees[1]
