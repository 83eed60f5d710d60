"""Remarks on one file: what its author should look at, though it stops nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from plugins.core.disclosures import disclosed
from plugins.core.fields import slug_problem
from plugins.core.lookalikes import mixed_word
from plugins.core.parts import Markdown
from plugins.core.plans import notable
from plugins.core.problems import Problem, did_you_mean
from plugins.core.records import Record
from plugins.core.sources import Loc, Source
from plugins.core.vocabulary import Vocabulary
from plugins.core.wording import quoted

__all__ = ["remarks"]


def remarks(
    source: Source, record: Record, slugs: Mapping[str, frozenset[str]], vocabulary: Vocabulary
) -> Iterator[Problem]:
    """A warning for each; `slugs` are the names of all files by kind."""
    if record.unique_label:
        yield from _mixed_scripts(source, record)
    for loc, message in record.doubts():
        yield source.problem(loc, message, warning=True, rule="doubt")
    for loc, field, value in notable(record):
        if isinstance(value, Markdown) and value.dropped:
            message = f"{', '.join(value.dropped)} will not be shown; only plain Markdown with web and mail links is"
            yield source.problem(loc, message, warning=True, rule="markdown")
        if field.in_vocabulary and vocabulary.terms and not vocabulary.knows(value):
            near = vocabulary.suggestion(value)
            hint = f"; did you mean '{near}'?" if near else "; it is shown as it stands"
            message = f"{quoted(value)} is not among the association's words for skills{hint}"
            yield source.problem(loc, message, warning=True, rule="vocabulary")
        if field.reference and field.reference.or_name and isinstance(value, str):
            yield from _nearly_a_reference(source, loc, value, slugs.get(field.reference.kind, frozenset()))
        if field.prose and record.personal:
            yield from _given_away(source, record, loc, value)


def _mixed_scripts(source: Source, record: Record) -> Iterator[Problem]:
    if found := mixed_word(record.label):
        word, signs = found
        mixed = ", ".join(f"its '{sign}' is {script}" for script, sign in signs.items())
        message = (
            f"the word {quoted(word)} mixes letters of several scripts: {mixed}. Who types the name will not find it; "
            f"type the word again in one script, unless it is really written so"
        )
        yield source.problem((record.title_field,), message, warning=True, rule="mixed-scripts")


def _nearly_a_reference(source: Source, loc: Loc, value: str, names: frozenset[str]) -> Iterator[Problem]:
    """A plain name is fine, but one that is written like a file's name is more likely a mistyped one."""
    hint = "" if value in names or slug_problem(value) else did_you_mean(value, names)
    if hint:
        message = f"there is no file '{value}', so it is printed as a plain name{hint}"
        yield source.problem(loc, message, warning=True, rule="unlinked-name")


def _given_away(source: Source, record: Record, loc: Loc, value: str | Markdown) -> Iterator[Problem]:
    """What a person may not have meant to show to everybody."""
    if record.audience_of(".".join(step for step in loc if isinstance(step, str))) != "public":
        return
    for what, words in disclosed(value.text if isinstance(value, Markdown) else value, record.home()):
        message = (
            f"{quoted(words)} looks like {what}. This will be public, and editing it later does not take it back: "
            f"copies remain. If you do not want that, take it out before you send the file in"
        )
        problem = source.problem(loc, message, warning=True, rule="private")
        for number, line in enumerate(source.lines[problem.line - 1 :], problem.line):
            if words in line:
                problem = replace(problem, line=number, column=line.index(words) + 1, excerpt=line)
                break
        yield problem
