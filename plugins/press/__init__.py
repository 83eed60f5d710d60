"""The press: the only adapter to Pelican. It prints what the features give, and the staff's prose."""

from __future__ import annotations

from typing import Any


def arrange(generators: list[Any]) -> None:
    """Receiver of Pelican's `all_generators_finalized`: all that is read, before anything is written."""
    generators[0].settings["ARRANGE"](generators)


def register() -> None:
    """Called by Pelican for each plugin of PLUGINS."""
    from pelican import signals  # noqa: PLC0415  it takes longer to import than many a build takes

    signals.all_generators_finalized.connect(arrange)
