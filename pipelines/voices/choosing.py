"""Proposes quotes, and says why each: typical, differing, Welsh, short. A named role approves, never this.

The choice is the same whenever the comments are: nothing is drawn by lot.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from pipelines.voices.comments import Comment, Conversation
from pipelines.voices.language import language_of
from pipelines.voices.screening import kinds, masked

PER_KIND = 2
"""How many quotes are proposed of each kind."""

SHORT_WORDS = 8
_FEWEST_WORDS, _MOST_WORDS = 4, 40
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Candidate:
    """A quote that is proposed; what holds personal data is masked, and cannot be approved as it is."""

    voice_id: str
    kind: str
    quote: str
    language: str
    topics: tuple[str, ...]
    question: str | None
    setting: str | None
    similar_count: int
    personal_data: tuple[str, ...]
    needs_guardian: bool

    @property
    def is_selectable(self) -> bool:
        """Tell whether it may be approved in the words in which it was said."""
        return not self.personal_data


def candidates(
    comments: Sequence[Comment],
    conversation: Conversation,
    *,
    names: Collection[str] = (),
    spoken_of: Collection[str] = (),
    per_kind: int = PER_KIND,
) -> list[Candidate]:
    """Return quotes from `comments`, each once, under the first kind that it fits.

    `spoken_of` are voices that a decision has been taken on: they are not proposed again. A comment that
    holds personal data stands in its place, masked, beside the others and not instead of one.
    """
    ranked = sorted(
        (comment for comment in comments if comment.voice_id not in spoken_of and _has_a_length(comment)),
        key=_closeness(comments),
    )
    taken: set[str] = set()
    return [found for kind in KINDS for found in _of_kind(kind, ranked, conversation, names, taken, per_kind)]


def _of_kind(
    kind: str,
    ranked: Sequence[Comment],
    conversation: Conversation,
    names: Collection[str],
    taken: set[str],
    per_kind: int,
) -> Iterator[Candidate]:
    """Give the quotes of one kind, one for each topic before a second for any."""
    fitting = [
        _candidate(kind, comment, conversation, names)
        for comment in ranked
        if comment.voice_id not in taken and KINDS[kind](comment, conversation)
    ]
    seen: Counter[tuple[str, ...]] = Counter()
    turns = {}
    for candidate in fitting:
        turns[candidate.voice_id] = seen[candidate.topics[:1]]
        seen[candidate.topics[:1]] += candidate.is_selectable
    selectable = 0
    for candidate in sorted(fitting, key=lambda candidate: turns[candidate.voice_id]):
        if selectable == per_kind:
            return
        taken.add(candidate.voice_id)
        selectable += candidate.is_selectable
        yield candidate


def _candidate(kind: str, comment: Comment, conversation: Conversation, names: Collection[str]) -> Candidate:
    return Candidate(
        voice_id=comment.voice_id,
        kind=kind,
        quote=masked(comment.text, names),
        language=language_of(comment.text),
        topics=comment.topics,
        question=comment.question,
        setting=", ".join(filter(None, (comment.method, comment.area))) or None,
        similar_count=conversation.similar_count(comment),
        personal_data=kinds(comment.text, names),
        needs_guardian=comment.is_young,
    )


def _has_a_length(comment: Comment) -> bool:
    return _FEWEST_WORDS <= len(comment.text.split()) <= _MOST_WORDS


def _is_typical(comment: Comment, conversation: Conversation) -> bool:
    return language_of(comment.text) == "en" and not conversation.is_differing(comment)


def _is_welsh(comment: Comment, conversation: Conversation) -> bool:
    return language_of(comment.text) == "cy"


def _is_short(comment: Comment, conversation: Conversation) -> bool:
    return len(comment.text.split()) <= SHORT_WORDS


KINDS = {
    "typical": _is_typical,
    "differing": lambda comment, conversation: conversation.is_differing(comment),
    "welsh": _is_welsh,
    "short": _is_short,
}
"""The kinds of quote, in the order in which they are proposed."""


def _closeness(comments: Sequence[Comment]) -> Callable[[Comment], tuple[float, str]]:
    """Return what sorts comments by how much of their words others use too, the closest first."""
    spread = Counter(word for comment in comments for word in _words(comment))

    def key(comment: Comment) -> tuple[float, str]:
        words = _words(comment)
        shared = sum(spread[word] - 1 for word in words) / (len(words) + 2)
        return -shared, comment.voice_id

    return key


def _words(comment: Comment) -> set[str]:
    return {word.lower() for word in _WORD.findall(comment.text)}
