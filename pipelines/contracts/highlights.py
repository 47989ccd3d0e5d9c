"""Highlights: a Taguette project as its reader hands it over; the schemas are the reader's own."""

from pipelines.contracts.base import Caps, Contract, ExportTable, tables
from pipelines.locale import N_
from pipelines.taguette import SCHEMAS

TITLES = {
    "taguette_documents": N_("Documents"),
    "taguette_comments": N_("Comments"),
    "taguette_highlights": N_("Passages"),
    "taguette_tags": N_("Codes"),
}

HIGHLIGHTS = Contract(
    feed="highlights",
    title=N_("Highlights"),
    purpose=N_(
        "A whole project as Taguette exports it (.sqlite3); or all highlights as CSV, best in one folder "
        "with the codebook as CSV. A new export replaces the one before."
    ),
    tables=tables(*(ExportTable(name, schema, TITLES.get(name, "")) for name, schema in SCHEMAS.items())),
    caps=Caps(bytes=64 * 1024 * 1024),
    folder_endings=(".csv", ".xlsx"),
)
