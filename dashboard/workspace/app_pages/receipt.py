"""One receipt, to print or to keep: what it records, its problems, its original, and what of it is public."""

from functools import partial

import streamlit as st

from dashboard.components.blocks import Block, block, link
from dashboard.components.context import open_published
from dashboard.locale.numbers import action_number
from dashboard.locale.vocabulary import USES, named_in
from dashboard.queries.release import ReleaseDamaged, ReleaseMissing
from dashboard.queries.sources import published_from
from dashboard.workspace.parts.receipts import became, progress, receipt_facts
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import Receipt, Refusal, header_of


def receipt_page(run: Visit) -> None:
    """Show a receipt of the partner's."""
    say, partner_id = run.words.say, run.partner_id
    asked = run.address.get("receipt")
    found = [each for each in run.desk.receipts(partner_id) if each.receipt_id == asked] if partner_id else []
    if not found or partner_id is None:
        run.show(
            "receipt",
            block("h1", say("Receipt")),
            block("p", say("There is no such receipt of yours."), kind="lead"),
        )
        return
    receipt = found[0]
    sent = _name_of_original(run, partner_id, receipt)
    run.show(
        "receipt",
        block("h1", say("Receipt")),
        block("p", became(receipt, run.words), kind="lead"),
        *(progress(run, receipt) if receipt.accepted else []),
        receipt_facts(receipt, run),
        block(
            "p",
            say("The file's fingerprint (SHA-256):"),
            " ",
            block("span", receipt.sha256, kind="code"),
            kind="quiet",
        ),
        *_problems(receipt, run),
        *(_public(receipt, run) if receipt.accepted else []),
        block("p", say("The file itself is gone: something in it was to be forgotten."), kind="quiet")
        if receipt.accepted and sent is None
        else None,
        block("p", link(say("All submissions"), "history", run.state()), kind="crumbs"),
    )
    if sent is not None:
        st.download_button(
            say("Download what you sent"),
            data=partial(_original, run, partner_id, receipt.receipt_id),
            file_name=sent,
            key="original",
            on_click="ignore",
            wrap=True,
        )


def _name_of_original(run: Visit, partner_id: str, receipt: Receipt) -> str | None:
    """Return the name of the file that was sent; None where it is not kept."""
    try:
        return run.desk.original(partner_id, receipt.receipt_id)[0] if receipt.accepted else None
    except Refusal:
        return None


def _original(run: Visit, partner_id: str, receipt_id: str) -> bytes:
    return run.desk.original(partner_id, receipt_id)[1]


def _problems(receipt: Receipt, run: Visit) -> list[Block | None]:
    say, header = run.words.say, header_of(run.words.lang)
    shown: list[Block | None] = []
    for title, found, kind in (
        (say("What was to be mended"), receipt.problems, "mend"),
        (say("Good to know"), receipt.warnings, "plain"),
    ):
        if found:
            lines = [
                block("li", each.described(receipt.language, header(each.column) if each.column else None))
                for each in found
            ]
            shown += [block("h2", title), block("ul", *lines, kind=kind, lang=receipt.language)]
    return shown


def _public(receipt: Receipt, run: Visit) -> list[Block | None]:
    words, say = run.words, run.words.say
    title = block("h2", say("What of it is public"))
    try:
        book = open_published()
    except (ReleaseMissing, ReleaseDamaged):
        return [title, block("p", say("Nothing yet: no round has been published."))]
    rows = published_from(book.cursor, receipt.receipt_id)
    if not rows:
        return [title, block("p", say("Nothing of it, as of the last published round."))]
    uses: dict[str, list[str]] = {}
    for row in rows:
        number = say("Action {number}", number=action_number(row.action_id, row.position, words))
        uses.setdefault(number, []).append(named_in(USES, row.used_for, words))
    lines = [block("li", number, ": ", " · ".join(dict.fromkeys(used))) for number, used in uses.items()]
    return [title, block("ul", *lines, kind="plain")]


receipt_page(visit())
