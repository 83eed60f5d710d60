"""The small modules: text, vocabulary, names, outputs, lists and the site."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import schema_org
from plugins.core.folders import File
from plugins.core.listing import FacetValue, Pagination, by_letter, by_skill, by_term, paginate
from plugins.core.naming import country_name, language_name
from plugins.core.outputs import Document, Page, Picture, Unchanged, collisions, picture_url, pictures, target
from plugins.core.site import Association, Site
from plugins.core.text import fold, initials, letter, term_slug
from plugins.core.vocabulary import FILE, Vocabulary, load_vocabulary
from plugins.core.wording import singular
from tests.factories import RECORD_TYPES, association, full_member, full_organization, member


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz  Sørensen", "lukasz sorensen"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Æther Œuvre Þór ðæt", "aether oeuvre thor daet"),
        ("İstanbul ılık", "istanbul ilik"),
        ("ΌΣΟΣ", "οσοσ"),
        ("㎒", "mhz"),
        ("统计", "统计"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Case and accents fall away, letters that are not decomposed become what people type for them."""
    assert fold(text) == folded


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_fold_as_all_do(text: str) -> None:
    """A text of ASCII alone becomes what it becomes beside a letter that is not."""
    assert fold(f"{text} é") == f"{fold(text)} e".strip()


@given(st.text())
def test_fold_is_final(text: str) -> None:
    """To fold what is folded changes nothing, so that keys made anywhere agree."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("term", "slug"),
    [
        ("GIS", "gis"),
        ("gis ", "gis"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        (".NET", "dot-net"),
        ("Node.js", "node-js"),
        ("R&D", "r-and-d"),
        ("Überblick", "uberblick"),
    ],
)
def test_term_slug(term: str, slug: str) -> None:
    """Terms become addresses that a person could have guessed."""
    assert term_slug(term) == slug


@given(st.text(min_size=1, max_size=60))
def test_term_slug_is_always_an_address(term: str) -> None:
    """Any term gives a part of an address that every file system takes."""
    slug = term_slug(term)
    assert slug
    assert len(slug) <= 70
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")


def test_terms_that_ascii_cannot_tell_apart_have_pages_of_their_own() -> None:
    """Other scripts, mixed ones and endless ones are told apart by a digest."""
    slugs = [term_slug(term) for term in ("統計", "統制", "GIS統計", "+" * 60, "+" * 59)]
    assert len(set(slugs)) == 5
    assert slugs[0].startswith("term-")
    assert slugs[2].startswith("gis-")


@pytest.mark.parametrize(
    ("name", "filed"),
    [("Ødegård", "o"), ("'t Hooft", "t"), ("李雷", "other"), ("3M", "other"), ("…", "other"), ("ß", "s")],
)
def test_letter(name: str, filed: str) -> None:
    """A name is under the first letter it has, or under other."""
    assert letter(name) == filed


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("Ada King Lovelace", "AL"),
        ("Ada", "A"),
        ("Anne-Laure", "AL"),
        ("(Bob) van 'Dyke", "V"),
        ("李雷", "李"),
        ("…", "…"),
        ("ǆ x", "ǄX"),
    ],
)
def test_initials(name: str, signs: str) -> None:
    """At most two letters stand for a name, whatever its script or signs."""
    assert initials(name) == signs


def test_vocabulary_knows_every_way_to_write_a_term(tmp_path: Path) -> None:
    """Case, accents and synonyms lead to the association's own word; others stay as they are."""
    association(tmp_path, {FILE: "JavaScript: [JS, ECMAScript]\nC++:\nGeodesy: []\n"})
    words, problems = load_vocabulary(tmp_path)
    assert problems == []
    assert [words.canonical(term) for term in ("js", "ÉCMAscript", "c++", "Knitting")] == [
        "JavaScript", "JavaScript", "C++", "Knitting"
    ]  # fmt: skip
    assert (words.knows("geodesy"), words.knows("knitting")) == (True, False)
    assert (words.suggestion("Javascrip"), words.suggestion("zzz")) == ("JavaScript", None)
    assert [words.synonyms(term) for term in ("JavaScript", "C++", "Knitting")] == [("JS", "ECMAScript"), (), ()]


def test_association_may_have_no_vocabulary(tmp_path: Path) -> None:
    """Without the file every word is as good as any other."""
    assert load_vocabulary(tmp_path) == (Vocabulary(), [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("JavaScript: JS\n", f"{FILE}:1:13: JavaScript: synonyms are a list of words, such as [JS, ECMAScript]"),
        ("JavaScript: [[JS]]\n", f"{FILE}:1:13: JavaScript: synonyms are a list"),
        ("A: [X]\nB: [x]\n", f"{FILE}:2:5: B[0]: 'x' already stands for 'A'; a word has one meaning here"),
        ("Js:\nJS:\n", f"{FILE}:2:1: JS: 'JS' already stands for 'Js'"),
        (f"{'x' * 61}:\n", f"{FILE}:1:1: {'x' * 39}…: a term has 1 to 60 characters"),
        ('A: [""]\n', f"{FILE}:1:5: A[0]: a term has 1 to 60 characters"),
        ("- A\n", f"{FILE}:1:1: fields are expected here"),
    ],
)
def test_mistakes_in_the_vocabulary_are_told(tmp_path: Path, text: str, expected: str) -> None:
    """A word with two meanings, no meaning or no end is told at its place."""
    (problem,) = load_vocabulary(association(tmp_path, {FILE: text}))[1]
    assert str(problem).startswith(expected), problem


def test_vocabulary_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """A link, even a broken one, is not the same as no vocabulary."""
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).symlink_to("nowhere")
    (problem,) = load_vocabulary(tmp_path)[1]
    assert "symbolic link" in problem.message


def test_names_of_countries_and_languages() -> None:
    """Codes become names in the language of the site; an unknown code stays as it is."""
    assert country_name("PT", "en") == "Portugal"
    assert country_name("DE", "pt-BR") == "Alemanha"
    assert country_name("ZX", "en") == "ZX"
    assert language_name("pt", "en") == "Portuguese"
    assert language_name("pt-BR", "en") == "Portuguese (Brazil)"
    assert language_name("zh-Hans-SG", "en") == "Chinese (Simplified, Singapore)"
    assert language_name("de-1996", "en") == "German (1996)"
    assert language_name("qqq", "en") == "qqq"


def test_targets_are_files() -> None:
    """A URL that ends in a slash is served from an index, and the root is one too."""
    assert [target(url) for url in ("", "members/", "robots.txt")] == ["index.html", "members/index.html", "robots.txt"]


def test_two_outputs_of_one_address_are_told() -> None:
    """Addresses that differ by case alone are one on many hosts, so both files are named."""
    outputs = [
        Page("members/ada/", "x.html", {}, "members/ada.yaml"),
        Document("Members/Ada/index.html", b"", "content/x.md"),
        Document("members/eve/", b""),
    ]
    (problem,) = collisions(outputs)
    assert problem.path == "content/x.md"
    assert "already taken by members/ada.yaml" in problem.message


@pytest.mark.parametrize("url", ["../x", "/x", "a//b", "a/./b", "a\\b", "a\nb", "a/.."])
def test_address_outside_the_site_is_a_bug(url: str) -> None:
    """No content can lead outside; a view that does so is stopped."""
    with pytest.raises(ValueError, match="outside the site"):
        collisions([Document(url, b"", "view")])


def test_outputs_and_files_say_what_they_are() -> None:
    """In a message to people an output is its address with its origin, whatever it holds, and a file its path."""
    page = Page("members/ada/", "member.html", {"name": "Ada" * 100}, "members/ada.yaml")
    assert str(page) == "/members/ada/ (members/ada.yaml)"
    assert f"{Unchanged('search/1.json', 'plugins/search')}" == "/search/1.json (plugins/search)"
    assert str(File(type(member("Ada")), "members/ada.yaml", "ada", None)) == "members/ada.yaml"


def test_pictures_come_once_in_every_size_and_format() -> None:
    """One picture that two records share is printed once; a record without one prints none."""
    one = full_member()
    logo = full_organization()
    same = full_organization(slug="same").model_copy(update={"logo": one.photo})
    found = list(pictures([one, full_member(slug="twin"), member(), logo, same]))
    sizes = len(one.image_sizes) + len(logo.image_sizes) + len({*same.image_sizes} - {*one.image_sizes})
    assert len(found) == len({output.url for output in found}) == 2 * sizes
    assert isinstance(found[0], Picture)
    assert found[0].url == picture_url("members" * 8, one.image_sizes[0], "webp")
    assert (found[0].source, found[0].square, found[0].origin) == ("members/picture.jpg", one.image_square, one.path)


def test_pages_of_a_list() -> None:
    """Sixty to a page, each with its neighbours; an empty list has one page."""
    records = [member(f"M{number}") for number in range(121)]
    pages = list(paginate("members/", records))
    assert [(url, len(some)) for url, _pagination, some in pages] == [
        ("members/", 60), ("members/page/2/", 60), ("members/page/3/", 1)
    ]  # fmt: skip
    assert [(one.previous, one.next) for _url, one, _some in pages] == [
        (None, "members/page/2/"), ("members/", "members/page/3/"), ("members/page/2/", None)
    ]  # fmt: skip
    assert [url for url, _pagination, _some in paginate("x/", [])] == ["x/"]


@pytest.mark.parametrize(
    ("number", "pages", "shown"),
    [
        (1, 1, "1"), (2, 3, "1 2 3"), (1, 4, "1 2 3 4"), (1, 5, "1 2 3 … 5"), (4, 9, "1 2 3 4 5 6 … 9"),
        (5, 9, "1 … 3 4 5 6 7 … 9"), (6, 9, "1 … 4 5 6 7 8 9"), (834, 1667, "1 … 832 833 834 835 836 … 1667"),
        (1667, 1667, "1 … 1665 1666 1667"),
    ],
)  # fmt: skip
def test_pages_shown_are_few(number: int, pages: int, shown: str) -> None:
    """Of however many pages, the first, the last and those near the reader are linked to, and a gap is told."""
    found = Pagination(number, pages, 0, "x/").shown
    assert " ".join(str(one[0]) if one else "…" for one in found) == shown
    assert [one[1] for one in found if one] == [
        f"x/page/{page}/" if page > 1 else "x/" for page in (int(word) for word in shown.split() if word != "…")
    ]


def test_terms_of_one_slug_are_one_value() -> None:
    """A facet's values are grouped however they are written, named as most write them, and sorted by name."""
    records = [
        member("A", interests=["tides", "Bells"]),
        member("B", interests=["Tides"]),
        member("C", interests=["Tides", "tides"]),
    ]
    values = [group.value for group in by_term(records, lambda one: one.interests, "interests/")]
    assert [(one.slug, one.url, one.count) for one in values] == [
        ("bells", "interests/bells/", 1), ("tides", "interests/tides/", 3)
    ]  # fmt: skip
    assert [one.label for one in values] == ["Bells", "Tides"]
    shouted = by_term(records, lambda one: one.interests, "interests/", str.upper)
    assert [group.value.label for group in shouted] == ["BELLS", "TIDES"]


def test_letters_are_the_whole_alphabet() -> None:
    """Each letter has its group, used or not, and a last one takes what begins otherwise."""
    records = [member("Ada"), member("Ångström"), member("李雷")]
    groups = {group.value.slug: group for group in by_letter(records)}
    assert len(groups) == 27
    assert [one.name for one in groups["a"].records] == ["Ada", "Ångström"]
    assert (groups["b"].records, groups["b"].value.url) == ((), "a-z/b/")
    assert groups["other"].value.count == 1


def test_where_one_stands_is_told_as_plain_values() -> None:
    """A place in a list and a value of a facet are told by their fields, which make them again."""
    place = Pagination(2, 3, 121, "members/")
    assert place.told == (2, 3, 121, "members/")
    assert Pagination(*place.told) == place
    value = FacetValue("gis", "GIS", "skills/gis/", 7)
    assert value.told == ("gis", "GIS", "skills/gis/", 7)
    assert FacetValue(*value.told) == value


def test_skills_have_the_pages_that_all_link_to() -> None:
    """The groups of members by skill are those of the pages below /skills/."""
    (group,) = by_skill([member("Ada", skills=["GIS"]), member("Bob", skills=["gis"]), member("Cy")])
    assert (group.value.url, [one.name for one in group.records]) == ("skills/gis/", ["Ada", "Bob"])


def test_each_kind_has_its_singular() -> None:
    """The word for one record is that of its kind without the last letter."""
    assert [singular(one.kind) for one in RECORD_TYPES] == [
        "member", "event", "job", "organization", "chapter", "group"
    ]  # fmt: skip


def test_site_makes_links_for_any_path() -> None:
    """Links work at the root of a host and below a path."""
    facts = Association(name="A", short_name="A", description="", email="a@example.org")
    site = Site(facts, "https://example.org/association", "en", "UTC", "public", date(2026, 1, 1))
    assert (site.base, site.link("members/")) == ("/association/", "/association/members/")
    assert site.absolute("members/") == "https://example.org/association/members/"
    assert replace(site, url="https://example.org").base == "/"


def test_nodes_of_schema_org_leave_out_what_is_not_known() -> None:
    """A node says its type and what is known; an address of nothing is none; the association is a name and a page."""
    facts = Association(name="A", short_name="A", description="", email="a@example.org")
    site = Site(facts, "https://example.org", "en", "UTC", "public", date(2026, 1, 1))
    assert schema_org.node("Thing", a=None, b="", c=[], d={}, e=0, f=False) == {"@type": "Thing", "e": 0, "f": False}
    assert schema_org.document("Thing") == {"@context": "https://schema.org", "@type": "Thing"}
    assert schema_org.postal_address() is None
    assert schema_org.postal_address(city="Porto") == {"@type": "PostalAddress", "addressLocality": "Porto"}
    assert schema_org.association(site) == {"@type": "Organization", "name": "A", "url": "https://example.org/"}
