"""The parts of the pages on listening: what was counted, what people spoke of, and what became of it."""

from collections.abc import Mapping, Sequence

from dashboard.charts.theme import OUTCOME_COLOURS
from dashboard.components.blocks import Block, Child, block, link, named
from dashboard.components.context import Reading
from dashboard.components.tables import cell, scrolling
from dashboard.locale.numbers import action_number
from dashboard.locale.translator import Words, mark
from dashboard.locale.vocabulary import DESTINATIONS, OUTCOMES, QUESTIONS
from dashboard.queries.actions import Tile
from dashboard.queries.listening import Asset, Listening, Topic
from dashboard.queries.outcomes import TopicBecame, group_of, topics_became

PAGES = {
    "said": mark("What people said"),
    "went": mark("Where it went"),
    "took": mark("What listening took"),
}
Actions = Mapping[str, Tile]


def ways(run: Reading, page: str) -> Block:
    """Return the way among the three pages on listening."""
    say = run.words.say
    links = [
        block("li", link(say(title), target, run.state(), aria_current="page" if target == page else None))
        for target, title in PAGES.items()
    ]
    return block("nav", block("ul", *links), kind="ways", aria_label=say("Pages on listening"))


def counted(count: int, told: Listening, words: Words) -> str:
    """Return a number of comments; of coded passages, where comments cannot be told apart."""
    if told.has_comments:
        return words.count("{count} comment", "{count} comments", count)
    if told.has_both:
        return words.count("{count} comment or coded passage", "{count} comments and coded passages", count)
    return words.count("{count} coded passage", "{count} coded passages", count)


def unit(told: Listening, words: Words) -> str:
    """Return what is counted, as the head of a column."""
    if told.has_both:
        return words.say("Comments and coded passages")
    return words.say("Comments") if told.has_comments else words.say("Coded passages")


def heard(told: Listening, words: Words) -> str:
    """Return in one sentence how many people were heard, where, and how much they said."""
    events = words.count("{count} event", "{count} events", told.engagement_count)
    what = counted(told.comment_count, told, words)
    if told.participant_count is None:
        return words.say(
            "People were heard at **{events}**, and **{what}** were written down.", events=events, what=what
        )
    if told.engagement_people_recorded_count < told.engagement_count:
        return words.say(
            "**{people}** were heard at **{events}**, as far as they were counted, which was at {known}; and "
            "**{what}** were written down.",
            people=words.count("{count} person", "{count} people", told.participant_count),
            events=events,
            known=words.number(told.engagement_people_recorded_count),
            what=what,
        )
    return words.say(
        "**{people}** were heard at **{events}**, and **{what}** were written down.",
        people=words.count("{count} person", "{count} people", told.participant_count),
        events=events,
        what=what,
    )


def passages_note(told: Listening, words: Words) -> Block | None:
    """Return why passages are counted and not comments, where that is so."""
    if told.has_comments:
        return None
    if told.has_both:
        note = words.say(
            "For {passages} only a list has been sent so far, without the documents they come from. One "
            "person’s comment can hold several passages, so these numbers are of comments and of passages.",
            passages=words.count("{count} coded passage", "{count} coded passages", told.passage_count),
        )
    else:
        note = words.say(
            "Only a list of coded passages has been sent so far, without the documents they come from. One "
            "person’s comment can hold several passages, so these numbers are of passages, not of comments."
        )
    return block("p", note, kind="notice")


def doubled_note(rows_total: int, told: Listening, words: Words) -> Block:
    """Return why the rows of the themes, with a row for no theme, count more than was said."""
    return block(
        "p",
        words.say(
            "Whatever speaks of two themes is counted in both. So the rows of the themes add up to {rows}: "
            "{total}, and {again} counted once more.",
            rows=words.number(rows_total),
            total=counted(told.comment_count, told, words),
            again=words.number(rows_total - told.comment_count),
        ),
        kind="quiet",
    )


def topic_table(topics: Sequence[Topic], told: Listening, run: Reading) -> Block:
    """Return what people have, need and want to change, topic by topic, and where each topic stands."""
    words, found = run.words, topics_became(run.book.cursor, run.book.round.round_id)
    title = words.say("What people have, need and want to change")
    head = [
        words.say("Topic"),
        *(words.say(name) for name in QUESTIONS.values()),
        words.say("Where it stands"),
    ]
    rows = [
        block(
            "tr",
            block("th", topic_name(topic, words), scope="row"),
            *(
                cell(words.number(count), name)
                for count, name in zip(
                    (topic.have_count, topic.need_count, topic.change_count), head[1:], strict=False
                )
            ),
            cell(link(stands(topic, found.get(topic.topic_code), words), "went", run.state()), head[-1]),
        )
        for topic in topics
    ]
    return scrolling(
        block(
            "table",
            block("caption", unit(told, words)),
            block("thead", block("tr", *(block("th", name, scope="col") for name in head))),
            block("tbody", *rows),
            kind="figures topics stacked",
        ),
        title,
    )


def topic_name(topic: Topic, words: Words) -> Block | str:
    """Return a topic's title, else its code."""
    return named(topic.title_en, topic.title_cy, words) or topic.topic_code


def stands(topic: Topic, became: TopicBecame | None, words: Words) -> Block:
    """Return what a topic has come to, with the colour that it has in the bar.

    Where that is not known, in an old release or of what is in no register, it is where the topic went.
    """
    if became is None:
        return block("span", words.say(DESTINATIONS[topic.destination]))
    swatch = block("span", kind="swatch", aria_hidden="true")
    told = block("span", swatch, words.say(OUTCOMES[became.outcome]))
    return told | {"paint": {"edge": OUTCOME_COLOURS[group_of(became.outcome)]}}


def asset_list(assets: Sequence[Asset], actions: Actions, run: Reading) -> Block:
    """Return what there is to build on, each with the actions that do."""
    words = run.words
    return block(
        "ul",
        *(
            block(
                "li",
                named(asset.name_en, asset.name_cy, words) or asset.asset_id,
                *([": ", *action_links(asset.actions, actions, run)] if asset.actions else []),
            )
            for asset in assets
        ),
        kind="plain",
    )


def action_links(action_ids: Sequence[str], actions: Actions, run: Reading) -> list[Child]:
    """Return links to actions, by number and title, parted by semicolons."""
    parted: list[Child] = []
    for action_id in action_ids:
        found = actions.get(action_id)
        if found is None:
            continue
        title = named(found.title_en, found.title_cy, run.words) or run.words.say("title not yet entered")
        to = run.state(action=found.action_id)
        number = action_number(found.action_id, found.position, run.words)
        parted += ["; ", block("b", number), " ", link(title, "action", to)]
    return parted[1:]
