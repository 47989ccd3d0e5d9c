"""Signing a round off: the decision carries the hash of the rows that were reviewed."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pipelines.intake.decide import decide, would_decide
from pipelines.intake.preview import Preview
from pipelines.locale import N_, translated
from pipelines.receipts.receipt import Receipt
from pipelines.register import plan_day
from pipelines.releases.allow_list import PublicTable
from pipelines.releases.sign_off.gate import in_words, require_fresh, require_known, require_proven
from pipelines.releases.sign_off.reviewed import Reviewed, covered_rounds, reviewed
from pipelines.rounds.states import standings
from pipelines.warehouse.builds import Build

_COVERED = N_("Rounds: {rounds}. Rows: {rows}. SHA-256: {sha256}")
_POSSIBLE = N_("Round {round} is {state}, and can be signed off. Nothing was recorded.")


def what_would_be_signed(
    home: Path, build: Build, tables: Sequence[PublicTable], round_id: str, at: datetime
) -> Reviewed:
    """Return what a sign-off of a round would cover now.

    Raises:
        RefusedRelease: the build has no such round.
        StaleBuild: the build does not know of a decision.
        Unproven: landing is not what its log says.
    """
    require_proven(home)
    require_known(build, round_id)
    require_fresh(home, build, at)
    all_rounds = standings(home, at)
    place = next(index for index, each in enumerate(all_rounds) if each.round_id == round_id)
    return reviewed(build, tables, covered_rounds(all_rounds, place))


def sign_off(
    home: Path,
    covered: Reviewed,
    *,
    role: str,
    submitted_by: str,
    at: datetime,
    language: str = "en",
    signed_in: bool = False,
) -> Receipt:
    """Return the receipt of the sign-off of what was reviewed: a round, and what follows from it."""
    return decide(
        home=home,
        submitted_by=submitted_by,
        received_at=at,
        language=language,
        signed_in=signed_in,
        **_said(home, covered, role, at),
    )


def would_sign_off(
    home: Path, covered: Reviewed, *, role: str, submitted_by: str, at: datetime, language: str = "en"
) -> Preview:
    """Return what a sign-off of what was reviewed would answer: whether it is possible, or why not."""
    return would_decide(
        home=home,
        submitted_by=submitted_by,
        received_at=at,
        language=language,
        **_said(home, covered, role, at),
    )


def covered_line(covered: Reviewed) -> str:
    """Return what a sign-off covers: which rounds, how many rows of which tables, and the hash of them."""
    rows = ", ".join(f"{name} {content['row_count']}" for name, content in covered.tables.items())
    return translated(_COVERED, rounds=", ".join(covered.rounds), rows=rows, sha256=covered.sha256)


def possible_line(home: Path, covered: Reviewed, at: datetime) -> str:
    """Return that the round can be signed off, and in which state it is."""
    (found,) = (each for each in standings(home, at) if each.round_id == covered.rounds[0])
    return translated(_POSSIBLE, round=found.round_id, state=in_words(found))


def _said(home: Path, covered: Reviewed, role: str, at: datetime) -> dict[str, str]:
    """Return the decision, by the columns of its feed."""
    return {
        "decision": "sign_off",
        "round_id": covered.rounds[0],
        "role": role,
        "reviewed_sha256": covered.sha256,
        "decided_on": plan_day(home, at).isoformat(),
    }
