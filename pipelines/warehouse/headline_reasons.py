"""Why a headline is what it is: the rule that decided, and the facts it rests on, down to receipts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
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


class UnknownActionRound(Refusal):
    """The build has no such action, or the action no such round."""


@dataclass(frozen=True)
class Reason:
    """The facts behind one headline, with the action's title and each party's view in the round."""

    facts: dict[str, Any]

    def lines(self) -> Iterator[str]:
        """Yield the reason in sentences, each fact with the receipt it came with."""
        facts = self.facts
        rule, number = RULES[facts["headline_rule"]], facts["headline_rule"].partition("_")[0]
        title = f" {facts['title_en']}" if facts["title_en"] else ""
        yield f"{facts['action_id']}{title}, round {facts['round_id']}: {_words(facts['headline'])}"
        yield f"Why: {rule} (rule {number}), as it stood on {_day(facts['moment_on'])}."
        yield from (f"  {_view_sentence(view, facts['agreed_party_id'])}" for view in facts["views"])
        yield from (f"  {sentence}" for sentence in self._more_sentences())

    def _more_sentences(self) -> Iterator[str]:
        facts = self.facts
        if facts["joined_to"]:
            yield f"The action was joined to {facts['joined_to']}."
        yield _freshness_sentence(facts)
        if facts["look_again_on"]:
            yield f"To be looked at again on {_day(facts['look_again_on'])}."
        if facts["agreed_finish_on"]:
            original = facts["original_finish_on"]
            first = (
                f"; the first was {_day(original)}"
                if original not in (None, facts["agreed_finish_on"])
                else ""
            )
            receipt = _receipt(facts["finish_receipt_id"])
            yield f"The agreed finish is {_day(facts['agreed_finish_on'])}{receipt}{first}."
        if facts["forecast_finish_on"]:
            receipt = _receipt(facts["forecast_receipt_id"])
            yield f"The lead's forecast of the finish is {_day(facts['forecast_finish_on'])}{receipt}."


def _view_sentence(view: dict[str, Any], agreed_party_id: str | None) -> str:
    stated = ", ".join(_words(code) for code in (view["stage"], view["rating"]) if code)
    if view["is_agreed"]:
        weight = "This is the agreed view."
    elif agreed_party_id is None:
        weight = "No view is agreed yet."
    elif view["is_contesting"]:
        weight = "It differs from the agreed view, and is not settled."
    elif view["is_settled"]:
        weight = "A settlement covers it."
    elif view["is_outdated"]:
        weight = "What the lead said since stands instead of it."
    else:
        weight = "It does not differ from the agreed view now."
    said = f"{view['party']} said on {_day(view['stated_on'])}: {stated}{_receipt(view['receipt_id'])}"
    return f"{said}. {weight}"


def _freshness_sentence(facts: dict[str, Any]) -> str:
    if facts["confirmed_on"] is None:
        return "No lead has ever reported on it."
    days = facts["days_since_confirmed"]
    ago = "1 day" if days == 1 else f"{days} days"
    return (
        f"The lead's last update counts from {_day(facts['confirmed_on'])}, {ago} before"
        f"{_receipt(facts['confirmed_receipt_id'])}: {_words(facts['freshness'])}; "
        f"an update is overdue after {facts['ageing_after_days']} days."
    )


def _receipt(receipt_id: str | None) -> str:
    return f" (receipt {receipt_id})" if receipt_id else ""


def _words(code: str) -> str:
    return code.replace("_", " ")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def reason_of(build: Build, action_id: str, round_id: str | None = None) -> Reason:
    """Return why an action has its headline in a round, by default in the latest.

    Raises:
        UnknownActionRound: the build knows no such action or round.
    """
    with reading(build.file) as connection:
        reasons = connection.sql(
            "select actions.title_en, reasons.* from review.fct_headline_reasons as reasons "
            "left join review.dim_actions as actions on reasons.action_id = actions.action_id "
            "where reasons.action_id = ? "
            "and round_id = coalesce(?, (select round_id from review.dim_rounds "
            "semi join review.fct_headline_reasons using (round_id) order by position desc limit 1))",
            params=[action_id, round_id],
        )
        rows = [dict(zip(reasons.columns, row, strict=True)) for row in reasons.fetchall()]
        if not rows:
            where = f"round {round_id}" if round_id else "any round"
            raise UnknownActionRound(f"the current build has no action {action_id} in {where}")
        views = connection.sql(
            "select coalesce(partners.name_en, views.party_id) as party, views.* "
            "from review.fct_views as views "
            "left join public.partners as partners on views.party_id = partners.partner_id "
            "where action_id = ? and round_id = ? order by is_agreed desc, stated_on, party_id",
            params=[action_id, rows[0]["round_id"]],
        )
        facts = rows[0] | {"views": [dict(zip(views.columns, row, strict=True)) for row in views.fetchall()]}
    return Reason(facts)
