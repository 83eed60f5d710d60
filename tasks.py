"""The commands of the project; each is a few lines over plugins/. `uv run invoke --list` names them."""

import gc
import subprocess
import sys
from datetime import date
from pathlib import Path

from invoke import Context, Exit, task

PROJECT = Path(__file__).resolve().parent
ROOT_HELP = "folder of an association: pelicanconf.py, members/, content/ (default: this one)"


def _root(root: str) -> Path:
    return Path(root).expanduser().resolve() if root else PROJECT


def _end(status: int) -> None:
    # Python would look once more through all that a build held, which takes half a second at 10,000 members.
    gc.freeze()
    if status:
        raise Exit(code=status)


@task(
    iterable=["path", "changed"],
    help={
        "path": "a file of a member, an event or the like, a picture or a folder; again for more, or all after --",
        "format": "text, json, github, sarif or markdown",
        "changed": "a file that was changed, whose problems come first; again for more",
        "fix": "mend what has one right answer: show the difference, ask, write",
        "yes": "with --fix: write without asking",
        "root": ROOT_HELP,
    },
)
def check(
    context: Context,
    path: list[str],
    changed: list[str],
    format: str = "text",
    fix: bool = False,
    yes: bool = False,
    root: str = "",
) -> None:
    """Report every problem of the members' and staff's files, or of some of them: invoke check -- FILE FILE."""
    from plugins.contributing.ageing import untouched
    from plugins.core.reports import FORMATS
    from plugins.press import checking

    if format not in FORMATS:
        raise Exit(f"--format is one of {', '.join(FORMATS)}, not {format!r}", code=2)
    # What stands after the two hyphens, as it was given: invoke joins it to one text.
    given = [*path, *(sys.argv[sys.argv.index("--") + 1 :] if context.remainder else [])]
    folder = _root(root)
    places = [checking.below(folder, one) for one in given]
    if fix:
        _mend(folder, places, yes, format)
    if not places:
        from plugins.press.browser_libraries import install

        install(PROJECT, tell=lambda line: print(line, file=sys.stderr))
    changes = [checking.below(folder, one) for one in changed]
    _end(checking.check(folder, places, form=format, changed=changes, more=untouched))


def _mend(root: Path, places: list[str], yes: bool, format: str) -> None:
    from plugins.contributing.fixing import fix
    from plugins.press.building import REASONS, record_types

    # What a program reads is the report alone.
    told = sys.stdout if format == "text" else sys.stderr
    ask = input if sys.stdin.isatty() and format == "text" else None
    try:
        fix(root, record_types(root), places, yes=yes, ask=ask, tell=lambda line: print(line, file=told))
    except REASONS as error:
        raise Exit(str(error), code=1) from None


@task(
    help={
        "root": ROOT_HELP,
        "audience": "whom the site is for: public, members or staff",
        "output": "where the site appears (default: output, or output-AUDIENCE, in the root)",
        "url": "address the site will have, instead of SITEURL",
        "today": "day to build for, as 2026-03-14 (default: SOURCE_DATE_EPOCH, else the clock)",
        "quarantine": "leave out files with problems instead of stopping; exit status 3 when there were any",
        "jobs": "how many processes work (default: as many as there are processors)",
        "executor": "who works: processes of this machine, or dask (docs/scale.md)",
        "scheduler": "with --executor dask: the scheduler's address, as tcp://10.0.0.5:8786",
        "profile": "print where time went",
    }
)
def build(
    _: Context,
    root: str = "",
    audience: str = "public",
    output: str = "",
    url: str = "",
    today: str = "",
    quarantine: bool = False,
    jobs: int = 0,
    executor: str = "processes",
    scheduler: str = "",
    profile: bool = False,
) -> None:
    """Check everything, then print, verify and publish the site."""
    from plugins.press.browser_libraries import install
    from plugins.press.outcomes import Options
    from plugins.press.starting import build as build_site

    if audience not in ("public", "members", "staff"):
        raise Exit(f"--audience is one of public, members, staff, not {audience!r}", code=2)
    if executor not in ("processes", "dask"):
        raise Exit(f"--executor is one of processes, dask, not {executor!r}", code=2)
    if (executor == "dask") != bool(scheduler):
        raise Exit("--executor dask and --scheduler ADDRESS go together (docs/scale.md)", code=2)
    try:
        day = date.fromisoformat(today) if today else None
    except ValueError:
        raise Exit(f"--today is a day such as 2026-03-14, not {today!r}", code=2) from None
    install(PROJECT)
    options = Options(
        audience=audience,
        output=Path(output).expanduser().absolute() if output else None,
        url=url.rstrip("/") or None,
        today=day,
        quarantine=quarantine,
        jobs=jobs or None,
        scheduler=scheduler or None,
        profile=profile,
    )
    _end(build_site(_root(root), options))


@task(help={"root": ROOT_HELP, "port": "port on loopback", "audience": "public, members or staff"})
def serve(_: Context, root: str = "", port: int = 8000, audience: str = "public") -> None:
    """Build the site, serve it on loopback, and build it again whenever a file changes."""
    from plugins.press.browser_libraries import install
    from plugins.press.serving import serve as serve_site

    install(PROJECT)
    serve_site(_root(root), port, audience)


@task(
    name="import",
    help={
        "kind": "members, events, jobs, organizations, chapters or groups",
        "file": "a CSV, YAML or JSON file, or a folder of them",
        "map": "the map: which column goes into which field (docs/imports/)",
        "write": "write the files; without it nothing is changed",
        "update": "let fields of existing files be changed",
        "root": ROOT_HELP,
    },
)
def import_(
    _: Context, kind: str, file: str, map: str, write: bool = False, update: bool = False, root: str = ""
) -> None:
    """Bring records from another system into files; a dry run unless --write."""
    from plugins.importing import run
    from plugins.press.building import record_types
    from plugins.press.settings import SettingsError

    try:
        found = record_types(_root(root))
    except SettingsError as error:
        raise Exit(str(error), code=1) from None
    record_type = next((one for one in found if one.kind == kind), None)
    if record_type is None:
        raise Exit(f"there is no kind {kind!r}; there are {', '.join(one.kind for one in found)}", code=2)
    report, status = run(_root(root), record_type, file, map, write=write, update=update, record_types=found)
    print(report)
    _end(status)


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
    from plugins.contributing.git_objects import GitError
    from plugins.contributing.guarding import FORMATS, STATUS, in_words
    from plugins.contributing.guarding import guard as answer_to
    from plugins.contributing.pulls import account
    from plugins.press.building import record_types
    from plugins.press.settings import SettingsError

    if format not in FORMATS:
        raise Exit(f"--format is one of {', '.join(FORMATS)}, not {format!r}", code=2)
    try:
        folder = _root(root)
        answer = answer_to(folder, record_types(folder), base, head, account(author, author_id))
    except (GitError, SettingsError, ValueError) as error:
        raise Exit(str(error), code=2) from None
    print(in_words(answer, format))
    _end(STATUS[answer.verdict.outcome])


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
    from plugins.contributing.git_objects import GitError
    from plugins.contributing.taking import in_lines
    from plugins.contributing.taking import take as take_into
    from plugins.press.building import record_types
    from plugins.press.settings import SettingsError

    try:
        folder = _root(root)
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
    from plugins.contributing.git_objects import GitError
    from plugins.contributing.previews import changed_pages, write_previews
    from plugins.press.building import record_types
    from plugins.press.settings import SettingsError, settings_for

    try:
        folder = _root(root)
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
    from plugins.contributing.git_objects import GitError
    from plugins.press.building import record_types
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
        status, reply = answer_issue(_root(root), text, account(author, author_id), day)
    except (FormError, OSError, SettingsError, ValueError) as error:
        raise Exit(str(error), code=2) from None
    print(reply, end="")
    _end(status)


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

    folder = _root(root)
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
    _end(check_files(folder, [path]))


@task(help={"root": ROOT_HELP})
def describe(_: Context, root: str = "") -> None:
    """Write anew what is told of the fields: schemas/ for editors, issue forms, and the tables of the documents."""
    from plugins.contributing.describing import describe as write_descriptions
    from plugins.press.building import record_types
    from plugins.press.settings import SettingsError

    try:
        changed = write_descriptions(_root(root), record_types(_root(root)))
    except SettingsError as error:
        raise Exit(str(error), code=1) from None
    print("\n".join(f"wrote {path}" for path in changed) or "all of it is current")


@task(help={"args": "more arguments for pytest, in quotes"})
def test(_: Context, args: str = "") -> None:  # noqa: PT028  # a task, not a test
    """Run every test, those in a real browser included."""
    from plugins.press.browser_libraries import install
    from plugins.press.executors import processors

    install(PROJECT, development=True)
    pytest = [sys.executable, "-m", "pytest"]
    core = ("tests/core", "tests/test_gallery.py")
    # A file of tests to a process, in the order of tests/conftest.py. One more process than there are processors, as
    # tests in a browser wait half of their time.
    shared_out = [f"--numprocesses={min(4, processors() + 1)}", "--dist=loadfile", "--no-loadscope-reorder"]
    measured = [*core, *shared_out, "--cov", "--cov-report=term-missing:skip-covered", "--cov-fail-under=100"]
    # By themselves, as measuring slows the core only.
    others = [*(f"--ignore={path}" for path in core), *shared_out]
    for chosen in [args.split()] if args else [measured, others]:
        _end(subprocess.run([*pytest, *chosen], cwd=PROJECT, check=False).returncode)


@task(
    positional=["what"],
    help={
        "what": "build, search, site or incremental",
        "members": "how many synthetic members",
        "times": "build and site: how often each step is done; medians are told",
        "growth": "build: for 1,000, 10,000 and 100,000 members",
        "of-each": "search: queries of each of the five sorts",
        "edits": "incremental: how many edits of the demonstration",
        "seed": "incremental: what the edits are chosen by (default: some number, which is printed)",
        "folder": "work in this folder and keep what is there",
    },
)
def bench(
    _: Context,
    what: str,
    members: int = 10_000,
    times: int = 5,
    growth: bool = False,
    of_each: int = 12,
    edits: int = 1000,
    seed: int = 0,
    folder: str = "",
) -> None:
    """Measure build, search or pages beside others, or build after edits at random (docs/benchmarks.md)."""
    place = Path(folder).expanduser().absolute() if folder else None
    if what == "build":
        from benchmarks.build import main as measure_build

        measure_build(members, times=times, growth=growth, folder=place)
    elif what == "search":
        from benchmarks.search import main as measure_search

        measure_search(members, of_each=of_each, folder=place)
    elif what == "site":
        from benchmarks.lighthouse import main as measure_site

        measure_site(times=times, folder=place)
    elif what == "incremental":
        from benchmarks.edits.incremental import main as compare_incremental

        compare_incremental(edits, seed=seed or None, folder=place)
    else:
        raise Exit(f"there is no benchmark {what!r}; there are build, search, site and incremental", code=2)


@task
def lock(_: Context) -> None:
    """Lock the Python libraries after a pin of pyproject.toml was changed (docs/developing.md)."""
    from plugins.press.python_libraries import lock as lock_libraries

    lock_libraries(PROJECT)


@task
def screenshot(_: Context) -> None:
    """Take the pictures of the documents anew, from the demonstration as it is now."""
    _end(subprocess.run([sys.executable, "-m", "docs.screenshot"], cwd=PROJECT, check=False).returncode)
