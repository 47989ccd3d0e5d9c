"""From an action's page to the receipts it rests on (conventions T13)."""

from collections.abc import Sequence

from dashboard.components.blocks import Block, Child, block, day, folded
from dashboard.components.context import Reading
from dashboard.components.parties import party_name
from dashboard.components.tables import cell, scrolling
from dashboard.locale.translator import mark
from dashboard.locale.vocabulary import FEEDS, USES, named_in
from dashboard.queries.sources import Source

COLUMNS = (mark("What"), mark("From"), mark("Received on"), mark("Receipt"))


def source_table(sources: Sequence[Source], run: Reading) -> Block | None:
    """Return each receipt and what rests on it, folded up; None where there is none."""
    words = run.words
    title = words.say("Where this page comes from")
    columns = [words.say(column) for column in COLUMNS]
    head = block("tr", *(block("th", column, scope="col") for column in columns))
    rows = [
        block(
            "tr",
            block("th", *_use(found, run), scope="row"),
            cell(named_in(FEEDS, found.feed, words), columns[1]),
            cell(day(found.received_on, words), columns[2]),
            cell(found.receipt_id, columns[3]),
        )
        for found in sources
    ]
    table = block("table", block("thead", head), block("tbody", *rows), kind="stacked")
    return folded(title, scrolling(table, title)) if rows else None


def _use(found: Source, run: Reading) -> list[Child]:
    """Return what a receipt is used for, and whose view or which step it is."""
    party = party_name(found.subject_id, run.book.partners, run.words)
    subject = party or (found.subject_id if found.used_for == "milestone" else None)
    use = named_in(USES, found.used_for, run.words)
    return [use, ": ", subject] if subject else [use]
