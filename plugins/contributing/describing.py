"""All that is printed from the record classes for people and their editors: `uv run invoke describe`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.contributing.issue_forms import form, form_file
from plugins.contributing.placing import CONTRIBUTED
from plugins.contributing.schemas import schema_file, schema_text
from plugins.contributing.tables import described
from plugins.core.records import Record

__all__ = ["describe", "descriptions"]


def descriptions(root: Path, record_types: Sequence[type[Record]]) -> Iterator[tuple[str, str]]:
    """The path and the text of each file that tells of the fields: schemas, issue forms, documents with tables."""
    for record_type in record_types:
        yield schema_file(record_type), schema_text(record_type)
        if record_type.kind in CONTRIBUTED:
            yield form_file(record_type), form(record_type)
    for file in sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")]):
        yield file.relative_to(root).as_posix(), described(file.read_text(encoding="utf-8"), record_types)


def describe(root: Path, record_types: Sequence[type[Record]]) -> list[str]:
    """Writes those that are not current, and returns their paths."""
    changed = []
    for path, text in descriptions(root, record_types):
        file = root / path
        if not file.is_file() or file.read_bytes() != text.encode():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
            changed.append(path)
    return changed
