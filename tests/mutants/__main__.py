"""Do the tests have teeth? Small faults put in one at a time, each of which has to make a test fail.

    python -m tests.mutants [WORD ...]      all modules and SQL of the lists, or those whose path has a word

cosmic-ray changes the modules of `modules.toml`, in a copy of the repository; `tests/mutants/sql.py` the
models and macros of `sql.toml`, as dbt reads them. Exit status 1: more survive than is allowed.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.demo.run import load_demonstration
from tests.mutants.faults import MODULES, SQL, Module
from tests.mutants.sql import Models
from tests.support.mutants import PYTEST, copy_of_repository, passes

COSMIC_RAY = str(Path(sys.executable).with_name("cosmic-ray"))
CONFIGURATION = """
[cosmic-ray]
module-path = ["{path}"]
timeout = 300.0
excluded-modules = []
test-command = "{command}"
distributor.name = "local"
filters.operators-filter.exclude-operators = [
    "core/ReplaceBinaryOperator_BitOr_.*", "core/ReplaceComparisonOperator_.*_Is(Not)?",
]
"""
"""A bar joins types in annotations, where another operator changes nothing; `is` is no slip for `==`."""


@dataclass(frozen=True)
class Score:
    """How many faults there were in a module, and what is known of those that no test noticed."""

    count: int
    survivors: tuple[str, ...]


def score(module: Module, folder: Path, session: Path, demonstration: Path) -> Score:
    """Return what became of each fault in a module of a copy of the repository.

    Tests that read the demonstration are given one that the code as it is has loaded.

    Raises:
        RuntimeError: the tests fail before anything is changed, or there was nothing to change.
    """
    loaded = [f"--demonstration={demonstration}"] if module.reads_demonstration else []
    tests = [*loaded, *module.tests]
    if not passes(folder, tests):
        raise RuntimeError(f"{', '.join(module.tests)} fail before {module.path} is changed")
    command = " ".join([sys.executable, *PYTEST, *tests])
    configuration = session.with_suffix(".toml")
    configuration.write_text(CONFIGURATION.format(path=module.path, command=command), encoding="utf-8")
    for step in ("init", "exec"):
        subprocess.run(
            [COSMIC_RAY, step, str(configuration), str(session)], cwd=folder, check=True, capture_output=True
        )
        if step == "init":
            filtering = [str(Path(COSMIC_RAY).with_name("cr-filter-operators")), str(session)]
            subprocess.run([*filtering, str(configuration)], cwd=folder, check=True, capture_output=True)
    dumped = subprocess.run(
        [COSMIC_RAY, "dump", str(session)], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
    tried = [
        (item["mutations"][0], result)
        for item, result in map(json.loads, dumped.splitlines())
        if result and result["worker_outcome"] == "normal"
    ]
    if not tried:
        raise RuntimeError(f"nothing of {module.path} was changed")
    survivors = [
        f"{module.path}:{mutation['start_pos'][0]} {changed(result['diff'])}"
        for mutation, result in tried
        if result["test_outcome"] == "survived"
    ]
    return Score(len(tried), tuple(sorted(survivors)))


def changed(diff: str) -> str:
    """Return the lines of a change, as `before → after`."""
    lines = diff.splitlines()
    sides = [
        " ".join(
            line[1:].strip() for line in lines if line.startswith(sign) and not line.startswith(sign * 3)
        )
        for sign in "-+"
    ]
    return " → ".join(sides)


def sql_scores(paths: Collection[str], folder: Path) -> Iterator[tuple[str, Score]]:
    """Give what became of each fault in the SQL of some models and macros, as they are tried."""
    models = Models(folder)
    for target in models.targets():
        if target.path in paths:
            count, survivors = models.survivors(target)
            yield target.path, Score(count, tuple(survivors))


def told(path: str, found: Score, allowed: int) -> int:
    """Print a score and what survived; return by how many that is too many."""
    print(f"{path}: {found.count - len(found.survivors)} of {found.count} noticed, {allowed} may survive")
    print("".join(f"    {survivor}\n" for survivor in found.survivors), end="", flush=True)
    return max(len(found.survivors) - allowed, 0)


def main(words: list[str]) -> int:
    """Try all that is asked for, print the scores; return the exit status."""
    modules = [each for each in MODULES if not words or any(word in each.path for word in words)]
    sql = {each.path: each for each in SQL if not words or any(word in each.path for word in words)}
    too_many = 0
    with tempfile.TemporaryDirectory() as place:
        folder, demonstration = copy_of_repository(Path(place) / "repository"), Path(place) / "demonstration"
        if any(module.reads_demonstration for module in modules):
            load_demonstration(demonstration, lambda line: None)
        for number, module in enumerate(modules):
            found = score(module, folder, Path(place) / f"{number}.sqlite", demonstration)
            too_many += told(module.path, found, module.allowed)
        for path, found in sql_scores(sql, Path(place)) if sql else ():
            too_many += told(path, found, sql[path].allowed)
    return min(too_many, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
