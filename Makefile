# Một Cửa. `make` alone lists what can be done.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
MO := $(patsubst %.po,%.mo,$(shell find motcua/locale -name '*.po' 2>/dev/null))
export DJANGO_SETTINGS_MODULE ?= config.settings.dev

.DEFAULT_GOAL := help
.PHONY: help install run test test-slow test-exhaustive check fix bench pictures lock messages clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(STAMP): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed ($(PYTHON) was not found)."; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

%.mo: %.po $(STAMP)
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

install: $(STAMP) $(MO) ## install everything, development tools too, into .venv

run: install ## serve the demo district (PORT=8000, MOTCUA_DATA=.data)
	DJANGO_SETTINGS_MODULE=config.settings.prod $(BIN)/motcua demo

test: install ## run all tests
	$(BIN)/python -m tests.needs
	$(BIN)/python -m pytest -n 2 -m 'not slow and not exhaustive'

test-slow: install ## run the tests that take longer
	$(BIN)/python -m tests.needs
	$(BIN)/python -m pytest -n 2 -m slow

test-exhaustive: install ## run whole what the other tests take samples of; about half an hour
	$(BIN)/python -m pytest -n 2 --dist=load -m exhaustive

pictures: install ## take the pictures of docs/user anew, by the journeys that show them
	MOTCUA_PICTURES=$(CURDIR)/docs/user/images $(BIN)/python -m pytest tests/journeys -q

check: install ## lint, types, order of rooms, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run

fix: install ## format and mend what a machine can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install ## measure, each figure beside a control in the same run
	$(BIN)/python -m benchmarks

lock: ## renew requirements.lock (needs uv)
	uv pip compile pyproject.toml --extra dev --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --quiet -o requirements.lock

messages: install ## renew the English message catalogue from the sources
	$(BIN)/python -m motcua.web.messages

clean: ## remove what was installed and made here (not the data folder)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache staticfiles test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
