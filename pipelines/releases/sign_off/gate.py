"""The gate: what may be published now, and under which sign-off.

Nothing is released before it is signed off, in the order of the rounds, and not from a build that has not
heard of everything that was decided.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines import landing
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.landing.verify import Mismatch, verify_landing
from pipelines.locale import N_, translated
from pipelines.releases.sign_off.reviewed import covering
from pipelines.releases.verify import verify_releases
from pipelines.rounds.decisions import Decision
from pipelines.rounds.states import Standing, standings
from pipelines.warehouse.builds import Build, reading


class RefusedRelease(Refusal):
    """The round cannot be released as asked; the message says why."""


class StaleBuild(NotPossibleNow):
    """Something was decided after the build was made."""


class Unproven(NotPossibleNow):
    """Landing, or the releases, hold what their log does not know, or not what it knows."""


NAMED = 5
"""How many things that do not match a message names."""

_LANDING_DIFFERS = N_("landing is not what its log says")
_RELEASES_DIFFER = N_("the releases are not what their log says")
_UNPROVEN = N_(
    "{what} ({named}), so nothing is signed off or published. What the log does not know counts for "
    "nothing: move it out of {folder}. What was altered or is missing: restore it from the backup. Then "
    "look again with `plan verify`"
)
_AND_MORE = N_(" and {count} more")
_COMES_FIRST = N_("round {round} comes first, and it is {state}")
_NO_ROUND = N_("the current build has no round {round}; it has: {rounds}")
_NONE = N_("none")
_NOT_SIGNED = N_(
    "round {round} is {state}; nothing is released before it is signed off. When the steering group has "
    "reviewed it: plan round sign-off {round}"
)
_NOT_HEARD = N_(
    "the build has not heard of what was decided in receipt {receipt} ({decisions}); run `plan refresh` first"
)
_BEING_CORRECTED = N_("being corrected and not signed off afresh")
_STATES = {
    "upcoming": N_("upcoming"),
    "open": N_("open"),
    "closed": N_("closed"),
    "signed_off": N_("signed off but not released"),
    "released": N_("released"),
}


@dataclass(frozen=True)
class Permission:
    """The rounds that may be released now, and what the sign-off of the first of them covers.

    More than one where an earlier round was corrected: those after it that are released come out again too.
    """

    standings: tuple[Standing, ...]
    rounds: tuple[str, ...]
    sign_off: Decision
    covered: tuple[str, ...]

    @property
    def signed(self) -> frozenset[str]:
        """The rounds that are signed off, whatever their order."""
        return frozenset(each.round_id for each in self.standings if each.is_locked)


def permission(home: Path, build: Build, round_id: str, at: datetime) -> Permission:
    """Return the permission to publish a round of a build.

    Raises:
        RefusedRelease: there is no such round, it is not signed off, or one before it has to come first.
        StaleBuild: the build does not know of a decision.
        Unproven: landing is not what its log says, or the releases are not.
    """
    require_proven(home)
    _require_none(translated(_RELEASES_DIFFER), "releases", verify_releases(home / "releases"))
    require_known(build, round_id)
    all_rounds = standings(home, at)
    place = next(index for index, each in enumerate(all_rounds) if each.round_id == round_id)
    _require_signed_off(all_rounds[place])
    for before in all_rounds[:place]:
        if before.state != "released":
            raise RefusedRelease(translated(_COMES_FIRST, round=before.round_id, state=in_words(before)))
    later = [each for each in all_rounds[place + 1 :] if each.releases]
    for after in later:
        _require_signed_off(after)
    require_fresh(home, build, at)
    found = covering(all_rounds, place)
    assert found is not None  # a round that is signed off has at least its own
    sign_off, covered = found
    rounds = (round_id, *(each.round_id for each in later))
    return Permission(tuple(all_rounds), rounds, sign_off, tuple(covered))


def require_proven(home: Path) -> None:
    """Raise Unproven unless landing is, file for file, what its log says (X8)."""
    _require_none(translated(_LANDING_DIFFERS), "landing", verify_landing(home))


def _require_none(what: str, folder: str, found: list[Mismatch]) -> None:
    if found:
        more = translated(_AND_MORE, count=len(found) - NAMED) if len(found) > NAMED else ""
        named = "; ".join(f"{each.code}: {each.subject}" for each in found[:NAMED])
        raise Unproven(translated(_UNPROVEN, what=what, named=f"{named}{more}", folder=folder))


def require_known(build: Build, round_id: str) -> None:
    """Raise RefusedRelease for a round that a build does not have."""
    with reading(build.file) as connection:
        rows = connection.execute(
            "select round_id from public.rounds semi join public.action_rounds using (round_id) "
            "order by position"
        ).fetchall()
    known = [row[0] for row in rows]
    if round_id not in known:
        rounds = f"{known[0]} … {known[-1]}" if known else translated(_NONE)
        raise RefusedRelease(translated(_NO_ROUND, round=round_id, rounds=rounds))


def _require_signed_off(found: Standing) -> None:
    if not found.is_locked:
        raise RefusedRelease(translated(_NOT_SIGNED, round=found.round_id, state=in_words(found)))


def in_words(found: Standing) -> str:
    """Return the state of a round, in the language that is spoken."""
    if found.correction and not found.is_locked:
        return translated(_BEING_CORRECTED)
    return translated(_STATES[found.state])


def require_fresh(home: Path, build: Build, at: datetime) -> None:
    """Raise StaleBuild for a build that has not heard of a decision; sign-offs speak of the build itself."""
    with reading(build.file) as connection:
        rows = connection.execute("select receipt_id from raw.receipts where feed = 'decisions'").fetchall()
    known = {receipt_id for (receipt_id,) in rows}
    for landed in landing.landed(home, "decisions"):
        if landed.receipt_id in known or landed.received_at > at:
            continue
        decided = {row["decision"] for row in landed.rows("decisions", "decision")} - {"sign_off"}
        if decided:
            names = ", ".join(sorted(decided))
            raise StaleBuild(translated(_NOT_HEARD, receipt=landed.receipt_id, decisions=names))
