"""Asked and answered: what people asked of an action, a theme or the plan, what was answered, what waits."""

from collections.abc import Mapping, Sequence

from dashboard.components.blocks import Block, Child, block, folded, in_its_language, link, named
from dashboard.components.context import Reading
from dashboard.components.listening_parts import Actions, action_links
from dashboard.components.story import Line
from dashboard.components.voices import WEB_ONLY
from dashboard.locale.translator import LANGUAGES, Words
from dashboard.locale.vocabulary import CHANNELS, ROLES
from dashboard.queries.questions import (
    Question,
    QuestionCounts,
    SubjectQuestions,
    question_counts,
    questions,
    together,
)

ASKED = "asked"
"""The id of the part, to which its line of the story leads."""


def asked_and_answered(run: Reading, action_id: str) -> list[Block]:
    """Return the questions on an action; nothing where nobody asked."""
    counts = _of(run, action_id)
    return _told(run, counts, _shown(run, action_id)) if counts else []


def asked_of_theme(run: Reading, theme_id: str, actions: Actions) -> list[Block]:
    """Return what was asked of a theme and its actions in all, of which of them, and of the theme itself."""
    found = [each for each in _all(run) if each.theme_id == theme_id]
    counts = together(found)
    return _told(run, counts, _where(run, found, actions, {}), _shown(run, theme_id)) if counts else []


def asked_in_all(run: Reading, actions: Actions, theme_names: Mapping[str, Block | None]) -> list[Block]:
    """Return how many questions were asked of the plan, what became of them, and where they were asked."""
    found = _all(run)
    counts = together(found)
    if counts is None:
        return []
    where = _where(run, found, actions, theme_names)
    return _told(run, counts, folded(run.words.say("Where people asked"), where) if where else None)


def asked_line(run: Reading, action_id: str) -> Line | None:
    """Return how many questions wait and were answered; None where nobody asked."""
    counts = _of(run, action_id)
    if counts is None:
        return None
    told = " ".join(question_sentences(counts, run.words))
    return Line(run.words.say("Asked and answered"), ASKED, [told])


def _all(run: Reading) -> tuple[SubjectQuestions, ...]:
    return question_counts(run.book.cursor, run.book.round.round_id)


def _of(run: Reading, subject_id: str) -> SubjectQuestions | None:
    return next((each for each in _all(run) if each.subject_id == subject_id), None)


def _told(run: Reading, counts: QuestionCounts, *below: Block | None) -> list[Block]:
    """Return what was asked and what became of it in sentences, how much is not shown, and what is below."""
    words = run.words
    asked = words.count("{count} question was asked.", "{count} questions were asked.", counts.asked_count)
    unseen = _unseen(counts, words)
    return [
        block("h2", words.say("Asked and answered")),
        block("p", " ".join([asked, *question_sentences(counts, words)])),
        *([block("p", " ".join(unseen), kind="quiet")] if unseen else []),
        *(each for each in below if each),
    ]


def _shown(run: Reading, subject_id: str) -> Block | None:
    """Return the questions on an action or a theme that may be shown."""
    shown = questions(run.book.cursor, subject_id, run.book.round.round_id)
    items = [_question(each, run.words) for each in shown]
    return block("ul", *items, kind="bubbles questions") if items else None


def _where(
    run: Reading,
    found: Sequence[SubjectQuestions],
    actions: Actions,
    theme_names: Mapping[str, Block | None],
) -> Block | None:
    """Return where questions were asked: the actions, and the themes that are named, each with its counts."""
    items = []
    for each in found:
        if each.subject_id in actions:
            way: list[Child] = action_links([each.subject_id], actions, run)
        elif theme_names.get(each.subject_id):
            way = [link(theme_names[each.subject_id], "themes", run.state(theme=each.subject_id))]
        else:
            continue
        items.append(block("li", *way, ": ", " ".join(question_sentences(each, run.words))))
    return block("ul", *items, kind="plain") if items else None


def question_sentences(counts: QuestionCounts, words: Words) -> list[str]:
    """Return how many questions wait and for how long, how many were answered, and how many will not be."""
    told = []
    if counts.waiting_count:
        told.append(
            words.count(
                "{count} question waits, for {days}.",
                "{count} questions wait, the oldest for {days}.",
                counts.waiting_count,
                days=_days(counts.oldest_waiting_days or 0, words),
            )
        )
    if counts.answered_count:
        told.append(
            words.count(
                "{count} question was answered.", "{count} questions were answered.", counts.answered_count
            )
        )
    if counts.declined_count:
        told.append(
            words.count(
                "{count} question will not be answered.",
                "{count} questions will not be answered.",
                counts.declined_count,
            )
        )
    return told


def _unseen(counts: QuestionCounts, words: Words) -> list[str]:
    """Return how many questions are not shown, and why."""
    private = counts.without_consent_count
    others = counts.asked_count - counts.shown_count - private
    told = []
    if private:
        told.append(
            words.count(
                "{count} is not shown: whoever asked did not agree to it.",
                "{count} are not shown: whoever asked did not agree to it.",
                private,
            )
        )
    if others > 0:
        told.append(
            words.count(
                "{count} is not shown: the steering group has not approved it, or holds it back.",
                "{count} are not shown: the steering group has not approved them, or holds them back.",
                others,
            )
        )
    return told


def _question(found: Question, words: Words) -> Block:
    return block(
        "li",
        _asked(found, words),
        block("p", _asked_on(found, words), kind="quiet"),
        *_answer(found, words),
        kind="voice web-only" if found.consent_scope == WEB_ONLY else "voice",
    )


def _asked(found: Question, words: Words) -> Block:
    """Return a question: the asker's own words as a quote, or the general ones."""
    if found.question is None:
        return block("p", block("strong", named(found.general_words_en, found.general_words_cy, words)))
    lang = found.language if found.language in LANGUAGES else None
    return block("blockquote", block("p", found.question), lang=lang, kind="bubble")


def _asked_on(found: Question, words: Words) -> str:
    day = words.day(found.asked_on)
    told = [words.say("Asked on {day}.", day=day)]
    if found.channel in CHANNELS:
        told.append(words.say(CHANNELS[found.channel]))
    if found.question is None:
        told.append(words.say("In general words."))
    elif found.language in LANGUAGES and found.language != words.lang:
        told.append(words.say("In Welsh.") if found.language == "cy" else words.say("In English."))
    return " ".join(told)


def _answer(found: Question, words: Words) -> Sequence[Block]:
    if found.state != "answered" or found.answered_on is None:
        waited = _days(found.days_count or 0, words)
        return [block("p", block("strong", words.say("Waits for an answer: {days} so far.", days=waited)))]
    answer = words.pick(found.answer_en, found.answer_cy)
    who = words.say(ROLES[found.answered_by_role]) if found.answered_by_role in ROLES else ""
    answered = words.say(
        "{who}, {day}; it took {days}.",
        who=who,
        day=words.day(found.answered_on),
        days=_days(found.days_count or 0, words),
    )
    return [
        block("p", in_its_language(answer, words)),
        block("p", answered, kind="quiet"),
        *_corrected(found, words),
    ]


def _corrected(found: Question, words: Words) -> list[Block]:
    """Return when an answer was corrected, and what it said before."""
    before = in_its_language(words.pick(found.answer_before_en, found.answer_before_cy), words)
    if found.corrected_on is None or before is None:
        return []
    told = words.say("Corrected on {day}. Before, it said:", day=words.day(found.corrected_on))
    return [block("p", told, " ", before, kind="quiet")]


def _days(count: int, words: Words) -> str:
    return words.count("{count} day", "{count} days", count)
