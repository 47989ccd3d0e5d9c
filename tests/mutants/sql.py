"""Small faults in the SQL of the models and their macros, and whether a unit test notices each.

No kept tool puts faults into SQL that Jinja completes, so what a slip of the hand makes of an operator, a
word, a number or a code stands here. dbt is given a model as it would read with the fault; no file holds one.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from dbt.contracts.graph.manifest import Manifest
from dbt.contracts.graph.nodes import Macro, ModelNode

from pipelines.settings import environment
from pipelines.warehouse.dbt_calls import call_dbt
from pipelines.warehouse.models import build_models, dbt_options
from tests.support.plan_rows import PlanRows, monthly_rounds

_ABOUT = r"--[^\n]*|\{#.*?#\}|\{%.*?%\}|\{\{ *config.*?\}\}"
"""What is no SQL: comments, Jinja's statements and settings."""
_WHOLE = r"'[^']*'|\{\{.*?\}\}"
"""What stands for something whole: a text, and what Jinja puts in."""
_SLIPS = (
    (r"<=", "<"),
    (r">=", ">"),
    (r"(?<!<)<(?![=>])", "<="),
    (r"(?<![<-])>(?!=)", ">="),
    (r"(?<![<>!:=])=(?!=)", "<>"),
    (r"<>", "="),
    (r"\band\b", "or"),
    (r"\bor\b", "and"),
    (r"\bnot (?!null)", ""),
    (r"\bis null\b", "is not null"),
    (r"\bis not null\b", "is null"),
    (r" desc\b", " asc"),
    (r"\bnulls last\b", "nulls first"),
    (r"\bignore nulls\b", ""),
    (r"\bdistinct\b(?! from)", ""),
    (r"\bmin\(", "max("),
    (r"\bmax\(", "min("),
    (r"\blag\(", "lead("),
    (r"\blead\(", "lag("),
    (r"\bfirst_value\(", "last_value("),
    (r"\bgreatest\(", "least("),
    (r"\bleast\(", "greatest("),
    (r"\bbool_or\(", "bool_and("),
    (r"\bbool_and\(", "bool_or("),
    (r"\bleft join\b", "inner join"),
    (r"\banti join\b", "semi join"),
    (r"\bsemi join\b", "anti join"),
    (r"\btrue\b", "false"),
    (r"\bfalse\b", "true"),
    (r"(?<=[\w)] )\+(?= )", "-"),
    (r"(?<=[\w)] )-(?= )", "+"),
)
"""What stands in SQL, and what is wrong in its place. An inner join for a left one is a slip, the other way
about hardly: what refers to nothing never comes in."""


@dataclass(frozen=True)
class Fault:
    """A place in a text, and what stands there wrongly."""

    start: int
    end: int
    wrong: str

    def put_into(self, sql: str) -> str:
        """Return the text with the fault."""
        return sql[: self.start] + self.wrong + sql[self.end :]

    def told(self, sql: str) -> str:
        """Return the line, what is right there and what is wrong."""
        number, right = sql.count("\n", 0, self.start), sql[self.start : self.end]
        return f"{number + 1} {right!r} → {self.wrong!r} in: {sql.splitlines()[number].strip()}"


def faults_in(sql: str) -> Iterator[Fault]:
    """Return each fault that can be put into some SQL: operators and words, then numbers, then codes."""
    blank = lambda found: " " * len(found.group())  # noqa: E731
    code = re.sub(_ABOUT, blank, sql, flags=re.DOTALL)
    bare = re.sub(_WHOLE, blank, code)
    for right, wrong in _SLIPS:
        yield from (Fault(*found.span(), wrong) for found in re.finditer(right, bare))
    for found in re.finditer(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])", bare):
        yield Fault(*found.span(), str(float(found[0]) + 1 if "." in found[0] else int(found[0]) + 1))
    for found in re.finditer(r"'\w+'", re.sub(r"\{\{.*?\}\}", blank, code)):
        yield Fault(*found.span(), f"{found[0][:-1]}_else'")


@dataclass(frozen=True)
class Target:
    """Some SQL that has unit tests: a model's, or a macro's, which are those of every model that calls it."""

    path: str
    node: ModelNode | Macro
    tested: tuple[str, ...]

    @property
    def sql(self) -> str:
        """What stands there."""
        return self.node.raw_code if isinstance(self.node, ModelNode) else self.node.macro_sql

    def read_as(self, sql: str) -> None:
        """Have dbt read something else there."""
        if isinstance(self.node, ModelNode):
            self.node.raw_code = sql
        else:
            self.node.macro_sql = sql


class Models:
    """The models over a plan in miniature, built in a folder, and their unit tests."""

    def __init__(self, folder: Path) -> None:
        self._file, self._folder = folder / "plan.duckdb", folder
        plan = PlanRows()
        action = {"action_id": "A01", "lead_partner_id": "council"}
        plan.load_register(datetime(2024, 12, 1, tzinfo=UTC), [action], monthly_rounds(date(2025, 1, 1), 2))
        plan.write(self._file, datetime(2025, 2, 10, tzinfo=UTC))
        build_models(self._file, ["--exclude", "resource_type:test"])
        self._manifest: Manifest = self._call("parse").result  # type: ignore[assignment]

    def targets(self) -> list[Target]:
        """Return the models that have unit tests, and the macros of the project that such a model calls."""
        tested = {test.model for test in self._manifest.unit_tests.values()}
        models = {node.name: node for node in self._manifest.nodes.values() if isinstance(node, ModelNode)}
        called = {name: self._called(models[name].depends_on.macros) for name in sorted(tested)}
        macros = [each for each in self._manifest.macros.values() if each.path.startswith("macros/sql/")]
        found = [
            *(Target(models[name].original_file_path, models[name], (name,)) for name in called),
            *(
                Target(f"{macro.path}:{macro.name}", macro, callers)
                for macro in macros
                if (callers := tuple(name for name, keys in called.items() if macro.unique_id in keys))
            ),
        ]
        return [target for target in found if any(faults_in(target.sql))]

    def survivors(self, target: Target) -> tuple[int, list[str]]:
        """Return how many faults there are in a target, and those that its unit tests do not notice.

        Raises:
            RuntimeError: they fail before anything is changed.
        """
        right = target.sql
        faults = list(faults_in(right))
        if not self._hold(target):
            raise RuntimeError(f"the unit tests of {target.path} fail before it is changed")
        found = []
        for fault in faults:
            target.read_as(fault.put_into(right))
            if self._hold(target):
                found.append(fault.told(right))
        target.read_as(right)
        return len(faults), found

    def _hold(self, target: Target) -> bool:
        return self._call("test", "--select", *(f"{name},test_type:unit" for name in target.tested)).success

    def _called(self, keys: list[str]) -> set[str]:
        found: set[str] = set()
        waiting = set(keys)
        while waiting:
            found.add(key := waiting.pop())
            waiting.update(set(self._manifest.macros[key].depends_on.macros) - found)
        return found

    def _call(self, *words: str):  # type: ignore[no-untyped-def]
        manifest = None if words[0] == "parse" else self._manifest
        given = json.dumps({"time_zone": "Europe/London"})
        with environment(PLAN_BUILD_FILE=str(self._file)):
            return call_dbt([*words, "--vars", given, *dbt_options(self._folder)], manifest)
