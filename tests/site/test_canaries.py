"""What an audience may not see is in no file of its edition, however encoded; what it may see is told somewhere."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import random
import re
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from plugins.core.fields import AUDIENCES
from plugins.core.outputs import picture_url
from plugins.core.plans import names_of
from plugins.directory.member import Member
from plugins.organizations.organization import Organization
from tests.conftest import BuiltSite, start_build
from tests.factories import RECORD_TYPES, association, source_text
from tests.site.canaries import Canary, Planted, names_looked_for, planted_records
from tests.site.search_files import SearchFiles
from tests.site.traces import Traces, traces

NO_ROOM = {
    # one of a few words, or yes or no
    "chapters.status",
    "events.all_day",
    "events.format",
    "events.accessibility.features",
    "events.recurrence.changes.status",
    "events.recurrence.frequency",
    "events.recurrence.week",
    "events.recurrence.weekdays",
    "events.registration.full",
    "events.repeated_hour",
    "events.status",
    "groups.status",
    "groups.type",
    "jobs.employment_type",
    "jobs.salary.period",
    "jobs.seniority",
    "jobs.status",
    "jobs.workplace",
    "members.availability.hiring",
    "members.availability.speaking",
    "members.availability.volunteering",
    "members.availability.work",
    "members.languages.level",
    "members.preferred_contact",
    "members.search_engines",
    # the code that an amount of money has
    "events.registration.currency",
    "jobs.salary.currency",
    # at most 100, or not many more
    "members.availability.mentoring.capacity",
    "events.recurrence.interval",
    "events.recurrence.count",
    # of a grammar of its own
    "events.recurrence.rule",
}
"""Fields whose type cannot hold a value that nothing else has."""

NOT_ON_THE_PAGE = {
    "chapters.aliases": "old addresses have pages of their own",
    "events.aliases": "the same",
    "groups.aliases": "the same",
    "jobs.aliases": "the same",
    "members.aliases": "the same",
    "organizations.aliases": "the same",
    "members.sort_as": "says under which letter the name is filed, and is in the JSON twin",
    "members.given_name": "in the vCard and the JSON twin",
    "members.family_name": "the same",
    "members.github.id": "for programs, in the JSON twin",
    "events.sequence": "for calendar programs",
    "events.uid": "the same",
    "events.recurrence.except": "the same, as what is left out is not there",
}
"""Fields that a file may fill and the record's page does not show, each with the reason."""

SHARED = {"recurrence.except", "recurrence.changes.occurrence"}
"""Fields whose values can only be days on which other series take place too: they are looked for beside the record."""

REFERRED = {
    "members.membership.chapters": "chapters",
    "members.membership.groups": "groups",
    "events.organizers": "members",
    "events.speakers": "members",
    "events.recurrence.changes.speakers": "members",
    "events.chapter": "chapters",
    "events.group": "groups",
    "jobs.poster": "members",
    "chapters.officers.member": "members",
    "groups.officers.member": "members",
}
"""The kind of record that each field of references refers to."""

PICTURED = (Member, Organization)

SEARCHED = {
    "chapters": ("name", "city", "body"),
    "events": ("title", "body", "categories", "venue.city", "venue.country", "speakers.name"),
    "groups": ("name", "purpose", "body"),
    "jobs": ("title", "body", "locations.city", "locations.country", "skills.required", "skills.useful"),
    "members": (
        *("headline", "bio", "skills", "interests", "location.city", "location.country", "languages.tag"),
        *("also_written.name", "given_name", "family_name", "work.title", "work.organization", "membership.grade"),
    ),
    "organizations": ("name", "sector", "locations.city", "body"),
}
"""Some of the fields of each kind that a search finds, in names, long texts and facets."""

CONFIGURATION = """
ASSOCIATION = {"name": "Aviary", "short_name": "Aviary", "description": "Birds.", "email": "office@example.org"}
SITEURL = "https://aviary.example.org"
TIMEZONE = "Europe/Lisbon"
DEFAULT_LANG = "en-GB"
"""

CAMERA = "zqbbbbbbbbb"
"""The canary in the metadata of every picture."""


OF_THE_FORMAT = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
OF_THE_FORMAT |= {"loop", "background", "duration", "timestamp"}
"""What every JPEG or WebP says of its own pixels."""


@dataclass(frozen=True)
class Aviary:
    """An association of planted records, and the fields whose type had no room for a canary."""

    root: Path
    records: list[Planted]
    no_room: set[str]
    pictures: dict[tuple[str, str], bytes]


CODES = "join/choices.json"
MONTH = re.compile(r"events/[0-9]{4}/[0-9]{2}/index\.html")


@dataclass(frozen=True)
class Edition:
    """The association's site for one audience, and what can be told from each of its files."""

    rank: int
    site: BuiltSite
    by_file: dict[str, Traces]

    @cached_property
    def all(self) -> Traces:
        """What can be told from the whole site, the names of its files included.

        Left out are the list of all codes, and of the page of a month its days, as it has them all.
        """
        found = Traces()
        for name, one in self.by_file.items():
            if name != CODES:
                found.add(_but_dates(one) if MONTH.fullmatch(name) else one)
        return found

    @cached_property
    def search(self) -> SearchFiles:
        """The index of the whole site, and the cards of what is found."""
        return SearchFiles.of(self.site.files)

    def about(self, kind: str, slug: str) -> Traces:
        """What can be told from the pages, cards and twins of one record."""
        found = Traces()
        for name, one in self.by_file.items():
            if name.startswith((f"{kind}/{slug}/", f"{kind}/{slug}.")):
                found.add(one)
        return found


def _but_dates(told: Traces) -> Traces:
    found = Traces()
    found.add(told)
    found.dates = set()
    return found


@pytest.fixture(scope="module")
def aviary(tmp_path_factory: pytest.TempPathFactory) -> Aviary:
    """The planted records, what they refer to, and members and organizations with a picture for each audience."""
    root = association(tmp_path_factory.mktemp("aviary"))
    records, no_room = planted_records()
    types = {one.kind: one for one in RECORD_TYPES}
    files: dict[str, str | bytes] = {"pelicanconf.py": CONFIGURATION}
    for one in records:
        files[one.path] = one.text
        for name, slug in one.targets.items():
            target = types[REFERRED[f"{one.record_type.kind}.{name}"]]
            files[f"{target.folder}/{slug}{target.suffix}"] = source_text(target, _least(target.kind, slug))
    pictures = {(one.kind, audience): _picture(f"{one.kind} {audience}") for one in PICTURED for audience in AUDIENCES}
    for record_type in PICTURED:
        for audience in AUDIENCES:
            path = f"{record_type.folder}/pictured-{audience}"
            described = {"alt": f"described for {audience}", "credit": f"credited for {audience}"}
            data = _least(record_type.kind, f"Pictured for {audience}")
            data |= {record_type.image_field or "": described, "visibility": {record_type.image_field or "": audience}}
            files[f"{path}{record_type.suffix}"] = source_text(record_type, data)
            files[f"{path}.jpg"] = pictures[record_type.kind, audience]
    return Aviary(association(root, files), records, no_room, pictures)


def _least(kind: str, name: str) -> dict[str, object]:
    """No more than a record must say."""
    needed: dict[str, dict[str, object]] = {
        "members": {"consent": {"date": "2026-01-01", "version": "1"}},
        "groups": {"type": "committee"},
    }
    return {"name": name, **needed.get(kind, {})}


def _picture(seed: str) -> bytes:
    """A picture like no other, which says in its metadata by which camera and where it was taken."""
    noise = Image.frombytes("RGB", (200, 200), random.Random(seed).randbytes(200 * 200 * 3))
    exif = Image.Exif()
    exif[0x010F] = CAMERA  # Make
    exif.get_ifd(0x8825).update({1: "N", 2: (38.0, 34.0, 11.0), 3: "W", 4: (7.0, 54.0, 23.0)})  # GPS
    out = io.BytesIO()
    noise.save(out, "JPEG", exif=exif, comment=CAMERA.encode())
    return out.getvalue()


@pytest.fixture(scope="module")
def editions(aviary: Aviary, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """The three editions of the association."""
    folder = tmp_path_factory.mktemp("editions")
    builds = {
        audience: start_build(aviary.root, folder / audience, "https://aviary.example.org", audience)
        for audience in AUDIENCES
    }
    sites = {audience: finish() for audience, finish in builds.items()}
    look = partial(_traces_of, names=names_looked_for(aviary.records))
    with ProcessPoolExecutor(2) as pool:
        return {
            audience: Edition(rank, sites[audience], dict(pool.map(look, sites[audience].files.items(), chunksize=100)))
            for rank, audience in enumerate(AUDIENCES)
        }


def _traces_of(file: tuple[str, bytes], names: tuple[str, ...]) -> tuple[str, Traces]:
    name, content = file
    found = traces(name, content, names)
    found.add(traces("", name.encode()))
    return name, found


ENCODINGS = {
    "raw": str,
    "in capitals": str.upper,
    "as named character references": html.escape,
    "as decimal character references": lambda text: "".join(f"&#{ord(sign)};" for sign in text),
    "as hexadecimal character references": lambda text: "".join(f"&#x{ord(sign):x};" for sign in text),
    "percent-encoded": lambda text: quote(text, safe=""),
    "percent-encoded throughout": lambda text: "".join(f"%{octet:02X}" for octet in text.encode()),
    "escaped in JSON": lambda text: json.dumps(text).replace("/", "\\/"),
    "escaped in JSON throughout": lambda text: "".join(f"\\u{ord(sign):04x}" for sign in text),
    "in base64": lambda text: base64.b64encode(text.encode()).decode(),
    "in base64 after one octet": lambda text: base64.b64encode(b" " + text.encode()).decode(),
    "in base64 after two octets": lambda text: base64.urlsafe_b64encode(b"  " + text.encode()).decode().strip("="),
    "in base64 within other letters": lambda text: "ab" + base64.b64encode(text.encode()).decode(),
    "in a folded line": lambda text: f"NOTE:{text[:7]}\r\n {text[7:]}",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "canary",
    [
        Canary("zqbcdfghjkm", "words", ("zqbcdfghjkm",)),
        Canary("https://zqbcdfghjkm.example.org/?a=1&b=2", "words", ("zqbcdfghjkm",)),
        Canary("zqbcdfghjkm@example.org", "words", ("zqbcdfghjkm",)),
        Canary("2031-03-17", "dates", ("2031-03-17",)),
        Canary("17 March 2031", "dates", ("2031-03-17",)),
        Canary("+351 21 712 3456", "digits", ("217123456",)),
        Canary("0000-0078-8892-2157", "digits", ("788892215",)),
        Canary("7,123,456.00", "digits", ("7123456",)),
    ],
    ids=lambda canary: canary.written,
)
def test_a_canary_is_seen_however_encoded(canary: Canary, encoding: str) -> None:
    """A value is told from a file whichever way it is written there."""
    text = f"before {ENCODINGS[encoding](canary.written)} after"
    assert canary.is_in(traces("a.html", text.encode()))
    assert not canary.is_in(traces("a.html", b"before after"))


def test_every_field_and_audience_is_tried(aviary: Aviary) -> None:
    """There is a record with canaries for each field of each kind and each audience that may be chosen for it."""
    tried = {(one.record_type.kind, one.name, one.audience) for one in aviary.records}
    for record_type in RECORD_TYPES:
        for name, visible in names_of(record_type).items():
            if name == record_type.image_field:
                continue  # pictures have a test of their own
            allowed = AUDIENCES[AUDIENCES.index(visible.widest) :]
            for audience in [visible.default] if visible.fixed else allowed:
                assert (record_type.kind, name, audience) in tried
    bare = {f"{one.record_type.kind}.{one.name}" for one in aviary.records if not one.canaries and not one.targets}
    assert bare == NO_ROOM == aviary.no_room


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_closed_is_told(aviary: Aviary, editions: dict[str, Edition], audience: str) -> None:
    """No value that is closed to an audience can be told from any file of its edition."""
    edition = editions[audience]
    told = [
        f"{one}: {name}: {canary.written} in {_where(edition, canary)}"
        for one in aviary.records
        for name, canary in one.canaries.items()
        if one.rank(name) > edition.rank
        and canary.is_in(edition.about(one.record_type.kind, one.slug) if name in SHARED else edition.all)
    ]
    assert told == []


def test_lists_of_codes_tell_nothing(editions: dict[str, Edition]) -> None:
    """The countries, languages, zones and skills to choose from are the same for all audiences, whoever is hidden."""
    assert len({edition.site.files[CODES] for edition in editions.values()}) == 1


def _where(edition: Edition, canary: Canary) -> str:
    return ", ".join([name for name, found in edition.by_file.items() if canary.is_in(found)][:5])


@pytest.mark.parametrize("audience", AUDIENCES)
def test_everything_open_is_shown(aviary: Aviary, editions: dict[str, Edition], audience: str) -> None:
    """Every value that is open to an audience is on its record's page, in what people read of it."""
    edition = editions[audience]
    names = names_looked_for(aviary.records)
    hidden = set()
    for one in aviary.records:
        if one.own_rank > edition.rank:
            continue
        shown = edition.site.text(one.page).partition("<main")[2].partition("</main>")[0]
        found = traces(one.page, shown.encode(), names)
        for name, canary in one.canaries.items():
            # Where all fields of a part hold canaries, one may rightly silence another: registration that opens later.
            if one.name == name and one.rank(name) <= edition.rank and not canary.is_in(found):
                hidden.add(f"{one.record_type.kind}.{name}")
    assert sorted(hidden - NOT_ON_THE_PAGE.keys()) == []
    # A reason that is no longer needed would hide the next mistake.
    assert audience != "staff" or hidden == NOT_ON_THE_PAGE.keys()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_everything_open_is_told(aviary: Aviary, editions: dict[str, Edition], audience: str) -> None:
    """Every value that is open to an audience is in some file of its edition."""
    edition = editions[audience]
    dropped = {
        f"{one.record_type.kind}.{name}"
        for one in aviary.records
        for name, canary in one.canaries.items()
        if one.rank(name) <= edition.rank and not canary.is_in(edition.all)
    }
    assert dropped == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_hidden_records_leave_no_name(aviary: Aviary, editions: dict[str, Edition], audience: str) -> None:
    """A record that is closed as a whole is named nowhere; every other has its page."""
    edition = editions[audience]
    for one in aviary.records:
        assert (one.slug in edition.all.words) == (one.own_rank <= edition.rank), one
        assert (one.page in edition.site.files) == (one.own_rank <= edition.rank), one


@pytest.mark.parametrize("audience", AUDIENCES)
def test_references_are_as_closed_as_their_field(aviary: Aviary, editions: dict[str, Edition], audience: str) -> None:
    """A reference that is closed to an audience is told by neither of the two records; an open one is told by both."""
    edition = editions[audience]
    for one in aviary.records:
        for name, slug in one.targets.items():
            open_to_all = one.rank(name) <= edition.rank
            kind = REFERRED[f"{one.record_type.kind}.{name}"]
            assert (slug in edition.about(one.record_type.kind, one.slug).words) == open_to_all, f"{one}: {name}"
            assert (one.slug in edition.about(kind, slug).words) == open_to_all, f"{one}: {name}, from {kind}"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_hidden_pictures_are_not_published(aviary: Aviary, editions: dict[str, Edition], audience: str) -> None:
    """A picture that is closed is not printed in any size, nor are its description and its credit."""
    edition = editions[audience]
    text = "".join(edition.site.pages.values())
    for record_type in PICTURED:
        for other in AUDIENCES:
            is_open = AUDIENCES.index(other) <= edition.rank
            digest = hashlib.sha256(aviary.pictures[record_type.kind, other]).hexdigest()
            for size in record_type.image_sizes:
                for suffix in ("webp", "jpg"):
                    assert (picture_url(digest, size, suffix) in edition.site.files) == is_open
            assert (digest[:16] in text) == is_open
            page = edition.site.pages[f"{record_type.kind}/pictured-{other}/index.html"]
            assert (f"described for {other}" in page) == is_open
            assert (f"credited for {other}" in page) == is_open


def test_published_pictures_hold_no_metadata(aviary: Aviary, editions: dict[str, Edition]) -> None:
    """Of a contributed picture only pixels are published: no camera, no place, no comment, no profile."""
    assert all(CAMERA.encode() in picture for picture in aviary.pictures.values())
    pictures = {name: data for name, data in editions["staff"].site.files.items() if name.startswith("pictures/")}
    assert len(pictures) >= 2 * (2 * len(AUDIENCES)) + 2 * len(AUDIENCES)
    for name, data in pictures.items():
        with Image.open(io.BytesIO(data)) as picture:
            assert not picture.getexif(), name
            assert picture.info.keys() <= OF_THE_FORMAT, name
        assert CAMERA.encode() not in data


def _told_by_search(aviary: Aviary, search: SearchFiles, rank: int) -> set[str]:
    """The values that are closed to an audience and can be told from the files of a search."""
    return {
        f"{one.record_type.kind}.{name}"
        for one in aviary.records
        for name, canary in one.canaries.items()
        if one.rank(name) > rank and search.tells(canary)
    }


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_search_tells_what_is_closed(aviary: Aviary, editions: dict[str, Edition], audience: str) -> None:
    """Nothing closed is a term, a part, the stem or the reverse of one, a value of a facet, or on a card."""
    edition = editions[audience]
    assert _told_by_search(aviary, edition.search, edition.rank) == set()


def test_what_the_search_of_staff_tells_would_be_seen(aviary: Aviary, editions: dict[str, Edition]) -> None:
    """Were the public's search made of what staff may see, every searched field would be found out."""
    searched = {f"{kind}.{name}" for kind, names in SEARCHED.items() for name in names}
    assert searched <= _told_by_search(aviary, editions["staff"].search, rank=0)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_searches_find_what_is_open(aviary: Aviary, editions: dict[str, Edition], audience: str) -> None:
    """Every value of a searched field that is open to an audience is found by it."""
    edition = editions[audience]
    lost = [
        f"{one}: {name}"
        for one in aviary.records
        for name in SEARCHED[one.record_type.kind]
        if name in one.canaries and one.rank(name) <= edition.rank and not edition.search.tells(one.canaries[name])
    ]
    assert lost == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nobody_is_found_by_a_closed_reference(aviary: Aviary, editions: dict[str, Edition], audience: str) -> None:
    """A chapter that a member does not show is no word and no facet of that member, though all know the chapter."""
    edition = editions[audience]
    found = set()
    for one in aviary.records:
        if one.own_rank > edition.rank:
            continue
        terms = " ".join(edition.search.terms_of(f"{one.record_type.kind}/{one.slug}/"))
        for name, slug in one.targets.items():
            if slug in terms:
                assert one.rank(name) <= edition.rank, f"{one}: {name}"
                found.add(name)
    assert {"membership.chapters", "membership.groups", "organizers", "speakers", "officers.member"} <= found
