# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check exports catalogues docs bench clean

demo: $(READY)  ## the whole job on a copy of the example study, each command before its output
	@QUALCODE=$(abspath $(BIN))/qualcode sh tools/demo.sh

test: $(READY)  ## the test suite, on all cores
	$(BIN)/python -m pytest -n auto

check: $(READY)  ## linters, types, floors of the code, documents and golden files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/catalogues.py --check
	$(BIN)/python tools/cli_reference.py --check
	$(BIN)/python tools/exports.py --check

exports: $(READY)  ## write exports/ anew from the example study
	$(BIN)/python tools/exports.py

catalogues: $(READY)  ## extract messages into the catalogues and compile them
	$(BIN)/python tools/catalogues.py

docs: $(READY)  ## write docs/cli.md and docs/fr/cli.md anew from --help
	$(BIN)/python tools/cli_reference.py

bench: $(READY)  ## the table of docs/benchmarks.md
	$(BIN)/python -m benchmarks

$(READY): constraints.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

clean:
	rm -rf $(VENV) build dist
