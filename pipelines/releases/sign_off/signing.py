"""Signing a round off: the decision carries the hash of the rows that were reviewed."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pipelines.intake.decide import decide
from pipelines.receipts.receipt import Receipt
from pipelines.register import plan_day
from pipelines.releases.allow_list import PublicTable
from pipelines.releases.sign_off.gate import require_fresh, require_known, require_proven
from pipelines.releases.sign_off.reviewed import Reviewed, covered_rounds, reviewed
from pipelines.rounds.states import standings
from pipelines.warehouse.builds import Build


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
        decision="sign_off",
        round_id=covered.rounds[0],
        role=role,
        reviewed_sha256=covered.sha256,
        decided_on=plan_day(home, at).isoformat(),
    )
