"""The meeting pack: a round's agenda as a Word document and a workbook, in each of the plan's languages.

It is made from the build and from what has landed, for any round that has opened: of a past one the same
again.
"""

import tempfile
from pathlib import Path

from pipelines.register import current
from pipelines.rounds.states import Standing
from pipelines.warehouse.agenda import agenda
from pipelines.warehouse.builds import Build
from pipelines.workspace.minutes import minutes, spoken_of
from pipelines.workspace.pack.content import Pack, pack_of
from pipelines.workspace.pack.document import document_of
from pipelines.workspace.pack.workbook import write_workbook

KINDS = ("docx", "xlsx")


def pack(home: Path, build: Build, standings: list[Standing], round_id: str, language: str) -> Pack:
    """Return the pack of a round in one language.

    Raises:
        UnknownRound: the build has no such round, or it has not opened yet.
    """
    found = agenda(build, round_id)
    recorded = minutes(home, standings, round_id)
    spoken = spoken_of(home, build, recorded)
    return pack_of(build, current(home), found, recorded, spoken, language)


def write_pack(
    home: Path, build: Build, standings: list[Standing], round_id: str, folder: Path
) -> list[Path]:
    """Write the pack of a round into a folder, a document and a workbook for each of the plan's languages.

    Raises:
        UnknownRound: the build has no such round, or it has not opened yet.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for language in current(home).languages:
        made = pack(home, build, standings, round_id, language)
        for kind in KINDS:
            file = folder / f"pack-{round_id}-{language}.{kind}"
            file.write_bytes(packed(made, kind))
            written.append(file)
    return written


def packed(made: Pack, kind: str) -> bytes:
    """Return a pack as a file of a kind, `docx` or `xlsx`; the same pack makes the same bytes."""
    if kind == "docx":
        return document_of(made)
    with tempfile.TemporaryDirectory(prefix="pack-") as folder:
        file = Path(folder) / f"pack.{kind}"
        write_workbook(made, file)
        return file.read_bytes()
