"""What became of what people asked for: one sentence and one bar, then and now, and round by round."""

from collections.abc import Iterator, Mapping

from dashboard.charts.listening import Counted, outcome_alt_text, outcome_bars, outcome_figures
from dashboard.charts.theme import OUTCOME_COLOURS
from dashboard.components.blocks import Block, block, folded, sentence
from dashboard.components.captioned_chart import captioned_chart, colour_key
from dashboard.components.context import Reading
from dashboard.components.listening_parts import counted, unit
from dashboard.components.tables import cell, figure_table, scrolling
from dashboard.locale.translator import Words
from dashboard.locale.vocabulary import OUTCOME_GROUPS, OUTCOMES
from dashboard.queries.listening import ALL, Listening, listening
from dashboard.queries.outcomes import became, in_groups, over_time


def became_sentence(by_outcome: Mapping[str, int], told: Listening, words: Words) -> str:
    """Return what became of everything, every comment once, with the parts that matter between `**`."""
    groups = {group: words.number(count) for group, count in in_groups(by_outcome).items()}
    late = sum(in_groups(by_outcome)[group] for group in ("late", "unclear"))
    return words.say(
        "Of {total}, what **{done}** asked for is **done**; for **{going}** it is on the way; for **{late}** "
        "it is late, at risk or seen differently, or nobody has told us how it stands; for {open} it has not "
        "begun or is still to be decided; for {outside} it was stopped, not taken up, or is for others.",
        total=counted(sum(by_outcome.values()), told, words),
        done=groups["done"],
        going=groups["on_the_way"],
        late=words.number(late),
        open=groups["open"],
        outside=groups["outside"],
    )


def then_and_now(run: Reading) -> str | None:
    """Return how much was done in the first round that heard anything, and now; None in that round."""
    rounds = over_time(run.book.cursor, run.book.round.round_id)
    if len(rounds) < 2:
        return None
    first, now = next(iter(rounds)), rounds[run.book.round.round_id]
    if not rounds[first]["done"] and now["done"]:
        return run.words.say(
            "In {round}, nothing that people asked for was done; now what {now} asked for is.",
            round=run.book.round_name(first, run.words),
            now=counted(now["done"], listening(run.book.cursor), run.words),
        )
    return run.words.say(
        "In {round}, what {before} asked for was done; now it is {now}.",
        round=run.book.round_name(first, run.words),
        before=counted(rounds[first]["done"], listening(run.book.cursor), run.words),
        now=run.words.number(now["done"]),
    )


def show_became(run: Reading, *lead: Block | None) -> bool:
    """Show the sentence and the bar after what leads to them; tell whether there is anything to show."""
    words, told = run.words, listening(run.book.cursor)
    everything = became(run.book.cursor, run.book.round.round_id).get(ALL)
    if not everything:
        return False
    key = colour_key(OUTCOME_COLOURS, OUTCOME_GROUPS, run)
    said = block("p", *sentence(became_sentence(everything, told, words)), kind="lead")
    run.show("became", *lead, said)
    row = Counted(counted(sum(everything.values()), told, words), in_groups(everything))
    captioned_chart(run, "became-bar", outcome_bars([row], words), outcome_alt_text(row, words))
    run.show(
        "became-note",
        key,
        block(
            "p",
            words.say(
                "Each is counted once: by the action it led to, as that action stood in {round}; where it "
                "led to several, by the one that is furthest behind.",
                round=run.round_name,
            ),
            kind="quiet",
        ),
        block("p", then) if (then := then_and_now(run)) else None,
        folded(words.say("The numbers"), *_numbers(run, everything)),
    )
    return True


def _numbers(run: Reading, everything: Mapping[str, int]) -> Iterator[Block]:
    """Give the table of the bar in all its outcomes, and the same parts round by round."""
    words, told = run.words, listening(run.book.cursor)
    head = [words.say("What became of it"), unit(told, words)]
    rows = [
        block(
            "tr",
            block("th", words.say(name), scope="row"),
            cell(words.number(everything[code]), head[1]),
        )
        for code, name in OUTCOMES.items()
    ]
    table = block(
        "table",
        block("thead", block("tr", *(block("th", name, scope="col") for name in head))),
        block("tbody", *rows),
        kind="figures",
    )
    yield scrolling(table, head[0])
    rounds = over_time(run.book.cursor, run.book.round.round_id)
    if len(rounds) > 1:
        title = words.say(run.book.rhythm.one_by_one)
        counts = [
            Counted(run.book.round_name(each, words), in_groups(found)) for each, found in rounds.items()
        ]
        yield block("p", block("strong", title))
        yield figure_table(outcome_figures(counts, words, words.say("Round")), title)
