-- The tables that know no rounds: each rests as a whole on the latest list of a feed, some rows on decisions.
with whole as (
    select
        unnest(
            [
                'action_partners', 'actions', 'assets', 'boundary_cards', 'indicators', 'partners', 'plan',
                'rounds', 'themes', 'topic_mentions'
            ]
        ) as table_name,
        register_receipt_id as receipt_id
    from {{ ref('int_register_versions') }}
    where is_latest
    union all
    select
        unnest(['listening', 'plan', 'reach', 'voices']) as table_name,
        receipt_id
    from {{ ref('int_engagements_latest') }}
    union all
    select
        unnest(
            [
                'comment_destinations', 'listening', 'plan', 'theme_voices', 'themes', 'topic_mentions',
                'voices'
            ]
        ) as table_name,
        receipt_id
    from {{ ref('int_comments_versioned') }}
    where is_latest
    union all
    select
        'listening' as table_name,
        receipt_id
    from {{ ref('int_workshops_latest') }}
    union all
    select
        unnest(['cost_of_coproduction', 'listening']) as table_name,
        receipt_id
    from {{ ref('int_contributions_latest') }}
),

sourced as (
    select distinct
        table_name,
        '*' as row_key,
        receipt_id
    from whole
    union all
    select
        'voices' as table_name,
        'voice_id=' || voice_id as row_key,
        receipt_id
    from {{ ref('fct_voices') }}
    union all
    select distinct
        'boundary_cards' as table_name,
        'action_id=' || agreements.action_id as row_key,
        agreements.receipt_id
    from {{ ref('fct_boundary_agreements') }} as agreements
    inner join {{ ref('boundary_cards') }} as cards on agreements.action_id = cards.action_id
    where cards.state = 'agreed'
)

select
    sourced.table_name,
    sourced.row_key,
    sourced.receipt_id,
    receipts.feed,
    {{ local_date('receipts.received_at') }} as received_on
from sourced
inner join {{ ref('stg_landing__receipts') }} as receipts on sourced.receipt_id = receipts.receipt_id
