"""Our build beside Hugo and Pagefind: the same members, the same pages, in turn (`invoke bench build`)."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.changes import EDITS, edit
from benchmarks.equality import differences
from benchmarks.processes import Time, cost_of, time_of
from benchmarks.report import build_tables
from benchmarks.results import about, save
from benchmarks.saving import seconds_to_see
from benchmarks.sides import Ours, Theirs, stamps
from benchmarks.synthetic import Association, association

__all__ = ["main"]

GROWTH = (1_000, 10_000, 100_000)
LARGE = 50_000
"""From here on all but the first change is done once, and Hugo and Pagefind print only from nothing."""

LEAST = 4
"""How often at least the first change is made: the first build after one from nothing makes the second tree too."""

ONLY_OURS = ("biography", "skill", "newcomer")
"""Changes that Hugo and Pagefind are not measured with: they do all their work again, whatever was changed."""

SERVED = 1_000
"""Members of the association that `invoke serve` is measured with."""


def main(size: int, *, times: int = 5, growth: bool = False, folder: Path | None = None) -> None:
    """Measures an association of `size` members, or of all sizes of the growth, and keeps and prints the figures."""
    for members in GROWTH if growth else (size,):
        with ExitStack() as cleared:
            place = folder or Path(cleared.enter_context(tempfile.TemporaryDirectory()))
            result = about("build", members) | _Measuring(place, members, 1 if members >= LARGE else times).all()
        file = save(result)
        print(build_tables({members: result}), f"kept in {file.name}", sep="\n\n", flush=True)


class _Measuring:
    """One size: both sides prepared in a folder, and the steps that are measured."""

    def __init__(self, folder: Path, size: int, times: int) -> None:
        self.written: Association = association(size)
        self.size, self.times = size, times
        self.large = size >= LARGE
        self.log = folder / "log"
        self.ours = Ours(folder / "ours")
        _say(f"{size:,} members: printed once, to be compared")
        self.ours.prepare(self.written)
        self.theirs = Theirs.prepared(folder / "theirs", self.written, self.ours.output)

    def all(self) -> dict[str, Any]:
        """Every figure, as plain data."""
        found: dict[str, Any] = {"times": self.times, "runs": {"cold": self._cold()}}
        found["differences"] = len(list(differences(self.ours.output, self.theirs.output)))
        found["pages"] = sum(1 for _page in self.theirs.output.rglob("index.html"))
        found["files"] = {side: len(stamps(one.trees())) for side, one in self._sides()}
        found["output"] = _output(self.ours.output)
        for number, kind in enumerate(EDITS):
            times = self.times if number else max(self.times, LEAST)
            found["runs"][kind] = self._in_turn(kind, self._edited(kind), theirs=kind not in ONLY_OURS, times=times)
        found["runs"]["nothing"] = self._in_turn("nothing", lambda _side, _number: None)
        found["runs"]["template"] = self._in_turn("template", lambda side, number: side.change_template(number))
        if not self.large:
            found["written"] = {side: self._written(one) for side, one in self._sides()}
        found["peaks"] = {name: cost_of(*self._of(command)).peak for name, command in self._for_memory()}
        found["check"] = self._checks()
        if self.size == SERVED:
            _say("serve")
            found["served"] = seconds_to_see(self.ours, self.written, self.times)
        return found

    def _sides(self) -> tuple[tuple[str, Ours | Theirs], ...]:
        return (("ours", self.ours), ("theirs", self.theirs))

    def _cold(self) -> dict[str, list[dict[str, Any]]]:
        return self._in_turn("cold", lambda side, _number: side.forget(), large=True)

    def _edited(self, kind: str) -> Callable[[Ours | Theirs, int], None]:
        return lambda side, number: side.change(edit(kind, self.written, number))

    def _in_turn(
        self,
        name: str,
        change: Callable[[Ours | Theirs, int], None],
        *,
        theirs: bool = True,
        large: bool = False,
        times: int = 0,
    ) -> dict[str, list[dict[str, Any]]]:
        """What each side took after a change, one after the other, so that both meet the machine as it is then."""
        found: dict[str, list[dict[str, Any]]] = {"ours": [], "theirs": []}
        for number in range(times or self.times):
            change(self.ours, number)
            found["ours"].append(self._time(self.ours.command("build"), self.ours.project))
            if theirs and (large or not self.large):
                change(self.theirs, number)
                hugo, pagefind = self._time(self.theirs.hugo()), self._time(self.theirs.pagefind())
                both = {key: hugo[key] + pagefind[key] for key in hugo}
                found["theirs"].append({**both, "hugo": hugo, "pagefind": pagefind})
            told = ", ".join(f"{side} {some[-1]['seconds']:.2f} s" for side, some in found.items() if some)
            _say(f"{name} {number + 1} of {times or self.times}: {told}")
        return {side: some for side, some in found.items() if some}

    def _time(self, command: list[str], folder: Path | None = None) -> dict[str, float]:
        os.sync()  # what one side wrote is not for the other to wait for
        taken: Time = time_of(command, self.log, folder)
        return asdict(taken)

    def _of(self, command: list[str]) -> tuple[list[str], Path, Path]:
        return command, self.log, self.ours.project

    def _for_memory(self) -> Iterator[tuple[str, list[str]]]:
        """The programs whose memory is watched: a run of its own, because watching takes time."""
        _say("memory")
        self.ours.forget()
        yield "ours", self.ours.command("build")
        self.ours.change(edit("headline", self.written, self.times + LEAST + 1))
        yield "ours, one change", self.ours.command("build")
        if not self.large:
            self.theirs.forget()
            yield "hugo", self.theirs.hugo()
            yield "pagefind", self.theirs.pagefind()

    def _written(self, side: Ours | Theirs) -> dict[str, int]:
        """The files written after one changed headline, and the published ones that say something else than before.

        Ours has two trees that take turns. Both are even before the change; `later` is what the next build writes,
        of which nothing has changed, to make them even again.
        """
        self._build(side)
        before, said = stamps(side.trees()), _digests(side.output)
        self._edited("headline")(side, self.times + LEAST)
        self._build(side)
        after, now = stamps(side.trees()), _digests(side.output)
        self._build(side)
        return {
            "written": _new(before, after),
            "differ": sum(said.get(name) != digest for name, digest in now.items()),
            "later": _new(after, stamps(side.trees())),
        }

    def _build(self, side: Ours | Theirs) -> None:
        if side is self.ours:
            self._time(self.ours.command("build"), self.ours.project)
        else:
            self._time(self.theirs.hugo())
            self._time(self.theirs.pagefind())

    def _checks(self) -> dict[str, list[dict[str, float]]]:
        """`invoke check` of everything with and without what is remembered, and of one file, where it takes one."""
        file = str(self.ours.root / self.written.members[self.size // 3].path)
        found: dict[str, list[dict[str, float]]] = {"cold": [], "warm": [], "one file": []}
        for _number in range(self.times):
            self.ours.forget()
            for name in ("cold", "warm"):
                found[name].append(self._time(self.ours.command("check"), self.ours.project))
            try:
                found["one file"].append(self._time(self.ours.command("check", "--path", file), self.ours.project))
            except subprocess.CalledProcessError:
                _say("check takes no paths")
        return {name: some for name, some in found.items() if some}


def _output(folder: Path) -> dict[str, int]:
    """How much there is to be published."""
    below = list(folder.resolve().rglob("*"))
    sizes = [path.stat().st_size for path in below if path.is_file()]
    return {"files": len(sizes), "folders": len(below) - len(sizes), "bytes": sum(sizes)}


Stamps = Mapping[Path, tuple[int, int, int]]


def _new(before: Stamps, after: Stamps) -> int:
    """How many files were written, wherever they were moved to since."""
    seen = set(before.values())
    return sum(stamp not in seen for stamp in after.values())


def _digests(output: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).digest()
        for path in output.rglob("*")
        if path.is_file()
    }


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
