"""The answer to a pull request, from its two commits to words: what `invoke guard` says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plugins.contributing.ownership import Outcome, Verdict, decide
from plugins.contributing.placing import folders_of
from plugins.contributing.pulls import Account, gather, staff_of
from plugins.core.records import Record
from plugins.press.git_objects import Repository

__all__ = ["FORMATS", "STATUS", "Answer", "guard", "in_words", "markdown_text", "printable"]

STATUS: dict[Outcome, int] = {"accepted": 0, "refused": 1, "for staff": 3}
"""The exit status of each outcome; 2 is for what could not be judged."""

FORMATS = ("text", "json", "markdown")
MOST_REASONS = 50
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+!|~@&$:/.-])")
OPENINGS: dict[Outcome, str] = {
    "accepted": "This changes only what its author may change. A person reads it before it goes onto the site.",
    "for staff": "Nothing is wrong with asking for this, but only the staff can decide it. They have to look at:",
    "refused": "This cannot be taken in as it is. What to do:",
}


@dataclass(frozen=True)
class Answer:
    """A verdict on the commit `head`, which should go into the commit `base`."""

    verdict: Verdict
    author: Account
    base: str
    head: str


def guard(root: Path, record_types: Iterable[type[Record]], base: str, head: str, author: Account) -> Answer:
    """What becomes of the commit `head` by this author in `base`; raises GitError.

    The staff are those that the base lists.
    """
    repository = Repository(root)
    into, sent = repository.commit(base), repository.commit(head)
    pull = gather(repository, into, sent, author, folders_of(record_types))
    return Answer(decide(pull, author, staff_of(repository, into)), author, into, sent)


def in_words(answer: Answer, form: str) -> str:
    """An answer as text for a terminal, as JSON for programs, or as Markdown for a summary or a comment."""
    return {"text": _text, "json": _json, "markdown": _markdown}[form](answer)


def _text(answer: Answer) -> str:
    lines = [f"{answer.verdict.outcome}: {OPENINGS[answer.verdict.outcome]}"]
    for one in answer.verdict.reasons[:MOST_REASONS]:
        place = f"{printable(one.path)}: " if one.path else ""
        note = "" if one.outcome == answer.verdict.outcome else f" ({one.outcome})"
        lines.append(f"  {place}{printable(one.message)}{note}")
    return "\n".join([*lines, *_rest(answer, "  ")])


def _json(answer: Answer) -> str:
    verdict = answer.verdict
    reasons = [
        {"path": printable(one.path), "outcome": one.outcome, "message": printable(one.message)}
        for one in verdict.reasons[:MOST_REASONS]
    ]
    author = {"login": answer.author.login, "id": answer.author.id}
    told = {"version": 1, "outcome": verdict.outcome, "author": author, "base": answer.base, "head": answer.head}
    return json.dumps({**told, "reasons": reasons, "more": max(0, len(verdict.reasons) - MOST_REASONS)}, indent=2)


def _markdown(answer: Answer) -> str:
    lines = [f"### Who may change this: {answer.verdict.outcome}", "", OPENINGS[answer.verdict.outcome], ""]
    for one in answer.verdict.reasons[:MOST_REASONS]:
        place = f"**{markdown_text(one.path)}**: " if one.path else ""
        note = "" if one.outcome == answer.verdict.outcome else f" *({one.outcome})*"
        lines.append(f"- {place}{markdown_text(one.message)}{note}")
    return "\n".join([*lines, *_rest(answer, "- ")])


def _rest(answer: Answer, bullet: str) -> list[str]:
    more = len(answer.verdict.reasons) - MOST_REASONS
    return [f"{bullet}and {more:,} more"] if more > 0 else []


def printable(text: str) -> str:
    """A text in one line, without what could steer a terminal or turn a line round; file names may hold anything."""
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def markdown_text(text: str) -> str:
    """A text that Markdown shows as it is: no link, no picture, no name that tells somebody, no HTML."""
    # An invisible joiner keeps @name and #1 from calling a person or another pull request.
    joined = re.sub(r"([@#])(?=\w)", "\\1\N{WORD JOINER}", printable(text))
    return MARKDOWN.sub(r"\\\1", joined)
