"""A member as a vCard 3.0 (RFC 2426), the version that address books of every kind import."""

from __future__ import annotations

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import picture_url
from plugins.core.site import Site
from plugins.directory.member import Member

__all__ = ["vcard"]

MAX_OCTETS = 75

CONTINUES = 0b1100_0000
"""The bits of an octet of UTF-8 that say, where they are 10, that it goes on with a letter."""


def vcard(member: Member, catalogue: Catalogue, site: Site) -> bytes:
    """The card: CRLF line ends, UTF-8 without a mark, lines folded at 75 octets (RFC 2425, section 5.8.1)."""
    given = member.given_name or ("" if member.family_name else member.name)
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_components(member.family_name or '', given, '', '', '')}",
        f"FN:{_escape(member.name)}",
    ]
    for position in member.current[:1]:
        lines.append(f"TITLE:{_escape(position.title)}")
        if position.organization:
            lines.append(f"ORG:{_components(catalogue.name_of('organizations', position.organization))}")
    if member.email:
        lines.append(f"EMAIL;TYPE=INTERNET:{_escape(member.email)}")
    if member.phone:
        lines.append(f"TEL;TYPE=VOICE:{_escape(member.phone)}")
    if place := member.location:
        lines.append(
            f"ADR;TYPE=WORK:{_components('', '', '', place.city or '', place.region or '', '', place.country or '')}"
        )
    lines.append(f"URL:{site.absolute(member.url)}")
    if member.links and member.links.website:
        lines.append(f"URL:{member.links.website}")
    if member.image:
        lines.append(f"PHOTO;VALUE=URI;TYPE=JPEG:{site.absolute(picture_url(member.image.digest, 160, 'jpg'))}")
    if member.headline:
        lines.append(f"NOTE:{_escape(member.headline)}")
    lines += [
        f"SOURCE:{site.absolute(member.url.removesuffix('/'))}.vcf",
        f"UID:{site.absolute(member.url)}",
        "END:VCARD",
    ]
    return b"".join([_folded(line) + b"\r\n" for line in lines])


def _escape(text: str) -> str:
    """A text value (RFC 2426, section 4): backslash, semicolon, comma and line break are escaped."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _components(*parts: str) -> str:
    return ";".join(map(_escape, parts))


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets; a letter of several octets is never cut."""
    octets, pieces, room = line.encode(), [], MAX_OCTETS
    while len(octets) > room:
        end = room
        while octets[end] & CONTINUES == 0b1000_0000:
            end -= 1
        pieces.append(octets[:end])
        octets, room = octets[end:], MAX_OCTETS - 1
    return b"\r\n ".join([*pieces, octets])
