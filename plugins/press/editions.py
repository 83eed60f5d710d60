"""One edition of a site: the records of a root as one audience may see them, and the features that print them."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.digests import digest
from plugins.core.fields import Audience
from plugins.core.forges import Forge
from plugins.core.loading import Loaded, Run, load, serially
from plugins.core.site import Association, Site
from plugins.core.store import Store
from plugins.press.features import Feature, collected, let_go
from plugins.press.histories import histories
from plugins.press.inputs import Inputs
from plugins.press.logs import BuildError, fatal_logs
from plugins.press.outcomes import today_from
from plugins.press.places import SETTINGS
from plugins.press.prose import linked_prose
from plugins.press.settings import SettingsError

__all__ = ["Edition", "prepare", "registered", "today_of"]

OURS = "plugins."
PRESS = "plugins.press"


@dataclass(frozen=True)
class Edition:
    """What one build prints; `version` is that of all code that it is made by."""

    root: Path
    site: Site
    features: tuple[Feature, ...]
    loaded: Loaded
    version: str

    @property
    def catalogue(self) -> Catalogue:
        """The records as the edition's audience may see them."""
        return self.loaded.catalogue


def registered(settings: Mapping[str, Any]) -> tuple[Feature, ...]:
    """The features of the plugins of these settings; BuildError where one of them is broken."""
    let_go()
    try:
        if is_foreign(settings):
            import pelican  # noqa: PLC0415  it knows where other plugins are found
            from pelican.settings import read_settings  # noqa: PLC0415

            with fatal_logs():
                pelican.Pelican(read_settings(str(Path(settings["PATH"]).parent / SETTINGS), override=dict(settings)))
        else:
            # The press has no feature of its own, and to register it is to import Pelican, which does so when it runs.
            for name in [name for name in settings["PLUGINS"] if name != PRESS]:
                importlib.import_module(name).register()
    except BuildError as error:
        raise BuildError(f"a plugin of pelicanconf.py is broken: {error}") from error
    except Exception as error:
        raise BuildError(f"a plugin of pelicanconf.py is broken: {error!r}") from error
    return collected(settings)


def is_foreign(settings: Mapping[str, Any]) -> bool:
    """Whether there is a plugin that is not ours, and may do whatever Pelican lets it."""
    return not all(name.startswith(OURS) for name in settings["PLUGINS"])


def prepare(
    settings: Mapping[str, Any], inputs: Inputs | None = None, store: Store | None = None, run: Run = serially
) -> Edition:
    """Loads an edition by its settings; files that the store remembers as they are among the inputs are not read."""
    root = Path(settings["PATH"]).parent
    features = registered(settings)
    site = _site(settings)
    records = [record for feature in features for record in feature.records]
    version, digests = (_version(inputs.code, settings), inputs.files) if inputs else ("", None)
    loaded = load(root, records, audience=site.audience, store=store, run=run, version=version, digests=digests)
    history = histories(root, records, inputs.commit if inputs else "", store or Store())
    loaded = replace(
        loaded,
        problems=tuple(sorted([*loaded.problems, *linked_prose(root)])),
        catalogue=replace(loaded.catalogue, history=history),
    )
    return Edition(root, site, features, loaded, version)


def _version(code: str, settings: Mapping[str, Any]) -> str:
    """The version of the program with that of plugins that are not ours, wherever they lie."""
    others = [path for name in settings["PLUGINS"] if not name.startswith(OURS) for path in _sources(name)]
    return digest(code, *(part for path in others for part in (str(path), path.read_bytes()))) if others else code


def _sources(name: str) -> Iterator[Path]:
    """The files of a plugin that was imported, under one of the names that Pelican looks for."""
    module = sys.modules.get(f"pelican.plugins.{name}", sys.modules.get(name))
    if file := getattr(module, "__file__", None):
        yield from sorted(Path(file).parent.rglob("*.py")) if hasattr(module, "__path__") else [Path(file)]


def _site(settings: Mapping[str, Any]) -> Site:
    facts = dict(settings["ASSOCIATION"])
    facts["address"] = tuple(facts.get("address", ()))
    facts["links"] = tuple((label, url) for label, url in facts.get("links", ()))
    audience: Audience = settings.get("AUDIENCE", "public")
    return Site(
        association=Association(**facts),
        url=settings["SITEURL"].rstrip("/"),
        language=settings["LANGUAGE_TAG"],
        timezone=settings["TIMEZONE"],
        audience=audience,
        today=today_of(settings),
        forge=_forge(settings),
    )


def _forge(settings: Mapping[str, Any]) -> Forge | None:
    facts = settings.get("FORGE")
    return Forge(facts["kind"], facts["url"].rstrip("/"), facts.get("branch", "main")) if facts else None


def today_of(settings: Mapping[str, Any]) -> date:
    """The day of an edition: that of its settings, else of the surroundings or the clock."""
    try:
        day: date = settings.get("TODAY") or today_from(os.environ)
    except ValueError as error:
        raise SettingsError(str(error)) from None
    return day
