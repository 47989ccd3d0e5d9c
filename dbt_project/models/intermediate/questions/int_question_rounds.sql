-- How each question stood in each round: by the decisions that count up to it.
with rounds as (
    select * from {{ ref('int_rounds_timed') }}
    where is_opened
),

decided as (
    select
        rounds.round_id,
        decisions.*,
        decisions.decision in ('answer_question', 'approve_question', 'decline_question') as is_on_showing
    from {{ ref('int_question_decisions') }} as decisions
    inner join rounds on decisions.counted_position <= rounds.position
),

-- an approval alone leaves an answer as it is; so does what holds a question back
settled as (
    select
        round_id,
        question_id,
        arg_max(decision, decision_number) filter (where is_on_showing) as last_decision,
        arg_max(general_words_en, decision_number) as general_words_en,
        arg_max(general_words_cy, decision_number) as general_words_cy
    from decided
    group by round_id, question_id
),

answers as (
    select
        *,
        lag(answer_en) over (partition by round_id, question_id order by decision_number) as before_en,
        lag(answer_cy) over (partition by round_id, question_id order by decision_number) as before_cy,
        min(decided_on) over (partition by round_id, question_id) as answered_on,
        count(*) over (partition by round_id, question_id) as answer_count
    from decided
    where decision = 'answer_question'
    qualify row_number() over (partition by round_id, question_id order by decision_number desc) = 1
)

select
    rounds.round_id,
    asked.receipt_id,
    asked.question_id,
    asked.action_id,
    asked.theme_id,
    asked.channel,
    asked.consent_scope,
    asked.question_text,
    asked.language,
    asked.asked_on,
    asked.subject_id,
    asked.subject_kind,
    answers.answer_en,
    answers.answer_cy,
    answers.before_en,
    answers.before_cy,
    answers.role as answered_by_role,
    answers.receipt_id as answer_receipt_id,
    answers.answered_on,
    rounds.moment_on,
    case
        when settled.last_decision = 'decline_question' then 'declined'
        when answers.question_id is not null then 'answered'
        else 'waiting'
    end as state,
    coalesce(settled.last_decision in ('answer_question', 'approve_question'), false) as is_approved,
    coalesce(settled.general_words_en, asked.general_words_en) as general_words_en,
    coalesce(settled.general_words_cy, asked.general_words_cy) as general_words_cy,
    case when answers.answer_count > 1 then answers.decided_on end as corrected_on
from {{ ref('int_questions_asked') }} as asked
inner join rounds on asked.known_position <= rounds.position
left join settled on rounds.round_id = settled.round_id and asked.question_id = settled.question_id
left join answers on rounds.round_id = answers.round_id and asked.question_id = answers.question_id
