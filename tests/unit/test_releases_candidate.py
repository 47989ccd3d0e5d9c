"""What the next release of a round says of itself: what it was made from, what differs, and why."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest

from pipelines.heads import heads_of
from pipelines.releases.allow_list import PublicColumn, PublicTable
from pipelines.releases.candidate import Candidate, Source, make_candidate, make_draft
from pipelines.releases.publish import put_candidates
from pipelines.releases.release import read_release
from pipelines.releases.sealing import working
from pipelines.warehouse.builds import Build
from tests.support.small_build import ALLOWED, SIGN_OFF, SIGNED, STANDINGS, make_build, source_of

NOON = "2025-06-30T12:00:00+00:00"
ACTIONS = PublicTable(
    "actions",
    "One row per action.",
    {"action_id": PublicColumn("The action."), "lead": PublicColumn("Who leads it.")},
    primary_key=("action_id",),
    feeds=frozenset({"register"}),
)
TABLES = [*ALLOWED, ACTIONS]


def build_of(folder: Path, *changes: str, words: str = "said") -> Build:
    build = make_build(folder, words)
    with duckdb.connect(str(build.file)) as connection:
        connection.execute(
            "create table if not exists public.actions as select * from (values ('A01', 'council'), "
            "('A02', 'police')) as t(action_id, lead)"
        )
        for change in changes:
            connection.execute(change)
    return build


def source(folder: Path, *changes: str, words: str = "said", **about: Any) -> Source:
    return replace(source_of(build_of(folder, *changes, words=words), TABLES), **about)


def publish(folder: Path, made_from: Source, round_id: str = "2025-06") -> Candidate:
    """Put the next release of a round in place; return what it was as a candidate."""
    releases = folder / "releases"
    with working(releases):
        made = make_candidate(releases, made_from, round_id)
        assert made
        put_candidates(releases, [made], SIGNED)
    return made


def rows(folder: Path, release_id: str, table: str, columns: str = "*") -> list[tuple[Any, ...]]:
    file = folder / "releases" / release_id / "plan.duckdb"
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(f"select {columns} from public.{table} order by all").fetchall()


def came_in(receipt_id: str, feed: str, at: str, counted: str | None = None) -> list[str]:
    """Return what makes a submission part of a build; a return counts in a round."""
    placed = f"insert into intermediate.int_returns_placed values ('{receipt_id}', '{counted}')"
    return [
        f"insert into raw.receipts values ('{receipt_id}', '{feed}', '{receipt_id}{receipt_id}', '{at}')",
        *([placed] if counted else []),
    ]


RETURNS = [
    *came_in("d", "register", "2025-04-01"),
    *came_in("c", "return", "2025-05-01", "2025-05"),
    *came_in("b", "return", "2025-06-01", "2025-06"),
    *came_in("a", "return", "2025-07-01", "2025-07"),
]


def test_a_release_says_what_it_is_of_which_build_and_by_which_sign_off(tmp_path: Path) -> None:
    made = publish(tmp_path, source(tmp_path))
    told = asdict(made.release)

    assert {table: each["row_count"] for table, each in told.pop("tables").items()} == {
        "action_rounds": 2, "partners": 1, "plan": 1, "rounds": 4, "actions": 2,
    }  # fmt: skip
    assert told.pop("code_version")
    assert told == {
        "plan_id": "a-plan",
        "release_id": "2025-06-r1",
        "round_id": "2025-06",
        "round_position": 2,
        "revision": 1,
        "as_of": NOON,
        "built_at": NOON,
        "published_at": NOON,
        "build_id": "said",
        "is_signed_off": True,
        "sign_off": {
            "round_id": "2025-06",
            "receipt_id": "a-receipt",
            "role": "chair",
            "decided_on": "2025-06-30",
            "reviewed_sha256": "0" * 64,
        },
        "reason": None,
        "is_demonstration": True,
        "statement_en": "Invented.",
        "statement_cy": "Dychmygol.",
        "inputs": [],
        "heads": [],
        "languages": "en;cy",
    }
    assert read_release(tmp_path / "releases" / "2025-06-r1") == made.release
    assert (made.unexplained, made.disclosed) == ((), ())


def test_it_says_how_far_each_log_had_come_before_it(tmp_path: Path) -> None:
    publish(tmp_path, source(tmp_path), "2025-05")
    before = [head.as_data() for head in heads_of(tmp_path)]

    assert publish(tmp_path, source(tmp_path)).release.heads == before != []


@pytest.mark.parametrize(("round_id", "expected"), [("2025-05", "cd"), ("2025-06", "bcd")])
def test_it_is_made_from_what_counts_up_to_its_round_and_not_from_a_later_return(
    tmp_path: Path, round_id: str, expected: str
) -> None:
    inputs = publish(tmp_path, source(tmp_path, *RETURNS), round_id).release.inputs

    feeds = {"d": "register"}
    assert inputs == [
        {"receipt_id": each, "feed": feeds.get(each, "return"), "sha256": each + each} for each in expected
    ]


@pytest.mark.parametrize(
    ("round_id", "expected"),
    [
        ("2025-05", [("2025-05", date(2025, 5, 25), date(2025, 5, 30), "deputy chair", "in-may")]),
        (
            "2025-06",
            [
                ("2025-05", date(2025, 5, 25), date(2025, 5, 30), "deputy chair", "in-may"),
                ("2025-06", date(2025, 6, 25), date(2025, 6, 30), "chair", "a-receipt"),
            ],
        ),
    ],
)
def test_it_says_when_each_of_its_rounds_closed_and_who_signed_it_off(
    tmp_path: Path, round_id: str, expected: list[tuple[Any, ...]]
) -> None:
    may, june = STANDINGS
    in_may = replace(
        SIGN_OFF, round_id="2025-05", role="deputy chair", decided_on=date(2025, 5, 30), receipt_id="in-may"
    )
    closed = datetime(2025, 6, 1, tzinfo=UTC)
    standings = (
        replace(may, sign_off=in_may, closed_at=closed, last_day=date(2025, 5, 25)),
        replace(june, closed_at=closed, last_day=date(2025, 6, 25)),
    )

    publish(tmp_path, source(tmp_path, standings=standings), round_id)

    assert rows(tmp_path, f"{round_id}-r1", "sign_offs") == expected


def test_a_round_that_is_not_signed_off_is_not_in_the_release_of_a_later_one(tmp_path: Path) -> None:
    may, june = STANDINGS
    publish(tmp_path, source(tmp_path, standings=(replace(may, sign_off=None), june)))

    assert rows(tmp_path, "2025-06-r1", "action_rounds") == [("2025-06", "said")]
    assert rows(tmp_path, "2025-06-r1", "sign_offs") == []


LEAD = "update public.actions set lead = 'charity' where action_id = 'A01'"
CHANGED = [
    *came_in("e", "register", "2025-06-02"),
    "insert into raw.register_changes (receipt_id, action_id, reason) values ('e', 'A01', 'They agreed.')",
]


def revisions(folder: Path, release_id: str) -> list[tuple[Any, ...]]:
    columns = "release_id, revised_on, row_key, was, now, cause, why"
    return rows(folder, release_id, "revisions", columns)


def test_what_differs_from_the_release_before_is_listed_with_its_reason_and_carried_on(
    tmp_path: Path,
) -> None:
    late = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)  # the first of July where the plan is
    publish(tmp_path, source(tmp_path), "2025-05")
    line = ("2025-06-r1", date(2025, 7, 1), "action_id=A01", "council", "charity", "register", "They agreed.")

    publish(tmp_path, source(tmp_path, LEAD, *CHANGED, published_at=late))
    assert revisions(tmp_path, "2025-06-r1") == [line]

    change = "update public.partners set name_en = 'Another'"
    publish(tmp_path, source(tmp_path, change, reason="The software changed."))
    assert revisions(tmp_path, "2025-06-r2") == [
        line,
        (
            "2025-06-r2",
            date(2025, 6, 30),
            "partner_id=council",
            "A",
            "Another",
            "recomputed",
            "The software changed.",
        ),
    ]


def test_of_an_action_whose_words_are_held_back_no_reason_is_told_any_more(tmp_path: Path) -> None:
    publish(tmp_path, source(tmp_path), "2025-05")
    publish(tmp_path, source(tmp_path, LEAD, *CHANGED, held=frozenset({"A01"})))

    assert rows(tmp_path, "2025-06-r1", "revisions", "action_id, was, now, why, why_language") == [
        ("A01", "council", "charity", None, None)
    ]


def test_what_nothing_explains_is_named(tmp_path: Path) -> None:
    publish(tmp_path, source(tmp_path), "2025-05")
    with working(tmp_path / "releases"):
        made = make_candidate(tmp_path / "releases", source(tmp_path, LEAD), "2025-06")

    assert made
    assert made.unexplained == ("actions (action_id=A01), lead",)


@pytest.mark.parametrize(
    ("published", "asked", "expected"),
    [
        (["2025-05"], "2025-06", "A round of its own after 2025-05-r1"),
        (["2025-05", "2025-06"], "2025-05", "A revision after 2025-05-r1"),
        (["2025-05", "2025-06"], "2025-06", "A revision after 2025-06-r1"),
    ],
)
def test_it_follows_the_last_release_of_its_own_round_or_else_of_the_one_before(
    tmp_path: Path, published: Sequence[str], asked: str, expected: str
) -> None:
    for number, round_id in enumerate(published):
        change = f"update public.actions set lead = 'lead {number}' where action_id = 'A02'"
        publish(tmp_path, source(tmp_path, change, reason="To see which one."), round_id)

    change = "update public.actions set lead = 'now' where action_id = 'A02'"
    made = publish(tmp_path, source(tmp_path, change, reason="To see which one."), asked)

    followed = expected.split()[-1]
    was = {f"{round_id}-r1": f"lead {number}" for number, round_id in enumerate(published)}[followed]
    assert made.release.revision == (2 if "revision" in expected else 1)
    lines = rows(tmp_path, made.release.release_id, "revisions", "release_id, was, now")
    assert [line for line in lines if line[0] == made.release.release_id] == [
        (made.release.release_id, was, "now")
    ]


def test_nothing_is_made_where_the_last_release_of_the_round_says_the_same(tmp_path: Path) -> None:
    publish(tmp_path, source(tmp_path))
    later = source(tmp_path, published_at=datetime(2026, 1, 1, tzinfo=UTC))
    (tmp_path / "draft").mkdir()

    with working(tmp_path / "releases"):
        assert make_candidate(tmp_path / "releases", later, "2025-06") is None
    assert make_draft(tmp_path / "draft", tmp_path / "releases", later, "2025-06") is None


def test_what_is_said_again_after_something_else_is_a_release_of_its_own(tmp_path: Path) -> None:
    for number, words in enumerate(("said", "said otherwise", "said"), start=1):
        change = f"update public.actions set lead = '{words}'"
        made = publish(tmp_path, source(tmp_path, change, reason="To see whether."))
        assert made.release.release_id == f"2025-06-r{number}"


def test_the_rounds_of_a_release_are_those_before_it_in_the_calendar_whatever_they_are_called(
    tmp_path: Path,
) -> None:
    spring, autumn = (
        replace(each, round=each.round.model_copy(update={"round_id": name}))
        for each, name in zip(STANDINGS, ("the-spring", "autumn"), strict=True)
    )
    made_from = source(tmp_path, standings=(spring, autumn))

    assert made_from.signed_up_to("the-spring") == ["the-spring"]
    assert made_from.signed_up_to("autumn") == ["the-spring", "autumn"]


def test_a_draft_says_what_would_be_published_and_has_its_database_alone(tmp_path: Path) -> None:
    publish(tmp_path, source(tmp_path), "2025-05")
    (tmp_path / "draft").mkdir()

    draft = make_draft(tmp_path / "draft", tmp_path / "releases", source(tmp_path, LEAD), "2025-06")

    assert draft
    assert (draft.release.release_id, draft.disclosed) == ("2025-06-r1", ())
    assert draft.unexplained == ("actions (action_id=A01), lead",)
    assert [file.name for file in (tmp_path / "draft").iterdir()] == ["plan.duckdb"]


FEW = PublicTable(
    "reach",
    "One row per place.",
    {
        "place": PublicColumn("The place."),
        "people_count": PublicColumn("How many.", "integer", counts="people", held_back_by="is_suppressed"),
        "is_suppressed": PublicColumn("Held back.", "boolean"),
    },
    primary_key=("place",),
)


def with_three_people(folder: Path) -> Source:
    few = "create table public.reach as select 'here' as place, 3 as people_count, false as is_suppressed"
    return replace(source(folder, few), tables=[*TABLES, FEW])


@pytest.mark.parametrize(
    ("made_from", "expected"),
    [
        (lambda folder: source(folder), 1),
        (lambda folder: source(folder, LEAD), 0),
        (with_three_people, 0),
        (lambda folder: source(folder, without_pages=frozenset({"2025-06"})), 0),
        (lambda folder: source(folder, without_pages=frozenset({"2025-05"})), 1),
    ],
)
def test_pages_are_written_of_a_release_that_may_be_read_and_of_no_other(
    tmp_path: Path, made_from: Any, expected: int
) -> None:
    publish(tmp_path, source(tmp_path), "2025-05")
    written: list[Path] = []

    with working(tmp_path / "releases"):
        made = make_candidate(
            tmp_path / "releases", replace(made_from(tmp_path), write_pages=written.append), "2025-06"
        )

        assert made
        assert len(written) == expected
        assert written in ([], [made.place])


def test_a_number_of_a_few_people_is_told_of(tmp_path: Path) -> None:
    with working(tmp_path / "releases"):
        made = make_candidate(tmp_path / "releases", with_three_people(tmp_path), "2025-06")

    assert made
    assert len(made.disclosed) == 1
    assert "reach" in str(made.disclosed[0].about)


def test_days_are_those_where_the_plan_is(tmp_path: Path) -> None:
    publish(tmp_path, source(tmp_path, zone=ZoneInfo("Pacific/Auckland")))

    assert rows(tmp_path, "2025-06-r1", "release", "as_of, published_at::varchar") == [
        (date(2025, 7, 1), "2025-06-30 12:00:00")
    ]
