"""About the figures: what each word means, where the figures come from, and when the next ones do."""

from dashboard.components.blocks import Block, block, named, pill
from dashboard.components.context import Reading, reading
from dashboard.queries.definitions import definitions


def about(run: Reading) -> None:
    """Show the definitions."""
    words = run.words
    run.show(
        "about",
        block("h1", words.say("About the figures")),
        block("h2", words.say("What each status means")),
        _headlines(run),
    )


def _headlines(run: Reading) -> Block:
    rows = [
        block(
            "tr",
            block("th", pill(row.code, run.words), scope="row"),
            block("td", named(row.definition_en, row.definition_cy, run.words)),
        )
        for row in definitions(run.book.cursor)
        if row.kind == "headline"
    ]
    return block("table", block("tbody", *rows), kind="facts")


about(reading())
