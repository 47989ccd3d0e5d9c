select
    action_id,
    position,
    theme_id,
    title_en,
    title_cy,
    summary_en,
    summary_cy,
    done_means_en,
    done_means_cy,
    cy_status,
    lead_partner_id,
    planned_start_on,
    original_finish_on,
    joined_to
from {{ ref('dim_actions') }}
