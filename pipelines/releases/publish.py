"""Publishing: candidates are made, checked, and put in place; readers see the old release or the new one.

Call everything here while `sealing.working` holds the releases' folder.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from pipelines import release_log
from pipelines.locale import N_, first_few, translated, translated_day
from pipelines.releases.candidate import Candidate, Source, make_candidate
from pipelines.releases.release import DATABASE, Release, releases_of
from pipelines.releases.sealing import point, put_in_place
from pipelines.releases.sign_off.gate import Permission, RefusedRelease
from pipelines.releases.sign_off.reviewed import reviewed
from pipelines.releases.sign_off.unsigned import unsigned_problem

SHOWN = 5
"""How many unexplained differences a message names."""

_RELEASED_ALREADY = N_("round {round} is released already as {release}, and nothing has changed since")
_NOT_WHAT_WAS_SIGNED = N_(
    "what the build holds of round {round} is not what was signed off on {day} (receipt {receipt}): "
    "something has changed since. Review it, and sign it off again"
)
_UNEXPLAINED = N_(
    "what was published would change ({count}), and no decision, submission or reason explains it: "
    "{values}. Record a decision to correct the round, or give --reason where only the software has "
    "changed"
)


def make_candidates(folder: Path, source: Source, rounds: Sequence[str]) -> list[Candidate]:
    """Make the next release of each round, as far as it says anything new.

    Raises:
        RefusedRelease: none of them does.
        NotWritten: the disk is full, or the folder cannot be written.
    """
    made = [candidate for round_id in rounds if (candidate := make_candidate(folder, source, round_id))]
    if not made:
        last = releases_of(folder, rounds[0])[-1]
        raise RefusedRelease(translated(_RELEASED_ALREADY, round=rounds[0], release=last.release_id))
    return made


def sign_off_problem(allowed: Permission, source: Source) -> str | None:
    """Return what is wrong if the build is not the one that was signed off, row for row."""
    found = reviewed(source.build, source.tables, allowed.covered)
    if found.sha256 == allowed.sign_off.reviewed_sha256:
        return None
    signed = allowed.sign_off
    return translated(
        _NOT_WHAT_WAS_SIGNED,
        round=allowed.rounds[0],
        day=translated_day(signed.decided_on),
        receipt=signed.receipt_id,
    )


def difference_problem(candidates: Sequence[Candidate]) -> str | None:
    """Return what is wrong if a value differs from an earlier release and nothing says why."""
    unexplained = [each for candidate in candidates for each in candidate.unexplained]
    if not unexplained:
        return None
    shown = first_few(unexplained, SHOWN)
    return translated(_UNEXPLAINED, count=len(unexplained), values="; ".join(shown))


def people_problem(candidates: Sequence[Candidate]) -> str | None:
    """Return what is wrong if a release would tell of a few people."""
    disclosed = [each for candidate in candidates for each in candidate.disclosed]
    return "; ".join(translated(each.message, **each.about) for each in disclosed) if disclosed else None


def unsigned_rows_problem(candidates: Sequence[Candidate], signed: Collection[str]) -> str | None:
    """Return what is wrong if a candidate holds any row of a round that is not signed off."""
    found = [unsigned_problem(each.place / DATABASE, signed) for each in candidates]
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
