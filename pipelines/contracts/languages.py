"""The languages that a plan speaks: the one place that knows how its register says so."""

from collections.abc import Sequence

from pipelines.locale import LANGUAGES

SPOKEN = {"en": ("en",), "en;cy": ("en", "cy")}
"""What may stand in the register's column `languages`, and what it means."""


def languages_of(said: str | None) -> tuple[str, ...]:
    """Return the languages of a plan whose register says `said`; every one that we have, if it is silent."""
    return SPOKEN[said] if said else LANGUAGES


def language_of(name: str) -> str | None:
    """Return the language of a column, by its name (`title_cy`, `cy_status`); None if it is in none."""
    return next(
        (each for each in LANGUAGES if name.endswith(f"_{each}") or name.startswith(f"{each}_")), None
    )


def language_in(languages: Sequence[str], asked: str) -> str:
    """Return `asked` if a plan speaks it, else the language that every plan speaks."""
    return asked if asked in languages else languages[0]
