"""The write-once folder of accepted submissions, and the log of every receipt."""

from pipelines.landing.submissions import (
    RECEIPT,
    DamagedLanding,
    Landed,
    clear_incoming,
    discard,
    keep_refusal,
    landed,
    latest,
    locked,
    move_in,
    new_receipt_id,
    prepare,
    require_all,
    rows_of,
)

__all__ = [
    "RECEIPT",
    "DamagedLanding",
    "Landed",
    "clear_incoming",
    "discard",
    "keep_refusal",
    "landed",
    "latest",
    "locked",
    "move_in",
    "new_receipt_id",
    "prepare",
    "require_all",
    "rows_of",
]
