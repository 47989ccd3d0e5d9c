-- What was decided on each question, in the one order that says what is newest, and where it counts.
select
    question_id,
    decision,
    counted_position,
    receipt_id,
    role,
    decided_on,
    answer_en,
    answer_cy,
    general_words_en,
    general_words_cy,
    row_number() over (
        partition by question_id
        order by received_at, receipt_id, row_number
    ) as decision_number
from {{ ref('int_decisions_placed') }}
where
    question_id is not null
    and decision in (
        'answer_question', 'approve_question', 'hold_question', 'decline_question', 'withdraw_question'
    )
