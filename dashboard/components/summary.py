"""The first sentences and the large numbers: how many actions go well, how many were confirmed.

Each clause agrees with its number, in both languages, down to one and none.
"""

from dashboard.charts.theme import GROUP_COLOURS
from dashboard.components.blocks import Block, block, sentence
from dashboard.locale.translator import Words
from dashboard.locale.vocabulary import HEADLINES
from dashboard.queries.counts import GROUPS, Counts


def summary(counts: Counts, words: Words) -> str:
    """Return the sentence that answers the page's question, with the parts that matter between `**`."""
    groups = counts.by_group
    first = words.count(
        "Of {count} action, {done} and {going}, {late} {news}.",
        "Of {count} actions, {done} and {going}, {late} {news}.",
        counts.action_count,
        done=_done(groups["done"], words),
        going=_going(groups["going_well"], words),
        late=_late(groups["not_going_well"], words),
        news=_news(groups["no_recent_news"], words),
    )
    return f"{first} {_rest(counts, words)}".strip()


def large_numbers(counts: Counts, words: Words) -> Block:
    """Return the four numbers of the sentence again, large."""
    groups = counts.by_group
    labels = {
        "done": words.count("action done", "actions done", groups["done"]),
        "going_well": words.say("on track"),
        "not_going_well": words.say("late or at risk"),
        "no_recent_news": words.say("without recent news"),
    }
    items = [
        block("li", block("b", words.number(groups[group])), " ", label)
        | {"paint": {"edge": GROUP_COLOURS[group]}}
        for group, label in labels.items()
    ]
    return block("ul", *items, kind="numbers")


def lead_paragraph(counts: Counts, words: Words) -> Block:
    """Return the sentence as the first paragraph of a page."""
    return block("p", *sentence(summary(counts, words)), kind="lead")


def confirmed(counts: Counts, words: Words, round_name: str) -> str:
    """Return how many of the actions their lead partners confirmed in a round (conventions T16)."""
    return words.count(
        "{count} of {total} actions was confirmed by its lead partner in {round}.",
        "{count} of {total} actions were confirmed by their lead partners in {round}.",
        counts.confirmed_count,
        total=words.number(counts.action_count),
        round=round_name,
    )


def _done(count: int, words: Words) -> str:
    if not count:
        return words.say("**none is done**")
    return words.count("**{count} is done**", "**{count} are done**", count)


def _going(count: int, words: Words) -> str:
    if not count:
        return words.say("**none is on track**")
    return words.count("**{count} is on track**", "**{count} are on track**", count)


def _late(count: int, words: Words) -> str:
    if not count:
        return words.say("**none is late or at risk**,")
    return words.count("but **{count} is late or at risk**,", "but **{count} are late or at risk**,", count)


def _news(count: int, words: Words) -> str:
    if not count:
        return words.say("and **none is without recent news**")
    return words.count(
        "and for **{count} there is no recent news**", "and for **{count} there is no recent news**", count
    )


def _rest(counts: Counts, words: Words) -> str:
    """Return what the remaining actions are doing, so that the numbers sum to the plan's."""
    left = counts.by_group["other"]
    if not left:
        return ""
    parts = [
        (counts.by_headline[code], words.say(HEADLINES[code]).lower())
        for code in GROUPS["other"]
        if counts.by_headline[code]
    ]
    if left == 1:
        return words.say("The other one: {what}.", what=parts[0][1])
    listed = (
        parts[0][1]
        if len(parts) == 1
        else ", ".join(f"{words.number(count)} {word}" for count, word in parts)
    )
    return words.count("The other {count}: {what}.", "The other {count}: {what}.", left, what=listed)
