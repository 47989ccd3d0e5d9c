"""A plan of any size through the real door: its register, its partners' workbooks, its signed-off releases.

Titles, names and words are made up of plain words, and as long as asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from pipelines.defs import runs
from pipelines.releases.allow_list import public_tables
from pipelines.releases.sign_off.signing import sign_off, what_would_be_signed
from pipelines.warehouse.builds import Warehouse
from pipelines.warehouse.models import prepare_manifest
from tests.support.door import a_return, send
from tests.support.english_plan import write_tables

ROUNDS = ("2026-03", "2026-06")
ENGLISH = (
    "Mend the paths that people use most between the school gates and the shops, with lights that stay on at "
    "night, benches for those who need a rest, and room for prams, wheelchairs and bicycles side by side"
)
WELSH = (
    "Trwsio'r llwybrau y mae pobl yn eu defnyddio fwyaf rhwng gatiau'r ysgol a'r siopau, gyda goleuadau sy'n "
    "aros ynghyn yn y nos, meinciau i'r rhai y mae angen seibiant arnynt, a lle i bramiau ac i feiciau"
)
SAID: tuple[dict[str, str], ...] = (
    {"rating": "on_track"},
    {"rating": "at_risk", "reason": "The parts arrive late.", "next_news_by": "2026-10-01"},
    {"rating": "delayed", "reason": "The ground is wet.", "forecast_finish": "2027-12"},
    {"stage": "not_started", "rating": "", "next_news_by": "2026-10-01"},
    {"stage": "paused", "rating": "", "reason": "It waits for the survey.", "look_again_on": "2026-09-01"},
    {"stage": "complete", "rating": "", "completed_on": "2026-03-02", "evidence": "https://example.org/done"},
)


@dataclass(frozen=True)
class LargePlan:
    """How large a plan is, and how long its titles are."""

    actions: int
    themes: int
    partners: int
    title_length: int

    def partner_ids(self) -> list[str]:
        """Return its partners; every one leads an action, if there are enough."""
        return [f"partner-{number:02}" for number in range(1, self.partners + 1)]

    def led_by(self, partner_id: str) -> list[str]:
        """Return the actions that a partner leads."""
        ids = self.partner_ids()
        return [
            self.action_id(number)
            for number in range(1, self.actions + 1)
            if ids[number % self.partners] == partner_id
        ]

    def action_id(self, number: int) -> str:
        """Return the id of an action by its place."""
        return f"A{number:03}"

    def title(self, number: int) -> str:
        """Return the English title of an action by its place."""
        return _long(f"{number}. {ENGLISH}", self.title_length)

    def register(self, folder: Path) -> Path:
        """Write the files of its register into `folder`; return it."""
        return write_tables(folder, dict(self._tables()))

    def _tables(self) -> Iterator[tuple[str, list[dict[str, str]]]]:
        yield "plan", [
            {
                "plan_id": "large", "name_en": "The long plan", "name_cy": "Y cynllun hir",
                "languages": "en;cy", "is_demonstration": "yes", "as_of": "2026-07-20",
                "action_count": str(self.actions), "ageing_after_days": "120", "reply_working_days": "5",
                "steering_group_en": "The volunteers", "steering_group_cy": "Y gwirfoddolwyr",
                "statement_en": "Invented.", "statement_cy": "Dychmygol.",
            }
        ]  # fmt: skip
        yield "themes", [
            {"theme_id": f"theme-{number:02}", "position": str(number), "name_en": f"Theme {number} of many",
             "name_cy": f"Thema {number} o lawer"}
            for number in range(1, self.themes + 1)
        ]  # fmt: skip
        yield "partners", [
            {"partner_id": partner_id, "name_en": f"The neighbours of street {number}",
             "name_cy": f"Cymdogion stryd {number}"}
            for number, partner_id in enumerate(self.partner_ids(), start=1)
        ]  # fmt: skip
        yield "actions", [self._action(number) for number in range(1, self.actions + 1)]
        yield "milestones", [
            {"milestone_id": f"{self.action_id(number)}-M1", "action_id": self.action_id(number),
             "position": "1", "title_en": "The first step", "title_cy": "Y cam cyntaf", "due_on": "2026-12"}
            for number in range(1, self.actions + 1)
        ]  # fmt: skip
        yield "rounds", [_round(round_id) for round_id in (*ROUNDS, "2026-09", "2026-12")]

    def _action(self, number: int) -> dict[str, str]:
        ids = self.partner_ids()
        lead = ids[number % self.partners]
        others = [partner_id for partner_id in ids if partner_id != lead]
        return {
            "action_id": self.action_id(number),
            "position": str(number),
            "theme_id": f"theme-{(number - 1) * self.themes // self.actions + 1:02}",
            "title_en": self.title(number),
            "title_cy": _long(f"{number}. {WELSH}", self.title_length),
            "lead_partner_id": lead,
            "supporting_partner_ids": ";".join(others),
            "planned_start": "2026-01",
            "planned_finish": "2027-06",
        }


def _long(text: str, length: int) -> str:
    """Return a text again and again, up to a length."""
    return "".join(islice(cycle(f"{text}; "), length)).rstrip("; ").ljust(length, "e")


def _round(round_id: str) -> dict[str, str]:
    opens = date.fromisoformat(f"{round_id}-01")
    names = ("opens_on", "due_on", "closes_on", "review_on", "publish_on")
    days = dict(zip(names, (0, 9, 14, 19, 24), strict=True))
    return {"round_id": round_id} | {
        name: (opens + timedelta(days=later)).isoformat() for name, later in days.items()
    }


def _at(round_id: str, day: int) -> datetime:
    return datetime.combine(date.fromisoformat(f"{round_id}-{day:02}"), time(12), tzinfo=UTC)


def play(plan: LargePlan, home: Path, folder: Path, said: tuple[dict[str, str], ...] = SAID) -> None:
    """Load a plan's register into `home`, hand in every partner's workbook, sign off and publish two rounds.

    One partner of every five stays silent.
    """
    loaded = send(
        plan.register(folder / "register"), home, feed="register", partner_id=None, round_id=None,
        received_at=datetime(2026, 2, 1, 9, tzinfo=UTC),
    )  # fmt: skip
    assert loaded.accepted, loaded.problems
    tables = public_tables(prepare_manifest())
    for round_number, round_id in enumerate(ROUNDS):
        for number, partner_id in enumerate(plan.partner_ids(), start=1):
            rows = [
                _update(action_id, round_id, said[(place + round_number) % len(said)])
                for place, action_id in enumerate(plan.led_by(partner_id), start=number)
            ]
            if rows and number % 5:
                file = a_return(folder / f"{partner_id}-{round_id}.xlsx", rows)
                about: dict[str, Any] = {"partner_id": partner_id, "round_id": round_id}
                receipt = send(file, home, received_at=_at(round_id, 8), **about)
                assert receipt.accepted, receipt.problems
        reviewed_at = _at(round_id, 20)
        runs.refresh(home, reviewed_at)
        build = Warehouse.of(home).current()
        covered = what_would_be_signed(home, build, tables, round_id, reviewed_at)
        signed = sign_off(home, covered, role="chair", submitted_by="secretary", at=reviewed_at)
        assert signed.accepted, signed.problems
        runs.publish(home, round_id, _at(round_id, 24))


def _update(action_id: str, round_id: str, said: dict[str, str]) -> dict[str, str]:
    words = {
        "what_happened": f"Work on {action_id} went on in {round_id}.",
        "next_step": "Go on.",
        "reason": "So it was agreed.",
    }
    return {"action_id": action_id, "stage": "in_progress", **words, **said}
