-- What the community has to build on, and which actions do.
with latest as (
    select register_receipt_id from {{ ref('int_register_versions') }}
    where is_latest
),

used as (
    select
        links.asset_id,
        string_agg(distinct links.action_id, ';' order by links.action_id) as action_ids
    from {{ source('raw', 'action_assets') }} as links
    inner join latest on links.receipt_id = latest.register_receipt_id
    group by links.asset_id
)

select
    assets.asset_id,
    assets.theme_id,
    assets.topic_code,
    assets.name_en,
    assets.name_cy,
    used.action_ids
from {{ source('raw', 'assets') }} as assets
inner join latest on assets.receipt_id = latest.register_receipt_id
left join used on assets.asset_id = used.asset_id
