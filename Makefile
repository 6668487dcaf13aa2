# Two commands: `make run` serves the demo, `make test` passes every test. Each does its own set-up in .venv.

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check lint format bench strings editor lock clean

run: .venv/.run
	$(BIN)/lms demo --port $(PORT)

test: .venv/.dev
	$(BIN)/python -m tests.machine
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: lint
	$(BIN)/python -m pytest -n 2 --dist loadgroup tests/laws

lint: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/lms modules check

format: .venv/.dev
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

bench: .venv/.dev
	$(BIN)/python -m tests.bench

strings: .venv/.dev
	$(BIN)/lms strings update

# The studio's editor, the only script that is built. Needs Node 18 or newer; running the product doesn't.
editor:
	cd lms/ui/assets && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && node build.js $(EDITOR_FLAGS)

# Pins with hashes and without registry addresses. Needs uv; run it after changing pyproject.toml.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--extra build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; here is " + sys.version)'
	$(PYTHON) -m venv .venv

.venv/.run: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

.venv/.dev: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@ .venv/.run

clean:
	rm -rf .venv build *.egg-info
