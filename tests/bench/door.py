"""How long the door takes: `python -m tests.bench.door` prints the measurements as JSON.

The yardstick is a fresh sandboxed process that only parses the same file, measured in turns with the door,
so that a busy machine slows both alike.
"""

import csv
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pipelines.intake.reading.far_side import program
from tests.support.door import DEMO, OPEN, a_return, on_track, send, submit

TURNS = 60
RETURNS = 1000
PARSE_ONLY = (
    "; import io, python_calamine as c"
    "; b = c.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))"
    "; [b.get_sheet_by_name(n).to_python() for n in b.sheet_names]"
)


def measure() -> dict[str, float]:
    """Return every measurement, in milliseconds unless its name says otherwise."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = _home_with_a_busy_partner(folder)
        files = [_return(folder, number) for number in range(TURNS + 1)]
        send(files[0], home, partner_id="council")
        parse, door = _in_turns(lambda path: _parse_only(path), lambda path: _submit(path, home), files[1:])
        return {
            "parse_only_ms": parse,
            "door_ms": door,
            "door_to_parse_only": round(door / parse, 2),
            "shell_cold_ms": _shell(folder, files[1]),
            "growth_over_1000_returns_mb": _growth(folder, home),
        }


def _home_with_a_busy_partner(folder: Path) -> Path:
    """Return a deployment in which one partner has a part in all forty actions."""
    register = Path(shutil.copytree(DEMO / "register", folder / "register"))
    path = register / "actions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        parties = {*row["supporting_partner_ids"].split(";"), "council"} - {"", row["lead_partner_id"]}
        row["supporting_partner_ids"] = ";".join(sorted(parties))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    home = folder / "home"
    receipt = submit(register, home=home, feed="register", submitted_by="bench", received_at=OPEN)
    assert receipt.accepted, receipt.problems
    return home


def _return(folder: Path, number: int) -> Path:
    rows = [
        on_track(
            f"A{action:02d}", what_happened=f"Step {number} was taken, as planned.", forecast_finish="2027-03"
        )
        for action in range(1, 41)
    ]
    return a_return(folder / f"{number}.xlsx", rows)


def _in_turns(
    one: Callable[[Path], None], other: Callable[[Path], None], files: list[Path]
) -> tuple[float, float]:
    """Return the median time of each, measured one after the other on every file."""
    times: tuple[list[float], list[float]] = ([], [])
    for path in files:
        for kept, act in zip(times, (one, other), strict=True):
            started = time.perf_counter()
            act(path)
            kept.append(time.perf_counter() - started)
    return tuple(round(statistics.median(kept) * 1000, 2) for kept in times)  # type: ignore[return-value]


def _parse_only(path: Path) -> None:
    limits, _, _ = program(512 * 1024 * 1024).partition("; from pipelines")
    code = (
        f"{limits}; import resource; resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20)); "
        f"resource.setrlimit(resource.RLIMIT_CPU, (10, 10)){PARSE_ONLY}"
    )
    subprocess.run([sys.executable, "-I", "-S", "-c", code], input=path.read_bytes(), check=True)


def _submit(path: Path, home: Path) -> None:
    receipt = send(path, home, partner_id="council")
    assert receipt.rows["updates"] == 40, receipt.problems


def _shell(folder: Path, path: Path) -> float:
    """Return the time of `plan submit` from a cold start, with a plan and no return before."""
    home = folder / "shell"
    submit(folder / "register", home=home, feed="register", submitted_by="bench", received_at=OPEN)
    command = ["submit", str(path), "--feed", "return", "--by", "bench", "--json"]
    started = time.perf_counter()
    subprocess.run(
        [
            Path(sys.executable).with_name("plan"),
            *command,
            "--partner",
            "council",
            "--round",
            "2024-06",
            "--home",
            str(home),
        ],
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return round((time.perf_counter() - started) * 1000, 1)


def _growth(folder: Path, home: Path) -> float:
    """Return how much this process grew over the second half of a thousand returns."""
    path, size = folder / "many.xlsx", 0
    for number in range(RETURNS):
        a_return(path, [on_track("A01", what_happened=f"Step {number}.")])
        send(path, home, partner_id="council")
        if number == RETURNS // 2:
            size = _resident()
    return round((_resident() - size) / 1024, 1)


def _resident() -> int:
    """Return the most memory that this process has had, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(), indent=2) + "\n")
