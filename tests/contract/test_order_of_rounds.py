"""The order of rounds is a number made once from their dates; an id is a name, and nothing orders by it."""

import json
import re
from pathlib import Path

import pytest

from pipelines.settings import PROJECT
from pipelines.warehouse.models import prepare_manifest

ID = r"[\w.]*\bround_id\b"
_LESS, _MORE = r"<=|<(?![>=])", r"(?<![-=<])>=?"
ORDERING = {
    "a comparison": rf"{ID}\s*({_LESS}|{_MORE})|({_LESS}|{_MORE})\s*\$?{ID}",
    "between": rf"{ID}\s+(not\s+)?between\b",
    "the largest or smallest": rf"\b(max|min)\(\s*(distinct\s+)?{ID}",
    "the first or last by it": rf"\b(arg_max|arg_min|max_by|min_by)\([^()]*,\s*{ID}",
    "an order by it": rf"\border by\s+(?:[\w. ]+,\s*)*{ID}",
    "sorted values of it": rf"\b(sorted|list_sort|array_sort)\(\s*(list\()?{ID}",
    "a key by it": rf"key=lambda \w+: \(?(?:[\w.]+,\s*)*{ID}",
}
"""Forms in Python and SQL that put rounds in an order by their ids."""


def orderings(text: str) -> list[str]:
    """Return what in a text of Python or SQL orders by a round's id."""
    return [
        f"{what}: {found.group(0)}" for what, form in ORDERING.items() for found in re.finditer(form, text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "where round_id <= $round_id",
        "if release.round_id > shown",
        "if before < found.round_id:",
        "select max(round_id) from t",
        "min(rounds.round_id)",
        "arg_max(headline, round_id)",
        "row_number() over (partition by action_id order by round_id desc)",
        "order by action_id, rounds.round_id",
        "where round_id between 'a' and 'b'",
        "sorted(found.round_id for found in rounds)",
        "sorted(found, key=lambda each: (each.round_id, each.revision))",
        "list_sort(list(round_id))",
    ],
)
def test_the_search_finds_every_usual_form(text: str) -> None:
    assert orderings(text)


@pytest.mark.parametrize(
    "text",
    [
        "where round_id = $round_id and position <= 3",
        "def published(round_id: str) -> None:",
        'order by list_position($rounds, round_id), "action_id"',
        "max(position), round_id",
        "where round_id <> 'a'",
        "sorted(found, key=lambda each: place[each.round_id])",
    ],
)
def test_the_search_lets_be_what_orders_nothing(text: str) -> None:
    assert orderings(text) == []


def sources() -> dict[str, str]:
    """Return all the project's Python, and its SQL as dbt compiles it from its own files."""
    manifest = json.loads(prepare_manifest().read_text(encoding="utf-8"))
    compiled = {
        node["original_file_path"]: node["raw_code"]
        for node in manifest["nodes"].values()
        if node["original_file_path"].endswith(".sql")
    }
    macros = {
        str(path): path.read_text(encoding="utf-8")
        for path in Path(PROJECT, "dbt_project").rglob("macros/**/*.sql")
    }
    python = {
        str(path.relative_to(PROJECT)): path.read_text(encoding="utf-8")
        for side in ("pipelines", "dashboard")
        for path in Path(PROJECT, side).rglob("*.py")
    }
    return compiled | macros | python


def test_nothing_orders_by_the_id_of_a_round() -> None:
    read = sources()

    assert len(read) > 300
    assert {name: found for name, text in read.items() if (found := orderings(text))} == {}
