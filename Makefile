# Everything is kept in .venv; nothing is installed outside this folder. `make help` lists what there is.

.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes
# The first Python that is new enough and can make a virtual environment; `make PYTHON=... try` chooses another.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3 python3.14 python; do \
	$$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

.PHONY: help try test fuzz simulate simulate-kill bench advice-figures lint format types imports migrations-check migration first-migration lock clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 26

try: $(VENV)/run.stamp ## set everything up and open the playground (ARGS="--port 8000 --no-browser")
	@$(BIN)/python -m bot try $(ARGS)

test: $(VENV)/dev.stamp ## set everything up and run every test (ARGS="-k outbox")
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

bench: $(VENV)/dev.stamp ## measure how fast the bot answers, as ratios in one table (ARGS="--quick")
	@$(BIN)/python -m tests.bench $(ARGS)

advice-figures: $(VENV)/dev.stamp ## measure how well questions find their advice, and print the misses (ARGS="--quiet")
	@$(BIN)/python -m tests.advice.figures $(ARGS)

fuzz: $(VENV)/dev.stamp ## send 100,000 spoiled payloads to the bot (ARGS="--count 5000 --seed 7")
	@$(BIN)/python -m tests.fuzz $(ARGS)

YEARS := 1000
simulate: $(VENV)/dev.stamp ## let companies live for years with the bot (YEARS=10000, or ARGS="--seed 7" for one life again)
	@$(BIN)/python -m tests.simulation --years $(YEARS) $(ARGS)

simulate-kill: $(VENV)/dev.stamp ## kill the bot at 200 random moments, and see what people got (ARGS="--seed 7 --count 1")
	@$(BIN)/python -m tests.kills $(ARGS)

lint: $(VENV)/dev.stamp ## look for mistakes and untidy code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(VENV)/dev.stamp ## tidy the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(VENV)/dev.stamp ## check the types
	@$(BIN)/mypy

imports: $(VENV)/dev.stamp ## check who may import whom
	@$(BIN)/lint-imports

SCRATCH := $(VENV)/scratch.db
ALEMBIC := $(BIN)/python -m alembic --quiet -x database=sqlite:///$(SCRATCH)

migrations-check: $(VENV)/dev.stamp ## check that migrations and tables agree
	@rm -f $(SCRATCH) && $(ALEMBIC) upgrade head && $(BIN)/python -m alembic -x database=sqlite:///$(SCRATCH) check

migration: $(VENV)/dev.stamp ## write the next migration from the tables (ID=0002 WHY="why it is needed")
	@test -n "$(ID)" -a -n "$(WHY)" || { echo 'Say which and why: make migration ID=0002 WHY="why it is needed"' >&2; exit 1; }
	@rm -f $(SCRATCH) && $(ALEMBIC) upgrade head && $(ALEMBIC) revision --autogenerate --rev-id "$(ID)" -m "$(WHY)"

first-migration: $(VENV)/dev.stamp ## write the first migration anew; only until the first release
	@rm -f $(SCRATCH) migrations/versions/0001_*.py
	@$(ALEMBIC) revision --autogenerate --rev-id 0001 -m "first tables"

lock: ## pin every dependency anew, with hashes (needs uv)
	@uv pip compile $(LOCK) --extra postgresql pyproject.toml -o requirements.txt
	@uv pip compile $(LOCK) --extra postgresql -c requirements.txt --group dev pyproject.toml -o requirements-dev.txt
	@uv pip compile $(LOCK) -c requirements-dev.txt --group build -o requirements-build.txt

LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header

clean: ## remove what these commands made
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/run.stamp: requirements.txt | $(BIN)/python
	@echo "Installing what careercheck needs (once) ..."
	@$(PIP) --requirement requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt | $(BIN)/python
	@echo "Installing what careercheck and its tests need (once) ..."
	@$(PIP) --requirement requirements-dev.txt
	@touch $(VENV)/run.stamp $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Careercheck needs Python 3.11 or later with its venv module, and found none." >&2; \
		echo "Install it (on Debian and Ubuntu: apt-get install python3 python3-venv), then try again." >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
