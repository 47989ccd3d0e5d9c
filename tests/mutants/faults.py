"""The modules and the SQL whose tests are tried, as the lists beside this file name them."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pipelines.settings import PROJECT

FOLDER = Path(__file__).resolve().parent
_DEMONSTRATION = re.compile(r"\b(demonstration|deployment): Path\b")


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
class Sql:
    """A model, or a macro (behind a colon), whose unit tests have to notice; how many survive, and why."""

    path: str
    allowed: int = 0
    because: str = ""


def _listed(name: str) -> list[dict[str, object]]:
    found: list[dict[str, object]]
    (found,) = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")).values()
    return [entry | ({"tests": tuple(entry["tests"])} if "tests" in entry else {}) for entry in found]  # type: ignore[arg-type]


MODULES = [Module(**entry) for entry in _listed("modules")]  # type: ignore[arg-type]
SQL = [Sql(**entry) for entry in _listed("sql")]  # type: ignore[arg-type]
