"""A static host on loopback for measurements: keeps connections open, packs text with gzip, notes what it sends.

It can read `_headers` as the hosts do that the file is for.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from urllib.parse import unquote, urlsplit

__all__ = ["Host", "Sent", "hosting"]

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}
"""What is text, and so is packed. Pagefind's own files are packed already."""

PICTURES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}

Rules = Mapping[str, Mapping[str, str]]
"""Headers by the pattern of the paths they are for."""

KEPT_FOR_EVER = ("/static/", "/pagefind/")
GZIP_LEVEL = 6


@dataclass(frozen=True)
class Sent:
    """A response: the path that was asked for, and the bytes of its head and (packed) body."""

    path: str
    head: int
    body: int

    @property
    def bytes(self) -> int:
        return self.head + self.body


class Host(ThreadingHTTPServer):
    """Serves the first of its folders that has a file."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, folders: tuple[Path, ...], rules: Rules | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folders = folders
        self.rules = rules
        self._sent: list[Sent] = []
        self._lock = Lock()

    @property
    def address(self) -> str:
        """Where it is to be found, with a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}/"

    def headers_of(self, path: str) -> dict[str, str]:
        """What the rules for a path say; of a header that several name, all of it. Without rules, our own choice."""
        if self.rules is None:
            return {"Cache-Control": "max-age=31536000, immutable" if path.startswith(KEPT_FOR_EVER) else "no-cache"}
        found: dict[str, str] = {}
        for pattern, headers in self.rules.items():
            if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
                found |= {name: ", ".join(filter(None, (found.get(name), told))) for name, told in headers.items()}
        return found

    def note(self, sent: Sent) -> None:
        with self._lock:
            self._sent.append(sent)

    def taken(self) -> tuple[Sent, ...]:
        """What was sent since this was asked last."""
        with self._lock:
            found, self._sent = tuple(self._sent), []
        return found


@contextmanager
def hosting(*folders: Path, told: bool = False) -> Iterator[Host]:
    """A host of these folders, for as long as the block runs.

    With `told` it sends the headers that the first folder's file `_headers` asks for, and none of its own choice.
    """
    rules = _rules((folders[0] / "_headers").read_text(encoding="utf-8")) if told else None
    with Host(tuple(folder.resolve() for folder in folders), rules) as host:
        thread = Thread(target=host.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            host.shutdown()
            thread.join()


def _rules(text: str) -> Rules:
    """The rules of a `_headers`: a path, which may end in a star or begin with one, and headers, each on a line."""
    rules: dict[str, dict[str, str]] = {}
    path = ""
    for line in filter(None, map(str.rstrip, text.splitlines())):
        if line.startswith("/"):
            path = line
        else:
            name, _, value = line.strip().partition(": ")
            rules.setdefault(path, {})[name] = value
    return rules


@lru_cache(maxsize=20_000)
def _packed(file: Path) -> bytes:
    """Packed once, so that packing is in no measurement."""
    return gzip.compress(file.read_bytes(), GZIP_LEVEL, mtime=0)


class _Handler(BaseHTTPRequestHandler):
    """One connection; what it asks for is noted."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together
    server: Host

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        file = next((folder / name for folder in self.server.folders if (folder / name).is_file()), None)
        if file is None or ".." in Path(name).parts:
            self._answer(404, path, b"not here", {"Content-Type": "text/plain"})
            return
        head = {"Content-Type": (TYPES | PICTURES).get(file.suffix, "application/octet-stream")}
        head |= self.server.headers_of(path)
        body = file.read_bytes()
        if file.suffix in TYPES:
            body = _packed(file)
            head["Content-Encoding"] = "gzip"
        self._answer(200, path, body, head)

    def _answer(self, status: int, path: str, body: bytes, head: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**head, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        size = sum(map(len, self._headers_buffer)) + 2
        self.server.note(Sent(path, size, len(body)))
        try:
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()
        except ConnectionError:
            self.close_connection = True  # the browser has gone

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
        """Say nothing: the figures do the talking."""
