"""Incremental equals clean: random edits of the demonstration, each built with and without what was remembered."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from benchmarks.edits import of_program, of_records, of_staff
from benchmarks.edits.builds import MEMORY, Builds, Built
from benchmarks.edits.place import Place
from benchmarks.edits.written import forget, picture_of, records, slug_of

__all__ = ["DifferentError", "Run", "incremental", "main"]

Edit = Callable[[Place, random.Random], str]

SEVERAL = 0.2
BESIDE = 0.1
QUARANTINED = 0.3
"""How often several edits come at once, something happens beside them, and a broken place is built all the same."""

OUTPUT = "out"
REFUSED, LEFT_OUT = 1, 3


class DifferentError(AssertionError):
    """A build that is not what a clean one is, with how to see it again."""


@dataclass
class Run:
    """One run: what was done, and how it went."""

    seed: int
    place: Place
    builds: Builds
    counts: Counter[str] = field(default_factory=Counter)
    done: list[str] = field(default_factory=list)
    last: Mapping[str, str] = field(default_factory=dict)
    compared: int = 0
    changed: int = 0
    refused: int = 0
    surprising: list[str] = field(default_factory=list)

    def fail(self, why: str, *more: str) -> None:
        """Raises DifferentError."""
        steps = "\n".join(self.done[-12:])
        raise DifferentError(
            f"seed {self.seed}: {why}\n" + "\n".join(more) + f"\nthe last edits, in {self.place.folder}:\n{steps}"
        )


def main(edits: int, *, seed: int | None = None, folder: Path | None = None) -> None:
    """Makes so many edits of the whole demonstration, each compared with a clean build, and tells how it went.

    Raises DifferentError where a site is not what a clean build makes; its folder is kept then.
    """
    began = time.monotonic()
    place = folder or Path(tempfile.mkdtemp(prefix="edits-"))
    chosen = random.SystemRandom().randrange(10**6) if seed is None else seed
    run = incremental(place, edits, seed=chosen, say=print)
    minutes = (time.monotonic() - began) / 60
    print(", ".join(f"{name} {count}" for name, count in sorted(run.counts.items())))
    print(*run.surprising, sep="\n")
    print(
        f"{edits:,} edits from seed {run.seed} in {minutes:.0f} minutes, {run.compared:,} times compared with a clean "
        f"build: 0 differences. {run.changed:,} changed the site; {run.refused:,} were refused, in the words of a "
        f"clean build, {len(run.surprising):,} of them (above) though nothing was meant to be wrong."
    )
    if folder is None:
        shutil.rmtree(place)


def incremental(
    folder: Path,
    edits: int,
    *,
    seed: int,
    every: int = 1,
    left: Mapping[str, int] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Run:
    """Makes edits of a copy of the project in `folder`; `left` says of how many records of each kind it is cut down to.

    Every so many edits the site is compared with a clean build. Raises DifferentError, and leaves the folder as it is.
    """
    place = Place.copied(folder / "project")
    run = Run(seed, place, Builds(place))
    say(f"seed {seed}, {edits:,} edits in {folder}")
    try:
        _cut_down(place, random.Random(f"{seed} cut"), left or {})
        run.last = _compared(run, OUTPUT).files
        for number in range(1, edits + 1):
            _step(run, number, compare=number % every == 0 or number == edits)
            if number % 50 == 0:
                seconds = ", ".join(f"{name} {some:.0f} s" for name, some in run.builds.seconds.items())
                say(f"{number:,} edits, {run.compared:,} compared, {run.refused:,} refused, {seconds}")
    finally:
        run.builds.close()
    return run


def _cut_down(place: Place, rng: random.Random, left: Mapping[str, int]) -> None:
    """Deletes records, and what refers to them, until so many are left, with pictures that are soon printed."""
    for kind, count in left.items():
        paths = records(place, kind)
        for path in rng.sample(paths, max(0, len(paths) - count)):
            if (picture := picture_of(place, path)) is not None:
                place.remove(picture)
            place.remove(path)
            forget(place, kind, slug_of(path))
    for picture in place.files("members", ".jpg") if left else ():
        place.write(picture, of_records.drawn(rng, ".jpg"))


def _step(run: Run, number: int, *, compare: bool) -> None:
    rng = random.Random(f"{run.seed} {number}")
    place, sound = run.place, run.last
    place.begin(number)
    told = [_edited(run, rng)]
    while rng.random() < SEVERAL and not place.breaks:
        told.append(_edited(run, rng))
    if rng.random() < BESIDE:
        told.append(_beside(run, rng))
    run.done.append(f"{number}: {'; '.join(told)}")
    if place.breaks and rng.random() < QUARANTINED:
        _quarantined(run)
    if _refused(run, compare=compare or place.breaks):
        place.undo()
        run.done.append(f"{number}: undone")
        after = run.builds.incremental(OUTPUT)
        if after.status or after.files != sound:
            run.fail("what was undone is not what it was", after.said, *_differing(after.files, sound))
        run.last = sound
        return
    run.changed += run.last != sound
    place.keep()


def _edited(run: Run, rng: random.Random) -> str:
    """Makes one edit of those that can be made."""
    while True:
        edit = rng.choice(EDITS)
        try:
            told = edit(run.place, rng)
        except (IndexError, ValueError):
            continue  # there is nothing that it could be done to
        run.counts[edit.__name__] += 1
        return f"{edit.__name__.replace('_', ' ')}: {told}"


def _refused(run: Run, *, compare: bool) -> bool:
    """Builds; says whether that was refused, and rightly so."""
    built = run.builds.incremental(OUTPUT)
    if built.crashed:
        run.fail(f"a build ended with status {built.status}", built.said)
    if run.place.breaks and built.status != REFUSED:
        run.fail("what is broken was built", built.said)
    if built.status != REFUSED and not compare:
        run.last = built.files
        return False
    _same(run, built, run.builds.clean())
    if built.status == REFUSED:
        run.refused += 1
        if not run.place.breaks:
            run.surprising.append(f"{run.done[-1]}\n{built.said.rstrip()}")
        if built.files != run.last:
            run.fail("a refused build changed the site", *_differing(built.files, run.last))
        return True
    run.last = built.files
    return False


def _compared(run: Run, name: str, *, quarantine: bool = False) -> Built:
    built = run.builds.incremental(name, quarantine=quarantine)
    _same(run, built, run.builds.clean(quarantine=quarantine))
    return built


def _same(run: Run, built: Built, clean: Built) -> None:
    run.compared += 1
    if clean.crashed:
        run.fail(f"a clean build ended with status {clean.status}", clean.said)
    if (built.status, built.said) != (clean.status, clean.said):
        run.fail(
            f"status {built.status}, and a clean build {clean.status}", "it said:", built.said, "clean:", clean.said
        )
    if built.status != REFUSED and built.files != clean.files:
        run.fail("files differ from a clean build", *_differing(built.files, clean.files))


def _differing(ours: Mapping[str, str], clean: Mapping[str, str]) -> Iterator[str]:
    names = sorted(name for name in {*ours, *clean} if ours.get(name) != clean.get(name))
    for name in names[:20]:
        yield f"  {name}" + ("" if name in clean else " should not be") + ("" if name in ours else " is missing")
    if len(names) > 20:
        yield f"  and {len(names) - 20:,} more"


def _quarantined(run: Run) -> None:
    """Builds a broken place without what is broken, if that can be."""
    run.last = _compared(run, OUTPUT, quarantine=True).files


def _beside(run: Run, rng: random.Random) -> str:
    """Something that happens to what builds left behind, or a build of another edition between two of this one."""
    shelf = run.builds.output(OUTPUT).with_name(f".{OUTPUT}-releases")
    shown = run.builds.output(OUTPUT).resolve().name
    spare = [tree for tree in sorted(shelf.glob("release-*")) if tree.is_dir() and tree.name != shown]
    what = rng.choice(["memory", "spare", "lists", "last", "edition", "all"])
    if what in {"memory", "all"}:
        shutil.rmtree(run.place.folder / MEMORY, ignore_errors=True)
    if what in {"spare", "all"}:
        for tree in spare:
            shutil.rmtree(tree)
    if what in {"lists", "all"}:
        for file in shelf.glob("release-*.json"):
            file.unlink()
    if what in {"last", "all"}:
        (shelf / "last.json").unlink(missing_ok=True)
    if what == "edition" and not run.place.breaks:
        return _other_edition(run, rng)
    return f"without: {what}"


def _other_edition(run: Run, rng: random.Random) -> str:
    """An output of its own for others, on another day, from the same memory."""
    place = run.place
    state = place.state
    audience = rng.choice(["members", "staff"])
    place.state = type(state)(state.today + timedelta(days=rng.randrange(-40, 200)), audience, 3 - state.jobs)
    try:
        _compared(run, audience)
    finally:
        place.state = state
    return f"an edition for {audience}"


def taken_back(place: Place, rng: random.Random) -> str:
    """The last few edits, taken back."""
    some = rng.randrange(1, len(place.past) + 1) if place.past else 0
    if not some:
        raise IndexError
    for before in reversed(place.past[-some:]):
        place.restore(before)
    return f"the last {some}"


def nothing(_place: Place, _rng: random.Random) -> str:
    """No edit at all."""
    return "as it was"


def touched(place: Place, rng: random.Random) -> str:
    """The time of a file, and no more."""
    path = rng.choice(place.files("members"))
    (place.folder / path).touch()
    return path


EDITS: tuple[Edit, ...] = (*of_records.EDITS, *of_staff.EDITS, *of_program.EDITS, taken_back, nothing, touched)
