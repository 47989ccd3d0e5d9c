"""What people feel and what changes in their lives, on a theme's and an action's page: beside its status."""

from pathlib import Path

import pytest

from tests.e2e.test_public_listening import table_after
from tests.support.public_app import PublicApp, all_of, texts, words_of
from tests.support.release_files import altered, write_release

TOLD = """
create table public.felt_events as select '2026-10' as round_id, * from (values
    ('F1', date '2026-06-13', 'The fair', 'Y ffair', 'The hall', 'Y neuadd', 60, 'Night workers.', 'Gweithwyr nos.'),
    ('F2', date '2026-10-03', 'The walk', null, 'The river', null, 30, 'Babies.', null)
) as t(event_id, held_on, name_en, name_cy, place_en, place_cy, people_count, not_there_en, not_there_cy);
create table public.felt as select '2026-10' as round_id, 'action' as asked_about, 'A09' as action_id,
    null as theme_id, * from (values
    ('F1', 'noticed', 45, 20), ('F1', 'not_yet', 45, 15), ('F1', 'worse', 45, 0), ('F1', 'cannot_say', 45, 10),
    ('F2', 'noticed', 30, 20), ('F2', 'not_yet', 30, null), ('F2', 'worse', 30, null),
    ('F2', 'cannot_say', 30, 0)
) as t(event_id, answer, answered_count, people_count);
create table public.indicators as select 'lit' as indicator_id, 1 as position, 'Lit paths' as name_en,
    'Llwybrau â golau' as name_cy, 'percent' as unit_en, 'y cant' as unit_cy, 'more' as wanted,
    'yearly' as how_often, 'A count' as source_en, 'Cyfrif' as source_cy,
    'https://example.org/lit' as source_url, null::date as baseline_on,
    'community-safety' as theme_ids, 'A08; A09' as action_ids;
create table public.indicator_values as select '2026-10' as round_id, 'lit' as indicator_id, 'Ely' as place_en,
    'Trelái' as place_cy, null as note_en, null as note_cy, * from (values
    (date '2022-12-31', 41.5::double, 410, false), (date '2024-12-31', 46.0, 400, true), (date '2025-12-31', null, null, false)
) as t(value_on, value, base_count, is_revised);
"""  # noqa: E501


@pytest.fixture
def told(tmp_path: Path) -> Path:
    with altered(write_release(tmp_path)) as connection:
        connection.execute(TOLD)
    return tmp_path


def test_an_action_says_what_people_feel_event_by_event_and_who_was_not_there(
    opened: PublicApp, told: Path
) -> None:
    app = opened(told, "action", lang="en", action="A09")
    said = words_of(app)

    assert "Is it felt? Of about 30 people who answered: 20 noticed a change. 3 October 2026" in said
    assert "The walk, The river, 3 October 2026:" in said
    assert "Who was not there: Babies." in said
    assert "The fair, 13 June 2026: Night workers." in said
    assert table_after(app, "Event") == [
        ["The walk, 3 October 2026", "20", "[c]", "[c]", "0", "30"],
        ["The fair, 13 June 2026", "20", "15", "0", "10", "45"],
    ]
    assert "does not change it" in said
    assert "%" not in said


def test_a_percentage_is_given_from_thirty_answers_on(opened: PublicApp, told: Path) -> None:
    with altered(told / "2026-10-r1" / "plan.duckdb") as connection:
        connection.execute("delete from public.felt where event_id = 'F2'")

    assert "20 (44%) noticed a change; 15 (33%) not yet; 10 (22%) cannot say" in words_of(
        opened(told, "action", lang="en", action="A09")
    )


def test_of_fewer_than_five_nothing_is_said_but_that_they_were(opened: PublicApp, told: Path) -> None:
    with altered(told / "2026-10-r1" / "plan.duckdb") as connection:
        connection.execute(
            "update public.felt set people_count = null, answered_count = null where event_id = 'F2'"
        )
    said = words_of(opened(told, "action", lang="en", action="A09"))

    assert "Is it felt? Fewer than five people answered. 3 October 2026" in said
    assert "The walk, The river, 3 October 2026: Fewer than five people answered." in said


@pytest.mark.parametrize(
    ("page", "about"), [("action", {"action": "A09"}), ("themes", {"theme": "community-safety"})]
)
def test_an_indicator_has_its_baseline_its_source_and_the_sentence_that_it_moves_for_many_reasons(
    page: str, about: dict[str, str], opened: PublicApp, told: Path
) -> None:
    app = opened(told, page, lang="en", **about)
    said = words_of(app)

    assert "Ely, 2024: 46 percent. Baseline, 2022: 41.5. More of it is wanted." in said
    assert "An indicator moves for many reasons" in said
    assert [
        found["attributes"]["href"] for found in all_of(app, "a") if texts(found).startswith("A count")
    ] == ["https://example.org/lit"]
    assert table_after(app, "Date") == [
        ["2022", "Ely", "41.5", "410", "–"],
        ["2024", "Ely", "46", "400", "Revised by the source."],
        ["2025", "Ely", "[c]", "–", "–"],
    ]


def test_in_welsh_what_is_felt_is_said_in_welsh(opened: PublicApp, told: Path) -> None:
    said = words_of(opened(told, "action", lang="cy", action="A09"))

    assert "A yw i'w deimlo?" in said
    assert "Y ffair, 13 Mehefin 2026: Gweithwyr nos." in said
    assert "Trelái, 2024: 46 (y cant). Llinell sylfaen, 2022: 41.5." in said


def test_where_nobody_was_asked_and_nothing_is_measured_nothing_is_said_of_it(
    opened: PublicApp, told: Path
) -> None:
    said = words_of(opened(told, "action", lang="en", action="A40"))

    assert "Is it felt?" not in said
    assert "What changes in people's lives" not in said
