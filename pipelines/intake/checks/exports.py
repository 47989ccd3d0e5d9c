"""An export beside those that came before it: of which project it is, which one counts, what has changed.

Nothing here refuses: whatever came before stays where it is, and the models choose by the same rule.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.intake.reading.exports import Export
from pipelines.landing import Landed, landed, latest
from pipelines.locale import first_few
from pipelines.receipts.problems import Problem, problem, shown_value
from pipelines.taguette import SCHEMAS, Changes, compare
from pipelines.taguette.same_project import next_key, project_of, under_key

NAMED = 5
"""How many names a receipt lists of one kind of change; the number says how many there are."""

_MOMENT = "%Y-%m-%d %H:%M UTC"

Project = dict[str, Any]


def placed(export: Export, home: Path) -> Export:
    """Return an export under the key of its project, with what there is to say of it beside the others."""
    before = _counting(home)
    if _project(export.tables)["exported_from"] == "sqlite3":
        told = _beside_project(export.tables, before)
    else:
        export, told = _beside_lists(export, before)
    return replace(export, warnings=(*export.warnings, *told, *_unmatched(export, home)))


def _counting(home: Path) -> dict[str, Landed]:
    """Return the export of each project that counts: last edited, or of lists the last to arrive."""
    counting: dict[str, tuple[tuple[datetime, datetime, str], Landed]] = {}
    for found in landed(home, "highlights"):
        (project,) = found.rows("taguette_projects")
        place = (_edited_at(project), *found.order)
        if project["project_key"] not in counting or place > counting[project["project_key"]][0]:
            counting[project["project_key"]] = (place, found)
    return {key: found for key, (_, found) in counting.items()}


def _beside_project(tables: dict[str, pa.Table], before: dict[str, Landed]) -> list[Problem]:
    project = _project(tables)
    known = before.get(project["project_key"])
    if known is None:
        return []
    (other,) = known.rows("taguette_projects")
    mine, theirs = _edited_at(project), _edited_at(other)
    if mine < theirs:
        return [problem("export_is_older", this=f"{mine:{_MOMENT}}", latest=f"{theirs:{_MOMENT}}")]
    return list(_told(compare(_tables(known), tables)))


def _beside_lists(export: Export, before: dict[str, Landed]) -> tuple[Export, list[Problem]]:
    """Return a list under its project's key; a server's ids say nothing to those of another."""
    origins = {key: found.rows("taguette_projects")[0]["exported_from"] for key, found in before.items()}
    lists = {key: _tables(found) for key, found in before.items() if origins[key] != "sqlite3"}
    known = project_of(export.tables, lists)
    export = replace(export, tables=under_key(export.tables, known or next_key(lists)))
    told = list(_told(compare(lists[known], export.tables))) if known else []
    if lists and not known:
        told.append(problem("export_lists_of_several", count=len(lists) + 1))
    whole = [found for key, found in before.items() if origins[key] == "sqlite3"]
    if _is_of_a_project(export, whole):
        told.append(problem("export_list_beside_project"))
    return export, told


def _is_of_a_project(export: Export, whole: list[Landed]) -> bool:
    """Whether a whole project holds more than half of a list's documents, as the models ask too."""
    names = _names(export)
    known = {row["name"] for found in whole for row in found.rows("taguette_documents", "name")}
    return 2 * len(names & known) > len(names)


def _unmatched(export: Export, home: Path) -> Iterator[Problem]:
    """Name the documents that no engagement of the list speaks of, if there is a list."""
    register = latest(home, "engagements")
    known = {row["document"] for row in register.rows("engagements", "document")} if register else set()
    if register and (names := sorted(_names(export) - known)):
        yield _listed("export_documents_unmatched", names)


def _told(changes: Changes) -> Iterator[Problem]:
    """Give what became of documents, codes and passages since the export before."""
    if not any(vars(changes).values()):
        yield problem("export_is_unchanged")
    for code, names in (
        ("export_documents_renamed", _pairs(changes.documents_renamed)),
        ("export_documents_added", changes.documents_added),
        ("export_documents_deleted", changes.documents_deleted),
        ("export_tags_renamed", _pairs(changes.tags_renamed)),
        ("export_tags_merged", _pairs(changes.tags_merged)),
        ("export_tags_added", changes.tags_added),
        ("export_tags_deleted", changes.tags_deleted),
    ):
        if names:
            yield _listed(code, names)
    added, deleted = changes.highlights_added_count, changes.highlights_deleted_count
    if added or deleted or changes.highlights_recoded_count:
        recoded = changes.highlights_recoded_count
        yield problem("export_passages_changed", added=added, deleted=deleted, recoded=recoded)


def _listed(code: str, names: Sequence[str]) -> Problem:
    quoted = [name if "“" in name else f"“{shown_value(name)}”" for name in names]
    return problem(code, count=len(names), names="; ".join(first_few(quoted, NAMED)))


def _pairs(renamed: Sequence[tuple[str, str]]) -> list[str]:
    return [f"“{shown_value(before)}” → “{shown_value(after)}”" for before, after in renamed]


def _project(tables: dict[str, pa.Table]) -> Project:
    project: Project
    (project,) = tables["taguette_projects"].to_pylist()
    return project


def _edited_at(project: Project) -> datetime:
    moment: datetime | None = project["last_command_at"]
    return moment.replace(tzinfo=UTC) if moment else datetime.min.replace(tzinfo=UTC)


def _names(export: Export) -> set[str]:
    return {row["name"] for row in export.tables["taguette_documents"].select(["name"]).to_pylist()}


def _tables(found: Landed) -> dict[str, pa.Table]:
    return {name: found.table(name) for name in SCHEMAS}
