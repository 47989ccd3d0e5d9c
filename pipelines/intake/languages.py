"""The languages of the plan that a submission is for, and the rule that it speaks no other.

A register says itself which they are; whatever else comes in is for the plan as it was last loaded.
"""

from pipelines.contracts.base import Contract
from pipelines.contracts.languages import languages_of
from pipelines.contracts.register import REGISTER
from pipelines.intake.checks.findings import Findings
from pipelines.intake.context import Context
from pipelines.intake.reading.reader import Reading
from pipelines.intake.sheets.rows import TypedTable, typed
from pipelines.intake.sheets.tables import lay_out
from pipelines.intake.sheets.vocabularies import label
from pipelines.locale import LANGUAGES
from pipelines.receipts.problems import Problem, Term

_LEAST = LANGUAGES[:1]
"""What every plan speaks: of one whose languages cannot be read, no more is asked."""


def spoken_in(contract: Contract, reading: Reading, context: Context) -> tuple[str, ...]:
    """Return the languages that the plan speaks."""
    if contract.feed != REGISTER.feed:
        return context.register.languages if context.register else LANGUAGES
    found = lay_out(contract.in_languages(_LEAST), reading).tables.get("plan")
    rows = typed(found, reading.counts_from_1904).rows if found else []
    if rows and "languages" in rows[0].broken:
        return _LEAST
    return languages_of(rows[0]["languages"] if rows else None)


def not_spoken(
    contract: Contract, tables: dict[str, TypedTable], languages: tuple[str, ...]
) -> list[Problem]:
    """Return the answers that name a language which the plan does not speak."""
    findings = Findings()
    for table in contract.sheet_tables():
        choices = [spec for spec in table.columns.values() if spec.chooses_language and not spec.is_asked]
        for row in tables[table.name].rows if table.name in tables else ():
            for spec in choices:
                if row[spec.name] not in (None, *languages):
                    answer = Term(label(str(spec.column.vocabulary), row[spec.name]))
                    findings.refuse(row, "language_not_spoken", spec.name, answer=answer)
    return findings.problems
