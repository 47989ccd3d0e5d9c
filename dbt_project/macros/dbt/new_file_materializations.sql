{#-
  Every build is a new file, so nothing stands in the way of a model: it is created under its own name, outside
  any transaction. dbt's own materialisations create beside, rename and drop, which costs more than these
  models do; a build that fails is thrown away whole.

  A view does not name the catalog, which dbt calls `plan`: the file may be opened under any name.
-#}

{% materialization view, adapter='duckdb' %}
    {%- set without_catalog = sql | replace(this.include(schema=false, identifier=false) ~ '.', '') -%}
    {{ return(create_in_new_file('view', without_catalog)) }}
{% endmaterialization %}

{% materialization table, adapter='duckdb' %}
    {{ return(create_in_new_file('table', sql)) }}
{% endmaterialization %}

{% macro create_in_new_file(type, sql) %}
    {%- set create = 'create or replace ' ~ type ~ ' ' ~ this ~ ' as (\n' ~ sql ~ '\n)' -%}
    {%- if config.get('contract').enforced -%}
        {%- do assert_public_columns_are_classified() -%}
        {%- do create_as_in_contract(create) -%}
    {%- else -%}
        {%- do ask(create) -%}
    {%- endif -%}
    {%- do store_result('main', response='OK') -%}
    {#- What dbt would remember of a relation nobody asks it for. -#}
    {{ return({'relations': []}) }}
{% endmacro %}

{#- dbt's own `statement` does the same, and writes, logs and tabulates what nobody reads here. -#}
{% macro ask(sql) %}
    {%- set connection, cursor = adapter.add_query(sql, auto_begin=False) -%}
    {{ return(cursor) }}
{% endmacro %}

{#-
  A model and what is asked of it go to the database at once, as each call takes dbt longer than DuckDB; the
  declared types are DuckDB's own names.
  No index is kept for a key or for what is required: of millions of rows that takes longer than the model, and
  more room. Where there are as many hashes as rows no two keys are the same; else the keys themselves are counted.
-#}
{% macro create_as_in_contract(create) %}
    {%- set declared, absent = [], [] -%}
    {%- for column in model['columns'].values() -%}
        {%- do declared.append(column.name ~ ' ' ~ column.data_type | lower) -%}
        {%- if 'not_null' in column.constraints | map(attribute='type') -%}
            {%- do absent.append('count(*) <> count(' ~ column.name ~ ')') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set key = config.get('meta').get('key', []) | join(', ') -%}
    {%- set wrong = absent + (['count(*) <> count(distinct hash(' ~ key ~ '))'] if key else []) -%}
    {%- set question -%}
        select
            (
                select string_agg(column_name || ' ' || lower(column_type), ', ' order by column_name)
                from (describe {{ this }})
            ),
            {{ wrong | join(' or ') or 'false' }}
        from {{ this }}
    {%- endset -%}
    {%- set declared = declared | sort | join(', ') -%}
    {%- set found, is_wrong = ask(create ~ ';\n' ~ question).fetchone() -%}
    {%- if found != declared -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ' does not keep its contract: declared ' ~ declared ~ '; found ' ~ found
        ) -%}
    {%- endif -%}
    {%- if is_wrong -%}
        {%- do assert_nothing_is_missing(absent) -%}
        {%- if key -%}{%- do assert_key_is_unique(key) -%}{%- endif -%}
    {%- endif -%}
{% endmacro %}

{% macro assert_nothing_is_missing(conditions) %}
    {%- for condition in conditions -%}
        {%- if ask('select 1 from ' ~ this ~ ' having ' ~ condition).fetchone() -%}
            {%- do exceptions.raise_compiler_error(model.name ~ ' lacks a required value: ' ~ condition) -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}

{% macro assert_key_is_unique(key) %}
    {%- set twice = ask(
        'select ' ~ key ~ ' from ' ~ this ~ ' group by all having count(*) > 1 limit 1'
    ).fetchone() -%}
    {%- if twice -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ' has more than one row of ' ~ key ~ ': ' ~ twice | join(', ')
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
    {%- set path = model.root_path ~ '/' ~ model.original_file_path -%}
    {%- set types = config.get('column_types', {}) -%}
    {%- set sql -%}
        select *
        {%- if types %} replace (
            {%- for name, type in types.items() %}
            cast({{ name }} as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
        ){% endif %}
        from read_csv('{{ path | replace("'", "''") }}', header = true, all_varchar = true, nullstr = '')
    {%- endset -%}
    {% do store_result('agate_table', response='OK') %}
    {{ return(create_in_new_file('table', sql)) }}
{% endmaterialization %}
