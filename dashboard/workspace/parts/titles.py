"""What an action of a partner is called."""

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
