"""What the hash of a sign-off covers: its rounds, and every public table but those approved row by row."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from pipelines.releases.allow_list import public_tables
from pipelines.releases.sign_off.reviewed import APPROVED_ONE_BY_ONE, Reviewed, reviewed
from pipelines.warehouse.models import prepare_manifest
from tests.support.small_build import ALLOWED, make_build

SIGNED = Reviewed(("r1",), {"action_rounds": {"sha256": "a"}, "action_views": {"sha256": "b"}})


@pytest.mark.parametrize(
    "other",
    [
        replace(SIGNED, rounds=("r2",)),
        replace(SIGNED, rounds=("r1", "r2")),
        replace(SIGNED, tables=SIGNED.tables | {"action_views": {"sha256": "c"}}),
        replace(SIGNED, tables={"action_rounds": {"sha256": "a"}}),
    ],
    ids=["another round", "one more round", "another content", "a table less"],
)
def test_another_round_or_content_has_another_hash(other: Reviewed) -> None:
    assert other.sha256 != SIGNED.sha256


def test_the_same_rounds_and_content_have_the_same_hash_whoever_reads_them() -> None:
    again = Reviewed(("r1",), {name: dict(content) for name, content in SIGNED.tables.items()})

    assert again.sha256 == SIGNED.sha256
    assert SIGNED.sha256 == sha256(b"r1\naction_rounds a\naction_views b").hexdigest()


def test_a_table_by_round_is_signed_for_its_rounds_and_any_other_whole(tmp_path: Path) -> None:
    build = make_build(tmp_path)
    one, both = (reviewed(build, ALLOWED, rounds).tables for rounds in (["2025-05"], ["2025-05", "2025-06"]))

    assert [found["action_rounds"]["row_count"] for found in (one, both)] == [1, 2]
    assert one["partners"] == both["partners"]
    assert one["partners"]["row_count"] == 1


def test_only_what_is_approved_row_by_row_is_not_signed() -> None:
    names = {table.name for table in public_tables(prepare_manifest())}

    assert frozenset({"voices", "questions", "boundary_cards", "table_sources"}) == APPROVED_ONE_BY_ONE
    assert names > APPROVED_ONE_BY_ONE
    assert {"action_rounds", "action_views", "milestone_rounds"} <= names - APPROVED_ONE_BY_ONE
