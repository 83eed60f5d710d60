"""Who and what an index holds: whoever hides from search engines, no job that nobody can apply for, nothing closed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Document, Page
from plugins.core.site import Association, Site
from plugins.search.views import search_outputs
from tests.factories import catalogue, job, member
from tests.search.made_up import documents
from tests.search.node import ask
from tests.search.releases import release

TODAY = date(2026, 3, 20)
FACTS = Association("Aviary", "Aviary", "Birds.", "office@example.org")
SITE = Site(FACTS, "https://example.org", "en-GB", "Europe/Lisbon", "public", TODAY)


def index_of(records: Catalogue, folder: Path, site: Site = SITE) -> Path:
    """The search of some records as files; a card says its address."""
    for output in search_outputs(records, site):
        file = folder / output.url
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(output, Document):
            file.write_bytes(output.content)
        elif isinstance(output, Page) and output.url.endswith(".json"):
            cards = [f'<a href="/{card["url"]}">{card["label"]}</a>' for card in output.context["cards"]]
            file.write_text(json.dumps([output.context["name"], cards]), encoding="utf-8")
    return folder


def everything(folder: Path) -> str:
    """All that stands in the files of a search."""
    return "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.json"))


def test_who_hides_from_search_engines_is_found_here(tmp_path: Path) -> None:
    """`search_engines: noindex` asks the world's search engines to leave a page out, not the association's own."""
    people = [member("Ada Lovelace", search_engines="noindex", skills=["Poetry"]), member("Charles Babbage")]
    index = index_of(catalogue(*people), tmp_path)
    for text in ("lovelace", "ada", "poetry"):
        assert ask(index, [text])[0].urls == ["members/ada-lovelace/"]
    [values] = (tmp_path / "static/search").glob("members-skill-??????.json")
    assert '["poetry","Poetry",1,0]' in values.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"posted": "2026-03-01", "closes": "2026-03-20"}, True),
        ({"posted": "2026-03-01", "closes": "2026-03-19"}, False),
        ({"posted": "2026-03-01", "closes": "2026-04-24", "status": "filled"}, False),
        ({"posted": "2026-03-01", "closes": "2026-04-24", "status": "withdrawn"}, False),
    ],
    ids=["last day", "day after", "filled", "withdrawn"],
)
def test_no_job_is_found_that_nobody_can_apply_for(tmp_path: Path, fields: dict[str, str], found: bool) -> None:
    """A closed job is in no shard, facet or card, in none of its words; on the last day it still is."""
    closed = job("Zymurgist", skills={"required": ["Quaffing"]}, **fields)
    index = index_of(catalogue(closed, job("Surveyor")), tmp_path)
    said = everything(index).lower()
    assert ("zymurgist" in said, "tsigrumyz" in said, "quaffing" in said) == (found, found, found)
    assert ask(index, ["zymurgist"])[0].urls == (["jobs/zymurgist/"] if found else [])
    assert ask(index, ["surveyor"])[0].urls == ["jobs/surveyor/"]


def test_a_job_is_gone_the_day_after(tmp_path: Path) -> None:
    """The same records built a day later say nothing of it any more."""
    records = catalogue(job("Zymurgist", posted="2026-03-01", closes="2026-03-20"))
    tomorrow = replace(SITE, today=date(2026, 3, 21))
    assert "zymurgist" in everything(index_of(records, tmp_path / "today")).lower()
    assert "zymurgist" not in everything(index_of(records, tmp_path / "tomorrow", tomorrow)).lower()


def test_few_rare_characters_load_no_more_than_a_word(tmp_path: Path) -> None:
    """A word of two characters, each of two units of UTF-16, is too short to be looked for in other spellings."""
    index = release(documents(2_000), tmp_path)
    shards = len(list((index / "static/search").glob("spelling-*-*.json")))
    assert shards > 1
    [short, long] = ask(index, ["𐐀𐐁", "lukaszz"])
    assert not [name for name, _size in short.fetched if "spelling" in name]
    assert 0 < len([name for name, _size in long.fetched if "spelling" in name]) <= 2
