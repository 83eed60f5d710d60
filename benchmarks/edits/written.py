"""The files of records as they are written: found, read as plain data, changed, and freed of references."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from random import Random
from types import MappingProxyType
from typing import Any

import yaml

from benchmarks.edits.place import Place
from plugins.chapters.chapter import Chapter, Group
from plugins.core.parts import Part
from plugins.core.plans import FieldPlan, plan
from plugins.core.records import Record
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from plugins.organizations.organization import Organization

__all__ = [
    "TYPES",
    "a_record",
    "change",
    "forget",
    "is_read",
    "load",
    "picture_of",
    "records",
    "save",
    "slug_of",
    "without",
]

TYPES = MappingProxyType({one.kind: one for one in (Member, Event, Job, Organization, Chapter, Group)})
PICTURES = (".jpg", ".png", ".webp")

Data = dict[str, Any]


class _Plain(yaml.SafeDumper):
    """Writes what has no value as nothing at all."""


_Plain.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def records(place: Place, kind: str) -> list[str]:
    """The paths of all records of a kind."""
    return place.files(TYPES[kind].folder, TYPES[kind].suffix)


def a_record(place: Place, rng: Random, *kinds: str) -> tuple[type[Record], str]:
    """Some record of some kind: its type and its path. IndexError where there is none."""
    kind = rng.choice([kind for kind in kinds or TYPES if records(place, kind)])
    return TYPES[kind], rng.choice(records(place, kind))


def is_read(place: Place, kind: str) -> bool:
    """Whether the feature that brings a kind is in use; otherwise nobody minds what its files say."""
    return f'"{TYPES[kind].__module__.rpartition(".")[0]}"' in place.read("pelicanconf.py")


def slug_of(path: str) -> str:
    """The name of a record's file, which is its slug."""
    return PurePosixPath(path).stem


def picture_of(place: Place, path: str) -> str | None:
    """The path of the picture beside a record."""
    beside = (str(PurePosixPath(path).with_suffix(suffix)) for suffix in PICTURES)
    return next((picture for picture in beside if place.exists(picture)), None)


def load(place: Place, path: str) -> tuple[Data, str]:
    """The data of a record with every value as text, and the text below it."""
    text = place.read(path)
    if path.endswith(".md"):
        _before, front, body = text.split("---\n", 2)
        return _loaded(front), body
    return _loaded(text), ""


def _loaded(text: str) -> Data:
    data: Data = _given(yaml.load(text, yaml.CBaseLoader)) or {}  # noqa: S506  it makes nothing but texts
    return data


def _given(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _given(one) for key, one in value.items()}
    return [_given(one) for one in value] if isinstance(value, list) else value or None


def save(place: Place, path: str, data: Data, body: str = "") -> None:
    """Writes a record."""
    text = yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100)
    place.write(path, f"---\n{text}---\n{body}" if path.endswith(".md") else text)


def change(place: Place, path: str, how: Callable[[Data], None]) -> None:
    """Changes the data of a record."""
    data, body = load(place, path)
    how(data)
    save(place, path, data, body)


def forget(place: Place, kind: str, slug: str, now: str | None = None) -> int:
    """Takes every reference to a record out of all others, or puts another slug in its place; says how many had one."""
    changed = 0
    for other in TYPES:
        for path in records(place, other):
            if slug not in place.read(path):
                continue
            data, body = load(place, path)
            after = without(data, TYPES[other], kind, slug, now)
            if after != data and after is not None:
                save(place, path, after, body)
                changed += 1
    return changed


def without(data: Data, part: type[Part], kind: str, slug: str, now: str | None) -> Data | None:
    """The data of a part with no reference to this slug; None where it cannot be without."""
    fields = {field.key: field for field in plan(part)}
    found: Data = {}
    for key, value in data.items():
        field = fields.get(key)
        if field is None:
            found[key] = value
        elif isinstance(value, list):
            some = [_one_without(one, field, kind, slug, now) for one in value]
            if any(one is not None for one in some):
                found[key] = [one for one in some if one is not None]
        elif value is None or (after := _one_without(value, field, kind, slug, now)) is not None:
            found[key] = value if value is None else after
        elif field.essential:
            return None
    return found


def _one_without(value: Any, field: FieldPlan, kind: str, slug: str, now: str | None) -> Any:
    if isinstance(value, dict) and field.part:
        return without(value, field.part, kind, slug, now)
    if value == slug and field.reference and field.reference.kind == kind:
        return now or ("Some Other Employer" if field.reference.or_name else None)
    return value
