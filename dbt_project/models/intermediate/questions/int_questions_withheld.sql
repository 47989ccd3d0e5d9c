-- Questions that no release may hold now, whatever it was that was decided on them before.
select question_id
from {{ ref('int_question_decisions') }}
where decision <> 'decline_question'
group by question_id
having
    arg_max(decision, decision_number) = 'hold_question'
    or bool_or(decision = 'withdraw_question')
