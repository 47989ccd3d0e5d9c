"""The round: the agenda of the meeting, one thing at a time with all that is known of it, and deciding."""

from collections.abc import Sequence

import streamlit as st

from dashboard.components.blocks import block, heading, link, sentence
from dashboard.workspace.frame import whose
from dashboard.workspace.parts.action_sheet import action_sheet, known_of
from dashboard.workspace.parts.agenda_list import CHOSEN, agenda_list, late_title, name_of, subjects
from dashboard.workspace.parts.decide import Matter, decide
from dashboard.workspace.parts.figures import figures
from dashboard.workspace.parts.packing import offer_pack
from dashboard.workspace.parts.recorded import show_recorded
from dashboard.workspace.parts.round_head import opened
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import Agenda, LateReturn, Meeting, Point, Recorded, Round


def round_page(run: Visit) -> None:
    """Show the agenda of a round, and what is chosen on it."""
    found = opened(run)
    if found is None:
        return
    meeting, standing, agenda = found
    recorded = meeting.minutes(standing.round_id)
    dealt = {each.subject for each in recorded if each.subject}
    chosen = _chosen(run, agenda, dealt)
    _title(run, standing, agenda, recorded)
    with st.container(key="meeting"):
        left, right = st.columns([3, 7], gap="medium")
        with left:
            run.show("agenda", *agenda_list(run, agenda, chosen, dealt))
        with right:
            _looked_at(run, meeting, standing, agenda, chosen)
    offer_pack(run, meeting, standing)


def _chosen(run: Visit, agenda: Agenda, dealt: set[str]) -> str | None:
    """Return what is looked at: what the address asks for, else the first that is not dealt with."""
    waiting = subjects(agenda)
    asked = run.address.get("on")
    if asked in {*waiting, *(point.action_id for point in agenda.rest)}:
        return asked
    return next((each for each in waiting if each not in dealt), waiting[0] if waiting else None)


def _title(run: Visit, standing: Round, agenda: Agenda, recorded: Sequence[Recorded]) -> None:
    words, say = run.words, run.words.say
    needing = words.count(
        "**{count} of {total}** needs the group.",
        "**{count} of {total}** need the group.",
        len(agenda.points),
        total=words.number(agenda.action_count),
    )
    returned = words.count(
        "{count} of {total} partners has reported.",
        "{count} of {total} partners have reported.",
        agenda.returned_count,
        total=words.number(agenda.expected_count),
    )
    title = say(
        "{round}, for the meeting on {day}",
        round=run.round_name(standing.round_id),
        day=words.day(standing.round.review_on),
    )
    minutes = f"{say('Minutes')} ({words.number(len(recorded))})"
    run.show(
        "round-title",
        block("h1", title),
        block("p", *sentence(f"{needing} {returned}"), kind="lead"),
        block(
            "p",
            link(minutes, "minutes", run.state()),
            " · ",
            link(say("Sign-off"), "sign-off", run.state()),
            kind="crumbs",
        ),
    )


def _looked_at(run: Visit, meeting: Meeting, standing: Round, agenda: Agenda, chosen: str | None) -> None:
    points = {point.action_id: point for point in (*agenda.points, *agenda.rest)}
    late = {each.receipt_id: each for part in agenda.parts for each in part.returns}
    if chosen is None:
        run.show("nothing-chosen", heading(CHOSEN, run.words.say("Nothing waits for the group.")))
        return
    if chosen in points:
        matter = _of_action(run, meeting, standing, agenda, points[chosen])
    else:
        matter = _of_return(run, standing, late[chosen], points)
    if standing.is_locked:
        told = run.words.say(
            "This round is signed off. To change something in it, correct it on the page Sign-off."
        )
        run.show("locked", block("p", told, kind="quiet"))
    else:
        decide(run, meeting, matter)
    show_recorded(run, meeting)
    _next(run, agenda, chosen, points, late)


def _of_action(run: Visit, meeting: Meeting, standing: Round, agenda: Agenda, point: Point) -> Matter:
    """Show an action, and return what can be decided on it."""
    shown = figures(run, run.desk.build(), standing.round_id)
    run.show("looked-at", *action_sheet(run, shown, point, _place(run, agenda, point.action_id)))
    is_seen_differently = "seen_differently" in point.reasons
    held = [
        each.decision for each in meeting.decided_on(point.action_id) if each.decision in ("hold", "unhold")
    ]
    choices = [
        "nothing",
        "ask",
        *(["keep", "settle"] if is_seen_differently else []),
        "second_view",
        "agree_date",
        "unhold" if held[-1:] == ["hold"] else "hold",
    ]
    parties = {
        each.partner_id: whose(run, each.partner_id)
        for each in known_of(run.desk.build(), standing.round_id, point.action_id).supporters
    }
    about = {"action_id": point.action_id, "round_id": standing.round_id}
    return Matter(point.action_id, about, choices, parties, point.stage, point.rating)


def _of_return(run: Visit, standing: Round, late: LateReturn, points: dict[str, Point]) -> Matter:
    """Show a late return, and return what can be decided on it."""
    say = run.words.say
    speaks = [block("li", name_of(points[each], run.words)) for each in late.action_ids if each in points]
    receipt = link(
        say("Its receipt, and the file itself"),
        "receipt",
        run.state(partner=late.partner_id, receipt=late.receipt_id),
    )
    run.show(
        "looked-at",
        heading(CHOSEN, late_title(run, late)),
        block(
            "p", say("It came after the round had closed. Until it is let in, it counts in the next round.")
        ),
        block("p", say("It speaks of:")),
        block("ul", *speaks, kind="plain"),
        block("p", receipt),
    )
    about = {"subject_receipt_id": late.receipt_id, "round_id": standing.round_id}
    return Matter(late.receipt_id, about, ["accept_late", "nothing"], {})


def _place(run: Visit, agenda: Agenda, subject: str) -> str:
    waiting = subjects(agenda)
    if subject not in waiting:
        return ""
    number = run.words.number
    return run.words.say(
        "{place} of {total}", place=number(waiting.index(subject) + 1), total=number(len(waiting))
    )


def _next(
    run: Visit, agenda: Agenda, chosen: str, points: dict[str, Point], late: dict[str, LateReturn]
) -> None:
    waiting = subjects(agenda)
    if chosen not in waiting:
        return
    if chosen == waiting[-1]:
        told = run.words.say("That was the last one. Next: Sign-off")
        run.show("next", block("p", link(told, "sign-off", run.state(), kind="button other")))
        return
    following = waiting[waiting.index(chosen) + 1]
    name = name_of(points[following], run.words) if following in points else late_title(run, late[following])
    way = link(
        run.words.say("Next: {what}", what=name),
        "round",
        run.state(on=following),
        spot=CHOSEN,
        kind="button other",
    )
    run.show("next", block("p", way))


round_page(visit())
