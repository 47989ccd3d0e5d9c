import ast
import string

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from pipelines.contracts import FEEDS
from pipelines.contracts.base import Table
from pipelines.intake.sheets import vocabularies
from pipelines.intake.sheets.vocabularies import folded
from pipelines.locale import LANGUAGES, catalogue_file
from pipelines.receipts.sentences import SENTENCES
from pipelines.settings import PROJECT
from pipelines.taguette import REFUSALS, WARNINGS

TABLES = [table for contract in FEEDS.values() for table in contract.sheet_tables()]
SAME_IN_BOTH = {"Cymraeg", "Partner"}


def _messages() -> set[str]:
    found = extract_from_dir(PROJECT / "pipelines", keywords={"N_": None})
    return {str(message) for _, _, message, *_ in found if message}


def _catalogue() -> dict[str, str]:
    with catalogue_file("cy").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file, locale="cy") if entry.id}


def test_every_word_of_the_door_is_there_in_welsh_and_no_other() -> None:
    assert set(_catalogue()) == _messages()
    assert all(_catalogue().values())


def test_nothing_is_left_in_english_in_welsh() -> None:
    same = {english for english, welsh in _catalogue().items() if english == welsh}

    assert same == SAME_IN_BOTH


def test_every_sentence_is_filled_with_the_same_names_in_both_languages() -> None:
    def names(sentence: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(sentence)} - {None}

    assert [english for english, welsh in _catalogue().items() if names(english) != names(welsh)] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_two_columns_of_a_table_can_be_taken_for_one_another(table: Table) -> None:
    seen: dict[str, str] = {}
    for name, spec in table.columns.items():
        for header in {folded(name), *(folded(spec.header(language)) for language in LANGUAGES)}:
            assert seen.setdefault(header, name) == name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_help_and_an_example_that_it_would_take(table: Table) -> None:
    for name, spec in table.columns.items():
        assert spec.column.help, name
        if spec.column.vocabulary:
            assert vocabularies.recognise(spec.column.vocabulary, spec.column.example), name


@pytest.mark.parametrize(
    "vocabulary", ["stage", "rating", "milestone_state", "decision", "language", "languages", "role"]
)
def test_every_code_has_words_and_is_recognised_by_them_in_both_languages(vocabulary: str) -> None:
    for code in vocabularies.codes(vocabulary):
        assert (vocabulary, code) in vocabularies.LABELS
    for language in LANGUAGES:
        said = vocabularies.labels(vocabulary, language)
        assert [vocabularies.recognise(vocabulary, words) for words in said] == list(
            vocabularies.codes(vocabulary)
        )


def test_every_answer_of_the_taguette_reader_has_a_sentence() -> None:
    for code, names in {**REFUSALS, **WARNINGS}.items():
        sentence = SENTENCES[f"export_{code}"]
        assert {name for _, name, _, _ in string.Formatter().parse(sentence) if name} <= set(names)


def test_every_sentence_of_a_receipt_is_given_by_something() -> None:
    modules = [path for path in (PROJECT / "pipelines").rglob("*.py") if path.name != "sentences.py"]
    written = {
        node.value
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    codes = {code: {code, code.removeprefix("export_"), code.removeprefix("form_")} for code in SENTENCES}

    assert [code for code, names in codes.items() if not names & written] == []


def test_every_landed_table_begins_with_its_receipt_and_row() -> None:
    for contract in FEEDS.values():
        for table in contract.tables.values():
            assert table.arrow_schema().names[:2] == ["receipt_id", "row_number"]
