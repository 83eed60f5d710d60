"""The build from the outside: what it prints, refuses and says."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from plugins.press.checking import check
from plugins.press.outcomes import Options
from plugins.press.starting import build
from tests.press.conftest import PROJECT, Invoke
from tests.press.small import TODAY, tree, write

DAY = date.fromisoformat(TODAY)
CONSENT = "consent: {date: 2026-01-01, version: 1}\n"


def test_two_builds_are_byte_identical(tmp_path: Path, invoke: Invoke) -> None:
    """Hash seed, time zone, locale, path and order of creation make no difference to a byte of the demonstration."""
    environments = [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C.UTF-8", "LANGUAGE": "de"},
    ]
    files = [PROJECT / "pelicanconf.py"]
    files += sorted(path for name in ("members", "content") for path in (PROJECT / name).rglob("*") if path.is_file())
    trees = []
    for number, environment in enumerate(environments):
        folder = tmp_path / ("a" * (number + 1)) / "root"
        for path in files if number else reversed(files):
            target = folder / path.relative_to(PROJECT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        done = invoke("build", at=folder, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        trees.append(tree(folder / "output"))
    assert len(trees[0]) > 500
    assert trees[0] == trees[1]


def test_today_comes_from_the_source_date_epoch(root: Path, invoke: Invoke) -> None:
    """Without --today, SOURCE_DATE_EPOCH says what day it is: long after its last day, the job is closed."""
    done = invoke("build", "--today", "", SOURCE_DATE_EPOCH="1900000000")
    assert done.returncode == 0, done.stderr
    assert "analyst" not in (root / "output/jobs/index.html").read_text()


def test_check_reports_everything_at_once(root: Path, invoke: Invoke) -> None:
    """`invoke check` names every problem of the tree in order, counts them, and exits 1."""
    write(root, "members/cyd.yaml", "name: Cyd\nphone: 12\n")
    write(root, "content/events/agm.md", "no front matter")
    done = invoke("check")
    assert done.returncode == 1
    assert "content/events/agm.md:1:1:" in done.stdout
    assert "members/cyd.yaml:1:1: consent: this field is required" in done.stdout
    assert "members/cyd.yaml:2:8: phone: '12' is not a phone number" in done.stdout
    assert done.stdout.rstrip().endswith("3 problems in 2 files")


def test_check_of_a_sound_tree(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing wrong: exit status 0, in words."""
    assert check(root) == 0
    assert capsys.readouterr().out == "no problems\n"


def test_one_bad_file_among_many(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named once, at its line, and nothing is published; quarantine prints all others as if it were not there.

    Among a thousand it is named in tests/test_gallery.py.
    """
    for number in range(150):
        write(root, f"members/m{number:03}.yaml", f"name: Member {number}\n{CONSENT}")
    assert build(root, Options(today=DAY)) == 0
    without = tree(root / "output")
    shutil.rmtree((root / "output").resolve())
    (root / "output").unlink()
    write(root, "members/zed.yaml", f"name: Zed\n{CONSENT}headline: Analysis: a life\n")
    capsys.readouterr()
    assert build(root, Options(today=DAY)) == 1
    printed = capsys.readouterr().out
    assert printed.count("members/zed.yaml") == 1
    assert "members/zed.yaml:3:19: a colon and a space inside a value" in printed
    assert not (root / "output").exists()
    assert build(root, Options(today=DAY, quarantine=True)) == 3
    assert tree(root / "output") == without
    assert capsys.readouterr().out.splitlines()[-1] == "left out of this site, 1 of its files: members/zed.yaml"


def test_quarantine_tells_who_referred(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A reference to a quarantined record is left out, and its file is told so at the line."""
    write(root, "members/ada.yaml", "name: Ada\n")
    assert build(root, Options(today=DAY, quarantine=True)) == 3
    printed = capsys.readouterr().out
    assert "content/events/agm.md:7:12: warning: speakers[0]" in printed
    assert "content/chapters/lisbon.md:4:21: warning: officers[0].member" in printed
    assert "members/ada" not in (root / "output/events/agm/index.html").read_text()
    assert (root / "output/events/agm/index.html").is_file()


def test_an_error_in_the_log_is_fatal(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An article that Pelican only logs as an error stops the build."""
    write(root, "content/news/undated.md", "Title: Undated\nDate: someday\n\nText.\n")
    assert build(root, Options(today=DAY)) == 1
    assert "undated.md" in capsys.readouterr().err
    assert not (root / "output").exists()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import nothing_of_this_name\n", "nothing_of_this_name"),
        ("def register():\n    raise RuntimeError('boom')\n", "boom"),
    ],
)
def test_a_broken_plugin_stops_the_build(root: Path, code: str, reason: str, invoke: Invoke) -> None:
    """A plugin that cannot be imported or registered is named, and nothing is published."""
    name = f"broken_{len(code)}"
    write(root, f"{name}.py", code)
    with (root / "pelicanconf.py").open("a") as settings:
        settings.write(f"PLUGINS = ['plugins.press', '{name}']\n")
    done = invoke("build", PYTHONPATH=str(root))
    assert done.returncode == 1
    assert name in done.stderr
    assert reason in done.stderr
    assert not (root / "output").exists()


def test_a_broken_link_of_staff_stops_the_build(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Verification follows every link of the printed site, those of staff's prose too; other sites are not its own."""
    links = "[Join](../joining/) [up](#nowhere) [root](/) [host](https://example.org/)"
    write(root, "content/pages/about.md", f"Title: About\nSlug: about\n\n{links}\n")
    assert build(root, Options(today=DAY, url="https://example.org/association")) == 1
    error = capsys.readouterr().err
    assert "about/index.html: ../joining/ leads nowhere" in error
    assert "about/index.html: / leads out of the site, which stands at /association/" in error
    assert "https://example.org/ " not in error
    assert "no place named 'nowhere'" in error


def test_two_outputs_of_one_address(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A staff page that takes a feature's address is refused, naming both."""
    write(root, "content/pages/members.md", "Title: Members\nSlug: members\n\nAll.\n")
    assert build(root, Options(today=DAY)) == 1
    error = capsys.readouterr().err
    assert "content/pages/members.md" in error
    assert "plugins/directory" in error
    assert not (root / "output").exists()


def test_a_folder_without_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A root without pelicanconf.py, or with one that lacks a fact, is told what is missing."""
    assert build(tmp_path / "nowhere", Options()) == 1
    assert "pelicanconf.py is missing" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    write(tmp_path, "pelicanconf.py", "SITEURL = 'https://example.org'\n")
    assert check(tmp_path) == 1
    assert "content is missing; make the folder" in capsys.readouterr().out
    (tmp_path / "content").mkdir()
    assert check(tmp_path) == 1
    assert "ASSOCIATION, TIMEZONE, DEFAULT_LANG" in capsys.readouterr().out


def test_wrong_options_are_explained(invoke: Invoke) -> None:
    """An audience or a day that is none ends with what is expected, and exit status 2."""
    done = invoke("build", "--audience", "everyone")
    assert (done.returncode, "public, members, staff" in done.stderr) == (2, True)
    done = invoke("build", "--today", "tomorrow")
    assert (done.returncode, "2026-03-14" in done.stderr) == (2, True)


def test_a_link_among_the_prose_of_staff(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A symbolic link where Pelican reads is refused, in quarantine too: Pelican would publish what it leads to."""
    write(tmp_path, "secret.png", "secret")
    (root / "content/images").mkdir()
    (root / "content/images/photo.png").symlink_to(tmp_path / "secret.png")
    for quarantine in (False, True):
        assert build(root, Options(today=DAY, quarantine=quarantine)) == 1
        assert "content/images/photo.png: this is a symbolic link" in capsys.readouterr().out
    assert not (root / "output").exists()


@pytest.mark.parametrize("link", ["{static}/events/agm.md", "{attach}../events/agm.md", "{static}/../pelicanconf.py"])
def test_prose_publishes_no_source(root: Path, link: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A link of staff's that would publish the source of a record, or a file from elsewhere, stops the build."""
    write(root, "content/pages/about.md", f"Title: About\nSlug: about\n\n[x]({link})\n")
    assert build(root, Options(today=DAY, url="https://example.org/association")) == 1
    assert "only files of content/images/ are published" in capsys.readouterr().err
    assert check(root) == 1
    assert not (root / "output").exists()


def test_prose_publishes_its_images(root: Path) -> None:
    """A picture of content/images is published where an article links to it."""
    (root / "content/images").mkdir()
    shutil.copy(PROJECT / "docs/screenshot.png", root / "content/images/plan.png")
    write(root, "content/pages/about.md", "Title: About\nSlug: about\n\n![Plan]({static}/images/plan.png)\n")
    assert build(root, Options(today=DAY)) == 0
    assert (root / "output/images/plan.png").is_file()


def test_drafts_hidden_and_translated_prose(root: Path) -> None:
    """Drafts are not printed; hidden and translated prose has an address, and hidden prose is kept from robots."""
    write(root, "content/news/draft.md", "Title: Draft\nDate: 2026-11-02\nStatus: draft\n\nNot yet.\n")
    write(root, "content/pages/draft.md", "Title: Draft page\nStatus: draft\n\nNot yet.\n")
    write(root, "content/pages/hidden.md", "Title: Hidden\nSlug: hidden\nStatus: hidden\n\nFor those who know.\n")
    write(root, "content/pages/sobre.md", "Title: Sobre\nSlug: about\nLang: pt\n\nQuem somos.\n")
    write(root, "content/news/2026/deep.md", "Title: Deep\nDate: 2026-11-03\nSlug: deep\n\nIn a folder.\n")
    assert build(root, Options(today=DAY)) == 0
    output = root / "output"
    assert not [path for path in output.rglob("*.html") if "Not yet." in path.read_text()]
    assert 'content="noindex"' in (output / "hidden/index.html").read_text()
    assert "Quem somos" in (output / "about-pt/index.html").read_text()
    assert "In a folder" in (output / "news/deep/index.html").read_text()
    sitemap = (output / "sitemap.xml").read_text()
    assert ["hidden/" in sitemap, "about-pt/" in sitemap, "news/deep/" in sitemap] == [False, True, True]


def test_without_news_there_is_no_list_of_news(root: Path) -> None:
    """An association without articles, or with drafts alone, has no list, no feed and no link to either."""
    write(root, "content/news/2026-11-01-open.md", "Title: Open\nDate: 2026-11-01\nStatus: draft\n\nNot yet.\n")
    assert build(root, Options(today=DAY)) == 0
    assert not (root / "output/news").exists()
    assert "news/" not in (root / "output/index.html").read_text()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/news/again.md", "Title: Again\nDate: 2026-11-02\nSlug: open\n\nAgain.\n"),
        ("content/pages/again.md", "Title: Again\nSlug: about\nStatus: hidden\n\nAgain.\n"),
        ("content/pages/news.md", "Title: News\nSlug: news\n\nNews.\n"),
        ("content/pages/members.md", "Title: Members\nSlug: members\nStatus: hidden\n\nHidden.\n"),
    ],
)
def test_prose_shares_no_address(root: Path, path: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Two articles or pages of one address, hidden ones too, are named before anything is printed."""
    write(root, path, text)
    assert check(root) == 1
    assert "is already taken by" in capsys.readouterr().out
    assert build(root, Options(today=DAY)) == 1
    assert not (root / "output").exists()


def test_prose_leaves_the_places_of_views_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page of staff's may not stand among those of a view, whichever of them there are just now."""
    write(
        root,
        "content/pages/surveying.md",
        "Title: S\nSlug: surveying\nsave_as: skills/x/index.html\nurl: skills/x/\n\nS.\n",
    )
    expected = (
        "content/pages/surveying.md: the address /skills/x/ is already taken by plugins/directory; choose another"
    )
    assert check(root) == 1
    assert expected in capsys.readouterr().out
    assert build(root, Options(today=DAY)) == 1
    assert expected in capsys.readouterr().err


def test_views_keep_to_their_places(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A view that prints where its feature does not say so is a mistake that stops the build."""
    monkeypatch.setattr("plugins.press.making._places", lambda feature: [one.kind for one in feature.records])
    assert build(root, Options(today=DAY)) == 1
    assert "which no feature names among its places" in capsys.readouterr().err


def test_the_reason_of_a_bad_article(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What Pelican could not process is named with the reason, by the check already."""
    write(root, "content/news/undated.md", "Title: Undated\nDate: someday\n\nText.\n")
    assert check(root) == 1
    said = capsys.readouterr().out
    assert "no problems" not in said
    assert "undated.md" in said
    assert "someday" in said


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("SITEURL = 'example.org'", "SITEURL is the site's whole address"),
        ("TIMEZONE = 'Nowhere'", "TIMEZONE is a name such as Europe/Lisbon"),
        ("DEFAULT_LANG = 'klingon'", "DEFAULT_LANG is a language's tag"),
        ("PLUGINS = ['plugins.frontpage']", "PLUGINS needs 'plugins.press'"),
        ("del ASSOCIATION['email']", "ASSOCIATION needs 'email'"),
        ("ASSOCIATION['emial'] = 'x'", "ASSOCIATION has no 'emial'; did you mean 'email'?"),
        ("this is no Python", "cannot be read"),
    ],
)
def test_wrong_settings(root: Path, line: str, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake in pelicanconf.py is told in words, and the last good site stays."""
    assert build(root, Options(today=DAY)) == 0
    before = tree(root / "output")
    with (root / "pelicanconf.py").open("a") as settings:
        settings.write(line + "\n")
    assert build(root, Options(today=DAY)) == 1
    assert reason in capsys.readouterr().err
    assert tree(root / "output") == before


def test_quarantine_never_leaves_out_a_folder(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A whole folder that cannot be taken stops the build: a directory without its members is no site."""
    (root / "members").rename(tmp_path / "moved")
    (root / "members").symlink_to(tmp_path / "moved")
    assert build(root, Options(today=DAY, quarantine=True)) == 1
    assert "members: this is a symbolic link" in capsys.readouterr().out
    (root / "members").unlink()
    (root / "members").mkdir()
    (root / "members/more").symlink_to(tmp_path / "moved")
    assert build(root, Options(today=DAY, quarantine=True)) == 1
    assert "members/more: this is a symbolic link" in capsys.readouterr().out
    assert not (root / "output").exists()


def test_a_language_without_a_translation(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Staff are warned that a theme without words in their language mixes two; in English there is nothing to say."""
    assert build(root, Options(today=DAY)) == 0
    assert "warning" not in capsys.readouterr().err
    with (root / "pelicanconf.py").open("a") as settings:
        settings.write("DEFAULT_LANG = 'de'\n")
    assert build(root, Options(today=DAY)) == 0
    assert "no words in 'de'" in capsys.readouterr().err
