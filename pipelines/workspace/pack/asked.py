"""What people asked, for a pack: what waits, the oldest first, then what was dealt with since the last round.

It comes out of the build, so that the pack of a past round has what was known then. Of what is held back or
was taken back nothing is printed.
"""

from dataclasses import dataclass
from datetime import date

from pipelines.warehouse.builds import Build, reading


@dataclass(frozen=True)
class Printed:
    """A question as the group reads it: in its own words, with the general ones and the answer it has."""

    subject_id: str
    subject_kind: str
    asked_on: date
    channel: str | None
    consent_scope: str | None
    state: str
    question_text: str
    general_words_en: str | None
    general_words_cy: str | None
    answer_en: str | None
    answer_cy: str | None
    answered_by_role: str | None
    answered_on: date | None
    days_count: int | None


def asked_in(build: Build, round_id: str) -> list[Printed]:
    """Return the questions of a round that wait, then those answered or declined since the round before."""
    with reading(build.file) as connection:
        rows = connection.execute(_ASKED, [round_id])
        names = [column[0] for column in rows.description or []]
        return [Printed(**dict(zip(names, row, strict=True))) for row in rows.fetchall()]


_ASKED = f"""
with rounds as (
    select round_id, lag(round_id) over (order by position) as previous_id from intermediate.int_rounds_timed
)
select {", ".join(f"asked.{name}" for name in Printed.__dataclass_fields__)}
from review.fct_questions as asked
inner join rounds on asked.round_id = rounds.round_id
left join review.fct_questions as earlier
    on rounds.previous_id = earlier.round_id and asked.question_id = earlier.question_id
where asked.round_id = ? and not asked.is_withheld
and (
    asked.state = 'waiting'
    or (asked.state, asked.answer_en, asked.answer_cy)
    is distinct from (earlier.state, earlier.answer_en, earlier.answer_cy)
)
order by asked.state = 'waiting' desc, asked.asked_on, asked.question_id
"""
