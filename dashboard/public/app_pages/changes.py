"""What changed: two rounds side by side, the actions that moved in plan order, good and bad alike."""

from dashboard.components.blocks import Block, block, sentence
from dashboard.components.changes import change_counts, change_lists, change_summary, unchanged
from dashboard.components.context import Reading, reading
from dashboard.components.rounds import agreed_line, round_choice
from dashboard.queries.actions import tiles
from dashboard.queries.changes import changes


def changes_page(run: Reading) -> None:
    """Show what changed up to the chosen round, since the one before or another chosen one."""
    words, book = run.words, run.book
    later = book.round.round_id
    run.show(
        "changes-title",
        block("h1", words.say("What changed in {round}", round=run.round_name)),
        *_body(run, later),
    )


def _body(run: Reading, later: str) -> list[Block | None]:
    words, book = run.words, run.book
    earlier = _earlier(run)
    if earlier is None:
        first = block("p", words.say("This is the first round."), kind="lead")
        return [first, round_choice(run, "changes", words.say(book.rhythm.another), later, "round")]
    found, since = changes(book.cursor, earlier, later), book.round_name(earlier, words)
    return [
        block(
            "p",
            *sentence(change_summary(found, book.plan.action_count, since, words)),
            kind="lead",
        ),
        change_counts(found, book.plan.action_count, words),
        agreed_line(run),
        round_choice(run, "changes", words.say(book.rhythm.another), later, "round"),
        round_choice(run, "changes", words.say(book.rhythm.compare), earlier, "from"),
        block("h2", words.say("Since {round}", round=since)),
        *change_lists(found, run),
        unchanged(found, tiles(book.cursor, later), run),
    ]


def _earlier(run: Reading) -> str | None:
    """Return the round to compare with: a published one that the address names, else the one before."""
    asked = run.address.get("from")
    known = {found.round_id for found in run.book.released}
    if asked in known and asked != run.book.round.round_id:
        return asked
    return run.book.previous.round_id if run.book.previous else None


if __name__ == "__main__":
    changes_page(reading())
