"""What a round is called: by the name that the plan gives it, else by the month that its id is."""

import re
from datetime import date

from babel.dates import format_date

from pipelines.contracts.register import Round

_IS_MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")


def month_of(round_id: str) -> date | None:
    """Return the first day of the month that a round's id is; None for an id that is no month."""
    return date.fromisoformat(f"{round_id}-01") if _IS_MONTH.fullmatch(round_id) else None


def month_name(month: date, language: str) -> str:
    """Return a month as it is called: `June 2025`, `Mehefin 2025`."""
    return format_date(month, "MMMM y", locale=language)


def name_of(found: Round, language: str) -> str:
    """Return what a round is called in `language`, in another language if that is all there is, or its id."""
    month = month_of(found.round_id)
    own = found.name_cy if language == "cy" else found.name_en
    return own or (month_name(month, language) if month else found.name_en or found.name_cy or found.round_id)
