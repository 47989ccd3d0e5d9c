"""The bars of the listening pages: parts with room have their number, and what is not known has words."""

from typing import Any

import altair as alt
import pytest

from dashboard.charts.bars import Bar, PartBars
from dashboard.charts.efforts import Reached, Taken, cost_bars, cost_figures, money_bars, reach_bars
from dashboard.charts.listening import Counted, destination_bars, destination_figures, question_bars
from dashboard.charts.theme import DESTINATION_COLOURS, HOUR_COLOURS, NAVY, QUESTION_COLOURS, WHITE
from dashboard.locale.translator import words_in
from dashboard.locale.vocabulary import DESTINATIONS, HOURS, QUESTIONS

ENGLISH = words_in("en")
NOTHING = dict.fromkeys(DESTINATIONS, 0)
ROWS = (
    Counted("Safety", NOTHING | {"taken_up": 1260, "partly": 212, "looked_into": 3}),
    Counted("No theme", NOTHING | {"not_coded": 40}),
)
KITES = Taken("Kites", 5, None, 0, 12.5, 4, 99.9, 5)


def layers(chart: PartBars) -> list[dict[str, Any]]:
    with alt.data_transformers.enable(consolidate_datasets=False):
        found: list[dict[str, Any]] = chart.to_dict()["layer"]
    return found


def rows_of(chart: PartBars, layer: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = layers(chart)[layer]["data"]["values"]
    return found


def test_every_code_has_its_colour_and_no_two_neighbours_the_same() -> None:
    assert list(DESTINATION_COLOURS) == list(DESTINATIONS)
    assert list(QUESTION_COLOURS) == list(QUESTIONS)
    assert list(HOUR_COLOURS) == list(HOURS)
    assert len(set(DESTINATION_COLOURS.values())) == len(DESTINATION_COLOURS)


def test_parts_stand_in_the_order_of_the_destinations_parted_by_white() -> None:
    bars = layers(destination_bars(ROWS, ENGLISH))[0]

    assert bars["encoding"]["color"]["scale"]["range"] == list(DESTINATION_COLOURS.values())
    assert (bars["mark"]["stroke"], bars["mark"]["strokeWidth"]) == (WHITE, 2)


def test_a_part_without_room_leaves_its_number_to_the_table() -> None:
    labels = {(row["bar"], row["part"]): row["label"] for row in rows_of(destination_bars(ROWS, ENGLISH), 0)}
    table = {row[0]: row[1:] for row in destination_figures(ROWS, ENGLISH).rows}

    assert labels["Safety", "Taken up"] == "1,260"
    assert labels["Safety", "Being looked into"] == ""
    assert table["Safety"] == ("1,260", "212", "3", "0", "0", "0", "1,475")


def test_no_part_is_drawn_for_nothing() -> None:
    assert all(row["size"] for row in rows_of(destination_bars(ROWS, ENGLISH), 0))


def test_what_is_not_known_stands_in_words_and_is_no_bar() -> None:
    months = (
        Reached("August", 2, 2, None, is_held_back=True),
        Reached("September", 2, 0, None),
        Reached("October", 1, 1, 15),
        Reached("November", 3, 2, 40),
    )
    chart = reach_bars(months, ENGLISH)

    assert [row["bar"] for row in rows_of(chart, 0)] == ["October", "November"]
    assert [row["lower"] for row in rows_of(chart, 2)] == ["[c]", "not recorded", "", "40 (known for 2 of 3)"]


def test_costs_say_how_many_entries_say_nothing() -> None:
    hours, money = cost_bars([KITES], ENGLISH), money_bars([KITES], ENGLISH)

    assert rows_of(hours, 2)[0]["lower"] == "not recorded: 5 of 5 entries"
    assert rows_of(money, 2)[0]["lower"] == "Kites"
    assert cost_figures([KITES], "For", ENGLISH).rows == (
        ("Kites", "not recorded", "12.5 (known for 4 of 5)", "£99.90"),
    )


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_nothing_of_a_chart_is_read_out(lang: str) -> None:
    chart = question_bars([Counted("Health", {"have": 1, "need": 2, "change": 3})], words_in(lang))

    assert all(layer["mark"]["aria"] is False for layer in layers(chart))
    assert all(layer["encoding"]["y"]["axis"] is None for layer in layers(chart))


def test_no_bars_make_an_empty_chart() -> None:
    assert rows_of(PartBars([], {"a": NAVY}, {"a": "A"}), 0) == []


def test_a_name_too_long_for_one_line_has_two() -> None:
    name = "Employment, living standards and cost of living"
    (row,) = rows_of(PartBars([Bar(name, {"a": 1}, {"a": "1"})], {"a": NAVY}, {"a": "A"}), 2)

    assert (row["upper"], row["lower"]) == ("Employment, living standards and", "cost of living")


@pytest.mark.parametrize("chart", [destination_bars(ROWS, ENGLISH), cost_bars([KITES], ENGLISH)])
def test_bars_are_what_vega_lites_schema_allows(chart: PartBars) -> None:
    with alt.data_transformers.enable(consolidate_datasets=False):
        assert alt.Chart.from_dict(chart.to_dict(), validate=True).to_dict(validate=True)
