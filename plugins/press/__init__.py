"""The press: the only adapter to Pelican. It prints what the features' views yield, and the staff's prose."""

from __future__ import annotations

from typing import Any

from pelican import signals

from plugins.press.generators import RecordsGenerator, arrange_all


def generators(_pelican: Any) -> type[RecordsGenerator]:
    """Receiver of Pelican's `get_generators`."""
    return RecordsGenerator


def register() -> None:
    """Called by Pelican for each plugin of PLUGINS."""
    signals.get_generators.connect(generators)
    signals.all_generators_finalized.connect(arrange_all)
