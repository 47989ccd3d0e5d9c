"""At the door: a plan in English alone is asked for no Welsh, told none, and can name no other language."""

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from pipelines import clock, landing
from pipelines.cli import app
from pipelines.intake.answer import preview_lines, receipt_lines
from pipelines.intake.decide import decide
from pipelines.intake.lookups.voices import landed_voices
from pipelines.intake.preview import preview
from pipelines.intake.submit import submit
from pipelines.intake.workbooks.template import write_template
from pipelines.receipts.receipt import Receipt
from pipelines.register import current
from tests.support import english_plan
from tests.support.door import DEMO, OPEN, a_return, codes, new_home, warned, workbook
from tests.support.welsh import welsh_in

MARCH = datetime(2026, 3, 5, 9, tzinfo=UTC)
SAID = {
    "action_id": "A01",
    "stage": "in_progress",
    "rating": "at_risk",
    "what_happened": "Two surveys were late.",
    "reason": "The surveyor was ill.",
    "next_step": "A second one starts.",
    "next_news_by": date(2026, 6, 1),
}


def load(path: Path, home: Path, **about: Any) -> Receipt:
    given = {"feed": "register", "submitted_by": "plan owner", "received_at": MARCH}
    return submit(path, home=home, **(given | about))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    receipt = load(english_plan.write_register(tmp_path / "register"), tmp_path / "home")
    assert receipt.accepted, receipt.problems
    assert not receipt.warnings
    return tmp_path / "home"


def send(path: Path, home: Path, language: str = "en") -> Receipt:
    return submit(
        path, home=home, feed="return", submitted_by="reporting officer", received_at=MARCH,
        partner_id="housing", round_id="q1-2026", language=language,
    )  # fmt: skip


def test_a_plan_in_english_alone_needs_no_column_in_welsh_and_no_topics(home: Path) -> None:
    register = current(home)

    assert register.languages == ("en",)
    assert len(register.actions) == 8
    assert register.topics == ()


def test_so_it_is_as_a_workbook(tmp_path: Path) -> None:
    sheets = {
        name: [list(rows[0]), *(list(row.values()) for row in rows)]
        for name, rows in english_plan.REGISTER.items()
    }

    receipt = load(workbook(tmp_path / "plan.xlsx", sheets), tmp_path / "home")

    assert receipt.accepted
    assert not receipt.warnings


def test_a_register_that_is_silent_is_in_english_and_welsh(tmp_path: Path) -> None:
    plan = [{name: value for name, value in english_plan.PLAN[0].items() if name != "languages"}]

    refused = load(english_plan.write_register(tmp_path / "register", plan=plan), tmp_path / "home")
    accepted = load(DEMO / "register", tmp_path / "demo")

    assert {(each.code, each.column) for each in refused.problems} == {
        (code, column)
        for code in ("column_missing", "value_missing")
        for column in ("name_cy", "steering_group_cy", "title_cy")
    } | {("round_name_missing", "name_cy")}
    assert current(tmp_path / "demo").languages == ("en", "cy")
    assert accepted.accepted


@pytest.mark.parametrize("said", ["fr", "cy", "en;fr", "English and French"])
def test_any_other_language_is_refused_with_its_cell_and_what_can_stand_there(
    said: str, tmp_path: Path
) -> None:
    plan = [{**english_plan.PLAN[0], "languages": said}]

    receipt = load(english_plan.write_register(tmp_path / "register", plan=plan), tmp_path / "home")

    (problem,) = receipt.problems
    assert (problem.code, problem.sheet, problem.row, problem.column) == (
        "code_unknown", "plan.csv", 2, "languages",
    )  # fmt: skip
    assert problem.message == (
        f"“{said}” is not one of the answers. Use one of: English alone, English and Welsh."
    )


@pytest.mark.parametrize(
    ("said", "languages"),
    [("EN", ("en",)), ("English", ("en",)), ("en; cy", ("en", "cy")), ("Cymraeg a Saesneg", ("en", "cy"))],
)
def test_the_languages_are_understood_however_they_are_written(
    said: str, languages: tuple[str, ...], tmp_path: Path
) -> None:
    register = tmp_path / "register"
    for path in (DEMO / "register").glob("*.csv"):
        register.mkdir(exist_ok=True)
        (register / path.name).write_bytes(path.read_bytes())
    with (register / "plan.csv").open(encoding="utf-8", newline="") as file:
        rows = [{**row, "languages": said} for row in csv.DictReader(file)]
    english_plan.write_tables(register, {"plan": rows})

    assert load(register, tmp_path / "home").accepted
    assert current(tmp_path / "home").languages == languages


def test_words_in_welsh_are_not_read_in_a_plan_in_english_alone_and_the_receipt_says_so(
    tmp_path: Path,
) -> None:
    themes = [{**row, "name_cy": "Cartrefi"} for row in english_plan.THEMES]
    partners = [{**row, "name_cy": ""} for row in english_plan.PARTNERS]
    register = english_plan.write_register(tmp_path / "register", themes=themes, partners=partners)

    receipt = load(register, tmp_path / "home")

    assert receipt.accepted
    assert [(each.code, each.sheet, each.value) for each in receipt.warnings] == [
        ("column_not_spoken", "themes.csv", "name_cy")
    ]
    (landed,) = landing.landed(tmp_path / "home", "register")
    assert {row["name_cy"] for row in landed.rows("themes")} == {None}


def test_a_template_and_what_comes_of_it_are_in_english_whatever_is_asked(home: Path, tmp_path: Path) -> None:
    for language in ("en", "cy"):
        write_template(home, "housing", "q1-2026", language, tmp_path / f"{language}.xlsx")
    book = openpyxl.load_workbook(tmp_path / "en.xlsx")

    assert (tmp_path / "en.xlsx").read_bytes() == (tmp_path / "cy.xlsx").read_bytes()
    assert [sheet for sheet in book.sheetnames] == ["Cover", "Updates", "Milestones"]
    assert not any("language" in text.lower() for text in texts(book))
    assert welsh_in(" ".join(texts(book))) == []


def test_a_workbook_left_as_it_is_says_nothing_and_one_filled_in_needs_no_language(
    home: Path, tmp_path: Path
) -> None:
    accepted = send(a_return(tmp_path / "said.xlsx", [SAID]), home, "cy")
    write_template(home, "housing", "q2-2026", "en", tmp_path / "june.xlsx")
    june = submit(
        tmp_path / "june.xlsx", home=home, feed="return", submitted_by="reporting officer",
        received_at=datetime(2026, 6, 5, 9, tzinfo=UTC), partner_id="housing", round_id="q2-2026",
    )  # fmt: skip

    assert (accepted.accepted, accepted.language, warned(accepted)) == (True, "en", set())
    (row,) = landing.landed(home, "return")[0].rows("updates")
    assert row["words_language"] == "en"
    assert june.rows == {"updates": 0, "milestone_updates": 0}
    assert "A01" in june.untouched


def test_every_answer_of_the_door_is_in_english_whatever_is_asked(home: Path, tmp_path: Path) -> None:
    wrong = a_return(tmp_path / "wrong.xlsx", [{**SAID, "rating": "sunny"}])
    right = a_return(tmp_path / "right.xlsx", [SAID])
    seen = preview(
        right, home=home, feed="return", submitted_by="reporting officer", received_at=MARCH,
        partner_id="housing", round_id="q1-2026", language="cy",
    )  # fmt: skip
    receipts = [
        send(wrong, home, "cy"), send(right, home, "cy"), send(right, home, "cy"),
        send(tmp_path / "missing.xlsx", home, "cy"),
    ]  # fmt: skip
    told = [*preview_lines(seen, "return"), *(line for each in receipts for line in receipt_lines(each))]

    assert [each.accepted for each in receipts] == [False, True, True, False]
    assert receipts[2].duplicate_of == receipts[1].receipt_id
    assert welsh_in("\n".join(told)) == []


def test_a_first_register_in_english_alone_is_answered_in_english(tmp_path: Path) -> None:
    register = english_plan.write_register(tmp_path / "register", rounds=english_plan.ROUNDS[:1])
    (register / "extra.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    receipt = load(register, tmp_path / "home", language="cy")

    assert receipt.warnings
    assert welsh_in("\n".join(receipt_lines(receipt))) == []


@pytest.mark.parametrize(
    ("feed", "rows", "column"),
    [
        (
            "engagements",
            {"engagement_id": "E1", "document": "Fair", "held_on": "2025-09-14", "method": "stall",
             "language": "both"},
            "language",
        ),
        ("comments", {"engagement_id": "E1", "comment": "More benches", "language": "cy"}, "language"),
        (
            "decisions",
            {"decision": "second_view", "action_id": "A01", "round_id": "q1-2026", "role": "chair",
             "stage": "paused", "words": "Ar gau o hyd", "words_language": "cy", "decided_on": "2026-03-05"},
            "words_language",
        ),
    ],
)  # fmt: skip
def test_no_answer_can_name_a_language_that_the_plan_does_not_speak(
    feed: str, rows: Mapping[str, str], column: str, home: Path, tmp_path: Path
) -> None:
    english_plan.write_tables(tmp_path, {feed: [rows]})

    receipt = load(tmp_path / f"{feed}.csv", home, feed=feed)

    (problem,) = receipt.problems
    assert (problem.code, problem.row, problem.column) == ("language_not_spoken", 2, column)
    assert problem.message.startswith("The plan is in English alone, so this cannot be “")


def test_a_decision_and_an_agreement_to_a_boundary_card_need_no_welsh(tmp_path: Path) -> None:
    card = {
        "boundary_agreed_en": "Damp homes first.", "boundary_depends_on_en": "A grant.",
        "boundary_not_included_en": "New homes.", "boundary_can_influence_en": "The order of streets.",
    }  # fmt: skip
    actions = [{**english_plan.ACTIONS[0], **card}, *english_plan.ACTIONS[1:]]
    home = tmp_path / "home"
    assert load(english_plan.write_register(tmp_path / "register", actions=actions), home).accepted
    given: dict[str, Any] = {"home": home, "submitted_by": "secretary", "received_at": MARCH, "role": "chair"}

    agreed = decide(
        **given, decision="agree_boundary", action_id="A01", partner_id="housing", decided_on=date(2026, 3, 5)
    )
    seen = decide(
        **given, decision="second_view", action_id="A01", round_id="q1-2026", stage="paused",
        words="Nobody came.", decided_on=date(2026, 3, 5),
    )  # fmt: skip

    assert (codes(agreed), codes(seen)) == ([], [])
    assert landing.landed(home, "decisions")[1].rows("decisions")[0]["words_language"] == "en"


def test_where_a_plan_speaks_two_no_language_is_given_to_the_words_of_a_decision(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    held = decide(
        home=home, submitted_by="secretary", received_at=OPEN, role="chair", decision="hold",
        action_id="A01", reason="Somebody asked.", decided_on=OPEN.date(),
    )  # fmt: skip

    assert held.accepted, held.problems
    (found,) = landing.landed(home, "decisions")
    assert [row["words_language"] for row in found.rows("decisions")] == [None]


def test_a_question_is_in_the_language_of_a_plan_that_speaks_one_whatever_its_words(
    home: Path, tmp_path: Path
) -> None:
    asked = {"question_id": "Q1", "action_id": "A01", "asked_on": "2026-03-01", "question": "Pryd mae'r tŷ?"}
    english_plan.write_tables(tmp_path, {"questions": [asked]})

    assert load(tmp_path / "questions.csv", home, feed="questions").accepted
    (found,) = landing.landed(home, "questions")
    assert [row["language"] for row in found.rows("questions")] == ["en"]


def test_what_was_said_and_a_quote_of_it_need_no_language_either(home: Path, tmp_path: Path) -> None:
    engagement = {"engagement_id": "E1", "document": "Fair", "held_on": "2025-09-14", "method": "stall"}
    comment = {"engagement_id": "E1", "comment": "More benches along the sea path."}
    english_plan.write_tables(tmp_path, {"engagements": [engagement], "comments": [comment]})
    listed = load(tmp_path / "engagements.csv", home, feed="engagements")
    told = load(tmp_path / "comments.csv", home, feed="comments")
    (voice_id,) = landed_voices(home)

    approved = decide(
        home=home, submitted_by="voices lead", received_at=MARCH, decision="approve_voice",
        role="voices_lead", voice_id=voice_id, consent_reference="C-1", consent_scope="web",
        consented_on=date(2026, 3, 1), decided_on=date(2026, 3, 5),
    )  # fmt: skip

    assert [codes(listed), codes(told), codes(approved)] == [[], [], []]
    assert [warned(listed), warned(told), warned(approved)] == [set(), set(), set()]


@pytest.mark.parametrize(("said", "languages"), [("en", ("en",)), ("en;cy", ("en", "cy"))])
def test_the_example_register_of_a_new_deployment_loads_once_an_action_is_filled_in(
    said: str, languages: tuple[str, ...], tmp_path: Path
) -> None:
    home = tmp_path / "new"
    told = CliRunner().invoke(app, ["init", str(home), "--languages", said])
    register = home / "register"
    texts_of_files = "".join(path.read_text() for path in register.glob("*.csv"))
    with (register / "actions.csv").open(encoding="utf-8", newline="") as file:
        (action,) = csv.DictReader(file)
    with (register / "partners.csv").open(encoding="utf-8", newline="") as file:
        (partner,) = csv.DictReader(file)
    filled = {**action, "title_en": "Open a youth space", "lead_partner_id": partner["partner_id"]}
    english_plan.write_tables(register, {"actions": [filled]})

    receipt = load(register, home, received_at=clock.now())

    assert told.exit_code == 0
    assert "under `languages` in plan.csv, en is a plan in English alone" in told.output
    assert "Rhythm: rounds.csv has a row for each round" in told.output
    assert (receipt.accepted, receipt.problems, receipt.warnings) == (True, (), ())
    assert current(home).languages == languages
    assert ("_cy" in texts_of_files) == ("cy" in languages)
    assert current(home).rounds[0].opens_on > clock.now().date()


def texts(book: openpyxl.Workbook) -> list[str]:
    """Return every text of a workbook: cells, names of sheets, drop-downs and what they say."""

    def found() -> Iterator[object]:
        for sheet in book.worksheets:
            yield sheet.title
            yield from (value for row in sheet.iter_rows(values_only=True) for value in row)
            for rule in sheet.data_validations.dataValidation:
                yield from (rule.formula1, rule.promptTitle, rule.prompt, rule.errorTitle, rule.error)
        properties = book.properties
        yield from (properties.title, properties.subject, properties.creator, properties.language)

    return [each for each in found() if isinstance(each, str)]
