-- The agreed view at each round's close, and which statement, by number, is the newest of its kind by then;
-- null where there is none yet.
with marks as (
    select
        action_id,
        counted_position,
        max(statement_number) filter (where sets_agreed_view) as agreed_number,
        max(statement_number) filter (where kind = 'settlement') as settlement_number,
        max(statement_number) filter (where kind = 'second_view') as second_view_number,
        max(statement_number) filter (where role = 'lead' and kind = 'content') as lead_number,
        max(statement_number) filter (where role = 'lead') as confirmed_number,
        max(statement_number) filter (
            where role = 'lead' and kind = 'content' and forecast_finish_on is not null
        ) as forecast_number
    from {{ ref('int_statements_ordered') }}
    where counted_position is not null
    group by action_id, counted_position
),

-- numbers grow with time, so the newest so far is the greatest so far; where the lead never reported and
-- nothing was settled, the steering group's view is the agreed one
marked as (
    select
        spine.round_id,
        spine.position,
        spine.action_id,
        spine.joined_to,
        spine.joined_on,
        coalesce(
            max(marks.agreed_number) over so_far, max(marks.second_view_number) over so_far
        ) as agreed_number,
        max(marks.settlement_number) over so_far as settlement_number,
        max(marks.lead_number) over so_far as lead_number,
        max(marks.confirmed_number) over so_far as confirmed_number,
        max(marks.forecast_number) over so_far as forecast_number
    from {{ ref('int_action_rounds_spined') }} as spine
    left join marks on spine.action_id = marks.action_id and spine.position = marks.counted_position
    window so_far as (
        partition by spine.action_id
        order by spine.position
        rows between unbounded preceding and current row
    )
)

select
    marked.* exclude (joined_to, joined_on), -- noqa: RF02
    agreed.kind as agreed_kind,
    agreed.receipt_id as agreed_receipt_id,
    agreed.counted_position as agreed_position,
    lead_statement.counted_position as lead_position,
    marked.joined_to is not null as is_joined,
    -- an action joined to another stays visible as stopped, whatever was last said of it
    case when is_joined then {{ steering_group() }} else agreed.party_id end as agreed_party_id,
    case when is_joined then 'stopped' else agreed.stage end as stage,
    case when not is_joined then agreed.rating end as rating,
    case when is_joined then marked.joined_on else agreed.stated_on end as stated_on,
    case when not is_joined then agreed.look_again_on end as look_again_on
from marked
left join {{ ref('int_statements_ordered') }} as agreed
    on marked.agreed_number = agreed.statement_number
left join {{ ref('int_statements_ordered') }} as lead_statement
    on marked.lead_number = lead_statement.statement_number
