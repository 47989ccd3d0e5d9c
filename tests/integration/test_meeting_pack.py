"""The meeting pack: the agenda as a document and a workbook, in each language, the same every time."""

import io
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.register import Register, current
from pipelines.rounds.states import standings
from pipelines.warehouse.agenda import agenda
from pipelines.warehouse.builds import Build, Warehouse
from pipelines.workspace import Meeting, NotAllowed, Workspace, trying_as
from pipelines.workspace.minutes import Spoken
from pipelines.workspace.pack import pack, packed
from pipelines.workspace.pack.content import Pack, pack_of
from pipelines.workspace.pack.picture import picture_of

OPEN, PAST = "2025-07", "2025-03"
QUESTIONS = {"What people asked", "Yr hyn a ofynnodd pobl"}


@pytest.fixture(scope="module")
def build(demonstration: Path) -> Build:
    return Warehouse.of(demonstration).current()


def made(home: Path, build: Build, round_id: str, language: str) -> Pack:
    desk = Workspace(home, trying_as("secretary"))
    return pack(home, build, standings(home, desk.now()), round_id, language)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("round_id", [OPEN, PAST])
def test_a_pack_holds_the_whole_agenda_what_was_decided_and_every_action(
    demonstration: Path, build: Build, round_id: str, language: str
) -> None:
    found, wanted = made(demonstration, build, round_id, language), agenda(build, round_id)
    desk = Workspace(demonstration, trying_as("secretary"))

    assert [len(section.entries) for section in found.sections if section.title not in QUESTIONS] == [
        part.count for part in wanted.parts if part.count
    ]
    assert len(found.every.rows) == wanted.action_count == sum(count for _, count in found.counts)
    assert len(found.decided.rows) == len(Meeting(desk).minutes(round_id))
    assert [
        said for _, _, said, _ in found.decided.rows if said and (".." in said or said[-1] not in ".?!")
    ] == []
    assert found.statement


@pytest.mark.parametrize(
    ("language", "group"),
    [("en", "The Community Steering Group: "), ("cy", "Y Grŵp Llywio Cymunedol: ")],
)
def test_the_steering_group_is_called_by_its_own_name(
    demonstration: Path, build: Build, language: str, group: str
) -> None:
    found = made(demonstration, build, OPEN, language)
    said = [value for part in found.sections for entry in part.entries for _, value in entry.facts]

    assert [value for value in said if value.startswith(group)]


def test_a_partner_that_the_register_has_no_longer_is_called_by_its_id_and_not_by_the_group_s_name(
    demonstration: Path, build: Build
) -> None:
    gone = Register.model_validate(current(demonstration).model_dump() | {"partners": ()})
    found = pack_of(build, gone, agenda(build, OPEN), [], Spoken({}, {}), "en")
    leads = {lead for *_, lead in found.every.rows}

    assert {"council", "police"} <= leads
    assert "The Community Steering Group" not in leads


def test_a_pack_prints_what_people_asked_that_waits_first_then_what_was_answered_in_its_round_with_the_answer(
    demonstration: Path, build: Build
) -> None:
    found = made(demonstration, build, "2025-06", "en")
    (part,) = [section for section in found.sections if section.title in QUESTIONS]
    printed = [(entry.name, dict(entry.facts)) for entry in part.entries]
    text = "\n".join(each.text for each in Document(io.BytesIO(packed(found, "docx"))).paragraphs)
    cells = [
        str(cell.value)
        for row in openpyxl.load_workbook(io.BytesIO(packed(found, "xlsx"))).worksheets[0].iter_rows()
        for cell in row
    ]
    waits = [facts["Answer"].startswith("It waits. Days so far: ") for _, facts in printed]
    answered = [facts for _, facts in printed if "Answered" in facts]

    assert waits == sorted(waits, reverse=True)
    assert any(waits)
    assert answered
    assert all(facts["Question"] in text and facts["Answer"] in text for _, facts in printed)
    assert all(name in text and name in cells for name, _ in printed)
    assert QUESTIONS.isdisjoint(section.title for section in made(demonstration, build, PAST, "cy").sections)


@pytest.mark.parametrize(
    ("round_id", "decision", "named", "taken_back"),
    [("2024-06", "Approve a voice", "“", 1), ("2025-01", "Accept a late return", "The return of ", 0)],
)
def test_what_was_decided_on_a_quote_or_a_return_says_which(
    demonstration: Path, build: Build, round_id: str, decision: str, named: str, taken_back: int
) -> None:
    rows = [row for row in made(demonstration, build, round_id, "en").decided.rows if row[1] == decision]

    assert [row[0] for row in rows if row[0].startswith("v-")] == []
    assert len(rows) > taken_back
    assert sum(row[0].startswith(named) for row in rows) == len(rows) - taken_back


def test_a_pack_of_a_past_round_is_the_same_again_byte_for_byte(demonstration: Path, build: Build) -> None:
    for kind in ("docx", "xlsx"):
        once, again = (packed(made(demonstration, build, PAST, "cy"), kind) for _ in range(2))
        assert once == again


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_document_is_read_out_as_it_is_written(demonstration: Path, build: Build, language: str) -> None:
    found = made(demonstration, build, OPEN, language)
    document = Document(io.BytesIO(packed(found, "docx")))
    headings = [each.style.name for each in document.paragraphs if each.style.name.startswith("Heading")]
    levels = [int(name[-1]) for name in headings]
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    tables = list(document.element.body.iter(qn("w:tbl")))

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [each.get("descr") for each in pictures] == [found.counts_in_words]
    assert all(next(each.iter(qn("w:tr"))).find(f".//{qn('w:tblHeader')}") is not None for each in tables)
    assert document.styles["Normal"].element.find(f".//{qn('w:lang')}").get(qn("w:val")) == f"{language}-GB"
    assert (document.core_properties.title, document.core_properties.author) == (found.title, found.group)
    text = "\n".join(each.text for each in document.paragraphs)
    assert all(entry.name in text for section in found.sections for entry in section.entries)


def test_the_picture_has_room_for_every_word(demonstration: Path, build: Build) -> None:
    for language in ("en", "cy"):
        image = Image.open(io.BytesIO(picture_of(made(demonstration, build, OPEN, language)))).convert("L")
        left = image.crop((0, 0, 8, image.height))
        assert left.getextrema() == (255, 255)


def test_the_workbook_has_the_agenda_with_text_that_stays_text(demonstration: Path, build: Build) -> None:
    found = made(demonstration, build, OPEN, "en")
    book = openpyxl.load_workbook(io.BytesIO(packed(found, "xlsx")))
    sheet = book["Agenda"]
    entries = [entry for section in found.sections for entry in section.entries]

    assert [row[1].value for row in sheet.iter_rows(min_row=4)] == [entry.name for entry in entries]
    assert {cell.data_type for row in sheet.iter_rows(min_row=4) for cell in row} <= {"s", "n"}
    assert book.worksheets[3].max_row == len(found.counts) + 1


def test_the_command_writes_the_pack_in_each_language(demonstration: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["pack", PAST, "-o", str(tmp_path), "--home", str(demonstration)])
    wrong = CliRunner().invoke(app, ["pack", "1999-01", "-o", str(tmp_path), "--home", str(demonstration)])

    assert told.exit_code == 0, told.output
    assert {file.name for file in tmp_path.iterdir()} == {
        f"pack-{PAST}-{language}.{kind}"
        for language in current(demonstration).languages
        for kind in ("docx", "xlsx")
    }
    assert wrong.exit_code == 1
    assert "1999-01" in wrong.output


@pytest.mark.parametrize("who", ["council", "administrator", "mayor"])
def test_a_pack_is_for_the_steering_group_alone(demonstration: Path, who: str) -> None:
    with pytest.raises(NotAllowed):
        Meeting(Workspace(demonstration, trying_as(who))).pack(OPEN, "en", "docx")
