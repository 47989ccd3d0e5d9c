{#-
  Every build is a new file, so nothing stands in the way of a model: it is created under its own name.
  dbt's own materialisations create beside, rename and drop, which costs more than these models do.
-#}

{% materialization view, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {% call statement('main') -%}
        create or replace view {{ target_relation }} as (
            {{ sql }}
        )
    {%- endcall %}
    {% do adapter.commit() %}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% materialization table, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set has_contract = config.get('contract').enforced -%}
    {% if has_contract %}
        {{ get_assert_columns_equivalent(sql) }}
    {% endif %}
    {% call statement('main') -%}
        {% if has_contract -%}
            create or replace table {{ target_relation }} {{ get_table_columns_and_constraints() }};
            insert into {{ target_relation }} by name (
                {{ sql }}
            )
        {%- else -%}
            create or replace table {{ target_relation }} as (
                {{ sql }}
            )
        {%- endif %}
    {%- endcall %}
    {% do adapter.commit() %}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
