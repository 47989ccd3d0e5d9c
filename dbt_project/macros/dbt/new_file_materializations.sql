{#-
  Every build is a new file, so nothing stands in the way of a model: it is created under its own name, outside
  any transaction. dbt's own materialisations create beside, rename and drop, which costs more than these
  models do; a build that fails is thrown away whole.
-#}

{% materialization view, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {% call statement('main', auto_begin=False) -%}
        create or replace view {{ target_relation }} as (
            {{ sql }}
        )
    {%- endcall %}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% materialization table, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set has_contract = config.get('contract').enforced -%}
    {% if has_contract %}
        {% do assert_columns_as_in_contract(sql) %}
        {% do assert_public_columns_are_classified() %}
    {% endif %}
    {% call statement('main', auto_begin=False) -%}
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
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{#- The declared types are DuckDB's own names, so one question to the database is enough. -#}
{% macro assert_columns_as_in_contract(sql) %}
    {%- set found = {} -%}
    {%- for column in get_column_schema_from_query(sql) -%}
        {%- do found.update({column.name: column.dtype | string | lower}) -%}
    {%- endfor -%}
    {%- set declared = {} -%}
    {%- for column in model['columns'].values() -%}
        {%- do declared.update({column.name: column.data_type | lower}) -%}
    {%- endfor -%}
    {%- if found != declared -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ' does not keep its contract: declared ' ~ declared ~ ', found ' ~ found
        ) -%}
    {%- endif -%}
{% endmacro %}

{% macro assert_public_columns_are_classified() %}
    {%- for column in model['columns'].values() -%}
        {%- if model.schema == 'public' and column.meta.get('classification') != 'public' -%}
            {%- do exceptions.raise_compiler_error(
                'Column ' ~ column.name ~ ' of ' ~ model.name ~ ' is not classified public'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}

{#- DuckDB reads a seed's CSV itself; columns are text unless `column_types` says otherwise. -#}
{% materialization seed, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set path = model.root_path ~ '/' ~ model.original_file_path -%}
    {%- set types = config.get('column_types', {}) -%}
    {% call statement('main', auto_begin=False) -%}
        create or replace table {{ target_relation }} as (
            select *
            {%- if types %} replace (
                {%- for name, type in types.items() %}
                cast({{ name }} as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
                {%- endfor %}
            ){% endif %}
            from read_csv('{{ path | replace("'", "''") }}', header = true, all_varchar = true, nullstr = '')
        )
    {%- endcall %}
    {% do store_result('agate_table', response='OK') %}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
