"""Records, files and whole small associations for tests, as plain functions; `full_...` fills every field there is."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image

from plugins.chapters.chapter import Chapter, Group
from plugins.core.catalogue import Catalogue, connect
from plugins.core.outputs import Deferred, Output
from plugins.core.records import Record
from plugins.core.site import Site
from plugins.core.text import term_slug
from plugins.core.values import as_json
from plugins.core.vocabulary import Vocabulary
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from plugins.organizations.organization import Organization

__all__ = [
    "FULL",
    "RECORD_TYPES",
    "association",
    "catalogue",
    "chapter",
    "event",
    "full",
    "full_chapter",
    "full_event",
    "full_group",
    "full_job",
    "full_member",
    "full_organization",
    "group",
    "job",
    "made",
    "member",
    "organization",
    "photo",
    "replaced",
    "source_text",
]

RECORD_TYPES: tuple[type[Record], ...] = (Member, Event, Job, Organization, Chapter, Group)

R = TypeVar("R", bound=Record)


def member(name: str = "Ada Lovelace", **fields: Any) -> Member:
    """A member with no more than must be given; `slug` is made from the name unless it is given."""
    return _record(Member, {"name": name, "consent": {"date": "2026-01-01", "version": "1"}, **fields})


def event(title: str = "General meeting", **fields: Any) -> Event:
    """An online event of an evening in Lisbon."""
    base = {"start": "2026-03-14 18:30", "end": "2026-03-14 20:00", "timezone": "Europe/Lisbon", "format": "online"}
    return _record(Event, {"title": title, **base, **fields})


def job(title: str = "Surveyor", **fields: Any) -> Job:
    """A remote job that is open for March 2026."""
    base = {
        "organization": "Acme Surveys",
        "posted": "2026-03-01",
        "closes": "2026-03-31",
        "workplace": "remote",
        "employment_type": "full-time",
        "apply": {"url": "https://jobs.example.org/1"},
        "body": "Survey things.",
    }
    return _record(Job, {"title": title, **base, **fields})


def organization(name: str = "Acme Surveys", **fields: Any) -> Organization:
    """An organization of which only the name is known."""
    return _record(Organization, {"name": name, **fields})


def chapter(name: str = "Lisbon", **fields: Any) -> Chapter:
    """A chapter of which only the name is known."""
    return _record(Chapter, {"name": name, **fields})


def group(name: str = "Council", **fields: Any) -> Group:
    """A committee of which only the name is known."""
    return _record(Group, {"name": name, "type": "committee", **fields})


def catalogue(*records: Record, vocabulary: Vocabulary | None = None) -> Catalogue:
    """The catalogue of these records; references to others are taken out."""
    slugs = {kind.kind: frozenset(one.slug for one in records if one.kind == kind.kind) for kind in RECORD_TYPES}
    return connect(records, slugs, vocabulary or Vocabulary())


def _record(record_type: type[R], data: Mapping[str, Any]) -> R:
    slug = data.get("slug") or term_slug(str(data[record_type.title_field]))
    path = f"{record_type.folder}/{slug}{record_type.suffix}"
    return record_type.model_validate({"path": path, **data, "slug": slug})


FULL: Mapping[type[Record], Mapping[str, Any]] = {
    Member: {
        "name": "Ada Fullname",
        "sort_as": "Filedname, Ada",
        "given_name": "Givenname",
        "family_name": "Familyname",
        "name_pronunciation": "AY-da FULL-name",
        "also_written": [{"name": "Άντα Φουλνέιμ", "language": "el"}],
        "pronouns": "she / her",
        "headline": "Headline of Ada",
        "bio": "Biography of **Ada**.",
        "photo": {"alt": "Ada at her desk", "credit": "Photographed by Bob"},
        "location": {"city": "Evora", "region": "Alentejo", "country": "PT", "timezone": "Europe/Lisbon"},
        "languages": [{"tag": "pt-BR", "level": "native"}],
        "skills": ["Bathymetry", "Tide prediction"],
        "interests": ["Lighthouses"],
        "links": {
            "website": "https://website.example.org/ada",
            "blog": "https://blog.example.org/ada",
            "orcid": "0000-0002-1825-0097",
            "github": "https://github.example.org/ada",
            "gitlab": "https://gitlab.example.org/ada",
            "codeberg": "https://codeberg.example.org/ada",
            "linkedin": "https://linkedin.example.org/ada",
            "mastodon": "https://mastodon.example.org/@ada",
            "bluesky": "https://bluesky.example.org/ada",
            "x": "https://x.example.org/ada",
            "facebook": "https://facebook.example.org/ada",
            "instagram": "https://instagram.example.org/ada",
            "youtube": "https://youtube.example.org/ada",
            "researchgate": "https://researchgate.example.org/ada",
            "scholar": "https://scholar.example.org/ada",
            "other": [{"label": "Recipes", "url": "https://recipes.example.org/ada"}],
        },
        "email": "ada@mail.example.org",
        "phone": "+351 21 123 4567",
        "preferred_contact": "mastodon",
        "work": [
            {
                "title": "Head of soundings",
                "organization": "full-organization",
                "url": "https://work.example.org/ada",
                "start": "2019-04",
                "end": "2025-11-30",
                "summary": "Summary of the position.",
            }
        ],
        "education": [
            {
                "institution": "University of Evora",
                "degree": "Licenciatura",
                "field": "Hydrography",
                "start": "2001",
                "end": "2005-07",
            }
        ],
        "credentials": [
            {
                "name": "Chartered surveyor",
                "issuer": "Board of surveyors",
                "number": "CRED-4711",
                "url": "https://credentials.example.org/4711",
                "issued": "2011-05",
                "expires": "2031-06",
            }
        ],
        "awards": [
            {
                "title": "Golden lead line",
                "awarder": "Jury of lead lines",
                "date": "2014-08-09",
                "url": "https://awards.example.org/lead-line",
            }
        ],
        "publications": [
            {
                "title": "On the depth of estuaries",
                "year": "2016",
                "url": "https://publications.example.org/estuaries",
                "doi": "10.5281/zenodo.1234",
            }
        ],
        "services": [
            {
                "title": "Chart review",
                "description": "Description of the review.",
                "url": "https://services.example.org/review",
            }
        ],
        "availability": {
            "work": "true",
            "hiring": "true",
            "speaking": "true",
            "volunteering": "true",
            "mentoring": {"offers": ["Chart design"], "seeks": ["Public speaking"], "capacity": "3"},
        },
        "membership": {
            "grade": "Fellow of the sea",
            "number": "MEM-0815",
            "since": "2003-02",
            "until": "2027-12-30",
            "chapters": ["full-chapter"],
            "groups": ["full-group"],
        },
        "consent": {"date": "2025-10-11", "version": "wording-7"},
        "search_engines": "noindex",
        "github": {"login": "ada-login", "id": "918273"},
        "aliases": ["ada-maiden"],
        "visibility": {"interests": "members"},
    },
    Event: {
        "title": "Full event",
        "start": "2026-05-06",
        "end": "2026-05-07",
        "timezone": "Atlantic/Azores",
        "all_day": "true",
        "recurrence": {
            "frequency": "yearly",
            "interval": "2",
            "weekdays": ["wednesday"],
            "week": "first",
            "until": "2032-12-31",
            "except": ["2030-05-01"],
            "changes": [
                {
                    "occurrence": "2028-05-03",
                    "start": "2028-05-16",
                    "end": "2028-05-17",
                    "status": "postponed",
                    "note": "Later, for the tide",
                    "title": "Of another sort",
                    "venue": {
                        "name": "Hall of tides",
                        "street": "2 Quay Street",
                        "city": "Ponta Delgada",
                        "country": "ES",
                        "map": "https://maps.example.org/hall",
                    },
                    "speakers": ["full-member", {"name": "Sol Speaker", "url": "https://sol.example.org/me"}],
                    "recording": "https://recording.example.org/series",
                    "slides": "https://slides.example.org/series",
                }
            ],
        },
        "status": "rescheduled",
        "status_note": "Moved for the storm",
        "previous_start": "2026-04-29",
        "format": "hybrid",
        "venue": {
            "name": "House of tides",
            "street": "1 Quay Street",
            "city": "Horta",
            "country": "PT",
            "map": "https://maps.example.org/house",
        },
        "online_page": "https://online.example.org/event",
        "join_link": "https://join.example.org/event",
        "organizers": ["full-member", {"name": "Olga Organizer", "url": "https://olga.example.org/me"}],
        "speakers": ["full-member", {"name": "Sven Speaker", "url": "https://sven.example.org/me"}],
        "chapter": "full-chapter",
        "group": "full-group",
        "categories": ["Field trips"],
        "registration": {
            "url": "https://registration.example.org/event",
            "opens": "2026-02-03 09:00",
            "closes": "2026-04-05 17:00",
            "price": "45.50",
            "currency": "EUR",
            "capacity": "77",
            "full": "true",
        },
        "cpd": {"points": "6.5", "category": "Seamanship"},
        "call_for_papers": {"url": "https://papers.example.org/event", "closes": "2026-01-29"},
        "accessibility": {"features": ["step-free"], "note": "Step-free by the north door."},
        "code_of_conduct": "https://conduct.example.org/event",
        "recording": "https://recording.example.org/event",
        "slides": "https://slides.example.org/event",
        "repeated_hour": "first",
        "uid": "full-event@example.org",
        "sequence": "12",
        "body": "Description of the *event*.",
        "aliases": ["old-event"],
        "visibility": {"status_note": "members"},
    },
    Job: {
        "title": "Full job",
        "organization": "full-organization",
        "posted": "2026-03-01",
        "closes": "2026-04-30",
        "timezone": "Europe/Oslo",
        "workplace": "hybrid",
        "locations": [{"city": "Bergen", "region": "Vestland", "country": "NO"}],
        "remote_countries": ["SE", "DK"],
        "employment_type": "part-time",
        "salary": {"min": "41000", "max": "52000", "currency": "NOK", "period": "year"},
        "skills": {"required": ["Multibeam sonar"], "useful": ["Norwegian law"]},
        "languages": ["nb"],
        "seniority": "senior",
        "starts": "2026-06",
        "apply": {"url": "https://apply.example.org/job", "email": "apply@mail.example.org"},
        "poster": "full-member",
        "status": "filled",
        "body": "Description of the *job*.",
        "aliases": ["old-job"],
        "visibility": {"seniority": "members"},
    },
    Organization: {
        "name": "Full organization",
        "website": "https://organization.example.org/",
        "ror": "https://ror.org/01111rn36",
        "sector": "Charting",
        "size": "50 to 249",
        "locations": [{"city": "Porto", "region": "Norte", "country": "PT"}],
        "corporate_member": {"tier": "Flagship", "since": "2009-10"},
        "logo": {"alt": "A blue anchor", "credit": "Drawn by Carla"},
        "body": "Description of the *organization*.",
        "aliases": ["old-organization"],
        "visibility": {"size": "members"},
    },
    Chapter: {
        "name": "Full chapter",
        "purpose": "Purpose of the chapter",
        "region": "Macaronesia",
        "city": "Funchal",
        "country": "PT",
        "timezone": "Atlantic/Madeira",
        "founded": "1998-03",
        "retired": "2024-09",
        "officers": [{"member": "full-member", "role": "Chair of chapter", "since": "2010", "until": "2012-01"}],
        "status": "retired",
        "email": "chapter@mail.example.org",
        "links": {
            "website": "https://website.example.org/chapter",
            "mailing_list": "https://lists.example.org/chapter",
            "chat": "https://chat.example.org/chapter",
            "meetup": "https://meetup.example.org/chapter",
            "github": "https://github.example.org/chapter",
            "mastodon": "https://mastodon.example.org/chapter",
            "linkedin": "https://linkedin.example.org/chapter",
            "bluesky": "https://bluesky.example.org/chapter",
            "x": "https://x.example.org/chapter",
            "facebook": "https://facebook.example.org/chapter",
            "instagram": "https://instagram.example.org/chapter",
            "youtube": "https://youtube.example.org/chapter",
        },
        "meets": {
            "when": "First Tuesday of a month",
            "where": "At the customs house",
            "online": "https://meets.example.org/chapter",
        },
        "body": "Description of the *chapter*.",
        "aliases": ["old-chapter"],
        "visibility": {"founded": "members"},
    },
}


def _full_group() -> Mapping[str, Any]:
    """The fields of a chapter, with other values, and those of its own."""
    text = (
        json.dumps(FULL[Chapter]).replace("chapter", "group").replace("Macaronesia", "Africa").replace("2010", "2011")
    )
    return {**json.loads(text), "type": "working-party", "purpose": "Purpose of the group"}


def full(record_type: type[R], **fields: Any) -> R:
    """A record of this type with every field filled; each refers to the others where it can."""
    data = {**(_full_group() if record_type is Group else FULL[record_type]), **fields}
    if record_type.image_field:
        image = {"file": f"{record_type.folder}/picture.jpg", "digest": record_type.kind * 8}
        data[record_type.image_field] = {**data[record_type.image_field], **image}
    return _record(record_type, {"slug": f"full-{record_type.kind.removesuffix('s')}", **data})


def full_member(**fields: Any) -> Member:
    """A member with every field filled."""
    return full(Member, **fields)


def full_event(**fields: Any) -> Event:
    """An event with every field filled; it lasts two whole days."""
    return full(Event, **fields)


def full_job(**fields: Any) -> Job:
    """A job with every field filled."""
    return full(Job, **fields)


def full_organization(**fields: Any) -> Organization:
    """An organization with every field filled."""
    return full(Organization, **fields)


def full_chapter(**fields: Any) -> Chapter:
    """A chapter with every field filled."""
    return full(Chapter, **fields)


def full_group(**fields: Any) -> Group:
    """A group with every field filled."""
    return full(Group, **fields)


def source_text(record_type: type[Record], data: Mapping[str, Any] | None = None) -> str:
    """A file of this type as text; without `data`, one with every field filled."""
    if data is None:
        data = _full_group() if record_type is Group else FULL[record_type]
    # JSON is YAML, and its quotes keep every value the text that it is.
    fields = "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in data.items() if name != "body"
    )
    return f"---\n{fields}---\n\n{data.get('body', '')}\n" if record_type.suffix == ".md" else fields


def replaced(value: Any, way: tuple[Any, ...], new: Any) -> Any:
    """A copy of nested dicts and lists with another value at the end of a way of keys and positions."""
    if not way:
        return new
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[way[0]] = replaced(value[way[0]], way[1:], new)
    return copied


def photo(width: int = 200, height: int = 200, file_format: str = "JPEG", **options: Any) -> bytes:
    """A small picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (120, 60, 30)).save(out, file_format, **options)
    return out.getvalue()


def association(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Writes files below `root` and returns it; without `files`, one of every type, with every field filled."""
    if files is None:
        files = {
            f"{one.folder}/full-{one.kind.removesuffix('s')}{one.suffix}": source_text(one) for one in RECORD_TYPES
        }
        files |= {
            "members/full-member.jpg": photo(),
            "content/organizations/full-organization.png": photo(file_format="PNG"),
        }
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def made(outputs: Iterable[Output], found: Catalogue, site: Site) -> Iterator[Output]:
    """Outputs, each that is deferred as what it stands for, which is told what comes back from JSON."""
    for output in outputs:
        if isinstance(output, Deferred):
            yield output.make(found, site, *json.loads(as_json(output.told)))
        else:
            yield output
