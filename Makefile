# Needs python3 (3.11 or newer) and make. On Debian and Ubuntu python3 lacks venv: apt-get install python3-venv
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
ARTICLES := $(sort $(wildcard fixtures/articles/*.txt))

.DEFAULT_GOAL := help
.PHONY: help run daily replay test lint format types contracts docs docs-check wheel-test recordings gold eval lies train lock bench fuzz soak mutate audit clean

help: ## Print this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | LC_ALL=C sort | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

# Done again only when what it installs has changed; pip below 24 mishandles some extras of the lock.
$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: $(PYTHON) is older than 3.11; name a newer one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "error: $(PYTHON) lacks venv; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --upgrade pip
	$(BIN)/python -m pip install -qq --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

run: $(STAMP) ## Brief both sample articles with the embedded model and print the briefings
	@$(BIN)/summarize $(ARTICLES) --engine local

replay: $(STAMP) ## The same from recordings, as a large model would answer
	@$(BIN)/summarize $(ARTICLES) --replay fixtures/recordings

daily: $(STAMP) ## Print the daily page of both sample articles, from recordings
	@$(BIN)/summarize daily $(ARTICLES) --replay fixtures/recordings --date 2025-02-12

test: $(STAMP) ## Run the whole suite; no network
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit; done; \
		echo "no Chromium: browser tests are skipped; on Debian: apt-get install chromium"
	$(BIN)/python -m pytest --numprocesses auto --dist loadgroup

lint: $(STAMP) ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(STAMP) ## Mend what style checks can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(STAMP) ## Check types: mypy, and pyright where Node.js is installed
	$(BIN)/mypy
	@if command -v node >/dev/null; then $(BIN)/pyright; else echo "pyright skipped: no node"; fi

contracts: $(STAMP) ## Check which module may import which
	$(BIN)/lint-imports

docs: $(STAMP) ## Write generated parts of the documentation anew
	$(BIN)/cog -r -P README.md docs/*.md

docs-check: $(STAMP) ## Check that generated parts of the documentation are up to date
	$(BIN)/cog --check --check-fail-msg "run: make docs" -P README.md docs/*.md

wheel-test: $(STAMP) ## Build the wheel, install it alone, replay from another folder
	$(BIN)/python -m tests.wheel

gold: $(STAMP) ## Check every annotated article and gold file
	$(BIN)/summarize gold check training/articles fixtures/gold

eval: $(STAMP) ## Measure engine rules on development gold; fail where a section got worse than fixtures/baseline.json
	$(BIN)/summarize eval fixtures/gold/development --engine rules --quiet --baseline fixtures/baseline.json

lies: $(STAMP) ## Measure the checks: lies told about development gold; fail where a class got worse than fixtures/lies-baseline.json
	$(BIN)/summarize eval --lies fixtures/gold/development --baseline fixtures/lies-baseline.json

recordings: $(STAMP) ## Re-key hand-written recordings after a prompt change
	$(BIN)/python -m tests.recordings

train: $(STAMP) ## Train the head of the embedded engine: make train GERMEVAL=folder CACHE=folder (installs the extra train)
	@test -n "$(GERMEVAL)" -a -n "$(CACHE)" || { echo "error: name the GermEval 2014 folder and one for states: make train GERMEVAL=… CACHE=…"; exit 2; }
	$(BIN)/python -m pip install -qq '.[train,local]'
	$(BIN)/python -m training.train --germeval $(GERMEVAL) --cache $(CACHE)

lock: $(STAMP) ## Resolve requirements.lock anew (needs the package index)
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --extra dev --extra local --extra html --extra pdf --extra docx --extra feeds --extra cluster --extra semantic --extra web --upgrade \
		--no-header --no-annotate pyproject.toml --output-file requirements.lock

PEERS := build/peers

$(PEERS)/bin/python:
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install -qq langextract openai instructor

bench: $(STAMP) $(PEERS)/bin/python ## Measure everything and write docs/benchmarks.md (half an hour; installs langextract in build/peers; HELD=--held-out)
	$(BIN)/python -m benchmarks.page --langextract $(PEERS)/bin/python $(HELD)

FUZZ_SECONDS ?= 600
FUZZ_TARGETS ?= sentences numerals front_matter draft page recording orders feed markdown
FUZZ_FOLDER ?= build/fuzz

fuzz: $(STAMP) ## Fuzz what reads foreign bytes, ten minutes each (FUZZ_SECONDS, FUZZ_TARGETS); installs atheris
	@$(BIN)/python -c 'import atheris' 2>/dev/null || $(BIN)/python -m pip install -qq 'atheris>=3'
	@for name in $(FUZZ_TARGETS); do echo "== $$name"; $(BIN)/python -m fuzz.run $$name $(FUZZ_SECONDS) $(FUZZ_FOLDER) || exit 1; done

SECONDS ?= 3600
SEED ?= 1

soak: $(STAMP) ## Run batch against random faults for an hour (SECONDS, SEED) and check what it leaves
	$(BIN)/python -m benchmarks.soak --seconds $(SECONDS) --seed $(SEED)

MUTATE ?= numerals grounding merge
MUTATE_SAMPLE ?= 150
MUTATE_FOLDER ?= build/mutation

mutate: $(STAMP) ## Break the code, a sample of small changes for each package (MUTATE, MUTATE_SAMPLE, SEED), and print those no test notices
	@test -d $(MUTATE_FOLDER)/mutmut || $(BIN)/python -m pip install -qq --no-deps --target $(MUTATE_FOLDER) 'mutmut>=3.8,<4' 'libcst>=1.9'
	@for name in $(MUTATE); do PYTHONPATH=$(MUTATE_FOLDER) $(BIN)/python -m fuzz.mutation $$name --sample $(MUTATE_SAMPLE) --seed $(SEED) || exit 1; done

audit: $(STAMP) ## Ask for known vulnerabilities of the locked packages; says so where that can't be reached
	@$(BIN)/python -m tests.audit

clean: ## Remove what was built and installed
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache screenshots
