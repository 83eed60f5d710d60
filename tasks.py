"""The commands of the project; each is a few lines over plugins/. `uv run invoke --list` names them."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from invoke import Context, Exit, task

from plugins.contributing.tasks import comment, describe, from_issue, guard, new, preview, take
from plugins.press.commands import ROOT_HELP, end, root_of
from plugins.press.places import PROJECT

__all__ = [
    "bench",
    "build",
    "check",
    "comment",
    "describe",
    "from_issue",
    "guard",
    "import_",
    "lock",
    "new",
    "preview",
    "screenshot",
    "serve",
    "take",
    "test",
]


@task(
    iterable=["path", "changed"],
    help={
        "path": "a file of a member, an event or the like, a picture or a folder; again for more, or all after --",
        "format": "text, json, github, sarif or markdown",
        "changed": "a file that was changed, whose problems come first; again for more",
        "fix": "mend what has one right answer: show the difference, ask, write",
        "yes": "with --fix: write without asking",
        "verbose": "say too what was read, such as the next dates of events",
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
    verbose: bool = False,
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
    folder = root_of(root)
    places = [checking.below(folder, one) for one in given]
    if fix:
        _mend(folder, places, yes, format)
    if not places:
        from plugins.press.browser_libraries import install

        install(PROJECT, tell=lambda line: print(line, file=sys.stderr))
    changes = [checking.below(folder, one) for one in changed]
    end(checking.check(folder, places, form=format, changed=changes, more=untouched, verbose=verbose))


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
    end(build_site(root_of(root), options))


@task(help={"root": ROOT_HELP, "port": "port on loopback", "audience": "public, members or staff"})
def serve(_: Context, root: str = "", port: int = 8000, audience: str = "public") -> None:
    """Build the site, serve it on loopback, and build it again whenever a file changes."""
    from plugins.press.browser_libraries import install
    from plugins.press.serving import serve as serve_site

    install(PROJECT)
    serve_site(root_of(root), port, audience)


@task(
    name="import",
    help={
        "kind": "members, events, jobs, organizations, chapters or groups",
        "file": "a CSV, YAML, JSON or calendar file (.ics), or a folder of them",
        "map": "the map: which column goes into which field (docs/imports/); a calendar needs none",
        "zone": "of a calendar: the time zone of times that name none, such as Europe/London",
        "write": "write the files; without it nothing is changed",
        "update": "let fields of existing files be changed",
        "root": ROOT_HELP,
    },
)
def import_(
    _: Context,
    kind: str,
    file: str,
    map: str = "",
    zone: str = "",
    write: bool = False,
    update: bool = False,
    root: str = "",
) -> None:
    """Bring records from another system into files; a dry run unless --write."""
    from plugins.importing import run
    from plugins.press.building import record_types
    from plugins.press.settings import SettingsError

    try:
        found = record_types(root_of(root))
    except SettingsError as error:
        raise Exit(str(error), code=1) from None
    record_type = next((one for one in found if one.kind == kind), None)
    if record_type is None:
        raise Exit(f"there is no kind {kind!r}; there are {', '.join(one.kind for one in found)}", code=2)
    report, status = run(
        root_of(root), record_type, file, map, zone=zone, write=write, update=update, record_types=found
    )
    print(report)
    end(status)


@task(help={"args": "more arguments for pytest, in quotes"})
def test(_: Context, args: str = "") -> None:  # noqa: PT028  # a task, not a test
    """Run every test, those in a real browser included."""
    import os
    import shutil
    from tempfile import TemporaryDirectory

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
    # Tests write and remove some hundred thousand files: in memory, where there is plenty, that takes a tenth less.
    memory = Path("/dev/shm")  # noqa: S108
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > 8 * 2**30
    with TemporaryDirectory(prefix="guildhall-", dir=memory if has_room else None) as temporary:
        for chosen in [args.split()] if args else [measured, others]:
            environment = {**os.environ, "TMPDIR": temporary}
            end(subprocess.run([*pytest, *chosen], cwd=PROJECT, env=environment, check=False).returncode)


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
    end(subprocess.run([sys.executable, "-m", "docs.screenshot"], cwd=PROJECT, check=False).returncode)
