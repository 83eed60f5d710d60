"""Addresses, numbers and identifiers as people paste them, turned into the form that was asked for."""

from __future__ import annotations

import re
from collections.abc import Callable

from pydantic_core import PydanticCustomError

__all__ = ["date", "doi", "email", "if_taken", "local_time", "login", "number", "orcid", "phone", "url"]

AROUND = " \t<>\"'“”‘’«»\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"
ADDRESS = re.compile(
    r"(?:h?t?tps?[;:]?/{0,2}:?|:?//)?(?P<rest>(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?)",
    re.IGNORECASE | re.ASCII,
)
HANDLE = re.compile(r"@([\w.-]+)@((?:[a-z0-9-]+\.)+[a-z]{2,})", re.IGNORECASE | re.ASCII)
FILES = re.compile(r"[^/]+\.(jpe?g|png|gif|webp|svg|pdf|html?|php|docx?|txt|ya?ml|md)", re.IGNORECASE)
MOMENT = re.compile(
    r"(?P<day>.+?)(?:,? (?:at )?|T)(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?"
    r"(?: ?(?P<half>[ap])\.?m\.?| ?Uhr| ?hrs?)?",
    re.IGNORECASE,
)
YEAR_FIRST = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})")
DAY_AND_MONTH = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?)?(?P<month>[A-Za-z]+)\.?,? (?P<year>\d{4})"
)
DAY_FIRST = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")
SLASHES = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")
MONTH_AND_DAY = re.compile(r"(?P<month>[A-Za-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})")
MONTH = re.compile(r"(0?[1-9]|1[0-2])[/.-](\d{4})")
YEAR_AND_MONTH = re.compile(r"(\d{4})[-/.](0?[1-9]|1[0-2])")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
SHORTEST_MONTH = 3
MONTHS_OF_A_YEAR = 12
NOON = 12
AMOUNT = re.compile(
    r"(?:[^\w\s%-]|[A-Z]{3})? ?(?P<digits>\d[\d,.'’ \N{NO-BREAK SPACE}]*?)(?P<thousand>[kK])? ?(?:[^\w\s%-]|[A-Z]{3})?"
)
MAX_DATE = 60
"""Nothing longer is looked at as a date or an amount."""


def if_taken(check: Callable[[str], object], mend: Callable[[str], str], value: str) -> str:
    """What a value becomes when it is mended, where the check takes it then; else ""."""
    mended = mend(value)
    if mended == value:
        return ""
    try:
        check(mended)
    except PydanticCustomError:
        return ""
    return mended


def _bare(text: str) -> str:
    """A text without space, angle brackets and quotation marks around it."""
    return text.strip(AROUND)


def url(text: str) -> str:
    """A web address from its https:// on, of one without it or with a slip in it, or of a name as in Mastodon."""
    address = _bare(text)
    if handle := HANDLE.fullmatch(address):
        return f"https://{handle[2].lower()}/@{handle[1]}"
    # An address that is whole can have a name before its host, which is no slip.
    if re.match("https?://", address, re.IGNORECASE) or FILES.fullmatch(address):
        return address
    if in_markdown := re.fullmatch(r"\[[^\]]*\]\((\S+)\)", address):
        return in_markdown[1]
    found = ADDRESS.fullmatch(address)
    return f"https://{found['rest']}" if found else address


def login(text: str) -> str:
    """The name of an account of GitHub from the address of its page, or with an @ before it."""
    return re.sub(r"^(?:(?:https?://)?(?:www\.)?github\.com/|@)", "", _bare(text), flags=re.IGNORECASE).rstrip("/")


def email(text: str) -> str:
    """An e-mail address without the mailto: of a link, a name before it, and what is to hide it from machines."""
    bare = _bare(re.sub("^mailto: *", "", _bare(text), flags=re.IGNORECASE))
    if named := re.fullmatch(r"[^<>@]+<([^<>]+)", bare):
        bare = named[1].strip()
    plain = re.sub(r" ?[(\[{] ?at ?[)\]}] ?", "@", bare, flags=re.IGNORECASE)
    return re.sub(r" ?[(\[{] ?dot ?[)\]}] ?", ".", plain, flags=re.IGNORECASE)


def phone(text: str) -> str:
    """A phone number that begins with + where it began with 00, without a word before it."""
    return re.sub(r"^(?:tel(?:ephone)?|phone|mobile)?[.: ]*\(?(?:00|\+) ?", "+", _bare(text), flags=re.IGNORECASE)


def orcid(text: str) -> str:
    """An ORCID iD without its web address, with hyphens after each four signs."""
    signs = re.sub(r"^(?:https?://)?(?:www\.)?orcid\.org/|^orcid:? *", "", _bare(text), flags=re.IGNORECASE).strip("/ ")
    sixteen = re.sub(r"[\s\-‐-―]", "", signs).upper()
    if not re.fullmatch(r"[0-9]{15}[0-9X]", sixteen):
        return text
    return "-".join(sixteen[start : start + 4] for start in range(0, 16, 4))


def doi(text: str) -> str:
    """A DOI without its web address."""
    return re.sub(r"^(?:https?://)?(?:dx\.|www\.)?doi\.org/|^doi:? *", "", _bare(text), flags=re.IGNORECASE)


def date(text: str) -> str:
    """A day, or no more than a month, that leaves no doubt.

    Its year stands first, its month has a name, points stand where the day comes first, or one number is no month.
    """
    text = _bare(text[:MAX_DATE])
    if found := YEAR_FIRST.fullmatch(text):
        return f"{found[1]}-{found[3]:0>2}-{found[4]:0>2}"
    if found := DAY_AND_MONTH.fullmatch(text) or MONTH_AND_DAY.fullmatch(text):
        month = next((number for number, name in enumerate(MONTHS, 1) if _is_short_for(found["month"], name)), 0)
        day = f"-{found['day']:0>2}" if found["day"] else ""
        return f"{found['year']}-{month:02}{day}"
    if found := DAY_FIRST.fullmatch(text):
        return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    if found := SLASHES.fullmatch(text):
        months = [number for number in (found[1], found[3]) if int(number) <= MONTHS_OF_A_YEAR]
        if len(months) == 1:
            (month_,) = months
            day_ = found[3] if month_ == found[1] else found[1]
            return f"{found[4]}-{month_:0>2}-{day_:0>2}"
    if found := MONTH.fullmatch(text):
        return f"{found[2]}-{found[1]:0>2}"
    if found := YEAR_AND_MONTH.fullmatch(text):
        return f"{found[1]}-{found[2]:0>2}"
    return text


def _is_short_for(word: str, name: str) -> bool:
    return len(word) >= SHORTEST_MONTH and name.startswith(word.lower())


def local_time(text: str) -> str:
    """A day and a time that leave no doubt, in the form of ours."""
    found = MOMENT.fullmatch(_bare(text[:MAX_DATE]))
    if not found or not (found["minute"] or found["half"]):
        return date(text)
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % NOON + (NOON if found["half"] in "pP" else 0)
    return f"{date(found['day'])} {hour:02}:{found['minute'] or '00'}"


def number(text: str) -> str:
    """An amount in digits alone, without its currency and what stands between thousands; else ""."""
    found = AMOUNT.fullmatch(_bare(text[:MAX_DATE]))
    if not found:
        return ""
    digits = re.sub(r"[,'’ \N{NO-BREAK SPACE}](?=\d{3}(?!\d))", "", found["digits"])
    digits = re.sub(r",(?=\d\d$)", "." if "." not in digits else ",", digits)
    digits += "000" if found["thousand"] else ""
    return digits if re.fullmatch(r"\d+(\.\d{1,2})?", digits) else ""
