"""Records as the text of files: new ones in the order of their fields, and changes that keep all else as it is."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString
from ruamel.yaml.util import load_yaml_guess_indent

from plugins.core.parts import Part
from plugins.core.plans import plan
from plugins.core.records import LOADER_FIELDS, Record
from plugins.core.sources import Loc, Source, parse

__all__ = ["NotWritableError", "changed_text", "new_text", "set_at"]

FOLD_AT = 100
RECORD_FIELDS_LAST = ("aliases", "visibility")


class NotWritableError(Exception):
    """A value that would not be read back as it is."""


class _TextOnly(BaseResolver):
    """Every scalar is text, as plugins.core reads it, so that NO, 0123 and 2026-03-14 need no quotes."""

    def __init__(self, *, loader: Any, **_version: Any) -> None:
        super().__init__(loadumper=loader)

    @property
    def processing_version(self) -> tuple[int, int]:
        """The version of YAML, which the parser asks for."""
        return (1, 2)


def _yaml(sequence: int = 4, offset: int = 2) -> YAML:
    yaml = YAML(typ="rt")
    yaml.Resolver = _TextOnly
    yaml.preserve_quotes = True
    yaml.width = 100_000  # long texts are folded by _styled, which knows what they are
    yaml.indent(mapping=2, sequence=sequence, offset=offset)
    return yaml


def new_text(record_type: type[Record], path: str, data: Mapping[str, Any], body: str) -> str:
    """The text of a new file. Raises NotWritableError when plugins.core would not read the same back."""
    ordered, body = _normalized(_ordered(record_type, data)), _normalized(body)
    for style in (_styled, _quoted):
        text = _assembled(record_type, _dumped(_yaml(), style(ordered)), body)
        if _reads_back(path, text, ordered, body):
            return text
    raise NotWritableError(_why_not(path, _assembled(record_type, _dumped(_yaml(), _quoted(ordered)), body)))


def changed_text(
    record_type: type[Record], source: Source, text: str, changes: Mapping[Loc, Any], body: str | None
) -> str:
    """The text of a file with the values at these locs set, and its body if one is given; the rest stays as it is.

    Raises NotWritableError when plugins.core would not read back what was set.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    line_end = "\r\n" if "\r\n" in text else "\n"
    header, rest = _parted(record_type, text.removeprefix(mark).replace("\r\n", "\n"))
    expected = _plain(source.data)
    for loc, value in changes.items():
        set_at(expected, loc, value)
    expected = _normalized(expected)
    body_after = (source.body or "") if body is None else _normalized(body)
    for style in (_styled, _quoted):
        yaml = _yaml(*_indentation(header))
        data = yaml.load(header) or CommentedMap()
        for loc, value in changes.items():
            _set(record_type, data, loc, style(_normalized(value)))
        front = _dumped(yaml, data)
        changed = f"---\n{front}{rest}" if body is None and rest else _assembled(record_type, front, body_after)
        if _reads_back(source.path, changed, expected, body_after):
            return mark + changed.replace("\n", line_end)
    raise NotWritableError("the file cannot be changed without losing something; change it by hand")


def set_at(data: dict[str, Any], loc: Loc, value: Any) -> None:
    """Puts a value at a loc, making the parts and lists around it."""
    here: Any = data
    for step, following in itertools.pairwise(loc):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            while len(here) <= step:
                here.append(type(empty)())
            here = here[step]
        else:
            here = here.setdefault(step, empty)
    if isinstance(loc[-1], int):
        while len(here) <= loc[-1]:
            here.append(None)
    here[loc[-1]] = value


def _assembled(record_type: type[Record], front: str, body: str) -> str:
    if record_type.suffix != ".md":
        return front
    return f"---\n{front}---\n\n{body.strip()}\n" if body else f"---\n{front}---\n"


def _parted(record_type: type[Record], text: str) -> tuple[str, str]:
    """The YAML of a file, and what stands after it from the closing line of hyphens on."""
    if record_type.suffix != ".md":
        return text, ""
    found = re.fullmatch(r"\s*---[ \t]*\n(.*?\n|)(---[ \t]*(?:\n.*)?)", text, re.DOTALL)
    assert found is not None, "plugins.core has read this file"
    return found[1], found[2]


def _dumped(yaml: YAML, data: Any) -> str:
    stream = StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def _reads_back(path: str, text: str, data: Any, body: str) -> bool:
    source = parse(path, text.encode())
    return isinstance(source, Source) and source.data == data and (source.body or "").strip() == body.strip()


def _why_not(path: str, text: str) -> str:
    found = parse(path, text.encode())
    return found[0].message if isinstance(found, list) else "it cannot be written so that it reads back the same"


def _indentation(header: str) -> tuple[int, int]:
    """How far a file indents its lists: to their text, and to their hyphens."""
    if not re.search(r"^\s*- ", header, re.MULTILINE):
        return 4, 2
    _, indent, offset = load_yaml_guess_indent(header)
    hyphen = offset or 0
    return max(indent or 2, hyphen + 2), hyphen


def _set(record_type: type[Record], data: Any, loc: Loc, value: Any) -> None:
    """Sets a value, a new top-level field in the place where the order of the record's fields has it."""
    first = loc[0]
    if isinstance(data, CommentedMap) and first not in data:
        order = _order(record_type)
        later = order[order.index(str(first)) + 1 :]
        position = next((n for n, name in enumerate(data) if name in later), len(data))
        made: dict[str, Any] = {}
        set_at(made, loc, value)
        data.insert(position, first, made[str(first)])
    else:
        here = data
        for step in loc[:-1]:
            here[step] = here[step] if _has(here, step) and here[step] is not None else {}
            here = here[step]
        here[loc[-1]] = value


def _has(here: Any, step: str | int) -> bool:
    return step < len(here) if isinstance(step, int) else step in here


def _order(part: type[Part]) -> list[str]:
    """The names of a part's fields as a file lists them."""
    names = [field.key for field in plan(part) if field.name not in LOADER_FIELDS]
    if issubclass(part, Record):
        names = [name for name in names if name not in RECORD_FIELDS_LAST] + list(RECORD_FIELDS_LAST)
    return names


def _ordered(part: type[Part] | None, data: Any) -> Any:
    """The data with each part's fields in the order of the record class."""
    if isinstance(data, list):
        return [_ordered(part, item) for item in data]
    if not isinstance(data, Mapping):
        return data
    fields = {field.key: field.part for field in plan(part)} if part else {}
    order = _order(part) if part else []
    known = [name for name in order if name in data]
    return {name: _ordered(fields.get(name), data[name]) for name in [*known, *(n for n in data if n not in known)]}


def _normalized(data: Any) -> Any:
    """The data as plugins.core gives it: each letter one code point where there is one (NFC)."""
    if isinstance(data, str):
        return unicodedata.normalize("NFC", data)
    if isinstance(data, list):
        return [_normalized(item) for item in data]
    return {key: _normalized(value) for key, value in data.items()} if isinstance(data, Mapping) else data


def _plain(data: Any) -> Any:
    """A copy that can be changed."""
    if isinstance(data, Mapping):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(item) for item in data] if isinstance(data, list) else data


def _styled(data: Any) -> Any:
    """The data with several lines of text as a block, and a long line folded."""
    if isinstance(data, Mapping):
        return {key: _styled(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_styled(item) for item in data]
    if "\n" in data:
        return LiteralScalarString(data)
    if len(data) > FOLD_AT and " " in data:
        folded = FoldedScalarString(data)
        folded.fold_pos = _folds(data)
        return folded
    return data


def _folds(text: str) -> list[int]:
    """The single spaces at which a long text goes on in the next line."""
    found: list[int] = []
    start, last = 0, None
    for space in re.finditer(r"(?<=\S) (?=\S)", text):
        if space.start() - start > FOLD_AT and last is not None:
            found.append(last)
            start = last
        last = space.start()
    if last is not None and len(text) - start > FOLD_AT:
        found.append(last)
    return found


def _quoted(data: Any) -> Any:
    """The data with every text in double quotes, which can say whatever YAML can."""
    if isinstance(data, Mapping):
        return {key: _quoted(value) for key, value in data.items()}
    return [_quoted(item) for item in data] if isinstance(data, list) else DoubleQuotedScalarString(data)
