"""Every code of the vocabularies has its words on the screens, and no word is there without a code."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from dashboard.locale.vocabulary import (
    DESTINATIONS,
    FRESHNESS,
    HEADLINES,
    METRICS,
    MILESTONE_STATES,
    OUTCOMES,
    RATINGS,
    STAGES,
)

SEEDS = Path(__file__).resolve().parents[2] / "dbt_project" / "seeds"


def rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("headlines", HEADLINES),
        ("stage", STAGES),
        ("rating", RATINGS),
        ("freshness", FRESHNESS),
        ("milestone_state", MILESTONE_STATES),
        ("comment_outcomes", OUTCOMES),
        ("destinations", {code: word for code, word in DESTINATIONS.items() if code != "not_coded"}),
    ],
)
def test_a_vocabulary_has_a_word_for_each_of_its_codes(name: str, words: Mapping[str, str]) -> None:
    of_its_own = (SEEDS / f"{name}.csv").is_file()
    known = rows(name) if of_its_own else [row for row in rows("codes") if row["vocabulary"] == name]

    assert {row["code"] for row in known} == set(words)


def test_what_is_counted_has_a_name() -> None:
    metrics = {row["code"] for row in rows("vocabulary_definitions") if row["kind"] == "metric"}

    assert metrics == set(METRICS)


def test_each_outcome_has_a_definition_a_group_and_a_place_among_those_that_a_comment_may_have() -> None:
    vocabulary = rows("comment_outcomes")
    defined = [row["code"] for row in rows("vocabulary_definitions") if row["kind"] == "outcome"]
    of_headlines = {row["outcome"] for row in rows("headlines")}
    outside = {row["outcome"] for row in rows("destinations")} - {""}
    furthest_behind = [row["code"] for row in sorted(vocabulary, key=lambda row: int(row["precedence"]))]

    assert defined == [row["code"] for row in vocabulary] == list(OUTCOMES)
    assert of_headlines | outside | {"not_coded"} == set(defined)
    assert furthest_behind[:7] == [
        "stopped", "late_or_at_risk", "no_recent_news", "seen_differently", "not_begun", "on_the_way", "done"
    ]  # fmt: skip
