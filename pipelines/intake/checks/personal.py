"""What each kind of personal data is called inside a sentence of the door's."""

from collections.abc import Sequence

from pipelines.locale import N_
from pipelines.receipts.problems import Term

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
