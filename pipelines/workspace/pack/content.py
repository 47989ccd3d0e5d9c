"""What a meeting pack says, in one language: the agenda, what was decided, and every action; no file yet."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from pipelines.intake.sheets.vocabularies import label
from pipelines.locale import N_, speaker
from pipelines.register import STEERING_GROUP, Register
from pipelines.rounds.names import name_of
from pipelines.warehouse.agenda import ISSUES, MEANINGS, TITLES, Agenda, LateReturn, Point
from pipelines.warehouse.builds import Build, reading
from pipelines.workspace.minutes import Recorded, Spoken
from pipelines.workspace.pack.asked import Printed, asked_in

HEADLINES = {
    "awaiting_first_update": N_("Awaiting first update"),
    "seen_differently": N_("Seen differently"),
    "stopped": N_("Stopped"),
    "complete": N_("Done"),
    "paused": N_("Paused"),
    "delayed": N_("Delayed"),
    "update_overdue": N_("No recent news"),
    "at_risk": N_("At risk"),
    "on_track": N_("On track"),
    "not_started": N_("Not started"),
}
"""The words of the ten headlines, in the order of the vocabulary."""

_TITLE = N_("{round}: the meeting on {day}")
_NEEDS = N_("{count} of {total} actions need the group. {returned} of {expected} partners have returned.")
_HEADLINES_TITLE = N_("How the actions stand")
_GROUP_ALONE = N_("For the steering group alone: nothing in here is public before it is signed off.")
_HEADLINE = N_("Headline")
_BEFORE = N_("Before")
_LEAD = N_("Lead")
_STATED_ON = N_("Stated on")
_SAYS = N_("What the lead says")
_VIEW = N_("Another view")
_ISSUES = N_("To look at")
_ALSO = N_("Also")
_LATE = N_("The return of {partner}, {moment}")
_SPEAKS_OF = N_("It speaks of")
_DECIDED = N_("What was decided")
_NOTHING_DECIDED = N_("Nothing has been decided yet.")
_EVERY = N_("Every action")
_QUESTIONS = N_("What people asked")
_QUESTIONS_MEAN = N_(
    "Those that wait for an answer, the oldest first, then those answered or declined since the round "
    "before. They are in the words of whoever asked: what may be shown of each in public stands beside it."
)
_ASKED_ON = N_("{subject}, asked on {day}")
_QUESTION = N_("Question")
_MAY_BE_SHOWN = N_("What may be shown")
_NOT_SHOWN = N_("Nothing of it")
_GENERAL_WORDS = N_("In general words")
_ANSWER = N_("Answer")
_ANSWERED = N_("Answered")
_NO_ANSWER = {"waiting": N_("It waits. Days so far: {days}."), "declined": N_("It will not be answered.")}
_COLUMNS = (N_("Action"), N_("Title"), N_("Headline"), N_("Before"), N_("Lead"))
_MINUTES_COLUMNS = (N_("On"), N_("Decided"), N_("What was said"), N_("When"))


@dataclass(frozen=True)
class Entry:
    """One thing on the agenda: its name, and what is known of it, each with what it is called."""

    name: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Section:
    """One part of the agenda that holds anything."""

    title: str
    meaning: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Table:
    """Rows under a title, with the names of their columns; `nothing` is said where there are none."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    nothing: str = ""


@dataclass(frozen=True)
class Pack:
    """A whole pack in one language."""

    language: str
    title: str
    plan: str
    group: str
    statement: str
    lines: tuple[str, ...]
    counts_title: str
    counts: tuple[tuple[str, int], ...]
    """How many actions have each headline, those that none has left out."""
    sections: tuple[Section, ...]
    decided: Table
    every: Table
    meets_on: date

    @property
    def counts_in_words(self) -> str:
        """Return what a picture of the counts shows, for whoever does not see it."""
        return f"{self.counts_title}: " + ", ".join(f"{name} {count}" for name, count in self.counts) + "."


def pack_of(
    build: Build,
    register: Register,
    found: Agenda,
    recorded: Sequence[Recorded],
    spoken: Spoken,
    language: str,
) -> Pack:
    """Return the pack of a round that has opened, as a build has it."""
    say = _Words(register, language)
    calendar = register.by_round[found.round_id]
    more = _more_of(build, found.round_id)
    points = {point.action_id: point for point in (*found.points, *found.rest)}
    ordered = sorted(points.values(), key=lambda point: point.position)
    counts = Counter(point.headline for point in ordered)
    told = say(
        _NEEDS,
        count=len(found.points),
        total=found.action_count,
        returned=found.returned_count,
        expected=found.expected_count,
    )
    return Pack(
        language,
        say(_TITLE, round=name_of(calendar, language), day=say.day(calendar.review_on)),
        say.text(register.plan, "name"),
        say.text(register.plan, "steering_group"),
        say.text(register.plan, "statement") if register.plan.is_demonstration else "",
        (told, say(_GROUP_ALONE)),
        say(_HEADLINES_TITLE),
        tuple((say(words), counts[code]) for code, words in HEADLINES.items() if counts[code]),
        (
            *(
                Section(
                    say(TITLES[part.code]),
                    say(MEANINGS[part.code]),
                    (
                        *(_entry(point, more, say) for point in part.points),
                        *(_late(each, points, say) for each in part.returns),
                    ),
                )
                for part in found.parts
                if part.count
            ),
            *_questions(asked_in(build, found.round_id), points, register, say),
        ),
        Table(
            say(_DECIDED),
            tuple(map(say, _MINUTES_COLUMNS)),
            tuple(_decision(each, points, spoken, name_of(calendar, language), say) for each in recorded),
            say(_NOTHING_DECIDED),
        ),
        Table(say(_EVERY), tuple(map(say, _COLUMNS)), tuple(_row(point, say) for point in ordered)),
        calendar.review_on,
    )


class _Words:
    """Our words and the register's names in one language."""

    def __init__(self, register: Register, language: str) -> None:
        self._say, self._register, self._language = speaker(language), register, language
        self._locale = "en_GB" if language == "en" else language

    def __call__(self, message: str, **values: object) -> str:
        return self._say(message, **values)

    def day(self, day: date | None) -> str:
        return format_date(day, "d MMMM yyyy", locale=self._locale) if day else ""

    def moment(self, moment: datetime) -> str:
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        zone: ZoneInfo = self._register.zone
        return format_datetime(aware, "d MMMM yyyy, HH:mm", tzinfo=zone, locale=self._locale)

    def text(self, row: object, name: str) -> str:
        both = (self._language, *self._register.languages)
        return next((str(text) for each in both if (text := getattr(row, f"{name}_{each}", None))), "")

    def partner(self, partner_id: str | None) -> str:
        if partner_id == STEERING_GROUP:
            return self.text(self._register.plan, "steering_group")
        known = self._register.by_partner.get(partner_id or "")
        return self.text(known, "name") if known else partner_id or ""


def _entry(point: Point, more: dict[str, dict[str, Any]], say: _Words) -> Entry:
    known = more.get(point.action_id, {})
    facts = [
        (_HEADLINE, say(HEADLINES[point.headline])),
        (_BEFORE, say(HEADLINES[point.previous_headline]) if point.previous_headline else ""),
        (_LEAD, say.partner(point.lead_partner_id)),
        (_STATED_ON, say.day(point.stated_on)),
        (_SAYS, known.get("says") or ""),
        *((_VIEW, f"{say.partner(party)}: {words}") for party, words in known.get("views", ())),
        (_ISSUES, "; ".join(say(ISSUES[code]) for code in point.issues)),
        (_ALSO, ", ".join(say(TITLES[code]) for code in point.reasons[1:])),
    ]
    return Entry(_name(point, say), tuple((say(name), value) for name, value in facts if value))


def _late(found: LateReturn, points: dict[str, Point], say: _Words) -> Entry:
    named = "; ".join(_name(points[each], say) for each in found.action_ids if each in points)
    return Entry(_late_title(found, say), ((say(_SPEAKS_OF), named),) if named else ())


def _late_title(found: LateReturn, say: _Words) -> str:
    return say(_LATE, partner=say.partner(found.partner_id), moment=say.moment(found.received_at))


def _questions(
    asked: Sequence[Printed], points: dict[str, Point], register: Register, say: _Words
) -> tuple[Section, ...]:
    """Return what people asked as a part of its own; none where nothing waits and nothing was dealt with."""
    themes = {theme.theme_id: say.text(theme, "name") for theme in register.themes}
    entries = []
    for each in asked:
        point = points.get(each.subject_id)
        name = _name(point, say) if point else themes.get(each.subject_id, each.subject_id)
        day = say.day(each.asked_on)
        entries.append(Entry(say(_ASKED_ON, subject=name, day=day), tuple(_facts_of(each, say))))
    return (Section(say(_QUESTIONS), say(_QUESTIONS_MEAN), tuple(entries)),) if entries else ()


def _facts_of(asked: Printed, say: _Words) -> Iterator[tuple[str, str]]:
    """Give what is known of a question, each with what it is called."""
    scope = label("question_scope", asked.consent_scope) if asked.consent_scope else _NOT_SHOWN
    facts = (
        (_QUESTION, asked.question_text),
        (_MAY_BE_SHOWN, say(scope)),
        (_GENERAL_WORDS, say.text(asked, "general_words")),
        (_ANSWER, say.text(asked, "answer") or say(_NO_ANSWER[asked.state], days=asked.days_count)),
        (_ANSWERED, f"{say(label('role', asked.answered_by_role))}, {say.day(asked.answered_on)}"
         if asked.answered_by_role else ""),
    )  # fmt: skip
    return ((say(name), value) for name, value in facts if value)


def _decision(
    each: Recorded, points: dict[str, Point], spoken: Spoken, round_name: str, say: _Words
) -> tuple[str, str, str, str]:
    point = points.get(each.action_id or "")
    status = " ".join(
        say(label(kind, code)) for kind, code in (("stage", each.stage), ("rating", each.rating)) if code
    )
    said = (status, each.words, each.what_would_settle, say.day(each.agreed_finish), each.reason)
    came = spoken.returns.get(each.subject_receipt_id or "")
    return (
        _name(point, say)
        if point
        else _late_title(came, say)
        if came
        else each.action_id or _quoted(each, spoken) or round_name,
        say(label("decision", each.decision)),
        " ".join(each if each.endswith((".", "?", "!")) else f"{each}." for each in said if each),
        say.moment(each.received_at),
    )


def _quoted(each: Recorded, spoken: Spoken) -> str:
    quote = spoken.quotes.get(each.voice_id or "")
    return f"“{quote}”" if quote else ""


def _row(point: Point, say: _Words) -> tuple[str, ...]:
    before = say(HEADLINES[point.previous_headline]) if point.previous_headline else ""
    headline, lead = say(HEADLINES[point.headline]), say.partner(point.lead_partner_id)
    return (point.action_id, say.text(point, "title"), headline, before, lead)


def _name(point: Point, say: _Words) -> str:
    return f"{point.action_id} {say.text(point, 'title')}".strip()


def _more_of(build: Build, round_id: str) -> dict[str, dict[str, Any]]:
    """Return what each action's lead says, and what others say against it or in its place, by its id."""
    with reading(build.file) as connection:
        says = connection.execute(_SAID, [round_id]).fetchall()
        views = connection.execute(_VIEWS, [round_id]).fetchall()
    more: dict[str, dict[str, Any]] = {action_id: {"says": words, "views": []} for action_id, words in says}
    for action_id, party_id, words in views:
        more.setdefault(action_id, {"views": []})["views"].append((party_id, words))
    return more


_SAID = """
select action_id, coalesce(in_plain_words, what_happened)
from review.fct_action_rounds where round_id = ?
"""
_VIEWS = """
select action_id, party_id, words from review.fct_views
where round_id = ? and is_counting
qualify words is not null and (is_contesting or not bool_or(is_agreed) over (partition by action_id))
order by action_id, stated_on, party_id
"""
