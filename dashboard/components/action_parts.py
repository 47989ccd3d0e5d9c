"""The parts of an action's page, each from its rows and the words."""

from collections.abc import Mapping, Sequence

from dashboard.components.blocks import Block, Child, block, day, link, named, outside_link, pill, said
from dashboard.components.context import Reading
from dashboard.locale.translator import Words, mark
from dashboard.locale.vocabulary import HEADLINES, MILESTONE_STATES, RATINGS, STAGES
from dashboard.queries.actions import Action, Milestone, Standing, Supporter, View
from dashboard.queries.plan import Partner

STEP_COLUMNS = (mark("Step"), mark("Due"), mark("State"))


def party_name(party_id: str | None, parties: Mapping[str, Partner], words: Words) -> Block | None:
    """Return a party's name."""
    party = parties.get(party_id or "")
    return named(party.name_en, party.name_cy, words) if party else None


def standing_word(stage: str, rating: str | None, words: Words) -> str:
    """Return a view in a word: its rating while in progress, else its stage."""
    return words.say(RATINGS[rating] if rating else STAGES[stage])


def view_boxes(views: Sequence[View], run: Reading) -> Block:
    """Return what each party says, side by side in equal boxes; neither stands above the other."""
    return block("div", *(_view_box(view, run) for view in views), kind="views")


def _view_box(view: View, run: Reading) -> Block:
    words = run.words
    return block(
        "section",
        block("h3", party_name(view.party_id, run.book.partners, words)),
        block("p", day(view.stated_on, words), kind="quiet"),
        block(
            "p",
            block("strong", standing_word(view.stage, view.rating, words) + "."),
            " ",
            said(words.quote(view.words, view.words_language), words),
        ),
        kind="view",
    )


def settling(views: Sequence[View], words: Words) -> list[Block]:
    """Return what would settle a difference, and when it is looked at again."""
    return [
        block(
            "p",
            *_labelled(
                words.say("What would settle it:"),
                said(words.quote(view.what_would_settle, view.words_language), words),
            ),
            *_labelled(words.say("We look again on"), day(view.look_again_on, words)),
            kind="quiet",
        )
        for view in views
        if view.what_would_settle or view.look_again_on
    ]


def _labelled(label: str, value: Block | None) -> list[Child]:
    return [] if value is None else [block("strong", label), " ", value, " "]


def latest_words(standing: Standing, run: Reading) -> list[Block | None]:
    """Return what the agreed party last said, in a set order: plain words, what happened, why, what next."""
    words = run.words
    party = party_name(standing.agreed_party_id, run.book.partners, words)
    plain, happened, reason, following = (
        said(words.quote(text, standing.words_language), words)
        for text in (standing.in_plain_words, standing.what_happened, standing.reason, standing.next_step)
    )
    if party is None or standing.stated_on is None:
        return [block("p", words.say("Nobody has reported on this action yet."))]
    return [
        block("h2", words.say("What was last reported")),
        block("p", party, ", ", day(standing.stated_on, words), kind="quiet"),
        block("p", block("strong", plain)) if plain else None,
        block("p", happened) if happened else None,
        block("p", *_labelled(words.say("Why:"), reason)) if reason else None,
        block("p", *_labelled(words.say("What happens next:"), following)) if following else None,
    ]


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
        block("table", block("thead", head), block("tbody", *rows)),
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
        block("td", day(step.due_on, words)),
        block("td", state, *([", ", day(step.done_on, words)] if step.done_on else [])),
    )


def dates(action: Action, standing: Standing, words: Words) -> Block:
    """Return the dates of an action, original and moved, and how we shall know that it is done."""
    rows: dict[str, Sequence[Child]] = {
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
    """Return how often the agreed finish has moved."""
    return words.count("moved once", "moved {count} times", count) if count else words.say("not moved")


def fact_table(rows: Mapping[str, Sequence[Child]]) -> Block:
    """Return a table of facts, leaving out those that there are none of."""
    built = [
        block("tr", block("th", label, scope="row"), block("td", *values))
        for label, values in rows.items()
        if any(value is not None for value in values)
    ]
    return block("table", block("tbody", *built), kind="facts")


def people(action: Action, supporters: Sequence[Supporter], run: Reading) -> Block:
    """Return who leads and who supports."""
    words, parties = run.words, run.book.partners
    lead = party_name(action.lead_partner_id, parties, words) or words.say("Not yet entered")
    helpers = [
        party_name(found.partner_id, parties, words) for found in supporters if found.role == "supporting"
    ]
    parted: list[Child] = [part for helper in helpers for part in (", ", helper)][1:]
    return fact_table({words.say("Lead partner"): [lead], words.say("Supporting"): parted})


def history(standings: Sequence[Standing], views: Sequence[View], run: Reading) -> Block:
    """Return the rounds, newest first: the headline, who said what, and the evidence."""
    rows = [
        _month(standing, [view for view in views if view.round_id == standing.round_id], run)
        for standing in standings
    ]
    return block("table", block("tbody", *rows), kind="history")


def _month(standing: Standing, views: Sequence[View], run: Reading) -> Block:
    words = run.words
    month = words.month(standing.round_id)
    told: list[Child] = [block("strong", words.say(HEADLINES[standing.headline]) + ". ")]
    for view in views:
        name = party_name(view.party_id, run.book.partners, words)
        told += [name, f": {standing_word(view.stage, view.rating, words).lower()}. "]
    told.append(said(words.quote(standing.in_plain_words, standing.words_language), words))
    evidence = (
        outside_link(words.say("Evidence"), standing.evidence_url, month) if standing.evidence_url else None
    )
    return block(
        "tr",
        block("th", month, scope="row"),
        block("td", *told),
        block("td", evidence),
    )


def crumbs(action: Action, theme_name: Block | None, run: Reading) -> Block:
    """Return the way back: overview, theme, this action."""
    words = run.words
    here = words.say("Action {number}", number=words.number(action.position))
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


def headline_line(standing: Standing, definition: Block | None, run: Reading) -> list[Block]:
    """Return the headline as a pill, its definition, and the way to all definitions (conventions S1)."""
    about = link(run.words.say("All definitions"), "about", run.state())
    return [block("p", pill(standing.headline, run.words)), block("p", definition, " ", about, kind="quiet")]
