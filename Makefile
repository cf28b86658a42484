# Recordwire: `make run` and `make test` need Python 3.11 to 3.13 and nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export RECORDWIRE_DATA ?= ../shared/data

LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.PHONY: help install run test test-full check format schemas dashboards bench quality kafka lock clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/dev ## Make the virtual environment for development

run: $(VENV)/demo ## Start Kafka, the worker and sample articles; alerts appear on the screen
	@exec $(BIN)/recordwire demo

test: $(VENV)/dev ## Run all tests but the long ones (8 minutes at most)
	$(BIN)/pytest -m "not full"

test-full: $(VENV)/dev ## Run all tests, the long ones too
	$(BIN)/pytest

check: $(VENV)/dev ## Check form, types, import directions and generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m schemas.export --check
	$(BIN)/python -m deploy.grafana.build --check
	$(BIN)/python -m deploy.environment --check

format: $(VENV)/dev ## Format the code and sort its imports
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

schemas: $(VENV)/dev ## Write schemas/generated from the message structs
	$(BIN)/python -m schemas.export

dashboards: $(VENV)/dev ## Write the Grafana dashboards and worker.env from their code
	$(BIN)/python -m deploy.grafana.build
	$(BIN)/python -m deploy.environment

bench: $(VENV)/dev ## Measure speed, as ratios within one run
	$(BIN)/python -m tests.bench.replay_bench
	$(BIN)/python -m tests.bench.kafka_bench

quality: $(VENV)/quality ## Measure how well articles are read, beside its peers (tests/quality/scoreboard.md)
	$(VENV)/peers/bin/python -m tests.quality.scoreboard

kafka: $(VENV)/dev ## Start a Kafka broker for development
	@exec $(BIN)/python -m workers.demo.kafka

lock: ## Write requirements/*.txt anew from pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(LOCK) --output-file requirements/runtime.txt pyproject.toml
	$(LOCK) --extra demo --output-file requirements/demo.txt pyproject.toml
	$(LOCK) --extra demo --extra dev --output-file requirements/dev.txt pyproject.toml
	$(LOCK) --extra quality --constraint requirements/dev.txt --output-file requirements/quality.txt pyproject.toml
	@! grep -n '://' requirements/*.txt

clean: ## Remove what was made here: environment, caches, demo data
	rm -rf $(VENV) .recordwire .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One stamp per set: the environment is made once and anew only when its lock file changes.
$(VENV)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
		|| { echo "Recordwire needs Python 3.11, 3.12 or 3.13; set PYTHON=... to one of them."; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/demo: requirements/demo.txt pyproject.toml | $(VENV)/pip
	@echo "Installing Recordwire (about a minute the first time) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/demo.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: requirements/dev.txt pyproject.toml | $(VENV)/pip
	@echo "Installing Recordwire for development (about a minute the first time) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/demo

# The peers that readings are measured beside have an environment of their own: they are no part of
# development, and some would hook into its tests. Their lock is whole; pip 23 trips over an extra in it.
$(VENV)/quality: requirements/quality.txt | $(VENV)/pip
	@echo "Installing what readings are measured beside (about a minute the first time) ..."
	@$(BIN)/python -m venv $(VENV)/peers
	@$(VENV)/peers/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/quality.txt
	@touch $@
