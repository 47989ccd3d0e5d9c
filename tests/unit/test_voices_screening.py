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


PERSONAL_DATA = {
    "email": [
        "jane.doe at gmail dot com",
        "it's Jane dot Doe at hotmail dot co dot uk",
        "jane (at) example (dot) org",
        "jane@example dot org",
        "write to jane_doe at gmail",
        "jane underscore doe at icloud.com",
    ],
    "handle": [
        "find me @jane_doe92",
        "I'm on there as @Jane_Doe",
        "insta: janedoe",
        "my snapchat name is jdoe",
    ],
    "date_of_birth": [
        "I was born on 12/03/1985",
        "born 3rd March 1985 in Ely",
        "DOB 12.3.85",
        "D.O.B: 12 3 1985",
        "my date of birth is the 3rd of March 1985",
        "my birthday is 3 March",
        "fe'm ganwyd ar 3 Mawrth 1985",
        "dyddiad geni: 03/03/85",
        "12/03/1985",
    ],
    "national_insurance": ["AB 12 34 56 C", "my NI is ab123456c", "QQ123456A", "AB-12-34-56-D"],
    "vehicle": ["his car is CF68 ABC", "cf68abc parks there", "reg K123 ABC", "A123BCD", "an old ABC 123D"],
    "phone": ["ring 01697 73555", "ring 2920 180 999", "ffoniwch 029 2018 0999", "07700 900123"],
    "address": [
        "I'm at 12 wilson road",
        "12 north wilson rd",
        "the people at 7a grand avenue",
        "we live at 12 windsor close",
        "at 3 church gardens",
        "I live at number 7",
        "the lady in no. 12",
        "next to number 9b",
        "dw i'n byw yn rhif 7",
        "drws nesaf i rif 12",
        "12 Clos Trelai",
        "12 Ffordd Trelai",
        "12 Heol Trelai",
        "12 Lôn Trelai",
        "12 Rhes Trelai",
        "12 Rhodfa Trelai",
        "12 Stryd Trelai",
        "12 Maes Coed",
        "12 heol trelai",
        "yn 12 ffordd trelai",
    ],
}
ONLY_LOOKS_LIKE_IT = {
    "email": ["Meet at the dot on the map", "We met at Dot's house", "look at the dot matrix board"],
    "handle": [
        "see you @ 3pm",
        "Bread @ £1",
        "@10am every Tuesday",
        "Instagram is full of it",
        "it is on the @hub page",
    ],
    "date_of_birth": [
        "The library closed on 14/09/2023",
        "born in 1962",
        "Open since 1985",
        "born and bred here, 30 years",
        "ganwyd fi yma",
        "It cost 12.50 in 1985",
    ],
    "national_insurance": ["AB 12 34 56", "A48 12 34 56", "bus 12 34 56 at"],
    "vehicle": [
        "the A48 THE way to town",
        "the M4 and back",
        "No10 was shut",
        "BUS 17A never comes",
        "MI5 the film",
        "Caerau CF5 estate",
    ],
    "phone": ["£2920180999", "2019 to 2023", "12:30 to 14:45", "029 2018"],
    "address": [
        "Wilson Road needs lamps",
        "on wilson road",
        "the number 17 bus",
        "wait at number 17 bus stop",
        "the stop is opposite number 99",
        "bws rhif 17",
        "number 1 on the list",
        "2 new road signs",
        "20 cars down the road",
        "a 30 mph street",
        "the 17 to wilson road",
        "two shops close at 5",
        "3 nice places",
        "1 way street",
        "2 stryd arall",
        "Heol Trelai",
        "5 years on this street",
    ],
}


@pytest.mark.parametrize(
    ("kind", "quote"), [(kind, quote) for kind, quotes in PERSONAL_DATA.items() for quote in quotes]
)
def test_every_kind_of_personal_data_is_found_however_it_is_written(kind: str, quote: str) -> None:
    assert kind in kinds(quote)
    assert f"[{kind}]" in masked(quote)


@pytest.mark.parametrize(
    ("kind", "quote"), [(kind, quote) for kind, quotes in ONLY_LOOKS_LIKE_IT.items() for quote in quotes]
)
def test_what_only_looks_like_a_kind_of_personal_data_is_none(kind: str, quote: str) -> None:
    assert kinds(quote) == ()


def test_the_longest_of_what_is_found_is_masked_whole() -> None:
    assert masked("zed quill waits", ("zed", "zed quill")) == "[name] waits"
    assert masked("Zed came, then Mrs Zed.", ("Zed",)) == "[name] came, then [name]."
