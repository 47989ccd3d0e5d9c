"""Where it went: everything that was said, in exactly one place, with the reason where it is not taken up."""

from collections.abc import Iterator, Sequence

from dashboard.charts.listening import (
    Counted,
    destination_alt_text,
    destination_bars,
    destination_figures,
    outcome_alt_text,
    outcome_bars,
    outcome_figures,
)
from dashboard.charts.theme import DESTINATION_COLOURS, OUTCOME_COLOURS
from dashboard.components.blocks import Block, block, named, pill, sentence
from dashboard.components.captioned_chart import colour_key, show_above
from dashboard.components.context import Reading, reading
from dashboard.components.csv_of_figures import file_name, table_csv
from dashboard.components.listening_parts import (
    Actions,
    action_links,
    asset_list,
    counted,
    doubled_note,
    passages_note,
    stands,
    topic_name,
    unit,
    ways,
)
from dashboard.components.outcomes import show_became
from dashboard.components.tables import cell, scrolling
from dashboard.components.voices import WEB_ONLY
from dashboard.locale.translator import LANGUAGES
from dashboard.locale.vocabulary import DESTINATIONS, OUTCOME_GROUPS, OUTCOMES
from dashboard.queries.actions import tiles
from dashboard.queries.listening import (
    ALL,
    NONE,
    Listening,
    Topic,
    Voice,
    assets,
    destinations,
    listening,
    topics,
    voices,
)
from dashboard.queries.outcomes import became, in_groups, topics_became
from dashboard.queries.plan import themes


def destinations_page(run: Reading) -> None:
    """Show where everything went, theme by theme and topic by topic."""
    words, told = run.words, listening(run.book.cursor)
    rows = _rows(run)
    title = block("h1", words.say("Where it went"))
    is_shown = bool(told.comment_count) and show_became(run, title)
    accounted = sentence(_lead(run, told, rows[-1])) if told.comment_count else []
    run.show(
        "went",
        None if is_shown else title,
        block("p", *accounted, kind="" if is_shown else "lead") if accounted else None,
        ways(run, "went"),
        passages_note(told, words),
    )
    if not told.comment_count:
        run.show("nothing", block("p", words.say("What people said has not been added yet.")))
        return
    actions = {tile.action_id: tile for tile in tiles(run.book.cursor, run.book.round.round_id)}
    found = topics(run.book.cursor)
    run.show("topics", *_topics(run, told, found, actions))
    _destinations(run, told, rows)
    if is_shown:
        _outcomes(run, rows)
    run.show("left", *_left(run, told, found, actions))


def _rows(run: Reading) -> list[Counted]:
    """Return where things went: by theme, of no theme, and in all, everything once."""
    words = run.words
    names = {theme.theme_id: words.pick(theme.name_en, theme.name_cy) for theme in themes(run.book.cursor)}
    titles = {theme_id: name.text for theme_id, name in names.items() if name}
    titles |= {NONE: words.say("No theme"), ALL: words.say("Everything, each once")}
    by_theme: dict[str, dict[str, int]] = {theme_id: {} for theme_id in titles}
    for ended in destinations(run.book.cursor):
        by_theme[ended.theme_id][ended.destination] = ended.comment_count
    return [Counted(titles[theme_id], by_code) for theme_id, by_code in by_theme.items()]


def _lead(run: Reading, told: Listening, everything: Counted) -> str:
    words = run.words
    return words.say(
        "All **{total}** are accounted for: **{taken} were taken up**, {partly} in part, {looked_into} are "
        "being looked into, {someone_else} are for someone else to decide, **{not_taken} were not taken "
        "up**, and {not_coded} are not yet coded.",
        total=counted(told.comment_count, told, words),
        taken=words.number(everything.by_code["taken_up"]),
        partly=words.number(everything.by_code["partly"]),
        looked_into=words.number(everything.by_code["looked_into"]),
        someone_else=words.number(everything.by_code["someone_else"]),
        not_taken=words.number(everything.by_code["not_taken_up"]),
        not_coded=words.number(everything.by_code["not_coded"]),
    )


def _destinations(run: Reading, told: Listening, rows: list[Counted]) -> None:
    words = run.words
    title = words.say("Theme by theme")
    run.show("themes", block("h2", title), colour_key(DESTINATION_COLOURS, DESTINATIONS, run))
    figures = destination_figures(rows, words)
    show_above(
        run,
        "destinations",
        destination_bars(rows[:-1], words),
        destination_alt_text(rows[-1], words),
        figures,
        title,
    )
    run.show(
        "reconciled",
        doubled_note(sum(row.total for row in rows[:-1]), told, words),
        block("p", _how_it_ends(run), kind="quiet"),
        block("p", " ".join(_from_which_events(run, told)), kind="quiet"),
    )
    run.medium.offer(
        "download-went",
        words.say("Download as CSV"),
        table_csv(figures.columns, [(row.name, *row.by_code.values(), row.total) for row in rows]),
        file_name(words.say("where-it-went"), run),
    )


def _outcomes(run: Reading, named: list[Counted]) -> None:
    """Show what became of what was said, theme by theme, and offer all of its outcomes as a file."""
    words, found = run.words, became(run.book.cursor, run.book.round.round_id)
    by_theme = {name: row.name for name, row in zip(_scopes(run), named, strict=True)}
    rows = [Counted(name, in_groups(found[theme_id])) for theme_id, name in by_theme.items()]
    title = words.say("What became of it, theme by theme")
    run.show("became-themes", block("h2", title), colour_key(OUTCOME_COLOURS, OUTCOME_GROUPS, run))
    show_above(
        run,
        "outcomes",
        outcome_bars(rows[:-1], words),
        outcome_alt_text(rows[-1], words),
        outcome_figures(rows, words, words.say("Theme")),
        title,
    )
    columns = (words.say("Theme"), *(words.say(name) for name in OUTCOMES.values()), words.say("In all"))
    lines: list[tuple[str | int, ...]] = [
        (name, *(found[theme_id][code] for code in OUTCOMES), sum(found[theme_id].values()))
        for theme_id, name in by_theme.items()
    ]
    run.medium.offer(
        "download-became",
        words.say("Download as CSV"),
        table_csv(columns, lines),
        file_name(words.say("what-became-of-it"), run),
    )


def _scopes(run: Reading) -> list[str]:
    return [*(theme.theme_id for theme in themes(run.book.cursor)), NONE, ALL]


def _how_it_ends(run: Reading) -> str:
    return run.words.say(
        "What speaks of several topics ends in one place only: where the topic that went furthest into the "
        "plan ended, in the order of the colours above."
    )


def _from_which_events(run: Reading, told: Listening) -> Iterator[str]:
    """Give from how many events there is something, and how much is from no event that is known."""
    words = run.words
    yield words.say(
        "There is something from {with_comments} of {events}.",
        with_comments=words.number(told.engagement_with_comments_count),
        events=words.count("{count} event", "{count} events", told.engagement_count),
    )
    if told.without_engagement_count:
        yield words.say(
            "From no event of the list: {what}.",
            what=counted(told.without_engagement_count, told, words),
        )


def _topics(run: Reading, told: Listening, found: tuple[Topic, ...], actions: Actions) -> list[Block]:
    words = run.words
    built = [block("h2", words.say("Topic by topic"))]
    for code, name in DESTINATIONS.items():
        own = [topic for topic in found if topic.destination == code]
        if own:
            built += [block("h3", words.say(name)), _table(run, told, own, actions, words.say(name))]
    return built


def _table(run: Reading, told: Listening, found: list[Topic], actions: Actions, title: str) -> Block:
    words = run.words
    head = [
        words.say("What people asked for"),
        unit(told, words),
        words.say("What is being done"),
        words.say("Where it stands"),
    ]
    quotes, came_to = voices(run.book.cursor), topics_became(run.book.cursor, run.book.round.round_id)
    rows = []
    for topic in found:
        became = came_to.get(topic.topic_code)
        done = became.actions if became and became.actions else topic.actions
        rows.append(
            block(
                "tr",
                block("th", topic_name(topic, words), _quote(topic, quotes), scope="row"),
                cell(words.number((became or topic).comment_count), head[1]),
                block("td", *_done(run, topic, done, actions)),
                cell(stands(topic, became, words), head[3]),
            )
        )
    table = block(
        "table",
        block("thead", block("tr", *(block("th", name, scope="col") for name in head))),
        block("tbody", *rows),
        kind="went",
    )
    return scrolling(table, title)


def _done(run: Reading, topic: Topic, done: Sequence[str], actions: Actions) -> list[Block | str | None]:
    """Return the reason, and the actions that take a topic up, each with how it stands."""
    led = [
        block(
            "div", *action_links([action_id], actions, run), " ", pill(actions[action_id].headline, run.words)
        )
        for action_id in done
        if action_id in actions
    ]
    reason = named(topic.reason_en, topic.reason_cy, run.words)
    return [
        block("div", reason) if reason else None,
        *led,
        run.words.say("No action.") if not (led or reason) else None,
    ]


def _quote(topic: Topic, quotes: Sequence[Voice]) -> Block | None:
    """Return what one person said of a topic, in its own language; off paper where the consent is so."""
    voice = next((voice for voice in quotes if topic.topic_code in voice.topics), None)
    if voice is None:
        return None
    lang = voice.language if voice.language in LANGUAGES else None
    kind = "quiet said web-only" if voice.consent_scope == WEB_ONLY else "quiet said"
    return block("div", f"“{voice.quote}”", lang=lang, kind=kind)


def _left(run: Reading, told: Listening, found: tuple[Topic, ...], actions: Actions) -> list[Block]:
    """Return the needs that no action answers, and what there is that no action builds on."""
    words = run.words
    needs = [topic for topic in found if topic.need_count and not topic.actions]
    unused = [asset for asset in assets(run.book.cursor) if not asset.actions]
    items = [
        block(
            "li",
            topic_name(topic, words),
            ": ",
            counted(topic.need_count, told, words),
        )
        for topic in needs
    ]
    return [
        block("h2", words.say("Needs that no action answers")),
        block("ul", *items, kind="plain") if items else block("p", words.say("None.")),
        block("h2", words.say("What the community has that no action builds on yet")),
        asset_list(unused, actions, run) if unused else block("p", words.say("None.")),
    ]


if __name__ == "__main__":
    destinations_page(reading())
