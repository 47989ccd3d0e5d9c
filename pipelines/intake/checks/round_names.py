"""The rule of a round's name: people have to be able to call it something, and no two the same."""

from pipelines.intake.checks.findings import Findings
from pipelines.intake.sheets.rows import TypedRow
from pipelines.intake.sheets.vocabularies import folded
from pipelines.rounds.names import month_name, month_of


def check_round_names(rows: list[TypedRow], languages: tuple[str, ...], findings: Findings) -> None:
    """Refuse a round that has no name in a language of the plan, and the second of two of one name."""
    for language in languages:
        column, first = f"name_{language}", dict[str, int]()
        for row in rows:
            if row["round_id"] is None:
                continue
            month = month_of(row["round_id"])
            if row.lacks(column) and month is None:
                findings.refuse(row, "round_name_missing", column, round=row["round_id"])
                continue
            name = row[column] or (month_name(month, language) if month else "")
            if name and (before := first.setdefault(folded(name), row.number)) != row.number:
                findings.refuse(row, "round_name_twice", column, value=name, first=before)
