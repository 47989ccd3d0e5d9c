-- The text of each card as the register has it now, and the hash by which partners agree to it: of its eight
-- parts in this order, with the unit separator between (the door computes the same).
with latest as (
    select register_receipt_id from {{ ref('int_register_versions') }}
    where is_latest
)

select
    action_id,
    coalesce(
        boundary_agreed_en, boundary_depends_on_en, boundary_not_included_en, boundary_can_influence_en,
        boundary_agreed_cy, boundary_depends_on_cy, boundary_not_included_cy, boundary_can_influence_cy
    ) is not null as has_text,
    sha256(
        array_to_string(
            [
                coalesce(boundary_agreed_en, ''),
                coalesce(boundary_depends_on_en, ''),
                coalesce(boundary_not_included_en, ''),
                coalesce(boundary_can_influence_en, ''),
                coalesce(boundary_agreed_cy, ''),
                coalesce(boundary_depends_on_cy, ''),
                coalesce(boundary_not_included_cy, ''),
                coalesce(boundary_can_influence_cy, '')
            ],
            chr(31)
        )
    ) as text_sha256
from {{ source('raw', 'actions') }}
where receipt_id in (select latest.register_receipt_id from latest)
