"""Problems: how they are told, counted, and made safe to print."""

from __future__ import annotations

import pytest

from plugins.core.problems import Problem, did_you_mean, nearest, report, summary


def test_problem_names_place_field_and_points_at_the_value() -> None:
    """A problem is one line of place and words, the line as written, and a caret under the value."""
    problem = Problem("members/ada.yaml", 3, 8, "email", "wrong", "email: ada")
    assert str(problem) == "members/ada.yaml:3:8: email: wrong\n    email: ada\n           ^"


def test_problem_with_a_whole_file_has_no_position() -> None:
    """Line 0 is the whole file, so neither position nor excerpt is printed."""
    assert str(Problem("members/ada.yaml", 0, 0, "", "wrong")) == "members/ada.yaml: wrong"


def test_warning_says_so() -> None:
    """A warning is told from a problem by a word."""
    assert str(Problem("a.yaml", 1, 1, "x", "odd", warning=True)) == "a.yaml:1:1: warning: x: odd"


@pytest.mark.parametrize(
    ("line", "column", "before"),
    [("\tkey: v", 2, "    "), ("名: v", 4, "名: "), ("e\u0301: v", 5, "e\u0301: ")],
)
def test_caret_stands_under_its_character(line: str, column: int, before: str) -> None:
    """Tabs, wide signs and accents of their own do not move the caret away."""
    _first, shown, caret = str(Problem("a.yaml", 1, column, "", "wrong", line)).split("\n")
    assert shown.startswith(f"    {before}")
    wide = sum(sign == "名" for sign in before) - before.count("\u0301")
    assert caret == " " * (4 + len(before) + wide) + "^"


def test_long_line_is_cut_around_the_caret() -> None:
    """A line of thousands of characters is shown as the hundred around the place."""
    line = "a" * 3000 + "HERE" + "b" * 3000
    _first, shown, caret = str(Problem("a.yaml", 1, 3001, "", "wrong", line)).split("\n")
    assert shown.startswith("    …aaa")
    assert shown.endswith("bbb…")
    assert len(shown) < 110
    assert shown[caret.index("^") :].startswith("HERE")


def test_nothing_in_a_report_can_steer_a_terminal() -> None:
    """Escape sequences, bells and undecodable bytes in names, values and lines are printed as a replacement sign."""
    text = str(Problem("members/\x1b[31m\udcff.yaml", 1, 1, "\x07", "'\u202e'", "\x1b]0;x\x07: \x9b1m"))
    assert all(sign.isprintable() or sign == "\n" for sign in text)
    assert text.encode()


def test_report_is_sorted_and_counted() -> None:
    """A report has all problems in order of place, then how many there are."""
    problems = [
        Problem("b.yaml", 1, 1, "", "second"),
        Problem("a.yaml", 2, 1, "", "first"),
        Problem("a.yaml", 3, 1, "", "odd", warning=True),
    ]
    assert report(problems).split("\n\n") == [
        "a.yaml:2:1: first",
        "a.yaml:3:1: warning: odd",
        "b.yaml:1:1: second",
        "2 problems and 1 warning in 2 files",
    ]


def test_summary_counts_in_words() -> None:
    """The last line is right for none, one, many, and warnings alone."""
    one = Problem("a.yaml", 1, 1, "", "wrong")
    odd = Problem("a.yaml", 1, 1, "", "odd", warning=True)
    assert summary([]) == "no problems"
    assert summary([one]) == "1 problem in 1 file"
    assert summary([odd, odd]) == "2 warnings in 1 file"
    assert summary([Problem(f"{n}.yaml", 1, 1, "", "") for n in range(1200)]) == "1,200 problems in 1,200 files"


def test_nearest_ignores_case_and_keeps_spelling() -> None:
    """The nearest known word is found whatever its capitals, and none is offered where none is near."""
    assert nearest("portugal", ["Spain", "Portugal"]) == "Portugal"
    assert nearest("zzz", ["Spain", "Portugal"]) is None
    assert did_you_mean("adda", ["ada"]) == "; did you mean 'ada'?"
    assert did_you_mean("zzz", ["ada"]) == ""


def test_nearest_of_very_many_looks_at_the_same_first_letter_only() -> None:
    """With thousands of names only those that begin alike are compared, so the search stays quick."""
    names = [f"member-{number:05d}" for number in range(5000)] + ["ada-lovelace"]
    assert nearest("ada-lovelase", names) == "ada-lovelace"
    assert nearest("nada-lovelace", names) is None
