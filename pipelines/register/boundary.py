"""The boundary card of an action: what is agreed, what it depends on, what it is not, what is still open.

Partners agree to the exact text, in every language of the plan, by its hash; the models compute the same.
"""

import hashlib
from itertools import product

from pipelines.contracts.register import Action
from pipelines.locale import LANGUAGES

PARTS = tuple(
    f"boundary_{part}_{language}"
    for language, part in product(LANGUAGES, ("agreed", "depends_on", "not_included", "can_influence"))
)
"""The columns of the register that hold the card, in the order in which they are hashed."""

_BETWEEN = "\x1f"


def card_sha256(action: Action) -> str:
    """Return the hash of the text of an action's card, as it reads in the register."""
    text = _BETWEEN.join(getattr(action, part) or "" for part in PARTS)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def empty_parts(action: Action, languages: tuple[str, ...]) -> list[str]:
    """Return the parts of an action's card that have no words yet; nobody can agree to a card with any.

    A plan's card has its parts in each of the `languages` that it speaks.
    """
    return [part for part in PARTS if part.endswith(languages) and not getattr(action, part)]
