"""The bars, their table and their words are made of the same rows (conventions A5, A25)."""

import altair as alt
import pytest

from dashboard.charts.theme import GROUP_COLOURS, WHITE
from dashboard.charts.themes import ThemeActions, theme_alt_text, theme_bars, theme_figures
from dashboard.locale.translator import words_in

BARS = (
    ThemeActions(
        "Employment, living standards and cost of living",
        {"done": 2, "going_well": 3, "not_going_well": 1, "no_recent_news": 0, "other": 0},
    ),
    ThemeActions(
        "Health", {"done": 0, "going_well": 1, "not_going_well": 2, "no_recent_news": 2, "other": 1}
    ),
)


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_the_table_has_a_row_per_theme_and_sums_to_its_total(lang: str) -> None:
    figures = theme_figures(BARS, words_in(lang))
    numbers = [[int(value) for value in row[1:]] for row in figures.rows]

    assert [row[0] for row in figures.rows] == [bar.theme for bar in BARS]
    assert all(sum(row[:-1]) == row[-1] for row in numbers)
    assert {len(row) for row in figures.rows} == {len(figures.columns)}


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_the_alt_text_says_the_numbers_of_the_table(lang: str) -> None:
    rows, told = theme_figures(BARS, words_in(lang)).rows, theme_alt_text(BARS, words_in(lang))

    assert f" {sum(int(row[1]) for row in rows)} " in told
    assert f" {sum(int(row[-1]) for row in rows)} " in told


def test_the_alt_text_is_at_most_two_sentences() -> None:
    assert theme_alt_text(BARS, words_in("en")).count(". ") <= 1


def test_a_count_of_none_makes_no_part() -> None:
    with alt.data_transformers.enable(consolidate_datasets=False):
        rows = theme_bars(BARS, words_in("en")).to_dict()["layer"][0]["data"]["values"]

    assert sum(row["size"] for row in rows) == 12
    assert all(row["size"] for row in rows)


def test_the_parts_are_coloured_in_reading_order_and_parted_by_white() -> None:
    bars = theme_bars(BARS, words_in("en")).to_dict()["layer"][0]

    assert bars["encoding"]["color"]["scale"]["range"] == list(GROUP_COLOURS.values())
    assert (bars["mark"]["stroke"], bars["mark"]["strokeWidth"]) == (WHITE, 2)


def test_themes_keep_the_plans_order() -> None:
    layers = theme_bars(BARS, words_in("en")).to_dict()["layer"]

    assert all(layer["encoding"]["y"]["sort"] == [bar.theme for bar in BARS] for layer in layers)


def test_no_axis_is_read_out_in_english() -> None:
    layers = theme_bars(BARS, words_in("cy")).to_dict()["layer"]

    assert all(layer["mark"]["aria"] is False for layer in layers)
    assert all(layer["encoding"]["y"]["axis"] is None for layer in layers)
