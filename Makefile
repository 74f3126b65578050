# make        make the environment, build the sample article into output/, say what was found
# make test   make what is missing, then lint, check types and layers, and run every test

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
CLIENTS := .venv/clients
ICU_PYTHON ?= /usr/bin/python3
WORKERS ?= 2
ARTICLES ?= tests/data
TREEBANKS ?= treebanks
NAMES ?= winer-fr/dev.jsonl
GOLD ?= gold/dev
SCORER ?= $(GOLD)/../score.py
ONLY_SCORED ?=
DATA ?= data
UNTRAINED ?= fr_core_news_md

ARTICLES_IN_STORE ?= 10000
QUADS ?= 5000000

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint types layers tests bench bench-corpus bench-store bench-facts bench-model bench-pronouns bench-recipes bench-roles bench-values bench-server bench-startup bench-story bench-views cookbook editor lock ontologies bundle clean

run: $(READY)
	$(BIN)/kg build tests/data/seed.txt --output output

test: lint types layers tests

lint: $(READY)
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

tests: $(READY) $(CLIENTS)
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --nbmake tests notebooks

# ARTICLES is a folder with one article a .txt file
bench: $(READY)
	$(BIN)/python -m tests.benchmarks.speed $(ARTICLES)

# 50 clients for 60 s, and how long commands take to start
bench-server: $(READY)
	$(BIN)/python -m tests.benchmarks.server

bench-startup: $(READY)
	$(BIN)/python -m tests.benchmarks.startup

# GOLD is a folder of articles with gold facts, SCORER the file that compares them, ONLY_SCORED the beginnings of the
# names of those whose differences nobody looked at (docs/extraction.md)
bench-facts: $(READY)
	$(BIN)/python -m tests.benchmarks.facts --data $(GOLD) --scorer $(SCORER) $(if $(ONLY_SCORED),--split $(ONLY_SCORED))

# DATA is a folder with up-fr-gsd, quotes-fr-litbank and frsemcor-nouns; UNTRAINED a parser that has not seen their sentences
bench-roles: $(READY)
	$(BIN)/python -m tests.benchmarks.roles --data $(DATA) --model $(UNTRAINED)
	$(BIN)/python -m tests.benchmarks.noun_events --data $(DATA) --model $(UNTRAINED)
	$(BIN)/python -m tests.benchmarks.quotations --data $(DATA)

# DATA is a folder with democrat-coref and popcorn (docs/entities.md)
bench-pronouns: $(READY)
	$(BIN)/python -m tests.benchmarks.antecedents --data $(DATA)

# DATA is a folder with time-fr and winer-fr (docs/values.md)
bench-values: $(READY)
	$(BIN)/python -m tests.benchmarks.time_values --data $(DATA)

# how fast the pages open and move, beside plain pyvis (docs/views.md)
bench-views: $(READY)
	$(BIN)/python -m tests.benchmarks.views

# TREEBANKS is a folder of UD French treebanks, NAMES a file of annotated names (docs/model.md says which); STEPS=300
# shortens the six trainings, which take an hour of one core; TIMINGS=1 leaves them out
bench-model: $(READY)
	$(BIN)/python -m tests.benchmarks.model --data $(TREEBANKS)/fr_gsd-dev.conllu $(TREEBANKS)/fr_pud-wiki.conllu \
	  --seen $(TREEBANKS)/fr_sequoia-train.conllu --dev $(TREEBANKS)/fr_sequoia-dev.conllu $(if $(NAMES),--names $(NAMES)) \
	  $(if $(STEPS),--steps $(STEPS)) $(if $(TIMINGS),--timings)

# what each choice in the parser's training brings (tests/benchmarks/recipes.toml); TEXTS is a file or folder of
# unannotated texts, STEPS the batches of each of the trainings
bench-recipes: $(READY)
	$(BIN)/python -m tests.benchmarks.recipes --data $(TREEBANKS)/fr_gsd-dev.conllu $(TREEBANKS)/fr_pud-wiki.conllu \
	  --seen $(TREEBANKS)/fr_sequoia-train.conllu --dev $(TREEBANKS)/fr_sequoia-dev.conllu --unlabelled $(TEXTS) \
	  $(if $(STEPS),--steps $(STEPS))

# The sample graph of the tests, and the page that asks it
cookbook: $(READY)
	$(BIN)/python -m tests.sample
	$(BIN)/python -m tests.query.cookbook

# Needs npm; writes kg/server/static/editor.js, the editor of the query page
editor:
	cd kg/server/editor && npm ci --no-audit --no-fund && npm run build && rm -r node_modules

# ARTICLES_IN_STORE made-up articles: speed, memory, and 20 killed runs
bench-corpus: $(READY)
	$(BIN)/python -m tests.benchmarks.corpus --articles $(ARTICLES_IN_STORE)

# events, actors and wire copy in made-up articles of known truth; GOLD is a folder of articles that share no event
bench-story: $(READY)
	$(BIN)/python -m tests.benchmarks.story $(if $(wildcard $(GOLD)),--gold $(GOLD))

# a store of QUADS quads: load rate and named queries beside pyoxigraph by hand
bench-store: $(READY)
	$(BIN)/python -m tests.benchmarks.store --quads $(QUADS)

ontologies: $(READY)
	$(BIN)/kg ontology --output ontologies

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "kg needs Python 3.11, 3.12 or 3.13; name one with: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# What others made and tests hold kg against, each in a folder of its own because kg needs none of it: Comunica (npm),
# followthemoney, for a Python that has ICU (Debian: python3-icu), and the W3C's SPARQL tests, which are in the source
# distribution of rdflib. What cannot be had here is said and left out.
$(CLIENTS): tests/server/comunica/package-lock.json tests/export/followthemoney.lock tests/server/w3c.lock | $(READY)
	@rm -rf .venv/comunica .venv/followthemoney .venv/w3c .venv/sources && \
	  mkdir .venv/comunica && cp tests/server/comunica/*.json .venv/comunica
	@if ! command -v npm >/dev/null; then echo "No npm: the test with Comunica is skipped."; \
	  elif ! (cd .venv/comunica && npm ci --ignore-scripts --no-audit --no-fund --silent); then \
	  echo "npm cannot install Comunica: the test with it is skipped."; rm -rf .venv/comunica/node_modules; fi
	@if ! $(ICU_PYTHON) -c "import icu" 2>/dev/null; then \
	  echo "$(ICU_PYTHON) has no ICU (Debian: python3-icu): the test with followthemoney is skipped."; \
	  elif $(BIN)/python -m pip --python $(ICU_PYTHON) install --quiet --no-deps --only-binary :all: --require-hashes \
	  --root-user-action ignore --requirement tests/export/followthemoney.lock --target .venv/followthemoney; then \
	  ln -sf $(ICU_PYTHON) .venv/followthemoney/bin/python; \
	  else echo "pip cannot install followthemoney: the test with it is skipped."; rm -rf .venv/followthemoney; fi
	@if $(BIN)/python -m pip download --quiet --no-deps --no-binary rdflib --require-hashes \
	  --requirement tests/server/w3c.lock --dest .venv/sources && tar -xzf .venv/sources/rdflib-*.tar.gz -C .venv/sources; \
	  then mv .venv/sources/rdflib-*/test/data/suites/w3c .venv/w3c; \
	  else echo "pip cannot fetch the sources of rdflib: the W3C's SPARQL tests are skipped."; fi
	@rm -rf .venv/sources
	@touch $@

# Needs Node and npm; writes kg/views/assets/sigma.js again from the locked npm packages.
bundle:
	cd kg/views/bundle && npm ci --ignore-scripts --no-audit --no-fund && npm run build

# Needs uv; writes the locked versions with their hashes for every supported Python.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" --output-file requirements.lock
	uv pip compile tests/export/followthemoney.in --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-package pyicu --no-emit-package mypy --custom-compile-command "make lock" \
	  --output-file tests/export/followthemoney.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache
