"""Long work in one go: no pause for garbage, and no thread that calls the other off."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_TURN_SECONDS = 0.05


@contextmanager
def undisturbed() -> Iterator[None]:
    """Pause garbage collection and let threads take longer turns.

    Walking dbt's and Dagster's long-lived objects is a sixth of a run's time; dbt's threads calling each
    other off every few milliseconds is as much.
    """
    was_enabled, turn = gc.isenabled(), sys.getswitchinterval()
    gc.disable()
    sys.setswitchinterval(_TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(turn)
        if was_enabled:
            gc.enable()
