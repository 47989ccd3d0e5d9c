"""What the edit log is good for: keys that survive a new export, although every id in the file is renumbered.

Taguette keeps the time of each command through export and import. The first `highlight_add` of a passage and
the first `tag_add` of a code are the moments they came to be, and stay so when either is changed or renamed.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pipelines.taguette.problems import UnreadableExport
from pipelines.taguette.rows import Command


@dataclass(frozen=True)
class EditLog:
    """When each passage and code was first added, under what names documents came, and the last command."""

    highlights_added: dict[int, datetime] = field(default_factory=dict)
    tags_added: dict[int, datetime] = field(default_factory=dict)
    document_names: dict[int, set[str]] = field(default_factory=dict)
    titled_documents: set[int] = field(default_factory=set)
    last_command_at: datetime | None = None


def read_log(commands: Iterable[Command]) -> EditLog:
    """Return what the log says of things that still exist; those deleted have negative ids in an export.

    Raises:
        UnreadableExport: `unexpected_value`, when a payload is not a JSON object.
    """
    log = EditLog()
    last: datetime | None = None
    for command in commands:
        last = command.date if last is None else max(last, command.date)
        _note(log, command, payload_of(command))
    return EditLog(
        log.highlights_added, log.tags_added, log.document_names, log.titled_documents, last_command_at=last
    )


def payload_of(command: Command) -> dict[str, Any]:
    """Return a command's payload.

    Raises:
        UnreadableExport: `unexpected_value`.
    """
    try:
        payload = json.loads(command.payload)
    except (ValueError, RecursionError):
        payload = None
    if not isinstance(payload, dict):
        raise UnreadableExport("unexpected_value", table="commands", column="payload")
    return payload


def _note(log: EditLog, command: Command, payload: dict[str, Any]) -> None:
    match payload:
        case {"type": "highlight_add", "highlight_id": int(highlight)} if highlight > 0:
            log.highlights_added.setdefault(highlight, command.date)
        case {"type": "tag_add", "tag_id": int(tag)} if tag > 0:
            log.tags_added.setdefault(tag, command.date)
        case {"type": "document_add"} if command.document_id is not None and command.document_id > 0:
            _note_document(log, command.document_id, payload)


def _note_document(log: EditLog, document: int, payload: dict[str, Any]) -> None:
    name = payload.get("document_name")
    if isinstance(name, str):
        log.document_names.setdefault(document, set()).add(name)
    if payload.get("begins_with_title") is True:
        log.titled_documents.add(document)
