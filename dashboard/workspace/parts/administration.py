"""Looking after a deployment: what is wrong with it and what to do, runs, the figures, who may do what."""

import logging
from collections.abc import Sequence

import streamlit as st

from dashboard.components.blocks import Block, Child, block, day, folded
from dashboard.components.tables import cell, scrolling
from dashboard.locale.translator import mark
from dashboard.workspace.visit import Visit, desk_of_session
from pipelines.workspace import NotAllowed, NotPossibleNow, Upkeep

log = logging.getLogger("dashboard.workspace")

_ASKED, _RUNS_WANTED = "refresh-asked", "runs-wanted"
SUBJECTS = {
    "folder": mark("The folder"),
    "room on the disk": mark("Room on the disk"),
    "register": mark("The register"),
    "build": mark("The figures"),
    "release": mark("What is public"),
    "signatures": mark("Signatures"),
    "calendar": mark("The calendar"),
    "bank holidays": mark("Bank holidays"),
    "words to take out": mark("Words to take out"),
    "faults": mark("Faults"),
    "backup": mark("Backup"),
    "running by itself": mark("Running by itself"),
    "sign-in": mark("Signing in"),
}
STATES = {"success": mark("done"), "failure": mark("failed"), "canceled": mark("stopped")}
JOBS = {
    "refresh": mark("Making the figures anew"),
    "publish": mark("Publishing"),
    "withhold": mark("Taking words back"),
    "backup": mark("Backup"),
    "retention": mark("Removing what is old"),
    "round_task": mark("What the calendar asks for"),
    "faults": mark("The list of faults"),
}
STORED = {
    "landing": mark("What was received"),
    "refused": mark("What was refused"),
    "warehouse": mark("The figures"),
    "releases": mark("What is public"),
    "dagster": mark("Runs"),
    "free": mark("Room that is left"),
}


def administration(run: Visit) -> None:
    """Show the state of the deployment, and let its figures be made anew."""
    upkeep, say = Upkeep(run.desk), run.words.say
    findings = upkeep.findings(run.words.lang)
    wrong = [each for each in findings if not each.is_well]
    lead = (
        run.words.count(
            "{count} thing needs to be seen to.", "{count} things need to be seen to.", len(wrong)
        )
        if wrong
        else say("All is well.")
    )
    lines = [_finding(run, each.subject, each.found) for each in wrong]
    well = [_finding(run, each.subject, each.found) for each in findings if each.is_well]
    run.show(
        "state",
        block("h1", say("Looking after it")),
        block("p", lead, kind="lead"),
        block("ul", *lines, kind="mend") if lines else None,
        folded(say("What was looked at and is well"), block("ul", *well, kind="plain")),
        *_faults(run, upkeep),
    )
    _figures(run, upkeep)
    _runs(run, upkeep)
    run.show("access", *access(run), *_storage(run, upkeep), *_versions(run, upkeep))


def access(run: Visit) -> list[Block | None]:
    """Return who may do what."""
    say = run.words.say
    columns = (say("E-mail"), say("Role"), say("Partner"), say("From"), say("Until"))
    rows = [
        (
            grant.email,
            grant.role,
            grant.partner_id or "–",
            day(grant.from_on, run.words) or "–",
            day(grant.until_on, run.words) or "–",
        )
        for grant in run.desk.access()
    ]
    return [
        block("h2", say("Who may do what")),
        block(
            "p",
            *_with_commands(say("The list is changed at the server, with `plan access load`.")),
            kind="quiet",
        ),
        _table(say("Who may do what"), columns, rows) if rows else block("p", say("The list is empty.")),
    ]


def _finding(run: Visit, subject: str, found: str) -> Block:
    return block("li", block("strong", run.words.say(SUBJECTS[subject])), ": ", *_with_commands(found))


def _with_commands(text: str) -> list[Child]:
    """Return a sentence with what stands between backticks, a command or its part, set as code."""
    return [block("code", part) if place % 2 else part for place, part in enumerate(text.split("`")) if part]


def _faults(run: Visit, upkeep: Upkeep) -> list[Block | None]:
    words, say, zone = run.words, run.words.say, run.desk.zone()
    found = upkeep.faults(words.lang)
    if not found:
        return []
    lines = [
        block(
            "li",
            block("strong", _job(run, each.job)),
            ", ",
            say("since {moment}", moment=words.moment(each.first_at, zone)),
            ": ",
            *_with_commands(each.words),
            _raw(run, each.raw),
        )
        for each in found
    ]
    told = say("A fault is tried again by itself; it goes from here when the next run of the job succeeds.")
    return [
        block("h2", say("Faults of runs")),
        block("ul", *lines, kind="mend"),
        block("p", told, kind="quiet"),
    ]


def _raw(run: Visit, told: str | None) -> Block | None:
    title = run.words.say("Its own words: technical, and in English only")
    return folded(title, block("p", told, lang="en")) if told else None


def _job(run: Visit, name: str) -> str:
    """Return what a job does, in the reader's language; one that is not ours by its name."""
    return run.words.say(JOBS[name]) if name in JOBS else name


def _figures(run: Visit, upkeep: Upkeep) -> None:
    words, say = run.words, run.words.say
    found, zone = upkeep.figures(), run.desk.zone()
    made = (
        say("Made {moment}.", moment=words.moment(found.built_at, zone))
        if found.built_at
        else say("They have not been made yet.")
    )
    waiting = (
        words.count(
            "{count} submission waits to be in them.",
            "{count} submissions wait to be in them.",
            found.waiting,
        )
        if found.waiting is not None
        else say("They cannot be read just now.")
    )
    asked = {
        True: say("They are being made anew."),
        False: say(
            "That could not be asked for: most often the server's disk is full. Its log says why; mend that, "
            "then press again."
        ),
    }.get(st.session_state.pop(_ASKED, found.is_wanted or None))
    run.show(
        "figures", block("h2", say("The figures")), block("p", " ".join(filter(None, (made, waiting, asked))))
    )
    st.button(say("Make them anew now"), key="refresh", on_click=_refresh, wrap=True)


def _refresh() -> None:
    """Ask for a refresh; who is at the session is found out anew."""
    desk = desk_of_session()
    if desk is None:
        return
    try:
        Upkeep(desk).refresh()
    except NotAllowed:
        log.warning("a refresh was not allowed")
    except NotPossibleNow:
        st.session_state[_ASKED] = False
    else:
        st.session_state[_ASKED] = True


def _runs(run: Visit, upkeep: Upkeep) -> None:
    words, say = run.words, run.words.say
    run.show("runs-title", block("h2", say("Runs")))
    if not st.session_state.get(_RUNS_WANTED):
        st.button(say("Show the latest runs"), key="runs", on_click=_want_runs, wrap=True)
        return
    with st.spinner(say("Reading…")):
        try:
            found = upkeep.runs()
        except NotPossibleNow:
            run.show("runs", block("p", say("They cannot be read just now.")))
            return
    zone, columns = run.desk.zone(), (say("Job"), say("State"), say("Began"), say("Ended"))
    rows = [
        (
            _job(run, each.job),
            say(STATES[each.status]) if each.status in STATES else say("under way"),
            *(words.moment(at, zone) if at else "–" for at in (each.began_at, each.ended_at)),
        )
        for each in found
    ]
    nothing = block("p", say("Nothing has run by itself here yet."))
    run.show("runs", _table(say("Runs"), columns, rows) if rows else nothing)


def _want_runs() -> None:
    st.session_state[_RUNS_WANTED] = True


def _storage(run: Visit, upkeep: Upkeep) -> list[Block | None]:
    say = run.words.say
    rows = [(say(STORED[name]), run.words.size(size)) for name, size in upkeep.storage()]
    return [block("h2", say("Storage")), _table(say("Storage"), (say("What"), say("Size")), rows)]


def _versions(run: Visit, upkeep: Upkeep) -> list[Block | None]:
    say = run.words.say
    columns = (say("Software"), say("Version"))
    return [block("h2", say("Versions")), _table(say("Versions"), columns, upkeep.versions())]


def _table(title: str, columns: tuple[str, ...], rows: Sequence[tuple[Child, ...]]) -> Block:
    """Return rows as a table whose first column names them."""
    head = block("tr", *(block("th", name, scope="col") for name in columns))
    lines = [
        block(
            "tr",
            block("th", row[0], scope="row"),
            *(cell(value, name) for value, name in zip(row[1:], columns[1:], strict=True)),
        )
        for row in rows
    ]
    return scrolling(block("table", block("thead", head), block("tbody", *lines), kind="stacked"), title)
