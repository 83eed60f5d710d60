"""What people write in place of the names of fields, and of the words that a field may hold."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from plugins.core.problems import nearest
from plugins.core.text import fold

__all__ = ["fields_meant", "same_word", "word_meant"]

FIELDS = MappingProxyType({
    "about": ("bio", "body"), "address": ("location", "venue"), "area": ("region",), "avatar": ("photo",),
    "begin": ("start", "since"), "biography": ("bio",), "cell": ("phone",), "company": ("organization",),
    "compensation": ("salary",), "content": ("body", "bio"), "cost": ("price",), "county": ("region",),
    "date": ("start", "posted"), "deadline": ("closes",), "description": ("body", "bio"), "e_mail": ("email",),
    "email_address": ("email",), "employer": ("organization",), "ends": ("end",), "expertise": ("skills",),
    "family": ("family_name",), "fee": ("price",), "finish": ("end",), "first_name": ("given_name",),
    "firstname": ("given_name",), "forename": ("given_name",), "from": ("start", "since"), "full_name": ("name",),
    "fullname": ("name",), "homepage": ("website", "url"), "host": ("organizers",), "image": ("photo", "logo"),
    "job_title": ("headline", "title"), "jobs": ("work",), "keywords": ("skills", "categories"),
    "language": ("languages",), "last_name": ("family_name",), "lastname": ("family_name",),
    "link": ("url", "website"), "mail": ("email",), "mobile": ("phone",), "org": ("organization",),
    "pay": ("salary",), "phone_number": ("phone",), "photograph": ("photo",), "picture": ("photo", "logo"),
    "place": ("venue", "location"), "portrait": ("photo",), "position": ("title", "headline"),
    "province": ("region",), "published": ("posted",), "role": ("title", "headline"), "school": ("institution",),
    "site": ("website", "url"), "speaker": ("speakers",), "state": ("region",), "surname": ("family_name",),
    "tags": ("skills", "categories"), "tel": ("phone",), "telephone": ("phone",), "time_zone": ("timezone",),
    "to": ("end", "until"), "topics": ("skills", "categories"), "town": ("city",), "twitter": ("x",),
    "tz": ("timezone",), "university": ("institution",), "until": ("end",), "url": ("website",), "wage": ("salary",),
    "web": ("website",), "web_site": ("website",), "webpage": ("website", "url"),
})  # fmt: skip
"""Names of fields that other programs have, with those of ours that may be meant, the likeliest first."""

WORDS = MappingProxyType({
    "1st": ("first",), "2nd": ("second",), "3rd": ("third",), "4th": ("fourth",), "a1": ("basic",), "a2": ("basic",),
    "advanced": ("professional",), "all": ("public",), "annual": ("year", "yearly"), "annually": ("year", "yearly"),
    "any": ("public",), "anybody": ("public",), "anyone": ("public",), "b1": ("conversational",),
    "b2": ("professional",), "beginner": ("basic",), "c1": ("fluent",), "c2": ("fluent",),
    "closed": ("filled", "retired", "withdrawn"), "co-op": ("internship",), "contractor": ("contract",),
    "daily": ("day",), "day": ("daily",), "deleted": ("withdrawn",), "distributed": ("remote",),
    "entry level": ("entry",), "every day": ("daily",), "every month": ("monthly",), "every week": ("weekly",),
    "every year": ("yearly",), "everybody": ("public",), "everyone": ("public",), "first language": ("native",),
    "fr": ("friday",), "freelance": ("contract",), "fri": ("friday",), "ft": ("full-time",), "graduate": ("entry",),
    "hidden": ("staff", "noindex"), "home": ("remote",), "home office": ("remote",), "hourly": ("hour",),
    "in office": ("on-site",), "inactive": ("dormant",), "intermediate": ("conversational",), "live": ("active",),
    "local": ("in-person", "on-site"), "mail": ("email",), "mixed": ("hybrid",), "mo": ("monday",),
    "mon": ("monday",), "month": ("monthly",), "monthly": ("month",), "mother tongue": ("native",),
    "no": ("noindex",), "nobody": ("staff",), "none": ("staff",), "office": ("on-site", "staff"),
    "on-site": ("in-person",), "onsite": ("on-site", "in-person"), "permanent": ("full-time",),
    "physical": ("in-person",), "postponed until further notice": ("postponed",), "principal": ("lead",),
    "private": ("staff",), "pt": ("part-time",), "remote": ("online",), "sa": ("saturday",), "sat": ("saturday",),
    "secret": ("staff",), "sig": ("interest-group",), "special interest group": ("interest-group",),
    "su": ("sunday",), "sun": ("sunday",), "task force": ("working-party",), "taskforce": ("working-party",),
    "telephone": ("phone",), "th": ("thursday",), "thu": ("thursday",), "thur": ("thursday",), "thurs": ("thursday",),
    "trainee": ("internship", "entry"), "tu": ("tuesday",), "tue": ("tuesday",), "tues": ("tuesday",),
    "unpaid": ("volunteer",), "virtual": ("online",), "we": ("wednesday",), "web": ("website", "online"),
    "webinar": ("online",), "wed": ("wednesday",), "week": ("weekly",), "weekly": ("week",), "wfh": ("remote",),
    "working group": ("working-party",), "world": ("public",), "year": ("yearly",), "yearly": ("year",),
    "yes": ("index",),
})  # fmt: skip
"""Words that mean one of those that some field may hold."""


def fields_meant(name: str) -> tuple[str, ...]:
    """The fields that may be meant by a name, the likeliest first: itself in small letters, then others."""
    plain = fold(name).replace("-", "_").replace(" ", "_")
    return (plain, *FIELDS.get(plain, ()))


def same_word(word: str, choices: Sequence[str]) -> str:
    """The choice that is written with other capitals, or other signs between its letters; else ""."""
    letters = _letters(word)
    return next((one for one in choices if _letters(one) == letters), "") if letters else ""


def word_meant(word: str, choices: Sequence[str]) -> str:
    """The choice that is meant by a word that is none of them; else ""."""
    known = [one for one in WORDS.get(fold(word), ()) if one in choices]
    return same_word(word, choices) or (known[0] if known else nearest(word, choices) or "")


def _letters(word: str) -> str:
    return "".join(sign for sign in fold(word) if sign.isalnum())
