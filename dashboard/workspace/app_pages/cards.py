"""Boundary cards: the four lines in each language, who has agreed to this very text, and who has not."""

import streamlit as st

from dashboard.components.action_parts import fact_table
from dashboard.components.blocks import Block, Child, block, day
from dashboard.locale.numbers import action_number
from dashboard.locale.translator import LANGUAGES, mark
from dashboard.workspace.frame import partner_name, whose
from dashboard.workspace.visit import Visit, desk_of_session, visit
from pipelines.workspace import Card, DecidedSince, Meeting, NotAllowed, Receipt

LINES = {
    "agreed": mark("We have agreed"),
    "depends_on": mark("It depends on"),
    "not_included": mark("Not part of it"),
    "can_influence": mark("You can still influence"),
}
_ANSWER = "card-receipt"


def cards_page(run: Visit) -> None:
    """Show the cards of a partner's actions, or of all of them to the steering group."""
    partner_id, person = run.partner_id, run.person
    if person.may("review") and not person.partner_ids:
        found, own = Meeting(run.desk).cards(), None
    elif partner_id is not None:
        found, own = run.desk.cards(partner_id), partner_id
    else:
        raise NotAllowed("review")
    missing = [card for card in found if _waits_for(card, own)]
    rest = [card for card in found if card not in missing]
    _head(run, missing, own)
    _answered(run)
    for card in missing:
        with st.container():
            run.show(f"card-{card.action.action_id}", *_card(run, card))
            if own and person.may("report", own):
                _agree(run, card, own)
    if own is None and missing and Meeting(run.desk).may("agree_boundary"):
        _write_down(run, missing)
    if rest:
        title = run.words.say("The others ({count})", count=run.words.number(len(rest)))
        folded = block(
            "details",
            block("summary", title),
            *(block("div", *_card(run, card)) for card in rest),
            kind="folded more",
        )
        run.show("cards", folded)


def _waits_for(card: Card, own: str | None) -> bool:
    """Say whether a card can be agreed to and is not yet: by a partner, or by anybody."""
    return card.is_whole and (card.agreed[own] is None if own else not card.is_agreed)


def _head(run: Visit, missing: list[Card], own: str | None) -> None:
    words, say = run.words, run.words.say
    lead = (
        words.count(
            "{count} card waits for your agreement.", "{count} cards wait for your agreement.", len(missing)
        )
        if own
        else words.count("{count} card is being agreed.", "{count} cards are being agreed.", len(missing))
    )
    explained = say(
        "A card says what an action is and is not. It is public once every partner named has agreed to the "
        "very same words; where a word changes, it is open again."
    )
    run.show(
        "cards-head",
        block("h1", say("Boundary cards")),
        block("p", lead if missing else say("Every card is agreed."), kind="lead"),
        block("p", explained, kind="quiet"),
    )


def _card(run: Visit, card: Card) -> list[Block | None]:
    words, say = run.words, run.words.say
    spoken = [lang for lang in (words.lang, words.other) if lang in run.desk.languages()]
    tables: list[Block | None] = []
    for lang in spoken:
        rows: dict[str, list[Child]] = {}
        for part, title in LINES.items():
            text = card.parts[f"boundary_{part}_{lang}"]
            rows[words.say(title)] = [
                block("span", text, lang=lang) if text else block("span", say("still empty"), kind="quiet")
            ]
        tables += [
            block("h3", LANGUAGES[lang], lang=lang) if len(spoken) > 1 else None,
            fact_table(rows, kind="facts card"),
        ]
    return [block("h2", _name(run, card)), *tables, *_agreements(run, card)]


def _agreements(run: Visit, card: Card) -> list[Block | None]:
    words, say = run.words, run.words.say
    items = [
        block(
            "li",
            partner_name_of(run, party),
            ": ",
            *(
                [say("agreed on"), " ", day(agreed_on, words)]
                if agreed_on
                else [block("strong", say("agreement is missing"))]
            ),
        )
        for party, agreed_on in card.agreed.items()
    ]
    changed = (
        block("p", say("The words have changed since somebody agreed, so it is open again."), kind="quiet")
        if card.has_changed and not card.is_agreed
        else None
    )
    whole = (
        None
        if card.is_whole
        else block(
            "p", say("It has lines that are still empty, so nobody can agree to it yet."), kind="quiet"
        )
    )
    return [block("ul", *items, kind="plain"), changed, whole]


def partner_name_of(run: Visit, party: str) -> str:
    """Return what a partner is called, as it begins a line."""
    found = partner_name(run, party)
    return found.text if found else party


def _name(run: Visit, card: Card) -> str:
    title = run.words.pick(card.action.title_en, card.action.title_cy)
    number = action_number(card.action.action_id, card.position, run.words)
    return f"{number} {title.text if title else run.words.say('title not yet entered')}"


def _agree(run: Visit, card: Card, own: str) -> None:
    """Let a partner agree to the text that it sees; the door refuses it if the card reads otherwise."""
    st.button(
        run.words.say("We agree to these words"),
        key=f"agree-{card.action.action_id}",
        type="primary",
        on_click=_agreed,
        args=(own, card.action.action_id, card.text_sha256, run.words.lang),
        wrap=True,
    )


def _agreed(own: str, action_id: str, text_sha256: str, language: str) -> None:
    desk = desk_of_session()
    if desk is not None:
        st.session_state[_ANSWER] = desk.agree(own, action_id, text_sha256, language)


def _write_down(run: Visit, missing: list[Card]) -> None:
    """Let the group write down that a partner has agreed, in the meeting or by letter."""
    words, say = run.words, run.words.say
    by_id = {card.action.action_id: card for card in missing}
    run.show("write-down", block("h2", say("Write down an agreement")))
    chosen = by_id[
        st.selectbox(
            say("Which action?"),
            list(by_id),
            format_func=lambda each: _name(run, by_id[each]),
            key="card-of",
        )
    ]
    without = [party for party, agreed_on in chosen.agreed.items() if agreed_on is None]
    party = st.selectbox(
        say("Whose agreement"),
        without,
        format_func=lambda each: whose(run, each),
        key=f"card-party-{chosen.action.action_id}",
    )
    if st.button(say("Record it"), key="card-record", type="primary", wrap=True) and party:
        meeting, action_id = Meeting(run.desk), chosen.action.action_id
        earlier = meeting.decided_on(action_id)
        seen = earlier[-1].receipt_id if earlier else None
        about = {"action_id": action_id, "partner_id": party, "text_sha256": chosen.text_sha256}
        try:
            st.session_state[_ANSWER] = meeting.record("agree_boundary", action_id, seen, words.lang, **about)
        except DecidedSince:
            st.session_state.pop(_ANSWER, None)
        st.rerun()


def _answered(run: Visit) -> None:
    """Say once what became of the last agreement."""
    receipt: Receipt | None = st.session_state.pop(_ANSWER, None)
    if receipt is None:
        return
    if receipt.accepted:
        told = run.words.say("The agreement is recorded. Thank you.")
        run.show("card-answer", block("div", block("p", told), kind="kindly", role="status"))
        return
    lines = [block("li", each.message) for each in receipt.problems]
    run.show("card-answer", block("div", block("ul", *lines, kind="mend"), role="alert"))


cards_page(visit())
