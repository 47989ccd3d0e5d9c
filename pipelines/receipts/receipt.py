"""The receipt: the one answer to every submission, accepted or refused."""

import json
from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_serializer

from pipelines.receipts.problems import ProblemRecord

ANSWER = ("accepted", "receipt_id", "duplicate_of", "rows", "warnings", "problems")
"""What of a receipt answers whoever sent the file; the rest of it is listed by `plan receipts`."""


class ColumnUse(BaseModel):
    """What was done with one column of a form: taken as answers (to which question), or left out."""

    model_config = ConfigDict(frozen=True)

    column: str
    heading: str
    use: Literal["answers", "engagement", "left_out"]
    question: str | None = None


class Receipt(BaseModel):
    """The record of one submission: who, when, what hash, accepted or refused with which problems.

    `submitted_by` is who signed in if `signed_in` says so, else what was typed at a shell.
    """

    model_config = ConfigDict(frozen=True)

    receipt_id: str
    feed: str
    contract_version: str
    partner_id: str | None
    round_id: str | None
    engagement_id: str | None = None
    submitted_by: str
    signed_in: bool = False
    language: str
    received_at: datetime
    sha256: str
    byte_count: int
    original_name: str
    format: str | None
    accepted: bool
    duplicate_of: str | None
    rows: dict[str, int]
    untouched: tuple[str, ...]
    untouched_milestones: tuple[str, ...] = ()
    columns: tuple[ColumnUse, ...] = ()
    warnings: tuple[ProblemRecord, ...]
    problems: tuple[ProblemRecord, ...]

    @field_serializer("received_at")
    def _iso(self, received_at: datetime) -> str:
        return received_at.astimezone(UTC).isoformat().replace("+00:00", "Z")

    def to_json(self) -> str:
        """Return the receipt as it is landed."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"

    def answer_json(self) -> str:
        """Return the answer to a submission, for a program."""
        whole = self.model_dump(mode="json")
        return json.dumps({name: whole[name] for name in ANSWER}, ensure_ascii=False, indent=2)
