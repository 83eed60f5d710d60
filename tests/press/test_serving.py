"""`invoke serve`: a site on loopback that follows its files."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plugins.press.serving import serving
from tests.press.conftest import PROJECT
from tests.press.small import write

PATIENCE = 60.0


class Serve:
    """A running `invoke serve`, its address, and what it has printed so far."""

    def __init__(self, root: Path, printed: Path) -> None:
        self.printed = printed
        command = [sys.executable, "-u", "-m", "invoke", "--search-root", str(PROJECT), "serve", "--port", "0"]
        with printed.open("w") as out:
            self.process = subprocess.Popen(
                [*command, "--root", str(root)], cwd=root, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            )
        self.address = ""

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.address}/{path}", timeout=10) as answer:
            return str(answer.read(), "utf-8")

    def text(self) -> str:
        return self.printed.read_text()

    def wait(self, what: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not what():
            assert self.process.poll() is None, self.text()
            assert time.monotonic() < end, self.text()
            time.sleep(0.1)


@pytest.fixture
def serve(root: Path, tmp_path: Path) -> Iterator[Serve]:
    """A served site, built and ready."""
    running = Serve(root, tmp_path / "printed.txt")
    try:
        running.wait(lambda: "the site is at" in running.text())
        running.address = re.findall(r"http://127\.0\.0\.1:\d+", running.text())[-1]
        # The watch begins a moment after the address is told.
        time.sleep(1)
        yield running
    finally:
        os.killpg(running.process.pid, signal.SIGINT)
        running.process.wait(timeout=20)


def test_serve_follows_the_files(root: Path, serve: Serve) -> None:
    """A change appears, a mistake leaves the last good site up and is told, and its correction appears."""
    assert "Ada Lovelace" in serve.get("members/ada/")
    write(root, "members/cyd.yaml", "name: Cyd Charisse\nconsent: {date: 2026-01-01, version: 1}\n")
    serve.wait(lambda: "Cyd Charisse" in serve.get("members/"))
    write(root, "members/cyd.yaml", "name: Cyd Charisse\nhedline: Dancer\n")
    serve.wait(lambda: "still shows the last good site" in serve.text())
    assert "members/cyd.yaml:2:1: hedline: there is no field 'hedline' here; did you mean 'headline'?" in serve.text()
    assert "Cyd Charisse" in serve.get("members/cyd/")
    write(root, "members/cyd.yaml", "name: Cyd\nheadline: Dancer\nconsent: {date: 2026-01-01, version: 1}\n")
    serve.wait(lambda: "Dancer" in serve.get("members/cyd/"))
    write(
        root, "content/news/2026-11-02-more.md", "Title: More\nDate: 2026-11-02\nSlug: more\nSummary: More.\n\nMore.\n"
    )
    serve.wait(lambda: "More" in serve.get("news/"))
    settings = root / "pelicanconf.py"
    for old, new in (("Small Association", "Large Association"), ("Large Association", "Grand Association")):
        # As most editors save: a new file takes the old one's place.
        (root / "pelicanconf.py~").write_text(settings.read_text().replace(old, new))
        (root / "pelicanconf.py~").replace(settings)
        serve.wait(lambda new=new: new in serve.get(""))


def test_what_is_not_found(tmp_path: Path) -> None:
    """A missing page is answered with the site's own page and 404, and a taken port with another."""
    write(tmp_path, "404.html", "<p>not here</p>")
    write(tmp_path, "card.vcf", "BEGIN:VCARD")
    write(tmp_path, "folder/file.txt", "inside")
    with serving(tmp_path, 0) as first, serving(tmp_path, int(first.rpartition(":")[2])) as second:
        assert first != second
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(f"{second}/nothing/")
        assert missing.value.code == 404
        assert b"not here" in missing.value.read()
        missing.value.close()
        with pytest.raises(urllib.error.HTTPError) as listed:
            urllib.request.urlopen(f"{second}/folder/")
        assert listed.value.code == 404
        listed.value.close()
        with urllib.request.urlopen(f"{first}/card.vcf") as answer:
            assert answer.headers["Content-Type"] == "text/vcard; charset=utf-8"
            assert answer.headers["Cache-Control"] == "no-store"
