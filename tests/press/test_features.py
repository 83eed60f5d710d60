"""Features: those of the plugins in use, in their order, whatever another site of this process has registered."""

from __future__ import annotations

from pathlib import Path

from plugins.directory.member import Member
from plugins.jobs.job import Job
from plugins.press.editions import registered
from plugins.press.features import offered
from plugins.press.settings import settings_for
from tests.press.changes import settings


def test_features_are_those_of_the_plugins_in_use(root: Path) -> None:
    """A plugin that is no longer in use gives nothing more, and one that is in use gives once what it gave before."""
    plugins = settings_for(root)["PLUGINS"]
    first = registered(settings_for(root))
    kinds = [record for feature in first for record in feature.records]
    assert Job in kinds
    assert len(kinds) == len(set(kinds))
    settings(f"PLUGINS = {[name for name in plugins if name != 'plugins.jobs']!r}")(root)
    fewer = [record for feature in registered(settings_for(root)) for record in feature.records]
    assert fewer == [kind for kind in kinds if kind is not Job]
    settings(f"PLUGINS = {plugins!r}")(root)
    assert registered(settings_for(root)) == first


def test_what_others_offered_is_let_go(root: Path) -> None:
    """Whatever was connected before a site registers its plugins has no part in that site."""

    def stray(_sender: object) -> None:
        raise AssertionError("nobody asked")

    offered.connect(stray)
    assert Member in [record for feature in registered(settings_for(root)) for record in feature.records]
