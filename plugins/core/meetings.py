"""Links by which anybody who has them can walk into a meeting, told by the addresses of the usual services."""

from __future__ import annotations

import re

__all__ = ["meeting_links"]

HOSTS_AND_PATHS = (
    r"(?:[\w-]+\.)*zoom(?:gov)?\.(?:us|com|com\.cn)/(?:j|s|w|my|wc)/",
    r"meet\.google\.com/(?!$)",
    r"(?:g\.co|hangouts\.google\.com)/(?:meet|hangouts|call|start)",
    r"teams\.(?:microsoft|live)\.com/(?:l/meetup-join|l/meeting|meet|dl/launcher)",
    r"[\w-]+\.webex\.com/(?:meet|join|[\w.-]+/(?:j\.php|meet|onstage|url))",
    r"(?:meet\.jit\.si|8x8\.vc|whereby\.com|meet\.goto\.com|gotomeet\.me|global\.gotomeeting\.com/join)/",
    r"[\w-]+\.whereby\.com/",
    r"(?:attendee|global)\.gotowebinar\.com/join",
    r"(?:[\w-]+\.)*bluejeans\.com/\d",
    r"join\.skype\.com/|meet\.lync\.com/|[\w-]+\.chime\.aws/|app\.chime\.aws/meetings/",
    r"[\w.-]+/(?:bigbluebutton|bbb|b|rooms)/[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}",
)
MEETING = re.compile(rf"https?://(?:{'|'.join(HOSTS_AND_PATHS)})[^\s<>\"'\])]*", re.IGNORECASE | re.ASCII)


def meeting_links(text: str) -> tuple[str, ...]:
    """The links to meetings that stand in a text, each once, without the full stop behind them."""
    return tuple(dict.fromkeys(found.group().rstrip(".,;:!?") for found in MEETING.finditer(text)))
