"""FORGE of pelicanconf.py: where the files are kept, and what is said where it is written wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.forges import Forge
from plugins.press.building import prepared
from plugins.press.settings import SettingsError, settings_for
from tests.press.small import write_association

RIGHT = '{"kind": "gitlab", "url": "https://gitlab.example.org/leadline/site/"}'


def saying(folder: Path, written: str) -> Path:
    """An association whose pelicanconf.py has this line too."""
    root = write_association(folder)
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f"{written}\n")
    return root


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("FORGE = 'https://github.com/a/b'", "FORGE says where the files are kept, as "),
        ("FORGE = {'kind': 'github', 'address': 'https://github.com/a/b'}", "FORGE says where the files are kept, as "),
        ("FORGE = {'kind': 'gitea', 'url': 'https://x.example/a/b'}", "one of github, gitlab, forgejo"),
        ("FORGE = {'kind': 'github', 'url': 'github.com/a/b'}", "FORGE needs the 'url'"),
        ("FORGE = {'kind': 'github', 'url': 'http://github.com/a/b'}", "FORGE needs the 'url'"),
        ("FORGE = {'kind': 'github', 'url': 'https://github.com/'}", "FORGE needs the 'url'"),
        ("FORGE = {'kind': 'github'}", "FORGE needs the 'url'"),
        ("FORGE = {'kind': 'github', 'url': 'https://github.com/a/b', 'branch': 'a b'}", "the 'branch' 'a b'"),
    ],
)
def test_a_wrong_forge_is_told(tmp_path: Path, written: str, words: str) -> None:
    """A place that is none stops every command, with an example of a right one."""
    with pytest.raises(SettingsError, match=words):
        settings_for(saying(tmp_path / "root", written))


def test_views_know_the_forge(tmp_path: Path) -> None:
    """Where the files are kept is known to all views; without the setting there is no such place."""
    site = prepared(saying(tmp_path / "root", f"FORGE = {RIGHT}")).site
    assert site.forge == Forge("gitlab", "https://gitlab.example.org/leadline/site", "main")
    assert prepared(write_association(tmp_path / "other")).site.forge is None
