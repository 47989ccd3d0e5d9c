-- What each topic had come to by a round, as the register of that round says: by each of its actions where it
-- was taken up, else by where it went. What was taken up and has no action yet is not begun.
with led as (
    select
        rounds.round_id,
        links.topic_code,
        links.action_id,
        headlines.outcome
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ source('raw', 'action_topics') }} as links
        on rounds.register_receipt_id = links.receipt_id
    inner join {{ ref('int_action_rounds_headlined') }} as headlined
        on rounds.round_id = headlined.round_id and links.action_id = headlined.action_id
    inner join {{ ref('headlines') }} as headlines on headlined.headline = headlines.code
),

reached as (
    select
        rounds.round_id,
        topics.topic_code,
        case when destinations.outcome is null then led.action_id end as action_id,
        coalesce(destinations.outcome, led.outcome, 'not_begun') as outcome
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ source('raw', 'topics') }} as topics on rounds.register_receipt_id = topics.receipt_id
    inner join {{ ref('destinations') }} as destinations on topics.destination = destinations.code
    left join led on rounds.round_id = led.round_id and topics.topic_code = led.topic_code
    where rounds.is_opened
)

select distinct
    reached.*,
    outcomes.precedence
from reached
inner join {{ ref('comment_outcomes') }} as outcomes on reached.outcome = outcomes.code
