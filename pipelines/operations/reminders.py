"""Reminders: who has returned for a round and who has not, a kind letter to them, and what was sent.

A letter goes to a partner once in five days at the most, and never after its return has come. What is kept of
it is when it went, to whom by the partner's id, in which language and how: no words and no address.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from babel.dates import format_date
from filelock import FileLock

from pipelines import chained_log, landing
from pipelines.access import Grant
from pipelines.contracts.register import Action
from pipelines.errors import Refusal
from pipelines.intake.lookups import prefill
from pipelines.locale import N_, speaker
from pipelines.mail import send
from pipelines.register import Register, plan_day
from pipelines.rounds.names import name_of
from pipelines.settings import Settings

LOG, _LOCK = "reminders.jsonl", ".reminders.lock"
DAYS_BETWEEN = 5
BY_MAIL, BY_HAND = "mail", "by_hand"

_SUBJECT = N_("{plan}: your return for {round}")
_GREETING = N_("Hello,")
_NOTHING_YET = N_("{partner}: nothing has come for {round} yet.")
_IS_DUE = N_("It is due by {due_on}, and the round closes on {closes_on}.")
_WAS_DUE = N_("It was due by {due_on}; it counts if it comes until {closes_on}.")
_STILL = N_("Still to be said:")
_ONE_MINUTE = N_("If nothing has changed, one minute is enough, and it is a full answer:")
_OTHERWISE = N_("If something has, fill in the workbook or the form there:")
_ASK = N_("If something stands in the way, answer this letter. Thank you.")


class NotDue(Refusal):
    """No reminder goes out now: `why` is `returned`, `recent`, `no_addresses` or `no_server`."""

    def __init__(self, why: str, until: date | None = None) -> None:
        super().__init__(f"no reminder goes out: {why}")
        self.why, self.until = why, until


@dataclass(frozen=True)
class Returned:
    """How a partner that leads an action stands in a round, in the register's order: nobody is ranked."""

    partner_id: str
    returned_at: datetime | None
    """When its first accepted return for the round came."""
    is_late: bool
    """Whether that was after the day on which it was due, or that day has gone by without one."""
    silent_since: datetime | None
    """When anything last came from it, for whichever round; None if nothing ever has."""
    missing: tuple[str, ...]
    """The actions that it leads and has not reported on, by id."""
    language: str
    """The language in which it reported last, else the plan's first."""


@dataclass(frozen=True)
class Letter:
    """A reminder before it goes out."""

    subject: str
    text: str


@dataclass(frozen=True)
class Sent:
    """One reminder that went out: in which role somebody sent it, how, and how many addresses took it."""

    at: str
    round_id: str
    partner_id: str
    language: str
    role: str
    how: str
    count: int

    @property
    def sent_at(self) -> datetime:
        """Return when it went out."""
        return datetime.fromisoformat(self.at)


def returned(home: Path, register: Register, round_id: str, at: datetime) -> list[Returned]:
    """Return how each partner that leads an action stands in a round at a moment."""
    due_on, today = register.by_round[round_id].due_on, plan_day(home, at)
    came = [each for each in landing.landed(home, "return") if each.received_at <= at]
    leading = {action.lead_partner_id for action in register.actions}
    found = []
    for partner_id in (each for each in register.by_partner if each in leading):
        mine = [each for each in came if each.partner_id == partner_id]
        ours = [each for each in mine if each.round_id == round_id]
        day = plan_day(home, ours[0].received_at) if ours else today
        found.append(
            Returned(
                partner_id,
                ours[0].received_at if ours else None,
                day > due_on,
                mine[-1].received_at if mine else None,
                tuple(each.action_id for each in _missing(home, register, partner_id, round_id)),
                _language(mine, register),
            )
        )
    return found


def letter(
    home: Path, register: Register, round_id: str, partner_id: str, language: str, at: datetime
) -> Letter:
    """Return the reminder to a partner in `language`: what is missing, and how to say it in a minute."""
    say, calendar = speaker(language), register.by_round[round_id]
    locale = "en_GB" if language == "en" else language
    days = {
        name: format_date(getattr(calendar, name), "EEEE d MMMM", locale=locale)
        for name in ("due_on", "closes_on")
    }
    is_due = plan_day(home, at) <= calendar.due_on
    about = {
        "plan": _in(register.plan, "name", language),
        "partner": _in(register.by_partner[partner_id], "name", language),
        "round": name_of(calendar, language),
    }
    address = Settings().workspace_address.rstrip("/")
    still = [
        f"- {each.action_id}: {_in(each, 'title', language)}"
        for each in _missing(home, register, partner_id, round_id)
    ]
    lines = [
        say(_GREETING),
        "",
        say(_NOTHING_YET, **about),
        say(_IS_DUE if is_due else _WAS_DUE, **days),
        "",
        *([say(_STILL), *still, ""] if still else []),
        say(_ONE_MINUTE),
        f"{address}/report?way=none&lang={language}",
        say(_OTHERWISE),
        f"{address}/report?lang={language}",
        "",
        say(_ASK),
        "",
        _in(register.plan, "steering_group", language),
    ]
    return Letter(say(_SUBJECT, **about), "\n".join(lines) + "\n")


def why_not(
    home: Path, register: Register, round_id: str, partner_id: str, grants: Sequence[Grant], at: datetime
) -> NotDue | None:
    """Return why no reminder may go out to a partner now; None if one may."""
    if any(
        (each.partner_id, each.round_id) == (partner_id, round_id) for each in landing.landed(home, "return")
    ):
        return NotDue("returned")
    mine = [each.sent_at for each in sent(home) if each.partner_id == partner_id]
    next_on = plan_day(home, max(mine)) + timedelta(days=DAYS_BETWEEN) if mine else None
    if next_on and plan_day(home, at) < next_on:
        return NotDue("recent", next_on)
    if not addresses(grants, partner_id, plan_day(home, at)):
        return NotDue("no_addresses")
    settings = Settings()
    return None if settings.smtp and settings.mail_from else NotDue("no_server")


def addresses(grants: Sequence[Grant], partner_id: str, on: date) -> list[str]:
    """Return the addresses of those who report for a partner on a day."""
    return [each.email for each in grants if each.partner_id == partner_id and each.is_in_force(on)]


def remind(
    home: Path,
    register: Register,
    round_id: str,
    partner_id: str,
    written: Letter,
    *,
    language: str,
    role: str,
    grants: Sequence[Grant],
    at: datetime,
    how: str = BY_MAIL,
) -> Sent:
    """Send a letter to all who report for a partner, or note that it went out by hand; return what is kept.

    Raises:
        NotDue: it may not go out now.
        NotSent: the mail server would not take it; nothing is noted.
    """
    with _locked(home):
        reason = why_not(home, register, round_id, partner_id, grants, at)
        if reason and not (how == BY_HAND and reason.why in ("no_addresses", "no_server")):
            raise reason
        to = addresses(grants, partner_id, plan_day(home, at))
        count = len(to)
        if how == BY_MAIL:
            settings = Settings()
            count -= send(settings.smtp, settings.mail_from, ", ".join(to), written.subject, written.text)
        kept = Sent(at.isoformat(), round_id, partner_id, language, role, how, count)
        chained_log.append(home / LOG, asdict(kept))
    return kept


def sent(home: Path) -> list[Sent]:
    """Return every reminder that went out, the oldest first."""
    names = Sent.__dataclass_fields__
    return [
        Sent(**{name: entry[name] for name in names}) for entry in chained_log.entries(home / LOG) if entry
    ]


def _missing(home: Path, register: Register, partner_id: str, round_id: str) -> Iterator[Action]:
    reported = prefill.last_report(home, register, partner_id, round_id).reported
    for action in register.actions_of(partner_id):
        if action.lead_partner_id == partner_id and action.action_id not in reported:
            yield action


def _language(mine: Sequence[landing.Landed], register: Register) -> str:
    spoken = mine[-1].receipt().language if mine else ""
    return spoken if spoken in register.languages else register.languages[0]


def _in(row: object, name: str, language: str) -> str:
    """Return a bilingual text in `language`, or in the other one if that is all there is."""
    both = (language, "en", "cy")
    return next((str(found) for each in both if (found := getattr(row, f"{name}_{each}", None))), "")


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    with FileLock(home / _LOCK):
        yield
