# Everything runs from a fresh clone: a virtual environment of its own, uv in it, the locked packages.
PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help setup run test test-long soak bench mutants check check-python check-sql docs format lock clean

help:           ## What can be made here
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

setup: $(READY) ## The virtual environment with the locked packages

run: $(READY)   ## The demonstration plan through the whole pipeline, then the public dashboard and the workspace
	$(BIN)/plan demo

test: check     ## Every check and every test
	@.ci/need chromium chromium fonts-dejavu-core
	@.ci/need npm nodejs npm
	@.ci/need --as-root soffice libreoffice-calc-nogui
	@.ci/need --as-root caddy caddy
	@.ci/need --as-root pg_lsclusters postgresql
	@.ci/need --as-root nft nftables
	@.ci/need --as-root systemd-analyze systemd
	@.ci/need --as-root openssl openssl
	$(BIN)/pytest --numprocesses 3

test-long: $(READY) ## The tests that take minutes: servers together, a server's commands, deeds killed at any point, a small day
	@.ci/need --as-root caddy caddy
	@.ci/need --as-root pg_lsclusters postgresql
	$(BIN)/pytest --numprocesses 2 -m long

soak: $(READY)  ## The long form of the fault tests: every deed killed at many points, and a day's life in minutes
	PLAN_KILLS=40 $(BIN)/pytest --numprocesses 2 -rP -m long tests/integration/test_killed_at_any_point.py
	PLAN_SOAK="200 50 5 30" $(BIN)/pytest -rP -m long tests/integration/test_soak.py

mutants: $(READY) ## Faults put into the code one at a time, each of which has to make a test fail (some hours; WORDS="voices" takes a part)
	$(BIN)/python -m tests.mutants $(WORDS)

bench: $(READY) ## How fast it is, as ratios to a floor; fails where one is worse by a quarter than docs/speed.md says
	@test -d data/home/releases || $(BIN)/plan demo --no-serve
	$(BIN)/python -m tests.bench data/home

check: $(READY) ## Format, lint, types, import rules and SQL
	@$(MAKE) --no-print-directory --jobs 2 check-python check-sql

check-python:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/dg check defs

check-sql:
	$(BIN)/sqlfluff lint dbt_project

docs: $(READY)  ## dbt's documentation of the models, as data/home's current build has them, at http://127.0.0.1:8504
	$(BIN)/python -m pipelines.warehouse.documentation
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory dbt_project/target/docs 8504

format: $(READY) ## Rewrite Python, SQL and the folders' guides in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix --processes 2 dbt_project
	$(BIN)/python -m tests.support.folder_guides

lock: $(READY)  ## Resolve the packages anew: hashed, for every platform, without addresses
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --group dev --generate-hashes \
	    --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock

clean:          ## Remove what the commands above made, the deployment in data/home too
	rm -rf .venv tests/node_modules data/home dbt_project/target dbt_project/logs .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@.ci/need --python $(PYTHON)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet uv==$(UV_VERSION)
	$(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes requirements.lock
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(READY)
