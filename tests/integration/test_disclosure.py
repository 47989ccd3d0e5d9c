"""Nobody can be known by a number: not alone, not by subtraction in a table, between tables or releases.

The adversary here knows the rule, every public number, and how rounding works; it never knows a true number.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.releases.allow_list import public_tables
from pipelines.warehouse.models import build_models, prepare_manifest
from tests.support.plan_rows import PlanRows

AS_OF = datetime(2025, 1, 31, 12, tzinfo=UTC)
TABLES = public_tables(prepare_manifest())
PEOPLE = [
    (table.name, name, column)
    for table in TABLES
    for name, column in table.columns.items()
    if column.counts == "people"
]
Engagements = Sequence[tuple[str, str, int | None]]
"""Area, month and number of people of each listening event."""

WORKSHOP = {"resident_count": 96, "partner_count": 52, "vouchers": 94}


def public(
    folder: Path, engagements: Engagements, published: int | None = None, **workshop: int
) -> dict[str, list[dict[str, Any]]]:
    """Return the public tables with numbers of people, made by the models from these events."""
    plan = PlanRows()
    published_totals = {
        "published_participant_count": published,
        "published_workshop_resident_count": 96,
        "published_workshop_partner_count": 52,
    }
    plan.load_register(datetime(2025, 1, 1, tzinfo=UTC), [], [], plan=published_totals)
    events = plan.receive("engagements", datetime(2025, 1, 2, tzinfo=UTC))
    plan.add(
        "engagements",
        events,
        *(
            {"engagement_id": f"E{number}", "held_on": date.fromisoformat(f"{month}-10"), "method": "stall",
             "area": area, "language": "en", "participants": people}
            for number, (area, month, people) in enumerate(engagements)
        ),
    )  # fmt: skip
    sheet = plan.receive("workshops", datetime(2025, 1, 3, tzinfo=UTC))
    told = WORKSHOP | workshop
    plan.add(
        "workshops",
        sheet,
        {"workshop_id": "W1", "residents": told["resident_count"], "partners": told["partner_count"],
         "vouchers_given": told["vouchers"], "voucher_value_gbp": 30,
         "vouchers_total_gbp": 30 * told["vouchers"]},
    )  # fmt: skip
    file = folder / "plan.duckdb"
    plan.write(file, AS_OF)
    no_tests = ["--exclude", "resource_type:test"]
    build_models(file, ["--select", "+reach", "+listening", "+plan", *no_tests])
    with duckdb.connect(str(file), read_only=True) as connection:
        found = {name: connection.sql(f"from public.{name}") for name in ("reach", "listening", "plan")}
        return {
            name: [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]
            for name, rows in found.items()
        }


def interval(shown: float | None) -> range:
    """Return every true number that a rounded one can stand for."""
    assert shown is not None
    return range(0, 1) if shown == 0 else range(max(5, int(shown) - 2), int(shown) + 3)


def possible(tables: dict[str, list[dict[str, Any]]], dimension: str) -> dict[str, set[int]]:
    """Return each number that what is held back can be, by the total less what is shown of the others."""
    rows = [row for row in tables["reach"] if row["dimension"] == dimension]
    held = [row["code"] for row in rows if row["is_suppressed"]]
    shown = [interval(row["people_count"]) for row in rows if not row["is_suppressed"]]
    (listening,) = tables["listening"]
    exact = listening["is_participant_count_exact"]
    total = int(listening["participant_count"])
    totals = [total] if exact else list(range(total - 2, total + 3))
    least, most = sum(each[0] for each in shown), sum(each[-1] for each in shown)
    pool = range(max(len(held), totals[0] - most), totals[-1] - least + 1)
    return {code: {number for whole in pool for number in range(1, whole - len(held) + 2)} for code in held}


SMALL_PLACES = {
    "one small place": [("a", "2023-08", 3), ("b", "2023-08", 12), ("c", "2023-09", 88)],
    "two small places": [
        ("a", "2023-08", 2),
        ("b", "2023-09", 2),
        ("c", "2023-09", 40),
        ("d", "2023-10", 90),
    ],
    "a small place and one of five": [("a", "2023-08", 4), ("b", "2023-09", 5), ("c", "2023-10", 1225)],
    "all are small": [("a", "2023-08", 1), ("b", "2023-09", 1), ("c", "2023-10", 1)],
    "nobody came": [("a", "2023-08", 0), ("b", "2023-09", 3), ("c", "2023-10", 60)],
    "one place alone": [("a", "2023-08", 3)],
}


@pytest.mark.parametrize("case", SMALL_PLACES)
def test_what_is_held_back_cannot_be_worked_out_from_the_total(case: str, tmp_path: Path) -> None:
    engagements = SMALL_PLACES[case]
    total = sum(people or 0 for *_, people in engagements)
    tables = public(tmp_path, engagements, published=total if total > 4 else None)

    small = {area for area, _, people in engagements if people and people <= 4}
    held = {row["code"] for row in tables["reach"] if row["dimension"] == "area" and row["is_suppressed"]}
    assert small <= held
    (listening,) = tables["listening"]
    if listening["is_participant_count_suppressed"]:
        assert held == {area for area, *_ in engagements}
        return
    for numbers in possible(tables, "area").values():
        assert len(numbers) > 4
        assert max(numbers) > 4


def test_a_late_engagement_of_one_person_cannot_be_told_from_the_release_before(tmp_path: Path) -> None:
    """17 people in an area, then 18: the areas' numbers move, and still nobody knows by how many."""
    before = [("a", "2023-08", 17), ("b", "2023-08", 1217)]
    (tmp_path / "first").mkdir()
    (tmp_path / "second").mkdir()
    first = public(tmp_path / "first", before, published=1234)
    second = public(tmp_path / "second", [*before, ("a", "2023-09", 1)], published=1234)

    moves = {
        now - was
        for was, now in product(interval(number(first, "a")), interval(number(second, "a")))
        if now > was
    }
    assert (number(first, "a"), number(second, "a")) == (15, 20)
    assert len(moves) > 4
    totals = [tables["listening"][0] for tables in (first, second)]
    assert [(row["participant_count"], row["is_participant_count_exact"]) for row in totals] == [
        (1234, True),
        (1235, False),
    ]
    assert [row["is_suppressed"] for row in second["reach"] if row["code"] == "2023-09"] == [True]


def number(tables: dict[str, list[dict[str, Any]]], code: str) -> float:
    (shown,) = [row["people_count"] for row in tables["reach"] if row["code"] == code]
    return float(shown)


@pytest.mark.parametrize("vouchers", [93, 94])
def test_vouchers_and_their_money_do_not_tell_how_many_residents_took_none(
    vouchers: int, tmp_path: Path
) -> None:
    (listening,) = public(tmp_path, SMALL_PLACES["one small place"], vouchers=vouchers)["listening"]

    assert listening["workshop_resident_count"] == 96
    assert (listening["voucher_count"], listening["vouchers_gbp"]) == (95, 30 * 95)


def test_a_workshop_to_which_a_few_came_shows_no_number_of_people(tmp_path: Path) -> None:
    (listening,) = public(tmp_path, SMALL_PLACES["one small place"], partner_count=3)["listening"]

    assert listening["is_workshop_count_suppressed"]
    shown = ("workshop_resident_count", "workshop_partner_count", "voucher_count", "vouchers_gbp")
    assert [listening[name] for name in shown] == [None] * 4


ANSWERS = ("noticed", "not_yet", "worse", "cannot_say")
Tally = tuple[int, ...]
Shown = tuple[int | None, ...]
"""What is published of a tally: how many answered, then each answer."""


def published_tallies(file: Path, tallies: Sequence[Tally]) -> dict[Shown, list[Tally]]:
    """Return what the models publish of tallies, each with all the tallies of which it is published."""
    plan = PlanRows()
    rounds = [{"round_id": "2025-01", "opens_on": date(2025, 1, 1), "due_on": date(2025, 1, 20),
               "closes_on": date(2025, 1, 25), "review_on": date(2025, 1, 28),
               "publish_on": date(2025, 1, 30)}]  # fmt: skip
    plan.load_register(datetime(2025, 1, 1, tzinfo=UTC), [], rounds)
    sheet = plan.receive("felt", datetime(2025, 1, 2, tzinfo=UTC))
    event = {"event_id": "F1", "held_on": date(2025, 1, 1), "people": 40}
    words = dict.fromkeys(("name_en", "place_en", "not_there_en"), "Somebody")
    plan.add("felt_events", sheet, event | words)
    plan.add(
        "felt_answers",
        sheet,
        *(
            {"event_id": "F1", "theme_id": f"t{number}", **dict(zip(ANSWERS, tally, strict=True))}
            for number, tally in enumerate(tallies)
        ),
    )
    plan.write(file, AS_OF)
    no_tests = ["--exclude", "resource_type:test"]
    build_models(file, ["--select", "+felt", *no_tests])
    with duckdb.connect(str(file), read_only=True) as connection:
        rows = connection.execute(
            "select subject_id[2:]::integer, any_value(answered_count), "
            + ", ".join(f"any_value(people_count) filter (where answer = '{each}')" for each in ANSWERS)
            + " from public.felt group by subject_id"
        ).fetchall()
    found: dict[Shown, list[Tally]] = {}
    for number, *shown in rows:
        found.setdefault(tuple(shown), []).append(tallies[number])
    return found


def test_no_answer_that_is_held_back_can_be_worked_out_even_by_whoever_knows_every_tally_there_can_be(
    tmp_path: Path,
) -> None:
    """The adversary has the models, and the tally of every event with at most 25 people who answered."""
    tallies = [each for each in product(range(26), repeat=4) if sum(each) <= 25]
    shown = published_tallies(tmp_path / "plan.duckdb", tallies)

    complete = {each: known for each, known in shown.items() if each[0] is None or each[0] <= 20}
    assert len(complete) > 100
    for (answered, *answers), known in complete.items():
        assert all(1 <= sum(tally) <= 4 for tally in known) == (answered is None)
        for place, number in enumerate(answers):
            if number is None:
                assert len({tally[place] for tally in known}) >= 4
            else:
                assert not {1, 2, 3, 4} & {tally[place] for tally in known}


def told_in_rounds(file: Path, sheets: Sequence[Sequence[Tally]]) -> list[list[tuple[Tally, Shown]]]:
    """Return what may be told of tallies, and what is published, by round: each has a sheet of its own."""
    plan = PlanRows()
    days = [date(2025, 1, 1 + 7 * number) for number in range(len(sheets) + 1)]
    rounds = [
        {"round_id": f"r{9 - number}", "opens_on": days[number]}
        | dict.fromkeys(("due_on", "closes_on", "review_on", "publish_on"), days[number + 1])
        for number in range(len(sheets))
    ]
    plan.load_register(datetime(2025, 1, 1, tzinfo=UTC), [], rounds)
    words = dict.fromkeys(("name_en", "place_en", "not_there_en"), "Somebody")
    for number, tallies in enumerate(sheets):
        sheet = plan.receive("felt", datetime(2025, 1, 2 + 7 * number, tzinfo=UTC))
        event = {"event_id": "F1", "held_on": days[0], "people": 90}
        plan.add("felt_events", sheet, event | words)
        answers = [dict(zip(ANSWERS, tally, strict=True)) for tally in tallies]
        named = [{"event_id": "F1", "theme_id": f"t{number}"} | each for number, each in enumerate(answers)]
        plan.add("felt_answers", sheet, *named)
    plan.write(file, AS_OF)
    no_tests = ["--exclude", "resource_type:test"]
    build_models(file, ["--select", "+felt", *no_tests])
    counts = ", ".join(f"any_value({each}_count)" for each in ANSWERS)
    people = ", ".join(f"any_value(people_count) filter (where answer = '{each}')" for each in ANSWERS)
    with duckdb.connect(str(file), read_only=True) as connection:
        rows = connection.execute(
            f"select round_id, subject_id[2:]::integer, {counts}, any_value(shown.answered_count), {people} "
            "from review.fct_felt_told as told join public.felt as shown "
            "using (round_id, event_id, asked_about, subject_id) group by all order by 1 desc, 2"
        ).fetchall()
    found = [[row for row in rows if row[0] == each["round_id"]] for each in rounds]
    return [[(tuple(row[2:6]), tuple(row[6:])) for row in each] for each in found]


STARTS = [(13, 6, 5, 0), (12, 6, 9, 0), (20, 0, 10, 12), (6, 7, 0, 0), (3, 1, 0, 0), (14, 21, 3, 5)]
LATE = [
    tuple(move * (place == where) + beside * (place == (where + 1) % 4) for place in range(4))
    for where in range(4)
    for move in (1, 4, 5, 8)
    for beside in (0, 1, 6)
]
"""What a late sheet adds to a tally: to one answer, and perhaps to another one beside it."""


def test_between_two_rounds_no_answer_moves_by_a_few_even_for_whoever_knows_that_a_sheet_came_late(
    tmp_path: Path,
) -> None:
    """What is published follows from what may be told alone, and that moves by five people or by nobody."""
    worlds = list(product(STARTS, LATE, [(0, 0, 0, 0), (4, 0, 0, 5)]))
    first = [start for start, _, _ in worlds]
    second = [added(start, late) for start, late, _ in worlds]
    third = [added(before, later) for before, (_, _, later) in zip(second, worlds, strict=True)]
    rounds = told_in_rounds(tmp_path / "plan.duckdb", [first, second, third])
    published: dict[Tally, set[Shown]] = {}
    for tally, shown in (each for found in rounds for each in found):
        published.setdefault(tally, set()).add(shown)
    moves = {
        abs(now - was)
        for earlier, later in ((0, 1), (1, 2), (0, 2))
        for (before, _), (after, _) in zip(rounds[earlier], rounds[later], strict=True)
        for was, now in zip((*before, sum(before)), (*after, sum(after)), strict=True)
    }
    many = [number for number, (_, late, _) in enumerate(worlds) if not {1, 4} & set(late)]

    assert all(len(shown) == 1 for shown in published.values())
    assert not moves & {1, 2, 3, 4}
    assert [tally for tally, _ in rounds[0]] == first
    assert [rounds[1][number][0] for number in many] == [second[number] for number in many]


def added(tally: Tally, late: Tally) -> Tally:
    return tuple(map(sum, zip(tally, late, strict=True)))


def test_the_numbers_of_people_are_those_that_the_contract_says_and_each_can_be_held_back() -> None:
    assert {(table, name) for table, name, _ in PEOPLE} == {
        ("listening", "participant_count"),
        ("listening", "workshop_resident_count"),
        ("listening", "workshop_partner_count"),
        ("listening", "voucher_count"),
        ("listening", "vouchers_gbp"),
        ("plan", "participant_count"),
        ("reach", "people_count"),
        ("felt_events", "people_count"),
        ("felt", "answered_count"),
        ("felt", "people_count"),
        ("indicator_values", "base_count"),
    }
    assert all(column.held_back_by for _, name, column in PEOPLE if name != "vouchers_gbp")
