"""Quotes: what may be chosen for a theme or an action, why each, whose consent; what is public already."""

import streamlit as st

from dashboard.components.blocks import Block, block, link
from dashboard.components.voices import method_name
from dashboard.locale.translator import LANGUAGES
from dashboard.locale.vocabulary import PERSONAL, QUOTE_KINDS
from dashboard.queries.actions import tiles
from dashboard.queries.plan import themes
from dashboard.workspace.parts.consent import approve_form, withdraw_form
from dashboard.workspace.parts.figures import figures
from dashboard.workspace.parts.recorded import show_recorded
from dashboard.workspace.parts.round_head import opened
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import Candidate, Choice, Meeting, Refusal

_THEME, _ACTION = "theme", "action"


def quotes_page(run: Visit) -> None:
    """Show the quotes of one theme or action."""
    found = opened(run)
    if found is None:
        return
    meeting, standing, _ = found
    shown = figures(run, run.desk.build(), standing.round_id)
    names = {each.theme_id: run.words.pick(each.name_en, each.name_cy) for each in themes(shown.book.cursor)}
    called = {theme_id: name.text if name else theme_id for theme_id, name in names.items()}
    actions = {each.action_id: each for each in tiles(shown.book.cursor, standing.round_id)}
    theme_id = run.address.get(_THEME)
    action_id = run.address.get(_ACTION)
    if action_id not in actions:
        action_id = None
        theme_id = theme_id if theme_id in called else next(iter(called), None)
    _head(run, called, theme_id if action_id is None else None)
    if action_id is not None:
        title = run.words.pick(actions[action_id].title_en, actions[action_id].title_cy)
        run.show("of-action", block("h2", title.text if title else action_id))
    if theme_id is None and action_id is None:
        return
    try:
        choice = meeting.quotes(None if action_id else theme_id, action_id)
    except Refusal:
        run.show("no-quotes", block("p", run.words.say("There is nothing to choose from.")))
        return
    _candidates(run, meeting, choice)
    _approved(run, meeting, choice)
    show_recorded(run, meeting)


def _head(run: Visit, called: dict[str, str], chosen: str | None) -> None:
    say = run.words.say
    items = [
        block(
            "li",
            link(
                name, "quotes", run.state(theme=theme_id), aria_current="true" if theme_id == chosen else None
            ),
        )
        for theme_id, name in called.items()
    ]
    run.show(
        "quotes-head",
        block("h1", say("Quotes")),
        block(
            "p",
            say("Nothing that somebody said is public before one of you has read it and approved it."),
            kind="lead",
        ),
        block("nav", block("ul", *items), aria_label=say("Themes")),
    )


def _candidates(run: Visit, meeting: Meeting, choice: Choice) -> None:
    say = run.words.say
    run.show("to-choose", block("h2", say("To choose from")), _lacking(run, choice))
    if not choice.candidates:
        run.show("none-to-choose", block("p", say("Nothing to propose.")))
    for number, candidate in enumerate(choice.candidates):
        run.show(f"quote-{number}", *_candidate(run, candidate))
        if candidate.is_selectable and meeting.may("approve_voice"):
            with st.expander(say("Approve it, or leave it out for good"), key=f"open-{candidate.voice_id}"):
                approve_form(run, meeting, candidate)


def _lacking(run: Visit, choice: Choice) -> Block | None:
    if not choice.lacks_a_differing_view:
        return None
    told = run.words.say("All that is approved says the usual: choose one that differs as well.")
    return block("div", block("p", told), kind="kindly")


def _candidate(run: Visit, found: Candidate) -> list[Block | None]:
    words, say = run.words, run.words.say
    others = words.count(
        "{count} other said something like it", "{count} others said something like it", found.similar_count
    )
    method, _, area = (found.setting or "").partition(", ")
    where = [method_name(method, words)] if method else []
    why = [say(QUOTE_KINDS[found.kind]), others, *where, *([area] if area else [])]
    if found.needs_guardian:
        why.append(say("somebody under 18 may have said it: it needs a guardian’s consent"))
    personal = None
    if not found.is_selectable:
        kinds = ", ".join(say(PERSONAL[kind]) if kind in PERSONAL else kind for kind in found.personal_data)
        told = say(
            "It may tell who somebody is ({kinds}), so it cannot be approved as it was said.", kinds=kinds
        )
        personal = block("div", block("p", told), kind="notice")
    lang = found.language if found.language in LANGUAGES else None
    return [
        block("blockquote", block("p", found.quote), kind="bubble", lang=lang),
        block("p", " · ".join(why), kind="quiet"),
        personal,
    ]


def _approved(run: Visit, meeting: Meeting, choice: Choice) -> None:
    say = run.words.say
    run.show("public-already", block("h2", say("Approved already")))
    if not choice.approved:
        run.show("none-approved", block("p", say("None of this theme or action.")))
        return
    for number, each in enumerate(choice.approved):
        lang = each.language if each.language in LANGUAGES else None
        run.show(f"approved-{number}", block("blockquote", block("p", each.quote), kind="bubble", lang=lang))
    if not meeting.may("withdraw_voice"):
        return
    by_id = {each.voice_id: each.quote for each in choice.approved}
    with st.expander(say("Withdraw one"), key="open-withdrawal"):
        chosen = st.selectbox(
            say("Which quote?"),
            list(by_id),
            format_func=lambda each: by_id[each],
            key="withdraw-which",
        )
        withdraw_form(run, meeting, chosen)


quotes_page(visit())
