"""No library is changed from outside: nothing of it is replaced, and ruff forbids its underscored names."""

import ast
import sys
import tomllib
from collections.abc import Iterator

import pytest

from pipelines.settings import PROJECT

OURS = {"pipelines", "dashboard", "tests"}
FILES = sorted(file for folder in sorted(OURS) for file in (PROJECT / folder).rglob("*.py"))


def replaced(source: str) -> list[int]:
    """Return the lines that assign to, or set, an attribute of a class or module of a library."""
    tree = ast.parse(source)
    borrowed = set(_borrowed(tree))
    return [
        node.lineno
        for node in ast.walk(tree)
        for target in _targets(node)
        if (name := _first_name(target)) and name in borrowed
    ]


def _borrowed(tree: ast.Module) -> Iterator[str]:
    """Give the names that libraries' modules, classes and functions have in a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (
                alias.asname or alias.name.split(".")[0] for alias in node.names if _is_library(alias.name)
            )
        elif isinstance(node, ast.ImportFrom) and _is_library(node.module or ""):
            yield from (alias.asname or alias.name for alias in node.names)


def _is_library(module: str) -> bool:
    return module.split(".")[0] not in OURS | sys.stdlib_module_names


def _targets(node: ast.AST) -> list[ast.expr]:
    """Return the objects whose attributes a statement sets."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Delete):
        targets = node.targets if isinstance(node, ast.Assign | ast.Delete) else [node.target]
        return [target.value for target in targets if isinstance(target, ast.Attribute)]
    if isinstance(node, ast.Call) and node.args:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return [node.args[0]] if called in ("setattr", "delattr") else []
    return []


def _first_name(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def test_nothing_of_a_library_is_replaced() -> None:
    found = {str(file.relative_to(PROJECT)): replaced(file.read_text(encoding="utf-8")) for file in FILES}

    assert len(found) > 500
    assert {file: lines for file, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        "Event.__init__ = mine",
        "events.base.Event.read = mine",
        "setattr(Event, 'read', mine)",
        "monkeypatch.setattr(events, 'read', mine)",
        "del Event.read",
    ],
)
def test_a_replaced_method_is_found(line: str) -> None:
    assert replaced(f"import dbt_common as events\nfrom dbt_common import Event\n{line}") == [3]


@pytest.mark.parametrize("line", ["made = Event()\nmade.text = 'ours'", "from tests import ours\nours.x = 1"])
def test_what_is_ours_may_be_changed(line: str) -> None:
    assert replaced(f"from dbt_common import Event\n{line}") == []


def test_ruff_forbids_the_underscored_names_of_libraries_everywhere() -> None:
    lint = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    excepted = {
        file for file, rules in lint["per-file-ignores"].items() if {"SLF001", "PLC2701"}.intersection(rules)
    }

    assert {"SLF001", "PLC2701"} <= set(lint["select"])
    assert lint["preview"] is True
    assert excepted == {"tests/unit/test_intake_reading.py", "tests/integration/test_forgetting.py"}
