"""A map read from YAML and checked, so that each mistake is told where it stands, before any row is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from plugins.core.plans import names_of
from plugins.core.problems import Problem, did_you_mean
from plugins.core.records import Record
from plugins.core.sources import Loc, Source, parse
from plugins.core.standards import countries
from plugins.importing.conversions import CONVERSIONS, date_form
from plugins.importing.rules import PLACE, Choice, Condition, Map, Rule, TableOf, Target
from plugins.importing.values import loc_of

__all__ = ["read_map"]


def read_map(path: str, content: bytes, record_type: type[Record]) -> Map | list[Problem]:
    """The map in a file's bytes, or what is wrong with it; `path` is how the problems name it."""
    source = parse(path, content)
    if not isinstance(source, Source):
        return source
    reader = _Reader(source, record_type)
    found = reader.map()
    return reader.problems or found


Check = Callable[["_Reader", Loc, Any], Any]


class _Reader:
    """Turns the data of a map into rules, noting every problem where it stands."""

    def __init__(self, source: Source, record_type: type[Record]) -> None:
        self.source = source
        self.record_type = record_type
        self.problems: list[Problem] = []
        self.tables: dict[str, TableOf] = {}
        self.item = False
        """Whether the rules being read are for the entries of a list, by `each`."""

    def wrong(self, loc: Loc, message: str, *, key: bool = False) -> None:
        self.problems.append(self.source.problem(loc, message, key=key))

    def map(self) -> Map:
        data = self.source.data
        self.known((), data, ("about", "rows", "tables", "slug", "same_slug", "fields"))
        rows = self.mapping(("rows",), data.get("rows"))
        self.known(("rows",), rows, ("at", "when", "unless", "replace"))
        for name, table in self.mapping(("tables",), data.get("tables")).items():
            self.tables[name] = self.table(("tables", name), table)
        if not data.get("fields"):
            self.wrong((), "`fields:` is missing; it says which column goes where, such as `name: Full name`")
        targets = tuple(self.targets(("fields",), self.mapping(("fields",), data.get("fields"))))
        slug = self.choice(("slug",), data["slug"]) if data.get("slug") else ()
        if not slug:
            slug = next((target.choice for target in targets if target.name == self.record_type.title_field), ())
        return Map(
            at=self.text(("rows", "at"), rows["at"]) if rows.get("at") else "",
            when=self.conditions(("rows", "when"), rows.get("when")),
            unless=self.conditions(("rows", "unless"), rows.get("unless")),
            replace={
                word: "" if better is None else self.text(("rows", "replace", word), better)
                for word, better in self.mapping(("rows", "replace"), rows.get("replace")).items()
            },
            slug=slug,
            number_same_slugs=self.one_of(("same_slug",), data.get("same_slug") or "refuse", ("refuse", "number"))
            == "number",
            tables=self.tables,
            targets=targets,
        )

    def known(self, loc: Loc, data: Mapping[str, Any], names: tuple[str, ...]) -> None:
        for name in data:
            if name not in names:
                hint = did_you_mean(name, names) or f"; known are {', '.join(names)}"
                self.wrong((*loc, name), f"'{name}' has no meaning here{hint}", key=True)

    def mapping(self, loc: Loc, value: Any) -> Mapping[str, Any]:
        if value is not None and not isinstance(value, Mapping):
            self.wrong(loc, "names with values are expected here, each as `name: value`, indented")
        return value if isinstance(value, Mapping) else {}

    def text(self, loc: Loc, value: Any) -> str:
        if not isinstance(value, str) or not value:
            self.wrong(loc, "one text is expected here")
            return ""
        return value

    def texts(self, loc: Loc, value: Any) -> tuple[str, ...]:
        items = value if isinstance(value, list) else [value]
        return tuple(self.text((*loc, n) if isinstance(value, list) else loc, item) for n, item in enumerate(items))

    def one_of(self, loc: Loc, value: Any, choices: tuple[str, ...]) -> str:
        text = self.text(loc, value)
        if text and text not in choices:
            self.wrong(loc, f"'{text}' is none of {', '.join(choices)}{did_you_mean(text, choices)}")
        return text

    def whole_number(self, loc: Loc, value: Any) -> int:
        text = self.text(loc, value)
        if not re.fullmatch(r"[1-9]\d{0,5}", text):
            self.wrong(loc, "a whole number is expected here, such as 160")
            return 1
        return int(text)

    def table(self, loc: Loc, data: Any) -> TableOf:
        found = self.mapping(loc, data)
        self.known(loc, found, ("file", "key", "value"))
        return TableOf(*(self.text((*loc, name), found.get(name)) for name in ("file", "key", "value")))

    def conditions(self, loc: Loc, value: Any) -> tuple[Condition, ...]:
        if isinstance(value, list):
            return tuple(self.condition((*loc, number), one) for number, one in enumerate(value))
        return (self.condition(loc, value),) if value else ()

    def condition(self, loc: Loc, data: Any) -> Condition:
        return {
            column: tuple(
                "" if item is None else item if isinstance(item, str) else self.text((*loc, column), item)
                for item in (patterns if isinstance(patterns, list) else [patterns])
            )
            for column, patterns in self.mapping(loc, data).items()
        }

    def targets(self, loc: Loc, data: Mapping[str, Any], part: str = "") -> Iterator[Target]:
        names = names_of(self.record_type)
        for name, value in data.items():
            whole = f"{part}.{name}" if part else name
            plain = re.sub(r"\[\d+\]", "", whole)
            if plain.startswith("visibility."):
                target: Loc = ("visibility", plain.removeprefix("visibility."))
                plain = str(target[1])
            else:
                target = loc_of(name)
            if plain not in names:
                hint = did_you_mean(plain, names)
                self.wrong((*loc, name), f"{self.record_type.kind} have no field '{plain}'{hint}", key=True)
                continue
            yield Target(name, target, self.choice((*loc, name), value, plain))

    def choice(self, loc: Loc, value: Any, field: str = "") -> Choice:
        if isinstance(value, list):
            return tuple(self.rule((*loc, number), item, field) for number, item in enumerate(value))
        return (self.rule(loc, value, field),)

    def rule(self, loc: Loc, value: Any, field: str) -> Rule:
        if isinstance(value, str) and value:
            return Rule((("from", value),), () if value == "_item" else (value,), {}, {})
        if not isinstance(value, Mapping):
            self.wrong(loc, "the name of a column is expected here, or a rule such as `from: Column`")
            return Rule((), (), {}, {})
        self.known(loc, value, (*VERBS, *MODIFIERS, *PARTNERS))
        verbs = [verb for verb in value if verb in VERBS]
        if not verbs or verbs[0] not in ORIGINS or any(verb in ORIGINS[:3] for verb in verbs[1:]):
            message = "a rule begins with where its value comes from: one of from, join, constant, template"
            self.wrong(loc, message)
            return Rule((), (), {}, {})
        for name, (partner, meaning) in PARTNERS.items():
            if name in value and partner not in value:
                self.wrong((*loc, name), f"`{name}` belongs to `{partner}`: {meaning}", key=True)
        before = len(self.problems)
        steps: list[tuple[str, Any]] = []
        for verb in verbs:
            if verb == "each":
                steps.append((verb, tuple(self.targets((*loc, verb), self.mapping((*loc, verb), value[verb]), field))))
            elif verb == "join":
                parts = value[verb] if isinstance(value[verb], list) else [value[verb]]
                joined = tuple(self.choice((*loc, verb, number), part) for number, part in enumerate(parts))
                steps.append((verb, (joined, self.text((*loc, "with"), value.get("with", " ")))))
            elif verb == "local_time":
                after = self.text((*loc, "after"), value["after"]) if "after" in value else ""
                steps.append((verb, (self.text((*loc, verb), value[verb]), after)))
            else:
                steps.append((verb, VERBS[verb](self, (*loc, verb), value[verb])))
        columns = () if len(self.problems) > before else tuple(dict.fromkeys(_columns(steps)))
        return Rule(
            verbs=tuple(steps),
            columns=columns,
            when=self.condition((*loc, "when"), value.get("when")),
            unless=self.condition((*loc, "unless"), value.get("unless")),
            leave_out="if_wrong" in value
            and bool(self.one_of((*loc, "if_wrong"), value["if_wrong"], ("leave-out", "refuse")) == "leave-out"),
            only_if_missing=self.one_of(
                (*loc, "only_if_missing"), value.get("only_if_missing", "false"), ("true", "false")
            )
            == "true",
        )

    # What each verb's argument must be

    def constant(self, loc: Loc, value: Any) -> Any:
        if value is None:
            self.wrong(loc, "a constant needs a value")
        return value

    def template(self, loc: Loc, value: Any) -> str:
        text = self.text(loc, value)
        if not PLACE.search(text):
            self.wrong(loc, "a template names a column in braces, such as https://github.com/{login}")
        return text

    def pattern(self, loc: Loc, value: Any) -> re.Pattern[str]:
        try:
            return re.compile(self.text(loc, value), re.IGNORECASE)
        except re.error as error:
            self.wrong(loc, f"this is not a regular expression: {error}")
            return re.compile("")

    def translation(self, loc: Loc, value: Any) -> Mapping[str, str]:
        found = self.mapping(loc, value)
        return {key.casefold(): "" if text is None else self.text((*loc, key), text) for key, text in found.items()}

    def lookup(self, loc: Loc, value: Any) -> str:
        text = self.text(loc, value)
        if text and text not in self.tables:
            self.wrong(loc, f"there is no table '{text}' under `tables:`{did_you_mean(text, self.tables)}")
        return text

    def conversion(self, loc: Loc, value: Any) -> str:
        return self.one_of(loc, value, tuple(CONVERSIONS))

    def forms(self, loc: Loc, value: Any) -> tuple[str, ...]:
        forms = self.texts(loc, value)
        for form in forms:
            if form and date_form(form) is None:
                self.wrong(loc, f"'{form}' is not a form of a date; use YYYY, MM, DD, such as DD/MM/YYYY")
        return forms

    def region(self, loc: Loc, value: Any) -> str:
        text = self.text(loc, value)
        if text and text not in countries():
            self.wrong(loc, f"'{text}' is not a country's code of two capital letters, such as PT")
        return text


ORIGINS = ("from", "join", "constant", "template")
PARTNERS = {
    "with": ("join", "it stands between what is joined"),
    "after": ("local_time", "it is the column with the time that is added, such as PT1H30M"),
}
MODIFIERS = ("when", "unless", "if_wrong", "only_if_missing")
VERBS: Mapping[str, Check] = {
    "from": _Reader.text,
    "join": _Reader.constant,
    "constant": _Reader.constant,
    "template": _Reader.template,
    "split": _Reader.text,
    "strip_prefix": _Reader.texts,
    "find": _Reader.pattern,
    "translate": _Reader.translation,
    "lookup": _Reader.lookup,
    "as": _Reader.conversion,
    "date": _Reader.forms,
    "local_time": _Reader.text,
    "phone": _Reader.region,
    "shorten": _Reader.whole_number,
    "each": _Reader.mapping,
}


def _columns(verbs: list[tuple[str, Any]]) -> Iterator[str]:
    """The columns that the verbs read."""
    named = {name for verb, value in verbs if verb == "find" for name in value.groupindex}
    for verb, value in verbs:
        if verb == "from" and value != "_item":
            yield value
        elif verb == "local_time" and value[1]:
            yield value[1]
        elif verb == "template":
            yield from (name for name in PLACE.findall(value) if name and name not in named and name != "_item")
        elif verb == "join":
            yield from (column for choice in value[0] for rule in choice for column in rule.columns)
