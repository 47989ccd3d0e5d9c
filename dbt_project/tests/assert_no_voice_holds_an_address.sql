-- A returned row is a published quote with an e-mail address, a telephone number or a postcode in it.
select voice_id
from {{ ref('voices') }}
where
    regexp_matches(quote, '[\w.+-]+@[\w-]+\.[\w.]+')
    or regexp_matches(quote, '0[\s().-]{0,2}7([\s().-]{0,2}\d){9}')
    or regexp_matches(quote, '(?i)\b[a-z]{1,2}\d[a-z\d]?\s*\d[abd-hjlnp-z]{2}\b')
