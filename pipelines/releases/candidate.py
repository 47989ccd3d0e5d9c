"""A release in the making: all its files, in a folder beside the releases, and what is still to be checked.

It follows the last release of its own round, or else of the round before; what differs is to be explained.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contracts.languages import languages_of
from pipelines.heads import heads_of
from pipelines.releases.allow_list import PublicTable
from pipelines.releases.differences import Difference, differences
from pipelines.releases.disclosure import Disclosed, disclosure_problems
from pipelines.releases.open_data.files import write_open_files
from pipelines.releases.open_data.package import package_of
from pipelines.releases.own_tables import OWN_TABLES, RELEASE, REVISIONS, SIGN_OFFS, write_table
from pipelines.releases.release import DATABASE, Release, all_releases
from pipelines.releases.revisions import explain, new_causes
from pipelines.releases.sealing import making, seal
from pipelines.releases.tables import copy_tables, copying
from pipelines.releases.versions import code_version
from pipelines.rounds.decisions import Decision
from pipelines.rounds.states import Standing
from pipelines.warehouse.builds import Build


@dataclass(frozen=True)
class Source:
    """What a release is made from: the build, the tables that may leave it, and the rounds as they stand."""

    build: Build
    tables: Sequence[PublicTable]
    standings: Sequence[Standing]
    sign_off: Decision
    published_at: datetime
    zone: tzinfo
    """Where the plan is: its days are counted there."""
    reason: str | None = None
    held: frozenset[str] = frozenset()
    """The actions whose words are held back, and with them why anything of theirs was changed."""
    write_pages: Callable[[Path], None] | None = None
    """What writes the pages of a finished release into its folder; a candidate with a fault needs none."""
    without_pages: frozenset[str] = frozenset()
    """The rounds whose releases have no pages."""

    def signed_up_to(self, round_id: str) -> list[str]:
        """Return the rounds that are signed off, from the first one up to `round_id`, in their order."""
        place = next(number for number, each in enumerate(self.standings) if each.round_id == round_id)
        return [each.round_id for each in self.standings[: place + 1] if each.is_locked]


@dataclass(frozen=True)
class Draft:
    """What a release would say, and what is still wrong with it."""

    release: Release
    unexplained: tuple[str, ...]
    """What differs from an earlier release, and nothing says why."""
    disclosed: tuple[Disclosed, ...]
    """What would tell of a few people."""


@dataclass(frozen=True)
class Candidate:
    """A finished folder that is not public yet: its release and seal, and what is still wrong with it."""

    place: Path
    release: Release
    sha256: str
    unexplained: tuple[str, ...]
    disclosed: tuple[Disclosed, ...]


def make_candidate(folder: Path, source: Source, round_id: str) -> Candidate | None:
    """Make the next release of a round beside the releases; nothing if its last one says the same already.

    Raises:
        NotWritten: the disk is full, or the folder cannot be written.
        UnknownRelease: a folder of that name was never published.
    """
    earlier = _Earlier.of(folder, source, round_id)
    with making(folder, f"{round_id}-r{earlier.revision}") as place:
        with copying(source.build.file, place / DATABASE, earlier.file) as connection:
            draft = _draft(connection, folder, source, round_id, earlier)
            if draft is None:
                return None
            package = package_of(connection, draft.release, [*source.tables, *OWN_TABLES])
            open_where = {table.name: table.open_where for table in source.tables}
            write_open_files(connection, place, package, open_where, draft.release)
        is_unread = draft.unexplained or draft.disclosed or round_id in source.without_pages
        write_pages = None if is_unread else source.write_pages
        return Candidate(
            place,
            draft.release,
            seal(place, draft.release, package, write_pages),
            draft.unexplained,
            draft.disclosed,
        )


def make_draft(place: Path, folder: Path, source: Source, round_id: str) -> Draft | None:
    """Write the database alone of the next release of a round into `place`, to be looked at before signing.

    `folder` has the releases that it would follow. Nothing is written where the last one says the same.
    """
    earlier = _Earlier.of(folder, source, round_id)
    with copying(source.build.file, place / DATABASE, earlier.file) as connection:
        return _draft(connection, folder, source, round_id, earlier)


@dataclass(frozen=True)
class _Earlier:
    """The releases of a round up to now, and the one that its next one follows."""

    of_round: tuple[Release, ...]
    before: Release | None
    file: Path | None

    @classmethod
    def of(cls, folder: Path, source: Source, round_id: str) -> "_Earlier":
        found, rounds = all_releases(folder), source.signed_up_to(round_id)
        before = next((release for release in reversed(found) if release.round_id in rounds), None)
        file = folder / before.release_id / DATABASE if before else None
        return cls(tuple(release for release in found if release.round_id == round_id), before, file)

    @property
    def revision(self) -> int:
        return len(self.of_round) + 1


def _draft(
    connection: duckdb.DuckDBPyConnection, folder: Path, source: Source, round_id: str, earlier: _Earlier
) -> Draft | None:
    contents = copy_tables(connection, source.tables, source.signed_up_to(round_id))
    if earlier.of_round and earlier.of_round[-1].tables == contents:
        return None
    release = _release(connection, source, round_id, earlier.revision, contents)
    release = replace(release, heads=[head.as_data() for head in heads_of(folder.parent)])
    unexplained = _write_about(connection, source, release, earlier.before)
    disclosed = tuple(disclosure_problems(connection, source.tables, earlier.before is not None))
    return Draft(release, unexplained, disclosed)


def _release(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    round_id: str,
    revision: int,
    contents: dict[str, dict[str, Any]],
) -> Release:
    build, sign_off = source.build, source.sign_off
    names = ("plan_id", "languages", "is_demonstration", "statement_en", "statement_cy")
    ((*values,),) = connection.execute(f"select {', '.join(names)} from release.public.plan").fetchall()
    ((position,),) = connection.execute(
        "select position from release.public.rounds where round_id = $round_id", {"round_id": round_id}
    ).fetchall()
    return Release(
        release_id=f"{round_id}-r{revision}",
        round_id=round_id,
        round_position=position,
        revision=revision,
        as_of=build.as_of.isoformat(),
        built_at=build.built_at.isoformat(),
        published_at=source.published_at.isoformat(),
        build_id=build.build_id,
        code_version=code_version(),
        is_signed_off=True,
        sign_off={
            "round_id": sign_off.round_id,
            "receipt_id": sign_off.receipt_id,
            "role": sign_off.role,
            "decided_on": sign_off.decided_on.isoformat(),
            "reviewed_sha256": sign_off.reviewed_sha256,
        },
        reason=source.reason,
        tables=contents,
        inputs=_inputs(connection, source.signed_up_to(round_id)),
        **dict(zip(names, values, strict=True)),
    )


def _inputs(connection: duckdb.DuckDBPyConnection, rounds: list[str]) -> list[dict[str, str]]:
    """Return the submissions that count in `rounds`; a return that counts later is not among them."""
    rows = connection.execute(
        "select receipts.receipt_id, receipts.feed, receipts.sha256 from plan.raw.receipts as receipts "
        "left join plan.intermediate.int_returns_placed as placed on receipts.receipt_id = placed.receipt_id "
        "where receipts.feed <> 'return' or list_contains($rounds, placed.counted_round_id) "
        "order by receipts.receipt_id",
        {"rounds": rounds},
    ).fetchall()
    return [dict(zip(("receipt_id", "feed", "sha256"), row, strict=True)) for row in rows]


def _write_about(
    connection: duckdb.DuckDBPyConnection, source: Source, release: Release, before: Release | None
) -> tuple[str, ...]:
    """Write the tables that a release carries about itself; return the differences that nothing explains."""
    as_of = source.build.as_of.astimezone(source.zone).date()
    write_table(connection, RELEASE, [vars(release) | {"as_of": as_of}])
    write_table(connection, SIGN_OFFS, _sign_offs(source, release.round_id))
    if before is None:
        write_table(connection, REVISIONS, [])
        return ()
    tables = {table.name: table for table in source.tables}
    spoken = [table.in_languages(languages_of(release.languages)) for table in source.tables]
    causes = new_causes(connection, [given["receipt_id"] for given in before.inputs])
    rounds = source.signed_up_to(release.round_id)
    found = [
        (each, explain(each, tables[each.table], causes, source.reason, rounds))
        for each in differences(connection, spoken, source.signed_up_to(before.round_id))
    ]
    revised_on = source.published_at.astimezone(source.zone).date()
    new = {"release_id": release.release_id, "revised_on": revised_on}
    lines = [*_lines_before(connection), *(new | line for _, line in found if line)]
    untold = {"why": None, "why_language": None}
    write_table(
        connection, REVISIONS, [line | untold if line["action_id"] in source.held else line for line in lines]
    )
    return tuple(_named(each) for each, line in found if line is None)


def _sign_offs(source: Source, round_id: str) -> Iterator[dict[str, Any]]:
    rounds = source.signed_up_to(round_id)
    for each in source.standings:
        if each.round_id in rounds and each.sign_off and each.closed_at:
            yield {
                "round_id": each.round_id,
                "closed_on": each.last_day,
                "signed_off_on": each.sign_off.decided_on,
                "role": each.sign_off.role,
                "receipt_id": each.sign_off.receipt_id,
            }


def _lines_before(connection: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    """Yield the revisions that the release before carries; they are carried on."""
    names = list(REVISIONS.columns)
    rows = connection.execute(f"select {', '.join(names)} from earlier.public.{REVISIONS.name}").fetchall()
    for row in rows:
        yield dict(zip(names, row, strict=True))


def _named(difference: Difference) -> str:
    return f"{difference.table} ({difference.row_key}), {difference.column}"
