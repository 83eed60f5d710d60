"""The commands for contributions: a new file, what is told of its fields, and what workflows ask of a change."""

import sys
from datetime import date
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.press.commands import ROOT_HELP, end, root_of
from plugins.press.places import PROJECT

__all__ = ["comment", "describe", "from_issue", "guard", "new", "preview", "take"]


@task(
    help={
        "base": "the branch or commit that the change should go into",
        "head": "the branch or commit with the change",
        "author": "name of the account that sends it",
        "author-id": "number of that account",
        "format": "text, json or markdown",
        "root": ROOT_HELP,
    }
)
def guard(_: Context, base: str, head: str, author: str, author_id: str, format: str = "text", root: str = "") -> None:
    """Say whether this author may make a change: exit status 0 accepted, 3 for staff, 1 refused (docs/staff.md)."""
    from plugins.contributing.guarding import FORMATS, STATUS, in_words
    from plugins.contributing.guarding import guard as answer_to
    from plugins.contributing.pulls import account
    from plugins.press.building import record_types
    from plugins.press.git_objects import GitError
    from plugins.press.settings import SettingsError

    if format not in FORMATS:
        raise Exit(f"--format is one of {', '.join(FORMATS)}, not {format!r}", code=2)
    try:
        folder = root_of(root)
        answer = answer_to(folder, record_types(folder), base, head, account(author, author_id))
    except (GitError, SettingsError, ValueError) as error:
        raise Exit(str(error), code=2) from None
    print(in_words(answer, format))
    end(STATUS[answer.verdict.outcome])


@task(
    help={
        "base": "the branch or commit that the change should go into",
        "head": "the branch or commit with the change",
        "into": "the new folder to write",
        "root": ROOT_HELP,
    }
)
def take(_: Context, base: str, head: str, into: str, root: str = "") -> None:
    """Write the base's files, with the change's data files upon them, into a new folder to check and build."""
    from plugins.contributing.taking import in_lines
    from plugins.contributing.taking import take as take_into
    from plugins.press.building import record_types
    from plugins.press.git_objects import GitError
    from plugins.press.settings import SettingsError

    try:
        folder = root_of(root)
        print(in_lines(take_into(folder, record_types(folder), base, head, Path(into).expanduser().absolute())))
    except (GitError, OSError, SettingsError) as error:
        raise Exit(str(error), code=2) from None


@task(
    help={
        "base": "the branch or commit that the change should go into",
        "head": "the branch or commit with the change",
        "site": "the site that was built with it",
        "into": "the folder for the files",
        "root": ROOT_HELP,
    }
)
def preview(_: Context, base: str, head: str, site: str, into: str, root: str = "") -> None:
    """Write each page that a change brings or changes as one file, which opens anywhere and loads nothing."""
    from plugins.contributing.previews import changed_pages, write_previews
    from plugins.press.building import record_types
    from plugins.press.git_objects import GitError
    from plugins.press.settings import SettingsError, settings_for

    try:
        folder = root_of(root)
        pages = changed_pages(folder, record_types(folder), base, head)
        names = write_previews(Path(site), settings_for(folder)["SITEURL"], pages, Path(into))
    except (GitError, OSError, SettingsError) as error:
        raise Exit(str(error), code=2) from None
    print("\n".join([*names, f"{len(names)} of {len(pages)} changed pages are in {into}"]))


@task
def comment(_: Context) -> None:
    """Answer a pull request on GitHub by one comment and a status: what .github/workflows/comment.yml runs."""
    import os

    from plugins.contributing.commenting import CommentError, answer_run
    from plugins.press.building import record_types
    from plugins.press.git_objects import GitError
    from plugins.press.settings import SettingsError

    try:
        print(answer_run(PROJECT, record_types(PROJECT), os.environ))
    except (CommentError, GitError, OSError, SettingsError) as error:
        raise Exit(str(error), code=1) from None


@task(
    name="from-issue",
    help={
        "body-file": "a file with the body of an issue that was made by one of the forms in .github/ISSUE_TEMPLATE",
        "author": "name of the account that sent it",
        "author-id": "number of that account",
        "today": "day of consent, as 2026-03-14 (default: SOURCE_DATE_EPOCH, else the clock)",
        "root": ROOT_HELP,
    },
)
def from_issue(_: Context, body_file: str, author: str, author_id: str, today: str = "", root: str = "") -> None:
    """Make a file of an issue, and print what to answer: exit status 0 written, 1 to be mended, 2 no form of ours."""
    from plugins.contributing.issues import FormError, answer_issue
    from plugins.contributing.pulls import account
    from plugins.press.settings import SettingsError

    try:
        text = Path(body_file).expanduser().read_bytes().decode("utf-8", "replace")
        day = date.fromisoformat(today) if today else None
        status, reply = answer_issue(root_of(root), text, account(author, author_id), day)
    except (FormError, OSError, SettingsError, ValueError) as error:
        raise Exit(str(error), code=2) from None
    print(reply, end="")
    end(status)


@task(
    iterable=["set"],
    help={
        "kind": "member, event, job, organization, chapter or group",
        "set": "an answer, such as name='Ada Lovelace' or location.city=London; may be given several times",
        "slug": "the file's name without its ending (default: made from the name or title)",
        "root": ROOT_HELP,
    },
)
def new(_: Context, kind: str, set: list[str], slug: str = "", root: str = "") -> None:
    """Ask for what a new file needs, and write it, with what it could say besides as comments."""
    import os

    from plugins.contributing.interviews import InterviewError, facts_of, interview
    from plugins.core.wording import singular
    from plugins.press.building import record_types
    from plugins.press.checking import check as check_files
    from plugins.press.outcomes import today_from
    from plugins.press.settings import SettingsError, settings_for

    folder = root_of(root)
    try:
        types = {singular(one.kind): one for one in record_types(folder)}
        if kind not in types:
            raise Exit(f"there is no kind {kind!r}; there are {', '.join(types)}", code=2)
        facts = facts_of(folder, tuple(types.values()), settings_for(folder), today_from(os.environ))
        given = dict(answer.partition("=")[::2] for answer in set)
        path = interview(facts, types[kind], given, slug, input if sys.stdin.isatty() else None, print)
    except (InterviewError, OSError, SettingsError, ValueError) as error:
        raise Exit(f"nothing was written: {error}", code=1) from None
    except (EOFError, KeyboardInterrupt):
        raise Exit("\nnothing was written", code=1) from None
    print(f"\nwrote {path}; put what is yours in place of the comments, check it, and send it in (docs/members.md)\n")
    end(check_files(folder, [path], verbose=True))


@task(help={"root": ROOT_HELP})
def describe(_: Context, root: str = "") -> None:
    """Write anew what is told of the fields: schemas/ for editors, issue forms, and the tables of the documents."""
    from plugins.contributing.describing import describe as write_descriptions
    from plugins.press.building import record_types
    from plugins.press.settings import SettingsError

    try:
        changed = write_descriptions(root_of(root), record_types(root_of(root)))
    except SettingsError as error:
        raise Exit(str(error), code=1) from None
    print("\n".join(f"wrote {path}" for path in changed) or "all of it is current")
