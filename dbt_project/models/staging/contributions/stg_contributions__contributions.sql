select
    receipt_id,
    row_number,
    contribution_id,
    engagement_id,
    organisation_kind as partner_id,
    lower(trim(category)) as category,
    paid_hours,
    volunteer_hours,
    expenses_gbp,
    month as month_on
from {{ source('raw', 'contributions') }}
