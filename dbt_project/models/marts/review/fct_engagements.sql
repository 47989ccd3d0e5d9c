with comments as (
    select
        document,
        count(*) as comment_count
    from {{ ref('int_comments_latest') }}
    group by document
)

select
    engagements.engagement_id,
    engagements.document,
    engagements.held_on,
    engagements.method,
    engagements.venue_kind,
    engagements.area,
    engagements.age_band,
    engagements.language,
    engagements.led_by_partner_id,
    engagements.facilitator_reflection,
    cast(engagements.participant_count as integer) as participant_count,
    cast(coalesce(comments.comment_count, 0) as integer) as comment_count
from {{ ref('int_engagements_latest') }} as engagements
left join comments on engagements.document = comments.document
