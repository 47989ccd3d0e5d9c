-- How much of the listening each round knows: what came by the moment at which the round is seen.
-- Rounds that know the same submissions share a version, which is the number of those.
select
    rounds.round_id,
    rounds.register_receipt_id,
    count(receipts.receipt_id) as listening_version
from {{ ref('int_rounds_timed') }} as rounds
left join {{ ref('stg_landing__receipts') }} as receipts
    on receipts.feed in ('highlights', 'comments') and rounds.moment_at >= receipts.received_at
where rounds.is_opened
group by rounds.round_id, rounds.register_receipt_id
