"""What is withheld: voices withdrawn, questions and words of actions held back, and what was forgotten.

Read from the decisions in landing themselves, and from its log, so that nothing waits for a build.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb

from pipelines import landing
from pipelines.contracts.languages import language_of
from pipelines.landing import ledger
from pipelines.landing.removed import SURELY_THE_SAME, words_removed
from pipelines.releases.allow_list import SCHEMA, PublicTable
from pipelines.releases.own_tables import REVISIONS

QUESTIONS = "questions"
EMPTY = "empty"
"""What a contract says of a column that has no value while its action is held."""

TAKING_BACK = frozenset({"withdraw_voice", "hold", "hold_question", "withdraw_question"})
"""The decisions by which words go out of what is public already."""

_ON_QUESTIONS = ("answer_question", "approve_question", "hold_question", "withdraw_question")

PENDING_WORDS = ".forgotten.json"
"""The file, in the deployment's folder, of words that releases may still hold though they are forgotten."""


@dataclass(frozen=True)
class Withheld:
    """What no release may hold: voices, questions, the words of actions, and words anywhere."""

    voices: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    questions: frozenset[str] = frozenset()

    def named_in(self, query: str) -> dict[str, list[str]]:
        """Return the parameters that a query below names; DuckDB takes no others."""
        all_of_them = {
            "voices": sorted(self.voices),
            "actions": sorted(self.actions),
            "questions": sorted(self.questions),
            "words": sorted(self.words, key=len, reverse=True),
        }
        return {name: value for name, value in all_of_them.items() if f"${name}" in query}


def withheld(home: Path) -> Withheld:
    """Return what is withheld now, by the last decision on each subject, and all that was forgotten."""
    last: dict[tuple[str, str], str] = {}
    for landed in landing.landed(home, "decisions"):
        for row in landed.rows("decisions"):
            question = "question", str(row.get("question_id"))
            if last.get(question) == "withdraw_question":
                continue
            if row["decision"] in _ON_QUESTIONS:
                last[question] = row["decision"]
            elif row["decision"] in ("approve_voice", "withdraw_voice"):
                last["voice", row["voice_id"]] = row["decision"]
            elif row["decision"] in ("hold", "unhold"):
                last["action", row["action_id"]] = row["decision"]
    withdrawn = {subject for (_, subject), said in last.items() if said == "withdraw_voice"}
    held = {subject for (_, subject), said in last.items() if said in ("hold_question", "withdraw_question")}
    forgotten = {voice for entry in ledger.forgotten(home) for voice in entry["voices"]}
    return Withheld(
        voices=frozenset(withdrawn | forgotten),
        actions=frozenset(subject for (_, subject), said in last.items() if said == "hold"),
        words=tuple(pending_words(home)),
        questions=frozenset(held | forgotten),
    )


@lru_cache(maxsize=4096)
def takes_back(landed: landing.Landed) -> bool:
    """Return whether a landed file decides that words go; it never changes."""
    return bool(TAKING_BACK & {row["decision"] for row in landed.rows("decisions", "decision")})


def pending_words(home: Path) -> list[str]:
    """Return the words that were forgotten, while a release may still hold them."""
    try:
        found: list[str] = json.loads((home / PENDING_WORDS).read_text(encoding="utf-8"))["words"]
    except FileNotFoundError:
        return []
    return found


@dataclass(frozen=True)
class Rule:
    """How a table reads without what is withheld: which rows stay, and what stands in their columns."""

    table: str
    stays: str
    values: dict[str, str]

    @property
    def query(self) -> str:
        """Return the query of the table without it, from the attached database `plan`."""
        values = ", ".join(f'{value} as "{column}"' for column, value in self.values.items())
        return f"select *{f' replace ({values})' if values else ''} from {self._place} where {self.stays}"

    @property
    def finding(self) -> str:
        """Return the query that says whether the table holds anything that is withheld."""
        changed = [f'"{column}" is distinct from {value}' for column, value in self.values.items()]
        return f"select count(*) from {self._place} where {' or '.join([f'not ({self.stays})', *changed])}"

    @property
    def _place(self) -> str:
        return f'plan.{SCHEMA}."{self.table}"'


def rules(
    connection: duckdb.DuckDBPyConnection, tables: list[PublicTable], words: Sequence[str] = ()
) -> Iterator[Rule]:
    """Yield the rules for the tables and columns that a release, attached as `plan`, has; one for each table.

    Where there are words that none may hold anywhere, they are taken out of every text.
    """
    there: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() where database_name = 'plan'"
    ).fetchall():
        there.setdefault(table, {})[column] = kind
    found = {rule.table: rule for rule in _rules(there, tables)}
    if words:
        found |= {table: _worded(found.get(table), table, columns) for table, columns in there.items()}
    yield from found.values()


def _worded(rule: Rule | None, table: str, columns: Mapping[str, str]) -> Rule:
    """Return a rule for a table, or the one that it has, that takes words out of its texts as well."""
    values = dict(rule.values) if rule else {}
    for column, kind in columns.items():
        if kind == "VARCHAR":
            text, mark = values.get(column, f'"{column}"'), _mark(column, columns)
            values[column] = (
                "list_reduce($words, lambda said, one: "
                f"case when length(one) >= {SURELY_THE_SAME} then replace(said, one, {mark}) "
                f"when said = one then {mark} else said end, {text})"
            )
    return Rule(table, rule.stays if rule else "true", values)


def _mark(column: str, columns: Collection[str]) -> str:
    """Return what stands for words that were taken out, in the language of the column or of its row."""
    spoken = next((each for each in ("words_language", "language") if each in columns), None)
    english, welsh = (f"'{words_removed(column, {'language': each})}'" for each in ("en", "cy"))
    if language_of(column) or not spoken or column == spoken:
        return english
    return f"case when \"{spoken}\" = 'cy' then {welsh} else {english} end"


def _rules(there: Mapping[str, Collection[str]], tables: list[PublicTable]) -> Iterator[Rule]:
    stays = {
        "voices": f"not list_contains({_VOICES}, 'voice_id=' || voice_id)",
        "table_sources": f"not list_contains({_VOICES}, row_key)",
        QUESTIONS: "not list_contains($questions, question_id)",
    }
    worded = set()
    for table in tables:
        values = {
            name: _held(name, column.when_held)
            for name, column in table.columns.items()
            if column.when_held and name in there.get(table.name, ())
        }
        if values:
            worded.add(table.name)
            yield Rule(table.name, stays.get(table.name, "true"), values)
    for name in (stays.keys() & there.keys()) - worded:
        yield Rule(name, stays[name], {})
    if REVISIONS.name in there:
        yield _revisions(tables)


_VOICES = "list_transform($voices, lambda voice: 'voice_id=' || voice)"
_QUESTION_OF_ROW = "split_part(row_key, ';question_id=', 2)"
_IS_HELD = "list_contains($actions, action_id)"


def _held(column: str, when_held: str) -> str:
    value = "null" if when_held == EMPTY else f"'{when_held}'"
    return f'case when {_IS_HELD} then {value} else "{column}" end'


def _revisions(tables: list[PublicTable]) -> Rule:
    """Return the rule for lines that tell of words: those of a voice go, those of an action say nothing."""
    words = [
        f"{table.name}.{name}"
        for table in tables
        for name, column in table.columns.items()
        if column.when_held
    ]
    is_worded = f"{_IS_HELD} and list_contains({words}, table_name || '.' || column_name)"
    return Rule(
        REVISIONS.name,
        f"not list_contains({_VOICES}, row_key) and not list_contains($questions, {_QUESTION_OF_ROW})",
        {
            "was": f'case when {is_worded} then null else "was" end',
            "now": f'case when {is_worded} then null else "now" end',
            "why": f'case when {_IS_HELD} then null else "why" end',
            "why_language": f'case when {_IS_HELD} then null else "why_language" end',
        },
    )
