# Two commands do everything on a fresh machine: `make demo` and `make test`. All they install lies in .venv.

VENV := .venv
BIN := $(VENV)/bin
WHEEL := $(VENV)/wheel
PIP := -m pip install -qq --disable-pip-version-check
PACKAGE := $(shell find mailhuman rules share templates -type f -not -name '*.pyc')

.PHONY: demo test check soak wheel clean
.DEFAULT_GOAL := test

demo: $(VENV)/demo.stamp  ## reviews an invented mailbox on an embedded IMAP server
	@$(BIN)/mailhuman demo

test: $(VENV)/tools.stamp $(WHEEL)/wheel.stamp lint  ## everything that must hold: lint, types, contracts, tests on the built wheel
	@.ci/dovecot
	@echo "Testing the wheel in $(WHEEL)"
	@rm -rf $(WHEEL)/tests $(WHEEL)/training && cp -R tests training pyproject.toml README.md ARCHITECTURE.md $(WHEEL)/
	@cd $(WHEEL) && MAILHUMAN_TESTDATA="$${MAILHUMAN_TESTDATA:-$(abspath ../shared)}" bin/python -m pytest --quiet --numprocesses auto

check: $(VENV)/tools.stamp lint  ## while writing: lint, types, contracts, and the tests that need no model and no server
	@$(BIN)/python -m pytest --quiet -m "not model and not imap and not dovecot"

.PHONY: lint
lint: $(VENV)/tools.stamp
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

soak: $(VENV)/tools.stamp  ## the long trial of the daemon (about 15 minutes): a thousand lives with faults, and a day of twenty accounts
	@.ci/dovecot
	@$(BIN)/python $(PIP) --group soak
	@$(BIN)/python -m tests.daemon.soak

wheel: dist/wheel.stamp  ## builds the wheel into dist/
	@ls dist/*.whl

clean:  ## removes what the other commands made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@.ci/venv $(VENV)

$(VENV)/demo.stamp: pyproject.toml | $(BIN)/python
	@echo "Installing mailhuman, its libraries and the embedded server (pymap) from PyPI into $(VENV)"
	@$(BIN)/python $(PIP) --editable '.[demo]'
	@touch $@

$(VENV)/tools.stamp: pyproject.toml $(VENV)/demo.stamp
	@echo "Installing the test tools (pytest, hypothesis) and checkers (ruff, mypy, import-linter) from PyPI into $(VENV)"
	@$(BIN)/python $(PIP) --group test --group lint build
	@touch $@

dist/wheel.stamp: pyproject.toml README.md LICENSE $(PACKAGE) | $(VENV)/tools.stamp
	@rm -rf dist && mkdir dist
	@$(BIN)/python -m build --wheel --outdir dist . >dist/build.log 2>&1 || { cat dist/build.log; exit 1; }
	@touch $@

$(WHEEL)/bin/python:
	@.ci/venv $(WHEEL)

$(WHEEL)/wheel.stamp: dist/wheel.stamp | $(WHEEL)/bin/python
	@echo "Installing the built wheel, its libraries and the test tools into $(WHEEL)"
	@$(WHEEL)/bin/python $(PIP) --group test
	@$(WHEEL)/bin/python $(PIP) "$$(ls dist/*.whl)[demo]"
	@$(WHEEL)/bin/python $(PIP) --force-reinstall --no-deps dist/*.whl
	@touch $@
