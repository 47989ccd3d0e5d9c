"""The first sentence agrees with its numbers in both languages, down to one and none."""

import re

import pytest

from dashboard.components.summary import summary
from dashboard.locale.translator import words_in
from dashboard.queries.counts import HEADLINES, Counts


def counts(**given: int) -> Counts:
    by_headline = dict.fromkeys(HEADLINES, 0) | given
    return Counts(
        theme_id=None,
        action_count=sum(by_headline.values()),
        confirmed_count=0,
        milestone_count=0,
        milestone_done_count=0,
        by_headline=by_headline,
    )


MANY = counts(
    complete=9,
    on_track=17,
    delayed=3,
    at_risk=3,
    update_overdue=3,
    awaiting_first_update=1,
    seen_differently=1,
    not_started=2,
    paused=1,
)
ONE_EACH = counts(complete=1, on_track=1, delayed=1, update_overdue=1, paused=1)
NONE = counts(seen_differently=2)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            MANY,
            "Of 40 actions, **9 are done** and **17 are on track**, but **6 are late or at risk**, and for "
            "**4 there is no recent news**. The other 4: 1 seen differently, 2 not started, 1 paused.",
        ),
        (
            ONE_EACH,
            "Of 5 actions, **1 is done** and **1 is on track**, but **1 is late or at risk**, and for "
            "**1 there is no recent news**. The other one: paused.",
        ),
        (
            NONE,
            "Of 2 actions, **none is done** and **none is on track**, **none is late or at risk**, and "
            "**none is without recent news**. The other 2: seen differently.",
        ),
    ],
    ids=["many", "one each", "none"],
)
def test_the_english_sentence_agrees(given: Counts, expected: str) -> None:
    assert summary(given, words_in("en")) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            MANY,
            "O'r 40 o gamau, mae **9 wedi'u cwblhau** ac mae **17 ar y trywydd iawn**, ond mae "
            "**6 yn hwyr neu mewn perygl**, ac **nid oes newyddion diweddar am 4**. Y 4 arall: "
            "1 barn wahanol, 2 heb ddechrau, 1 wedi'i oedi dros dro.",
        ),
        (
            ONE_EACH,
            "O'r 5 o gamau, mae **1 wedi'i gwblhau** ac mae **1 ar y trywydd iawn**, ond mae **1 yn hwyr neu "
            "mewn perygl**, ac **nid oes newyddion diweddar am 1**. Yr un arall: wedi'i oedi dros dro.",
        ),
        (
            NONE,
            "O'r 2 gam, **nid oes yr un wedi'i gwblhau** ac **nid oes yr un ar y trywydd iawn**, "
            "**nid oes yr un yn hwyr nac mewn perygl**, ac **nid oes yr un heb newyddion diweddar**. "
            "Y 2 arall: barn wahanol.",
        ),
    ],
    ids=["many", "one each", "none"],
)
def test_the_welsh_sentence_agrees(given: Counts, expected: str) -> None:
    assert summary(given, words_in("cy")) == expected


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_the_numbers_of_the_sentence_sum_to_the_plans(lang: str) -> None:
    total, *parts = (int(number) for number in re.findall(r"\d+", summary(MANY, words_in(lang))))
    done, going, late, news, rest, *_ = parts

    assert total == done + going + late + news + rest == 40


def test_a_plan_without_a_rest_says_nothing_of_one() -> None:
    assert "other" not in summary(counts(complete=3), words_in("en"))
