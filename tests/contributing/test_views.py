"""The views of contributing: a form for each kind that anybody may send, and what its fields can be filled from."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from typing import Any

import pytest

from plugins.contributing.choices import FORMS, LETTERS_FROM, choice_lists, names_of_files
from plugins.contributing.questions import every, questions
from plugins.contributing.views import forms, in_javascript
from plugins.core.composing import BAD_CHARACTER
from plugins.core.outputs import Document, Page
from plugins.core.reading import Reader, read_file
from plugins.core.site import Association, Site
from plugins.core.vocabulary import Vocabulary
from plugins.directory.member import Member
from tests.browser.contributing_page import SENT
from tests.conftest import TODAY, BuiltSite
from tests.factories import RECORD_TYPES, association, catalogue, chapter, member

NOBODY = catalogue()


@pytest.fixture
def site() -> Site:
    """The site of an association whose text for new members has a version."""
    facts = Association("The Association", "Assoc", "An association.", "office@example.org", consent_version="3")
    return Site(facts, "https://example.org", "en-GB", "Europe/Lisbon", "public", TODAY)


def contents(outputs: Any) -> dict[str, Any]:
    """Documents of JSON by their URLs."""
    return {one.url: json.loads(one.content) for one in outputs}


def test_there_is_a_form_for_each_kind_in_use(site: Site) -> None:
    """Members, events and jobs have one; an association that leaves events out has none for those."""
    pages = {one.url for one in forms(RECORD_TYPES, NOBODY, site) if isinstance(one, Page)}
    assert pages == {"join/", "events/submit/", "jobs/submit/"}
    assert {one.url for one in forms((Member,), NOBODY, site)} == {"join/", "join/template.yaml"}


def test_what_is_known_is_filled_in(site: Site) -> None:
    """The version of the text that new members agree to stands in the form already."""
    page = next(one for one in forms((Member,), NOBODY, site) if isinstance(one, Page))
    assert page.context["proposed"]["consent.version"] == "3"


def test_another_form_lets_drafts_go(site: Site) -> None:
    """The version of a form is that of its questions, and of nothing else."""
    versions = [
        [one.context["version"] for one in forms(RECORD_TYPES, NOBODY, which) if isinstance(one, Page)]
        for which in (site, replace(site, url="https://example.com"))
    ]
    assert versions[0] == versions[1]
    assert len(set(versions[0])) == len(FORMS)


@pytest.mark.parametrize("record_type", SENT, ids=lambda one: one.kind)
def test_a_template_file_passes_the_check(record_type: Any, site: Site, tmp_path: Any) -> None:
    """The file to be filled in by hand is right as it stands."""
    from plugins.core.folders import listing  # noqa: PLC0415

    text = next(one for one in forms((record_type,), NOBODY, site) if isinstance(one, Document))
    path = f"{record_type.folder}/somebody-new{record_type.suffix}"
    root = association(tmp_path, {path: text.content})
    (file,), problems = listing(root, record_type)
    slugs = {one.kind: frozenset[str]() for one in RECORD_TYPES}
    told = read_file(Reader(root, None, slugs, Vocabulary(), ""), file)
    assert [str(one) for one in (*problems, *told.problems) if not one.warning] == []


def test_small_kinds_are_listed_whole(site: Site) -> None:
    """What a form may refer to is listed by the names of files with those of the records."""
    found = contents(names_of_files(RECORD_TYPES, catalogue(member("Ada Lovelace"), chapter("Lisbon")), site))
    assert found["join/names/members.json"] == [["ada-lovelace", "Ada Lovelace"]]
    assert found["join/names/chapters.json"] == [["lisbon", "Lisbon"]]
    assert found["join/names/jobs.json"] == []


def test_large_kinds_are_listed_by_letters(site: Site) -> None:
    """Of many, those are loaded that have a word with the first letter of what is typed."""
    many = [member(f"Person Number {number}") for number in range(LETTERS_FROM)]
    found = contents(names_of_files(RECORD_TYPES, catalogue(member("Ada Lovelace"), *many), site))
    assert found["join/names/members.json"] is None
    assert (
        found["join/names/members-a.json"] == found["join/names/members-l.json"] == [["ada-lovelace", "Ada Lovelace"]]
    )
    assert len(found["join/names/members-p.json"]) == LETTERS_FROM


def test_nobody_hidden_is_listed(site: Site) -> None:
    """The lists of the public site name nobody whom only members may see."""
    records = catalogue(member("Ada", visibility={"name": "members"}), member("Bob"))
    found = contents(names_of_files(RECORD_TYPES, records.for_audience("public"), site))
    assert found["join/names/members.json"] == [["bob", "Bob"]]


def test_lists_are_those_of_the_check(site: Site) -> None:
    """Every value of a list of a standard or of the association is one that the check takes."""
    words = Vocabulary({"gis": "GIS"}, {"GIS": ("Geographic information",)})
    found = contents(choice_lists(catalogue(vocabulary=words), site))["join/choices.json"]
    assert ["PT", "Portugal"] in found["country"]
    assert ["pt", "Portuguese"] in found["language"]
    assert found["skill"] == [["GIS", "Geographic information"]]
    kinds = {
        "country": lambda value: {"location": {"country": value}},
        "language": lambda value: {"languages": [{"tag": value}]},
        "time-zone": lambda value: {"location": {"timezone": value}},
    }
    for kind, data in kinds.items():
        for value, _name in found[kind]:
            assert member(**data(value))


def test_patterns_are_read_by_browsers(demo_site: BuiltSite) -> None:
    """No pattern of a question uses what JavaScript has no word for, and that of bad characters is plain ASCII."""
    for record_type in SENT:
        for one in every(questions(record_type)):
            assert not re.search(r"\(\?[P#a-z]|\\[AZ]|[^ -~]", one.pattern), one.name
    assert in_javascript(BAD_CHARACTER.pattern).isascii()
    assert in_javascript("[\x00é😀]") == r"[\u{0}\u{e9}\u{1f600}]"


@pytest.mark.parametrize("url", FORMS.values())
def test_forms_are_light(demo_site: BuiltSite, url: str) -> None:
    """A form has less than 40 KB as a host sends it."""
    assert len(gzip.compress(demo_site.files[f"{url}index.html"])) < 40_000
