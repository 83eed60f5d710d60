"""A forge on loopback that answers as GitHub's API does, and remembers what it was asked and told."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["REPOSITORY", "Forge", "after_check", "pull", "served", "zipped"]

REPOSITORY = "leadline/site"


def zipped(data: bytes | str, name: str = "check.json", more: Mapping[str, bytes] | None = None) -> bytes:
    """An archive as the forge keeps it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
        for other, bytes_ in (more or {}).items():
            archive.writestr(other, bytes_)
    return out.getvalue()


@dataclass
class Forge:
    """A forge on loopback: what it knows, and what it was told."""

    sha: str
    archive: bytes
    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    told: list[tuple[str, str, Any]] = field(default_factory=list)
    size: int | None = None
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def answer(self, path: str) -> Any:
        """What the forge says at a path below the repository."""
        if path.startswith("pulls?"):
            assert "head=ada%3Aa%2Fbranch" in path
            return self.pulls
        if path.startswith("actions/runs/99/artifacts"):
            size = len(self.archive) if self.size is None else self.size
            return {"artifacts": [{"id": 5, "name": "report", "expired": False, "size_in_bytes": size}]}
        if path.startswith("issues/7/comments"):
            return self.comments if path.endswith("&page=1") else []
        return None


class Server(ThreadingHTTPServer):
    """Serves one forge."""

    forge: Forge


class Handler(BaseHTTPRequestHandler):
    """Answers as the API does; an archive lies on another host, where the token must not go."""

    server: Server

    def do_GET(self) -> None:
        prefix, forge = f"/repos/{REPOSITORY}/", self.server.forge
        path = self.path.removeprefix(prefix)
        forge.asked.append((path, self.headers["Authorization"]))
        if path == "actions/artifacts/5/zip":
            self.send_response(302)
            self.send_header("Location", f"http://localhost:{self.server.server_port}/stored")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/stored":
            self.reply(forge.archive)
        elif (found := forge.answer(path)) is not None:
            self.reply(json.dumps(found).encode())
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        path = self.path.removeprefix(f"/repos/{REPOSITORY}/")
        value = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.forge.told.append((self.command, path, value))
        self.reply(b"{}")

    do_PATCH = do_POST  # noqa: N815  the library's name

    def reply(self, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


@contextmanager
def served(forge: Forge) -> Iterator[str]:
    """Serves a forge; gives the address of its API."""
    server = Server(("127.0.0.1", 0), Handler)
    server.forge = forge
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def pull(sha: str, number: int = 7, author: Any = None, branch: str = "main") -> dict[str, Any]:
    """A pull request as the forge tells it."""
    user = {"login": author.login, "id": author.id} if author else {"login": "ada", "id": 1001}
    return {"number": number, "user": user, "head": {"sha": sha}, "base": {"ref": branch}}


def after_check(sha: str) -> dict[str, Any]:
    """The event that starts comment.yml: the check of this head of Ada's branch is over."""
    run = {
        "id": 99,
        "event": "pull_request",
        "head_sha": sha,
        "head_branch": "a/branch",
        "head_repository": {"owner": {"login": "ada"}},
    }
    return {"workflow_run": run, "repository": {"default_branch": "main"}}
