from datetime import date

import duckdb
import pytest
from jinja2 import Environment

from pipelines.contracts.register import Round
from pipelines.rounds.names import month_name, month_of, name_of
from pipelines.warehouse.models import DBT_PROJECT


@pytest.mark.parametrize("round_id", ["2025-13", "2025-00", "1999-01", "spring-2026", "2025-6", "2025-06-1"])
def test_an_id_that_is_no_month_names_none(round_id: str) -> None:
    assert month_of(round_id) is None


@pytest.mark.parametrize(
    ("round_id", "names", "called"),
    [
        ("2025-06", (None, None), ("June 2025", "Mehefin 2025")),
        ("2025-06", ("Early summer", None), ("Early summer", "Mehefin 2025")),
        ("2025-06", (None, "Dechrau'r haf"), ("June 2025", "Dechrau'r haf")),
        ("spring", ("Spring 2026", "Gwanwyn 2026"), ("Spring 2026", "Gwanwyn 2026")),
        ("spring", ("Spring 2026", None), ("Spring 2026", "Spring 2026")),
        ("spring", (None, "Gwanwyn 2026"), ("Gwanwyn 2026", "Gwanwyn 2026")),
        ("spring", (None, None), ("spring", "spring")),
    ],
)
def test_a_round_has_its_own_name_else_its_month_s_else_what_there_is(
    round_id: str, names: tuple[str | None, str | None], called: tuple[str, str]
) -> None:
    english, welsh = names
    days = dict.fromkeys(("opens_on", "due_on", "closes_on", "review_on", "publish_on"), date(2026, 3, 1))
    found = Round(round_id=round_id, name_en=english, name_cy=welsh, **days)

    assert tuple(name_of(found, language) for language in ("en", "cy")) == called


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_models_call_each_month_as_the_door_does(language: str) -> None:
    macro = (DBT_PROJECT / "macros" / "sql" / "round_names.sql").read_text(encoding="utf-8")
    ids = [f"2025-{number:02}" for number in range(1, 13)]
    months = [month for each in ids if (month := month_of(each))]

    for round_id, month in zip(ids, months, strict=True):
        said = duckdb.execute(_rendered(macro, round_id, language)).fetchall()
        assert said == [(month_name(month, language),)]


def _rendered(macro: str, round_id: str, language: str) -> str:
    template = f"{macro}select {{{{ month_name(\"'{round_id}'\", '{language}') }}}}"
    return Environment(autoescape=False).from_string(template).render()
