"""What each kind of personal data is called in the door's sentences, and advice on words that hold some."""

from collections.abc import Sequence

from pipelines.intake.checks.findings import Findings
from pipelines.intake.sheets.rows import TypedRow
from pipelines.locale import N_
from pipelines.receipts.problems import Term
from pipelines.voices.screening import kinds

KINDS = {
    "name": N_("a name"),
    "email": N_("an e-mail address"),
    "phone": N_("a telephone number"),
    "postcode": N_("a postcode"),
    "address": N_("an address"),
    "handle": N_("a name on a social network"),
    "nhs_number": N_("an NHS number"),
    "national_insurance": N_("a National Insurance number"),
    "date_of_birth": N_("a date of birth"),
    "vehicle": N_("a number plate"),
}


def named(found: Sequence[str]) -> list[Term]:
    """Return kinds that the screening found, as they are said in the reader's language."""
    return [Term(KINDS[kind]) for kind in found]


def advise_on_personal(
    row: TypedRow, columns: Sequence[str], names: Sequence[str], findings: Findings
) -> None:
    """Say which of an officer's words, which are published as they stand, hold what may be personal data."""
    for column in columns:
        if row[column] and (found := kinds(row[column], names)):
            findings.warn(row, "published_words_personal", column, kinds=named(found))
