"""Where this machine keeps its Chromium, and how the tests start it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright

__all__ = ["ChromiumNotFoundError", "driven", "find_chromium", "launch"]

WITHOUT_WINDOWS = "/usr/lib/chromium/chromium-headless-shell"
"""The same Chromium without its windows, as Debian has it: it opens a page in a third of the time.

What is called so on the PATH is a script around it, which would outlive it, or it the script.
"""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

USUAL_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files/Chromium/Application/chrome.exe",
    "~/AppData/Local/Google/Chrome/Application/chrome.exe",
    "~/AppData/Local/Chromium/Application/chrome.exe",
)

HOW_TO_GET_ONE = """\
The browser tests need Chromium or Google Chrome, and none was found. To get one:
  Debian:   sudo apt-get install chromium-headless-shell
  Ubuntu:   sudo snap install chromium
  Fedora:   sudo dnf install chromium
  macOS:    brew install --cask google-chrome
  Windows:  winget install Google.Chrome
If there is one in an unusual place, set CHROMIUM_PATH to the full path of its program.
To run all the other tests: uv run pytest -m "not browser\""""

QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Names outside this machine do not even reach its resolver, whatever asks for them: the browser's own services too.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)


class ChromiumNotFoundError(Exception):
    """There is no Chromium; the text says how to get one."""


def find_chromium() -> Path:
    """The program of the Chromium to test in: CHROMIUM_PATH, Debian's without windows, the PATH, then the usual places.

    Raises ChromiumNotFoundError.
    """
    if wanted := os.environ.get("CHROMIUM_PATH"):
        if Path(wanted).is_file():
            return Path(wanted)
        raise ChromiumNotFoundError(f"CHROMIUM_PATH is {wanted}, where there is no file.\n\n{HOW_TO_GET_ONE}")
    if Path(WITHOUT_WINDOWS).is_file():
        return Path(WITHOUT_WINDOWS)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    for place in USUAL_PLACES:
        if (found_there := Path(place).expanduser()).is_file():
            return found_there
    raise ChromiumNotFoundError(HOW_TO_GET_ONE)


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium of this machine, kept quiet and to itself."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=QUIET, chromium_sandbox=not _is_root())


@contextmanager
def driven() -> Iterator[int]:
    """A Chromium with nothing open, for another program to drive: gives the port on loopback where it listens."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = [*QUIET, "--headless", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
        flags += ["--no-sandbox"] if _is_root() else []
        chromium = subprocess.Popen([find_chromium(), *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield _port(Path(profile, "DevToolsActivePort"))
        finally:
            chromium.terminate()
            chromium.wait()


def _port(told: Path) -> int:
    """The port that Chromium chose, which it writes down when it listens."""
    for _ in range(300):
        if told.is_file() and (text := told.read_text(encoding="ascii")):
            return int(text.split()[0])
        time.sleep(0.1)
    raise TimeoutError("Chromium did not start to listen within 30 s")


def _is_root() -> bool:
    """Chromium refuses to start its sandbox for root, who is the usual user of a CI container."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
