"""The canary: a word of its own stands in every place that must not become public, and is looked for.

It is looked for in every byte of every file of every release, packed or not, and on every page of the
public app, with the words it is first served with, in both languages. Other words stand where the public
reads; they must be found, or the search would be blind.
"""

import csv
import itertools
import shutil
import urllib.request
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import duckdb
import pytest
from PIL import Image

from dashboard.edition.cards import DESCRIPTION
from dashboard.edition.site import CARD
from dashboard.public.contents import PAGES
from pipelines.defs import runs
from pipelines.intake.decide import decide
from pipelines.intake.submit import submit
from pipelines.releases.allow_list import public_tables
from pipelines.releases.sealing import working
from pipelines.releases.sign_off.signing import sign_off, what_would_be_signed
from pipelines.releases.verify import verify_releases
from pipelines.releases.withholding.redaction import withhold
from pipelines.voices.ids import sheet_key, voice_id
from pipelines.warehouse.builds import Warehouse
from pipelines.warehouse.models import prepare_manifest
from tests.support.door import DEMO, a_list, a_return, new_home, on_track, send
from tests.support.release_search import text_of, text_of_release
from tests.support.streamlit_server import streamlit
from tests.support.streamlit_session import session

ROUND, NEXT_ROUND = "round-9", "round-10"
"""The round that is released and the one after it, whose names sort the other way round."""

ACTIONS = ("A09", "A10", "A11", "A20")
"""Those whose own pages are looked at."""

PUBLISHED_AT = datetime(2024, 7, 21, 12, tzinfo=UTC)

PUBLIC = {
    "words of an action": "zqpublicwords",
    "an approved quote": "zqpublicquote",
    "a question that waits and was approved": "zqpublicquestion",
    "the general words of a question": "zqpublicgeneral",
    "an answer": "zqpublicanswer",
}
"""The controls: the search is worth nothing unless it finds these."""

NEVER = {
    "the words of an action that is held": "zqheldwords",
    "the plain words of an action that is held": "zqheldplain",
    "the reason of an action that is held": "zqheldreason",
    "the next step of an action that is held": "zqheldstep",
    "the evidence of an action that is held": "zqheldevidence",
    "another view of an action that is held": "zqheldview",
    "what would settle it": "zqheldsettle",
    "the boundary card of an action that is held": "zqheldcard",
    "why it is held": "zqholdreason",
    "the words of a round that is not signed off": "zqunsigned",
    "a comment that nobody approved": "zqunapproved",
    "a boundary card that is not agreed": "zqunagreed",
    "a name on the list of names": "zqlistedname",
    "why a finish was moved, for the steering group": "zqsteering",
    "why a milestone was cancelled, for the steering group": "zqmilestonewhy",
    "where a consent is kept": "zqconsent",
    "where a guardian's consent is kept": "zqguardian",
    "what a facilitator thought": "zqreflection",
    "the document of an engagement": "zqdocument",
    "contact details beside a return": "zqcontact",
    "the name of a file": "zqfilename",
    "who sent it": "zqsubmitter",
    "who signed it off": "zqsignedby",
    "the words of a refused file": "zqrefused",
    "who may do what": "zqaccess",
    "a note of the meeting": "zqnotewords",
    "what the group asks a partner": "zqaskedwords",
    "a question that nobody approved or answered": "zqunapprovedquestion",
    "general words that nobody approved": "zqunapprovedgeneral",
    "a question answered without consent": "zqunconsentedquestion",
    "the answer to it": "zqunconsentedanswer",
    "the own words of a question in general words": "zqownwords",
    "a question that is held back": "zqheldquestion",
    "why it is held back": "zqheldquestionwhy",
    "a question that will not be answered": "zqdeclinedquestion",
    "why it will not be answered": "zqdeclinedwhy",
    "the answer of a round that is not signed off": "zqunsignedanswer",
    "a question of a round that is not signed off": "zqunsignedquestion",
    "where the consent for a question is kept": "zqquestionguardian",
}
TAKEN_BACK = {
    "the words of an action that is held later": "zqlaterwords",
    "another view of an action that is held later": "zqlaterview",
    "a quote that is withdrawn later": "zqwithdrawn",
    "a question that is taken back later": "zqwithdrawnquestion",
    "the answer to a question that is taken back later": "zqwithdrawnanswer",
}
"""Public at first, and taken back."""

QUOTES = {
    "PUBLIC": f"More {PUBLIC['an approved quote']} for everyone here.",
    "WITHDRAWN": f"More {TAKEN_BACK['a quote that is withdrawn later']} for everyone here.",
    "UNAPPROVED": f"More {NEVER['a comment that nobody approved']} for everyone here.",
}


def voice(quote: str) -> str:
    return voice_id("sheet", sheet_key("E01", QUOTES[quote], 1))


def at(day: int, month: int = 6) -> datetime:
    return datetime(2024, month, day, 12, tzinfo=UTC)


def decided(home: Path, when: datetime, decision: str, **said: Any) -> None:
    about = {"decision": decision, "role": "chair", "decided_on": when.date()}
    receipt = decide(home=home, submitted_by=NEVER["who sent it"], received_at=when, **{**about, **said})
    assert receipt.accepted, receipt.problems


def plant_listening(home: Path, folder: Path) -> None:
    """Hand in an engagement and comments: one approved, one withdrawn later, one neither."""
    sheets: dict[str, list[dict[str, Any]]] = {
        "engagements": [
            {"engagement_id": "E01", "document": NEVER["the document of an engagement"],
             "held_on": "2024-05-10", "method": "stall", "area": "Ely", "participants": 40,
             "age_band": "adults", "language": "en",
             "facilitator_reflection": NEVER["what a facilitator thought"]}
        ],
        "comments": [
            {"engagement_id": "E01", "comment": quote, "language": "en"} for quote in QUOTES.values()
        ],
    }  # fmt: skip
    for feed, rows in sheets.items():
        file = a_list(folder / f"{feed}-{NEVER['the name of a file']}.csv", rows)
        receipt = submit(file, home=home, feed=feed, submitted_by=NEVER["who sent it"], received_at=at(10))
        assert receipt.accepted, receipt.problems
    for quote in ("PUBLIC", "WITHDRAWN"):
        decided(
            home, at(11), "approve_voice", voice_id=voice(quote), words_language="en",
            consent_reference=NEVER["where a consent is kept"], consent_scope="anywhere",
            consented_on=date(2024, 6, 1),
            guardian_consent_reference=NEVER["where a guardian's consent is kept"],
        )  # fmt: skip


def plant_questions(home: Path, folder: Path) -> None:
    """Hand in questions, some of which are approved, answered, held back, declined or answered too late."""
    own = {
        "PUBLIC": (PUBLIC["a question that waits and was approved"], "anywhere"),
        "NOBODY": (NEVER["a question that nobody approved or answered"], "anywhere"),
        "INSIDE": (NEVER["a question answered without consent"], ""),
        "GENERAL": (NEVER["the own words of a question in general words"], "general"),
        "HELD": (NEVER["a question that is held back"], "anywhere"),
        "DECLINED": (NEVER["a question that will not be answered"], "anywhere"),
        "TAKEN": (TAKEN_BACK["a question that is taken back later"], "anywhere"),
    }
    ask(home, folder / "first.csv", at(12), own)
    later = {"LATER": (NEVER["a question of a round that is not signed off"], "anywhere")}
    ask(home, folder / "later.csv", at(18, 7), later)
    answer = PUBLIC["an answer"]
    general = PUBLIC["the general words of a question"]
    for question, decision, when, said in [
        ("PUBLIC", "approve_question", at(13), {}),
        ("GENERAL", "answer_question", at(13), {"answer_en": answer, "answer_cy": answer,
         "general_words_en": f"Somebody {general}.", "general_words_cy": f"Rhywun {general}."}),
        ("INSIDE", "answer_question", at(13), answered(NEVER["the answer to it"])),
        ("HELD", "approve_question", at(13), {}),
        ("HELD", "hold_question", at(14), {"reason": NEVER["why it is held back"]}),
        ("DECLINED", "decline_question", at(13), {"reason": NEVER["why it will not be answered"]}),
        ("TAKEN", "answer_question", at(13),
         answered(TAKEN_BACK["the answer to a question that is taken back later"])),
        ("PUBLIC", "answer_question", at(19, 7),
         answered(NEVER["the answer of a round that is not signed off"])),
        ("LATER", "approve_question", at(19, 7), {}),
    ]:  # fmt: skip
        decided(home, when, decision, question_id=question, **said)


def ask(home: Path, file: Path, when: datetime, asked: dict[str, tuple[str, str]]) -> None:
    """Hand in questions on the action A11, by their numbers: their words, and what may be shown."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(
            ["question_id", "action_id", "asked_on", "question", "consent_scope",
             "guardian_consent_reference", "general_words_en"]
        )  # fmt: skip
        for question, (words, scope) in asked.items():
            general = NEVER["general words that nobody approved"] if question == "NOBODY" else ""
            writer.writerow(
                [question, "A11", "2024-06-01", f"When will {words} be?", scope,
                 NEVER["where the consent for a question is kept"], general]
            )  # fmt: skip
    receipt = submit(file, home=home, feed="questions", submitted_by=NEVER["who sent it"], received_at=when)
    assert receipt.accepted, receipt.problems


def answered(words: str) -> dict[str, str]:
    return {"answer_en": f"It {words}.", "answer_cy": f"Mae {words}."}


def plant_register(home: Path, folder: Path) -> None:
    """Load the plan again with a card that nobody agrees to, a name to screen, and other names of rounds."""
    register = Path(shutil.copytree(DEMO / "register", folder / "register"))
    name_rounds(register / "rounds.csv")
    actions = (register / "actions.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    with (register / "actions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["action_id"] == "A20":
            row["boundary_agreed_en"] = NEVER["a boundary card that is not agreed"]
        if row["action_id"] == "A10":
            row["boundary_agreed_en"] = NEVER["the boundary card of an action that is held"]
    assert len(actions) > len(rows)
    with (register / "actions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with (register / "names_to_screen.csv").open("a", encoding="utf-8") as file:
        file.write(f"{NEVER['a name on the list of names']}\n")
    receipt = submit(
        register, home=home, feed="register", submitted_by=NEVER["who sent it"], received_at=at(4)
    )
    assert receipt.accepted, receipt.problems


def name_rounds(file: Path) -> None:
    """Call the rounds of a register `round-9`, `round-10` and on."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    for number, row in enumerate(rows, start=9):
        row |= {"round_id": f"round-{number}", "name_en": f"Round {number}", "name_cy": f"Rownd {number}"}
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def plant_access(home: Path, folder: Path) -> None:
    """Load a list of who may do what, and hand something in as one who had signed in."""
    file = folder / "access.csv"
    address = f"{NEVER['who may do what']}@example.org"
    file.write_text(f"email,role,partner_id\n{address},partner,council\n", encoding="utf-8")
    receipt = submit(file, home=home, feed="access", submitted_by=address, received_at=at(5), signed_in=True)
    assert receipt.accepted, receipt.problems


def plant_returns(home: Path, folder: Path) -> None:
    """Hand in returns: of actions held at once and later, of the control, of a later round."""
    held = on_track(
        "A10", rating="at_risk", what_happened=f"It {NEVER['the words of an action that is held']}.",
        in_plain_words=NEVER["the plain words of an action that is held"],
        reason=NEVER["the reason of an action that is held"],
        next_step=NEVER["the next step of an action that is held"], forecast_finish="2026-05",
        evidence=f"https://example.org/{NEVER['the evidence of an action that is held']}",
    )  # fmt: skip
    spoken = [
        on_track("A11", what_happened=f"It {PUBLIC['words of an action']}."),
        on_track("A09", what_happened=f"It {TAKEN_BACK['the words of an action that is held later']}."),
    ]
    cancelled = {"milestone_id": "A11-M4", "state": "cancelled",
                 "reason": NEVER["why a milestone was cancelled, for the steering group"]}  # fmt: skip
    name = NEVER["the name of a file"]
    by = {"submitted_by": NEVER["who sent it"]}
    contact = [["Contact"], [f"{NEVER['contact details beside a return']}@example.org"]]
    sent = [
        (a_return(folder / f"a-{name}.xlsx", [held]), "community-anchor", ROUND, at(20)),
        (a_return(folder / f"b-{name}.xlsx", spoken, [cancelled], Contact=contact), "council", ROUND, at(20)),
        (
            a_return(
                folder / f"c-{name}.xlsx",
                [
                    on_track(
                        "A11", what_happened=f"It {NEVER['the words of a round that is not signed off']}."
                    )
                ],
            ),
            "council",
            NEXT_ROUND,
            at(20, 7),
        ),
    ]
    for file, partner, round_id, when in sent:
        receipt = send(file, home, partner_id=partner, round_id=round_id, received_at=when, **by)
        assert receipt.accepted, receipt.problems
    wrong = a_return(
        folder / f"d-{name}.xlsx", [on_track("A99", what_happened=NEVER["the words of a refused file"])]
    )
    assert not send(wrong, home, partner_id="council", received_at=at(21), **by).accepted


def plant_decisions(home: Path) -> None:
    for partner in ("community-anchor", "police", "youth-service"):
        decided(home, at(24), "agree_boundary", action_id="A10", partner_id=partner)
    for number, (action, view, settle) in enumerate(
        [
            ("A10", NEVER["another view of an action that is held"], NEVER["what would settle it"]),
            ("A09", TAKEN_BACK["another view of an action that is held later"], "A look together."),
        ]
    ):
        decided(
            home, at(25 + number), "second_view", action_id=action, round_id=ROUND, stage="paused",
            words=f"We {view}.", words_language="en", what_would_settle=settle, look_again_on="2024-09-01",
        )  # fmt: skip
    decided(home, at(27), "hold", action_id="A10", reason=NEVER["why it is held"])
    decided(home, at(27), "note", round_id=ROUND, words=NEVER["a note of the meeting"], words_language="en")
    asked = NEVER["what the group asks a partner"]
    decided(home, at(27), "ask", action_id="A11", words=asked, words_language="en", what_would_settle=asked)
    decided(
        home, at(28), "agree_date", action_id="A11", agreed_finish="2026-12",
        reason=NEVER["why a finish was moved, for the steering group"],
    )  # fmt: skip


@pytest.fixture(scope="module")
def known_on_the_web() -> Iterator[None]:
    """Have the edition know where it is: it then has cards, a sitemap and pages to embed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAN_EDITION_ADDRESS", "https://plan.example.org/")
        yield


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, known_on_the_web: None) -> Path:
    """A deployment with every word planted, and one round signed off and released."""
    folder = tmp_path_factory.mktemp("canary")
    home = new_home(folder)
    plant_register(home, folder)
    plant_listening(home, folder)
    plant_access(home, folder)
    plant_returns(home, folder)
    plant_questions(home, folder)
    plant_decisions(home)
    runs.refresh(home, PUBLISHED_AT)
    covered = what_would_be_signed(
        home, Warehouse.of(home).current(), public_tables(prepare_manifest()), ROUND, PUBLISHED_AT
    )
    signed = sign_off(home, covered, role="chair", submitted_by=NEVER["who signed it off"], at=PUBLISHED_AT)
    assert signed.accepted, signed.problems
    runs.publish(home, ROUND, PUBLISHED_AT.replace(hour=13))
    return home


@pytest.fixture(scope="module")
def published(home: Path) -> str:
    """Everything that was public once the round was released."""
    return everything_public(home)


@pytest.fixture(scope="module")
def afterwards(home: Path, published: str) -> str:
    """Everything that is public once an action was held and a quote withdrawn, with no new release."""
    decided(home, at(22, 7), "hold", action_id="A09", reason="Names in it.")
    decided(home, at(23, 7), "withdraw_voice", voice_id=voice("WITHDRAWN"))
    decided(home, at(23, 7), "withdraw_question", question_id="TAKEN", reason="Asked to.")
    with working(home / "releases"):
        made = withhold(home, public_tables(prepare_manifest()), at(24, 7))
    assert made == [f"{ROUND}-r1"]
    return everything_public(home)


def everything_public(home: Path) -> str:
    releases = home / "releases"
    files = [file.read_text(encoding="utf-8") for file in releases.glob("*.json*")]
    made = [place for place in releases.iterdir() if (place / "plan.duckdb").is_file()]
    assert made
    return "\n".join([*files, *(text_of_release(place) for place in made), *pages(releases)])


def pages(releases: Path) -> Iterator[str]:
    """Return all that a server of the public app sends for each page, at first and on its websocket."""
    with streamlit("dashboard/public/served.py", PLAN_RELEASES=str(releases)) as server:
        for lang, name in itertools.product(("en", "cy"), PAGES):
            for action in ACTIONS if name == "action" else ACTIONS[:1]:
                query = {"lang": lang, "action": action}
                with urllib.request.urlopen(f"{server}/{name}?{urlencode(query)}") as first:
                    yield first.read().decode("utf-8")
                with session(server) as opened:
                    yield opened.run(name, query).words()
                assert any(each.WhichOneof("type") == "bidi_component" for each in opened.elements)
                assert not any(each.WhichOneof("type") == "exception" for each in opened.elements)


@pytest.mark.parametrize("what", PUBLIC)
def test_the_search_finds_what_is_public(what: str, published: str, afterwards: str) -> None:
    assert PUBLIC[what] in published
    assert PUBLIC[what] in afterwards


@pytest.mark.parametrize("what", NEVER)
def test_what_must_not_become_public_is_nowhere(what: str, published: str) -> None:
    assert NEVER[what] not in published


@pytest.mark.parametrize("what", TAKEN_BACK)
def test_what_is_taken_back_was_there_and_is_nowhere_any_more(
    what: str, published: str, afterwards: str
) -> None:
    assert TAKEN_BACK[what] in published
    assert TAKEN_BACK[what] not in afterwards


@pytest.mark.parametrize("what", NEVER)
def test_what_must_not_become_public_does_not_when_a_release_is_made_again(
    what: str, afterwards: str
) -> None:
    assert NEVER[what] not in afterwards


def test_every_word_was_planted_where_the_door_keeps_it(home: Path) -> None:
    """A word that is nowhere in landing would prove nothing."""
    landed = "\n".join(
        [
            *(
                file.read_text(encoding="utf-8")
                for file in (*home.glob("landing/*/*/receipt.json"), *home.glob("refused/*"))
            ),
            *(
                str(duckdb.sql(f"from '{file}'").fetchall())
                for file in home.glob("landing/*/*/rows/*.parquet")
            ),
        ]
    )
    beside = {"contact details beside a return", "the words of a refused file"}

    assert [
        what for what, word in (NEVER | TAKEN_BACK).items() if word not in landed and what not in beside
    ] == []


def test_no_build_knows_a_person(home: Path) -> None:
    people = [
        NEVER[who] for who in ("who may do what", "who sent it", "who signed it off", "the name of a file")
    ]
    builds = list((home / "warehouse").glob("build-*.duckdb"))
    assert builds
    for build in builds:
        with duckdb.connect(str(build), read_only=True) as connection:
            tables = connection.execute(
                "select table_schema, table_name from information_schema.tables"
            ).fetchall()
            said = "\n".join(
                str(connection.execute(f'from "{schema}"."{name}"').fetchall()) for schema, name in tables
            )

        assert NEVER["the words of a round that is not signed off"] in said
        assert [person for person in people if person in said] == []


def test_each_word_is_searched_for_on_pages_too(home: Path) -> None:
    sent = list(pages(home / "releases"))
    at_first, then = sent[::2], sent[1::2]

    assert len(sent) == 2 * 2 * (len(PAGES) - 1 + len(ACTIONS))
    assert all("<h1>" in text for text in at_first)
    assert [PUBLIC["words of an action"] in text for text in then].count(True) == len(("en", "cy"))


def test_each_word_is_searched_for_in_what_the_workbook_packs_too(home: Path, afterwards: str) -> None:
    (workbook,) = home.glob(f"releases/{ROUND}-*/plan.xlsx")

    assert [word for word in PUBLIC.values() if word not in text_of(workbook)] == []
    assert not any(word.encode() in workbook.read_bytes() for word in PUBLIC.values())


def test_each_word_is_searched_for_in_pages_that_are_packed_and_in_what_cards_show(
    home: Path, published: str
) -> None:
    (site,) = home.glob(f"releases/{ROUND}-*/site")
    page = site / "en" / "action" / "A11"
    plan, title, status, *_ = Image.open(page / CARD).text[DESCRIPTION].splitlines()

    assert PUBLIC["words of an action"] in text_of(page / "index.html.gz")
    assert PUBLIC["words of an action"].encode() not in (page / "index.html.gz").read_bytes()
    assert f"<title>{title} · {plan}</title>" in (page / "index.html").read_text(encoding="utf-8")
    assert all(said in text_of(page / CARD) for said in (plan, title, status))


def test_the_releases_match_their_log(home: Path, afterwards: str) -> None:
    assert verify_releases(home / "releases") == []
