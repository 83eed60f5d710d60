"""The words of questions for translators: Babel's way to find the labels, help and headings of record classes."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from plugins.contributing.questions import every, questions
from plugins.core.records import Record
from plugins.press.places import PROJECT

__all__ = ["extract"]

HAS_RECORDS = b"    kind: ClassVar[str] ="


def extract(file: IO[bytes], _keywords: Any, _tags: Any, options: Any) -> Iterator[tuple[int, None, str, list[str]]]:  # noqa: ARG001  Babel names it
    """The messages of one Python file, as Babel asks for them: the words of the records that it defines."""
    if HAS_RECORDS not in file.read():
        return
    path = Path(file.name).resolve().relative_to(PROJECT)
    module = importlib.import_module(".".join(path.with_suffix("").parts))
    for record_type in vars(module).values():
        if not (isinstance(record_type, type) and issubclass(record_type, Record) and hasattr(record_type, "kind")):
            continue
        words = [heading for heading, _keys in record_type.sections]
        words += [text for one in every(questions(record_type)) for text in (one.label, one.help)]
        yield from ((1, None, text, []) for text in words if text)
