"""The site served on loopback, and built again whenever a file changes; a failed build leaves it as it was."""

from __future__ import annotations

import contextlib
import functools
import http.server
import socketserver
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import watchfiles

from plugins.press.places import PROJECT, SETTINGS
from plugins.press.waiting import NextBuild

__all__ = ["serve", "serving"]

HOST = "127.0.0.1"
TYPES = {".vcf": "text/vcard; charset=utf-8", ".ics": "text/calendar; charset=utf-8", ".webp": "image/webp"}


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a site as a static host does: its own page for what is not found, and nothing kept by the browser."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **TYPES}  # noqa: RUF012  as the base has it

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def list_directory(self, _path: str) -> None:  # type: ignore[override]
        """A static host lists no folders."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  as the base names it
        """Says nothing: the terminal belongs to the builds."""


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


@contextlib.contextmanager
def serving(folder: Path, port: int) -> Iterator[str]:
    """Serves a folder on loopback, at `port` or, where that is taken, at any other; gives the address."""
    handler = functools.partial(_Handler, directory=str(folder))
    try:
        server = _Server((HOST, port), handler)
    except OSError:
        server = _Server((HOST, 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def serve(root: Path, port: int, audience: str = "public", stop: threading.Event | None = None) -> None:
    """Builds and serves the site of `root` until interrupted, building again after every change.

    Each build is a process of its own, so that a changed plugin is read anew; the next one has begun to import what it
    needs before there is something to do. `stop` ends it from another thread.
    """
    output = root / f".serve-{audience}"
    with serving(output, port) as address:
        task = ["build", "--root", str(root), "--audience", audience, "--output", str(output), "--url", address]
        with NextBuild(root, task) as build, contextlib.suppress(KeyboardInterrupt):
            build.run()
            print(f"the site is at {address}/ (Ctrl-C ends it); it is built again when a file changes", flush=True)
            for names in _changes(root, stop):
                print(f"changed: {', '.join(names[:5])}{' ...' if len(names) > 5 else ''}", flush=True)
                if build.run() not in {0, 3}:
                    print(f"{address}/ still shows the last good site", flush=True)


def _changes(root: Path, stop: threading.Event | None) -> Iterator[list[str]]:
    """The names of the files that change, as often as some do, until `stop` is set."""
    before = _state(root)
    while not (stop and stop.is_set()):
        folders = [folder for folder in _folders(root) if folder.is_dir()]
        for changes in watchfiles.watch(*folders, stop_event=stop, rust_timeout=500, yield_on_timeout=True):
            names = sorted({Path(path).name for _change, path in changes})
            now = _state(root)
            if now != before:
                names.append(SETTINGS)
            if names:
                yield names
            if now != before:
                # A folder may be new or gone, so the watch begins anew.
                before = now
                break


def _folders(root: Path) -> list[Path]:
    return [root / "members", root / "content", PROJECT / "theme", PROJECT / "plugins"]


def _state(root: Path) -> tuple[object, ...]:
    """What tells of other settings or other folders. A watch on the file itself ends when an editor replaces it."""
    settings = root / SETTINGS
    found = settings.stat() if settings.exists() else None
    return (found and (found.st_ino, found.st_mtime_ns, found.st_size), *(folder.is_dir() for folder in _folders(root)))
