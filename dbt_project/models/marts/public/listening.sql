with engagements as (
    select
        count(*) as engagement_count,
        count(participant_count) as engagement_people_recorded_count,
        count(*) filter (where comment_count > 0) as engagement_with_comments_count,
        count(*) filter (where has_hours) as engagement_hours_known_count,
        min(held_on) as first_held_on,
        max(held_on) as last_held_on
    from {{ ref('fct_engagements') }}
),

comments as (
    select
        count(*) as comment_count,
        count(*) filter (where tag_count > 0) as coded_count,
        count(*) filter (where unit = 'passage') as passage_count,
        count(*) filter (where engagement_id is null) as without_engagement_count
    from {{ ref('fct_comments') }}
),

workshops as (
    select
        count(*) as workshop_count,
        sum(refreshments_cost_gbp) as refreshments_gbp,
        count(refreshments_cost_gbp) as refreshments_recorded_count,
        count(resident_count) as residents_recorded_count,
        count(partner_count) as partners_recorded_count,
        count(coalesce(voucher_count, vouchers_total_gbp)) as vouchers_recorded_count
    from {{ ref('int_workshops_latest') }}
)

select
    cast(engagements.engagement_count as integer) as engagement_count,
    cast(engagements.engagement_people_recorded_count as integer) as engagement_people_recorded_count,
    cast(engagements.engagement_with_comments_count as integer) as engagement_with_comments_count,
    cast(engagements.engagement_hours_known_count as integer) as engagement_hours_known_count,
    people.participant_count,
    people.is_participant_count_exact,
    people.is_participant_count_suppressed,
    engagements.first_held_on,
    engagements.last_held_on,
    cast(comments.comment_count as integer) as comment_count,
    cast(comments.coded_count as integer) as coded_count,
    cast(comments.passage_count as integer) as passage_count,
    cast(comments.without_engagement_count as integer) as without_engagement_count,
    cast(workshops.workshop_count as integer) as workshop_count,
    people.workshop_resident_count,
    people.workshop_partner_count,
    people.is_workshop_count_exact,
    people.is_workshop_count_suppressed,
    people.voucher_count,
    people.vouchers_gbp,
    cast(workshops.refreshments_gbp as double) as refreshments_gbp,
    cast(workshops.refreshments_recorded_count as integer) as refreshments_recorded_count,
    cast(workshops.residents_recorded_count as integer) as residents_recorded_count,
    cast(workshops.partners_recorded_count as integer) as partners_recorded_count,
    cast(workshops.vouchers_recorded_count as integer) as vouchers_recorded_count
from engagements
cross join comments
cross join workshops
cross join {{ ref('int_people_controlled') }} as people
