"""Forgetting: decided in landing at one stroke, then done by whoever comes first until all is gone.

Landing and the refusals change when it is decided. The words themselves are then kept in one private file
only until every release was made again without them; builds that hold them go with the next refresh.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines import clock, landing
from pipelines.chained_log import Entry
from pipelines.disk import reason
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.landing import erasing, ledger
from pipelines.landing.phrases import phrases_of
from pipelines.landing.removed import is_removed, is_telling, name_removed, without, words_removed
from pipelines.landing.verify import receipt_file
from pipelines.operations.forgetting.cells import SENDER, Cell, Found, Rows
from pipelines.operations.forgetting.remains import holds_any
from pipelines.operations.forgetting.same_words import alone, everywhere
from pipelines.operations.forgetting.subjects import find
from pipelines.operations.leftovers import LEFT_ALONE
from pipelines.operations.withholding import finish_withholding, is_pending
from pipelines.releases.withholding.withheld import PENDING_WORDS, pending_words
from pipelines.warehouse.builds import STALE, Warehouse

_WAIT_SECONDS = 600
_SHOWN = 5


@dataclass(frozen=True)
class Forgotten:
    """What was forgotten in landing: how many cells, of which submissions, and which originals are gone.

    `words` are those that nothing may hold any more; what others said too, and stays, is not among them.
    """

    words: tuple[str, ...]
    cell_count: int
    receipts: tuple[str, ...]
    originals: tuple[str, ...]
    refusals: tuple[str, ...]


@dataclass
class _Change:
    """What changes in landing, as it is put together."""

    contents: dict[str, bytes | None] = field(default_factory=dict)
    senders: dict[str, str] = field(default_factory=dict)
    receipts: set[str] = field(default_factory=set)
    originals: set[str] = field(default_factory=set)
    refusals: set[str] = field(default_factory=set)


def forget(
    home: Path,
    kind: str,
    subject: str,
    *,
    by: str,
    why: str,
    at: datetime,
    reach: Literal["stop", "everywhere", "only_here"] = "stop",
) -> Forgotten:
    """Forget a subject in landing, and decide that all the rest forgets it too.

    Args:
        home: The deployment's folder.
        kind: One of `subjects.KINDS`.
        subject: Its id, or an officer's address, or a cell's address.
        by: The role that has it forgotten.
        why: The reason, which stays in the log.
        at: The time.
        reach: What becomes of the same words where anybody else said them too: nothing is forgotten and a
            refusal says where they stand; they go there as well; or they stay there, being others' own.

    Raises:
        Refusal: there is nothing of that name, its words stand elsewhere too, they cannot be told from
            others' own, or the reason repeats them.
        ForgottenAlready: it was forgotten before; whether releases and builds are without it, too, say
            `withholding.is_pending` and `Warehouse.stale`.
        NotPossibleNow: a refresh does not end, or landing cannot be written; nothing has changed.
    """
    with _alone(home):
        rows = Rows(home)
        found = find(rows, kind, subject)
        words = _words(rows, found)
        elsewhere = set(rows.with_words(words)) - found.cells if words else set()
        if reach == "only_here":
            found = alone(rows, kind, subject, found)
        elif kind == "officer" or reach == "everywhere":
            found = everywhere(rows, found, elsewhere, words)
        elif elsewhere:
            raise Refusal(_stand_elsewhere(elsewhere))
        if any(word.casefold() in f"{why} {by}".casefold() for word in words):
            raise Refusal("the reason stays in the log: say it without what is to be forgotten")
        named = None if kind == "officer" else subject
        said = {"kind": kind, "subject": named, "at": _iso(at), "by": by, "why": why, "reach": reach}
        return _forget(rows, found, said)


def forget_again(home: Path, notes: Iterable[Mapping[str, Any]]) -> list[str]:
    """Forget in a restored deployment what the notes of its backup name and its log does not; return the ids.

    Its releases are made again too.
    """
    done = []
    for note in notes:
        with _alone(home):
            if note["id"] in {entry["id"] for entry in ledger.forgotten(home)}:
                continue
            rows = Rows(home)
            cells = {
                name: frozenset(Cell(*address) for address in addresses)
                for name, addresses in note["cells"].items()
            }
            found = Found(**cells, voices=frozenset(note["voices"]))
            said = {name: note[name] for name in ("id", "kind", "subject", "at", "by", "why")}
            _forget(rows, found, said | {"reach": note.get("reach"), "phrases": note.get("phrases") or ()})
            done.append(str(note["id"]))
    if is_pending(home):
        finish_withholding(home)
    return done


def _forget(rows: Rows, found: Found, said: dict[str, Any]) -> Forgotten:
    home, words = rows.home, _words(rows, found)
    gone = words
    if said["reach"] == "only_here":
        gone = tuple(one for one in words if not set(rows.with_words([one])) - found.cells)
    change = _Change()
    for receipt_id, tables in _by_table(found.cells).items():
        _change_submission(rows, found, receipt_id, tables, words, change)
    own = frozenset(change.receipts)
    for entry in filter(None, ledger.entries(home)):
        _change_answer(home, rows, found, entry, words if entry["receipt_id"] in own else gone, change)
    pending = [*pending_words(home), *gone] if said["kind"] != "officer" else [*pending_words(home)]
    if pending or found.voices:
        change.contents[PENDING_WORDS] = json.dumps({"words": sorted(set(pending))}).encode()
    if builds := Warehouse.of(home).files():
        change.contents[f"warehouse/{STALE}"] = json.dumps([build.name for build in builds]).encode()
    cells = {
        name: sorted([*vars(cell).values()] for cell in getattr(found, name))
        for name in ("whole", "parts", "emptied")
    }
    event = {"id": f"f-{landing.new_receipt_id()}", **said, "cells": cells, "voices": sorted(found.voices)}
    if said["kind"] != "officer":
        event["phrases"] = sorted({*said.get("phrases", ()), *phrases_of(gone)})
    try:
        erasing.commit(home, change.contents, change.senders, event)
    except OSError as error:
        why = reason(error)
        raise NotPossibleNow(f"landing could not be written, and nothing was forgotten: {why}") from error
    return Forgotten(
        gone,
        len(found.cells),
        *(tuple(sorted(each)) for each in (change.receipts, change.originals, change.refusals)),
    )


def _change_submission(
    rows: Rows,
    found: Found,
    receipt_id: str,
    tables: Mapping[str, Collection[Cell]],
    words: tuple[str, ...],
    change: _Change,
) -> None:
    """Change the rows of a submission; its original goes, for it cannot be changed."""
    load = rows.landed.get(receipt_id)
    if load is None:
        return
    place = f"landing/{load.folder.parent.name}/{receipt_id}"
    for table, cells in tables.items():
        if table != SENDER:
            content = _without_cells(load.table(table), cells, found, words)
            change.contents[f"{place}/{landing.rows_of(table)}"] = content
    _drop_original(load, change)


def _drop_original(load: landing.Landed, change: _Change) -> None:
    place = f"landing/{load.folder.parent.name}/{load.receipt_id}"
    gone = {f"{place}/{name}": None for name in load.files if name.startswith("original")}
    change.contents |= gone
    change.receipts.add(load.receipt_id)
    change.originals |= {load.receipt_id} if gone else set()


def _change_answer(
    home: Path, rows: Rows, found: Found, entry: Entry, words: tuple[str, ...], change: _Change
) -> None:
    """Change a receipt that repeats any of the words, and who sent it; an original that holds them goes."""
    receipt_id = entry["receipt_id"]
    is_sender = Cell(receipt_id, SENDER, 0, "submitted_by") in found.whole
    file = receipt_file(home, entry)
    if is_sender:
        change.senders[receipt_id] = name_removed("en")
    if not file.is_file():
        return
    load = rows.landed.get(receipt_id)
    if load and receipt_id not in change.originals and _original_holds(load, words):
        _drop_original(load, change)
    old = json.loads(file.read_bytes())
    new = _said_without(old, words)
    if is_sender:
        new["submitted_by"] = change.senders[receipt_id] = name_removed(old["language"])
    if new != old:
        path = str(file.relative_to(home))
        change.contents[path] = (json.dumps(new, ensure_ascii=False, indent=2) + "\n").encode()
        (change.receipts if entry["accepted"] else change.refusals).add(receipt_id)


def _without_cells(table: pa.Table, cells: Collection[Cell], found: Found, words: tuple[str, ...]) -> bytes:
    for column in sorted({cell.column for cell in cells}):
        values, rows = table.column(column).to_pylist(), table.to_pylist()
        for cell in (each for each in cells if each.column == column and each.position < len(values)):
            values[cell.position] = _new_text(cell, values[cell.position], rows[cell.position], found, words)
        index = table.schema.get_field_index(column)
        table = table.set_column(index, table.schema.field(index), pa.array(values, pa.string()))
    content = BytesIO()
    pq.write_table(table, content, compression="zstd")
    return content.getvalue()


def _new_text(
    cell: Cell, text: str | None, row: Mapping[str, Any], found: Found, words: tuple[str, ...]
) -> str | None:
    """Return what stands in a cell from now on, which is nothing where only a part of the words is in it."""
    if text is None or cell in found.emptied:
        return None
    mark = name_removed("en") if cell.column == "email" else words_removed(cell.column, row)
    if cell in found.whole:
        return mark
    left = without(text, words, mark, is_theirs=True)
    return mark if left == text else left


def _words(rows: Rows, found: Found) -> tuple[str, ...]:
    """Return the words that are to go: what stands in cells that hold nothing else, or who sent something."""
    senders = {entry["receipt_id"]: entry["submitted_by"] for entry in ledger.entries(rows.home) if entry}
    texts = (
        senders.get(cell.receipt_id) if cell.table == SENDER else rows.text(cell) for cell in found.whole
    )
    return tuple(sorted({text for text in texts if text and not is_removed(text)}))


def _said_without(said: Any, words: tuple[str, ...]) -> Any:
    """Return what a receipt says without some words, wherever in it they stand."""
    if isinstance(said, str):
        return without(said, words, words_removed("", {}))
    if isinstance(said, list):
        return [_said_without(each, words) for each in said]
    if isinstance(said, dict):
        return {name: _said_without(each, words) for name, each in said.items()}
    return said


def _original_holds(load: landing.Landed, words: tuple[str, ...]) -> bool:
    telling = [one for one in words if is_telling(one)]
    return any(holds_any(load.file(name), telling) for name in load.files if name.startswith("original"))


def _by_table(cells: Iterable[Cell]) -> dict[str, dict[str, list[Cell]]]:
    found: dict[str, dict[str, list[Cell]]] = {}
    for cell in sorted(cells):
        found.setdefault(cell.receipt_id, {}).setdefault(cell.table, []).append(cell)
    return found


def _stand_elsewhere(elsewhere: Collection[Cell]) -> str:
    shown = [f"{cell.receipt_id}/{cell.table}, {cell.column}" for cell in sorted(elsewhere)[:_SHOWN]]
    more = f" and {len(elsewhere) - _SHOWN} more" if len(elsewhere) > _SHOWN else ""
    return (
        f"the same words stand in {len(elsewhere)} other places: {'; '.join(shown)}{more}. Nothing was "
        "forgotten. Look at them; if they are to go there too, add --everywhere; if they are what somebody "
        "else said and stay, --only-here"
    )


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """See that nobody builds and nothing is moved in, and clear what a stopped submission left."""
    with Warehouse.of(home).making(_WAIT_SECONDS), landing.locked(home):
        landing.clear_incoming(home, before=clock.now() - LEFT_ALONE)
        yield


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
