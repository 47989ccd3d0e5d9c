-- Of sheets and forms, the last that came for an engagement replaces those before it.
{{ config(materialized='view') }}
with sheets as (
    select distinct
        known.listening_version,
        known.is_latest,
        comments.receipt_id,
        comments.engagement_id
    from {{ source('raw', 'comments') }} as comments
    inner join {{ ref('int_listening_versions') }} as known on comments.receipt_id = known.receipt_id
    qualify
        dense_rank() over (
            partition by known.listening_version, comments.engagement_id
            order by known.received_at desc, known.receipt_id desc
        ) = 1
)

select
    sheets.listening_version,
    sheets.is_latest,
    comments.receipt_id,
    comments.engagement_id,
    comments.comment as comment_text,
    comments.language,
    comments.question as question_code,
    row_number() over (
        partition by sheets.listening_version, comments.engagement_id, comments.comment
        order by comments.row_number
    ) as occurrence
from {{ source('raw', 'comments') }} as comments
inner join sheets
    on comments.receipt_id = sheets.receipt_id and comments.engagement_id = sheets.engagement_id
