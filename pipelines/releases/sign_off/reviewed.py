"""What a sign-off covers: the public rows of its round, and of later rounds that were signed off before it.

An ordinary sign-off covers one round. A fresh one after a correction covers what the correction does to the
rounds after it too, so that one look at the whole is enough (design, section 7).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.releases.allow_list import PublicTable
from pipelines.releases.tables import columns_of, content_of, is_by_round
from pipelines.rounds.decisions import Decision
from pipelines.rounds.states import Standing
from pipelines.warehouse.builds import Build, reading

APPROVED_ONE_BY_ONE = frozenset({"voices", "questions", "boundary_cards", "table_sources"})
"""Their rows have approvals of their own, which may come, or be taken back, after a sign-off; the last says
which."""


@dataclass(frozen=True)
class Reviewed:
    """The rows that a sign-off covers: of which rounds, and each table's number of rows and hash."""

    rounds: tuple[str, ...]
    tables: dict[str, dict[str, Any]]

    @property
    def sha256(self) -> str:
        """The one hash over all of them."""
        lines = [*self.rounds, *(f"{name} {content['sha256']}" for name, content in self.tables.items())]
        return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()


def reviewed(build: Build, tables: Sequence[PublicTable], rounds: Sequence[str]) -> Reviewed:
    """Return what a sign-off of `rounds` covers in a build."""
    with reading(build.file) as connection:
        connection.execute("set timezone = 'UTC'")
        contents = {
            table.name: content_of(connection, _rows(table), {"rounds": list(rounds)})
            for table in tables
            if table.name not in APPROVED_ONE_BY_ONE
        }
    return Reviewed(tuple(rounds), contents)


def covered_rounds(standings: Sequence[Standing], place: int, sign_off: Decision | None = None) -> list[str]:
    """Return the rounds that a sign-off of the round at `place` covers, if it is taken now or was taken."""
    later = [
        each.round_id
        for each in standings[place + 1 :]
        if each.sign_off and (sign_off is None or each.sign_off.received_at < sign_off.received_at)
    ]
    return [standings[place].round_id, *later]


def covering(standings: Sequence[Standing], place: int) -> tuple[Decision, list[str]] | None:
    """Return the sign-off under which the round at `place` stands, and the rounds that it covers.

    It is the round's own, or a later one of a round before it, which was corrected since.
    """
    found: list[tuple[Decision, list[str]]] = []
    for before, each in enumerate(standings[: place + 1]):
        if each.sign_off:
            rounds = covered_rounds(standings, before, each.sign_off)
            if standings[place].round_id in rounds:
                found.append((each.sign_off, rounds))
    return max(found, key=lambda pair: pair[0].received_at, default=None)


def _rows(table: PublicTable) -> str:
    """Return the query of the rows of a table that a sign-off of `$rounds` covers."""
    condition = "list_contains($rounds, round_id)" if is_by_round(table) else "$rounds is not null"
    return f'select {columns_of(table)} from plan.public."{table.name}" where {condition}'
