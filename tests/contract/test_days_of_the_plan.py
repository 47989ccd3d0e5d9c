"""A day is that of the plan's time zone: nothing takes it from a time in UTC, which is behind in summer."""

import ast
import re
from collections.abc import Iterator

from pipelines.settings import PROJECT

WITHOUT_ZONE = {"pipelines/intake/sandbox/workbook.py"}
"""Where a time has no zone: a cell of a workbook says what its author's clock said."""
CAST = re.compile(r"cast\([^,\n]*_at\b[^,\n]*\bas date\)|_at\s*::\s*date|date_trunc")


def in_python(text: str) -> Iterator[str]:
    """Yield what takes a day from a time, or shows one, without saying where."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date":
            of = node.func.value
            placed = isinstance(of, ast.Call) and getattr(of.func, "attr", "") == "astimezone"
            if not (node.args or node.keywords or placed):
                yield ast.unparse(node)
        if isinstance(node, ast.FormattedValue) and node.format_spec:
            way = ast.unparse(node.format_spec)
            if ast.unparse(node.value).endswith("_at") and "%d" in way and "T%H" not in way:
                yield ast.unparse(node.value)


def test_the_search_finds_a_day_of_utc() -> None:
    python = ["now_of(home).date()", "f'{receipt.received_at:%Y-%m-%d}'"]
    sql = ["cast(received_at as date)", "cast(min(receipts.received_at) as date)", "closed_at::date"]

    assert all(list(in_python(text)) for text in python)
    assert all(CAST.search(text) for text in sql)


def test_no_day_is_taken_from_a_time_in_utc() -> None:
    python = {
        str(path.relative_to(PROJECT)): list(in_python(path.read_text(encoding="utf-8")))
        for side in ("pipelines", "dashboard")
        for path in (PROJECT / side).rglob("*.py")
    }
    sql = {
        str(path.relative_to(PROJECT)): CAST.findall(path.read_text(encoding="utf-8"))
        for path in (PROJECT / "dbt_project").rglob("*.sql")
        if path.name != "local_time.sql" and "target" not in path.parts
    }

    found = {name: days for name, days in (python | sql).items() if days}
    assert found.keys() <= WITHOUT_ZONE, found
