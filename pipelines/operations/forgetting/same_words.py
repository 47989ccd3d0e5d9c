"""What becomes of the same words where somebody else said them too: they go as well, or stay."""

from collections.abc import Collection
from dataclasses import replace

from pipelines.errors import Refusal
from pipelines.intake.lookups.voices import sheet_voices
from pipelines.operations.forgetting.cells import Cell, Found, Rows
from pipelines.voices.ids import voice_id

_KEYS = {"taguette_comments": "comment_key", "taguette_highlights": "highlight_key"}
_SHEET = "comments"
_OWN_VOICES = ("comment", "highlight", "document")


def everywhere(rows: Rows, found: Found, elsewhere: Collection[Cell], words: Collection[str]) -> Found:
    """Add the places where the same words stand; who said nothing else comes in again without them too."""
    others = {cell for cell in elsewhere if rows.text(cell) in words}
    voices = {voice for cell in others for voice in _voices_of(rows, cell)}
    return replace(found, parts=found.parts | frozenset(elsewhere), voices=found.voices | voices)


def alone(rows: Rows, kind: str, subject: str, found: Found) -> Found:
    """Return what is to be forgotten where the same words, which somebody else said, stay.

    A comment of a sheet is known by its words and by which of the same words it is. One of several is
    forgotten by its id, and the others are counted anew: the id that nobody has then is the last one's.

    Raises:
        Refusal: it is not known by an id of its own, or a decision speaks of one of the same comments.
    """
    if kind not in _OWN_VOICES:
        raise Refusal(
            f"--only-here is for what has an id of its own, a {', a '.join(_OWN_VOICES)}: a release does "
            f"not say whose the words of a {kind} are. With --everywhere they go wherever they stand"
        )
    voices = set(found.voices)
    for cell in (cell for cell in found.whole if cell.table == _SHEET):
        same = _same_of_sheet(rows, cell)
        if len(same) > 1:
            voices = voices - {same[cell.position]} | {list(same.values())[-1]}
            _require_undecided(rows, subject, set(same.values()))
    return replace(found, voices=frozenset(voices))


def _require_undecided(rows: Rows, subject: str, voices: Collection[str]) -> None:
    decided = {row["voice_id"] for _, _, row in rows.each("decisions", "decisions")} & set(voices)
    if decided:
        raise Refusal(
            f"{len(voices)} comments of that sheet say the same, letter for letter, and a decision speaks of "
            f"{', '.join(sorted(decided))}: which of them was meant can no longer be told when one is gone. "
            f"{subject} was not forgotten. With --everywhere all of them are"
        )


def _same_of_sheet(rows: Rows, cell: Cell) -> dict[int, str]:
    """Return the voices of a sheet's comments on one engagement that say what a cell says, by their place."""
    of = rows.of(cell.receipt_id, _SHEET)
    mine = of[cell.position]
    return {
        place: voice
        for place, voice in sheet_voices(of)
        if (of[place]["engagement_id"], of[place]["comment"]) == (mine["engagement_id"], mine["comment"])
    }


def _voices_of(rows: Rows, cell: Cell) -> set[str]:
    if cell.table == _SHEET:
        return {_same_of_sheet(rows, cell)[cell.position]}
    if cell.table in _KEYS:
        row = rows.of(cell.receipt_id, cell.table)[cell.position]
        return {voice_id(row["project_key"], row[_KEYS[cell.table]])}
    return set()
