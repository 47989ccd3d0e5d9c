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
        ("stages", STAGES),
        ("ratings", RATINGS),
        ("freshness", FRESHNESS),
        ("milestone_states", MILESTONE_STATES),
        ("destinations", {code: word for code, word in DESTINATIONS.items() if code != "not_coded"}),
    ],
)
def test_a_vocabulary_has_a_word_for_each_of_its_codes(name: str, words: Mapping[str, str]) -> None:
    assert {row["code"] for row in rows(name)} == set(words)


def test_what_is_counted_has_a_name() -> None:
    metrics = {row["code"] for row in rows("vocabulary_definitions") if row["kind"] == "metric"}

    assert metrics == set(METRICS)
