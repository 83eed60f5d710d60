"""A page that is watched while it is open: what it asks for, what it says, what goes wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

__all__ = ["Visit", "watched"]

INSIDE = re.compile(r"(?:data|blob|about):|https?://(?:127\.0\.0\.1|localhost)(?:[:/?#]|$)", re.IGNORECASE)
OUTSIDE = re.compile(rf"^(?!{INSIDE.pattern})", re.IGNORECASE)
"""The addresses that a page may not ask for. Told to the driver as a pattern, which keeps all others out of Python."""


@dataclass(frozen=True)
class Visit:
    """An open page, and what happened on it since it was opened: the lists grow while the page lives."""

    page: Page
    outside: list[str] = field(default_factory=list)
    """Addresses outside this machine that the page asked for; each request was stopped."""
    console: list[str] = field(default_factory=list)
    """What was written to the console, as "error: text (address:line)"."""
    errors: list[str] = field(default_factory=list)
    """Exceptions that no script caught."""

    def settle(self) -> None:
        """Wait until the page has asked for nothing for half a second, so that what it does late is noted too."""
        self.page.wait_for_load_state("networkidle")


def watched(context: BrowserContext) -> Visit:
    """A new page in the context: kept on this machine, and everything it does written down."""
    visit = Visit(context.new_page())

    def note_request(request: Request) -> None:
        if OUTSIDE.match(request.url):
            visit.outside.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        place = message.location
        visit.console.append(f"{message.type}: {message.text} ({place['url']}:{place['lineNumber'] + 1})")

    context.route(OUTSIDE, lambda route: route.abort("blockedbyclient"))
    context.on("request", note_request)
    context.on("console", note_message)
    context.on("weberror", lambda error: visit.errors.append(str(error.error)))
    return visit
