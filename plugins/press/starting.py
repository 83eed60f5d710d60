"""The way into a build, which imports next to nothing: where all is as it was, there is nothing to do."""

from __future__ import annotations

import os
import time
from pathlib import Path

from plugins.press.inputs import Inputs, inputs_of, last_build
from plugins.press.outcomes import Options, Outcome, nothing_published, today_from
from plugins.press.reasons import told
from plugins.press.releases import shelf_of
from plugins.press.stopping import StoppedError, stoppable

__all__ = ["build", "still_published"]


def still_published(root: Path, options: Options) -> tuple[Outcome | None, Inputs]:
    """How the last build ended, if this one would be the same; and the inputs as they are now."""
    inputs = inputs_of(root)
    output = options.output_of(root)
    try:
        today = options.today or today_from(os.environ)
        last = last_build(shelf_of(output), output)
    except (OSError, ValueError):
        return None, inputs
    if last is None or last.inputs != inputs.digest_for(options.chosen(today)):
        return None, inputs
    status, said, warned, read, files, _changed, audience, left_out = last.outcome
    return Outcome(status, tuple(said), tuple(warned), read, files, 0, audience, left_out), inputs


def build(root: Path, options: Options) -> int:
    """Builds the site of a root, or says how it was built where nothing has changed since; gives the exit status."""
    started = time.monotonic()
    try:
        outcome, inputs = still_published(root, options)
    except (OSError, MemoryError) as error:
        return nothing_published(told(error, "", root))
    if outcome is not None:
        outcome.tell(options.output_of(root), time.monotonic() - started)
        return outcome.status
    # Its libraries take longer to import than it takes to know that there is nothing to do.
    from plugins.press import building  # noqa: PLC0415

    try:
        with stoppable():
            return building.build(root, options, inputs)
    except StoppedError as stopped:
        return nothing_published(str(stopped))
