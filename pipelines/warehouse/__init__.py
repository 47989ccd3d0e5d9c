"""From landing to a build: raw tables, dbt's models, and the pointer to the build that readers open.

A build is a new DuckDB file. It is made as `building/plan.duckdb`, so that its catalog is always called
`plan`, and renamed once every test has passed; no reader ever sees one that is not whole.
"""
