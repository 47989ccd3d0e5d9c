"""The picture beside a link: it says what it shows, and nothing that anybody wrote leaves it."""

from io import BytesIO

import pytest
from PIL import Image

from dashboard.edition.cards import DESCRIPTION, HEIGHT, WIDTH, card

PLAN = "Caerau and Ely Community Plan"
MARGIN = 40
RIGHT = (WIDTH - MARGIN, 0, WIDTH, HEIGHT)


def drawn(title: str, said: str = "Delayed", headline: str | None = "delayed") -> Image.Image:
    return Image.open(BytesIO(card(PLAN, title, said, headline, "Demonstration: invented data.")))


def test_a_card_says_in_words_what_it_shows() -> None:
    of_action = drawn("Light the dark paths <b>people</b> use most & best").text[DESCRIPTION]
    of_plan = drawn("Is the plan happening?", "Of 40 actions, 9 are done. " * 3, None).text[DESCRIPTION]

    assert of_action.splitlines() == [
        PLAN,
        "Light the dark paths <b>people</b> use most & best",
        "◷",
        "Delayed",
        "Demonstration: invented data.",
    ]
    assert of_plan.splitlines()[1:3] == [
        "Is the plan happening?",
        " ".join(["Of 40 actions, 9 are done."] * 3),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "x" * 400,
        "W" * 400,
        "KEEP THE SAME NEIGHBOURHOOD OFFICERS AND SAY EVERYWHERE WHO THEY ARE",
        "\u202etfel ot thgir\u202c " + "<script>" * 40,
        "\u0645\u0631\u062d\u0628\u0627 " * 60,
        "漢字" * 200,
    ],
)
def test_a_title_of_any_letters_stays_within_its_card(title: str) -> None:
    darkest, _ = drawn(title).convert("L").crop(RIGHT).getextrema()

    assert darkest > 250
