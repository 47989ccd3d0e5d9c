"""An answer in the column beside the one that it belongs in: “Complete” under “Rating”.

Where the other column says the same, it is a repetition. Where it does not, nobody can tell which of the two
was meant. The table of spellings lists what would be such an answer in some places only (`perhaps_stage`):
many councils call complete “blue”, others mean something else by it.
"""

from pipelines.contracts.base import ColumnSpec
from pipelines.intake.reading.reader import Cell
from pipelines.intake.sheets.cells import Converted, allowed, convert
from pipelines.intake.sheets.vocabularies import bare, label, recognise, spelled
from pipelines.receipts.problems import Problem, Term, problem


def mixed_up(found: Problem, spec: ColumnSpec, other: ColumnSpec, said_there: Cell) -> Converted:
    """Return what an answer that is none of `spec` means if it is one of `other`; `found` if it is not."""
    vocabulary, others = spec.column.vocabulary, other.column.vocabulary
    if not (vocabulary and others and found.value):
        return Converted(problem=found)
    text = bare(found.value, vocabulary)
    code = recognise(others, text) or dict(spelled(f"perhaps_{others}")).get(text)
    if code is None:
        return Converted(problem=found)
    header = Term(other.column.header)
    if convert(said_there, other).value == code:
        return Converted(warning=problem("answer_repeats", value=found.value, header=header))
    return Converted(
        problem=problem(
            "answer_of_another_column",
            value=found.value,
            header=header,
            meaning=Term(label(others, code)),
            allowed=allowed(vocabulary),
        )
    )
