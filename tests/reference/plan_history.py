"""Plays raw rows, as the door leaves them, through the plain rules: what counts in which round."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from tests.reference.delivery_rules import STEERING_GROUP, Action, Said, Standing, View

CARDIFF = ZoneInfo("Europe/London")
Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class Round:
    """One round in order, with the moment at which it closes or closed."""

    number: int
    round_id: str
    opens_at: datetime
    closed_at: datetime


@dataclass(frozen=True)
class Event:
    """One row of a return or a decision, with the round in which it counts, sorted as it counts."""

    round_number: int
    counted_at: datetime
    received_at: datetime
    receipt_id: str
    row_number: int

    @classmethod
    def of(cls, row: Row, receipt: Row, round_number: int, counted_at: datetime) -> "Event":
        """Return the place in time of a row."""
        return cls(round_number, counted_at, receipt["received_at"], row["receipt_id"], row["row_number"])

    @property
    def order(self) -> tuple[int, datetime, datetime, str, int]:
        """What is newer sorts later."""
        return (self.round_number, self.counted_at, self.received_at, self.receipt_id, self.row_number)


def cardiff_day(moment: datetime) -> date:
    return moment.astimezone(CARDIFF).date()


class PlanHistory:
    """A plan's whole history as of a moment."""

    def __init__(self, rows: Rows, as_of: datetime) -> None:
        self.rows, self.as_of = rows, as_of
        known = [row for row in rows["receipts"] if row["received_at"] <= as_of]
        self.receipts = {row["receipt_id"]: row for row in known}
        self.registers = sorted(
            (row for row in known if row["feed"] == "register"), key=lambda row: row["received_at"]
        )
        self.decisions = [row for row in rows["decisions"] if row["receipt_id"] in self.receipts]
        self.actions: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in rows["actions"]:
            self.actions[row["receipt_id"]][row["action_id"]] = row
        self.rounds = list(self._rounds())
        self.by_id = {one.round_id: one for one in self.rounds}

    def _rounds(self) -> Iterator[Round]:
        latest = self.registers[-1]["receipt_id"]
        ours = [row for row in self.rows["rounds"] if row["receipt_id"] == latest]
        for number, row in enumerate(sorted(ours, key=lambda row: row["opens_on"])):
            opens_at = datetime.combine(row["opens_on"], time(0), tzinfo=CARDIFF)
            closes_at = datetime.combine(row["closes_on"], time(23, 59), tzinfo=CARDIFF)
            decided = [
                self.receipts[decision["receipt_id"]]["received_at"]
                for decision in self.decisions
                if decision["decision"] == "close" and decision["round_id"] == row["round_id"]
            ]
            closed_at = min([closes_at, *(moment for moment in decided if moment >= opens_at)])
            yield Round(number, row["round_id"], opens_at, closed_at.astimezone(UTC))

    def register_at(self, moment: datetime) -> str:
        """Return the load of the register that held at a moment; the first holds for all that was before."""
        held = [row for row in self.registers if row["received_at"] <= moment]
        return str((held or self.registers[:1])[-1]["receipt_id"])

    def _open_round(self, moment: datetime) -> Round | None:
        return next((one for one in self.rounds if moment <= one.closed_at), None)

    def _is_signed_off(self, round_id: str, received_at: datetime) -> bool:
        events = [
            (self.receipts[row["receipt_id"]]["received_at"], row["decision"] == "sign_off")
            for row in self.decisions
            if row["round_id"] == round_id and row["decision"] in ("sign_off", "withdraw_sign_off", "correct")
        ]
        before = [
            (at, locks) for at, locks in events if at < received_at or (at == received_at and not locks)
        ]
        return bool(before) and max(before)[1]

    def _round_of_decision(self, row: Row) -> Round | None:
        received_at = self.receipts[row["receipt_id"]]["received_at"]
        named = self.by_id.get(row["round_id"] or "")
        if named and not self._is_signed_off(named.round_id, received_at):
            return named
        return self._open_round(received_at)

    def _let_in(self) -> dict[str, Round]:
        """Return which returns were let in late, and into which round."""
        found: dict[str, Round] = {}
        for row in self.decisions:
            subject = self.receipts.get(row["subject_receipt_id"] or "")
            if (
                row["decision"] not in ("accept_late", "correct")
                or subject is None
                or subject["feed"] != "return"
            ):
                continue
            into = self.by_id[row["round_id"] or subject["round_id"]]
            decided_at = self.receipts[row["receipt_id"]]["received_at"]
            is_late = subject["received_at"] > into.closed_at
            is_correction = row["decision"] == "correct"
            if is_late and (is_correction or not self._is_signed_off(into.round_id, decided_at)):
                earlier = found.get(subject["receipt_id"], into)
                found[subject["receipt_id"]] = min(into, earlier, key=lambda one: one.number)
        return found

    def events(self) -> dict[str, list[tuple[Event, Said]]]:
        """Return all that was said and decided of each action, in the order in which it counts."""
        told: dict[str, list[tuple[Event, Said]]] = defaultdict(list)
        let_in = self._let_in()
        for row in self.rows["updates"]:
            if placed := self._place_update(row, let_in):
                told[row["action_id"]].append(placed)
        for row in self.decisions:
            if row["action_id"]:
                told[row["action_id"]] += self._place_decision(row)
        return {
            action_id: sorted(events, key=lambda pair: pair[0].order) for action_id, events in told.items()
        }

    def _place_update(self, row: Row, let_in: dict[str, Round]) -> tuple[Event, Said] | None:
        receipt = self.receipts.get(row["receipt_id"])
        if receipt is None:
            return None
        received_at, counted_at = receipt["received_at"], receipt["received_at"]
        counted = self.by_id.get(receipt["round_id"])
        if late := let_in.get(receipt["receipt_id"]):
            counted, counted_at = late, late.closed_at
        elif counted is None or received_at > counted.closed_at:
            counted = self._open_round(received_at)
        if counted is None:
            return None
        action = self.actions[self.register_at(counted_at)].get(row["action_id"], {})
        what = self._what(row, str(receipt["partner_id"]), action)
        view = self._view(row, str(receipt["partner_id"]), counted.number)
        said = Said(what, view, cardiff_day(counted_at), row["forecast_finish"])
        return (Event.of(row, receipt, counted.number, counted_at), said) if what else None

    @staticmethod
    def _what(row: Row, partner_id: str, action: Row) -> str:
        is_silent = row["no_change"] or row["stage"] is None
        if partner_id == action.get("lead_partner_id"):
            return "no_change" if is_silent else "report"
        supporting = (action.get("supporting_partner_ids") or "").split(";")
        return "support" if partner_id in supporting and not is_silent else ""

    @staticmethod
    def _view(row: Row, party: str, round_number: int) -> View | None:
        if row["stage"] is None:
            return None
        rating = row["rating"] if row["stage"] == "in_progress" else None
        return View(party, row["stage"], rating, round_number, row["look_again_on"])

    def _place_decision(self, row: Row) -> list[tuple[Event, Said]]:
        """Return what a decision says of its action; a correction may settle the view, the date, or both."""
        counted = self._round_of_decision(row)
        if counted is None:
            return []
        receipt = self.receipts[row["receipt_id"]]
        event = Event.of(row, receipt, counted.number, receipt["received_at"])
        view = self._view(row, STEERING_GROUP, counted.number)
        said = []
        if row["decision"] in ("second_view", "settle", "correct") and view:
            said.append(Said("second_view" if row["decision"] == "second_view" else "settle", view))
        if row["decision"] in ("agree_date", "correct") and row["agreed_finish"]:
            said.append(Said("agree_date", agreed_finish=row["agreed_finish"]))
        return [(event, one) for one in said]

    def standings(self) -> dict[tuple[str, str], Standing]:
        """Return how every action stands in every round that has opened, by round and action."""
        stands: dict[tuple[str, str], Standing] = {}
        told = self.events()
        stale_after = {row["receipt_id"]: row["ageing_after_days"] or 65 for row in self.rows["plan"]}
        known: dict[str, Action] = {}
        for one in (one for one in self.rounds if one.opens_at <= self.as_of):
            moment = min(one.closed_at, self.as_of)
            register = self.register_at(moment)
            for action_id, row in self.actions[register].items():
                action = known.setdefault(action_id, Action(None))
                action.agreed_finish = action.agreed_finish or row["planned_finish"]
                action.stale_after_days = stale_after[register]
                for event, said in told.get(action_id, []):
                    if event.round_number == one.number:
                        action.hear(said, one.number)
                is_joined = row["joined_to"] is not None
                stands[one.round_id, action_id] = action.close(
                    one.number, cardiff_day(moment), is_joined=is_joined
                )
        return stands
