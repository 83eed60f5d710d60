"""Addresses, numbers and identifiers as people paste them, turned into the form that was asked for."""

from __future__ import annotations

import re

__all__ = ["bare", "date", "doi", "email", "orcid", "phone", "url"]

AROUND = " \t<>\"'“”‘’«»\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"
ADDRESS = re.compile(
    r"(?:h?t?tps?[;:]?/{0,2}:?|:?//)?(?P<rest>(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?)",
    re.IGNORECASE | re.ASCII,
)
HANDLE = re.compile(r"@([\w.-]+)@((?:[a-z0-9-]+\.)+[a-z]{2,})", re.IGNORECASE | re.ASCII)
FILES = re.compile(r"[^/]+\.(jpe?g|png|gif|webp|svg|pdf|html?|php|docx?|txt|ya?ml|md)", re.IGNORECASE)
YEAR_FIRST = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})")


def bare(text: str) -> str:
    """A text without space, angle brackets and quotation marks around it."""
    return text.strip(AROUND)


def url(text: str) -> str:
    """A web address from its https:// on, of one without it or with a slip in it, or of a name as in Mastodon."""
    address = bare(text)
    if handle := HANDLE.fullmatch(address):
        return f"https://{handle[2].lower()}/@{handle[1]}"
    # An address that is whole can have a name before its host, which is no slip.
    if re.match("https?://", address, re.IGNORECASE) or FILES.fullmatch(address):
        return address
    found = ADDRESS.fullmatch(address)
    return f"https://{found['rest']}" if found else address


def email(text: str) -> str:
    """An e-mail address without the mailto: of a link."""
    return bare(re.sub("^mailto: *", "", bare(text), flags=re.IGNORECASE))


def phone(text: str) -> str:
    """A phone number that begins with + where it began with 00, without a word before it."""
    return re.sub(r"^(?:tel(?:ephone)?|phone|mobile)?[.: ]*\(?(?:00|\+) ?", "+", bare(text), flags=re.IGNORECASE)


def orcid(text: str) -> str:
    """An ORCID iD without its web address, with hyphens after each four signs."""
    signs = re.sub(r"^(?:https?://)?(?:www\.)?orcid\.org/|^orcid:? *", "", bare(text), flags=re.IGNORECASE).strip("/ ")
    sixteen = re.sub(r"[\s\-‐-―]", "", signs).upper()
    if not re.fullmatch(r"[0-9]{15}[0-9X]", sixteen):
        return text
    return "-".join(sixteen[start : start + 4] for start in range(0, 16, 4))


def doi(text: str) -> str:
    """A DOI without its web address."""
    return re.sub(r"^(?:https?://)?(?:dx\.|www\.)?doi\.org/|^doi:? *", "", bare(text), flags=re.IGNORECASE)


def date(text: str) -> str:
    """A day that begins with its year, with hyphens and two digits each; any other order could mean two days."""
    found = YEAR_FIRST.fullmatch(bare(text))
    return f"{found[1]}-{found[3]:0>2}-{found[4]:0>2}" if found else text
