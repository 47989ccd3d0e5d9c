"""What is handed over at the workspace: a file, or one made of a form; from here on they are the same."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipelines.contracts import FEEDS
from pipelines.contracts.returns import RETURN
from pipelines.intake.source import Source, source_of, source_of_files

UPDATES, MILESTONES = "updates", "milestone_updates"
Values = Mapping[str, str]


@dataclass(frozen=True)
class Upload:
    """A submission before the door has seen it."""

    name: str
    files: tuple[tuple[str, bytes], ...]
    is_made_here: bool = False

    def source(self, feed: str = RETURN.feed) -> Source:
        """Return it as the door takes it for a feed, with what stops it from being read."""
        caps = FEEDS[feed].caps
        if self.is_made_here:
            return source_of_files(self.name, dict(self.files), caps)
        ((_, content),) = self.files
        return source_of(self.name, content, caps)


def uploaded(name: str, content: bytes) -> Upload:
    """Return a file as it was uploaded."""
    return Upload(name, ((name, content),))


def of_form(action_id: str, update: Values, milestones: Mapping[str, Values]) -> Upload:
    """Return the return that a form of one action makes: column by column, as it was typed."""
    rows = [{**update, "action_id": action_id}] if any(update.values()) else []
    steps = [{**values, "milestone_id": milestone_id} for milestone_id, values in milestones.items()]
    return _made(f"form {action_id}", rows, steps)


def of_no_change(action_ids: Iterable[str]) -> Upload:
    """Return the return that says of some actions that nothing has changed."""
    return _made("no change", [{"action_id": action_id, "no_change": "yes"} for action_id in action_ids], [])


def _made(name: str, updates: list[dict[str, str]], milestones: list[dict[str, str]]) -> Upload:
    files = [(f"{UPDATES}.csv", _csv(UPDATES, updates))]
    if milestones:
        files.append((f"{MILESTONES}.csv", _csv(MILESTONES, milestones)))
    return Upload(name, tuple(files), is_made_here=True)


def _csv(table: str, rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    columns = [spec.name for spec in RETURN.tables[table].stored_columns]
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
