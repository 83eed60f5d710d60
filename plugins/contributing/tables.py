"""The tables of fields in the documents, made from the questions: `uv run invoke describe`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from plugins.contributing.questions import Question, every, sections
from plugins.core.fields import Audience
from plugins.core.records import Record

__all__ = ["described", "seen_by"]

MARKED = re.compile(r"(?s)(<!-- fields: (?P<kind>[a-z-]+) -->\n).*?(<!-- end of fields -->)")
HEADING = re.compile(r"^(#+) ", re.MULTILINE)
READERS: Mapping[Audience, str] = MappingProxyType({"public": "everyone", "members": "members", "staff": "staff"})
WRITTEN = frozenset({"text", "paragraph", "markdown", "skill"})
"""The sorts of input whose length people want to know."""


def described(text: str, record_types: Sequence[type[Record]]) -> str:
    """A document with every marked list of fields made anew, its headings one level below the last before it."""
    known = {record_type.kind: record_type for record_type in record_types}

    def made(found: re.Match[str]) -> str:
        level = len(HEADING.findall(text, 0, found.start())[-1]) + 1
        return f"{found[1]}\n{_tables(known[found['kind']], '#' * level)}\n\n{found[3]}"

    return MARKED.sub(made, text)


def seen_by(question: Question) -> str:
    """Who sees a field where its file says nothing else, and how far that can be widened."""
    if question.input == "audiences":
        return "nobody"
    if question.fixed:
        return f"{READERS[question.audience]} (fixed)"
    limit = f" (at most {READERS[question.widest]})" if question.widest != "public" else ""
    return READERS[question.audience] + limit


def _tables(record_type: type[Record], level: str) -> str:
    """A heading and a table for each section."""
    return "\n\n".join(
        "\n".join(
            [
                f"{level} {section.heading}",
                "",
                "| Field | What it is | Seen by |",
                "|---|---|---|",
                *(_row(question) for question in every(section.questions)),
            ]
        )
        for section in sections(record_type)
    )


def _row(question: Question) -> str:
    name = f"`{question.name}`{' (required)' if question.required else ''}"
    told = ". ".join(_told(question)).replace("|", "\\|")
    return f"| {name} | {told} | {seen_by(question)} |"


def _told(question: Question) -> Iterator[str]:
    """What a reader has to know of a field, a sentence at a time."""
    if question.label.lower() != question.key.replace("_", " "):
        yield question.label
    if question.help:
        yield question.help
    if question.choices:
        *others, last = [f"`{word}`" for word in question.choices]
        yield f"{', '.join(others)} or {last}" if others else last
    elif question.input == "yes-no":
        yield "`true` or `false`"
    elif question.examples:
        yield f"For example `{question.examples[0]}`"
    if question.default and question.input != "yes-no":
        yield f"`{question.default}` if nothing is said"
    limits = []
    if question.repeated:
        limits.append(f"a list, up to {question.most:,}" if question.most else "a list")
    if question.longest and question.input in WRITTEN:
        limits.append(f"{'each ' if question.repeated else ''}up to {question.longest:,} characters")
    if limits:
        yield ", ".join(limits).capitalize()
