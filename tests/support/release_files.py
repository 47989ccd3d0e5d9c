"""A small invented release: 40 actions, three rounds, every headline, in the shape of a published file.

Written with DuckDB alone, so that the public pages are tested without the writing side.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import duckdb

from pipelines.rounds.names import month_name
from tests.support.listening_rows import write_listening
from tests.support.public_schema import create_tables, insert
from tests.support.question_rows import write_questions

HEADLINES = (
    "awaiting_first_update",
    "seen_differently",
    "stopped",
    "complete",
    "paused",
    "delayed",
    "update_overdue",
    "at_risk",
    "on_track",
    "not_started",
)
ROUNDS = ("2026-08", "2026-09", "2026-10")
HOSTILE = (
    "![a](http://example.invalid/x.png) [x](http://example.invalid) $5 to $10 :red[x] <b>bold</b> "
    "www.example.org"
)

THEMES = (
    ("children-and-young-people", "Children and young people", "Plant a phobl ifanc", 8),
    ("community-safety", "Community safety and safeguarding", "Diogelwch cymunedol a diogelu", 7),
    ("spaces-environment", "Spaces and the environment", "Lleoedd a'r amgylchedd", 7),
    ("health-wellbeing", "Health and wellbeing", "Iechyd a llesiant", 6),
    (
        "employment-living-standards",
        "Employment, living standards and cost of living",
        "Cyflogaeth, safonau byw a chostau byw",
        6,
    ),
    (
        "communications-community-building",
        "Communications and community building",
        "Cyfathrebu a meithrin cymuned",
        6,
    ),
)
PARTNERS = (
    ("steering-group", "The Community Steering Group", "Y Grŵp Llywio Cymunedol"),
    ("council", "The council", "Y cyngor"),
    ("police", "The police", "Yr heddlu"),
    ("health-board", "The health board", "Y bwrdd iechyd"),
    ("residents-group", "The residents’ group", "Y grŵp trigolion"),
)
TITLES = (
    ("Open a youth space", "Agor gofod ieuenctid"),
    ("Keep the same youth workers", "Cadw'r un gweithwyr ieuenctid"),
    ("Run holiday clubs", "Cynnal clybiau gwyliau"),
    ("Mend the play areas", "Trwsio'r mannau chwarae"),
    ("Start a young people's panel", "Dechrau panel pobl ifanc"),
    ("Offer music lessons", "Cynnig gwersi cerddoriaeth"),
    ("Help with school uniform", "Helpu gyda gwisg ysgol"),
    ("Teach cycling safely", "Dysgu beicio'n ddiogel"),
    ("Fit barriers that stop off-road bikes", "Gosod rhwystrau i atal beiciau oddi ar y ffordd"),
    ("Hold open evenings with officers", "Cynnal nosweithiau agored gyda swyddogion"),
    ("Light the dark paths people use most", "Goleuo'r llwybrau tywyll a ddefnyddir fwyaf"),
    ("Answer reports within a week", "Ateb adroddiadau o fewn wythnos"),
    ("Train shops to be safe places", "Hyfforddi siopau i fod yn lleoedd diogel"),
    ("Set up a street watch", "Sefydlu gwyliadwriaeth stryd"),
    ("Offer mediation between neighbours", "Cynnig cyfryngu rhwng cymdogion"),
    ("Run a free bulky waste day each season", "Cynnal diwrnod gwastraff swmpus am ddim bob tymor"),
    ("Plant street trees", "Plannu coed stryd"),
    ("Open the walled garden", "Agor yr ardd furiog"),
    ("Rebuild the river path", "Ailadeiladu llwybr yr afon"),
    ("Turn the car park into a square", "Troi'r maes parcio yn sgwâr"),
    ("Clear the fly-tipping spots", "Clirio'r mannau tipio anghyfreithlon"),
    ("Mend the bus shelters", "Trwsio'r llochesi bws"),
    ("Bring a dentist back", "Dod â deintydd yn ôl"),
    ("Hold a weekly wellbeing café", "Cynnal caffi llesiant wythnosol"),
    ("Offer young people someone to talk to quickly", "Cynnig rhywun i siarad ag ef yn gyflym"),
    ("Walk together on Sundays", "Cerdded gyda'n gilydd ar y Sul"),
    ("Explain waiting times plainly", "Egluro amseroedd aros yn glir"),
    ("Grow food together", "Tyfu bwyd gyda'n gilydd"),
    ("Hold a jobs fair twice a year", "Cynnal ffair swyddi ddwywaith y flwyddyn"),
    ("Pay for first training courses", "Talu am gyrsiau hyfforddi cyntaf"),
    ("Open a repair shop", "Agor siop atgyweirio"),
    ("Teach cooking on a budget", "Dysgu coginio ar gyllideb"),
    ("Give advice on bills near home", "Rhoi cyngor ar filiau yn agos at adref"),
    ("Keep the food pantry open late", "Cadw'r pantri bwyd ar agor yn hwyr"),
    ("Print a newsletter in both languages", "Argraffu cylchlythyr yn y ddwy iaith"),
    ("Put up six notice boards", "Gosod chwe hysbysfwrdd"),
    ("Hold a summer festival", "Cynnal gŵyl haf"),
    ("Welcome new neighbours", "Croesawu cymdogion newydd"),
    (None, None),
    ("Tell people what happened to their ideas", "Dweud wrth bobl beth ddigwyddodd i'w syniadau"),
)
LATEST = {
    "complete": (2, 5, 14, 16, 17, 29, 33, 35, 37),
    "delayed": (1, 11, 23),
    "at_risk": (3, 22, 36),
    "seen_differently": (9,),
    "update_overdue": (15, 25, 27),
    "awaiting_first_update": (39,),
    "not_started": (19,),
    "paused": (20,),
    "stopped": (26,),
}
EARLIER = {
    11: "on_track",
    16: "on_track",
    9: "on_track",
    25: "on_track",
    4: "at_risk",
    40: "awaiting_first_update",
}

CALLED = (
    ("on_track", "delayed", "worse"),
    ("on_track", "complete", "better"),
    ("on_track", "seen_differently", "worse"),
    ("on_track", "update_overdue", "worse"),
    ("at_risk", "on_track", "better"),
    ("awaiting_first_update", "on_track", "newly_confirmed"),
)
"""What this release calls the changes of its actions."""

COLUMNS = {
    "plan": (
        "plan_id name_en name_cy time_zone is_demonstration statement_en statement_cy steering_group_en "
        "steering_group_cy action_count ageing_after_days reply_working_days rhythm engagement_count "
        "participant_count comment_count languages has_listening is_participant_count_exact "
        "is_participant_count_suppressed"
    ),
    "themes": "theme_id position name_en name_cy action_count comment_count",
    "partners": "partner_id name_en name_cy contact_role_en contact_role_cy contact_url",
    "actions": (
        "action_id position theme_id title_en title_cy summary_en summary_cy done_means_en "
        "done_means_cy cy_status lead_partner_id planned_start_on original_finish_on joined_to "
        "comment_count"
    ),
    "action_partners": "action_id partner_id role",
    "rounds": "round_id position name_en name_cy opens_on due_on closes_on review_on publish_on",
    "action_rounds": (
        "round_id action_id theme_id headline previous_headline stage rating freshness agreed_party_id "
        "stated_on days_since_confirmed what_happened in_plain_words words_language reason next_step "
        "next_news_by forecast_finish_on original_finish_on agreed_finish_on finish_moved_count "
        "completed_on look_again_on evidence_url milestone_count milestone_done_count "
        "milestone_cancelled_count"
    ),
    "action_views": (
        "round_id action_id party_id stage rating words words_language stated_on is_agreed "
        "what_would_settle look_again_on reply_invited_until has_reply"
    ),
    "boundary_cards": (
        "action_id state agreed_en agreed_cy depends_on_en depends_on_cy not_included_en "
        "not_included_cy can_influence_en can_influence_cy agreed_on cy_status"
    ),
    "sources": "round_id action_id used_for subject_id receipt_id feed received_on",
    "sign_offs": "round_id closed_on signed_off_on role receipt_id",
    "revisions": (
        "release_id revised_on table_name row_key column_name round_id action_id was now kind cause why "
        "why_language receipt_id"
    ),
    "milestone_rounds": (
        "round_id milestone_id action_id position title_en title_cy original_due_on due_on "
        "due_moved_count state done_on"
    ),
    "headline_changes": "previous_headline headline is_confirmed change",
    "definitions": "kind code position definition_en definition_cy cy_status",
    "release": "release_id round_id revision as_of built_at published_at build_id code_version is_signed_off",
}

COUNTS = """
  {counts}, count(*) filter (where freshness = 'confirmed')::integer as confirmed_count,
  sum(milestone_count)::integer as milestone_count, sum(milestone_done_count)::integer as milestone_done_count
"""


def write_release(
    releases: Path,
    *,
    round_id: str = "2026-10",
    revision: int = 1,
    is_demonstration: bool = True,
    is_signed_off: bool = True,
    words: str | None = None,
    passages: bool = False,
) -> Path:
    """Write one release file and move the pointer to it; `words` replaces every party's text."""
    release_id = f"{round_id}-r{revision}"
    file = releases / release_id / "plan.duckdb"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    published = datetime(2026, 11, 12, 9, tzinfo=UTC)
    rounds = ROUNDS[: ROUNDS.index(round_id) + 1]
    with duckdb.connect(str(file)) as connection:
        create_tables(connection, COLUMNS)
        _write_register(connection, is_demonstration)
        _write_rounds(connection, rounds, words)
        _write_counts(connection)
        _write_agreements(connection, rounds if is_signed_off else [], words)
        write_listening(connection, words, passages=passages)
        write_questions(connection, rounds, words)
        _insert(
            connection,
            "release",
            [
                (
                    release_id,
                    round_id,
                    revision,
                    date(2026, 11, 12),
                    published.replace(tzinfo=None),
                    published.replace(tzinfo=None),
                    "b1",
                    "0.1.0+test",
                    is_signed_off,
                )
            ],
        )
    pointer = {
        "release_id": release_id,
        "round_id": round_id,
        "revision": revision,
        "file": f"{release_id}/plan.duckdb",
        "published_at": published.isoformat(),
        "sha256": sha256(file.read_bytes()).hexdigest(),
    }
    (releases / "current.json").write_text(json.dumps(pointer), encoding="utf-8")
    logged = json.dumps({"event": "published", "release_id": pointer["release_id"]})
    with (releases / "releases.jsonl").open("a", encoding="utf-8") as log:
        log.write(f"{logged}\n")
    return file


@contextmanager
def altered(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection to change a release's file on; the pointer has the hash of what comes of it."""
    with duckdb.connect(str(file)) as connection:
        yield connection
    pointer = file.parents[1] / "current.json"
    told = json.loads(pointer.read_text(encoding="utf-8"))
    told["sha256"] = sha256(file.read_bytes()).hexdigest()
    pointer.write_text(json.dumps(told), encoding="utf-8")


def headline_of(number: int, round_id: str) -> str:
    """Return the invented headline of an action in a round."""
    if round_id != ROUNDS[-1] and number in EARLIER:
        return EARLIER[number]
    return next((code for code, numbers in LATEST.items() if number in numbers), "on_track")


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[object]]) -> None:
    insert(connection, COLUMNS, table, rows)


def _theme_of(number: int) -> str:
    last = 0
    for theme_id, _, _, size in THEMES:
        last += size
        if number <= last:
            return theme_id
    raise ValueError(number)


def _write_register(connection: duckdb.DuckDBPyConnection, is_demonstration: bool) -> None:
    statements = (
        "Demonstration: invented data. Nothing here was said or done by anybody.",
        "Arddangosiad: data dychmygol. Ni ddywedodd na gwnaeth neb ddim o hyn.",
    )
    names = ("Caerau and Ely Community Plan", "Cynllun Cymunedol Caerau a Threlái")
    group = PARTNERS[0][1:]
    _insert(
        connection,
        "plan",
        [
            (
                "test",
                *names,
                "Europe/London",
                is_demonstration,
                *statements,
                *group,
                40,
                65,
                5,
                "monthly",
                47,
                1234,
                3962,
                "en;cy",
                True,
                False,
                False,
            )
        ],
    )
    _insert(
        connection,
        "themes",
        [(theme, index, en, cy, size, 600 + index) for index, (theme, en, cy, size) in enumerate(THEMES, 1)],
    )
    _insert(connection, "partners", [_partner(*partner) for partner in PARTNERS])
    _insert(connection, "actions", [_action(number) for number in range(1, 41)])
    _insert(
        connection,
        "action_partners",
        [
            row
            for number in range(1, 41)
            if number != 39
            for row in (
                (f"A{number:02}", _lead(number), "lead"),
                (f"A{number:02}", "residents-group", "supporting"),
            )
        ],
    )
    _insert(connection, "rounds", [_round(index) for index in range(5)])
    called = [(*pair, confirmed, change) for *pair, change in CALLED for confirmed in (True, False)]
    _insert(connection, "headline_changes", called)
    _insert(
        connection,
        "definitions",
        [
            (
                "headline",
                code,
                index,
                f"Definition of {code} in words.",
                f"Diffiniad o {code} mewn geiriau.",
                "draft",
            )
            for index, code in enumerate(HEADLINES, 1)
        ],
    )


def _partner(partner_id: str, name_en: str, name_cy: str) -> tuple[object, ...]:
    if partner_id != "council":
        return partner_id, name_en, name_cy, None, None, None
    roles = ("The neighbourhood services team", "Y tîm gwasanaethau cymdogaeth")
    return partner_id, name_en, name_cy, *roles, "https://example.org/council"


def _write_agreements(
    connection: duckdb.DuckDBPyConnection, signed: Sequence[str], words: str | None
) -> None:
    """Write the boundary cards, the sign-offs and one correction: what was agreed, and what changed since."""
    card = [
        (words or f"{text} at nine entrances.", f"{cy} wrth naw mynedfa.")
        for text, cy in (
            ("Barriers", "Rhwystrau"),
            ("A gas main", "Pibell nwy"),
            ("No track", "Dim trac"),
            ("The type", "Y math"),
        )
    ]
    texts = [text for pair in card for text in pair]
    empty = [None] * 8
    cards = {9: ("agreed", *texts, date(2026, 9, 30), "draft"), 10: ("being_agreed", *empty, None, None)}
    _insert(
        connection,
        "boundary_cards",
        [(f"A{number:02}", *cards.get(number, ("none", *empty, None, None))) for number in range(1, 41)],
    )
    _insert(
        connection,
        "sources",
        [
            ("2026-08", "A09", "agreed_view", "council", "r-august", "return", date(2026, 8, 20)),
            ("2026-09", "A09", "agreed_view", "council", "r-september", "return", date(2026, 9, 20)),
            ("2026-08", "A09", "milestone", "A09-M1", "r-august", "return", date(2026, 8, 20)),
        ],
    )
    if signed:
        days = [(date(2026, int(name[-2:]), 29), date(2026, int(name[-2:]) + 1, 12)) for name in signed]
        rows = [(name, *pair, "chair", "d1") for name, pair in zip(signed, days, strict=True)]
        _insert(connection, "sign_offs", rows)
        _insert(connection, "revisions", [_revision(signed[0], words)])


def _revision(round_id: str, words: str | None) -> tuple[object, ...]:
    return (
        "2026-10-r1",
        date(2026, 11, 12),
        "action_rounds",
        f"round_id={round_id};action_id=A16",
        "headline",
        round_id,
        "A16",
        "delayed",
        headline_of(16, round_id),
        "correction",
        "correct",
        words or "The wrong sheet was sent.",
        "en",
        "d2",
    )


def _lead(number: int) -> str | None:
    return None if number == 39 else ("council", "police", "health-board")[number % 3]


def _action(number: int) -> tuple[object, ...]:
    title_en, title_cy = TITLES[number - 1]
    texts = (
        (
            "What this action is for, said in plain words that a neighbour would use.",
            "Pwrpas y cam hwn, mewn geiriau plaen y byddai cymydog yn eu defnyddio.",
            "A count over one month shows that it works.",
            "Mae cyfrif dros fis yn dangos ei fod yn gweithio.",
            "draft",
        )
        if title_en
        else (None, None, None, None, None)
    )
    return (
        f"A{number:02}",
        number,
        _theme_of(number),
        title_en,
        title_cy,
        *texts,
        _lead(number),
        date(2024, 6, 1),
        date(2026, 12, 31),
        "A24" if number == 26 else None,
        250 if number == 9 else 0,
    )


def _round(index: int) -> tuple[object, ...]:
    opens = date(2026, 8, 17) + timedelta(days=30 * index)
    days = [opens + timedelta(days=days) for days in (0, 10, 15, 22, 26)]
    month = date(2026, 8 + index, 1)
    return (f"{month:%Y-%m}", index + 1, month_name(month, "en"), month_name(month, "cy"), *days)


def _write_rounds(connection: duckdb.DuckDBPyConnection, rounds: Sequence[str], words: str | None) -> None:
    for index, round_id in enumerate(rounds):
        previous = rounds[index - 1] if index else None
        numbers = range(1, 41)
        _insert(
            connection,
            "action_rounds",
            [_action_round(number, round_id, previous, words) for number in numbers],
        )
        _insert(
            connection, "action_views", [row for number in numbers for row in _views(number, round_id, words)]
        )
        _insert(
            connection,
            "milestone_rounds",
            [row for number in numbers for row in _milestones(number, round_id)],
        )


def _stage_and_rating(headline: str) -> tuple[str | None, str | None]:
    if headline == "awaiting_first_update":
        return None, None
    if headline in {"on_track", "at_risk", "delayed"}:
        return "in_progress", headline
    return (
        ("in_progress", "on_track")
        if headline in {"seen_differently", "update_overdue"}
        else (headline, None)
    )


def _action_round(number: int, round_id: str, previous: str | None, words: str | None) -> tuple[object, ...]:
    headline = headline_of(number, round_id)
    stage, rating = _stage_and_rating(headline)
    waiting = stage is None
    freshness = {"update_overdue": "overdue", "awaiting_first_update": "never"}.get(headline, "confirmed")
    stated = (
        None
        if waiting
        else date(2026, 6, 3)
        if headline == "update_overdue"
        else date(2026, int(round_id[-2:]), 3)
    )
    happened = None if waiting else words or "Two of the three parts are done, and the third has a date."
    bad = headline in {"at_risk", "delayed"}
    done = 4 if headline == "complete" else 0 if waiting else 3
    return (
        round_id,
        f"A{number:02}",
        _theme_of(number),
        headline,
        headline_of(number, previous) if previous else None,
        stage,
        rating,
        freshness,
        None if waiting else _lead(number),
        stated,
        None if waiting else 130 if headline == "update_overdue" else 12,
        happened,
        None
        if waiting
        else words or ("Mae'r gwaith yn mynd yn dda." if number == 10 else "Work is going well."),
        None if waiting else "cy" if number == 10 else "en",
        (words or "The parts arrive late.") if bad else None,
        None if waiting else words or "Fit the last part.",
        None if waiting else date(2026, 12, 10),
        date(2027, 3, 31) if bad else None if waiting else date(2026, 12, 31),
        date(2026, 12, 31),
        date(2027, 1, 31) if number == 9 else date(2026, 12, 31),
        1 if number == 9 else 0,
        date(2026, 9, 20) if headline == "complete" else None,
        date(2027, 1, 15) if headline == "paused" else None,
        ("javascript:alert(1)" if words else "https://example.org/evidence")
        if headline == "complete"
        else None,
        0 if number == 40 else 4,
        0 if number == 40 else done,
        1 if number == 9 else 0,
    )


def _views(number: int, round_id: str, words: str | None) -> Iterable[tuple[object, ...]]:
    headline = headline_of(number, round_id)
    stage, rating = _stage_and_rating(headline)
    action_id, month = f"A{number:02}", int(round_id[-2:])
    if stage is None:
        if number == 40:
            said = words or "We have begun to ask who would come."
            stated = "in_progress", "on_track", said, "en", date(2026, month, 3)
            yield round_id, action_id, "residents-group", *stated, False, None, None, None, False
        return
    said = words or "Seven of nine barriers are in. The last two wait for a gas main to be moved."
    yield (
        round_id,
        action_id,
        _lead(number),
        stage,
        rating,
        said,
        "en",
        date(2026, month, 3),
        True,
        None,
        None,
        None,
        False,
    )
    if headline == "seen_differently":
        other = (
            words
            or "Bikes go round three of the new barriers. For people on the estate nothing has changed yet."
        )
        settle = words or "A count of bikes on the path in the two weeks to 4 December."
        yield (
            round_id,
            action_id,
            "steering-group",
            "in_progress",
            "delayed",
            other,
            "en",
            date(2026, 11, 12),
            False,
            settle,
            date(2026, 12, 10),
            date(2026, 11, 19),
            False,
        )


def _milestones(number: int, round_id: str) -> Iterable[tuple[object, ...]]:
    if number == 40:
        return
    headline = headline_of(number, round_id)
    done = 4 if headline == "complete" else 0 if headline == "awaiting_first_update" else 3
    names = (
        ("Residents agree what good looks like", "Trigolion yn cytuno sut beth yw da"),
        ("Site and permission confirmed", "Cadarnhau safle a chaniatâd"),
        ("Work begins", "Y gwaith yn dechrau"),
        ("Open to everybody", "Ar agor i bawb"),
    )
    for index, (en, cy) in enumerate(names, 1):
        state = "done" if index <= done else "not_started"
        done_on = date(2026, 2 * index, 10) if state == "done" else None
        first = date(2026, 3 * index, 15)
        moved = number == 9 and index == 4
        due = date(2027, 1, 15) if moved else first
        step = round_id, f"A{number:02}-M{index}", f"A{number:02}", index, en, cy
        yield *step, first, due, int(moved), state, done_on
    if number == 9:
        titles = ("A track for bikes", "Trac i feiciau")
        due = date(2026, 11, 30)
        yield round_id, "A09-M5", "A09", 5, *titles, due, due, 0, "cancelled", None


def _write_counts(connection: duckdb.DuckDBPyConnection) -> None:
    counts = ", ".join(
        f"count(*) filter (where headline = '{code}')::integer as {code}_count" for code in HEADLINES
    )
    columns = "count(*)::integer as action_count," + COUNTS.format(counts=counts)
    connection.execute(
        f"create table public.theme_rounds as select round_id, theme_id, {columns} "
        "from public.action_rounds group by all"
    )
    connection.execute(
        f"create table public.plan_rounds as select round_id, {columns} "
        "from public.action_rounds group by all"
    )
