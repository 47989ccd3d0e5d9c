"""The boundary card of an action: four fixed lines that every partner named has agreed to."""

from dashboard.components.action_parts import fact_table
from dashboard.components.blocks import Block, block, named
from dashboard.components.context import Reading
from dashboard.queries.boundary import BoundaryCard


def boundary_card(card: BoundaryCard | None, run: Reading) -> list[Block]:
    """Return what an action is and is not; nothing for one without a card."""
    words = run.words
    if card is None or card.state == "none":
        return []
    title = block("h2", words.say("What this is, and is not"))
    if card.state != "agreed":
        return [title, block("p", words.say("The partners are still agreeing the words of this."))]
    rows = {
        words.say("We have agreed"): [named(card.agreed_en, card.agreed_cy, words)],
        words.say("It depends on"): [named(card.depends_on_en, card.depends_on_cy, words)],
        words.say("Not part of it"): [named(card.not_included_en, card.not_included_cy, words)],
        words.say("You can still influence"): [named(card.can_influence_en, card.can_influence_cy, words)],
    }
    agreed = (
        words.say(
            "Every partner named agreed to these words; the last on {day}.", day=words.day(card.agreed_on)
        )
        if card.agreed_on
        else None
    )
    return [
        title,
        fact_table(rows, kind="facts card"),
        *([block("p", agreed, kind="quiet")] if agreed else []),
    ]
