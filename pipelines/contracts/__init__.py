"""One contract per feed, declared once; everything that knows a column knows it from here."""

from pipelines.contracts.access import ACCESS
from pipelines.contracts.base import Contract
from pipelines.contracts.decisions import DECISIONS
from pipelines.contracts.felt import FELT
from pipelines.contracts.highlights import HIGHLIGHTS
from pipelines.contracts.indicators import INDICATOR_VALUES
from pipelines.contracts.listening import COMMENTS, CONTRIBUTIONS, ENGAGEMENTS, WORKSHOPS
from pipelines.contracts.questions import QUESTIONS
from pipelines.contracts.register import REGISTER
from pipelines.contracts.returns import RETURN

FEEDS: dict[str, Contract] = {
    contract.feed: contract
    for contract in (
        RETURN,
        HIGHLIGHTS,
        COMMENTS,
        ENGAGEMENTS,
        WORKSHOPS,
        CONTRIBUTIONS,
        QUESTIONS,
        FELT,
        INDICATOR_VALUES,
        DECISIONS,
        REGISTER,
        ACCESS,
    )
}
"""Every feed that the door takes, by its name."""
