{#-
  How a headline changed, of the columns previous_headline, headline and is_confirmed (whether the lead was heard
  after the earlier of the two rounds), and of each headline's concern. The first rule that matches holds.
-#}
{% macro change_of_headline() -%}
    case
        when previous_headline is null then null
        when headline = previous_headline then 'same'
        when previous_headline = 'awaiting_first_update' then 'newly_confirmed'
        when previous_headline = 'update_overdue' and is_confirmed then 'newly_confirmed'
        -- a date that passed, or another's doubt, while the lead stayed silent
        when previous_headline = 'update_overdue' and headline in ('delayed', 'seen_differently') then 'worse'
        when concern < previous_concern then 'better'
        else 'worse'
    end
{%- endmacro %}
