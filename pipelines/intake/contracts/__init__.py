"""One contract per feed, declared once; everything that knows a column knows it from here."""

from pipelines.intake.contracts.base import Contract
from pipelines.intake.contracts.decisions import DECISIONS
from pipelines.intake.contracts.highlights import HIGHLIGHTS
from pipelines.intake.contracts.listening import COMMENTS, CONTRIBUTIONS, ENGAGEMENTS, WORKSHOPS
from pipelines.intake.contracts.register import REGISTER
from pipelines.intake.contracts.returns import RETURN

FEEDS: dict[str, Contract] = {
    contract.feed: contract
    for contract in (
        RETURN,
        HIGHLIGHTS,
        COMMENTS,
        ENGAGEMENTS,
        WORKSHOPS,
        CONTRIBUTIONS,
        DECISIONS,
        REGISTER,
    )
}
"""Every feed that the door takes, by its name."""
