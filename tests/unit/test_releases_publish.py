"""Why a publication is refused: in words that name the round, the day, the receipt and what differs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.locale import first_few
from pipelines.releases.candidate import Candidate
from pipelines.releases.disclosure import Disclosed
from pipelines.releases.publish import (
    difference_problem,
    make_candidates,
    people_problem,
    put_candidates,
    sign_off_problem,
    unsigned_rows_problem,
)
from pipelines.releases.sealing import working
from pipelines.releases.sign_off.gate import Permission, RefusedRelease
from pipelines.releases.sign_off.reviewed import reviewed
from tests.support.small_build import ALLOWED, SIGN_OFF, SIGNED, STANDINGS, make_build, source_of


@pytest.fixture
def candidate(tmp_path: Path) -> Iterator[Candidate]:
    """The next release of the first of two rounds, not public yet."""
    folder = tmp_path / "releases"
    with working(folder):
        (made,) = make_candidates(folder, source_of(make_build(tmp_path)), ["2025-05"])
        yield made


def permission(signed_hash: str) -> Permission:
    return Permission(
        STANDINGS,
        ("2025-05", "2025-06"),
        replace(SIGN_OFF, reviewed_sha256=signed_hash),
        covered=("2025-05",),
    )


def test_what_was_signed_off_may_be_published(tmp_path: Path) -> None:
    build = make_build(tmp_path)
    signed = reviewed(build, ALLOWED, ["2025-05"]).sha256

    assert sign_off_problem(permission(signed), source_of(build)) is None


@pytest.mark.parametrize("signed", ["0" * 64, "f" * 64])
def test_anything_else_is_refused_by_its_round_with_the_day_and_receipt_of_its_sign_off(
    tmp_path: Path, signed: str
) -> None:
    told = sign_off_problem(permission(signed), source_of(make_build(tmp_path)))

    assert told is not None
    assert "of round 2025-05 is not what was signed off on 30 June 2025 (receipt a-receipt)" in told


def test_what_differs_without_a_reason_is_named_up_to_five_of_it(candidate: Candidate) -> None:
    def told(count: int) -> str | None:
        made = replace(candidate, unexplained=tuple(f"value {number}" for number in range(count)))
        return difference_problem([candidate, made])

    assert told(0) is None
    assert "(1), and" in str(told(1))
    assert "explains it: value 0. Record" in str(told(1))
    assert "explains it: value 0; value 1; value 2; value 3; value 4. Record" in str(told(5))
    assert "(7), and" in str(told(7))
    assert "explains it: value 0; value 1; value 2; value 3; value 4; …. Record" in str(told(7))


def test_the_first_few_of_some_names_end_in_dots_where_there_are_more() -> None:
    assert first_few([], 2) == []
    assert first_few(["a", "b"], 2) == ["a", "b"]
    assert first_few(["a", "b", "c", "d"], 2) == ["a", "b", "…"]


def test_each_that_would_tell_of_a_few_people_is_said(candidate: Candidate) -> None:
    told = tuple(Disclosed("{table} tells of {count}", {"table": "felt", "count": few}) for few in (3, 4))

    assert people_problem([candidate]) is None
    assert (
        people_problem([candidate, replace(candidate, disclosed=told)]) == "felt tells of 3; felt tells of 4"
    )


def test_every_candidate_with_a_row_of_an_unsigned_round_is_told_of(candidate: Candidate) -> None:
    assert unsigned_rows_problem([candidate], {"2025-05"}) is None
    told = unsigned_rows_problem([candidate], {"2025-06"})

    assert told is not None
    assert "2025-05" in told
    assert unsigned_rows_problem([candidate, candidate], {"2025-06"}) == f"{told}; {told}"


def test_where_nothing_is_new_the_round_that_was_asked_for_and_its_last_release_are_named(
    tmp_path: Path,
) -> None:
    folder, rounds = tmp_path / "releases", ["2025-05", "2025-06"]
    with working(folder):
        for words in ("said", "said again"):
            source = replace(source_of(make_build(tmp_path, words)), reason="Only the software has changed.")
            put_candidates(folder, make_candidates(folder, source, rounds), SIGNED)

        with pytest.raises(
            RefusedRelease, match="round 2025-05 is released already as 2025-05-r2, and nothing has changed"
        ):
            make_candidates(folder, source, rounds)


def test_of_several_rounds_those_of_which_something_is_new_are_made(tmp_path: Path) -> None:
    folder, source = tmp_path / "releases", source_of(make_build(tmp_path))
    with working(folder):
        put_candidates(folder, make_candidates(folder, source, ["2025-05"]), SIGNED)

        (made,) = make_candidates(folder, source, ["2025-05", "2025-06"])

    assert made.release.release_id == "2025-06-r1"
