"""For which partner and round a workbook was made, by the title that stands first on each of its sheets.

A title is what every program keeps, whatever it saves the workbook as. One that was changed says nothing.
"""

from collections.abc import Iterator

from pipelines.contracts.register import Partner, Round
from pipelines.contracts.returns import RETURN
from pipelines.intake.context import Context
from pipelines.intake.reading.reader import Reading, Sheet
from pipelines.intake.workbooks.template import TITLE, in_language
from pipelines.locale import LANGUAGES, speaker
from pipelines.receipts.problems import Names, Problem, problem
from pipelines.register import Register
from pipelines.rounds.names import name_of

_NAME = "\0"
"""Stands where the partner's name is in a title; no name and no cell holds it."""

MadeFor = tuple[Partner, Round]


def check_made_for(reading: Reading, context: Context) -> tuple[list[Problem], list[Problem]]:
    """Return the problem of a workbook that was made for another partner, and what to say of another round.

    Where one of its sheets was made for this partner, or for this round, nothing is certain of the others.
    """
    if context.round is None:
        return [], []
    titled = [(sheet, made) for sheet in reading.sheets for made in _titled(sheet, context.plan)]
    partners = {partner.partner_id for _, (partner, _) in titled}
    rounds = {found.round_id for _, (partner, found) in titled if partner.partner_id == context.partner_id}
    if not titled or context.round.round_id in rounds:
        return [], []
    sheet, (partner, found) = titled[0]
    if context.partner_id not in partners:
        whose, when = _partner_named(partner), _round_named(found)
        return [
            problem("workbook_of_another_partner", sheet=sheet.name, row=1, partner=whose, round=when)
        ], []
    made, meant = _round_named(found), _round_named(context.round)
    return [], [problem("workbook_of_another_round", sheet=sheet.name, row=1, made_for=made, round=meant)]


def _titled(sheet: Sheet, register: Register) -> Iterator[MadeFor]:
    """Yield whom and which round the first cell of a sheet names; two partners may have one name."""
    first = sheet.rows[0][0] if sheet.rows and sheet.rows[0] else None
    title = first.strip() if isinstance(first, str) else ""
    for language in LANGUAGES if title else ():
        say = speaker(language)
        ends = ["", *(f": {say(table.sheet)}" for table in RETURN.sheet_tables())]
        for found in register.rounds:
            before, after = say(TITLE, partner=_NAME, round=name_of(found, language)).split(_NAME)
            names = {
                title.removeprefix(before).removesuffix(f"{after}{end}")
                for end in ends
                if title.startswith(before) and title.endswith(f"{after}{end}")
            }
            for partner in register.partners if names else ():
                if in_language(partner, "name", language) in names:
                    yield partner, found


def _partner_named(partner: Partner) -> Names:
    return Names(tuple((each, in_language(partner, "name", each)) for each in LANGUAGES))


def _round_named(found: Round) -> Names:
    return Names(tuple((each, name_of(found, each)) for each in LANGUAGES))
