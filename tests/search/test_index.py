"""The files of an index: how large, what they are called, and that each says what it is."""

from __future__ import annotations

import json
import zlib
from itertools import chain, pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from plugins.core.searching import FacetTerm, Searchable
from plugins.search.documents import SearchDocument
from plugins.search.facets import facet_shards, ranges
from plugins.search.index import Shard, cut, deltas, names_shards, texts_shards
from plugins.search.views import DIRECTORY, index_documents
from tests.conftest import BuiltSite
from tests.search.made_up import MadeUp, documents


def content(shard: Shard) -> Any:
    """What a shard holds, after its name."""
    name, entries = json.loads(shard.content)
    assert name == shard.name
    return entries


def document(name: str, **said: Any) -> SearchDocument:
    """A document of one name."""
    return SearchDocument(MadeUp.model_construct(slug=name.lower(), path=""), Searchable((name,), **said))


def test_a_term_tells_where_it_stands() -> None:
    """An entry has the documents of each field as differences, and those that have the term several times apart."""
    made = (
        document("Ada", words=("tide gauge", "tide")),
        document("Bo", words=("tide",)),
        document("Tide", words=("chart",)),
        document("Di", words=("tide table",)),
    )
    names, _spelling = names_shards(made)
    entries = {entry[0]: entry[1:] for shard in names for entry in content(shard)}
    assert entries["tide"] == [[2], [1, 2, [2, 0]]]
    assert entries["ada"] == [[0], []]
    assert entries["gauge"] == [[], [0]]


def test_long_texts_are_apart() -> None:
    """What only a long text says is in its own index, stemmed where the site is English."""
    made = (document("Ada", text="She surveys tides."), document("Bo", text="A survey"))
    english = {entry[0]: entry[1:] for shard in texts_shards(made, english=True) for entry in content(shard)}
    other = {entry[0]: entry[1:] for shard in texts_shards(made, english=False) for entry in content(shard)}
    assert english == {"survey": [[0, 1]], "tide": [[0]]}
    assert other == {"a": [[1]], "she": [[0]], "survey": [[1]], "surveys": [[0]], "tides": [[0]]}


def test_terms_are_found_by_their_end() -> None:
    """For the spelling, terms of three letters and more stand once more, turned round; pieces of Han names do not."""
    _names, spelling = names_shards((document("Ada Müller"), document("山田太郎"), document("Bo")))
    assert [entry for shard in spelling for entry in content(shard)] == ["ada", "relleum", "rellum"]


def test_shards_are_of_one_size_and_in_order() -> None:
    """A shard is small, begins where the list says, and no term is in two."""
    names, spelling = names_shards(documents(3_000))
    texts = texts_shards(documents(3_000), english=True)
    for shards in (names, spelling, texts):
        sizes = [len(zlib.compress(shard.content)) for shard in shards]
        assert len(shards) > 1
        assert max(sizes) < 9_000
        assert min(sizes[:-1]) > 2_000
        keys = [[entry if isinstance(entry, str) else entry[0] for entry in content(shard)] for shard in shards]
        together = list(chain.from_iterable(keys))
        assert sorted(set(together), key=lambda key: key.encode("utf-16-be")) == together
        for (before, inside), shard in zip(pairwise(keys), shards[1:], strict=True):
            assert before[-1] < shard.first <= inside[0]


def test_a_very_common_term_does_not_swell_the_next_shard() -> None:
    """A long run of one difference packs far better than what comes after it."""
    rare = (f"b{number:05}" for number in range(9_000))
    entries = [("a", deltas(range(60_000))), *((term, [term, int(term[1:]) * 7919 % 60_000]) for term in rare)]
    sizes = [len(zlib.compress(shard.content)) for shard in cut("x", entries)]
    assert len(sizes) > 5
    assert max(sizes) < 12_000


def test_a_change_of_one_document_leaves_other_shards_alone() -> None:
    """The name of a shard, and so its address, changes with the documents of its own terms alone."""
    before = documents(1_500)
    changed = list(before)
    changed[7] = SearchDocument(before[7].record, Searchable(("Zyzzyva Quux",), before[7].searchable.words))
    names = [{shard.name for shard in names_shards(made)[0]} for made in (before, changed)]
    assert len(names[0]) > 4
    assert 0 < len(names[0] - names[1]) < len(names[0]) - 1


@pytest.mark.parametrize("number", [0, 1, 3_000])
def test_the_directory_is_small(number: int) -> None:
    """What every visitor loads is a few kilobytes; each other file says its own name."""
    outputs = {output.url: output.content for output in index_documents(documents(number), "en")}
    directory = json.loads(outputs.pop(DIRECTORY))
    assert len(zlib.compress(json.dumps(directory).encode())) < 2_500
    assert sum(count for _kind, _first, count in directory["kinds"]) == number
    assert all(url.startswith("static/search/") for url in outputs)
    assert all(json.loads(body)[0] == url.split("/")[-1].removesuffix(".json") for url, body in outputs.items())


def test_values_of_a_facet() -> None:
    """The commonest value is first; each has its label, its count and its documents, each of them once."""
    gis, gauges = FacetTerm("gis", "GIS"), FacetTerm("gauges", "Gauges")
    made = (
        document("Ada", facets={"skill": (gauges, gis)}),
        document("Bo", facets={"skill": (gis, FacetTerm("gis", "Gis"))}),
        document("Cy"),
    )
    (kind,) = ranges(made)
    ((values, shards),) = list(facet_shards(kind))
    rows, names = content(values)
    assert rows == [["gis", "GIS", 2, 0], ["gauges", "Gauges", 1, 0]]
    assert names == [shard.name for shard in shards]
    assert content(shards[0]) == [[0, 1], [0]]


def test_orders() -> None:
    """The newest first, those of one day together and the undated in no group; by name where they do not stand so."""
    made = (
        document("Cy", newest="2024-03"),
        document("Ada", newest="2026"),
        document("Zoe", newest="2024-03", sort_as="Bo, Zoe"),
        document("Di"),
    )
    (kind,) = ranges(made)
    files = {values.name.rpartition("-")[0]: shards for values, shards in facet_shards(kind)}
    assert content(files["members-newest"][0]) == [[1], [0, 2]]
    assert content(files["members-name"][0]) == [[1], [2], [0], [3]]


def test_what_stands_in_order_has_no_file() -> None:
    """An order that the numbers have already is not printed."""
    (kind,) = ranges((document("Ada", newest="2026"), document("Bo", newest="2025"), document("Cy")))
    assert list(facet_shards(kind)) == []


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
    scripts = {name for name in demo_site.files if name.endswith(".js")}
    page = {name for name in scripts if "/saved/" not in name or name.endswith(("star.js", "store.js", "card.js"))}
    sizes = {name: len(zlib.compress(demo_site.files[name])) for name in page}
    assert any(name.endswith("lunr.min.js") for name in sizes)
    assert sum(sizes.values()) <= 25_000, sizes
