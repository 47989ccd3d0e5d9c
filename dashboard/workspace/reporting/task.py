"""What every way of reporting works on: one partner's actions in one round."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.workspace.parts.answer import title_of
from dashboard.workspace.parts.pending import AsReturn, put
from dashboard.workspace.visit import Visit
from pipelines.workspace import MyAction, Round, Upload


@dataclass(frozen=True)
class Task:
    """A round to be reported for by a partner, at this visit."""

    run: Visit
    partner_id: str
    standing: Round
    mine: Sequence[MyAction]

    @property
    def round_id(self) -> str:
        """Return the round's id."""
        return self.standing.round_id

    @property
    def by_id(self) -> dict[str, MyAction]:
        """Return the partner's actions by their ids."""
        return {each.action.action_id: each for each in self.mine}

    def title(self, action_id: str) -> str:
        """Return what an action is called in a line."""
        return title_of(action_id, self.by_id, self.run.words)

    def look_at(self, key: str, upload: Upload) -> None:
        """Have something looked at, and wait for its confirmation."""
        put(self.run, key, upload, AsReturn(self.partner_id, self.round_id))
