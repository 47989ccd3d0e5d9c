"""History: every submission of an organisation, what became of it, and what of it is public."""

from dashboard.components.blocks import Block, Child, block, link
from dashboard.components.tables import cell
from dashboard.workspace.frame import whose
from dashboard.workspace.parts.receipts import became, moment, number_of, sent_by
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import Receipt

_SHOWN = 24


def history_page(run: Visit) -> None:
    """Show the receipts of a partner, the newest first."""
    words, say, partner_id = run.words, run.words.say, run.partner_id
    if partner_id is None:
        run.show(
            "history", block("h1", say("History")), block("p", say("Choose a partner first."), kind="lead")
        )
        return
    receipts = run.desk.receipts(partner_id)
    count = words.count(
        "{count} submission of {who}, the newest first.",
        "{count} submissions of {who}, the newest first.",
        len(receipts),
        who=whose(run, partner_id),
    )
    newest, older = receipts[:_SHOWN], receipts[_SHOWN:]
    run.show(
        "history",
        block("h1", say("History")),
        block("p", count, kind="lead")
        if receipts
        else block("p", say("Nothing has been sent yet."), kind="lead"),
        _table(run, newest) if newest else None,
        block("details", block("summary", say("Older ones")), _table(run, older), kind="folded")
        if older
        else None,
    )


def _table(run: Visit, receipts: list[Receipt]) -> Block:
    say = run.words.say
    columns = (say("Received"), say("Round"), say("Sent by"), say("What became of it"), say("Receipt"))
    head = block("tr", *(block("th", name, scope="col") for name in columns))
    rows = []
    for receipt in receipts:
        number = number_of(receipt)
        values: tuple[Child, ...] = (
            run.round_name(receipt.round_id) if receipt.round_id else "–",
            sent_by(run, receipt),
            became(receipt, run.words),
            link(number, "receipt", run.state(receipt=number), kind="code"),
        )
        cells = [cell(value, column) for value, column in zip(values, columns[1:], strict=True)]
        rows.append(block("tr", block("th", moment(receipt, run), scope="row"), *cells))
    return block("table", block("thead", head), block("tbody", *rows), kind="receipts stacked")


history_page(visit())
