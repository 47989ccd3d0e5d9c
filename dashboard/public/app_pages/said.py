"""What people said: how many were heard, what they have, need and want to change, and in their own words."""

from dashboard.charts.listening import Counted, question_alt_text, question_bars, question_figures
from dashboard.charts.theme import QUESTION_COLOURS
from dashboard.components.blocks import Block, block, link, named, sentence
from dashboard.components.captioned_chart import colour_key, show_beside
from dashboard.components.context import Reading, reading
from dashboard.components.listening_parts import counted, heard, passages_note, ways
from dashboard.components.voices import bubbles
from dashboard.locale.vocabulary import QUESTIONS
from dashboard.queries.listening import Listening, listening, theme_voices, voices
from dashboard.queries.plan import Theme, themes


def voices_page(run: Reading) -> None:
    """Show what was said, counted and in quotes."""
    words, told = run.words, listening(run.book.cursor)
    run.show(
        "said",
        block("h1", words.say("What people said")),
        block("p", *sentence(heard(told, words)), kind="lead") if told.engagement_count else None,
        _when(run, told),
        ways(run, "said"),
        passages_note(told, words),
    )
    if not told.comment_count:
        run.show("nothing", block("p", words.say("What people said has not been added yet.")))
        return
    plan_themes = themes(run.book.cursor)
    _questions(run, told, plan_themes)
    run.show("voices", *_voices(run, plan_themes))


def _when(run: Reading, told: Listening) -> Block | None:
    words = run.words
    if told.first_held_on is None or told.last_held_on is None:
        return None
    if told.coded_count == told.comment_count:
        between = words.say(
            "From {first} to {last}.", first=words.day(told.first_held_on), last=words.day(told.last_held_on)
        )
        return block("p", between, kind="quiet")
    text = words.say(
        "From {first} to {last}. {coded} of {total} are coded: by what they speak of, and by whether it is "
        "something people have, need or want to change.",
        first=words.day(told.first_held_on),
        last=words.day(told.last_held_on),
        coded=words.number(told.coded_count),
        total=counted(told.comment_count, told, words),
    )
    return block("p", text, kind="quiet")


def _questions(run: Reading, told: Listening, plan_themes: tuple[Theme, ...]) -> None:
    words = run.words
    found = theme_voices(run.book.cursor)
    rows = []
    for theme in plan_themes:
        name = words.pick(theme.name_en, theme.name_cy)
        by_code = {one.question_code: one.comment_count for one in found if one.theme_id == theme.theme_id}
        rows.append(Counted(name.text if name else theme.theme_id, by_code))
    title = words.say("What people have, need and want to change")
    run.show("questions", block("h2", title), colour_key(QUESTION_COLOURS, QUESTIONS, run))
    show_beside(
        run,
        "questions-bars",
        question_bars(rows, words),
        question_alt_text(rows, words),
        question_figures(rows, words),
        title,
    )
    run.show("doubled", block("p", _why_rows_differ(sum(row.total for row in rows), run, told), kind="quiet"))


def _why_rows_differ(rows_total: int, run: Reading, told: Listening) -> str:
    return run.words.say(
        "Whatever speaks of two themes is counted in both, and what speaks of none is in no row, so the rows "
        "add up to {rows}; there are {total} in all.",
        rows=run.words.number(rows_total),
        total=counted(told.comment_count, told, run.words),
    )


def _voices(run: Reading, plan_themes: tuple[Theme, ...]) -> list[Block]:
    words, found = run.words, voices(run.book.cursor)
    built = [
        block("h2", words.say("In their own words")),
        block(
            "p",
            words.say(
                "Each quote is shown with the consent of whoever said it, and was chosen by a person, not by "
                "a program. “Something like it” means: on the same topic, in answer to the same question."
            )
            if found
            else words.say("No quote has been approved yet."),
            kind="quiet",
        ),
    ]
    for theme in plan_themes:
        own = [voice for voice in found if voice.theme_id == theme.theme_id]
        if own:
            name = link(named(theme.name_en, theme.name_cy, words), "themes", run.state(theme=theme.theme_id))
            built += [block("h3", name), bubbles(own, run)]
    return built


if __name__ == "__main__":
    voices_page(reading())
