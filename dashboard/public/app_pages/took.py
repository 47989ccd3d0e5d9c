"""What listening took: hours, paid and given freely, and money; who came, and when. Unknown is not zero."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dashboard.charts.efforts import (
    HELD_BACK,
    Reached,
    Taken,
    cost_alt_text,
    cost_bars,
    cost_figures,
    known_words,
    money_alt_text,
    money_bars,
    reach_alt_text,
    reach_bars,
    reach_figures,
)
from dashboard.charts.theme import HOUR_COLOURS, NAVY
from dashboard.components.blocks import Block, block, sentence
from dashboard.components.captioned_chart import captioned_chart, colour_key, show_beside
from dashboard.components.context import Reading, reading
from dashboard.components.listening_parts import ways
from dashboard.components.tables import figure_table
from dashboard.components.voices import method_name
from dashboard.locale.translator import mark
from dashboard.locale.vocabulary import COST_KINDS, HOURS, SPOKEN
from dashboard.queries.efforts import Cost, Reach, costs, reach
from dashboard.queries.listening import Listening, listening

MONEY = mark("Money")
Naming = Callable[[str], str]


def efforts_page(run: Reading) -> None:
    """Show what listening took and whom it reached."""
    words, told = run.words, listening(run.book.cursor)
    whole = [_taken(cost, words.say("In all")) for cost in costs(run.book.cursor, "all")]
    run.show(
        "took",
        block("h1", words.say("What listening took")),
        *([block("p", *sentence(_lead(run, whole[0])), kind="lead")] if whole else []),
        _coverage(run, told) if whole else None,
        ways(run, "took"),
    )
    if whole:
        _costs(run, whole[0])
    if told.engagement_count:
        _reach(run)
    if told.workshop_count:
        run.show("workshops", *_workshops(run, told))
    if not whole and not told.engagement_count:
        run.show("nothing", block("p", words.say("What listening took has not been added yet.")))


def _lead(run: Reading, whole: Taken) -> str:
    words = run.words
    return words.say(
        "As far as it was recorded, listening took **{paid} paid hours**, **{unpaid} hours that people gave "
        "freely**, and **{money}**.",
        paid=words.number(whole.paid_hours or 0),
        unpaid=words.number(whole.unpaid_hours or 0),
        money=words.money(whole.pounds or 0),
    )


def _coverage(run: Reading, told: Listening) -> Block:
    words = run.words
    text = words.say(
        "All hours are known for {known} of {events}. What was not recorded is not counted as nothing: the "
        "tables say how many entries each sum is known for.",
        known=words.number(told.engagement_hours_known_count),
        events=words.count("{count} event", "{count} events", told.engagement_count),
    )
    return block("p", text, kind="quiet")


def _costs(run: Reading, whole: Taken) -> None:
    words = run.words
    kinds = [_taken(cost, _kind_name(cost.code, run)) for cost in costs(run.book.cursor, "category")]
    hours, money = run.medium.halves()
    with hours:
        title = words.say("Hours of work, by what they were for")
        run.show("hours", block("h2", title), colour_key(HOUR_COLOURS, HOURS, run))
        captioned_chart(run, "costs", cost_bars(kinds, words), cost_alt_text(whole, words))
    with money:
        title = words.say("Money, by what it was for")
        run.show("money", block("h2", title), colour_key({"money": NAVY}, {"money": MONEY}, run))
        captioned_chart(run, "money", money_bars(kinds, words), money_alt_text(whole, words))
    title = words.say("What it was for")
    run.show("kinds", figure_table(cost_figures([*kinds, whole], title, words), title))
    givers = [_taken(cost, _party(cost.code, run)) for cost in costs(run.book.cursor, "organisation")]
    title = words.say("Who gave it")
    run.show(
        "givers",
        block("h2", title),
        figure_table(cost_figures([*givers, whole], words.say("Organisation"), words), title),
    )


def _reach(run: Reading) -> None:
    words = run.words
    months = _reached(run, "month", words.month)
    title = words.say("Who came, month by month")
    run.show("reach", block("h2", title))
    show_beside(
        run,
        "months",
        reach_bars(months, words),
        reach_alt_text(months, words),
        reach_figures(months, words.say("Month"), words),
        title,
    )
    namings: Mapping[str, tuple[str, Naming]] = MappingProxyType(
        {
            "method": (words.say("How people were heard"), lambda code: method_name(code, words)),
            "area": (words.say("Where"), lambda code: _spoken_or(code, run)),
            "language": (words.say("In which language"), lambda code: _spoken_or(code, run)),
        }
    )
    parts: list[Block] = []
    for dimension, (name, naming) in namings.items():
        if dimension == "language" and words.other is None:
            continue
        figures = reach_figures(_reached(run, dimension, naming), name, words)
        parts.append(figure_table(figures, name))
    run.show("ways", block("div", *parts, kind="thirds"), _rounding(run))


def _rounding(run: Reading) -> Block:
    text = run.words.say(
        "People are given to the nearest five, so that nobody can be known by a number; {sign} stands for a "
        "number that is held back. Somebody who came twice is counted twice.",
        sign=HELD_BACK,
    )
    return block("p", text, kind="quiet")


def _workshops(run: Reading, told: Listening) -> list[Block | None]:
    words = run.words
    said = [
        words.count(
            "{count} workshop made the plan from what was said.",
            "{count} workshops made the plan from what was said.",
            told.workshop_count,
        ),
        _known(
            mark("Residents who came: {value}."),
            told.workshop_resident_count,
            told.residents_recorded_count,
            told,
            run,
        ),
        _known(
            mark("Who came for partners: {value}."),
            told.workshop_partner_count,
            told.partners_recorded_count,
            told,
            run,
        ),
    ]
    if told.voucher_count is not None and told.vouchers_gbp is not None:
        said.append(
            words.count(
                "{count} voucher was given, worth {money}.",
                "{count} vouchers were given, worth {money} in all.",
                told.voucher_count,
                money=words.money(told.vouchers_gbp),
            )
        )
        if told.vouchers_recorded_count < told.workshop_count:
            said.append(
                words.say(
                    "Vouchers are known for {known} of {total}.",
                    known=words.number(told.vouchers_recorded_count),
                    total=words.number(told.workshop_count),
                )
            )
    if told.refreshments_gbp is not None:
        said.append(
            words.say(
                "Refreshments: {money}, known for {known} of {total}.",
                money=words.money(told.refreshments_gbp),
                known=words.number(told.refreshments_recorded_count),
                total=words.number(told.workshop_count),
            )
        )
    text = block("p", " ".join(filter(None, said)))
    return [block("h2", words.say("Workshops")), text, _counted_above(run, told)]


def _counted_above(run: Reading, told: Listening) -> Block | None:
    """Return why the money of the workshops and of the tables is not to be added."""
    if told.vouchers_gbp is None and told.refreshments_gbp is None:
        return None
    return block(
        "p",
        run.words.say(
            "This money is also in the tables above, month by month and as far as it was recorded there: the "
            "two are not to be added."
        ),
        kind="quiet",
    )


def _known(message: str, value: int | None, known: int, told: Listening, run: Reading) -> str:
    if told.is_workshop_count_suppressed:
        return run.words.say(message, value=HELD_BACK)
    number = None if value is None else run.words.number(value)
    return run.words.say(message, value=known_words(number, known, told.workshop_count, run.words))


def _reached(run: Reading, dimension: str, naming: Naming) -> list[Reached]:
    def row(found: Reach) -> Reached:
        return Reached(
            naming(found.code),
            found.engagement_count,
            found.recorded_count,
            found.people_count,
            found.is_suppressed,
        )

    return [row(found) for found in reach(run.book.cursor, dimension)]


def _taken(cost: Cost, name: str) -> Taken:
    return Taken(
        name,
        cost.entry_count,
        cost.paid_hours,
        cost.paid_hours_recorded_count,
        cost.volunteer_hours,
        cost.volunteer_hours_recorded_count,
        cost.expenses_gbp,
        cost.expenses_recorded_count,
    )


def _kind_name(code: str, run: Reading) -> str:
    return run.words.say(COST_KINDS[code]) if code in COST_KINDS else code[:1].upper() + code[1:]


def _spoken_or(code: str, run: Reading) -> str:
    return run.words.say(SPOKEN[code]) if code in SPOKEN else code


def _party(code: str, run: Reading) -> str:
    party = run.book.partners.get(code)
    name = run.words.pick(party.name_en, party.name_cy) if party else None
    return name.text if name else code


if __name__ == "__main__":
    efforts_page(reading())
