with comments as (
    select
        engagement_id,
        count(*) as comment_count
    from {{ ref('int_comments_versioned') }}
    where is_latest
    group by engagement_id
),

hours as (
    select
        engagement_id,
        bool_and(paid_hours is not null and volunteer_hours is not null) as has_hours
    from {{ ref('int_contributions_latest') }}
    where engagement_id is not null
    group by engagement_id
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
    -- where a few were there, the event would say who spoke
    case
        when not {{ is_small_group('engagements.participant_count') }} then engagements.method
    end as setting,
    case
        when not {{ is_small_group('engagements.participant_count') }} then engagements.area
    end as setting_area,
    cast(coalesce(comments.comment_count, 0) as integer) as comment_count,
    coalesce(hours.has_hours, false) as has_hours
from {{ ref('int_engagements_latest') }} as engagements
left join comments on engagements.engagement_id = comments.engagement_id
left join hours on engagements.engagement_id = hours.engagement_id
