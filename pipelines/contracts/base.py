"""What a contract is made of: columns and tables declared once, as pydantic models.

From a model come the reader, the checks, the template, the page of help and the schema of the landed rows.
"""

import types
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
from annotated_types import MaxLen
from pydantic import BaseModel, ConfigDict, TypeAdapter
from pydantic.fields import FieldInfo

from pipelines.contracts.languages import language_of
from pipelines.locale import LANGUAGES, speaker

PLACE_FIELDS: tuple[tuple[str, pa.DataType], ...] = (("receipt_id", pa.string()), ("row_number", pa.int32()))
"""Every landed table begins with these: which submission, and which row of its sheet."""

_OF_LANGUAGES = ("language", "engagement_language")
"""The vocabularies whose codes are languages."""

_ARROW: dict[type, pa.DataType] = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int32(),
    date: pa.date32(),
    Decimal: pa.decimal128(12, 2),
}


@dataclass(frozen=True)
class Column:
    """What a person needs to know of a column, and how what they type is understood.

    A verbatim one holds somebody's own words, whatever they are; `mixed_up_with` is the column of the same
    table whose answers people also write here. One that is needed in its language has to be filled in where
    the plan speaks that language. `also` are headings that other programs give what belongs here.
    """

    header: str
    help: str
    example: str = ""
    vocabulary: str | None = None
    month: Literal["first", "last"] | None = None
    is_stored: bool = True
    is_locked: bool = False
    is_address: bool = False
    is_verbatim: bool = False
    is_needed_in_its_language: bool = False
    mixed_up_with: str | None = None
    also: tuple[str, ...] = ()
    width: int = 16


@dataclass(frozen=True)
class ColumnSpec:
    """A column with its name, type and whether it may be empty, as its model declares them."""

    name: str
    column: Column
    type: type
    is_required: bool
    max_length: int | None = None
    languages: tuple[str, ...] = LANGUAGES
    """The languages that the plan speaks."""

    @property
    def language(self) -> str | None:
        """Return the language that the column is in, by its name; None for one that is in none."""
        return language_of(self.name)

    @property
    def is_spoken(self) -> bool:
        """Tell whether the plan speaks the column's language; it does if the column is in none."""
        return self.language is None or self.language in self.languages

    @property
    def chooses_language(self) -> bool:
        """Tell whether its answers are languages."""
        return self.column.vocabulary in _OF_LANGUAGES

    @property
    def is_asked(self) -> bool:
        """Tell whether the plan has a use for it; one in a single language asks for no other, nor which."""
        return self.is_spoken and not (self.chooses_language and len(self.languages) == 1)

    def header(self, language: str) -> str:
        """Return the column's header in `language`."""
        return speaker(language)(self.column.header)

    @property
    def arrow(self) -> pa.DataType:
        """Return the type of the landed column."""
        return _ARROW[self.type]


class Row(BaseModel):
    """A row of a feed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Table:
    """One table of a feed: the rows of one sheet."""

    name: str
    sheet: str
    model: type[Row]
    is_optional: bool = False
    languages: tuple[str, ...] = LANGUAGES

    @cached_property
    def columns(self) -> dict[str, ColumnSpec]:
        """Return the columns in the order in which the model declares them."""
        hints = get_type_hints(self.model, include_extras=True)
        return {
            name: _spec(name, hints[name], info.is_required(), self.languages)
            for name, info in self.model.model_fields.items()
        }

    @cached_property
    def asked_columns(self) -> list[ColumnSpec]:
        """Return the columns that a plan in these languages has a use for."""
        return [spec for spec in self.columns.values() if spec.is_asked]

    @cached_property
    def stored_columns(self) -> list[ColumnSpec]:
        """Return the columns that are landed; the others only help whoever fills in the sheet."""
        return [spec for spec in self.columns.values() if spec.column.is_stored]

    @cached_property
    def validator(self) -> TypeAdapter[Row]:
        """Return what checks one row against the model."""
        return TypeAdapter(self.model)

    def in_languages(self, languages: tuple[str, ...]) -> "Table":
        """Return the table as a plan in these languages fills it."""
        return _in_languages(self, languages)

    def arrow_schema(self) -> pa.Schema:
        """Return the schema of `rows/<table>.parquet`: the same in every plan."""
        return pa.schema([*PLACE_FIELDS, *((spec.name, spec.arrow) for spec in self.stored_columns)])

    def sheet_names(self) -> set[str]:
        """Return what the sheet may be called: by its table, or in any language."""
        return {self.name, *(speaker(language)(self.sheet) for language in LANGUAGES)}


@dataclass(frozen=True)
class ExportTable:
    """A table that a reader of foreign files fills; its schema is the reader's own.

    Receipts count its rows under its title; those of a table without one mean nothing to a person.
    """

    name: str
    schema: pa.Schema
    title: str = ""

    def arrow_schema(self) -> pa.Schema:
        """Return the schema of `rows/<table>.parquet`."""
        return pa.schema([*PLACE_FIELDS, *((each.name, _without_zone(each.type)) for each in self.schema)])


@dataclass(frozen=True)
class Caps:
    """How large a submission may be; the defaults are a return's (conventions.md X4)."""

    bytes: int = 2_000_000
    unpacked_bytes: int = 20_000_000
    ratio: int = 20
    entries: int = 200
    sheets: int = 10
    rows: int = 1_000
    columns: int = 60
    cell_characters: int = 4_000

    def as_dict(self) -> dict[str, int]:
        """Return the caps as the sandbox reads them."""
        return dict(vars(self))


LISTENING_CAPS = Caps(bytes=20_000_000, unpacked_bytes=100_000_000, rows=100_000)
"""A listening exercise is larger than a return."""


@dataclass(frozen=True)
class Contract:
    """What a feed takes: its tables and limits, whose it is, and whether only its columns may be kept.

    Of a folder that is handed over, the files of some endings are read. One that is kept apart names people:
    it stays in landing and enters no build.
    """

    feed: str
    title: str
    purpose: str
    tables: dict[str, Any]
    version: str = "1"
    caps: Caps = field(default_factory=Caps)
    folder_endings: tuple[str, ...] = (".csv",)
    is_from_partner: bool = False
    is_scrubbed: bool = False
    is_kept_apart: bool = False
    steps: tuple[str, ...] = ()

    def sheet_tables(self) -> list[Table]:
        """Return the tables that are read from sheets."""
        return [table for table in self.tables.values() if isinstance(table, Table)]

    def in_languages(self, languages: tuple[str, ...]) -> "Contract":
        """Return what the feed takes in a plan that speaks these languages."""
        spoken = {table.name: table.in_languages(languages) for table in self.sheet_tables()}
        return replace(self, tables=self.tables | spoken)


def tables(*found: Table | ExportTable) -> dict[str, Table | ExportTable]:
    """Return tables by their names."""
    return {table.name: table for table in found}


def _without_zone(found: pa.DataType) -> pa.DataType:
    """Return the type of a landed time: always UTC, so it carries no zone."""
    return pa.timestamp("us") if pa.types.is_timestamp(found) else found


@cache
def _in_languages(table: Table, languages: tuple[str, ...]) -> Table:
    """Return a table in some languages, made once: whoever knows it by heart need not learn it again."""
    return table if languages == table.languages else replace(table, languages=languages)


def _spec(name: str, hint: Any, is_required: bool, languages: tuple[str, ...]) -> ColumnSpec:
    assert get_origin(hint) is Annotated, f"{name} has no Column"
    inner, *metadata = get_args(hint)
    column = next(item for item in metadata if isinstance(item, Column))
    found = ColumnSpec(name, column, _plain_type(inner), is_required, _max_length(inner), languages)
    return replace(found, is_required=True) if column.is_needed_in_its_language and found.is_spoken else found


def _plain_type(hint: Any) -> type:
    if get_origin(hint) in (Union, types.UnionType):
        return _plain_type(next(part for part in get_args(hint) if part is not type(None)))
    if get_origin(hint) is Annotated:
        return _plain_type(get_args(hint)[0])
    assert isinstance(hint, type)
    return hint


def _max_length(hint: Any) -> int | None:
    """Return the most characters that a hint allows, wherever in it that is said."""
    found = [item.metadata for item in get_args(hint) if isinstance(item, FieldInfo)]
    lengths = [mark.max_length for marks in found for mark in marks if isinstance(mark, MaxLen)]
    deeper = [_max_length(item) for item in get_args(hint)]
    return next((length for length in [*lengths, *deeper] if length is not None), None)
