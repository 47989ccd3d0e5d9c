"""The write-once folder of accepted submissions, and the log of every receipt."""

from pipelines.landing.submissions import (
    Landed,
    discard,
    keep_refusal,
    landed,
    latest,
    locked,
    move_in,
    new_receipt_id,
    prepare,
)

__all__ = [
    "Landed",
    "discard",
    "keep_refusal",
    "landed",
    "latest",
    "locked",
    "move_in",
    "new_receipt_id",
    "prepare",
]
