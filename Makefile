# Everything a desk or continuous integration does. Needs Python 3.11 or newer and make; the rest it installs into .venv.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(name))))
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
PORT ?= 8000
PLAN := src/taizhang/samples/dongguan-2024-plan.txt
REPORT := src/taizhang/samples/dongguan-2024-report.txt

export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE ?= copy
SYNC := $(BIN)/uv sync --quiet --locked --inexact --python $(BIN)/python

.PHONY: help setup demo read test fast lint messages screenshots bench

help: ## Show what can be made.
	@sed -nE 's/^([a-z]+):.*## (.*)/\1	\2/p' $(MAKEFILE_LIST) | expand -t 10

setup: $(VENV)/.ready-dev ## Set up everything for development in .venv.

demo: $(VENV)/.ready ## Serve the application with sample data on http://127.0.0.1:8000/ (PORT=N for another port).
	@$(BIN)/taizhang demo --port $(PORT)

read: $(VENV)/.ready ## Read the sample plan and compare it with the January report.
	@mkdir -p demo
	$(BIN)/taizhang read $(PLAN)
	$(BIN)/taizhang compare $(REPORT) $(PLAN)
	$(BIN)/taizhang read $(PLAN) $(REPORT) -o demo/dongguan-2024.html
	$(BIN)/taizhang compare $(REPORT) $(PLAN) -o demo/dongguan-2024-comparison.html
	@echo "The plan and the report with every claim marked: $(CURDIR)/demo/dongguan-2024.html"
	@echo "What became of each promise: $(CURDIR)/demo/dongguan-2024-comparison.html"

test: lint ## Run all that continuous integration runs.
	@$(BIN)/python -m tools.programs
	@$(BIN)/pytest -n $(WORKERS)
	@echo "The same on PostgreSQL ..."
	@TAIZHANG_TEST_POSTGRES=1 $(BIN)/pytest -n $(WORKERS) -m "database and not browser"

fast: $(VENV)/.ready-dev ## Run the quick tests only (under two minutes).
	@$(BIN)/pytest -n $(WORKERS) -m "not slow"

lint: $(VENV)/.ready-dev ## Check style, types and the layers of the house.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

messages: $(VENV)/.ready-dev ## Collect the words of the interface for translation.
	@$(BIN)/python -m tools.messages

screenshots: $(VENV)/.ready-dev ## Take the pictures of the README anew, from the demonstration.
	@$(BIN)/python -m tools.screenshots

bench: $(VENV)/.ready-bench ## Measure speed and memory, side by side with the alternatives.
	@$(BIN)/pytest benchmarks -q -o addopts="--import-mode=importlib" -o filterwarnings=default -p no:randomly -p no:django --disable-warnings --benchmark-timer=time.process_time --benchmark-columns=min,rounds --benchmark-sort=name

$(BIN)/uv:
	@test -n "$(PYTHON)" || { echo "taizhang needs Python 3.11 or newer; none was found. Install it, or: make PYTHON=/path/to/python3" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "Setting up $(VENV) with $$($(PYTHON) --version) ..."; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5,<1'
	@touch $@

$(VENV)/.ready: uv.lock pyproject.toml package-lock.json | $(BIN)/uv
	@echo "Installing what taizhang needs ..."
	@$(SYNC) --no-default-groups --group build --extra web
	@$(BIN)/python -m tools.assets
	@$(BIN)/python -m tools.messages compile
	@touch $@

$(VENV)/.ready-dev: uv.lock pyproject.toml package-lock.json | $(BIN)/uv
	@echo "Installing what development needs ..."
	@$(SYNC) --all-extras
	@$(BIN)/python -m tools.assets --development
	@$(BIN)/python -m tools.messages compile
	@touch $@ $(VENV)/.ready

$(VENV)/.ready-bench: uv.lock pyproject.toml | $(BIN)/uv
	@echo "Installing what the benchmarks need ..."
	@$(SYNC) --all-extras --group bench
	@touch $@ $(VENV)/.ready-dev $(VENV)/.ready
