-- Every action of the plan as it then was, in every round that has opened, whether or not anybody reported:
-- the agreed view at the round's close, and which statement, by number, is the newest of its kind; null where
-- there is none yet.
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
        rounds.round_id,
        rounds.position,
        rounds.moment_on,
        rounds.register_receipt_id,
        actions.action_id,
        actions.theme_id,
        actions.lead_partner_id,
        actions.joined_to,
        actions.joined_on,
        actions.original_finish_on,
        coalesce(
            max(marks.agreed_number) over so_far, max(marks.second_view_number) over so_far
        ) as agreed_number,
        max(marks.settlement_number) over so_far as settlement_number,
        max(marks.lead_number) over so_far as lead_number,
        max(marks.confirmed_number) over so_far as confirmed_number,
        max(marks.forecast_number) over so_far as forecast_number
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ ref('int_actions_versioned') }} as actions
        on rounds.register_receipt_id = actions.register_receipt_id
    left join marks on actions.action_id = marks.action_id and rounds.position = marks.counted_position
    where rounds.is_opened
    window so_far as (
        partition by actions.action_id
        order by rounds.position
        rows between unbounded preceding and current row
    )
)

select
    marked.* exclude (joined_on), -- noqa: RF02
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
