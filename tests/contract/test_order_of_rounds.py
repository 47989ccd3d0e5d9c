"""The order of rounds is a number made once from their dates; an id is a name, and nothing orders by it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipelines.settings import PROJECT
from pipelines.warehouse.models import compile_models
from tests.support.orderings import in_python, in_sql


@pytest.mark.parametrize(
    "text",
    [
        "where round_id <= $round_id",
        "where $round_id >= counted_round_id",
        "asof join b on a.round_id >= b.round_id",
        "select max(round_id) from t",
        "select max(case when is_closed then rounds.round_id end) from t",
        "select greatest(a.round_id, b.round_id)",
        "arg_max(headline, round_id)",
        "arg_min(coalesce(headline, 'x'), rounds.round_id)",
        "row_number() over (partition by action_id order by round_id desc)",
        "order by\n    action_id,\n    rounds.round_id",
        "order by lower(action_id), round_id",
        "order by coalesce(round_id, '')",
        "lag(stage) over (partition by action_id order by counted_round_id)",
        "where round_id between 'a' and 'b'",
        "where 'x' between first_round_id and last_round_id",
        "list_sort(list(distinct round_id))",
        "select round_id from t order by all",
        "select distinct round_id from t order by 1",
        "order by revised_on desc, release_id desc",
    ],
)
def test_the_search_finds_every_usual_form_of_sql(text: str) -> None:
    assert in_sql(text)


@pytest.mark.parametrize(
    "text",
    [
        "where round_id = $round_id and position <= 3",
        'order by list_position($rounds, round_id), "action_id"',
        "arg_min(rested.round_id, rounds.position) as round_id",
        "max(position), round_id",
        "max(position) over (partition by round_id order by position)",
        "where round_id <> 'a'",
        "string_agg(party_id, ';' order by party_id) as party_ids, round_id",
        "order by (position), action_id",
    ],
)
def test_the_search_lets_be_what_orders_nothing_in_sql(text: str) -> None:
    assert in_sql(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "found = release.round_id > shown",
        "if before < found['round_id']: pass",
        "if (found.round_id, 1) <= (shown, 2): pass",
        "sorted(found.round_id for found in rounds)",
        "max({row['round_id'] for row in rows})",
        "sorted(found, key=lambda each: (each.round_id, each.revision))",
        "found.sort(key=attrgetter('round_id'))",
        "min(rounds, key=itemgetter('counted_round_id'))",
        "max(last, key=lambda each: int(each.release_id))",
        "query = ('select * from t order by action_id, '\n         'round_id')",
        "query = f'select * from t where round_id <= {literal(shown)}'",
    ],
)
def test_the_search_finds_every_usual_form_of_python(text: str) -> None:
    assert in_python(text)


@pytest.mark.parametrize(
    "text",
    [
        "def published(round_id: str) -> None: ...",
        "if found.round_id == shown and found.position > 3: pass",
        "sorted(found, key=lambda each: place[each.round_id])",
        "sorted(found, key=lambda each: each.round_position)",
        "max(found.position for found in rounds if found.round_id in known)",
    ],
)
def test_the_search_lets_be_what_orders_nothing_in_python(text: str) -> None:
    assert in_python(text) == []


def compiled() -> dict[str, str]:
    """Return the SQL of every model and test as DuckDB gets it, each macro written out."""
    with TemporaryDirectory() as folder:
        place = compile_models(Path(folder))
        return {str(path.relative_to(place)): path.read_text("utf-8") for path in place.rglob("*.sql")}


def test_nothing_orders_by_the_id_of_a_round() -> None:
    sql = compiled()
    python = {
        str(path.relative_to(PROJECT)): path.read_text(encoding="utf-8")
        for side in ("pipelines", "dashboard")
        for path in Path(PROJECT, side).rglob("*.py")
    }
    found = {name: in_sql(text) for name, text in sql.items()}
    found |= {name: in_python(text) for name, text in python.items()}

    assert len(sql) > 100
    assert len(python) > 200
    assert {name: orderings for name, orderings in found.items() if orderings} == {}
