"""The lines of indicators: a missing year is a gap, and no colour says how anything stands."""

from datetime import date
from typing import Any

import altair as alt

from dashboard.charts.felt import Answered, felt_bars, felt_figures
from dashboard.charts.lines import PLACE_COLOURS, Point, ValueLines, segments
from dashboard.charts.theme import FELT_COLOURS, GROUP_COLOURS, LOOKS, WHITE
from dashboard.locale.translator import words_in
from dashboard.locale.vocabulary import FELT_ANSWERS

ENGLISH = words_in("en")


def points(*years: int) -> list[Point]:
    return [Point(date(year, 12, 31), float(year % 7), str(year % 7), str(year)) for year in years]


def drawn(chart: ValueLines, layer: int) -> list[dict[str, Any]]:
    whole = chart.to_dict()
    found: list[dict[str, Any]] = (whole.get("data") or whole["layer"][layer]["data"])["values"]
    return found


def test_a_missing_year_parts_the_line_and_is_never_drawn_across() -> None:
    found = segments(points(2018, 2019, 2022, 2023), "yearly")

    assert [[point.when for point in stretch] for stretch in found] == [["2018", "2019"], ["2022", "2023"]]
    assert len(segments(points(2019, 2023), "now_and_then")) == 1
    rows = drawn(ValueLines({"Ely": points(2018, 2019, 2022)}, "yearly"), 0)
    assert [row["stretch"] for row in rows] == ["Ely 0", "Ely 0", "Ely 1"]


def test_the_baseline_is_drawn_and_every_value_of_a_short_line_is_labelled() -> None:
    chart = ValueLines({"Ely": points(2018, 2019)}, "yearly", baseline=2.0)

    assert drawn(chart, 0) == [{"value": 2.0}]
    assert [row["label"] for row in drawn(chart, 1)] == ["2", "3"]


def test_a_number_that_a_line_goes_through_is_read_on_white() -> None:
    layers = ValueLines({"Ely": points(2018, 2019)}, "yearly").to_dict()["layer"]
    around, number = (layer["mark"] for layer in layers[2:4])

    assert (around["type"], around["stroke"], around["strokeWidth"]) == ("text", WHITE, 5)
    assert around | {"stroke": None, "strokeWidth": None, "strokeJoin": None} == number | {
        "stroke": None, "strokeWidth": None, "strokeJoin": None,
    }  # fmt: skip


def test_a_long_line_has_only_its_ends_labelled() -> None:
    rows = drawn(ValueLines({"Ely": points(*range(2000, 2020))}, "yearly"), 0)

    assert [row["when"] for row in rows if row["label"]] == ["2000", "2019"]


def test_the_colours_of_lines_are_not_those_that_warn() -> None:
    warning = {GROUP_COLOURS["not_going_well"], LOOKS["delayed"].edge, LOOKS["at_risk"].edge}

    assert warning.isdisjoint(PLACE_COLOURS)
    assert list(FELT_COLOURS) == list(FELT_ANSWERS)


def test_what_is_held_back_has_a_sign_in_the_table_and_no_part_in_the_bar() -> None:
    told = dict.fromkeys(FELT_ANSWERS, None) | {"noticed": 20}
    rows = [Answered("Fair", 30, told), Answered("Walk", None, dict.fromkeys(FELT_ANSWERS, None))]

    assert felt_figures(rows, ENGLISH).rows == (
        ("Fair", "20", "[c]", "[c]", "[c]", "30"),
        ("Walk", "[c]", "[c]", "[c]", "[c]", "[c]"),
    )
    assert [bar.name for bar in felt_bars(rows, ENGLISH).bars] == ["Fair"]


def test_lines_are_what_vega_lites_schema_allows() -> None:
    chart = ValueLines({"Ely": points(2018, 2019, 2022), "Wales": points(2018)}, "yearly", baseline=2.0)

    assert alt.Chart.from_dict(chart.to_dict(), validate=True).to_dict(validate=True)
