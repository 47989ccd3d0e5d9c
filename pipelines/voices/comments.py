"""A comment as a candidate for a quote, and which other comments speak of the same."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

_OF_AGE_TO_CONSENT, _ADULT, _YOUNG = 16, 18, 25
_AGES = re.compile(r"\d+")
_OPEN_ENDED = re.compile(r"\+|over|above|older|throsodd|hŷn|adult|oedolion|famil|teulu", re.IGNORECASE)


@dataclass(frozen=True)
class Comment:
    """What one person said and how it was coded."""

    voice_id: str
    text: str
    theme_ids: tuple[str, ...]
    topics: tuple[str, ...]
    question: str | None
    method: str | None = None
    area: str | None = None
    is_young: bool = False


@dataclass(frozen=True)
class Conversation:
    """All comments that are coded, and what people usually say of each topic: have, need or change."""

    comments: Sequence[Comment]
    usual: Mapping[str, str]

    @cached_property
    def _speaking(self) -> dict[tuple[str, str | None], set[str]]:
        found: dict[tuple[str, str | None], set[str]] = {}
        for comment in self.comments:
            for topic in comment.topics:
                found.setdefault((topic, comment.question), set()).add(comment.voice_id)
        return found

    def similar_count(self, comment: Comment) -> int:
        """Return how many others spoke of one of its topics in answer to the same question."""
        alike: Iterable[set[str]] = (self._speaking[topic, comment.question] for topic in comment.topics)
        return len(set().union(*alike) - {comment.voice_id})

    def is_differing(self, comment: Comment) -> bool:
        """Tell whether most who spoke of its first topic answered another question."""
        usual = self.usual.get(comment.topics[0]) if comment.topics else None
        return usual is not None and comment.question != usual


def is_young(age_band: str | None) -> bool:
    """Tell whether a guardian has to agree: all were under 18, or it was for the young and some under 16.

    As far as the age band says; of a band for all ages nobody can tell (conventions P5).
    """
    ages = [int(age) for age in _AGES.findall(age_band or "")]
    if not ages or _OPEN_ENDED.search(age_band or ""):
        return False
    return max(ages) < _ADULT or (min(ages) < _OF_AGE_TO_CONSENT and max(ages) <= _YOUNG)
