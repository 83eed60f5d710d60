"""One edition of a site: the records of a root as one audience may see them, and the features that print them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.fields import Audience
from plugins.core.loading import Loaded, load
from plugins.core.site import Association, Site
from plugins.press.features import Feature, collected
from plugins.press.prose import linked_prose
from plugins.press.settings import SettingsError

__all__ = ["Edition", "prepare", "today_from"]


@dataclass(frozen=True)
class Edition:
    """What one build prints."""

    root: Path
    site: Site
    features: tuple[Feature, ...]
    loaded: Loaded

    @cached_property
    def catalogue(self) -> Catalogue:
        """The records as the edition's audience may see them."""
        return self.loaded.catalogue.for_audience(self.site.audience)


def prepare(settings: Mapping[str, Any]) -> Edition:
    """Loads an edition by Pelican's settings, once its plugins are registered."""
    root = Path(settings["PATH"]).parent
    features = collected(settings)
    loaded = load(root, [record for feature in features for record in feature.records])
    problems = tuple(sorted([*loaded.problems, *linked_prose(root)]))
    loaded = replace(loaded, problems=problems)
    return Edition(root, _site(settings), features, loaded)


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
        today=settings.get("TODAY") or today_from(os.environ),
    )


def today_from(environment: Mapping[str, str]) -> date:
    """The day of the build: SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else the clock, in UTC."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    try:
        return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
    except (ValueError, OverflowError, OSError):
        raise SettingsError(f"SOURCE_DATE_EPOCH is a number of seconds since 1970, not '{epoch}'") from None
