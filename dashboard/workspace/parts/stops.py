"""What stops a sign-off or what comes after it, and what does not: one line each, with what to do."""

from dashboard.components.blocks import Block, block, link, parted
from dashboard.workspace.visit import Visit
from pipelines.workspace import LATE_RETURNS, Agenda, Meeting, Preview, Sheet, Stop


def stopping(run: Visit, sheet: Sheet) -> list[Block]:
    """Return what stops a sign-off; where nothing does, what was looked at."""
    if sheet.stops:
        return [_line("stop", _sentence(run, stop)) for stop in sheet.stops]
    say = run.words.say
    return [
        _line("fine", say("The round is closed, and everything that came is in the figures.")),
        _line("fine", say("Every test of the figures has passed.")),
    ]


def not_published(run: Visit, made: Preview) -> list[str]:
    """Return why a round could be signed and would not be published all the same."""
    words = run.words
    told = []
    if made.unexplained:
        told.append(
            words.count(
                "{count} value differs from what was published, and nothing explains it; "
                "it would not be published.",
                "{count} values differ from what was published, and nothing explains it; "
                "it would not be published.",
                len(made.unexplained),
            )
        )
    if made.disclosed:
        told.append(words.say("It would tell of a few people, so it would not be published."))
    return [*told, *made.disclosed]


def stopping_after(run: Visit, made: Preview) -> list[Block]:
    """Return what would keep the round from the public once it is signed."""
    return [_line("stop", each) for each in not_published(run, made)]


def not_stopping(run: Visit, meeting: Meeting, agenda: Agenda) -> list[Block]:
    """Return what one should know and may sign all the same."""
    words, say = run.words, run.words.say
    unanswered = agenda.holding("reply_time_over")
    late = next(part.count for part in agenda.parts if part.code == LATE_RETURNS)
    silent = agenda.expected_count - agenda.returned_count
    open_cards = sum(not card.is_agreed for card in meeting.cards())
    told = [
        words.count(
            "On {count} action another view has had no reply in time; the page says so.",
            "On {count} actions another view has had no reply in time; the page says so.",
            len(unanswered),
        )
        if unanswered
        else None,
        words.count(
            "{count} late return has not been let in; it counts in the next round.",
            "{count} late returns have not been let in; they count in the next round.",
            late,
        )
        if late
        else None,
        words.count(
            "{count} partner has not reported; its actions keep what was said last, with its date.",
            "{count} partners have not reported; their actions keep what was said last, with its date.",
            silent,
        )
        if silent
        else None,
        words.count(
            "{count} boundary card is being agreed; it stays off the page until then.",
            "{count} boundary cards are being agreed; they stay off the page until then.",
            open_cards,
        )
        if open_cards
        else None,
    ]
    lines = [_line("known", each) for each in told if each]
    ways = {say("Back to the agenda"): "round", say("Boundary cards"): "cards", say("Look again"): "sign-off"}
    return [*lines, block("p", *parted([link(title, page, run.state()) for title, page in ways.items()]))]


def _sentence(run: Visit, stop: Stop) -> str:
    words, say = run.words, run.words.say
    match stop.code:
        case "round_open":
            return say(
                "The round is still open. It closes by itself on {day}; "
                "the chair or the secretary can close it now.",
                day=words.day(stop.about["closes_on"]),
            )
        case "before_unsigned":
            return say(
                "{round} comes first, and is not signed off. Sign that one off before this.",
                round=run.round_name(stop.about["round_id"]),
            )
        case "not_in_figures":
            return words.count(
                "{count} thing that came is not in the figures yet. "
                "It takes up to a minute; look again then.",
                "{count} things that came are not in the figures yet. "
                "It takes up to a minute; look again then.",
                stop.about["count"],
            )
    return say("Not every test of the figures has passed. Ask whoever looks after this to refresh them.")


def _line(kind: str, told: str) -> Block:
    sign = {"fine": "✓ ", "stop": "✕ ", "known": "• "}[kind]
    return block("p", block("span", sign, aria_hidden="true"), told, kind=f"check {kind}")
