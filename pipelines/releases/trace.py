"""From what is published to the receipts it rests on, and from a receipt to everything published from it.

The answer is read from the releases' own tables `sources` and `table_sources`: anybody can ask them the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import Refusal
from pipelines.landing import ledger
from pipelines.landing.verify import receipt_file
from pipelines.receipts.receipt import Receipt
from pipelines.releases.release import DATABASE, all_releases
from pipelines.warehouse.builds import reading

TABLES = {
    "agreed_view": ("action_rounds", "action_views"),
    "other_view": ("action_views",),
    "milestone": ("milestone_rounds",),
    "plan": ("action_rounds", "milestone_rounds"),
}
"""The tables whose rows rest on a receipt, by what it is used for; everything else is of `action_rounds`."""

_ROWS = """
select used_for, action_id, subject_id, round_id as from_round, lead(round_id) over (
    partition by action_id, used_for, subject_id order by rounds.position
) as until_round, receipt_id, feed, received_on::varchar as received_on
from public.sources inner join public.rounds using (round_id)
order by used_for, action_id, subject_id, rounds.position
"""
_OF_TABLES = """
select table_name, row_key, receipt_id, feed, received_on::varchar as received_on from public.table_sources
order by table_name, row_key, feed, receipt_id
"""
_OF_EVENTS = """
select 'event_id=' || event_id, arg_min(round_id, position) as from_round, lead(from_round) over (
    partition by event_id order by min(position)
) as until_round, receipt_id, 'felt' as feed, received_on::varchar as received_on
from public.felt_events inner join public.rounds using (round_id)
group by event_id, receipt_id, received_on
order by event_id, min(position)
"""
_OF_QUESTIONS = """
select 'question_id=' || question_id, used_for, round_id, receipt, feed from (
    select *, unnest(['question', 'answer']) as used_for, unnest([receipt_id, answer_receipt_id]) as receipt,
        unnest(['questions', 'decisions']) as feed
    from public.questions
) inner join public.rounds using (round_id) where receipt is not null
qualify row_number() over (partition by question_id, receipt order by rounds.position) = 1
order by question_id, used_for desc, rounds.position
"""
_OF_VALUES = """
select 'indicator_id=' || indicator_id || ';value_on=' || value_on || ';place_en=' || place_en as row_key,
    arg_min(round_id, position) as from_round, lead(from_round) over (
        partition by row_key order by min(position)
    ) as until_round, receipt_id, 'indicator_values' as feed, received_on::varchar as received_on
from public.indicator_values inner join public.rounds using (round_id)
group by row_key, receipt_id, received_on
order by row_key, min(position)
"""
_HEARD = ((_OF_EVENTS, ("felt_events", "felt")), (_OF_VALUES, ("indicator_values",)))
"""How to ask which receipts stand behind the rows that name them, and the tables of those rows."""


class UnknownToTrace(Refusal):
    """No receipt has this id, and no release a row, table or release of this name."""


@dataclass(frozen=True)
class Resting:
    """Rows of a table that rest on a receipt: which, in which rounds, for what, in which releases."""

    table: str
    row: str
    used_for: str | None
    from_round: str | None
    until_round: str | None
    """The first round in which another receipt stands in its place."""
    receipt_id: str
    feed: str
    received_on: str | None
    """The day on which the receipt was given; of a question the release says only when it was asked."""
    releases: tuple[str, ...]


@dataclass(frozen=True)
class Trace:
    """What an id means: a receipt with what was published from it, or rows with what they rest on."""

    subject: str
    receipt: dict[str, Any] | None
    rows: tuple[Resting, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the trace for a program."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """Yield the trace for a person."""
        if self.receipt:
            facts = (f"{name} {value}" for name, value in self.receipt.items() if value is not None)
            yield f"Receipt: {', '.join(facts)}"
            yield "Published from it:" if self.rows else "Nothing is published from it."
        for row in self.rows:
            rounds = f", from round {row.from_round}" if row.from_round else ""
            until = f" until {row.until_round}" if row.until_round else ""
            used_for = f" ({row.used_for})" if row.used_for else ""
            of_day = f" of {row.received_on}" if row.received_on else ""
            on = "" if self.receipt else f": {row.feed}{of_day}, receipt {row.receipt_id}"
            releases = (
                row.releases[0] if len(row.releases) == 1 else f"{row.releases[0]} to {row.releases[-1]}"
            )
            yield f"  {row.table} {row.row}{used_for}{rounds}{until}{on} [{releases}]"


def trace(home: Path, subject: str, release_id: str | None = None) -> Trace:
    """Return the trace of a receipt in all releases, or of rows in one: by default in the latest.

    A subject is the id of a receipt, an action, a milestone, a voice, a question, an event at which people
    were asked how they feel, an indicator, or the name of a table without rounds.

    Raises:
        UnknownToTrace: there is nothing of that name.
    """
    releases = [release.release_id for release in all_releases(home / "releases")]
    receipt = _receipt(home, subject)
    if release_id is not None and release_id not in releases:
        raise UnknownToTrace(f"there is no release {release_id}; there are: {', '.join(releases) or 'none'}")
    asked = [release_id] if release_id else releases if receipt else releases[-1:]
    rows = [row for each in asked for row in _rows(home / "releases" / each / DATABASE, each)]
    found = _merged(row for row in rows if _speaks_of(row, subject))
    if receipt is None and not found:
        raise UnknownToTrace(
            f"{subject} is no receipt of this deployment, and no action, milestone, voice, question, event, "
            f"indicator or table of {asked[0] if asked else 'a release'}"
        )
    return Trace(subject, receipt, tuple(found))


def _receipt(home: Path, subject: str) -> dict[str, Any] | None:
    entry = next((each for each in ledger.entries(home) if each and each["receipt_id"] == subject), None)
    if entry is None or not (path := receipt_file(home, entry)).is_file():
        return None
    receipt = Receipt.model_validate_json(path.read_bytes())
    facts = (
        "receipt_id",
        "feed",
        "partner_id",
        "round_id",
        "submitted_by",
        "signed_in",
        "accepted",
        "sha256",
    )
    return {name: getattr(receipt, name) for name in facts} | {"received_at": receipt.received_at.isoformat()}


def _rows(file: Path, release_id: str) -> Iterator[Resting]:
    with reading(file) as connection:
        known = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
        if "sources" in known:
            for used_for, action, subject, start, end, *given in connection.execute(_ROWS).fetchall():
                row = f"action_id={action}" + ("" if subject == action else f";{_key(used_for)}={subject}")
                for table in TABLES.get(used_for, ("action_rounds",)):
                    yield Resting(
                        table, row, used_for, start, end, given[0], given[1], given[2], (release_id,)
                    )
        if "questions" in known:
            for row, used_for, start, *given in connection.execute(_OF_QUESTIONS).fetchall():
                yield Resting(
                    "questions", row, used_for, start, None, given[0], given[1], None, (release_id,)
                )
        if "table_sources" in known:
            for table, row, *given in connection.execute(_OF_TABLES).fetchall():
                yield Resting(table, row, None, None, None, given[0], given[1], given[2], (release_id,))
        for query, tables in _HEARD:
            for row, start, end, *given in connection.execute(query).fetchall() if tables[0] in known else ():
                for table in tables:
                    yield Resting(table, row, None, start, end, given[0], given[1], given[2], (release_id,))


def _key(used_for: str) -> str:
    return "milestone_id" if used_for == "milestone" else "party_id"


def _speaks_of(row: Resting, subject: str) -> bool:
    values = {part.partition("=")[2] for part in row.row.split(";")}
    return subject in (row.receipt_id, *values) or (subject == row.table and row.used_for is None)


def _merged(rows: Iterable[Resting]) -> list[Resting]:
    """Return rows that several releases have once, with all of those."""
    found: dict[tuple[Any, ...], Resting] = {}
    for row in rows:
        facts = tuple(value for name, value in vars(row).items() if name not in ("releases", "until_round"))
        before = found.get(facts)
        releases = (*before.releases, *row.releases) if before else row.releases
        found[facts] = Resting(**{**vars(row), "releases": releases})
    return list(found.values())
