"""Highlights and codebook sheets as rows: coded passages only, as these exports hold no documents.

The id of a passage is the server's, the same in every export of one installation; a document is keyed by the
lowest id in it, which outlives its name. Nothing here can be repaired, and comments cannot be counted.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pipelines.taguette.cells import csv_cells
from pipelines.taguette.keys import words_key
from pipelines.taguette.limits import Limits
from pipelines.taguette.passage_list import HIGHLIGHT_COLUMNS, Code, Listed, Losses, codes, passages
from pipelines.taguette.problems import UnreadableExport, Warned
from pipelines.taguette.tables import Rows, TaguetteExport, to_tables


def read_csv_export(
    highlights: Path, codebook: Path | None = None, project: str = "csv", limits: Limits | None = None
) -> TaguetteExport:
    """Return the all-tags highlights CSV, and the codebook CSV beside it, as rows.

    Raises:
        UnreadableExport: not these files, not whole, or only the highlights of one code.
    """
    limits = limits or Limits()
    listed, warnings = csv_cells(highlights, limits)
    book, book_warnings = csv_cells(codebook, limits) if codebook else (None, [])
    assumed = [*warnings, *(warning for warning in book_warnings if warning not in warnings)]
    export = read_sheets(listed, book, "csv", project)
    return TaguetteExport(export.tables, (*assumed, *export.warnings), export.scrubbed_to)


def read_sheets(
    highlights: Sequence[Sequence[object]],
    codebook: Sequence[Sequence[object]] | None,
    exported_from: str,
    project: str = "csv",
) -> TaguetteExport:
    """Return the cells of a highlights sheet and a codebook sheet as rows.

    `exported_from` is `csv` or `xlsx`; `project` names the installation and project that the ids belong to. A
    codebook holds nothing to scrub, so the scrubbed copy is that of the highlights alone.

    Raises:
        UnreadableExport: `missing_columns`, `unexpected_value`, `conflicting_rows` or `per_tag_file`.
    """
    losses = Losses()
    listed = passages(highlights, losses)
    book = codes(codebook) if codebook is not None else []
    disagreements = _disagreements(listed, book)
    if (tag := _shared_tag(listed, book)) and (disagreements or not _is_counted(book)):
        raise UnreadableExport("per_tag_file", tag=tag)
    warnings: list[Warned] = [("counts_are_passages", {})]
    if all(passage.tags for passage in listed):
        warnings.append(("untagged_absent", {}))
    if codebook is None:
        warnings.append(("codebook_absent", {}))
    if disagreements:
        warnings.append(("codebook_disagrees", {"count": disagreements}))
    if exported_from == "xlsx":
        spoilt = {"formulas": losses.formulas, "blanks": losses.blanks, "cut": losses.cut}
        warnings.append(("workbook_loses_text", {**spoilt}))
    if not listed:
        warnings.append(("project_is_empty", {}))
    tables = to_tables(project, _rows(listed, book, exported_from, project))
    return TaguetteExport(tables, tuple(warnings), partial(_write_csv, listed))


def _shared_tag(listed: Sequence[Listed], book: Sequence[Code]) -> str | None:
    """Return a code that begins one of every passage's codes: the sign of an export of that code alone."""
    known = {tag for passage in listed for tag in passage.tags} | {code.path for code in book}
    for tag in sorted(tag for tag in known if tag and listed and _carries(listed[0], tag)):
        if all(_carries(passage, tag) for passage in listed):
            return tag
    return None


def _carries(passage: Listed, start: str) -> bool:
    return any(tag.startswith(start) for tag in passage.tags)


def _is_counted(book: Sequence[Code]) -> bool:
    return any(code.highlight_count for code in book)


def _disagreements(listed: Sequence[Listed], book: Sequence[Code]) -> int:
    """Return for how many codes the codebook counts other passages than are listed, or has no line."""
    if not book:
        return 0
    found = Counter(tag for passage in listed for tag in passage.tags)
    counted = {code.path: code.highlight_count for code in book if code.highlight_count is not None}
    unknown = found.keys() - {code.path for code in book}
    return len(unknown) + sum(found[path] != count for path, count in counted.items())


def _rows(
    listed: Sequence[Listed], book: Sequence[Code], exported_from: str, project: str
) -> dict[str, Rows]:
    first_ids: dict[str, int] = {}
    for passage in listed:
        first_ids[passage.document] = min(passage.id, first_ids.get(passage.document, passage.id))
    documents = {name: f"d-{project}-{number}" for name, number in first_ids.items()}
    described = {code.path: code.description for code in book}
    paths = dict.fromkeys([*described, *(tag for passage in listed for tag in passage.tags)])
    tags = {path: words_key("t", path) for path in paths}
    return {
        "taguette_projects": [{"exported_from": exported_from}],
        "taguette_documents": [{"document_key": key, "name": name} for name, key in documents.items()],
        "taguette_tags": [
            {"tag_key": key, "path": path, "description": described.get(path)} for path, key in tags.items()
        ],
        "taguette_highlights": [
            {
                "highlight_key": _key(passage, project),
                "document_key": documents[passage.document],
                "text": " ".join(passage.content.split()),
                "is_repaired": False,
            }
            for passage in listed
        ],
        "taguette_highlight_tags": [
            {"highlight_key": _key(passage, project), "tag_key": tags[tag]}
            for passage in listed
            for tag in passage.tags
        ],
    }


def _key(passage: Listed, project: str) -> str:
    return f"h-{project}-{passage.id}"


def _write_csv(listed: Sequence[Listed], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HIGHLIGHT_COLUMNS)
        for passage in listed:
            for tag in passage.tags or [""]:
                writer.writerow([passage.id, passage.document, tag, passage.content])
