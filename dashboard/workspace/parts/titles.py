"""What an action of a partner, and a step of it, is called."""

from collections.abc import Mapping

from dashboard.locale.numbers import action_number
from dashboard.locale.translator import Words
from pipelines.workspace import MyAction


def number_of_action(mine: MyAction, words: Words) -> str:
    """Return an action's number as the reader's language writes it."""
    return action_number(mine.action.action_id, mine.position, words)


def title_of_action(mine: MyAction, words: Words) -> str:
    """Return an action as it is called in a line: its number and its title."""
    title = words.pick(mine.action.title_en, mine.action.title_cy)
    return f"{number_of_action(mine, words)} {title.text if title else words.say('title not yet entered')}"


def numbered(subject_id: str, actions: Mapping[str, MyAction], words: Words) -> list[str]:
    """Return an action by its number, and a step by its own too; what is not the partner's, by its id.

    An id says nothing of what it is of: a plan gives its own (`BE-24-1`, `1.2.3`).
    """
    for action_id, mine in actions.items():
        if subject_id == action_id:
            return [words.say("Action {number}", number=number_of_action(mine, words))]
        if step := step_of(subject_id, mine, words):
            return [words.say("Action {number}", number=number_of_action(mine, words)), step]
    return [subject_id]


def step_of(milestone_id: str, mine: MyAction, words: Words) -> str | None:
    """Return a step of an action by its place among its steps."""
    for milestone, _ in mine.milestones:
        if milestone.milestone_id == milestone_id:
            return words.say("step {number}", number=milestone.position)
    return None
