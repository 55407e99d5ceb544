# One command for each thing a person does here. Needs make and Python 3.11 or newer with venv; all else is fetched once,
# into .venv, at the versions and hashes of the lock files.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
# The build backend warns about editable installs, which is what is meant here.
PIP := PYTHONWARNINGS=ignore $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help install run test check demo eval faults lock clean

help:
	@echo 'make install fetch what the program needs into .venv, and nothing else'
	@echo 'make run     start the monitor with config.yaml (Ctrl-C ends it)'
	@echo 'make demo    see the whole job against sample sites, without the internet'
	@echo 'make test    run the tests'
	@echo 'make check   format, lint, types, layers, house rules'
	@echo 'make eval    score the reading of articles and reports'
	@echo 'make faults  kill it, fill its disk, deceive it (root, strace, the fault kit; two hours; ONLY="a b" for some)'
	@echo 'make lock    renew the lock files from pyproject.toml'

install: $(VENV)/.run

run: $(VENV)/.run
	@$(BIN)/monitor run

demo: $(VENV)/.run
	@$(BIN)/monitor demo

test: $(VENV)/.dev
	@$(BIN)/pytest

check: $(VENV)/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest tests/architecture --quiet

eval: $(VENV)/.dev
	@$(BIN)/python -m tests.corpus.evaluate

faults: $(VENV)/.dev
	@$(BIN)/python -m tests.faults $(ONLY)

# The stamps say which lock a virtual environment was made from; the development one holds everything of the other.
$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	@if [ -e $(VENV)/.dev ]; then $(MAKE) --no-print-directory $(VENV)/.dev; else \
		echo 'Installing (once; about a minute) ...'; \
		$(PIP) install --require-hashes -r requirements.lock && \
		$(PIP) install --no-deps --no-build-isolation --editable .; fi
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo 'Installing with the tools of development (once; about a minute) ...'
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/bin/python:
	@if [ -z '$(PYTHON)' ]; then \
		echo "The monitor needs Python 3.11 or newer; here python3 is $$(python3 --version 2>&1)." >&2; \
		echo 'Install a newer one, or name it: make PYTHON=/path/to/python3.12' >&2; exit 1; fi
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo 'No virtual environment could be made: on Debian and Ubuntu, install python3-venv.' >&2; exit 1; }

lock: $(VENV)/.dev
	@$(PIP) install uv
	@$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet \
		--group build -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet \
		--group dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
