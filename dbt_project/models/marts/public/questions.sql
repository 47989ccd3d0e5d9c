with held as (
    select action_id from {{ ref('int_actions_held') }}
),

shown as (
    select
        questions.*,
        held.action_id is not null as is_held
    from {{ ref('fct_questions') }} as questions
    left join held on questions.action_id = held.action_id
    where questions.is_shown
)

select
    round_id,
    question_id,
    action_id,
    theme_id,
    asked_on,
    channel,
    consent_scope,
    state,
    case when is_in_own_words and not is_held then question_text end as question,
    case when is_in_own_words and not is_held then language end as language,
    case when not is_in_own_words and not is_held then general_words_en end as general_words_en,
    case when not is_in_own_words and not is_held then general_words_cy end as general_words_cy,
    case when not is_held then answer_en end as answer_en,
    case when not is_held then answer_cy end as answer_cy,
    case when not is_held then answer_before_en end as answer_before_en,
    case when not is_held then answer_before_cy end as answer_before_cy,
    answered_by_role,
    answered_on,
    corrected_on,
    days_count,
    receipt_id,
    answer_receipt_id
from shown
