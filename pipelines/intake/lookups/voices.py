"""Everything that was said, as it has landed: what an approval can speak of."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.landing import Landed, landed, latest
from pipelines.landing.removed import holds_removed
from pipelines.voices.ids import sheet_key, voice_id

SHEET = "sheet"
"""The project of comments that came in a plain sheet or as answers to a form."""


@dataclass(frozen=True)
class LandedVoice:
    """What one person said, and the age band of those who were there; None where it is not known."""

    text: str
    age_band: str | None


def landed_voices(home: Path) -> dict[str, LandedVoice]:
    """Return every comment, and every passage of a list, that has been taken in, by its voice's id.

    The age band is that of any name that the document ever had. What was forgotten is not among them.
    """
    bands = _age_bands(home)
    found: dict[str, LandedVoice] = {}
    for export in landed(home, "highlights"):
        names = {
            (row["project_key"], row["document_key"]): row["name"]
            for row in export.rows("taguette_documents")
        }
        for table, key in (("taguette_highlights", "highlight_key"), ("taguette_comments", "comment_key")):
            for row in export.rows(table):
                document = names.get((row["project_key"], row["document_key"]))
                voice = voice_id(row["project_key"], row[key])
                before = found[voice].age_band if voice in found else None
                found[voice] = LandedVoice(row["text"], bands.get(document or "", before))
    for sheet in landed(home, "comments"):
        found |= _of_sheet(sheet, bands)
    return {voice: one for voice, one in found.items() if not holds_removed(one.text)}


def spoken_of(home: Path) -> frozenset[str]:
    """Return the voices that a decision has been taken on, whichever way."""
    decisions = [row for found in landed(home, "decisions") for row in found.rows("decisions", "voice_id")]
    return frozenset(row["voice_id"] for row in decisions if row["voice_id"])


def sheet_voices(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield each comment of a sheet: its place among the rows, and its id as a voice."""
    seen = Counter[tuple[str, str]]()
    for place in sorted(range(len(rows)), key=lambda place: int(rows[place]["row_number"])):
        words = (rows[place]["engagement_id"], rows[place]["comment"])
        seen[words] += 1
        yield place, voice_id(SHEET, sheet_key(*words, seen[words]))


def _of_sheet(sheet: Landed, bands: dict[str, str | None]) -> dict[str, LandedVoice]:
    rows = sheet.rows("comments")
    return {
        voice: LandedVoice(rows[place]["comment"], bands.get(rows[place]["engagement_id"]))
        for place, voice in sheet_voices(rows)
    }


def _age_bands(home: Path) -> dict[str, str | None]:
    """Return the age band of each engagement, by its id and by its document."""
    held = latest(home, "engagements")
    rows = held.rows("engagements") if held else []
    return {key: row["age_band"] for row in rows for key in (row["engagement_id"], row["document"]) if key}
