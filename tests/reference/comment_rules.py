"""What became of what people said, written a second time in plain Python, to check the SQL against.

Written from design.md section 5 alone: each comment once in every round, by what was known at its close.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from tests.reference.delivery_rules import Standing
from tests.reference.plan_history import PlanHistory, Row

OF_HEADLINE = {
    "complete": "done",
    "on_track": "on_the_way",
    "not_started": "not_begun",
    "paused": "not_begun",
    "awaiting_first_update": "not_begun",
    "seen_differently": "seen_differently",
    "update_overdue": "no_recent_news",
    "at_risk": "late_or_at_risk",
    "delayed": "late_or_at_risk",
    "stopped": "stopped",
}
FURTHEST_BEHIND_FIRST = (
    "stopped", "late_or_at_risk", "no_recent_news", "seen_differently", "not_begun", "on_the_way", "done"
)  # fmt: skip
OUTSIDE = {"looked_into": "looked_into", "someone_else": "others_to_decide", "not_taken_up": "not_taken_up"}
NEVER = datetime(1, 1, 1, tzinfo=UTC)
Comment = tuple[str, str]
Ended = tuple[str, str | None]


def ended(topics: list[tuple[str, set[str]]], headlines: Mapping[str, str]) -> Ended:
    """Return what became of a comment and all its actions, from where each topic went and its actions."""
    inside = [actions for destination, actions in topics if destination in ("taken_up", "partly")]
    if inside:
        actions = sorted(set().union(*inside))
        found = {OF_HEADLINE[headlines[action]] for action in actions}
        found |= {"not_begun" for own in inside if not own}
        return next(each for each in FURTHEST_BEHIND_FIRST if each in found), ";".join(actions) or None
    went = {destination for destination, _ in topics}
    return next((outcome for place, outcome in OUTSIDE.items() if place in went), "not_coded"), None


class Heard:
    """What was said, as it was known at a moment."""

    def __init__(self, history: PlanHistory, moment: datetime) -> None:
        self.rows = history.rows
        known = [row for row in history.receipts.values() if row["received_at"] <= moment]
        self.received = {row["receipt_id"]: row["received_at"] for row in known}

    def comments(self) -> Iterator[tuple[Comment, set[str]]]:
        """Yield each comment of Taguette's projects with the topics that it was coded with."""
        for project in self._projects():
            own = self._own(project)
            topics = {
                row["tag_key"]: row["path"][6:] for row in own("tags") if row["path"].startswith("topic.")
            }
            coded: dict[str, set[str]] = defaultdict(set)
            for row in own("highlight_tags"):
                if row["tag_key"] in topics:
                    coded[row["highlight_key"]].add(topics[row["tag_key"]])
            if not self._is_whole(project):
                for row in own("highlights"):
                    yield (project["project_key"], row["highlight_key"]), coded[row["highlight_key"]]
                continue
            of_comment: dict[str, set[str]] = defaultdict(set)
            for row in own("highlight_comments"):
                of_comment[row["comment_key"]] |= coded[row["highlight_key"]]
            for row in own("comments"):
                yield (project["project_key"], row["comment_key"]), of_comment[row["comment_key"]]

    def _projects(self) -> list[Row]:
        """Return the export of each project that counts, without lists taken from a whole one."""
        last: dict[str, Row] = {}
        for row in sorted(self._known("projects"), key=self._edited):
            last[row["project_key"]] = row
        whole = {name for row in last.values() if self._is_whole(row) for name in self._documents(row)}
        return [
            row
            for row in last.values()
            if self._is_whole(row) or 2 * len(self._documents(row) & whole) <= len(self._documents(row))
        ]

    def _known(self, table: str) -> list[Row]:
        return [row for row in self.rows[f"taguette_{table}"] if row["receipt_id"] in self.received]

    def _own(self, project: Row) -> Any:
        place = (project["receipt_id"], project["project_key"])
        return lambda table: [
            row for row in self._known(table) if (row["receipt_id"], row["project_key"]) == place
        ]

    def _documents(self, project: Row) -> set[str]:
        return {row["name"] for row in self._own(project)("documents")}

    def _edited(self, row: Row) -> tuple[datetime, datetime, str]:
        return row["last_command_at"] or NEVER, self.received[row["receipt_id"]], row["receipt_id"]

    @staticmethod
    def _is_whole(project: Row) -> bool:
        return bool(project["exported_from"] == "sqlite3")


def outcomes(
    history: PlanHistory, standings: Mapping[tuple[str, str], Standing]
) -> dict[tuple[str, Comment], Ended]:
    """Return what became of every comment of Taguette's by every round that has opened."""
    found: dict[tuple[str, Comment], Ended] = {}
    for one in (one for one in history.rounds if one.opens_at <= history.as_of):
        moment = min(one.closed_at, history.as_of)
        register = history.register_at(moment)
        headlines = {action: each.headline for (at, action), each in standings.items() if at == one.round_id}
        actions: dict[str, set[str]] = defaultdict(set)
        for row in history.rows["action_topics"]:
            if row["receipt_id"] == register and row["action_id"] in headlines:
                actions[row["topic_code"]].add(row["action_id"])
        went = {
            row["topic_code"]: (row["destination"], actions[row["topic_code"]])
            for row in history.rows["topics"]
            if row["receipt_id"] == register
        }
        for comment, topics in Heard(history, moment).comments():
            placed = [went[topic] for topic in topics if topic in went]
            found[one.round_id, comment] = ended(placed, headlines)
    return found
