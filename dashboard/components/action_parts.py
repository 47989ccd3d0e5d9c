"""Where an action stands: its headline, stage and rating, steps, dates, and who answers for it."""

from collections.abc import Mapping, Sequence

from dashboard.components.blocks import (
    Block,
    Child,
    block,
    day,
    folded,
    link,
    named,
    outside_link,
    parted,
    pill,
)
from dashboard.components.context import Reading
from dashboard.components.parties import in_name_order, party_name
from dashboard.components.tables import cell
from dashboard.components.text_pages import contact
from dashboard.locale.numbers import action_number
from dashboard.locale.translator import Words, mark
from dashboard.locale.vocabulary import FRESHNESS, MILESTONE_STATES, RATINGS, STAGES
from dashboard.queries.actions import Action, Milestone, Standing, Supporter
from dashboard.queries.definitions import Definition
from dashboard.queries.plan import Partner
from dashboard.settings import Settings

FEW = 5
"""How many partners stand in a line."""

STEP_COLUMNS = (mark("Step"), mark("Due"), mark("State"))


def steps(standing: Standing, milestones: Sequence[Milestone], words: Words) -> list[Block]:
    """Return the step line, its words, and the list of steps; no step, no figure."""
    if not milestones:
        return [
            block("h2", words.say("Steps")),
            block("p", words.say("No steps have been set for this action.")),
        ]
    kinds = {"done": "done", "cancelled": "cancelled"}
    in_line = sorted(
        milestones, key=lambda step: (step.state == "cancelled", step.state != "done", step.position)
    )
    line = block(
        "div",
        *(block("span", kind=kinds.get(step.state, "")) for step in in_line),
        kind="steps",
        aria_hidden="true",
    )
    rows = [_step_row(step, words) for step in milestones]
    head = block("tr", *(block("th", words.say(title), scope="col") for title in STEP_COLUMNS))
    return [
        block("h2", words.say("Steps")),
        line,
        block("p", steps_sentence(standing, words)),
        block("table", block("thead", head), block("tbody", *rows), kind="stacked"),
    ]


def steps_sentence(standing: Standing, words: Words) -> str:
    """Return how many steps are done, and how many were cancelled."""
    done = words.say(
        "{done} of {total} done",
        done=words.number(standing.milestone_done_count),
        total=words.number(standing.milestone_count),
    )
    cancelled = standing.milestone_cancelled_count
    return (
        done
        + (", " + words.count("{count} cancelled", "{count} cancelled", cancelled) if cancelled else "")
        + "."
    )


def _step_row(step: Milestone, words: Words) -> Block:
    state = words.say(MILESTONE_STATES[step.state])
    return block(
        "tr",
        block("th", named(step.title_en, step.title_cy, words), scope="row"),
        cell(block("span", *_step_due(step, words)), words.say(STEP_COLUMNS[1])),
        cell(
            block("span", state, *([", ", day(step.done_on, words)] if step.done_on else [])),
            words.say(STEP_COLUMNS[2]),
        ),
    )


def _step_due(step: Milestone, words: Words) -> list[Child]:
    """Return when a step is due; where that has moved, also how often, and when it was due at first."""
    due: list[Child] = [day(step.due_on, words)]
    if step.due_moved_count and step.original_due_on:
        at_first = words.say("at first {day}", day=words.day(step.original_due_on))
        due += [", ", moves(step.due_moved_count, words), ", ", at_first]
    return due


def dates(action: Action, standing: Standing, words: Words) -> Block:
    """Return the dates of an action, original and moved, and how we shall know that it is done."""
    rows: dict[str, Sequence[Child]] = {
        words.say("Planned start"): [day(action.planned_start_on, words)],
        words.say("Original finish"): [day(standing.original_finish_on, words)],
        words.say("Agreed finish"): [
            day(standing.agreed_finish_on, words),
            ", ",
            moves(standing.finish_moved_count, words),
        ]
        if standing.agreed_finish_on
        else [],
        words.say("Forecast"): [day(standing.forecast_finish_on, words)],
        words.say("Completed on"): [day(standing.completed_on, words)],
        words.say("We look again on"): [day(standing.look_again_on, words)],
        words.say("You will hear again by"): [day(standing.next_news_by, words)],
        words.say("How we will know it is done"): [named(action.done_means_en, action.done_means_cy, words)],
    }
    return fact_table(rows)


def moves(count: int, words: Words) -> str:
    """Return how often an agreed date has moved."""
    return words.count("moved once", "moved {count} times", count) if count else words.say("not moved")


def fact_table(rows: Mapping[str, Sequence[Child]], kind: str = "facts") -> Block:
    """Return a table of facts, leaving out those that there are none of."""
    built = [
        block("tr", block("th", label, scope="row"), block("td", *values))
        for label, values in rows.items()
        if any(value is not None for value in values)
    ]
    return block("table", block("tbody", *built), kind=kind)


def people(action: Action, supporters: Sequence[Supporter], run: Reading) -> Block:
    """Return who leads, who supports, and whom to ask: a role, never a person."""
    words, parties = run.words, run.book.partners
    lead = party_name(action.lead_partner_id, parties, words) or words.say("Not yet entered")
    helpers = in_name_order(
        [parties[found.partner_id] for found in supporters if found.role == "supporting"], words
    )
    return fact_table(
        {
            words.say("Lead partner"): [lead],
            words.say("Supporting"): _supporting(helpers, words),
            words.say("Whom to ask"): _contact(parties.get(action.lead_partner_id or ""), run),
        }
    )


def _supporting(partners: Sequence[Partner], words: Words) -> list[Child]:
    """Return the partners that help: in a line, or many of them as a list, folded up."""
    names: list[Child] = [named(partner.name_en, partner.name_cy, words) for partner in partners]
    if len(names) <= FEW:
        return parted(names)
    title = words.count("{count} partner", "{count} partners", len(names))
    return [folded(title, block("ul", *(block("li", name) for name in names), kind="plain"))]


def _contact(lead: Partner | None, run: Reading) -> list[Child]:
    """Return the lead's role and page for questions, else where the deployment says that anybody may ask."""
    words = run.words
    role = named(lead.contact_role_en, lead.contact_role_cy, words) if lead else None
    name = words.pick(lead.name_en, lead.name_cy) if lead else None
    page = (
        outside_link(words.say("Ask here"), lead.contact_url, name.text)
        if lead and name and lead.contact_url
        else None
    )
    return parted([found for found in (role, page) if found]) or [contact(run, Settings().contact)]


def crumbs(action: Action, theme_name: Block | None, run: Reading) -> Block:
    """Return the way back: overview, theme, this action."""
    words = run.words
    here = words.say("Action {number}", number=action_number(action.action_id, action.position, words))
    theme = link(theme_name or "", "themes", run.state(theme=action.theme_id))
    return block(
        "nav",
        link(words.say("Overview"), "", run.state()),
        " › ",
        theme,
        f" › {here}",
        kind="crumbs",
        aria_label=words.say("Where you are"),
    )


def headline_line(standing: Standing, definition: Block | None, run: Reading) -> tuple[Block, Block]:
    """Return the headline as a pill, its definition, and the way to all definitions (conventions S1)."""
    about = link(run.words.say("All definitions"), "about", run.state())
    return block("p", pill(standing.headline, run.words)), block("p", definition, " ", about, kind="quiet")


def standing_facts(standing: Standing, defined: Mapping[tuple[str, str], Definition], run: Reading) -> Block:
    """Return stage, rating and freshness, each with what it means (conventions S1)."""
    words = run.words
    rows: dict[str, list[Child]] = {}
    for kind, title, names, code in (
        ("stage", words.say("Stage"), STAGES, standing.stage),
        ("rating", words.say("Rating"), RATINGS, standing.rating),
        ("freshness", words.say("How fresh the news is"), FRESHNESS, standing.freshness),
    ):
        if code:
            meaning = defined.get((kind, code))
            told = named(meaning.definition_en, meaning.definition_cy, words) if meaning else None
            rows[title] = [block("strong", words.say(names[code]) + "."), " ", told]
    return fact_table(rows)
