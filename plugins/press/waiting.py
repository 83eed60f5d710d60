"""A build that has imported all it needs and waits to be told to begin, so that an author waits half a second less."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from plugins.press.inputs import program_version
from plugins.press.places import PROJECT

__all__ = ["NextBuild", "main"]

INVOKE = ("-m", "invoke", "--search-root", str(PROJECT))


class NextBuild:
    """The next build of a root by a task of ours, as a process that waits; there is always one, until the end."""

    def __init__(self, root: Path, task: Sequence[str]) -> None:
        self._command = [sys.executable, "-m", "plugins.press.waiting", str(root), *task]
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, stdin=subprocess.PIPE, cwd=PROJECT)

    def run(self) -> int:
        """Lets it build; gives the exit status."""
        if self._process.poll() is not None:  # the program was broken when this one began, and may have been mended
            self._process.communicate()
            self._process = self._start()
        process = self._process
        process.communicate(b"now\n")  # which is no error where it has ended by itself
        self._process = self._start()
        return process.returncode

    def __enter__(self) -> NextBuild:
        return self

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        # Without a word it ends.
        self._process.communicate()


def main(root: Path, task: Sequence[str]) -> int:
    """Imports what a build of `root` needs, waits for a line on the standard input, and builds; gives its status.

    Where the program or the settings have changed meanwhile, or could not be imported, another process builds.
    """
    before = program_version(root)
    try:
        imported = _import_all(root)
        if not sys.stdin.readline():
            return 0
    except KeyboardInterrupt:
        return 0
    if not imported or program_version(root) != before:
        return subprocess.run([sys.executable, *INVOKE, *task], check=False).returncode
    from invoke.main import program  # noqa: PLC0415  it has parsed its arguments by then

    program.run(["invoke", *INVOKE[2:], *task])
    return 0


def _import_all(root: Path) -> bool:
    """Says whether all of it could be imported; if not, the build will say why."""
    try:
        from plugins.press.building import record_types  # noqa: PLC0415  after the version of it all is known

        record_types(root)
    except Exception:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
