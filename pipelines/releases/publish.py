"""Publishing: candidates are made, checked, and put in place; readers see the old release or the new one.

Call everything here while `sealing.working` holds the releases' folder.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from pipelines import release_log
from pipelines.releases.candidate import SHOWN, Candidate, Source, make_candidate
from pipelines.releases.release import Release, releases_of
from pipelines.releases.sealing import point, put_in_place
from pipelines.releases.sign_off.gate import Permission, RefusedRelease
from pipelines.releases.sign_off.reviewed import reviewed
from pipelines.releases.sign_off.unsigned import unsigned_problem


def make_candidates(folder: Path, source: Source, rounds: Sequence[str]) -> list[Candidate]:
    """Make the next release of each round, as far as it says anything new.

    Raises:
        RefusedRelease: none of them does.
        NotWritten: the disk is full, or the folder cannot be written.
    """
    made = [candidate for round_id in rounds if (candidate := make_candidate(folder, source, round_id))]
    if not made:
        last = releases_of(folder, rounds[0])[-1]
        raise RefusedRelease(
            f"round {rounds[0]} is released already as {last.release_id}, and nothing has changed since"
        )
    return made


def sign_off_problem(allowed: Permission, source: Source) -> str | None:
    """Return what is wrong if the build is not the one that was signed off, row for row."""
    found = reviewed(source.build, source.tables, allowed.covered)
    if found.sha256 == allowed.sign_off.reviewed_sha256:
        return None
    return (
        f"what the build holds of round {allowed.rounds[0]} is not what was signed off on "
        f"{allowed.sign_off.decided_on:%d %B %Y} (receipt {allowed.sign_off.receipt_id}): something has "
        f"changed since. Review it, and sign it off again"
    )


def difference_problem(candidates: Sequence[Candidate]) -> str | None:
    """Return what is wrong if a value differs from an earlier release and nothing says why."""
    unexplained = [each for candidate in candidates for each in candidate.unexplained]
    if not unexplained:
        return None
    more = f" and {len(unexplained) - SHOWN} more" if len(unexplained) > SHOWN else ""
    return (
        f"{len(unexplained)} values differ from what was published, and no decision, submission or reason "
        f"explains it: {'; '.join(unexplained[:SHOWN])}{more}. Record a decision to correct the round, or "
        "give --reason where only the software has changed"
    )


def people_problem(candidates: Sequence[Candidate]) -> str | None:
    """Return what is wrong if a release would tell of a few people."""
    disclosed = dict.fromkeys(each for candidate in candidates for each in candidate.disclosed)
    return "; ".join(disclosed) if disclosed else None


def unsigned_rows_problem(candidates: Sequence[Candidate], signed: Collection[str]) -> str | None:
    """Return what is wrong if a candidate holds any row of a round that is not signed off."""
    found = [unsigned_problem(each.place / "plan.duckdb", signed) for each in candidates]
    return "; ".join(each for each in found if each) or None


def put_candidates(folder: Path, candidates: Sequence[Candidate], signed: Collection[str]) -> list[Release]:
    """Log each candidate, move it to its place, and point to the latest release.

    Raises:
        RefusedRelease: a candidate holds a row of a round that is not in `signed`; nothing is put in place.
    """
    if problem := unsigned_rows_problem(candidates, signed):
        raise RefusedRelease(problem)
    for candidate in candidates:
        release = candidate.release
        release_log.published(
            folder, release.release_id, candidate.sha256, datetime.fromisoformat(release.published_at)
        )
        put_in_place(folder, candidate.place, release.release_id)
    point(folder)
    return [candidate.release for candidate in candidates]
