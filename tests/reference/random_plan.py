"""Seeded random histories: as many actions as asked for, each told its own way through the same rounds."""

import random
from collections.abc import Container, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tests.support.plan_rows import PlanRows, monthly_rounds

PARTNERS = ("council", "police", "charity")
STAGES = ("not_started", "in_progress", "in_progress", "in_progress", "complete", "paused", "stopped")
RATINGS = ("on_track", "on_track", "at_risk", "delayed")
DESTINATIONS = ("taken_up", "taken_up", "partly", "looked_into", "someone_else", "not_taken_up")
ROUND_COUNT = 14
STARTS_ON = date(2024, 6, 1)
AS_OF = datetime(2025, 7, 20, 12, tzinfo=UTC)


class RandomPlan:
    """A plan of random actions, told with one seed; signed-off rounds are corrected only if asked for."""

    def __init__(self, seed: int, action_count: int, *, with_corrections: bool = False) -> None:
        self.random = random.Random(seed)
        self.action_ids = [f"A{number:04}" for number in range(1, action_count + 1)]
        self.rounds = monthly_rounds(STARTS_ON, ROUND_COUNT + 2)
        self.finishes: dict[str, date] = {}
        self.with_corrections = with_corrections
        self.plan = PlanRows()

    def tell(self) -> PlanRows:
        """Return the rows of the whole history."""
        leads = {action_id: self.random.choice(PARTNERS) for action_id in self.action_ids}
        self.finishes = {action_id: self._day(date(2024, 9, 1), 600) for action_id in self.action_ids}
        dated_later = set(self.random.sample(self.action_ids, len(leads) // 10))
        self._register(datetime(2024, 5, 20, tzinfo=UTC), leads, frozenset(), undated=dated_later)
        for number, one in enumerate(self.rounds[:ROUND_COUNT]):
            if number in (3, 6):
                handed = self.random.sample(self.action_ids, len(leads) // 10)
                leads |= {action_id: self.random.choice(PARTNERS) for action_id in handed}
                joined = frozenset(self.random.sample(self.action_ids, len(leads) // 25 * (number == 6)))
                # in the middle of a round: what was said in it before had other roles
                self._register(self._at(one["opens_on"] + timedelta(days=10), 8), leads, joined)
            self._tell_round(one)
        return self.plan

    def listen(self) -> None:
        """Add what people said: topics in every register, each load with other actions, and two exports.

        The second export comes in the middle of the rounds, with comments and codes that the first has not.
        """
        chance = random.Random(len(self.action_ids))
        topics = [f"topic-{number:02}" for number in range(40)]
        for row in [row for row in self.plan.rows["receipts"] if row["feed"] == "register"]:
            for topic in topics:
                went = {"topic_code": topic, "destination": chance.choice(DESTINATIONS)}
                self.plan.add("topics", row["receipt_id"], went)
                for action_id in chance.sample(self.action_ids, chance.choice((0, 1, 1, 3))):
                    self.plan.add(
                        "action_topics", row["receipt_id"], {"topic_code": topic, "action_id": action_id}
                    )
        for at, count in ((datetime(2024, 6, 10, tzinfo=UTC), 200), (datetime(2025, 1, 10, tzinfo=UTC), 300)):
            self._export(at, count, topics, chance)

    def _export(self, at: datetime, count: int, topics: list[str], chance: random.Random) -> None:
        receipt, of = self.plan.receive("highlights", at), {"project_key": "p"}
        self.plan.add("taguette_projects", receipt, of | {"exported_from": "sqlite3", "last_command_at": at})
        self.plan.add("taguette_documents", receipt, of | {"document_key": "d", "name": "Event"})
        self.plan.add(
            "taguette_tags", receipt, *(of | {"tag_key": topic, "path": f"topic.{topic}"} for topic in topics)
        )
        for number in range(count):
            comment, marked = of | {"comment_key": f"c{number}"}, of | {"highlight_key": f"h{number}"}
            in_document = {"document_key": "d", "text": f"Said {number}"}
            self.plan.add("taguette_comments", receipt, comment | in_document)
            self.plan.add("taguette_highlights", receipt, marked | in_document)
            self.plan.add("taguette_highlight_comments", receipt, marked | comment)
            coded = chance.sample(topics, chance.choice((0, 1, 1, 2, 3)))
            self.plan.add("taguette_highlight_tags", receipt, *(marked | {"tag_key": one} for one in coded))

    def _register(
        self, at: datetime, leads: dict[str, str], joined: frozenset[str], undated: Container[str] = ()
    ) -> None:
        actions = [
            {
                "action_id": action_id,
                "lead_partner_id": leads[action_id],
                "supporting_partner_ids": ";".join(p for p in PARTNERS if p != leads[action_id]),
                "planned_finish": None if action_id in undated else self.finishes[action_id],
                "joined_to": self.action_ids[0] if action_id in joined else None,
            }
            for action_id in self.action_ids
        ]
        milestones = [
            {
                "milestone_id": f"{action_id}-M{number}",
                "action_id": action_id,
                "position": number,
                "due_on": self._day(STARTS_ON, 500),
            }
            for action_id in self.action_ids
            for number in (1, 2)
        ]
        self.plan.load_register(at, actions, self.rounds, milestones)

    def _tell_round(self, one: dict[str, Any]) -> None:
        round_id, opens, closes = one["round_id"], one["opens_on"], one["closes_on"]
        if self.random.random() < 0.2:
            self.plan.decide("close", self._at(closes - timedelta(days=2), 16), round_id=round_id)
        for partner_id in PARTNERS:
            for day, share in ((5, 0.3), (15, 0.2), (22, 0.1)):
                at = self._at(opens + timedelta(days=day), self.random.randrange(6, 20))
                self._report(partner_id, round_id, at, share)
            late = self._at(closes + timedelta(days=1), 9)
            receipt_id = self._report(partner_id, round_id, late, 0.1)
            if self.random.random() < 0.5:
                self.plan.decide("accept_late", late, round_id=round_id, subject_receipt_id=receipt_id)
        self._review(round_id, closes)
        if self.with_corrections and self.random.random() < 0.5:
            self._correct(round_id, closes + timedelta(days=5))

    def _report(self, partner_id: str, round_id: str, at: datetime, share: float) -> str:
        receipt_id = self.plan.report(partner_id, round_id, at, *self._updates(share))
        for action_id in self.random.sample(self.action_ids, int(len(self.action_ids) * share)):
            state = self.random.choice(("in_progress", "done", "cancelled"))
            report = {"milestone_id": f"{action_id}-M{self.random.choice((1, 2))}", "state": state}
            done_on = self._day(STARTS_ON, 300) if state == "done" else None
            self.plan.add("milestone_updates", receipt_id, report | {"done_on": done_on})
        return receipt_id

    def _review(self, round_id: str, closes: date) -> None:
        signs_off = self.random.random() < 0.7
        for decision in self._decisions(round_id):
            name = decision.pop("decision")
            self.plan.decide(name, self._at(closes + timedelta(days=2), 18), **decision)
        if signs_off:
            self.plan.decide("sign_off", self._at(closes + timedelta(days=3), 10), round_id=round_id)
        for decision in self._decisions(round_id):
            name = decision.pop("decision")
            self.plan.decide(name, self._at(closes + timedelta(days=4), 18), **decision)

    def _correct(self, round_id: str, day: date) -> None:
        """Correct some views and dates of a round; sign it off again, or leave it open with a withdrawal."""
        for action_id in self.random.sample(self.action_ids, len(self.action_ids) // 50):
            finish = {"agreed_finish": self._day(date(2024, 10, 1), 700)}
            changed = self.random.choice((self._view(), finish, self._view() | finish))
            self.plan.decide("correct", self._at(day, 9), round_id=round_id, action_id=action_id, **changed)
        again = self.random.choice(("sign_off", "withdraw_sign_off"))
        self.plan.decide(again, self._at(day, 10), round_id=round_id)
        for decision in self._decisions(round_id):
            name = decision.pop("decision")
            self.plan.decide(name, self._at(day, 11), **decision)

    def _decisions(self, round_id: str) -> Iterator[dict[str, Any]]:
        count = len(self.action_ids)
        for action_id in self.random.sample(self.action_ids, count // 12):
            yield {"decision": "second_view", "action_id": action_id, "round_id": round_id} | self._view()
        for action_id in self.random.sample(self.action_ids, count // 25):
            yield {"decision": "settle", "action_id": action_id, "round_id": round_id} | self._view()
        for action_id in self.random.sample(self.action_ids, count // 40):
            finish = self._day(date(2024, 10, 1), 700)
            yield {
                "decision": "agree_date",
                "action_id": action_id,
                "round_id": round_id,
                "agreed_finish": finish,
            }

    def _updates(self, share: float) -> Iterator[dict[str, Any]]:
        for action_id in self.random.sample(self.action_ids, int(len(self.action_ids) * share)):
            if self.random.random() < 0.3:
                yield {"action_id": action_id, "no_change": True}
            else:
                forecast = self._forecast(action_id) if self.random.random() < 0.2 else None
                news = self._day(STARTS_ON, 450) if self.random.random() < 0.4 else None
                said = {"forecast_finish": forecast, "next_news_by": news, "what_happened": str(news)}
                yield {"action_id": action_id} | said | self._view()

    def _view(self) -> dict[str, Any]:
        stage = self.random.choice(STAGES)
        view: dict[str, Any] = {"stage": stage}
        if stage == "in_progress" and self.random.random() < 0.95:
            view["rating"] = self.random.choice(RATINGS)
        if stage == "paused" and self.random.random() < 0.9:
            view["look_again_on"] = self._day(STARTS_ON, 500)
        return view

    def _forecast(self, action_id: str) -> date:
        return self.finishes[action_id] + timedelta(days=self.random.choice((-20, 0, 31, 32, 60)))

    def _day(self, first: date, days: int) -> date:
        """Return a day; every third lies at an edge of the rules, near a close."""
        if self.random.random() < 0.33:
            closes: date = self.random.choice(self.rounds)["closes_on"]
            return closes + timedelta(days=self.random.choice((-1, 0, 1, 31, 32)))
        return first + timedelta(days=self.random.randrange(days))

    @staticmethod
    def _at(day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour), tzinfo=UTC)
