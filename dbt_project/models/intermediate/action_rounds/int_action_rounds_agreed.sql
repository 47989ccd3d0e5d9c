with marked as (
    select * from {{ ref('int_action_rounds_marked') }}
),

spine as (
    select * from {{ ref('int_action_rounds_spined') }}
),

statements as (
    select * from {{ ref('int_statements_ordered') }}
)

select
    marked.round_id,
    marked.position,
    marked.action_id,
    marked.agreed_number,
    marked.settlement_number,
    marked.lead_number,
    marked.confirmed_number,
    marked.forecast_number,
    agreed.kind as agreed_kind,
    agreed.receipt_id as agreed_receipt_id,
    agreed.counted_position as agreed_position,
    lead_statement.counted_position as lead_position,
    -- an action joined to another stays visible as stopped, whatever was last said of it
    case
        when spine.joined_to is not null then {{ steering_group() }}
        else agreed.party_id
    end as agreed_party_id,
    case when spine.joined_to is not null then 'stopped' else agreed.stage end as stage,
    case when spine.joined_to is null then agreed.rating end as rating,
    case when spine.joined_to is not null then spine.joined_on else agreed.stated_on end as stated_on,
    case when spine.joined_to is null then agreed.look_again_on end as look_again_on,
    spine.joined_to is not null as is_joined
from marked
inner join spine on marked.round_id = spine.round_id and marked.action_id = spine.action_id
left join statements as agreed
    on marked.agreed_number = agreed.statement_number
left join statements as lead_statement
    on marked.lead_number = lead_statement.statement_number
