"""The modules whose tests are tried, and the faults in SQL, as the lists beside this file name them."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pipelines.settings import PROJECT

FOLDER = Path(__file__).resolve().parent
_DEMONSTRATION = re.compile(r"\b(demonstration|deployment): Path\b")
UNIT_TESTS = ("tests/integration/test_dbt_unit_tests.py",)


@dataclass(frozen=True)
class Module:
    """A module, the tests that have to notice a fault in it, and how many survive on purpose, and why."""

    path: str
    tests: tuple[str, ...]
    allowed: int = 0
    because: str = ""

    @property
    def reads_demonstration(self) -> bool:
        """Whether one of the tests has a fixture that loads the demonstration, which takes minutes."""
        texts = [(PROJECT / name).read_text(encoding="utf-8") for name in self.tests]
        return any(_DEMONSTRATION.search(text) for text in texts)


@dataclass(frozen=True)
class SqlFault:
    """A fault in a file of SQL: what stands there once, and what would be wrong in its place."""

    name: str
    path: str
    right: str
    wrong: str
    tests: tuple[str, ...] = UNIT_TESTS

    def put_into(self, text: str) -> str:
        """Return the text with the fault; ValueError where its place is not there exactly once."""
        if text.count(self.right) != 1:
            raise ValueError(f"{self.path} has {self.right!r} {text.count(self.right)} times, not once")
        return text.replace(self.right, self.wrong)


def _listed(name: str) -> list[dict[str, object]]:
    found: list[dict[str, object]]
    (found,) = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")).values()
    return [entry | ({"tests": tuple(entry["tests"])} if "tests" in entry else {}) for entry in found]  # type: ignore[arg-type]


MODULES = [Module(**entry) for entry in _listed("modules")]  # type: ignore[arg-type]
SQL_FAULTS = [SqlFault(**entry) for entry in _listed("sql")]  # type: ignore[arg-type]
