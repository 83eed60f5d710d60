"""The table of faults: each with how the build ends, what it says, which site is seen, and what staff do about it."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

import filelock

from plugins.press import executors
from plugins.press.places import MEMORY
from plugins.press.trees import TornError
from tests.press.faults import (
    at_call,
    at_file,
    fails,
    forbidden,
    hangs,
    kills,
    limited,
    locked,
    nothing,
    orphans,
    starves,
    stops,
)
from tests.press.small import write

__all__ = ["ROWS", "Row"]

Do = Callable[[Path], None]


@dataclass(frozen=True)
class Row:
    """A fault; the exit status, the reason on the last line and what is reported of files; and which site is seen then.

    That is the old one, or the new one, which is that of the association as it is by then, or none, where none was.
    """

    fault: Do
    says: str = ""
    ends: int = 1
    shows: Literal["old", "new", "none"] = "old"
    reports: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    mend: Do = nothing


def killed(fault: Do, **more: Any) -> Row:
    """A build that cannot say anything any more."""
    return Row(fault, ends=-signal.SIGKILL, **more)


def shared(fault: Do, says: str, **more: Any) -> Row:
    """A build with workers."""
    return Row(fault, says, options={"jobs": 2}, **more)


def unharmed(fault: Do, **more: Any) -> Row:
    """A build that goes on, and publishes."""
    return Row(fault, ends=0, shows="new", **more)


def mode(path: str) -> Do:
    """Staff let the folder be written to again."""
    return lambda root: (root / path).chmod(0o755)


def first(fault: Do) -> Do:
    """The fault, in a folder where nothing was ever built."""

    def cause(root: Path) -> None:
        (root / "output").unlink()
        for name in (".output-releases", ".guildhall"):
            shutil.rmtree(root / name)
        fault(root)

    return cause


def dated(seconds: int) -> Do:
    """All files, those of the trees and of the memory too, are of one time."""

    def cause(root: Path) -> None:
        for path in root.rglob("*"):
            os.utime(path, (seconds, seconds), follow_symlinks=False)

    return cause


def wrong_epoch(_root: Path) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "yesterday"


def hanging(root: Path) -> None:
    executors.MAX_SECONDS = 0.5
    at_file("write", MEMBER, hangs, worker=True)(root)


def gone(file: str) -> None:
    """Somebody removes it."""
    Path(file).unlink()


def becomes_folder(file: str) -> None:
    """Somebody puts a folder in its place."""
    Path(file).unlink()
    Path(file).mkdir()


def grows(file: str) -> None:
    """Somebody writes on."""
    with Path(file).open("ab") as opened:
        opened.write(b"headline: More\n")


def wait(root: Path) -> None:
    """Staff wait for the other build to end."""
    with filelock.FileLock(root / ".output-releases/lock", timeout=10):
        pass


def no_folder(root: Path) -> None:
    (root / "members/m3.yaml").rmdir()
    before(root)


def before(root: Path) -> None:
    write(root, "members/m3.yaml", M3)


def prose_grows(times: int) -> Do:
    """Staff write on while their prose is printed, so many times."""

    def cause(root: Path) -> None:
        left = times

        def act(_file: str) -> None:
            nonlocal left
            left -= 1
            if left >= 0:
                grows(str(root / "content/pages/about.md"))

        at_call(VERIFYING, act)(root)

    return cause


def torn(_file: str) -> None:
    """A tree turns out to lack a file."""
    raise TornError("a file of the published site is not what it was; build again")


def torn_and_stopped(root: Path) -> None:
    """A build begins anew at its very end, and is told to stop then."""
    at_call(FINISHING, torn)(root)
    at_call(VERIFYING, TERM, after=1)(root)


READING = "plugins.core.composing.Composer.document"
SAYING = "plugins.press.remembering.say"
RENDERING = "plugins.core.pictures.render"
VERIFYING = "plugins.press.pressing.verify"
FINISHING = "plugins.press.trees.Staging.finish"
PUTTING = "plugins.core.store.Store.put_many"
FORGETTING = "plugins.core.store.Store.keep_only"
FILE, PHOTO = r"/members/m3\.yaml$", r"/members/m1\.jpg$"
M3 = "name: Member 3\nskills: [R]\nconsent: {date: 2026-01-01, version: 1}\n"
MEMBER = r"/incoming-\w+/members/m3/index\.html$"
PICTURE = r"/incoming-\w+/pictures/"
INDEX = r"/incoming-\w+/(static/)?search/"
PROSE = r"/incoming-\w+-prose/"
TREE = r"/release-\w+$"
LIST = r"/release-\w+\.json$"
IN_TREE = r"/release-\w+/members/m3/index\.html$"
LINK = r"/release-\w+\.link$"
OUTPUT = r"/output$"
NOTE = r"/last\.json\.new$"
DIED = "a worker ended by signal 9 while it was at .*members/"
FULL = fails(errno.ENOSPC)
TERM = stops(signal.SIGTERM, whom="build")

ROWS = {
    # kill -9
    "killed while it reads": killed(at_call(READING, kills, after=2)),
    "killed while it remembers": killed(at_call(PUTTING, kills, after=3)),
    "killed while it prints pages": killed(at_file("write", MEMBER, kills)),
    "killed while it makes a picture": killed(at_file("write", PICTURE, kills, after=1)),
    "killed while it makes the index": killed(at_file("write", INDEX, kills, after=1)),
    "killed while it prints staff's prose": killed(at_file("write", PROSE, kills)),
    "killed while it verifies": killed(at_call(VERIFYING, kills)),
    "killed while it writes the list of a tree": killed(at_file("rename", LIST, kills)),
    "killed while it brings a tree up to date": killed(at_file("rename", IN_TREE, kills)),
    "killed before the switch": killed(at_file("symlink", LINK, kills)),
    "killed at the switch": killed(at_file("rename", OUTPUT, kills)),
    "killed after the switch": killed(at_file("write", NOTE, kills), shows="new"),
    "killed while it forgets": killed(at_call(FORGETTING, kills), shows="new"),
    "killed while a worker is at work": killed(at_file("write", MEMBER, orphans, worker=True), options={"jobs": 2}),
    "a worker killed while it reads": shared(at_call(READING, kills, worker=True), DIED),
    "a worker killed while it prints pages": shared(at_file("write", MEMBER, kills, worker=True), DIED),
    "a worker killed while it makes a picture": shared(at_call(RENDERING, kills, worker=True), DIED),
    "a worker killed while it makes the index": shared(at_call(SAYING, kills, worker=True), DIED),
    "a worker that hangs": shared(hanging, r"members/m3\.yaml takes more than .*ended"),
    # signals
    "SIGTERM while it reads": Row(at_call(READING, TERM), r"told to stop \(SIGTERM\)"),
    "SIGTERM while it verifies": Row(at_call(VERIFYING, TERM), r"told to stop \(SIGTERM\)"),
    "SIGTERM when it begins anew": Row(torn_and_stopped, r"told to stop \(SIGTERM\)"),
    "SIGTERM at the switch": unharmed(at_file("symlink", LINK, TERM)),
    "SIGTERM while workers print": shared(
        at_file("write", MEMBER, stops(signal.SIGTERM, whom="all"), worker=True), r"told to stop \(SIGTERM\)"
    ),
    "Ctrl-C while workers print": shared(
        at_file("write", MEMBER, stops(signal.SIGINT, whom="all"), worker=True), r"told to stop \(SIGINT\)"
    ),
    # the disk
    "a disk full at a page": Row(at_file("write", MEMBER, FULL), "the disk is full .*m3/index.html, in the stage"),
    "a disk full at a page of a worker": shared(at_file("write", MEMBER, FULL, worker=True), "the disk is full .*m3/"),
    "a disk full at staff's prose": Row(at_file("write", PROSE, FULL), "the disk is full .*prose"),
    "a disk full at the switch": Row(at_file("symlink", LINK, FULL), "the disk is full .*in the stage 'publishing'"),
    "a disk full at the note": unharmed(at_file("write", NOTE, FULL)),
    "no file may grow": Row(limited(resource.RLIMIT_FSIZE, 0), "larger than this process may write"),
    "no file may be large": Row(limited(resource.RLIMIT_FSIZE, 4000), "larger than this process may write"),
    "trees that can only be read": Row(
        forbidden(".output-releases"), "not allowed .*output-releases", mend=mode(".output-releases")
    ),
    "an output that can only be read": Row(forbidden("."), "not allowed .*output", mend=mode(".")),
    "a memory that can only be read": unharmed(forbidden(".guildhall", MEMORY), mend=mode(".guildhall")),
    "a file that cannot be read": Row(
        forbidden("members/m3.yaml", mode=0), reports="m3.yaml: the file cannot be read", mend=mode("members/m3.yaml")
    ),
    # limits
    "no memory while it reads": Row(at_call(READING, starves, after=2), "memory ran out .*stage 'reading'"),
    "no memory while it remembers": Row(at_call(PUTTING, starves), "memory ran out .*in the stage"),
    "no memory while it prints pages": Row(at_file("write", MEMBER, starves), "memory ran out .*stage 'members'"),
    "no memory while it makes a picture": Row(at_call(RENDERING, starves), "memory ran out .*stage 'members'"),
    "no memory in a worker": shared(at_file("write", MEMBER, starves, worker=True), "memory ran out .*'members'"),
    "no more processes": shared(at_file("fork", "", fails(errno.EAGAIN)), "no more processes can be started"),
    "no more open files": Row(limited(resource.RLIMIT_NOFILE, 2), "too many files are open"),
    # files that do not stay as they are
    "a file goes while it is read": Row(at_file("read", FILE, gone, after=1), reports="m3.yaml: .* cannot be read"),
    "a file becomes a folder while it is read": Row(
        at_file("read", FILE, becomes_folder, after=1), reports="m3.yaml: .* cannot be read", mend=no_folder
    ),
    "a file changes while it is read": unharmed(at_file("read", FILE, grows, after=1)),
    "a file changes while it is read, and back": unharmed(at_file("read", FILE, grows, after=1), mend=before),
    "a picture goes before it is printed": Row(at_file("read", PHOTO, gone, after=2), "is gone .*m1.jpg, in the stage"),
    "a picture changes before it is printed": Row(at_file("read", PHOTO, grows, after=2), "m1.jpg has changed"),
    "staff's prose changes while it is printed": unharmed(prose_grows(1)),
    "staff's prose does not rest": Row(prose_grows(9), "the files change while"),
    # other builds
    "another build at work": Row(locked(by="the living"), "another build of .* is running", mend=wait),
    "a lock that a dead process had": unharmed(locked(by="the dead")),
    # the clock
    "a clock set back by years": unharmed(nothing, options={"today": date(2020, 1, 1)}),
    "a clock that is none": Row(wrong_epoch, "seconds since 1970, not 'yesterday'", options={"today": None}),
    "files from the future": unharmed(dated(4_000_000_000)),
    "files of one moment": unharmed(dated(0)),
    # nothing was published before
    "the first build killed while it prints": killed(first(at_file("write", MEMBER, kills)), shows="none"),
    "the first build killed at its tree": killed(first(at_file("rename", TREE, kills)), shows="none"),
    "the first build killed before the switch": killed(first(at_file("symlink", LINK, kills)), shows="none"),
    "the first build on a full disk": Row(first(at_file("write", INDEX, FULL)), "the disk is full", shows="none"),
}
