"""What a view may know of the build: whose site it is, where it stands, for whom, and what day it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from plugins.core.fields import Audience
from plugins.core.forges import Forge

__all__ = ["Association", "Site", "watched"]


@dataclass(frozen=True)
class Association:
    """The facts of an association that its site prints. `founded` is a year; `address` one line for each part.

    `consent_version` names the text that a new member agrees to; `consent_page` is the URL of its page, "privacy/".
    """

    name: str
    short_name: str
    description: str
    email: str
    founded: str = ""
    address: tuple[str, ...] = ()
    country: str = ""
    security_contact: str = ""
    consent_version: str = ""
    consent_page: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Site:
    """One edition of the site. `url` has no slash at its end; `language` is a tag of BCP 47, `timezone` IANA's.

    `forge` is where its files are kept, if anybody may write to them there.
    """

    association: Association
    url: str
    language: str
    timezone: str
    audience: Audience
    today: date
    forge: Forge | None = None

    @property
    def base(self) -> str:
        """The path that the site stands at, with a slash at both ends: "/" or "/association/"."""
        path = urlsplit(self.url).path.strip("/")
        return f"/{path}/" if path else "/"

    def link(self, url: str) -> str:
        """A link to a page of this site, from any page of it."""
        return self.base + url

    def absolute(self, url: str) -> str:
        """The whole address of a page of this site."""
        return f"{self.url}/{url}"


class _Watched(Site):
    """A site that tells when somebody asks for the day."""

    def __getattribute__(self, name: str) -> Any:
        if name == "today":
            object.__getattribute__(self, "trace")("today")
        return object.__getattribute__(self, name)


def watched(site: Site, trace: Callable[[str], None]) -> Site:
    """The same site, which calls `trace("today")` whenever its day is read: all else of it is the same every day."""
    found = object.__new__(_Watched)
    vars(found).update(vars(site), trace=trace)
    return found
