"""Why an export is refused or doubted, as a code and its values; the door makes the words, per language."""

from collections.abc import Mapping
from typing import TypeAlias

Params: TypeAlias = dict[str, str | int]
Warned: TypeAlias = tuple[str, Params]

REFUSALS: Mapping[str, tuple[str, ...]] = {
    "empty_file": (),
    "too_large": ("bytes", "limit"),
    "truncated": ("bytes", "expected"),
    "damaged": (),
    "wrong_format": ("format",),
    "not_taguette": (),
    "unknown_version": ("version",),
    "forbidden_object": ("kind", "name"),
    "unknown_schema": ("table", "column"),
    "live_database": (),
    "no_project": (),
    "several_projects": (),
    "too_many_rows": ("table", "limit"),
    "too_much_text": ("limit",),
    "markup_too_complex": ("limit",),
    "took_too_long": ("seconds",),
    "unexpected_value": ("table", "column"),
    "missing_columns": ("columns",),
    "not_a_pair": (),
    "per_tag_file": ("tag",),
    "conflicting_rows": ("id",),
    "part_climbs_out": ("name",),
    "part_twice": ("name",),
}
"""Every code that `UnreadableExport` may carry, with the names of its values."""

WARNINGS: Mapping[str, tuple[str, ...]] = {
    "passages_repaired": ("wrong", "total"),
    "passages_outside_document": ("count",),
    "rows_without_parent": ("count",),
    "identity_from_position": ("count",),
    "project_is_empty": (),
    "counts_are_passages": (),
    "untagged_absent": (),
    "codebook_absent": (),
    "codebook_disagrees": ("count",),
    "read_as_cp1252": (),
    "workbook_loses_text": ("formulas", "blanks", "cut"),
}
"""Every code that `TaguetteExport.warnings` may carry, with the names of its values."""

NAME_LENGTH = 60
"""Names that a hostile file chose are quoted no longer than this."""


class UnreadableExport(Exception):
    """An export that cannot be taken in: a stable code of `REFUSALS`, and values for its sentence."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params: Params = {
            name: value[:NAME_LENGTH] if isinstance(value, str) else value for name, value in params.items()
        }

    def __str__(self) -> str:
        return f"{self.code} {self.params}"
