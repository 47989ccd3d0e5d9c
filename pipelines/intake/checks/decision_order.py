"""The order of decisions: a round is closed, signed off and released in turn (design, section 7).

Each row is weighed against what was decided before it, the rows above it included.
"""

from pipelines import release_log
from pipelines.intake.checks.findings import Findings
from pipelines.intake.context import Context
from pipelines.intake.sheets.rows import TypedRow
from pipelines.intake.sheets.vocabularies import label
from pipelines.receipts.problems import Term
from pipelines.rounds.decisions import Decision, decisions_on_rounds
from pipelines.rounds.states import Standing, in_calendar_order, standings_of, under_review_and_next

MOVED_ON = (
    "settle",
    "second_view",
    "agree_date",
    "answer_question",
    "approve_question",
    "decline_question",
)
"""What counts in the next round where its own is signed off, or where it names none: said in a warning."""


def check_order(rows: list[TypedRow], context: Context, findings: Findings) -> None:
    """Refuse what a round cannot take as it stands; warn of what will count in a later round."""
    rounds = in_calendar_order(context.plan.rounds)
    released = release_log.published_releases(context.home / "releases")
    decided = decisions_on_rounds(context.home)
    for row in rows:
        standing = standings_of(rounds, decided, released, context.received_at, context.plan.zone)
        if row["round_id"] is None and row["decision"] in MOVED_ON:
            _say_where(row, standing, findings)
        if row["round_id"] not in context.plan.by_round or not row["decision"]:
            continue
        place = next(index for index, each in enumerate(standing) if each.round_id == row["round_id"])
        if not _weigh(row, standing, place, findings):
            decided = [*decided, _decision(row, context)]


def _say_where(row: TypedRow, standing: list[Standing], findings: Findings) -> None:
    """Warn of a decision that names no round while one is reviewed: it counts in the next one."""
    if found := under_review_and_next(standing):
        closed, after = (each.round_id for each in found)
        findings.warn(row, "counts_in_round_after", "round_id", closed=closed, open=after)


def _weigh(row: TypedRow, standing: list[Standing], place: int, findings: Findings) -> bool:
    """Say whether a decision was refused; its problem or warning is among the findings."""
    now = standing[place]
    before = standing[place - 1] if place else None
    after = next(iter(standing[place + 1 :]), None)

    def refuse(code: str, **params: object) -> bool:
        findings.refuse(row, code, "round_id", state=Term(label("round_state", now.state)), **params)
        return True

    match row["decision"]:
        case "close" if now.state != "open":
            return refuse("round_cannot_close")
        case "sign_off" | "accept_late" if now.closed_at is None:
            return refuse("round_still_open")
        case "sign_off" if before and not before.is_locked:
            return refuse("round_before_unsigned", before=before.round_id)
        case "sign_off" | "withdraw_sign_off" if now.state == "released":
            return refuse("round_released")
        case "sign_off" if now.sign_off and now.sign_off.reviewed_sha256 == row["reviewed_sha256"]:
            return refuse("sign_off_stands")
        case "withdraw_sign_off" if after and after.is_locked:
            return refuse("round_after_signed", after=after.round_id)
        case "withdraw_sign_off" | "correct" if not now.is_locked:
            return refuse("round_not_signed")
        case "accept_late" if now.is_locked:
            return refuse("round_signed")
        case decision if decision in MOVED_ON and now.is_locked:
            findings.warn(row, "counts_in_later_round", "round_id")
    return False


def _decision(row: TypedRow, context: Context) -> Decision:
    return Decision(
        decision=row["decision"],
        round_id=row["round_id"],
        role=row["role"],
        reason=row["reason"],
        reviewed_sha256=row["reviewed_sha256"],
        decided_on=row["decided_on"],
        receipt_id="",
        received_at=context.received_at,
    )
