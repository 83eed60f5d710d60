"""Reads looks.yaml: the colours of the portraits, and what each of them shows."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import yaml
from drawing import Colour
from PIL import ImageColor


class Look(NamedTuple):
    """What a portrait shows, in the words of looks.yaml."""

    skin: str
    hair: str
    hair_colour: str
    top: str
    top_colour: str
    background: str
    extras: frozenset[str]


def _colours(codes: dict[str, str]) -> dict[str, Colour]:
    return {name: ImageColor.getrgb(code)[:3] for name, code in codes.items()}


def _look(words: list[str]) -> Look:
    skin, hair, hair_colour, top, top_colour, background, *extras = words
    return Look(skin, hair, hair_colour, top, top_colour, background, frozenset(extras))


_FILE = yaml.safe_load(Path(__file__).with_name("looks.yaml").read_text(encoding="utf-8"))
SKIN, HAIR, CLOTH, BACKGROUND = (_colours(_FILE[name]) for name in ("skin", "hair", "cloth", "background"))
PEOPLE = {slug: _look(words) for slug, words in _FILE["people"].items()}
