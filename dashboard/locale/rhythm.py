"""The words that depend on how often rounds come: of months where they come monthly, else of rounds."""

from dataclasses import dataclass

from dashboard.locale.translator import mark


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Sentences for the translator, said where the rounds come in one rhythm."""

    partners_report: str
    one: str = mark("Round")
    another: str = mark("Show another round")
    compare: str = mark("Compare with another round")
    no_report: str = mark("No report this round.")
    one_by_one: str = mark("Round by round")


RHYTHMS = {
    "monthly": Rhythm(
        mark(
            "Each lead partner reports once a month; the figures are reviewed and signed off by {group}. "
            "Management information, not official statistics."
        ),
        one=mark("Month"),
        another=mark("Show another month"),
        compare=mark("Compare with another month"),
        no_report=mark("No report this month."),
        one_by_one=mark("Month by month"),
    ),
    "quarterly": Rhythm(
        mark(
            "Each lead partner reports once a quarter; the figures are reviewed and signed off by {group}. "
            "Management information, not official statistics."
        )
    ),
    "yearly": Rhythm(
        mark(
            "Each lead partner reports once a year; the figures are reviewed and signed off by {group}. "
            "Management information, not official statistics."
        )
    ),
    "irregular": Rhythm(
        mark(
            "Each lead partner reports once a round; the figures are reviewed and signed off by {group}. "
            "Management information, not official statistics."
        )
    ),
}
"""The words of each rhythm that a plan's rounds can have (the column `rhythm` of its table `plan`)."""
