"""What a map makes of one row: the value of each field, and which cells went into none."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from plugins.core.sources import Loc
from plugins.core.writing import set_at
from plugins.importing.cells import cell, clean, raw
from plugins.importing.conversions import CONVERSIONS, duration, iso_date, local_time, phone, shorten
from plugins.importing.rules import PLACE, Choice, Condition, Map, Rule, Target

__all__ = ["Made", "Value", "make", "slug_text", "wanted"]

Tables = Mapping[str, Mapping[str, str]]
NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Value:
    """A value for a field: where it goes, what it is, and the rule it came by."""

    name: str
    loc: Loc
    value: Any
    rule: Rule


@dataclass(frozen=True)
class Made:
    """All values of one row, and the filled columns that a rule was tried on, but that no value came of."""

    values: tuple[Value, ...]
    unused: tuple[str, ...]


def wanted(map_: Map, cells: Any) -> bool:
    """Whether a row is one that the map wants."""
    return all(matches(cells, when, {}) for when in map_.when) and all(
        matches(cells, {}, unless) for unless in map_.unless
    )


def matches(cells: Any, when: Condition, unless: Condition) -> bool:
    """Whether the cells match all of `when` and none of `unless`."""
    return all(_matches(raw(cells, column), patterns) for column, patterns in when.items()) and not any(
        _matches(raw(cells, column), patterns) for column, patterns in unless.items()
    )


def _matches(found: Any, patterns: tuple[str, ...]) -> bool:
    """Whether a cell matches one of the patterns; a list does, when one entry of it does."""
    items = found if isinstance(found, list) and found else [found]
    cleaned = [clean(item) for item in items]
    texts = [item if isinstance(item, str) else "…" if item else "" for item in cleaned]
    return any(_pattern(pattern).fullmatch(text) for pattern in patterns for text in texts)


@functools.cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), re.IGNORECASE | re.DOTALL)


def slug_text(map_: Map, cells: Mapping[str, Any], tables: Tables) -> str | None:
    """What the slug of a row is made of; None when nothing is given."""
    _, value = _Maker(cells, tables, {}).choose(map_.slug)
    return " ".join(value) if isinstance(value, list) else value


def make(map_: Map, cells: Mapping[str, Any], tables: Tables) -> Made:
    """The values of a row's fields, in the order of the map."""
    done: dict[str, Any] = {}
    maker = _Maker(cells, tables, done)
    values = []
    tried: dict[str, None] = {}
    used: set[str] = set()
    for target in map_.targets:
        for rule in target.choice:
            if not maker.applies(rule):
                continue
            tried |= dict.fromkeys(rule.columns)
            value = maker.value(rule)
            if value not in NOTHING:
                done[target.name] = value
                values.append(Value(target.name, target.loc, value, rule))
                used.update(rule.columns)
                break
    unused = (column for column in tried if column not in used and not column.startswith("_"))
    return Made(_closed_up(values), tuple(column for column in unused if cell(cells, column) is not None))


def _closed_up(values: list[Value]) -> tuple[Value, ...]:
    """The values with the places in lists counted from 0 without gaps, where nothing came to some of them."""
    places: dict[Loc, dict[int, int]] = {}
    for value in values:
        for position, step in enumerate(value.loc):
            if isinstance(step, int):
                places.setdefault(value.loc[:position], {})[step] = 0
    for steps in places.values():
        steps.update({step: number for number, step in enumerate(sorted(steps))})
    return tuple(
        replace(
            value,
            loc=tuple(
                places[value.loc[:position]][step] if isinstance(step, int) else step
                for position, step in enumerate(value.loc)
            ),
        )
        for value in values
    )


@dataclass(frozen=True)
class _Item:
    """One text on its way through the verbs, with what `find` named in it."""

    value: Any
    names: Mapping[str, str]


@dataclass(frozen=True)
class _Maker:
    """The verbs, over one row. `done` holds the fields made so far, by their names in the map."""

    cells: Mapping[str, Any]
    tables: Tables
    done: Mapping[str, Any]

    def choose(self, choice: Choice) -> tuple[Rule | None, Any]:
        """The first rule that gives something, and what it gives."""
        for rule in choice:
            if self.applies(rule) and (value := self.value(rule)) not in NOTHING:
                return rule, value
        return None, None

    def applies(self, rule: Rule) -> bool:
        """Whether the row is as the rule's conditions say."""
        return matches(self.cells, rule.when, rule.unless)

    def value(self, rule: Rule) -> Any:
        """What the verbs of a rule give, one after another; a list where the column is one, or is split."""
        (origin, argument), *steps = rule.verbs
        found = self.origin(origin, argument)
        if found is None:
            return None
        if origin == "constant" and not steps:
            return found
        several = isinstance(found, list)
        items = [_Item(item, {}) for item in (found if several else [found])]
        for verb, argument in steps:
            several = several or verb == "split"
            items = [new for item in items for new in self.step(verb, argument, item)]
        values = [clean(item.value) for item in items]
        values = [value for value in values if value is not None]
        if not values:
            return None
        return values if several else values[0]

    def origin(self, verb: str, argument: Any) -> Any:
        if verb == "constant":
            return argument
        if verb == "from":
            return cell(self.cells, argument)
        if verb == "template":
            return self.fill(argument, {})
        choices, between = argument
        texts: list[str] = []
        for choice in choices:
            _, value = self.choose(choice)
            texts += [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]
        return between.join(texts) or None

    def fill(self, template: str, names: Mapping[str, Any]) -> str | None:
        """The template with its places filled; None when one of them is empty."""
        filled = {}
        for name in PLACE.findall(template):
            value = names[name] if name in names else cell(self.cells, name)
            if not isinstance(value, str) or not value:
                return None
            filled[name] = value
        return PLACE.sub(lambda place: filled[place[1]], template)

    def step(self, verb: str, argument: Any, item: _Item) -> Iterator[_Item]:
        """What a verb makes of one item: nothing, one, or several."""
        if verb == "each":
            if made := self.part(argument, item.value):
                yield _Item(made, {})
        elif not isinstance(item.value, str):
            return
        elif verb == "find":
            if found := argument.search(item.value):
                names = {name: text or "" for name, text in found.groupdict().items()}
                yield _Item(next((group for group in found.groups() if group), found[0]), names)
        elif verb == "split":
            yield from (_Item(piece, {}) for text in item.value.split(_sign(argument)) if (piece := clean(text)))
        elif text := self.text(verb, argument, item):
            yield _Item(text, item.names)

    def text(self, verb: str, argument: Any, item: _Item) -> str | None:
        """What a verb makes of a text; None when nothing."""
        if verb == "template":
            return self.fill(argument, {"": item.value, **item.names})
        if verb == "lookup":
            return self.tables[argument].get(item.value.casefold())
        if verb == "local_time":
            zone, after = argument
            length = cell(self.cells, after) if after else None
            return local_time(item.value, self.done.get(zone), duration(length) if isinstance(length, str) else None)
        return TEXT_VERBS[verb](item.value, argument)

    def part(self, targets: tuple[Target, ...], value: Any) -> dict[str, Any]:
        """An entry of a list as a part of the record; `_item` is the entry, its own keys come before the row's."""
        inside = value if isinstance(value, Mapping) else {}
        maker = _Maker({**self.cells, **inside, "_item": value}, self.tables, {})
        made: dict[str, Any] = {}
        for target in targets:
            rule, found = maker.choose(target.choice)
            if rule is not None:
                set_at(made, target.loc, found)
        return made


def _sign(written: str) -> str:
    r"""A separator as written in the map, where \n stands for the end of a line."""
    return written.replace(r"\n", "\n")


def _strip_prefix(text: str, prefixes: tuple[str, ...]) -> str:
    for prefix in prefixes:
        if text.casefold().startswith(prefix.casefold()):
            text = text[len(prefix) :].strip()
    return text


def _translate(text: str, words: Mapping[str, str]) -> str:
    """The word for a text, else the word for *, else the text itself."""
    return words.get(text.casefold(), words.get("*", text))


TEXT_VERBS: Mapping[str, Callable[[str, Any], str]] = {
    "as": lambda text, name: CONVERSIONS[name](text),
    "date": iso_date,
    "phone": phone,
    "shorten": shorten,
    "strip_prefix": _strip_prefix,
    "translate": _translate,
}
