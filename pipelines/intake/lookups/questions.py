"""The questions that have been taken in: what a new file may repeat, and what a decision can speak of."""

from collections.abc import Sequence
from hashlib import md5
from pathlib import Path
from typing import Any

from pipelines.landing import landed


def questions(home: Path) -> dict[str, dict[str, Any]]:
    """Return the row of every question that has landed, by its id; the first of an id counts."""
    found: dict[str, dict[str, Any]] = {}
    for sheet in landed(home, "questions"):
        for row in sheet.rows("questions"):
            found.setdefault(row["question_id"], row)
    return found


def question_id(said: Sequence[object], occurrence: int) -> str:
    """Return an id for a question that has none: of what was asked, when and of what, and which it is."""
    key = "/".join(str(each) for each in (*said, occurrence))
    return "q-" + md5(key.encode(), usedforsecurity=False).hexdigest()[:10]
