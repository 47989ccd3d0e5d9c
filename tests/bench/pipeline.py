"""How long a refresh and a publication of the demonstration take; run by hand, prints JSON.

    python -m tests.bench.pipeline FOLDER

FOLDER holds the demonstration (`plan demo --no-serve --home FOLDER`); it is copied and stays as it is. The
yardstick of a refresh is dbt alone, in this process, on the same raw tables, measured in turns with it.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pipelines.clock import parse
from pipelines.defs import runs
from pipelines.defs.warehouse import WITHOUT_UNIT_TESTS
from pipelines.intake.decide import decide
from pipelines.releases.allow_list import public_tables
from pipelines.releases.sign_off.signing import sign_off, what_would_be_signed
from pipelines.warehouse import models, raw
from pipelines.warehouse.builds import Warehouse

TURNS = 5
ROUND = "2025-07"
AT = parse("2025-07-28T12:00:00Z")


def measure(demonstration: Path) -> dict[str, float]:
    """Return every measurement, in seconds, and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(demonstration, home)
        cold = _timed(lambda: _shell("refresh", "--home", str(home)))
        runs.refresh(home)
        pairs = [
            (_timed(lambda: runs.refresh(home)), _timed(lambda: _dbt_alone(home, Path(folder))))
            for _ in range(TURNS)
        ]
        return {
            "refresh_cold_s": cold,
            "refresh_warm_s": round(statistics.median(warm for warm, _ in pairs), 2),
            "dbt_alone_warm_s": round(statistics.median(alone for _, alone in pairs), 2),
            "refresh_to_dbt_alone": round(statistics.median(warm / alone for warm, alone in pairs), 2),
            "publish_warm_s": _publication(home),
        }


def _publication(home: Path) -> float:
    """Close, build and sign off the open round, and return how long it takes to publish it."""
    told = {"home": home, "submitted_by": "secretary", "received_at": AT}
    decide(**told, decision="close", round_id=ROUND, role="chair", decided_on=AT.date())
    build = runs.refresh(home)
    covered = what_would_be_signed(home, build, public_tables(models.prepare_manifest()), ROUND, AT)
    sign_off(home, covered, role="chair", submitted_by="secretary", at=AT)
    return _timed(lambda: runs.publish(home, ROUND, AT))


def _dbt_alone(home: Path, folder: Path) -> None:
    file = folder / "alone" / "plan.duckdb"
    shutil.rmtree(file.parent, ignore_errors=True)
    file.parent.mkdir()
    list(raw.load(file, home, "alone", Warehouse.of(home).current().as_of))
    models.build_models(file, ["--exclude", WITHOUT_UNIT_TESTS])


def _shell(*arguments: str) -> None:
    subprocess.run([Path(sys.executable).with_name("plan"), *arguments], check=True, capture_output=True)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 2)


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1])), indent=2))
