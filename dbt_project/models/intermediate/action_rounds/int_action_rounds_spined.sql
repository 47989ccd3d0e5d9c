-- Every action of the plan as it then was, in every round that has opened, whether or not anybody reported.
select
    rounds.round_id,
    rounds.position,
    rounds.moment_on,
    rounds.moment_at,
    rounds.register_receipt_id,
    actions.action_id,
    actions.theme_id,
    actions.lead_partner_id,
    actions.joined_to,
    actions.joined_on,
    actions.original_finish_on
from {{ ref('int_rounds_timed') }} as rounds
inner join {{ ref('int_actions_versioned') }} as actions
    on rounds.register_receipt_id = actions.register_receipt_id
where rounds.is_opened
