"""Calendars written in a test, and the files that an import makes of them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.core.sources import Source, read
from plugins.events.event import Event
from plugins.importing import run
from tests.importing.conftest import RECORD_TYPES


class Imports:
    """Imports of calendars into one association's folder."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.folder = folder

    def __call__(self, calendar: str | bytes, *, name: str = "calendar.ics", map_: str = "", **options: Any):
        """Imports a calendar given as text or bytes, by a map if one is given; the report and the exit status."""
        file = self.folder / name
        file.write_bytes(calendar if isinstance(calendar, bytes) else calendar.encode())
        map_file = ""
        if map_:
            map_file = str(self.folder / "map.yaml")
            Path(map_file).write_text(textwrap.dedent(map_), encoding="utf-8")
        options = {"write": True, **options}
        return run(self.root, Event, str(file), map_file, record_types=RECORD_TYPES, **options)

    def events(self) -> dict[str, dict[str, Any]]:
        """The data of all files that are there, by slug, with the body, and plain mappings and lists."""
        found = {}
        for path in sorted((self.root / "content/events").glob("*.md"), key=lambda path: path.stem):
            source = read(self.root, path.relative_to(self.root).as_posix())
            assert isinstance(source, Source)
            found[path.stem] = {**source.data, **({"body": source.body.strip()} if source.body.strip() else {})}
        return found

    def event(self, calendar: str, **options: Any) -> dict[str, Any]:
        """The data of the one event that a calendar makes."""
        report, status = self(calendar, **options)
        assert status == 0, report
        (event,) = self.events().values()
        return event


@pytest.fixture
def calendars(root: Path, tmp_path: Path) -> Imports:
    """Imports calendars into an association without files."""
    return Imports(root, tmp_path)


Vevent = Callable[..., str]


def vevent(*lines: str, **properties: str) -> str:
    """An event of an evening in London, with other properties and more lines; a property that is "" is left out."""
    given = {
        "UID": "tides-1@example.org",
        "SUMMARY": "An evening on tides",
        "DTSTART": ";TZID=Europe/London:20270520T183000",
        "DTEND": ";TZID=Europe/London:20270520T200000",
        "LOCATION": "The Tide House",
    } | {name.replace("_", "-"): value for name, value in properties.items()}
    written = [f"{name}{value if value[0] in ';:' else ':' + value}" for name, value in given.items() if value]
    return "\n".join(["BEGIN:VEVENT", *written, *lines, "END:VEVENT"])


def calendar(*events: str, head: str = "") -> str:
    """A calendar of these components, with lines at its head."""
    return "\r\n".join("\n".join(filter(None, ["BEGIN:VCALENDAR", head, *events, "END:VCALENDAR", ""])).split("\n"))
