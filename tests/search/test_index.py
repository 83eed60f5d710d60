"""The files of an index: what stands in them, how large they are, and that each says what it is."""

from __future__ import annotations

import json
import re
import zlib
from typing import Any
from xml.etree import ElementTree

import pytest

from plugins.core.searching import FacetTerm, Searchable
from plugins.search.documents import Documents
from plugins.search.files import DIRECTORY, facets_part, index_files, names_part, orders_part, texts_part
from tests.conftest import BuiltSite
from tests.search.made_up import MadeUp, documents, said


def contents(files: dict[str, bytes], stem: str) -> list[Any]:
    """What the files hold, after their names, whose names begin so; in their order."""
    found = []
    for name, content in files.items():
        own, entries = json.loads(content)
        assert own == name
        found += [entries] if name.startswith(stem) else []
    return found


def people(*those: tuple[str, dict[str, Any]], language: str = "en") -> Documents:
    """Documents of one name each."""
    return said([MadeUp(name.lower(), Searchable((name,), **told)) for name, told in those], language)


def test_what_is_said_of_a_record() -> None:
    """Terms are counted in their field, those of a name once; empty facets are left out; it is plain JSON."""
    told = Searchable(
        ("Ada King", "King, Ada"),
        ("tide gauge", "tide"),
        "Surveys the tides, surveyed tides",
        {"skill": (FacetTerm("gis", "GIS"),), "city": ()},
        "2020",
        "King, Ada",
    )
    [one] = said([MadeUp("ada", told)])
    assert json.loads(json.dumps(one)) == [
        "members/ada/",
        "ada",
        "ada king",
        [[1, "gauge"], [2, "tide"]],
        [[2, "survey tide"]],
        {"skill": [["gis", "GIS"]]},
        "2020",
        "king, ada",
    ]


def test_a_term_tells_where_it_stands() -> None:
    """An entry has the documents of each field as differences, and those that have the term several times apart."""
    made = people(
        ("Ada", {"words": ("tide gauge", "tide")}),
        ("Bo", {"words": ("tide",)}),
        ("Tide", {"words": ("chart",)}),
        ("Di", {"words": ("tide table",)}),
    )
    [shard] = contents(names_part(made).files, "names-")
    entries = {entry[0]: entry[1:] for entry in shard}
    assert entries["tide"] == [[2], [1, 2, [2, 0]]]
    assert entries["ada"] == [[0], []]
    assert entries["gauge"] == [[], [0]]


@pytest.mark.parametrize(
    ("language", "entries"),
    [
        ("en-GB", {"survey": [[0, 1]], "tide": [[0]]}),
        ("pt", {"a": [[1]], "she": [[0]], "survey": [[1]], "surveys": [[0]], "tides": [[0]]}),
    ],
)
def test_long_texts_are_apart(language: str, entries: dict[str, Any]) -> None:
    """What only a long text says is in its own index, stemmed where the site is English."""
    made = people(("Ada", {"text": "She surveys tides."}), ("Bo", {"text": "A survey"}), language=language)
    [shard] = contents(texts_part(made).files, "texts-")
    assert {entry[0]: entry[1:] for entry in shard} == entries


def test_terms_are_found_by_their_end() -> None:
    """For the spelling, terms of three letters and more stand once more, turned round; pieces of Han names do not."""
    files = names_part(people(("Ada Müller", {}), ("山田太郎", {}), ("Bo", {}))).files
    assert contents(files, "spelling-") == [["ada", "relleum", "rellum"]]


@pytest.mark.parametrize("number", [0, 1, 3_000])
def test_the_directory_is_small(number: int) -> None:
    """What every visitor loads is a few kilobytes; each other file says its own name, and all are told of."""
    built = index_files(said(documents(number)), english=True)
    files = dict(built.made)
    directory = json.loads(files.pop(DIRECTORY))
    assert len(zlib.compress(json.dumps(directory).encode())) < 2_500
    assert sum(count for _kind, _first, count in directory["kinds"]) == number
    assert all(url.startswith("static/search/") for url in files)
    assert all(json.loads(body)[0] == url.split("/")[-1].removesuffix(".json") for url, body in files.items())
    assert sorted(built.urls) == sorted(built.made)


def test_values_of_a_facet() -> None:
    """The commonest value is first; each has its label, its count and its documents, each of them once."""
    gis, gauges = FacetTerm("gis", "GIS"), FacetTerm("gauges", "Gauges")
    made = people(
        ("Ada", {"facets": {"skill": (gauges, gis)}}),
        ("Bo", {"facets": {"skill": (gis, FacetTerm("gis", "Gis"))}}),
        ("Cy", {}),
    )
    lists, files = facets_part(made)
    digest, [shard] = lists["facets"]["members-skill"]
    [[rows, names]] = contents(files, f"members-skill-{digest}")
    assert rows == [["gis", "GIS", 2, 0], ["gauges", "Gauges", 1, 0]]
    assert names == [shard]
    assert contents(files, shard) == [[[0, 1], [0]]]


def test_orders() -> None:
    """The newest first, those of one day together and the undated in no group; by name where they do not stand so."""
    made = people(
        ("Cy", {"newest": "2024-03"}),
        ("Ada", {"newest": "2026"}),
        ("Zoe", {"newest": "2024-03", "sort_as": "Bo, Zoe"}),
        ("Di", {}),
    )
    lists, files = orders_part(made)
    assert [contents(files, shard) for shard in lists["orders"]["members-newest"][1]] == [[[[1], [0, 2]]]]
    assert [contents(files, shard) for shard in lists["orders"]["members-name"][1]] == [[[[1], [2], [0], [3]]]]


def test_what_stands_in_order_has_no_file() -> None:
    """An order that the numbers have already is not printed."""
    made = people(("Ada", {"newest": "2026"}), ("Bo", {"newest": "2025"}), ("Cy", {}))
    assert (orders_part(made).lists["orders"], orders_part(made).files) == ({}, {})


def test_browsers_are_told_how_to_ask(demo_site: BuiltSite) -> None:
    """The OpenSearch description names the site, and the address of its search with a place for the words."""
    root = ElementTree.fromstring(demo_site.files["opensearch.xml"])  # noqa: S314  our own file
    found = {element.tag.rpartition("}")[2]: element for element in root}
    assert found["ShortName"].text == "Leadline"
    assert found["Url"].attrib == {
        "type": "text/html",
        "template": "https://leadline.example.org/search/?q={searchTerms}",
    }
    assert 'type="application/opensearchdescription+xml"' in demo_site.text("members/index.html")


def test_scripts_of_a_search_page_are_small(demo_site: BuiltSite) -> None:
    """All scripts that the page of a search can load, Lunr among them, come to 25 KB at most when compressed."""
    of_others = re.compile(r"/contributing/|/events/|js-yaml\.js$")
    scripts = {name for name in demo_site.files if name.endswith(".js") and not of_others.search(name)}
    page = {name for name in scripts if "/saved/" not in name or name.endswith(("star.js", "store.js", "card.js"))}
    sizes = {name: len(zlib.compress(demo_site.files[name])) for name in page}
    assert any(name.endswith("lunr.min.js") for name in sizes)
    assert sum(sizes.values()) <= 25_000, sizes
