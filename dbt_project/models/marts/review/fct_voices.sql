-- A voice is published while the last decision that speaks of it is an approval.
with approved as (
    select decisions.*
    from {{ source('raw', 'decisions') }} as decisions
    inner join {{ ref('stg_landing__receipts') }} as receipts on decisions.receipt_id = receipts.receipt_id
    where decisions.decision in ('approve_voice', 'withdraw_voice')
    qualify
        row_number() over (
            partition by decisions.voice_id
            order by receipts.received_at desc, receipts.receipt_id desc, decisions.row_number desc
        ) = 1
        and decisions.decision = 'approve_voice'
        and decisions.consent_reference is not null
),

comments as (
    select
        *,
        split_part(question_codes, ';', 1) as question_code,
        string_split(topic_codes, ';') as topics
    from {{ ref('fct_comments') }}
),

-- what most people who spoke of a topic were asked to speak of: what they have, need or want to change
usual as (
    select
        topic_code,
        case
            when have_count >= need_count and have_count >= change_count then 'have'
            when need_count >= change_count then 'need'
            else 'change'
        end as question_code
    from {{ ref('topic_mentions') }}
),

alike as (
    select
        mine.voice_id,
        count(*) as similar_count
    from comments as mine
    inner join approved on mine.voice_id = approved.voice_id
    inner join comments as others
        on
            mine.voice_id <> others.voice_id
            and mine.question_code = others.question_code
            and list_has_any(mine.topics, others.topics)
    group by mine.voice_id
)

select
    comments.voice_id,
    coalesce(approved.words, comments.comment_text) as quote,
    approved.words_language as language,
    themes.theme_id,
    comments.topic_codes,
    comments.question_code,
    engagements.setting,
    engagements.setting_area as area,
    cast(coalesce(alike.similar_count, 0) as integer) as similar_count,
    comments.question_code <> usual.question_code as is_differing,
    approved.receipt_id,
    approved.consent_reference,
    approved.consent_scope,
    approved.consented_on,
    approved.role as approved_by_role,
    approved.decided_on as approved_on
from approved
inner join comments on approved.voice_id = comments.voice_id
left join {{ ref('themes') }} as themes on split_part(comments.theme_ids, ';', 1) = themes.theme_id
left join usual on comments.topics[1] = usual.topic_code
left join alike on comments.voice_id = alike.voice_id
left join {{ ref('fct_engagements') }} as engagements
    on comments.engagement_id = engagements.engagement_id
