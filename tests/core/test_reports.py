"""The forms of a report: whole, stable for programs, and safe whatever a file says."""

from __future__ import annotations

import html
import json
import re

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.problems import Problem
from plugins.core.reports import FORMATS, Findings, as_github, as_json, as_markdown, as_sarif, as_text

ADA = Problem("members/ada.yaml", 3, 8, "email", "'ada' is not an e-mail address", "email: ada", rule="email")
BEA = Problem("members/bea.yaml", 0, 0, "", "this is a symbolic link; put the file itself here")
CYD = Problem("members/cyd.yaml", 2, 1, "skills[0]", "not in the vocabulary", "skills: [GSI]", warning=True)


def many(count: int, *, warning: bool = False) -> tuple[Problem, ...]:
    """So many problems of one file."""
    return tuple(Problem("members/ada.yaml", line + 1, 1, "", "wrong", "line", warning) for line in range(count))


def test_text_is_in_the_order_of_places_with_a_count() -> None:
    """A terminal gets each problem with its line, and a count; why a check failed comes last."""
    assert as_text(Findings((BEA, ADA))) == f"{ADA}\n\n{BEA}\n\n2 problems in 2 files"
    assert as_text(Findings(())) == "no problems"
    assert as_text(Findings((), "no settings")) == "no settings"
    assert as_text(Findings((BEA,), "no settings")) == f"{BEA}\n\n1 problem in 1 file\nno settings"


def test_json_has_its_documented_shape() -> None:
    """Programs find every part of a problem under its name, the changed files first."""
    told = json.loads(as_json(Findings((ADA, BEA, CYD), changed=frozenset({"members/cyd.yaml"}))))
    assert {name: value for name, value in told.items() if name != "problems"} == {
        "version": 1,
        "errors": 2,
        "warnings": 1,
        "failed": None,
        "readings": [],
    }
    assert [one["path"] for one in told["problems"]] == [CYD.path, ADA.path, BEA.path]
    assert told["problems"][1] == {
        "path": "members/ada.yaml",
        "line": 3,
        "column": 8,
        "field": "email",
        "severity": "error",
        "rule": "email",
        "message": "'ada' is not an e-mail address",
        "excerpt": "email: ada",
    }
    assert told["problems"][0]["severity"] == "warning"
    assert json.loads(as_json(Findings((), "no settings")))["failed"] == "no settings"


def test_files_with_errors_come_before_those_with_warnings() -> None:
    """A file stays together, and one that stops a build is told first."""
    told = Findings((*many(1, warning=True), BEA, CYD)).in_order
    assert [one.path for one in told] == [BEA.path, "members/ada.yaml", CYD.path]


def test_annotations_name_their_places() -> None:
    """An annotation has its file, line, column and field; a problem with a whole file has no line."""
    assert as_github(Findings((ADA, BEA, CYD))).splitlines() == [
        "::error file=members/ada.yaml,line=3,col=8,title=email::email: 'ada' is not an e-mail address",
        "::error file=members/bea.yaml,title=members/bea.yaml::this is a symbolic link; put the file itself here",
        "::warning file=members/cyd.yaml,line=2,col=1,title=skills[0]::skills[0]: not in the vocabulary",
        "2 problems and 1 warning in 3 files",
    ]
    assert as_github(Findings((), "50 %")) == "::error title=The check::50 %25"


@pytest.mark.parametrize(("count", "shown"), [(9, 9), (10, 10), (11, 10), (500, 10)])
def test_at_most_ten_annotations_of_a_sort(count: int, shown: int) -> None:
    """Beyond nine, one annotation counts the rest, since the platform shows ten of a sort."""
    for warning, command in ((False, "::error "), (True, "::warning ")):
        lines = [one for one in as_github(Findings(many(count, warning=warning))).splitlines() if one[:2] == "::"]
        assert [one.startswith(command) for one in lines] == [True] * shown
        assert (f"and {count - 9} more" in lines[-1]) == (count > 9)


def test_what_was_changed_is_annotated_first() -> None:
    """The author's own mistakes are not lost among those that were there before."""
    mine = Problem("members/zoe.yaml", 1, 1, "", "mine")
    lines = as_github(Findings((*many(30), mine), changed=frozenset({mine.path}))).splitlines()
    assert lines[0] == "::error file=members/zoe.yaml,line=1,col=1,title=members/zoe.yaml::mine"


HOSTILE = [
    *("```\n<script>alert(1)</script>", "`", "``` ````", "` `", "<img src=x onerror=alert(1)>", "@ada @org/team", "#1"),
    *("[x](javascript:alert(1))", "![x](https://evil.example/x.png)", "https://evil.example", "www.evil.example"),
    *("::set-output name=x::y", "\n::error::x", "\r\n##[add-mask]x", "x%0A::error::y", "a,b:c", "| a | b |", "\u202ex"),
    *("\\`", "&lt;b&gt;", "<!-- x", "\n\n# heading", "    code", "\n```\n", "\x1b[31m", "\udcff", "\u2028x", "$$x$$"),
]  # fmt: skip
TEXTS = st.text(max_size=40) | st.sampled_from(HOSTILE) | st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join)


def hostile(path: str, field: str, message: str, excerpt: str) -> Findings:
    """One problem of which a stranger has chosen every text."""
    return Findings((Problem(path, 1, 1, field, message, excerpt),))


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_no_file_can_give_a_workflow_command(path: str, field: str, message: str, excerpt: str) -> None:
    """Whatever a file says stays in the data of its one annotation, and in the properties nothing ends them."""
    lines = re.split("\r\n|\r|\n", as_github(hostile(path, field, message, excerpt)))
    assert lines[1:] == ["1 problem in 1 file"]
    properties = re.fullmatch("::error (.*?)::(.*)", lines[0])
    assert properties
    names = [one.partition("=")[0] for one in properties[1].split(",")]
    assert names == [*(["file"] if path else []), "line", "col", *(["title"] if field or path else [])]
    assert not re.search("[\x00-\x08\x0a-\x1f\x7f-\x9f]", lines[0])


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_nothing_of_a_file_is_markup_on_a_page(path: str, field: str, message: str, excerpt: str) -> None:
    """Outside of code a page has our own words alone, so that there is no link, image, tag or mention to make."""
    page = as_markdown(hostile(path, field, message, excerpt))
    page.encode()
    text = without_code(page)
    assert re.fullmatch(r"## 1 problem in 1 file\n\n### \n\n\*\*Line 1\*\*: \n*", text), text


def without_code(page: str) -> str:
    """The Markdown of a page without its blocks and spans of code, read as CommonMark does."""
    kept = []
    fence = ""
    for line in page.split("\n"):
        if fence:
            fence = "" if re.fullmatch(f" {{0,3}}`{{{len(fence)},}} *", line) else fence
        elif opened := re.match("(`{3,})text$", line):
            fence = opened[1]
        else:
            kept.append(re.sub(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", line))
    assert not fence
    return "\n".join(kept)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_second_reader_finds_code_alone(text: str) -> None:
    """Another implementation of Markdown makes no element of a hostile text but code."""
    page = markdown.markdown(as_markdown(hostile(text, text, text, f"x {text}")), extensions=["fenced_code"])
    tags = set(re.findall(r"<(\w+)", page))
    assert tags <= {"h2", "h3", "p", "strong", "code", "pre"}
    assert not re.search(r"<script|<img", html.unescape(re.sub("<code.*?</code>", "", page, flags=re.DOTALL)))


def test_markdown_groups_by_file_and_shows_the_line() -> None:
    """A page has a heading for each file, and below it each problem with its line."""
    assert as_markdown(Findings((ADA, BEA, CYD, Problem(CYD.path, 5, 1, "", "odd", warning=True)))) == (
        "## 2 problems and 2 warnings in 3 files\n"
        "\n### `members/ada.yaml`\n\n**Line 3**: `email: 'ada' is not an e-mail address`\n"
        "\n```text\n    email: ada\n           ^\n```\n"
        "\n### `members/bea.yaml`\n\n**The whole file**: `this is a symbolic link; put the file itself here`\n"
        "\n### `members/cyd.yaml`\n\n**Line 2** (warning): `skills[0]: not in the vocabulary`\n"
        "\n```text\n    skills: [GSI]\n    ^\n```\n"
        "\n**Line 5** (warning): `odd`\n"
    )
    assert "could not be finished: `no settings`" in as_markdown(Findings((), "no settings"))


def test_a_check_that_was_not_finished_never_says_that_all_is_well() -> None:
    """Where nothing was found since nothing was looked at, no form of the report says that there are no problems."""
    unfinished = Findings((), "no settings")
    assert [name for name, form in FORMATS.items() if "no problems" in form(unfinished).casefold()] == []
    assert "no problems" in as_markdown(Findings(())).casefold()
    assert "1 problem in 1 file" in as_github(Findings((ADA,), "no settings"))


@pytest.mark.parametrize("most", [300, 1000, 20_000])
def test_a_long_page_is_cut_and_says_so(most: int) -> None:
    """A page never has more bytes than are taken, and ends with a line that says that there is more."""
    page = as_markdown(Findings(many(2000)), most)
    assert len(page.encode()) <= most
    assert page.endswith("to see all.*\n")
    assert page.count("```") % 2 == 0


def test_sarif_has_what_readers_of_it_need() -> None:
    """A result has its rule, level, words and place; a problem with a whole file has no region."""
    run = json.loads(as_sarif(Findings((ADA, BEA, Problem("a b/é%.yaml", 1, 0, "", "odd", warning=True)))))["runs"][0]
    assert [one["ruleId"] for one in run["results"]] == ["email", "content", "content"]
    assert [one["level"] for one in run["results"]] == ["error", "error", "warning"]
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert places[0] == {
        "artifactLocation": {"uri": "members/ada.yaml"},
        "region": {"startLine": 3, "startColumn": 8, "snippet": {"text": "email: ada"}},
    }
    assert places[1] == {"artifactLocation": {"uri": "members/bea.yaml"}}
    assert places[2] == {
        "artifactLocation": {"uri": "a%20b/%C3%A9%25.yaml"},
        "region": {"startLine": 1, "startColumn": 1},
    }
    failed = json.loads(as_sarif(Findings((), "no settings")))["runs"][0]["invocations"][0]
    assert not failed["executionSuccessful"]
    assert failed["toolExecutionNotifications"][0]["message"]["text"] == "no settings"


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_can_be_written_as_text(form: str) -> None:
    """Bytes that are no text, in a name or a line, stop no report."""
    FORMATS[form](hostile("members/\udcff.yaml", "\udcff", "\udcff", "\udcff")).encode()


def test_what_was_read_is_told_beside_what_is_wrong() -> None:
    """The text and the page show the lines of each file, the page as code; programs get them as they are."""
    lines = ("takes place on", "  Thu 20 May\x1b[31m ``` <b>")
    found = Findings((), readings=(("content/events/talk.md", lines),))
    assert as_text(found) == "content/events/talk.md\ntakes place on\n  Thu 20 May\ufffd[31m ``` <b>\n\nno problems"
    assert json.loads(as_json(found))["readings"] == [{"path": "content/events/talk.md", "lines": list(lines)}]
    page = as_markdown(found)
    assert "### `content/events/talk.md`" in page
    assert "<b>" not in without_code(page)
