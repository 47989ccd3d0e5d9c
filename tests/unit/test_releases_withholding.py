"""What is withheld: by the last decision on each subject, and how a release's tables read without it."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import duckdb
import pytest

from pipelines.landing import Landed
from pipelines.releases.allow_list import PublicColumn, PublicTable
from pipelines.releases.withholding.withheld import PENDING_WORDS, Withheld, rules, takes_back, withheld

VIEWS = PublicTable(
    "action_views",
    "One row per view.",
    {
        "action_id": PublicColumn("The action."),
        "words": PublicColumn("What was said.", when_held="empty"),
        "words_language": PublicColumn("Its language."),
        "state": PublicColumn("Its state.", when_held="held"),
        "outcome": PublicColumn("What came of it.", when_held="deciding"),
        "count": PublicColumn("A number.", "integer"),
    },
    primary_key=("action_id",),
)
TABLES = {
    "action_views(action_id, words, words_language, state, outcome, count)": """
        ('A01', 'Said of it', 'en', 'agreed', 'done', 1), ('A02', 'Dywedwyd hyn', 'cy', 'agreed', 'done', 2)
    """,
    "voices(voice_id, quote, language)": "('v1', 'Said of it by many', 'en'), ('v2', 'kept', 'cy')",
    "table_sources(table_name, row_key)": "('voices', 'voice_id=v1'), ('voices', 'voice_id=v2')",
    "questions(question_id, asked)": "('Q1', 'When?'), ('Q2', 'Why?')",
    "revisions(table_name, row_key, column_name, action_id, was, now, why, why_language)": """
        ('action_views', 'action_id=A01', 'words', 'A01', 'a', 'b', 'c', 'en'),
        ('action_views', 'action_id=A01', 'count', 'A01', '1', '2', 'c', 'en'),
        ('action_views', 'action_id=A02', 'words', 'A02', 'a', 'b', 'c', 'en'),
        ('voices', 'voice_id=v1', 'quote', null, 'a', 'b', 'c', 'en'),
        ('questions', 'round_id=r;question_id=Q1', 'asked', null, 'a', 'b', 'c', 'en'),
        ('questions', 'round_id=r;question_id=Q2', 'asked', null, 'a', 'b', 'c', 'en')
    """,
}
_NAMES = {"v": "voice_id", "Q": "question_id", "A": "action_id"}
_EMPTY: dict[str, str | None] = dict.fromkeys(_NAMES.values())
NOBODY: dict[str, frozenset[str]] = {"voices": frozenset(), "actions": frozenset(), "questions": frozenset()}


@dataclass(frozen=True)
class _Landed:
    """Decisions that landed together: of each what was decided, and the id of what it speaks of."""

    decisions: tuple[tuple[str, str], ...]

    def rows(self, table: str, *columns: str) -> list[dict[str, str | None]]:
        """Return the decisions as landing has them."""
        return [_EMPTY | {"decision": said, _NAMES[about[0]]: about} for said, about in self.decisions]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([[]], {}),
        ([[("withdraw_voice", "v1"), ("approve_voice", "v2")]], {"voices": {"v1"}}),
        ([[("approve_voice", "v1")], [("withdraw_voice", "v1")]], {"voices": {"v1"}}),
        ([[("withdraw_voice", "v1")], [("approve_voice", "v1")]], {}),
        ([[("hold", "A01"), ("hold", "A02")], [("unhold", "A01")]], {"actions": {"A02"}}),
        ([[("unhold", "A01"), ("hold", "A01"), ("settle", "A01")]], {"actions": {"A01"}}),
        ([[("hold_question", "Q1"), ("approve_question", "Q2")]], {"questions": {"Q1"}}),
        ([[("hold_question", "Q1")], [("approve_question", "Q1")]], {}),
        ([[("hold_question", "Q1")], [("answer_question", "Q1")]], {}),
        ([[("withdraw_question", "Q1")], [("approve_question", "Q1")]], {"questions": {"Q1"}}),
        (
            [[("withdraw_question", "Q1")], [("approve_question", "Q1"), ("hold", "A01")]],
            {"questions": {"Q1"}, "actions": {"A01"}},
        ),
        ([[("decline_question", "Q1")]], {}),
    ],
)  # fmt: skip
def test_the_last_decision_on_a_subject_counts_but_what_is_withdrawn_of_a_question_stays_so(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: list[list[tuple[str, str]]],
    expected: dict[str, set[str]],
) -> None:
    landed = [_Landed(tuple(said)) for said in files]
    monkeypatch.setattr("pipelines.landing.landed", lambda home, feed: landed if feed == "decisions" else [])

    found = withheld(tmp_path)

    assert {name: getattr(found, name) for name in NOBODY} == NOBODY | expected


def test_what_was_forgotten_is_withheld_and_its_words_while_a_release_may_still_hold_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.landing.ledger.forgotten", lambda home: [{"voices": ["v1", "Q1"]}])
    forgotten = Withheld(voices=frozenset({"v1", "Q1"}), questions=frozenset({"v1", "Q1"}))
    assert withheld(tmp_path) == forgotten

    (tmp_path / PENDING_WORDS).write_text('{"words": ["What was said"]}', encoding="utf-8")
    assert withheld(tmp_path) == replace(forgotten, words=("What was said",))


@pytest.mark.parametrize(
    ("decision", "does"),
    [
        ("withdraw_voice", True),
        ("hold", True),
        ("hold_question", True),
        ("withdraw_question", True),
        ("approve_voice", False),
        ("unhold", False),
    ],
)
def test_a_file_in_which_one_decision_takes_words_back_does_so(decision: str, does: bool) -> None:
    assert takes_back(cast("Landed", _Landed((("settle", "A01"), (decision, "A02"))))) == does


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    """A release, attached as `plan`."""
    made = duckdb.connect()
    made.execute("attach ':memory:' as plan; create schema plan.public; use plan.public")
    for name, values in TABLES.items():
        made.execute(f"create table {name.partition('(')[0]} as from (values {values}) as {name}")
    made.execute("use memory")
    return made


def _without(connection: duckdb.DuckDBPyConnection, words: Withheld) -> dict[str, list[tuple[Any, ...]]]:
    """Return each table that changes, as it reads without what is withheld."""
    found = {}
    for rule in rules(connection, [VIEWS], words.words):
        ((count,),) = connection.execute(rule.finding, words.named_in(rule.finding)).fetchall()
        rows = connection.execute(rule.query, words.named_in(rule.query)).fetchall()
        connection.execute(
            f"create or replace table plan.public.{rule.table} as {rule.query}", words.named_in(rule.query)
        )
        assert connection.execute(rule.finding, words.named_in(rule.finding)).fetchall() == [(0,)]
        if count:
            found[rule.table] = rows
    return found


def test_where_nothing_is_withheld_no_table_holds_any_of_it(connection: duckdb.DuckDBPyConnection) -> None:
    assert _without(connection, Withheld()) == {}


def test_a_voice_goes_with_what_says_where_it_came_from_and_what_was_corrected_of_it(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = _without(connection, Withheld(voices=frozenset({"v1"})))

    assert found.keys() == {"voices", "table_sources", "revisions"}
    assert found["voices"] == [("v2", "kept", "cy")]
    assert found["table_sources"] == [("voices", "voice_id=v2")]
    assert [row[1] for row in found["revisions"]] == [
        "action_id=A01", "action_id=A01", "action_id=A02",
        "round_id=r;question_id=Q1", "round_id=r;question_id=Q2",
    ]  # fmt: skip


def test_a_question_goes_with_what_was_corrected_of_it(connection: duckdb.DuckDBPyConnection) -> None:
    found = _without(connection, Withheld(questions=frozenset({"Q2"})))

    assert found.keys() == {"questions", "revisions"}
    assert found["questions"] == [("Q1", "When?")]
    assert "round_id=r;question_id=Q2" not in [row[1] for row in found["revisions"]]
    assert len(found["revisions"]) == 5


def test_of_an_action_that_is_held_the_row_stays_and_says_nothing(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = _without(connection, Withheld(actions=frozenset({"A01"})))

    assert found.keys() == {"action_views", "revisions"}
    assert found["action_views"] == [
        ("A01", None, "en", "held", "deciding", 1),
        ("A02", "Dywedwyd hyn", "cy", "agreed", "done", 2),
    ]
    assert [row[2:] for row in found["revisions"]][:3] == [
        ("words", "A01", None, None, None, None),
        ("count", "A01", "1", "2", None, None),
        ("words", "A02", "a", "b", "c", "en"),
    ]


def test_words_that_were_forgotten_go_from_every_text_in_the_language_of_its_row(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = _without(connection, Withheld(words=("Said of it", "Dywedwyd hyn", "Why?")))

    assert found.keys() == {"action_views", "questions"}, "short words are anybody's within longer ones"
    assert [row[1] for row in found["action_views"]] == ["[words removed]", "[tynnwyd geiriau]"]
    assert found["questions"] == [("Q1", "When?"), ("Q2", "[words removed]")]


@pytest.mark.parametrize(
    ("length", "left"), [(19, f"So: {'x' * 19} it is."), (20, "So: [tynnwyd geiriau] it is.")]
)
def test_long_words_go_from_within_longer_ones(
    connection: duckdb.DuckDBPyConnection, length: int, left: str
) -> None:
    forgotten = "x" * length
    connection.execute(
        "update plan.public.voices set quote = ? where voice_id = 'v2'", [f"So: {forgotten} it is."]
    )

    found = _without(connection, Withheld(words=("x" * 3, forgotten)))

    assert ("v2", left, "cy") in found.get("voices", [("v2", left, "cy")])
    assert ("voices" in found) == (length == 20)


def test_of_words_that_hold_each_other_nothing_is_left(connection: duckdb.DuckDBPyConnection) -> None:
    shorter = "the bus never came again"
    connection.execute("update plan.public.voices set quote = ?", [f"So: {shorter} that year."])

    found = _without(connection, Withheld(words=(shorter, f"{shorter} that year")))

    assert found["voices"] == [("v1", "So: [words removed].", "en"), ("v2", "So: [tynnwyd geiriau].", "cy")]


def test_what_is_held_and_what_is_forgotten_of_one_table_both_go(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    words = Withheld(frozenset({"v1"}), frozenset({"A01"}), ("Dywedwyd hyn", "kept"))
    found = _without(connection, words)

    assert found["action_views"] == [
        ("A01", None, "en", "held", "deciding", 1),
        ("A02", "[tynnwyd geiriau]", "cy", "agreed", "done", 2),
    ]
    assert found["voices"] == [("v2", "[tynnwyd geiriau]", "cy")]
