"""What a submission is checked against: the plan, who sends it, for which round, on which day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from pipelines.contracts.base import Contract
from pipelines.contracts.register import Round
from pipelines.intake.lookups import prefill
from pipelines.landing import latest
from pipelines.receipts.problems import Problem, problem
from pipelines.register import Register, RegisterMissing, current, plan_day
from pipelines.rounds.closing import closed_on
from pipelines.rounds.states import standings, under_review_and_next

TOLD_BY_ROUND = frozenset({"felt", "indicator_values", "questions"})
"""The feeds of the plan's own of which each round tells what it knew at its close."""


@dataclass(frozen=True)
class Context:
    """Everything outside the file that decides whether it may come in."""

    home: Path
    received_at: datetime
    language: str
    register: Register | None
    partner_id: str | None = None
    round: Round | None = None
    said: prefill.LastReport = field(default_factory=prefill.LastReport)
    engagement_id: str | None = None
    answers: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """Return the day, where the plan is, on which the file came."""
        return plan_day(self.home, self.received_at)

    @property
    def plan(self) -> Register:
        """Return the register; only asked for after the context was found whole."""
        assert self.register is not None
        return self.register

    @property
    def known_engagements(self) -> frozenset[str] | None:
        """Return the ids of the list of engagements; None while there is no list."""
        listed = latest(self.home, "engagements")
        if listed is None:
            return None
        return frozenset(row["engagement_id"] for row in listed.rows("engagements", "engagement_id"))


def context_of(
    contract: Contract,
    *,
    home: Path,
    received_at: datetime,
    partner_id: str | None,
    round_id: str | None,
    language: str,
    engagement_id: str | None = None,
    answers: Mapping[str, str | None] | None = None,
) -> tuple[Context, list[Problem], list[Problem]]:
    """Return the context of a submission, what is wrong with it, and what has to be said of it."""
    try:
        register = current(home)
    except RegisterMissing:
        problems = [] if contract.feed == "register" else [problem("register_missing")]
        return Context(home, received_at, language, None), problems, []
    context = Context(
        home, received_at, language, register, engagement_id=engagement_id, answers=answers or {}
    )
    if not contract.is_from_partner:
        return context, _check_engagement(context), _told_later(contract, home, received_at)
    problems = check_partner(register, partner_id) + _check_round(register, round_id, context.today)
    if problems:
        return context, problems, []
    assert partner_id is not None
    assert round_id is not None
    found = register.by_round[round_id]
    said = prefill.last_report(home, register, partner_id, round_id)
    whose = replace(context, partner_id=partner_id, round=found, said=said)
    return whose, [], _late(home, register, found, received_at)


def check_partner(register: Register, partner_id: str | None) -> list[Problem]:
    """Return what is wrong with whose return it is; those of the plan are named."""
    partners = list(register.by_partner)
    if partner_id is None:
        return [problem("partner_missing", partners=partners)]
    if partner_id in register.by_partner:
        return []
    return [problem("partner_unknown", partner=partner_id, partners=partners)]


def check_round_known(register: Register, round_id: str | None) -> list[Problem]:
    """Return what is wrong with the round that is named; those of the plan are named."""
    if round_id in register.by_round:
        return []
    rounds = list(register.by_round)
    if round_id is None:
        return [problem("round_missing", rounds=rounds)]
    return [problem("round_unknown", round=round_id, rounds=rounds)]


def _check_round(register: Register, round_id: str | None, today: date) -> list[Problem]:
    problems = check_round_known(register, round_id)
    if problems or round_id is None:
        return problems
    opens_on = register.by_round[round_id].opens_on
    return [] if opens_on <= today else [problem("round_not_open", round=round_id, opens_on=opens_on)]


def _check_engagement(context: Context) -> list[Problem]:
    known = context.known_engagements
    if context.engagement_id is None or known is None or context.engagement_id in known:
        return []
    return [problem("engagement_unknown", value=context.engagement_id)]


def _told_later(contract: Contract, home: Path, received_at: datetime) -> list[Problem]:
    """Warn of what a round under review does not know, as it comes after that round's close."""
    if contract.feed not in TOLD_BY_ROUND:
        return []
    found = under_review_and_next(standings(home, received_at))
    if found is None:
        return []
    closed, after = (each.round_id for each in found)
    return [problem("told_from_round", closed=closed, open=after)]


def _late(home: Path, register: Register, found: Round, received_at: datetime) -> list[Problem]:
    day = closed_on(home, register, found, received_at)
    return [problem("round_closed", round=found.round_id, closes_on=day)] if day else []
