"""Why a headline is what it is: the rule that decided, and the facts it rests on, down to receipts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipelines.errors import Refusal
from pipelines.warehouse.builds import Build, reading

RULES = {
    "1_no_agreed_view": "nobody has stated a view that counts as agreed",
    "2_views_differ": "two parties state a different stage or rating, and it is not settled",
    "3_stopped": "the agreed stage is stopped",
    "4_complete": "the agreed stage is complete",
    "5_paused": "the agreed stage is paused, and the day to look again has not passed",
    "6_agreed_finish_passed": "the agreed finish passed before the round's close",
    "7_update_overdue": "the lead's last update is older than the plan allows",
    "7_look_again_passed": "it is paused, and the day to look again has passed",
    "7_rating_missing": "it is in progress, but no rating was given",
    "8_rated_delayed": "the agreed rating is delayed",
    "8_forecast_too_late": "the forecast finish is more than 31 days after the agreed one",
    "9_rated_at_risk": "the agreed rating is at risk",
    "9_rated_on_track": "the agreed rating is on track",
    "10_not_started": "the agreed stage is not started",
}
"""Design section 5: the first rule that matches decides; its number stands before its name."""


SAID_ALREADY = ("action_id", "round_id", "headline", "headline_rule", "moment_on", "views")


class UnknownActionRound(Refusal):
    """The build has no such action, or the action no such round."""


@dataclass(frozen=True)
class Reason:
    """The facts behind one headline; `views` are those of each party that count in the round."""

    facts: dict[str, Any]

    def lines(self) -> Iterator[str]:
        """Yield the reason as sentences and a list of facts."""
        facts = self.facts
        rule = RULES[facts["headline_rule"]]
        number = facts["headline_rule"].partition("_")[0]
        yield f"{facts['action_id']} in round {facts['round_id']}: {facts['headline']}"
        yield f"Rule {number}: {rule}. Seen as of {facts['moment_on']}."
        for name, value in facts.items():
            if value is not None and name not in SAID_ALREADY:
                yield f"  {name}: {value}"
        for view in facts["views"]:
            stated = " ".join(filter(None, (view["stage"], view["rating"])))
            yield f"  {view['party_id']} said on {view['stated_on']}: {stated} (receipt {view['receipt_id']})"


def reason_of(build: Build, action_id: str, round_id: str | None = None) -> Reason:
    """Return why an action has its headline in a round, by default in the latest.

    Raises:
        UnknownActionRound: the build knows no such action or round.
    """
    with reading(build.file) as connection:
        reasons = connection.sql(
            "select * from review.fct_headline_reasons where action_id = ? "
            "and round_id = coalesce(?, (select max(round_id) from review.fct_headline_reasons))",
            params=[action_id, round_id],
        )
        rows = [dict(zip(reasons.columns, row, strict=True)) for row in reasons.fetchall()]
        if not rows:
            where = f"round {round_id}" if round_id else "any round"
            raise UnknownActionRound(f"the current build has no action {action_id} in {where}")
        views = connection.sql(
            "select party_id, stage, rating, stated_on, receipt_id from review.fct_views "
            "where action_id = ? and round_id = ? order by party_id",
            params=[action_id, rows[0]["round_id"]],
        )
        facts = rows[0] | {"views": [dict(zip(views.columns, row, strict=True)) for row in views.fetchall()]}
    return Reason(facts)
