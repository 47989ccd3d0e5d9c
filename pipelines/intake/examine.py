"""A submission looked at from end to end, with nothing written: what it says, or what is wrong with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from pipelines.contracts import FEEDS
from pipelines.contracts.base import Contract
from pipelines.intake.checks.access import check_access
from pipelines.intake.checks.decisions import check_decisions
from pipelines.intake.checks.exports import placed
from pipelines.intake.checks.felt import check_felt
from pipelines.intake.checks.findings import Findings
from pipelines.intake.checks.indicators import check_indicator_values
from pipelines.intake.checks.listening import (
    check_comments,
    check_contributions,
    check_engagements,
    check_workshops,
)
from pipelines.intake.checks.questions import check_questions
from pipelines.intake.checks.register import check_register
from pipelines.intake.checks.returns import check_return
from pipelines.intake.context import Context, context_of
from pipelines.intake.languages import not_spoken, spoken_in
from pipelines.intake.lookups.forms import answers_before
from pipelines.intake.lookups.ids import known_ids
from pipelines.intake.reading.exports import Export, read_export, with_places
from pipelines.intake.reading.reader import READER, Reading, Sheet
from pipelines.intake.scrubbing import write_scrubbed
from pipelines.intake.sheets.forms import Answers, lay_out_form
from pipelines.intake.sheets.rows import TypedRow, TypedTable, arrow_table, typed
from pipelines.intake.sheets.tables import Layout, lay_out
from pipelines.intake.source import FOLDER_FORMAT, Source
from pipelines.intake.workbooks.made_for import check_made_for
from pipelines.locale import LANGUAGES, N_
from pipelines.receipts.problems import Problem, Term, in_order, lettered, problem
from pipelines.receipts.receipt import ColumnUse

Check = Callable[[dict[str, list[TypedRow]], Context], Findings]

CHECKS: dict[str, Check] = {
    "return": check_return,
    "engagements": check_engagements,
    "workshops": check_workshops,
    "contributions": check_contributions,
    "comments": check_comments,
    "questions": check_questions,
    "felt": check_felt,
    "indicator_values": check_indicator_values,
    "decisions": check_decisions,
    "register": check_register,
    "access": check_access,
}


_SEPARATORS = {";": N_("semicolons"), "\t": N_("tabs")}
"""What may stand between the cells of a text file instead of commas."""


@dataclass(frozen=True)
class Submission:
    """What is said beside the file: the sign-in says who, the page or command says the rest."""

    feed: str
    submitted_by: str
    received_at: datetime
    partner_id: str | None = None
    round_id: str | None = None
    language: str = "en"
    engagement_id: str | None = None
    answers: Answers = field(default_factory=dict)
    signed_in: bool = False


@dataclass(frozen=True)
class Examination:
    """What was found: in order, worded in no language yet."""

    source: Source
    contract: Contract | None = None
    format: str | None = None
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    context: Context | None = None
    export: Export | None = None
    form_columns: tuple[ColumnUse, ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    """The languages of the plan that it is for."""
    subjects: dict[tuple[str, int], str] = field(default_factory=dict)
    """Which action or milestone each row speaks of, by its sheet and number, whether or not it may."""

    @property
    def row_counts(self) -> dict[str, int]:
        """Return how many rows there are to record, by table."""
        if self.export:
            return {name: rows.num_rows for name, rows in self.export.tables.items()}
        return {name: len(rows) for name, rows in self.findings.rows.items()}

    def tables(self, contract: Contract, receipt_id: str) -> dict[str, pa.Table]:
        """Return the rows as they are landed."""
        if self.export:
            return {
                name: with_places(contract.tables[name], rows, receipt_id)
                for name, rows in self.export.tables.items()
            }
        return {
            table.name: arrow_table(table, self.findings.rows.get(table.name, []), receipt_id)
            for table in contract.sheet_tables()
        }

    def keep_original(self, folder: Path) -> None:
        """Write what may be kept of the file: itself, or of a foreign export the scrubbed copy."""
        if self.export:
            (folder / f"original.{self.format}").write_bytes(self.export.scrubbed)
        elif self.contract and self.contract.is_scrubbed:
            write_scrubbed(self.contract, self.findings.rows, folder / "original.csv")
        else:
            self.source.keep(folder, self.format or "bin")


def examine(source: Source, home: Path, submission: Submission) -> Examination:
    """Return everything that a submission says and everything that is wrong with it."""
    contract = FEEDS[submission.feed]
    if source.problem:
        return Examination(source, contract, problems=[source.problem])
    if submission.feed == "highlights":
        return _examine_export(source, home)
    READER.prepare()
    context, problems, warnings = context_of(
        contract,
        home=home,
        received_at=submission.received_at,
        partner_id=submission.partner_id,
        round_id=submission.round_id,
        language=submission.language,
        engagement_id=submission.engagement_id,
        answers=submission.answers,
    )
    reading = read_sheets(source, contract)
    if reading.problem:
        return Examination(source, contract, problems=[*problems, reading.problem])
    return judge(source, contract, reading, context, problems, warnings)


def judge(
    source: Source,
    contract: Contract,
    reading: Reading,
    context: Context,
    problems: list[Problem],
    warnings: list[Problem],
) -> Examination:
    """Return what the sheets that were read say, and what is wrong with it; any cells will do."""
    another_partner, another_round = check_made_for(reading, context)
    problems = problems + another_partner
    warnings = warnings + _about_the_file(source, reading) + another_round
    languages = spoken_in(contract, reading, context)
    contract = contract.in_languages(languages)
    layout = _layout(contract, reading, context)
    plan_ids = known_ids(layout.tables, context.register)
    tables = {name: typed(found, reading.counts_from_1904, plan_ids) for name, found in layout.tables.items()}
    findings = Findings()
    if not problems:
        findings = CHECKS[contract.feed]({name: table.rows for name, table in tables.items()}, context)
    problems = problems + not_spoken(contract, tables, languages)
    if not any(findings.rows.values()) and not (problems or layout.problems or findings.problems):
        warnings.append(problem("no_rows"))
    found = _gathered(source, contract, reading, layout, tables, findings, context, problems, warnings)
    return replace(found, languages=languages)


def _layout(contract: Contract, reading: Reading, context: Context) -> Layout:
    def remembered(headings: Sequence[str]) -> tuple[str, Answers] | None:
        return answers_before(context.home, headings)

    form = lay_out_form(contract, reading, context.engagement_id, context.answers, remembered)
    return form or lay_out(contract, reading)


def _examine_export(source: Source, home: Path) -> Examination:
    export = read_export(source.files)
    if not export.problems:
        export = placed(export, home)
    return Examination(
        source,
        format=None if export.problems else export.format,
        problems=list(export.problems),
        warnings=list(export.warnings),
        export=export,
    )


def _gathered(
    source: Source,
    contract: Contract,
    reading: Reading,
    layout: Layout,
    tables: dict[str, TypedTable],
    findings: Findings,
    context: Context,
    problems: list[Problem],
    warnings: list[Problem],
) -> Examination:
    for table in tables.values():
        problems = problems + table.problems
        warnings = warnings + table.warnings
    sheets = [sheet.name for sheet in reading.sheets]
    columns = [name for found in layout.tables.values() for name in found.table.columns]
    letters = {place: named for found in layout.tables.values() for place, named in found.letters()}
    return Examination(
        source=source,
        contract=contract,
        format=reading.format,
        problems=in_order(lettered(problems + layout.problems + findings.problems, letters), sheets, columns),
        warnings=in_order(lettered(warnings + layout.warnings + findings.warnings, letters), sheets, columns),
        findings=findings,
        context=context,
        form_columns=layout.form_columns,
        subjects={
            (row.sheet, row.number): subject
            for table in tables.values()
            for row in table.rows
            if (subject := row["milestone_id"] or row["action_id"])
        },
    )


def read_sheets(source: Source, contract: Contract) -> Reading:
    """Return what every file of the source holds; a folder is one workbook with a sheet per file."""
    caps = contract.caps.as_dict()
    readings = [READER.read(content, name, caps) for name, content in source.files.items()]
    if not source.is_folder:
        return readings[0]
    for name, reading in zip(source.files, readings, strict=True):
        if reading.problem:
            return replace(reading, problem=replace(reading.problem, sheet=name))
    sheets: tuple[Sheet, ...] = tuple(sheet for reading in readings for sheet in reading.sheets)
    return replace(readings[0], format=FOLDER_FORMAT, sheets=sheets)


def _about_the_file(source: Source, reading: Reading) -> list[Problem]:
    """Say how the file was taken, where that is not what its name says or what a program writes today."""
    warnings = []
    ending = Path(source.name).suffix.lower().lstrip(".")
    if not source.is_folder and ending in ("xlsx", "ods", "csv", "xls") and ending != reading.format:
        warnings.append(problem("name_differs", ending=ending, format=reading.format))
    if reading.separator in _SEPARATORS:
        warnings.append(problem("read_as_separated", separator=Term(_SEPARATORS[reading.separator])))
    if reading.encoding != "utf-8":
        warnings.append(problem("read_as_encoding", encoding=reading.encoding))
    return warnings
