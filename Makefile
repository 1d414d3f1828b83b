PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# A folder with corpus/NAME.txt and gold/NAME.json, for notices that are not part of the project.
GOLD ?= ../shared
NOTICE := data/raw/jiyuan-2023.txt

.PHONY: help run test test-apps apps lint format bench accuracy messages units rules clean

help: ## Show the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile

run: $(VENV)/run.stamp ## Make the environment and read the notice: its tree and the duties of one unit
	$(BIN)/workpoints parse
	$(BIN)/workpoints tree $(NOTICE) --depth 2 --format text
	$(BIN)/workpoints who 济源海关 $(NOTICE) --format table

test: $(VENV)/dev.stamp ## Make the environment and run all tests
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

test-apps: apps $(VENV)/dev.stamp ## Install LibreOffice, Chromium and fonts (Debian), and run the tests that need them
	WORKPOINTS_NEEDS_APPS=1 $(BIN)/python -m pytest --numprocesses auto --dist worksteal tests/apps

# What the tests of tests/apps open documents and pages with; without it they are skipped.
APPS := libreoffice-calc-nogui libreoffice-writer-nogui chromium fonts-noto-cjk fonts-crosextra-carlito

apps:
	@[ "$$(dpkg-query --show --showformat '$${db:Status-Abbrev}\n' $(APPS) 2>/dev/null | grep -c '^ii')" = $(words $(APPS)) ] || { \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(APPS); }

lint: $(VENV)/dev.stamp ## Check style, types, layers, catalogues, generated files and the data
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/messages.py --check
	$(BIN)/python tools/units.py --check
	$(BIN)/python tools/rules.py --check
	$(BIN)/workpoints check --quiet --severity warning --fail-on warning

format: $(VENV)/dev.stamp ## Lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/dev.stamp ## Print the speed and memory figures of this machine, as ratios
	$(BIN)/python -m benchmarks

accuracy: $(VENV)/dev.stamp ## Score the notices that were annotated by hand, and those of the folder GOLD
	$(BIN)/python -m benchmarks.accuracy $(GOLD)
	$(BIN)/python -m benchmarks.alignment

messages: $(VENV)/dev.stamp ## Bring the catalogues of messages up to date
	$(BIN)/python tools/messages.py

units: $(VENV)/dev.stamp ## Make the tables of the shipped unit registry
	$(BIN)/python tools/units.py

rules: $(VENV)/dev.stamp ## Write docs/rules.md from the rules
	$(BIN)/python tools/rules.py

clean: ## Remove the environment and what tools leave behind
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable '.[docx,xlsx]'
	@touch $@

$(VENV)/dev.stamp: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/run.stamp
