"""Synthetic associations of any size, the same for the same seed, as files of a root or as records in memory.

A member depends on the seed and on those before: ten thousand members are the first of a hundred thousand.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.areas import AREAS
from benchmarks.names import person
from benchmarks.places import City, Country, cities, countries
from benchmarks.professions import GRADES, LEVELS, ROLES, organizations, skills
from benchmarks.words import Ranked, Weighted, vocabulary
from plugins.chapters.chapter import Chapter, Group
from plugins.core.catalogue import Catalogue, connect
from plugins.core.parts import Markdown
from plugins.core.records import Record
from plugins.core.text import term_slug
from plugins.core.vocabulary import FILE, Vocabulary
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from plugins.organizations.organization import Organization

__all__ = [
    "RECORD_TYPES",
    "SEED",
    "Association",
    "Written",
    "as_yaml",
    "association",
    "catalogue",
    "text_of",
    "write",
]

SEED = 2026
RECORD_TYPES: tuple[type[Record], ...] = (Member, Event, Job, Organization, Chapter, Group)
CHAPTERS, WITH_A_FILE, WITH_SYNONYMS = 100, 300, 300
BIO_WORDS = 120
FIELDS_OF_ALL = {"consent": {"date": "2026-01-15", "version": "2026-1"}}


@dataclass(frozen=True)
class Written:
    """One record as its file says it: `fields` hold text, lists and dicts; `body` stands below them in a `.md` file."""

    slug: str
    path: str
    fields: dict[str, Any]
    body: str | None = None


@dataclass(frozen=True)
class Association:
    """All that is written of a synthetic association. The vocabulary maps terms to their synonyms."""

    members: tuple[Written, ...]
    chapters: tuple[Written, ...]
    organizations: tuple[Written, ...]
    vocabulary: dict[str, list[str]]


def association(size: int, seed: int = SEED) -> Association:
    """An association of so many members, with a chapter for every twenty of them and at most a hundred."""
    chapters = tuple(_chapters(min(CHAPTERS, max(2, size // 20))))
    employers = tuple(_organizations(min(WITH_A_FILE, max(2, size // 20))))
    writer = _Writer(seed, [one.slug for one in chapters], {one.fields["name"]: one.slug for one in employers})
    members = tuple(writer.member(number) for number in range(size))
    return Association(
        members, chapters, employers, {term: _synonyms(term, n) for n, term in enumerate(skills().values)}
    )


def _synonyms(term: str, rank: int) -> list[str]:
    """What else the commonest terms of several words are called."""
    initials = "".join(word[0] for word in term.split()).upper()
    return [f"{term} ({initials})"] if rank < WITH_SYNONYMS and len(initials) > 1 else []


def catalogue(written: Association) -> Catalogue:
    """The association's records, validated as from files; only the Markdown of bios, plain text, is made at once."""
    found = [
        (Member, written.members),
        (Chapter, written.chapters),
        (Organization, written.organizations),
    ]
    slugs = {one.kind: frozenset[str]() for one in RECORD_TYPES}
    slugs |= {kind.kind: frozenset(one.slug for one in some) for kind, some in found}
    terms = {term_slug(way): term for term, ways in written.vocabulary.items() for way in (term, *ways)}
    words = Vocabulary(terms, {term: tuple(ways) for term, ways in written.vocabulary.items()})
    context = {"slugs": slugs, "vocabulary": words}
    records = (_record(kind, one, context) for kind, some in found for one in some)
    return connect(records, slugs, words)


def write(written: Association, root: Path) -> None:
    """Writes the association as a root of `invoke build --root`; what lay there before is removed."""
    for folder in ("members", "content"):
        shutil.rmtree(root / folder, ignore_errors=True)
    for one in (*written.members, *written.chapters, *written.organizations):
        _put(root / one.path, text_of(one))
    _put(root / FILE, as_yaml(written.vocabulary))
    _put(root / "pelicanconf.py", SETTINGS)


def text_of(one: Written) -> str:
    """The file of one record."""
    text = as_yaml(one.fields)
    return f"---\n{text}---\n\n{one.body}\n" if one.path.endswith(".md") else text


SETTINGS = """\
\"\"\"A synthetic association, made to be measured.\"\"\"

ASSOCIATION = {
    "name": "The Society of Synthetic Professions",
    "short_name": "Synthetics",
    "description": "A professional association whose members were made up by a program.",
    "email": "office@example.org",
}
SITEURL = "https://synthetics.example.org"
TIMEZONE = "Europe/Lisbon"
DEFAULT_LANG = "en-GB"
"""


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


class _Dumper(yaml.CSafeDumper):
    """Long texts as blocks, as a person would write them."""


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def as_yaml(data: Any) -> str:
    """Data as a person would write them."""
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text


def _record(kind: type[Record], one: Written, context: dict[str, Any]) -> Record:
    data = {**one.fields, "slug": one.slug, "path": one.path}
    name, text = ("body", one.body) if one.body else ("bio", one.fields.get("bio"))
    if text:
        data[name] = _plain_markdown(text)
    return kind.model_validate(data, context=context)


def _plain_markdown(text: str) -> Markdown:
    """Markdown of plain paragraphs; for those the converter gives the same (a test compares them)."""
    html = "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in text.strip().split("\n\n"))
    return Markdown(text=text.strip(), html=html)


def _chapters(number: int) -> Iterator[Written]:
    for city in islice(cities(), number):
        slug = f"{term_slug(city.name)}-{city.country.lower()}"
        body = f"Members in and around {city.name} meet on the first Thursday of the month."
        yield Written(
            slug,
            f"{Chapter.folder}/{slug}.md",
            {"name": f"{city.name} chapter", "city": city.name, "country": city.country, "founded": "1998"},
            body,
        )


def _organizations(number: int) -> Iterator[Written]:
    for one in organizations().values[:number]:
        slug = term_slug(one.name)
        fields = {
            "name": one.name,
            "sector": one.sector,
            "locations": [{"city": one.city.name, "country": one.city.country}],
        }
        body = f"An employer in {one.city.name}."
        yield Written(slug, f"{Organization.folder}/{slug}.md", fields, body)


@cache
def _by_share() -> Weighted[Country]:
    return Weighted(countries(), [country.share for country in countries()])


class _Writer:
    """Writes one member after the other; remembers the slugs it gave."""

    def __init__(self, seed: int, chapters: list[str], employers: dict[str, str]) -> None:
        self.seed = seed
        self.chapters = Ranked(chapters, slope=0.7)
        self.employers = employers
        self.given: Counter[str] = Counter()

    def member(self, number: int) -> Written:
        random = Random(f"{self.seed}/{number}")
        country = _by_share().draw(random)
        city = country.cities.draw(random)
        area = country.names(random)
        who = person(random, area)
        able = skills().several(random, random.randint(3, 9))
        since = random.randint(1985, 2026)
        work = list(self._work(random))
        fields: dict[str, Any] = {"name": who.name, "given_name": who.given, "family_name": who.family}
        if who.signs and random.random() < 0.7:
            fields["also_written"] = [{"name": who.signs, "language": AREAS[area].tags[0]}]
        if random.random() < 0.2:
            fields["pronouns"] = random.choice(("she/her", "he/him", "they/them"))
        if random.random() < 0.85:
            fields["headline"] = _headline(random, work[0], able, city)
        fields["bio"] = _bio(random, work[0], able, city)
        fields["location"] = {"city": city.name, "country": city.country}
        fields["languages"] = _spoken(random, country, area)
        fields["skills"] = list(able)
        slug = self._slug(who.name, number)
        links = {
            name: f"https://{name}.example.com/{slug}"
            for name, share in (("website", 0.3), ("linkedin", 0.5), ("github", 0.25))
            if random.random() < share
        }
        fields |= {"links": links} if links else {}
        fields["email"] = f"{slug}@example.org"
        fields["work"] = [{key: value for key, value in job.items() if key != "employer"} for job in work]
        open_to = {word: "true" for word in ("work", "hiring", "speaking", "volunteering") if random.random() < 0.12}
        if random.random() < 0.08:
            open_to["mentoring"] = {"offers": list(able[:2]), "capacity": "2"}  # type: ignore[assignment]
        fields |= {"availability": open_to} if open_to else {}
        fields["membership"] = {"grade": GRADES.draw(random), "since": str(since)}
        if random.random() < 0.7:
            fields["membership"]["chapters"] = list(self.chapters.several(random, 1))
        folder = hashlib.sha256(slug.encode()).hexdigest()[:2]
        return Written(slug, f"{Member.folder}/{folder}/{slug}.yaml", fields | FIELDS_OF_ALL)

    def _slug(self, name: str, number: int) -> str:
        slug = term_slug(name)[:50].rstrip("-")
        self.given[slug] += 1
        # The number is nobody else's, so that no name with one in it can be taken already.
        return slug if self.given[slug] == 1 else f"{slug}-{number}"

    def _work(self, random: Random) -> Iterator[dict[str, str]]:
        start = random.randint(1990, 2024)
        for position in range(random.randint(1, 3)):
            one = organizations().draw(random)
            job = {"title": ROLES.draw(random), "organization": self.employers.get(one.name, one.name)}
            job |= {"start": str(start), "employer": one.name}
            if position:
                job["end"] = str(start + random.randint(1, 4))
            yield job
            start -= random.randint(5, 9)


def _headline(random: Random, job: dict[str, str], able: tuple[str, ...], city: City) -> str:
    first, second = able[0], able[1].lower() if " " in able[1] else able[1]
    return random.choice(
        (
            f"{job['title']} at {job['employer']}",
            f"{first} and {second}",
            f"{job['title']}, {first}",
            f"{first} in {city.name}",
        )
    )[:160]


def _spoken(random: Random, country: Country, area: str) -> list[dict[str, str]]:
    home = random.choice(AREAS[country.area].tags)
    found = {random.choice(AREAS[area].tags): "native", home: "fluent", "en": "professional"}
    for tag in ("fr", "es", "de"):
        if random.random() < 0.12:
            found.setdefault(tag, random.choice(LEVELS))
    return [{"tag": tag, "level": level} for tag, level in found.items()]


def _bio(random: Random, job: dict[str, str], able: tuple[str, ...], city: City) -> str:
    """About a hundred and twenty words in one to three paragraphs."""
    words = vocabulary()
    sentences = [f"{job['title']} at {job['employer']}, working on {able[0]} and {able[1]} in {city.name}."]
    left = max(20, round(random.gauss(BIO_WORDS, 40))) - len(sentences[0].split())
    while left > 0:
        number = min(left + 3, random.randint(7, 19))
        sentence = [words.draw(random) for _ in range(number)]
        if random.random() < 0.1:
            sentence[-1] = able[-1]
        sentence[0] = sentence[0].capitalize()
        sentences.append(" ".join(sentence) + ".")
        left -= number
    third = -(-len(sentences) // random.choice((1, 2, 2, 3)))
    paragraphs = (sentences[start : start + third] for start in range(0, len(sentences), third))
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs) + "\n"
