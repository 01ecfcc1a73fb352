# `make read` on a bare machine with Python 3.11 to 3.13: a virtual environment, memcon in it, the examples read.
# PYTHON=... picks another interpreter; UPGRADE=--upgrade lets `make lock` move to newer versions.
SHELL := /bin/sh
.DEFAULT_GOAL := read
.PHONY: read test lint types contracts docs bench gate lock

FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for it in python3 python3.13 python3.12 python3.11; do "$$it" -c "$(FITS)" 2>/dev/null && { echo "$$it"; exit; }; done; echo python3)
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
RUNTIME := .venv/.installed
DEV := .venv/.installed-dev

read: $(RUNTIME)
	@$(BIN)/memcon read $(filter-out %/README.md,$(wildcard examples/*))

test: lint types contracts
	@$(BIN)/python -m pytest

lint: $(DEV)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(DEV)
	@$(BIN)/mypy && $(BIN)/mypy docs/make_reference.py

contracts: $(DEV)
	@$(BIN)/lint-imports

docs: $(RUNTIME)
	@$(BIN)/python docs/make_reference.py && $(BIN)/python docs/refresh.py

bench: $(DEV)
	@$(BIN)/python -m benchmarks

# No task of benchmarks/floors.toml may fall below its floor.
gate: $(DEV)
	@$(BIN)/python -m benchmarks.gate

# Made with uv 0.13.9. A lock that still fits is kept as it is, so that the same input gives the same lock.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(UPGRADE)
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv (pip install uv)" >&2; exit 1; }
	$(LOCK) --group build pyproject.toml --output-file requirements.lock
	$(LOCK) --group dev pyproject.toml --constraints requirements.lock --output-file requirements-dev.lock

# The stamp files are newer than what they were made from, or everything is installed again.
$(RUNTIME): requirements.lock pyproject.toml
	@$(PYTHON) -c "$(FITS)" || { echo "memcon needs Python 3.11, 3.12 or 3.13; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
