"""Commits, trees and files as git stores them, read by git's plumbing: never a working tree, a hook or a filter."""

from __future__ import annotations

import os
import re
import subprocess
import threading
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

__all__ = ["LINK", "REGULAR", "SUBMODULE", "Changed", "Entry", "GitError", "Repository"]

REGULAR = "100644"
LINK = "120000"
SUBMODULE = "160000"

MAX_LISTING = 64 * 2**20
"""Bytes of a list of paths: a million of them. A tree that holds itself ten times, ten deep, has no end."""
MAX_COMPLAINT = 2000
MAX_SECONDS = 60
MAX_REF = 250
OBJECT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")

# Nothing that git could run, fetch or be told by a file of the repository has a part in what is read here.
SETTINGS = ("core.hooksPath=/dev/null", "core.fsmonitor=false", "core.attributesFile=/dev/null", "protocol.allow=never")
# Nor has how somebody likes to see it.
PLAIN = ("log.showRoot=true", "log.follow=false", "log.showSignature=false")
SAFE = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


class GitError(Exception):
    """What git could not do, in words for whoever runs the command."""


@dataclass(frozen=True)
class Entry:
    """What a tree has at a path: a mode, such as 100644, and the name of an object."""

    mode: str
    object: str


@dataclass(frozen=True)
class Changed:
    """A path at which two commits differ; None where one of them has nothing."""

    path: str
    before: Entry | None
    after: Entry | None


class Repository:
    """The git repository whose top folder, or whose bare folder, is `folder`.

    Paths are text; bytes that are not UTF-8 stand in them as lone surrogates. Every method raises GitError.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def commit(self, ref: str) -> str:
        """The name of the commit that a branch, a tag or the like stands for."""
        if not ref or ref.startswith("-") or len(ref) > MAX_REF or not ref.isprintable() or " " in ref:
            raise GitError(f"{ref[:MAX_REF]!r} is no name of a commit; name a branch, a tag or a commit's number")
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        status, out = self._run(words, allowed=(0, 1, 128))
        name = out.decode("ascii", "replace").strip()
        if status or not OBJECT.fullmatch(name):
            self.shallow()  # where there is no repository at all, this says so
            raise GitError(f"there is no commit {ref!r} here; fetch it first")
        return name

    def merge_bases(self, one: str, other: str) -> tuple[str, ...]:
        """The best common ancestors of two commits: one as a rule, none where they have no history in common."""
        _status, out = self._run(("merge-base", "--all", one, other), allowed=(0, 1))
        return tuple(sorted(out.decode("ascii").split()))

    def shallow(self) -> bool:
        """Whether the history was cut off when it was fetched, so that common ancestors may be missing."""
        return self._run(("rev-parse", "--is-shallow-repository"))[1].strip() == b"true"

    def changes(self, before: str, after: str) -> tuple[Changed, ...]:
        """Every path at which two commits differ, in order; what was renamed is gone at one path, new at another."""
        options = ("-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv")
        words = ("diff-tree", *options, "--ignore-submodules=none", before, after)
        pieces = iter(self._run(words)[1].split(b"\0")[:-1])
        found = []
        for head in pieces:
            old_mode, new_mode, old, new, _status = head.decode("ascii").removeprefix(":").split()
            found.append(Changed(_text(next(pieces)), _entry(old_mode, old), _entry(new_mode, new)))
        return tuple(found)

    def entries(self, commit: str) -> dict[str, Entry]:
        """All files, links and submodules of a commit, by path."""
        _status, out = self._run(("ls-tree", "-r", "-z", "--full-tree", commit))
        found = {}
        for line in out.split(b"\0")[:-1]:
            head, _tab, path = line.partition(b"\t")
            mode, _kind, name = head.decode("ascii").split()
            found[_text(path)] = Entry(mode, name)
        return found

    def holding(self, commit: str, word: str, folder: str) -> tuple[str, ...]:
        """The paths below a folder whose files hold a word, wherever in them."""
        options = ("--no-color", "-a", "-l", "-z", "-F", "--no-textconv")
        words = ("grep", *options, "-e", word, commit, "--", f":(literal){folder}")
        _status, out = self._run(words, allowed=(0, 1))
        return tuple(_text(line).removeprefix(f"{commit}:") for line in out.split(b"\0")[:-1])

    def ever(self, commit: str, folder: str, name: str) -> bool:
        """Whether the history of a commit knows a file of this name, anywhere below a folder."""
        options = ("-1", "--format=%H", "--no-ext-diff", "--no-textconv", "--no-renames", "--full-history")
        return bool(self._run(("log", *options, commit, "--", f":(glob){folder}/**/{name}"))[1].strip())

    def untouched(self, commit: str, folder: str, since: date) -> dict[str, str]:
        """The files of a commit below a folder that no commit has changed from the beginning of that day, in UTC, on.

        By their paths, the names of their objects. The folder and the paths are as seen from the repository's `folder`,
        which may be any folder of a working tree here. Of a shallow history nothing can be said.
        """
        where = ("--", f":(literal){folder}")
        options = ("--format=", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv")
        changed = self._run(("log", *options, f"--since={since}T00:00:00Z", commit, *where))[1]
        touched = {_text(path.strip(b"\n")) for path in changed.split(b"\0")}
        found = {}
        for line in self._run(("ls-tree", "-r", "-z", commit, *where))[1].split(b"\0")[:-1]:
            head, _tab, path = line.partition(b"\t")
            if _text(path) not in touched:
                found[_text(path)] = head.decode("ascii").split()[2]
        return found

    def changed_at(self, commit: str, folder: str) -> dict[str, list[int]]:
        """When each file below a folder was changed, by its path, as seconds since 1970, the last first.

        Of a merge, that is when it was merged. Paths are as for `untouched`.
        """
        options = ("--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv")
        history = ("--first-parent", "--diff-merges=first-parent", "--format=%x01%ct")
        told = self._run(("log", *history, *options, commit, "--", f":(literal){folder}"))[1]
        found: dict[str, list[int]] = {}
        seconds = 0
        for piece in told.split(b"\0"):
            if piece.startswith(b"\x01"):
                seconds = int(piece[1:])
            elif path := piece.strip(b"\n"):
                found.setdefault(_text(path), []).append(seconds)
        return found

    def sizes(self, objects: Collection[str]) -> dict[str, int]:
        """How many bytes each of these files has; what is no file, or not here, is left out."""
        wanted = "".join(f"{name}\n" for name in sorted(objects)).encode()
        lines = self._run(("cat-file", "--batch-check"), wanted)[1].decode("ascii").splitlines() if wanted else []
        return {words[0]: int(words[2]) for words in map(str.split, lines) if words[1:2] == ["blob"]}

    def contents(self, objects: Collection[str], most: int) -> dict[str, bytes]:
        """The bytes of each of these files that has at most `most` of them."""
        sizes = {name: size for name, size in self.sizes(objects).items() if size <= most}
        if not sizes:
            return {}
        wanted = "".join(f"{name}\n" for name in sizes).encode()
        room = sum(sizes.values()) + 200 * len(sizes)
        _status, out = self._run(("cat-file", "--batch"), wanted, most=room)
        found, at = {}, 0
        for name, size in sizes.items():
            start = out.index(b"\n", at) + 1
            found[name] = out[start : start + size]
            at = start + size + 1
        return found

    def _run(
        self, words: tuple[str, ...], given: bytes = b"", *, most: int = MAX_LISTING, allowed: tuple[int, ...] = (0,)
    ) -> tuple[int, bytes]:
        """The exit status and the output of a command of git."""
        settings = (word for one in (*SETTINGS, *PLAIN) for word in ("-c", one))
        command = ["git", "--no-replace-objects", "--no-pager", "-C", str(self._folder), *settings, *words]
        # Given and told by pipes: a build on a full disk has to come as far as what it writes itself.
        pipe = subprocess.PIPE
        try:
            process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=_environment(os.environ))
        except OSError:
            raise GitError("git is not on the PATH; install it") from None
        told: list[bytes] = []
        helpers = [
            threading.Thread(target=_feed, args=(process, given), daemon=True),
            threading.Thread(target=_listen, args=(process, told), daemon=True),
        ]
        for helper in helpers:
            helper.start()
        out = _read(process, most, words[0])
        for helper in helpers:
            helper.join()
        if process.returncode not in allowed:
            raise GitError(_why(told[0], words[0], self._folder))
        return process.returncode, out


def _feed(process: subprocess.Popen[bytes], given: bytes) -> None:
    """Gives a process what it reads; it may have ended before."""
    assert process.stdin is not None
    with suppress(BrokenPipeError), process.stdin as pipe:
        pipe.write(given)


def _listen(process: subprocess.Popen[bytes], told: list[bytes]) -> None:
    """Keeps the beginning of what a process complains of, and lets it go on."""
    assert process.stderr is not None
    with process.stderr as pipe:
        told.append(pipe.read(MAX_COMPLAINT))
        while pipe.read(MAX_LISTING):
            pass


def _environment(around: Mapping[str, str]) -> dict[str, str]:
    """The environment of git: nothing of another repository, an index, a replacement, an editor or a trace."""
    kept = {name: value for name, value in around.items() if not name.upper().startswith("GIT_")}
    return {**kept, **SAFE}


def _read(process: subprocess.Popen[bytes], most: int, command: str) -> bytes:
    """All that a process prints; it is ended where that has no end."""
    printed = process.stdout
    assert printed is not None
    late = threading.Timer(MAX_SECONDS, process.kill)
    late.start()
    try:
        out = printed.read(most + 1)
        if len(out) > most:
            raise GitError(f"git {command} tells more than {most:,} bytes; so much is not looked at")
        process.wait()
    finally:
        in_time = late.is_alive()
        late.cancel()
        process.kill()
        process.wait()
        printed.close()
    if not in_time:
        raise GitError(f"git {command} takes more than {MAX_SECONDS} seconds; so much is not looked at")
    return out


def _why(told: bytes, command: str, folder: Path) -> str:
    said = " ".join(told.decode("utf-8", "replace").split())
    if "dubious ownership" in said:
        return (
            f"git does not trust {folder}, which belongs to another user of this machine; if it is yours, "
            f"run: git config --global --add safe.directory {folder}"
        )
    if "not a git repository" in said:
        return f"{folder} is no git repository"
    return f"git {command} failed: {said}"


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def _entry(mode: str, name: str) -> Entry | None:
    return Entry(mode, name) if mode != "000000" else None
