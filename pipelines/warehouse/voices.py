"""Quotes to choose from, for a theme or an action, out of the current build."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import duckdb

from pipelines.errors import Refusal
from pipelines.voices.choosing import PER_KIND, Candidate, candidates
from pipelines.voices.comments import Comment, Conversation, is_young
from pipelines.warehouse.builds import Build, reading

# Where fewer than ten took part, the event says who spoke.
_COMMENTS = """
select
    comments.voice_id,
    comments.comment_text,
    coalesce(string_split(comments.theme_ids, ';'), []),
    coalesce(string_split(comments.topic_codes, ';'), []),
    split_part(comments.question_codes, ';', 1),
    engagements.setting,
    engagements.setting_area,
    engagements.age_band
from review.fct_comments as comments
left join review.fct_engagements as engagements using (engagement_id)
where comments.tag_count > 0
order by comments.voice_id
"""
_USUAL = """
select
    topic_code,
    case
        when have_count >= need_count and have_count >= change_count then 'have'
        when need_count >= change_count then 'need'
        else 'change'
    end
from public.topic_mentions
where comment_count > 0
"""


class UnknownSubject(Refusal):
    """The plan has no such theme or action."""


@dataclass(frozen=True)
class Approved:
    """A voice that is published now."""

    voice_id: str
    quote: str
    language: str | None
    similar_count: int
    is_differing: bool | None


@dataclass(frozen=True)
class Choice:
    """What there is to choose from for a theme or an action, beside what is approved already."""

    subject_id: str
    name: str
    approved: tuple[Approved, ...]
    candidates: tuple[Candidate, ...]

    @property
    def lacks_a_differing_view(self) -> bool:
        """Tell whether all that is approved says the usual, although somebody said something else."""
        has_one = any(voice.is_differing for voice in self.approved)
        return bool(self.approved) and not has_one and any(one.kind == "differing" for one in self.candidates)


def approved_quotes(build: Build, voice_ids: Collection[str]) -> dict[str, str]:
    """Return the quotes of voices that are approved and in the figures, by their ids."""
    if not voice_ids:
        return {}
    with reading(build.file) as connection:
        found = connection.sql(
            "select voice_id, quote from review.fct_voices where list_contains(?, voice_id)",
            params=[sorted(voice_ids)],
        )
        return dict(found.fetchall())


def choices(
    build: Build,
    *,
    theme_id: str | None = None,
    action_id: str | None = None,
    names: Collection[str] = (),
    spoken_of: Collection[str] = (),
    per_kind: int = PER_KIND,
) -> list[Choice]:
    """Return what there is to choose from: for an action, for a theme, or for every theme.

    Raises:
        UnknownSubject: the plan has no such theme or action.
    """
    with reading(build.file) as connection:
        conversation = Conversation(
            [_comment(row) for row in connection.sql(_COMMENTS).fetchall()],
            dict(connection.sql(_USUAL).fetchall()),
        )
        subjects = list(_subjects(connection, theme_id, action_id))
        approved = connection.sql(
            "select voice_id, quote, language, similar_count, is_differing from review.fct_voices"
        ).fetchall()
    published = {row[0]: Approved(*row) for row in approved}
    return [
        Choice(
            subject_id,
            name,
            approved=tuple(published[one.voice_id] for one in about if one.voice_id in published),
            candidates=tuple(
                candidates(about, conversation, names=names, spoken_of=spoken_of, per_kind=per_kind)
            ),
        )
        for subject_id, name, topics in subjects
        for about in [[one for one in conversation.comments if _speaks_of(one, subject_id, topics)]]
    ]


def _subjects(
    connection: duckdb.DuckDBPyConnection, theme_id: str | None, action_id: str | None
) -> Iterator[tuple[str, str, frozenset[str] | None]]:
    """Give id and name of what is asked for; of an action, the topics that it takes up as well."""
    if action_id is not None:
        found = connection.sql(
            "select action_id, coalesce(title_en, action_id) from review.dim_actions where action_id = ?",
            params=[action_id],
        ).fetchall()
        topics = connection.sql(
            "select topic_code from public.topic_mentions "
            "where list_contains(string_split(action_ids, ';'), ?)",
            params=[action_id],
        ).fetchall()
        subjects = [(*found[0], frozenset(code for (code,) in topics))] if found else []
    else:
        found = connection.sql(
            "select theme_id, name_en from public.themes where theme_id = coalesce(?, theme_id) "
            "order by position",
            params=[theme_id],
        ).fetchall()
        subjects = [(*row, None) for row in found]
    if not subjects:
        raise UnknownSubject(f"the plan has no {action_id or theme_id}")
    yield from subjects


def _speaks_of(comment: Comment, theme_id: str, topics: frozenset[str] | None) -> bool:
    return theme_id in comment.theme_ids if topics is None else not topics.isdisjoint(comment.topics)


def _comment(row: tuple[str, str, list[str], list[str], str | None, str | None, str | None, str]) -> Comment:
    voice_id, text, themes, topics, question, method, area, age_band = row
    return Comment(
        voice_id, text, tuple(themes), tuple(topics), question or None, method, area, is_young(age_band)
    )
