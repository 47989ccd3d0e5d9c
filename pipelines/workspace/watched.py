"""Whether what the workspace shows is whole, and how old it is: for whoever watches the server."""

import os
from pathlib import Path
from typing import Any

import duckdb

from pipelines import clock
from pipelines.errors import NotPossibleNow
from pipelines.warehouse.builds import NoBuild, Warehouse, reading

WHOLE, DAMAGED, NOTHING_YET = "whole", "damaged", "nothing_built"


def health(home: Path) -> dict[str, Any]:
    """Return the state of the current build, its age in seconds, and whether anything can be sent in."""
    told: dict[str, Any] = {"can_take_in": os.access(home, os.W_OK)}
    try:
        build = Warehouse.of(home).current()
        with reading(build.file) as connection:
            connection.execute("select count(*) from raw.receipts").fetchall()
    except NoBuild:
        return told | {"state": NOTHING_YET}
    except (NotPossibleNow, duckdb.Error):
        return told | {"state": DAMAGED}
    age = int((clock.now() - build.built_at).total_seconds())
    return told | {"state": WHOLE, "build_id": build.build_id, "age_seconds": age}
