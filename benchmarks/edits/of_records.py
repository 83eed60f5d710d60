"""Edits of members, events, jobs, organizations, chapters and groups, and of their pictures."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from random import Random
from typing import Any

from PIL import Image

from benchmarks.edits.place import Place
from benchmarks.edits.written import TYPES, a_record, change, forget, is_read, load, picture_of, records, save, slug_of
from plugins.core.fields import AUDIENCES
from plugins.core.plans import names_of, plan
from plugins.core.records import Record

__all__ = ["EDITS", "drawn"]

TOGETHER = (
    ("start", "end", "timezone", "all_day", "recurrence", "status", "previous_start", "registration"),
    ("format", "venue"),
    ("posted", "closes"),
    ("workplace", "locations", "remote_countries"),
    ("founded", "retired"),
)
"""Fields that must agree with one another."""

ALONE = ("aliases", "visibility")


def field_borrowed(place: Place, rng: Random) -> str:
    """Any field, as another record of the kind has it."""
    record_type, path = a_record(place, rng)
    theirs = load(place, rng.choice(records(place, record_type.kind)))[0]
    key = rng.choice([key for key in theirs if key not in ALONE])
    keys = next((some for some in TOGETHER if key in some), (key,))

    def borrow(data: dict[str, Any]) -> None:
        for one in keys:
            data.pop(one, None)
        data.update({one: theirs[one] for one in keys if one in theirs})

    change(place, path, borrow)
    return f"{', '.join(keys)} of {path}"


def field_removed(place: Place, rng: Random) -> str:
    """A field that need not be given."""
    record_type, path = a_record(place, rng)
    needed = {field.key for field in plan(record_type) if field.required}.union(*TOGETHER)
    key = rng.choice([key for key in load(place, path)[0] if key not in needed])
    change(place, path, lambda data: data.pop(key))
    return f"{key} of {path}"


def words_changed(place: Place, rng: Random) -> str:
    """The name of a record, or a text of it."""
    record_type, path = a_record(place, rng)
    data, body = load(place, path)
    keys = [key for key in (record_type.title_field, "headline", "bio", "purpose", "accessibility") if data.get(key)]
    key = rng.choice([*keys, *(["body"] if body else [])])
    if key == "body":
        body = f"{body.rstrip()} Edited in **number {place.number}**.\n"
    else:
        data[key] = f"{data[key].rstrip()} {place.number}"
    save(place, path, data, body)
    return f"{key} of {path}"


def same_size_and_time(place: Place, rng: Random) -> str:
    """A letter of a record, with as many bytes and the same times as before."""
    record_type, path = a_record(place, rng)
    data = place.data(path)
    mark = f"{record_type.title_field}: ".encode()
    start = data.index(mark) + len(mark)
    end = data.index(b"\n", start)
    places = [at for at in range(start, end) if data[at : at + 1].isalpha() and data[at] < 128]
    at = rng.choice(places)
    letter = rng.choice([one for one in b"abcdefghijklmnopqrstuvwxyz" if one != data[at]])
    place.write_alike(path, data[:at] + bytes([letter]) + data[at + 1 :])
    return path


def added(place: Place, rng: Random) -> str:
    """A new record, like another, with a picture or without."""
    record_type, path = a_record(place, rng)
    data, body = load(place, path)
    new = f"{record_type.folder}/newcomer-{place.number}-{rng.randrange(1000)}{record_type.suffix}"
    data.pop("aliases", None)
    data.pop("photo", None)
    data.pop("logo", None)
    data[record_type.title_field] = f"Newcomer {place.number}"
    save(place, new, data, body)
    picture = picture_of(place, path)
    if picture and rng.random() < 0.5:
        place.write(str(PurePosixPath(new).with_suffix(PurePosixPath(picture).suffix)), place.data(picture))
    return new


def _renamed(place: Place, record_type: type[Record], path: str) -> str:
    stem = slug_of(path)[:40].rstrip("-")
    new = str(PurePosixPath(path).with_name(f"{stem}-{place.number}{record_type.suffix}"))
    if (picture := picture_of(place, path)) is not None:
        place.move(picture, str(PurePosixPath(new).with_suffix(PurePosixPath(picture).suffix)))
    place.move(path, new)
    return new


def renamed(place: Place, rng: Random) -> str:
    """A record under another name, and what refers to it."""
    record_type, path = a_record(place, rng)
    new = _renamed(place, record_type, path)
    forget(place, record_type.kind, slug_of(path), slug_of(new))
    return f"{path} to {new}"


def renamed_with_alias(place: Place, rng: Random) -> str:
    """A record under another name, whose old address leads to the new one."""
    record_type, path = a_record(place, rng)
    new = _renamed(place, record_type, path)
    forget(place, record_type.kind, slug_of(path), slug_of(new))
    change(place, new, lambda data: data.update(aliases=[*(data.get("aliases") or []), slug_of(path)][-20:]))
    return f"{path} to {new}"


def renamed_alone(place: Place, rng: Random) -> str:
    """A record under another name, though others refer to the old one: a build must refuse."""
    record_type, path = rng.choice(list(_referred(place)))
    place.breaks = True
    return f"{path} to {_renamed(place, record_type, path)}"


def deleted(place: Place, rng: Random) -> str:
    """A record, and every reference to it."""
    record_type, path = a_record(place, rng)
    _delete(place, path)
    forget(place, record_type.kind, slug_of(path))
    return path


def deleted_alone(place: Place, rng: Random) -> str:
    """A record that others refer to: a build must refuse."""
    _type, path = rng.choice(list(_referred(place)))
    _delete(place, path)
    place.breaks = True
    return path


def _delete(place: Place, path: str) -> None:
    if (picture := picture_of(place, path)) is not None:
        place.remove(picture)
    place.remove(path)


def _referred(place: Place) -> Iterator[tuple[type[Record], str]]:
    """Chapters and groups that members or events refer to, which cannot be plain names; where all these are read."""
    if not all(is_read(place, kind) for kind in ("members", "events", "chapters")):
        return
    texts = "\n".join(place.read(path) for kind in ("members", "events") for path in records(place, kind))
    for kind in ("chapters", "groups"):
        for path in records(place, kind):
            if any(f"{mark}{slug_of(path)}\n" in texts for mark in ("- ", "chapter: ", "group: ")):
                yield TYPES[kind], path


def moved_to_folder(place: Place, rng: Random) -> str:
    """A record and its picture into a folder of its folder, or back."""
    record_type, path = a_record(place, rng)
    inside = PurePosixPath(path).parent != PurePosixPath(record_type.folder)
    to = PurePosixPath(record_type.folder) if inside else PurePosixPath(record_type.folder) / rng.choice("abc")
    if (picture := picture_of(place, path)) is not None:
        place.move(picture, str(to / PurePosixPath(picture).name))
    place.move(path, str(to / PurePosixPath(path).name))
    return f"{path} to {to}"


def field_hidden(place: Place, rng: Random) -> str:
    """Another audience for a field."""
    record_type, path = a_record(place, rng)
    given = load(place, path)[0]
    limits = {name: one for name, one in names_of(record_type).items() if name.partition(".")[0] in given}
    name = rng.choice([name for name, one in limits.items() if not one.fixed])
    chosen = rng.choice(AUDIENCES[AUDIENCES.index(limits[name].widest) :])
    change(place, path, lambda data: data.update(visibility={**(data.get("visibility") or {}), name: chosen}))
    return f"{name} of {path} for {chosen}"


def record_hidden(place: Place, rng: Random) -> str:
    """Another audience for a whole record."""
    record_type, path = a_record(place, rng)
    chosen = rng.choice(AUDIENCES)
    name = record_type.title_field
    change(place, path, lambda data: data.update(visibility={**(data.get("visibility") or {}), name: chosen}))
    return f"{path} for {chosen}"


def alias_added(place: Place, rng: Random) -> str:
    """One more old address of a record."""
    _type, path = a_record(place, rng)
    new = f"once-{place.number}-{rng.randrange(1000)}"
    change(place, path, lambda data: data.update(aliases=[*(data.get("aliases") or []), new][-20:]))
    return f"{new} of {path}"


def picture_added(place: Place, rng: Random) -> str:
    """A picture for a record that has none, new or another's."""
    record_type, path = a_record(place, rng, "members", "organizations")
    if picture_of(place, path) is not None:
        return picture_replaced(place, rng)
    suffix = ".jpg" if record_type.kind == "members" else ".png"
    picture = str(PurePosixPath(path).with_suffix(suffix))
    others = place.files(record_type.folder, suffix)
    place.write(picture, place.data(rng.choice(others)) if others and rng.random() < 0.5 else drawn(rng, suffix))
    return picture


def picture_replaced(place: Place, rng: Random) -> str:
    """Another picture of the same name."""
    picture = rng.choice([*place.files("members", ".jpg"), *place.files("content/organizations", ".png")])
    place.write(picture, drawn(rng, PurePosixPath(picture).suffix))
    return picture


def picture_removed(place: Place, rng: Random) -> str:
    """A picture away, and what its record says of it."""
    record_type, path = a_record(place, rng, "members", "organizations")
    picture = picture_of(place, path)
    if picture is None:
        return picture_added(place, rng)
    place.remove(picture)
    change(place, path, lambda data: data.pop(record_type.image_field or "", None))
    return picture


def drawn(rng: Random, suffix: str) -> bytes:
    """A picture of one colour with a stripe, as no other."""
    image = Image.new("RGB", (200, 200), (rng.randrange(256), rng.randrange(256), rng.randrange(256)))
    image.paste((rng.randrange(256), 0, 0), (0, rng.randrange(150), 200, 190))
    into = io.BytesIO()
    image.save(into, "JPEG" if suffix == ".jpg" else "PNG")
    return into.getvalue()


def broken(place: Place, rng: Random) -> str:
    """A slip of the pen in a record: a build must refuse."""
    _type, path = a_record(place, rng, *(kind for kind in TYPES if is_read(place, kind)))
    slip = rng.choice(["nmae: x", "name: [", "\tname: x", "photo: {alt: }", "consent: soon"])
    text = place.read(path)
    place.write(path, text.replace("---\n", f"---\n{slip}\n", 1) if path.endswith(".md") else f"{slip}\n{text}")
    place.breaks = True
    return path


EDITS: tuple[Callable[[Place, Random], str], ...] = (
    field_borrowed,
    field_removed,
    words_changed,
    same_size_and_time,
    added,
    renamed,
    renamed_with_alias,
    renamed_alone,
    deleted,
    deleted_alone,
    moved_to_folder,
    field_hidden,
    record_hidden,
    alias_added,
    picture_added,
    picture_replaced,
    picture_removed,
    broken,
)
