"""What people type where they have nothing to say: a dash, “n/a”, “TBC”; and the same in Welsh.

The table of spellings says how far each goes. `empty` stands for an empty cell wherever one may be. `nothing`
is an answer where a number or a yes or no is asked for: there, “none” may well mean nought, or no change.
`unsaid` says nothing only as the answer to a question of a form.
"""

from decimal import Decimal
from functools import cache

from pipelines.contracts.base import ColumnSpec
from pipelines.intake.sheets.vocabularies import bare, folded, listed

_NUMBERS_AND_ANSWERS = (int, Decimal)
"""A yes or no is a number here too."""


def is_placeholder(text: str, spec: ColumnSpec) -> bool:
    """Tell whether `text` stands in a column for an empty cell; what somebody said is left as it is."""
    if spec.column.is_verbatim:
        return False
    kind = _kind(text)
    return kind == "empty" or (kind == "nothing" and not issubclass(spec.type, _NUMBERS_AND_ANSWERS))


def says_nothing(text: str) -> bool:
    """Tell whether `text`, as the answer to a question of a form, says nothing."""
    return _kind(text) is not None


def _kind(text: str) -> str | None:
    known = _placeholders()
    return known.get(folded(text) or text.strip()) or known.get(bare(text, "placeholder"))


@cache
def _placeholders() -> dict[str, str]:
    """Return what stands for nothing; of a dash, which folds to no text at all, as it is written."""
    return {folded(spelling) or spelling: code for spelling, code in listed("placeholder")}
