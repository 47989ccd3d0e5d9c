"""Boundary cards as they read now: the four lines, who has agreed to this very text, and who has not."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.contracts.register import Action
from pipelines.register import Register
from pipelines.register.boundary import PARTS, card_sha256, empty_parts
from pipelines.register.model import parties_of
from pipelines.workspace.minutes import all_decided

_Given = dict[tuple[str | None, str | None], dict[str | None, date]]
"""On which day each text of an action's card was first agreed to by a party."""


@dataclass(frozen=True)
class Card:
    """The card of an action, and the day on which each party agreed to its text as it reads now."""

    action: Action
    position: int
    parts: dict[str, str | None]
    """The four lines in each language, by the register's columns: `boundary_agreed_en` and on."""
    text_sha256: str
    is_whole: bool
    """Whether it has all its lines in every language of the plan: nobody can agree to one that has not."""
    agreed: dict[str, date | None]
    """Each party that has a part in the action, its lead first; None where its agreement is missing."""
    has_changed: bool
    """Whether somebody agreed to another text than this one."""

    @property
    def is_agreed(self) -> bool:
        """Say whether every party has agreed to this text."""
        return self.is_whole and bool(self.agreed) and None not in self.agreed.values()


def cards(home: Path, register: Register) -> list[Card]:
    """Return the card of every action that goes on, in plan order."""
    given: _Given = {}
    for each in all_decided(home):
        if each.decision == "agree_boundary":
            own = given.setdefault((each.action_id, each.partner_id), {})
            own.setdefault(each.text_sha256, each.decided_on)
    return [
        _card(action, place, register, given)
        for place, action in enumerate(register.actions, start=1)
        if not action.joined_to
    ]


def _card(action: Action, place: int, register: Register, given: _Given) -> Card:
    text = card_sha256(action)
    of_party = {party: given.get((action.action_id, party), {}) for party in parties_of(action)}
    return Card(
        action,
        place,
        {part: getattr(action, part) for part in PARTS},
        text,
        not empty_parts(action, register.languages),
        {party: agreed.get(text) for party, agreed in of_party.items()},
        any(agreed.keys() - {text} for agreed in of_party.values()),
    )
