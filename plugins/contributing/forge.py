"""A repository on GitHub, by its REST API: a few requests, each answer of at most so many bytes."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

__all__ = ["ForgeError", "GitHub"]

MOST_BYTES = 8 * 2**20
SECONDS = 30
NEEDED = {
    401: "the token is not taken",
    403: "the workflow may not do this; see its permissions",
    404: "it is not there",
}


class ForgeError(Exception):
    """What the forge did not do, in words for whoever reads the log of a workflow."""


@dataclass(frozen=True)
class GitHub:
    """The API at `address`, for the repository `owner/name`. All methods raise ForgeError."""

    address: str
    repository: str
    token: str = field(repr=False)

    def get(self, path: str) -> Any:
        """What is at a path below the repository, as JSON."""
        return self._json("GET", path)

    def send(self, method: str, path: str, value: object) -> Any:
        """The answer to what is sent by POST or PATCH, as JSON."""
        return self._json(method, path, json.dumps(value).encode())

    def download(self, path: str, most: int) -> bytes:
        """The bytes at a path, which may lead to another host; raises ForgeError for more than `most`."""
        return self._bytes("GET", path, None, most)

    def _json(self, method: str, path: str, data: bytes | None = None) -> Any:
        try:
            return json.loads(self._bytes(method, path, data, MOST_BYTES))
        except (ValueError, RecursionError):
            raise ForgeError(f"{method} {path}: the answer is no JSON") from None

    def _bytes(self, method: str, path: str, data: bytes | None, most: int) -> bytes:
        url = f"{self.address.rstrip('/')}/repos/{self.repository}/{path}"
        if urlsplit(url).scheme not in {"http", "https"}:
            raise ForgeError(f"{self.address!r} is no address of an API")
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310  looked at above
        # Unredirected: where an answer leads to another host, the token does not go along.
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310  looked at above
                found: bytes = answer.read(most + 1)
        except urllib.error.HTTPError as error:
            raise ForgeError(f"{method} {path}: {error.code}, {NEEDED.get(error.code, error.reason)}") from None
        except (OSError, ValueError) as error:
            raise ForgeError(f"{method} {path}: {error}") from None
        if len(found) > most:
            raise ForgeError(f"{method} {path}: the answer has more than {most:,} bytes")
        return found
