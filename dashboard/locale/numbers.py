"""What an action is called by its number: as its plan numbers it."""

import re

from dashboard.locale.translator import Words

_COUNTED = re.compile(r"[A-Za-z]?0*([1-9][0-9]*)")


def own_number(action_id: str, position: int) -> int | str:
    """Return 7 for `A07`, the seventh action; and the id itself where it says more than a place."""
    counted = _COUNTED.fullmatch(action_id)
    return position if counted and int(counted[1]) == position else action_id


def action_number(action_id: str, position: int, words: Words) -> str:
    """Return an action's number as the reader's language writes it."""
    number = own_number(action_id, position)
    return words.number(number) if isinstance(number, int) else number
