"""The components of an iCalendar file (RFC 5545, section 3.4): their own lines, and where each begins."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

import icalendar

from plugins.importing.tables import RefusedError, UnreadableError

__all__ = ["Component", "components", "parsed"]

MAX_DEPTH = 20
MAX_VALUE = 60_000
"""No value of an event needs more signs; a longer one, such as a file enclosed, is cut before it is looked at."""

MAX_LINES = 5_000
"""An event has no more lines of its own."""

NAME = re.compile(r"[A-Za-z0-9-]+")
LINE = re.compile(r'[A-Za-z0-9-]+(?:;(?:"[^"]*"|[^":])*)?:(.*)', re.DOTALL)


@dataclass
class Component:
    """A component as written: its name in capitals, the number of its first line, its own lines, unfolded."""

    name: str
    line: int
    lines: list[str] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    closed: bool = False

    def walk(self) -> Iterator[Component]:
        """All components in this one, in the order of the file, without those that stand in events."""
        for part in self.parts:
            yield part
            if part.name != "VEVENT":
                yield from part.walk()

    def texts(self, name: str) -> Iterator[str]:
        """The values of the lines of a property, their parameters left out."""
        for line in self.lines:
            if _name(line) == name and (found := LINE.fullmatch(_mended(line))):
                yield found[1].strip()

    def text(self, name: str) -> str:
        """The first of the values of a property; "" where there is none."""
        return next(self.texts(name), "")

    def names(self) -> Iterator[str]:
        """The names of its lines, each as often as it stands there."""
        return map(_name, self.lines)


def components(name: str, text: str) -> Component:
    """The file as one component without a name, which holds the calendars; `name` is that of the file.

    What is never closed ends with the file, and what is closed without being open is passed over. Raises
    UnreadableError where components stand in one another too deep.
    """
    root = Component("", 1)
    stack = [root]
    for number, line in _content_lines(text):
        word, _, value = line.partition(":")
        kind = value.strip().upper()
        match word.strip().upper():
            case "BEGIN":
                if len(stack) > MAX_DEPTH:
                    raise UnreadableError(f"{name}: line {number}: components stand in one another too deep")
                new = Component(kind, number)
                stack[-1].parts.append(new)
                stack.append(new)
            case "END":
                if kind in (one.name for one in stack[1:]):
                    while (last := stack.pop()).name != kind:
                        pass
                    last.closed = True
            case _:
                stack[-1].lines.append(line[:MAX_VALUE])
    return root


def _content_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a file, unfolded (section 3.1), each with the number of its first."""
    pieces: list[str] = []
    begun = 1
    for number, line in enumerate(re.split(r"\r\n|[\r\n]", text), 1):
        if line[:1] in (" ", "\t") and pieces:
            pieces.append(line[1:])
            continue
        if pieces:
            yield begun, "".join(pieces)
        pieces, begun = ([line] if line.strip() else []), number
    if pieces:
        yield begun, "".join(pieces)


def _is_empty(line: str) -> bool:
    """Whether a line gives its property no value, as some programs do in place of leaving it out."""
    found = LINE.fullmatch(line)
    return found is not None and not found[1].strip()


def _mended(line: str) -> str:
    """A line without the spaces, and the semicolon at the end, that some programs write into rules."""
    return re.sub(r"\s|;$", "", line) if _name(line) == "RRULE" else line


def _name(line: str) -> str:
    found = NAME.match(line)
    return found[0].upper() if found else ""


def parsed(component: Component) -> icalendar.Component:
    """The properties of a component, without the components in it; what is wrong with one stands in its errors.

    Raises RefusedError where it cannot be read at all.
    """
    if not component.closed:
        raise RefusedError(f"the file ends before END:{component.name}; it may have been cut off, so export it again")
    if len(component.lines) > MAX_LINES:
        raise RefusedError(f"it has more than {MAX_LINES:,} lines; no event that people made has so many")
    lines = [_mended(line) for line in component.lines if not _is_empty(line)]
    text = "\r\n".join([f"BEGIN:{component.name}", *lines, f"END:{component.name}", ""])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it guesses zones to mean, which we find ourselves
            found = icalendar.Component.from_ical(text)
    except (ValueError, TypeError, KeyError, IndexError, ArithmeticError, AttributeError) as error:
        raise RefusedError(f"it cannot be read as iCalendar: {' '.join(str(error).split())[:200]}") from None
    assert isinstance(found, icalendar.Component)
    return found
