"""The screen catches every planted item of personal data, and leaves what only looks like some alone."""

import csv
import json
import sqlite3
from contextlib import closing

import pytest
from bs4 import BeautifulSoup

from pipelines.settings import PROJECT
from pipelines.voices.screening import kinds, masked

DEMO = PROJECT / "data" / "demo"
TRUTH = json.loads((DEMO / "listening" / "truth.json").read_text(encoding="utf-8"))


def rows(file: str) -> list[dict[str, str]]:
    with (DEMO / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


NAMES = [row["name"] for row in rows("register/names_to_screen.csv")]
PLANTED = rows("listening/pii_truth.csv")


def test_every_planted_item_is_there_to_be_caught() -> None:
    assert len(PLANTED) == TRUTH["pii"]["rows"] == 40


@pytest.mark.parametrize("planted", PLANTED, ids=lambda row: row["highlight_id"])
def test_every_planted_item_is_caught_as_what_it_is_and_masked(planted: dict[str, str]) -> None:
    assert set(planted["kinds"].split(";")) <= set(kinds(planted["content"], NAMES))
    assert planted["matched_text"] not in masked(planted["content"], NAMES)


@pytest.fixture(scope="module")
def passages() -> dict[int, str]:
    project = DEMO / "listening" / "taguette_final.sqlite3"
    with closing(sqlite3.connect(f"file:{project}?mode=ro&immutable=1", uri=True)) as connection:
        found = connection.execute("select id, snippet from highlights").fetchall()
    return {number: BeautifulSoup(snippet, "html5lib").get_text(" ") for number, snippet in found}


@pytest.mark.parametrize("number", TRUTH["pii_not_to_flag_decoy_highlight_ids"])
def test_what_only_looks_like_personal_data_is_left_alone(passages: dict[int, str], number: int) -> None:
    assert kinds(passages[number], NAMES) == ()
    assert masked(passages[number], NAMES) == passages[number]


def test_few_of_the_other_comments_are_held_back_for_nothing(passages: dict[int, str]) -> None:
    planted = {int(row["highlight_id"]) for row in PLANTED}
    flagged = [number for number, text in passages.items() if number not in planted and kinds(text, NAMES)]

    assert len(flagged) <= len(passages) // 100


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("Ring 029 2018 0999 any evening", ("phone",)),
        ("ring 07700-900 123!", ("phone",)),
        ("I'm at 12 Heol Trelai", ("address",)),
        ("I'm at 12 Wilson Road", ("address",)),
        ("My number is 943 476 5919", ("phone", "nhs_number")),
        ("write to me(at)example.org", ("email",)),
        ("cf5 5ab", ("postcode",)),
        ("Mr Pritchard knows", ("name",)),
        ("ask the QUILLOWBYS", ("name",)),
        ("Bws 17 am 9:15, £2.50 y tro", ()),
    ],
)
def test_personal_data_is_known_however_it_is_written(quote: str, found: tuple[str, ...]) -> None:
    assert kinds(quote, ["The Quillowbys", "Quillowbys"]) == found
