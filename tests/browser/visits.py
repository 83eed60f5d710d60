"""A page that is watched while it is open: what it asks for, what it says, what goes wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Route

__all__ = ["Visit", "watched"]

LOOPBACK = {"127.0.0.1", "localhost"}


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

    def keep_inside(route: Route) -> None:
        if _is_outside(route.request):
            route.abort("blockedbyclient")
        else:
            route.continue_()

    def note_request(request: Request) -> None:
        if _is_outside(request):
            visit.outside.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        place = message.location
        visit.console.append(f"{message.type}: {message.text} ({place['url']}:{place['lineNumber'] + 1})")

    context.route("**/*", keep_inside)
    context.on("request", note_request)
    context.on("console", note_message)
    context.on("weberror", lambda error: visit.errors.append(str(error.error)))
    return visit


def _is_outside(request: Request) -> bool:
    address = urlsplit(request.url)
    return address.scheme not in {"data", "blob", "about"} and address.hostname not in LOOPBACK
