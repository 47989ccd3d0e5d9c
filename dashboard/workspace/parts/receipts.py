"""Receipts on the screen: what was received, whether it was accepted, and where it is on its way."""

from collections.abc import Mapping

from dashboard.components.blocks import Block, block
from dashboard.locale.translator import Words
from dashboard.locale.vocabulary import PERSONAS
from dashboard.workspace.frame import tried_as
from dashboard.workspace.visit import Visit
from pipelines.workspace import Receipt

STATES = ("received", "checked", "in_figures")


def receipt_facts(receipt: Receipt, visit: Visit) -> Block:
    """Return what a receipt records, as a table to print."""
    words, say = visit.words, visit.words.say
    rows: list[tuple[str, Block | str]] = [
        (say("Receipt"), block("strong", number_of(receipt), kind="code")),
        (say("Round"), visit.round_name(receipt.round_id) if receipt.round_id else "–"),
        (say("Received"), moment(receipt, visit)),
        (say("Sent by"), sent_by(visit, receipt)),
        (say("File"), receipt.original_name),
        (say("What became of it"), became(receipt, words)),
    ]
    return block(
        "table",
        block(
            "tbody",
            *(block("tr", block("th", name, scope="row"), block("td", value)) for name, value in rows),
        ),
        kind="facts",
    )


def number_of(receipt: Receipt) -> str:
    """Return the number of a receipt; of a file that came twice, the first one's."""
    return receipt.duplicate_of or receipt.receipt_id


def sent_by(run: Visit, receipt: Receipt) -> str:
    """Return who sent something, and how that is known."""
    who = by_whom(run, receipt.submitted_by)
    if receipt.signed_in:
        return run.words.say("{who}, signed in", who=who)
    return run.words.say("{who} (not signed in)", who=who)


def by_whom(run: Visit, submitted_by: str) -> str:
    """Return who recorded something: the role that is tried out, or what the receipt says."""
    persona = submitted_by.removeprefix("trying out: ")
    is_tried = persona != submitted_by and (persona in PERSONAS or persona in run.desk.partners())
    return tried_as(run, persona) if is_tried else submitted_by


def moment(receipt: Receipt, visit: Visit) -> str:
    """Return when something was received, by the clock of the plan's place."""
    return visit.words.moment(receipt.received_at, visit.desk.zone())


def became(receipt: Receipt, words: Words) -> str:
    """Return what became of a submission, in a sentence."""
    if not receipt.accepted:
        return words.count(
            "Refused: {count} thing to mend. Nothing was recorded.",
            "Refused: {count} things to mend. Nothing was recorded.",
            len(receipt.problems),
        )
    if told := recorded(receipt.rows, words):
        return words.say("Accepted: {what}.", what=told)
    updates, steps = receipt.rows.get("updates", 0), receipt.rows.get("milestone_updates", 0)
    if not updates and not steps:
        return words.say("Accepted. It said nothing new, so nothing was recorded.")
    told = words.count("{count} action", "{count} actions", updates)
    if steps:
        told = words.say(
            "{one} and {other}", one=told, other=words.count("{count} step", "{count} steps", steps)
        )
    return words.say("Accepted: {what}.", what=told)


def recorded(rows: Mapping[str, int], words: Words) -> str:
    """Return how many rows of people's or of others' a file records, by table; nothing of a return."""
    told = {
        "questions": words.count("{count} question", "{count} questions", rows.get("questions", 0)),
        "felt_events": words.count("{count} event", "{count} events", rows.get("felt_events", 0)),
        "felt_answers": words.count(
            "{count} line of answers", "{count} lines of answers", rows.get("felt_answers", 0)
        ),
        "indicator_values": words.count("{count} value", "{count} values", rows.get("indicator_values", 0)),
    }
    return ", ".join(text for table, text in told.items() if rows.get(table))


def progress(run: Visit, *receipts: Receipt) -> list[Block | None]:
    """Return how far accepted submissions have come, and that they wait where nothing takes them on."""
    is_in_figures = all(run.desk.is_in_figures(receipt) for receipt in receipts)
    is_stuck = not is_in_figures and not run.desk.is_making_figures()
    return [
        _steps(is_in_figures, run.words),
        block("p", waiting_for_figures(run.words), kind="quiet") if is_stuck else None,
    ]


def waiting_for_figures(words: Words) -> str:
    """Return that what was sent waits, in a sentence: no figures are being made that it would come into."""
    return words.say(
        "The figures are not being made anew just now. What was sent is kept, and is in them the next time "
        "they are made. If this stays so, tell whoever looks after this site."
    )


def _steps(is_in_figures: bool, words: Words) -> Block:
    reached = len(STATES) if is_in_figures else len(STATES) - 1
    names = {
        "received": words.say("Received"),
        "checked": words.say("Checked"),
        "in_figures": words.say("In the figures"),
    }
    items = []
    for place, name in enumerate(names.values()):
        is_done = place < reached
        told = block("span", words.say("(done)"), kind="hidden") if is_done else None
        items.append(block("li", name, " ", told, kind="done" if is_done else "waiting"))
    return block("ol", *items, kind="progress")
