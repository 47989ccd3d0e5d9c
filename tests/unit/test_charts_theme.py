"""Every status is told apart by sign and word, and read against its colours (conventions A8 to A10)."""

from itertools import pairwise

import pytest

from dashboard.charts.theme import (
    BAR_INKS,
    DESTINATION_COLOURS,
    GROUP_COLOURS,
    HOUR_COLOURS,
    LOOKS,
    OUTCOME_COLOURS,
    QUESTION_COLOURS,
    WHITE,
)
from dashboard.locale.vocabulary import HEADLINES
from dashboard.queries.counts import GROUPS


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_headline_has_a_look_and_a_word() -> None:
    assert set(LOOKS) == set(HEADLINES) == {code for codes in GROUPS.values() for code in codes}


def test_no_two_headlines_share_a_sign() -> None:
    assert len({look.sign for look in LOOKS.values()}) == len(LOOKS)


@pytest.mark.parametrize("code", sorted(LOOKS))
def test_the_words_of_a_tile_can_be_read(code: str) -> None:
    look = LOOKS[code]

    assert contrast(look.ink, look.fill) >= 4.5
    assert contrast(look.ink, look.second_fill or look.fill) >= 4.5


@pytest.mark.parametrize("code", sorted(LOOKS))
def test_the_edge_of_a_tile_can_be_seen_on_the_page(code: str) -> None:
    assert contrast(LOOKS[code].edge, WHITE) >= 3


@pytest.mark.parametrize("colour", sorted(BAR_INKS))
def test_the_number_in_a_bar_can_be_read_and_the_bar_be_seen(colour: str) -> None:
    assert contrast(colour, BAR_INKS[colour]) >= 4.5
    assert contrast(colour, WHITE) >= 3


@pytest.mark.parametrize(
    "colours", [GROUP_COLOURS, QUESTION_COLOURS, DESTINATION_COLOURS, HOUR_COLOURS, OUTCOME_COLOURS]
)
def test_neighbours_in_a_bar_are_told_apart(colours: dict[str, str]) -> None:
    assert all(contrast(one, other) >= 3 for one, other in pairwise(colours.values()))


def test_what_nobody_knows_is_dashed() -> None:
    dashed = {code for code, look in LOOKS.items() if look.style == "dashed"}

    assert dashed == set(GROUPS["no_recent_news"])
