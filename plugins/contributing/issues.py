"""From an issue to a file: what a person wrote into an issue form becomes a record's file, or a reply to mend it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.contributing.issue_bodies import MAX_BODY, Answers, answers, kind_of
from plugins.contributing.placing import CONTRIBUTED
from plugins.contributing.pulls import Account
from plugins.core.fields import free_slug, slug_of
from plugins.core.folders import listing, slugs_of
from plugins.core.problems import Problem
from plugins.core.records import Record
from plugins.core.reports import code_span
from plugins.core.sources import Source, contents, parse
from plugins.core.spotchecks import problems_of
from plugins.core.wording import singular
from plugins.core.writing import NotWritableError, new_text
from plugins.press.building import record_types
from plugins.press.outcomes import today_from
from plugins.press.places import SETTINGS
from plugins.press.settings import SettingsError, settings_for

__all__ = ["FormError", "Reply", "answer_issue", "from_issue"]

MOST_TOLD = 50
"""So much is told at once; a list of two hundred lines can have more wrong than a forge takes as a comment."""

LOOK_AT = "Somebody of the staff looks at it next; you need do nothing more."
THERE_ALREADY = """\
Thank you. There is a file of your account already, `{path}`, and a second would be a second person. To change it, \
open your page on the site and choose *Suggest a change*, or open the file and choose the pencil. If this is about \
somebody else, they have to send it from an account of their own, or the office adds them.
"""
MEND = "Please choose *Edit* in the menu (…) beside your text, mend this, and save: it is read again then."


class FormError(Exception):
    """An issue that no form of ours made."""


@dataclass(frozen=True)
class Reply:
    """What to answer, in Markdown, and the path of the file that was written; "" where there is none."""

    text: str
    path: str = ""


def answer_issue(root: Path, body: str, author: Account, today: date | None) -> tuple[int, str]:
    """Does so for an association's folder by its settings; gives an exit status and the reply.

    Where the forge's variable GITHUB_OUTPUT names a file, the path of the new file is told there. Raises FormError and
    what reading the settings raises.
    """
    version = settings_for(root)["ASSOCIATION"].get("consent_version", "")
    if not version:
        raise SettingsError(f"{root / SETTINGS}: ASSOCIATION needs 'consent_version', the text that people agree to")
    reply = from_issue(root, record_types(root), body, author, today or today_from(os.environ), version)
    if reply.path and (told := os.environ.get("GITHUB_OUTPUT")):
        with Path(told).open("a", encoding="utf-8") as file:
            file.write(f"path={reply.path}\n")
    return (0 if reply.path else 1), reply.text


def from_issue(
    root: Path, types: Sequence[type[Record]], body: str, author: Account, today: date, consent_version: str
) -> Reply:
    """Writes the file that the body of an issue asks for below `root`, if nothing is wrong with it.

    Nothing but that one new file is written, and its name is made by us. Raises FormError where the body has not all
    headings of one of the forms.
    """
    if len(body) > MAX_BODY:
        raise FormError(f"the issue has {len(body):,} characters; at most {MAX_BODY:,} are read")
    record_type = kind_of(body, [one for one in types if one.kind in CONTRIBUTED])
    if record_type is None:
        raise FormError("this is none of the forms, or some of its headings are gone; begin again with a new form")
    slugs = slugs_of(types, [file for one in types for file in listing(root, one)[0]])
    if "github" in record_type.model_fields and (own := _file_of(root, record_type, author)):
        return Reply(THERE_ALREADY.format(path=own))
    found = answers(record_type, body, author, today, consent_version, slugs)
    if found.wrong:
        return _to_mend([f"- **{heading}**: {code_span(why)}" for heading, why in found.wrong])
    name = str(found.data.get(record_type.title_field, ""))
    slug = free_slug(slug_of(name) or slug_of(author.login) or singular(record_type.kind), slugs[record_type.kind])
    path = f"{record_type.folder}/{slug}{record_type.suffix}"
    try:
        text = new_text(record_type, path, found.data, found.body)
    except NotWritableError as error:
        return _to_mend([f"- {code_span(str(error))}"])
    return _checked(root, types, path, text, found)


def _checked(root: Path, types: Sequence[type[Record]], path: str, text: str, found: Answers) -> Reply:
    """Writes the file, has it checked where it is, and takes it away again if it will not do."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as opened:
        opened.write(text)
    try:
        problems = problems_of(root, types, [path])
    except BaseException:
        file.unlink()
        raise
    if errors := [one for one in problems if not one.warning]:
        file.unlink()
        return _to_mend(_lines(errors, found))
    said = [f"Thank you. This is the file `{path}` now. {LOOK_AT}"]
    if problems:
        said += ["Perhaps look at this again; it does not stand in the way:", "\n".join(_lines(problems, found))]
    return Reply("\n\n".join(said) + "\n", path)


def _file_of(root: Path, record_type: type[Record], author: Account) -> str:
    """The file that the account has already, or ""."""
    for file in listing(root, record_type)[0]:
        text = contents(root, file.path)
        if isinstance(text, bytes) and str(author.id).encode() in text:
            source = parse(file.path, text)
            account = source.data.get("github") if isinstance(source, Source) else None
            if isinstance(account, dict) and account.get("id") == str(author.id):
                return file.path
    return ""


def _to_mend(lines: Sequence[str]) -> Reply:
    more = [f"- and {len(lines) - MOST_TOLD:,} more; mend these first"] if len(lines) > MOST_TOLD else []
    told = "\n".join([*lines[:MOST_TOLD], *more])
    return Reply(f"Thank you. Before this can be taken, something has to be mended:\n\n{told}\n\n{MEND}\n")


def _lines(problems: Iterable[Problem], found: Answers) -> list[str]:
    """What is wrong, each below its heading; of a list of lines with bars it is told once what a line of it is."""
    told: list[str] = []
    explained = set()
    for one in problems:
        name = one.field.partition("[")[0]
        line = found.rows.get(name, "") if name not in explained and "]." in one.field else ""
        explained.add(name)
        is_line = f" (a line here is: {code_span(line)})" if line else ""
        told.append(f"- **{_heading(one.field, found)}**: {code_span(one.message)}{is_line}")
    return told


def _heading(field: str, found: Answers) -> str:
    """The heading that the answer to a field stands under, with the number of the line in a list, and what of it."""
    name, _bracket, rest = field.partition("[")
    number, _bracket, key = rest.partition("]")
    position = f", line {int(number) + 1}" if number else ""
    column = found.columns.get(f"{name}{key}", "")
    while name and name not in found.headings:
        name = name.rpartition(".")[0]
    return f"{found.headings[name]}{position}{f', {column.lower()}' if column else ''}" if name else "Your answers"
