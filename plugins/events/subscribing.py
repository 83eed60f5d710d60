"""Addresses by which a visitor's own program or service takes a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from plugins.core.site import Site

__all__ = ["Subscription", "subscription"]

GOOGLE = "https://calendar.google.com/calendar/r"
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb"
OFFICE = "https://outlook.office.com/calendar/0/addfromweb"


@dataclass(frozen=True)
class Subscription:
    """A calendar: its `file` from the site's root, its whole `address`, and where programs and services take it.

    `webcal` opens the program that a visitor has for calendars; the others lead to a service, with the address in its
    own: Google's, Outlook's for everybody, and Outlook's for those who have it from where they work or learn.
    """

    name: str
    file: str
    address: str
    webcal: str
    google: str
    outlook: str
    office: str


def subscription(calendar: str, name: str, site: Site) -> Subscription:
    """The ways to subscribe to a calendar (a URL from the site's root), which is then called by its name."""
    address = site.absolute(calendar)
    webcal = f"webcal:{address.partition(':')[2]}"
    query = urlencode({"url": address, "name": name})
    return Subscription(
        name=name,
        file=calendar,
        address=address,
        webcal=webcal,
        google=f"{GOOGLE}?{urlencode({'cid': webcal})}",
        outlook=f"{OUTLOOK}?{query}",
        office=f"{OFFICE}?{query}",
    )
