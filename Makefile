# The commands of this project; `make help` lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= python3
# Where to take torch from, empty for pip's own index. https://download.pytorch.org/whl/cpu has builds without CUDA.
TORCH_INDEX ?=
export PYTHON TORCH_INDEX

BIN := .venv/bin
# Tests use what is installed, never the network, and do not let two thread pools fight for the cores.
TESTING := HF_HUB_OFFLINE=1 TOKENIZERS_PARALLELISM=false
JS_TESTS = $(wildcard tests/js/*.test.js tests/js/*/*.test.js)

.PHONY: help run test lint types js unit real browser screenshots office figures bench audit format lock clean runtime dev

help: ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | awk -F '\t' '{ printf "make %-10s %s\n", $$1, $$2 }'

run: runtime ## install what is needed and start the server (settings: CROSSREAD_..., see docs/operations.md)
	@exec $(BIN)/crossread serve

test: lint types js unit real browser ## everything that must pass: lint, types, unit, real-model and browser tests
	@echo "All tests passed."

lint: dev ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: dev ## mypy, strict
	$(BIN)/mypy

js: ## tests of static/js with Node's own runner
ifneq ($(JS_TESTS),)
	@command -v node >/dev/null 2>&1 || sh tools/apt.sh nodejs "Node.js, for the tests of the scripts"
	node --test $(JS_TESTS)
endif

unit: dev ## tests that need neither the real models nor a browser
	@command -v curl >/dev/null 2>&1 || sh tools/apt.sh curl "curl, for the test that runs docs/api.md"
	$(TESTING) $(BIN)/pytest -q -m "not real and not browser"

real: dev ## tests with the real models
	$(TESTING) $(BIN)/pytest -q -m "real and not browser"

browser: dev ## tests in a real Chromium
	@path="$$(sh tools/browser.sh)" && echo "CHROMIUM=$$path pytest -m browser" && \
		CHROMIUM="$$path" $(TESTING) $(BIN)/pytest -q -m browser

screenshots: dev ## pictures of every page, light and dark, into screenshots/
	@sh tools/browser.sh >/dev/null
	HF_HUB_OFFLINE=1 $(BIN)/python -m tests.browser.screenshots

office: dev ## opens every export with LibreOffice, and reads what LibreOffice writes, where that is installed
	HF_HUB_OFFLINE=1 $(BIN)/python -m tests.exports.office
	HF_HUB_OFFLINE=1 $(BIN)/python -m tests.articles.office

URL ?=
figures: dev ## figures against gold comparisons: make figures GOLD=folder [URL=http://127.0.0.1:8000]
	@test -n "$(GOLD)" || { echo "Say where the gold comparisons are: make figures GOLD=folder" >&2; exit 2; }
	HF_HUB_OFFLINE=1 $(BIN)/python -m benchmarks.cosine_baseline --gold "$(GOLD)" $(if $(URL),--url "$(URL)")

PARTS ?=
bench: dev ## how fast it is, side by side with the plain way: make bench [PARTS="ratio growth edited load memory limit"]
	HF_HUB_OFFLINE=1 $(BIN)/python -m benchmarks.speed $(PARTS)

audit: dev ## asks PyPI which of the locked packages have known faults; needs the network, and is no part of make test
	$(BIN)/pip-audit --strict --disable-pip --no-deps --requirement requirements.lock --requirement requirements-torch.lock

format: dev ## put every Python file into the project's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# torch is left out: see requirements-torch.lock. Nothing of the machine that writes the locks (indexes, folders) is in them.
COMPILE = $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-header --no-emit-index-url \
	--no-emit-trusted-host --no-emit-find-links --no-emit-options --unsafe-package torch \
	$(if $(TORCH_INDEX),--extra-index-url "$(TORCH_INDEX)") --constraint requirements-torch.lock
# The last lines that pip-compile writes say that torch is not locked, which is meant.
TRIM = sed -i -e '/^\# WARNING: The following packages were not pinned/,$$d'
lock: dev ## write the lock files anew from pyproject.toml (make lock UPGRADE=1: with the newest versions)
	$(COMPILE) $(if $(UPGRADE),--upgrade) --output-file requirements.lock pyproject.toml
	$(TRIM) requirements.lock
	cp requirements.lock requirements-dev.lock
	$(COMPILE) --extra dev --extra training --output-file requirements-dev.lock pyproject.toml
	$(TRIM) requirements-dev.lock

clean: ## remove what was installed and cached; data/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *.egg-info app/models/*.so
	find app tests benchmarks training -name __pycache__ -type d -prune -exec rm -rf {} +

runtime:
	@sh tools/environment.sh runtime

dev:
	@sh tools/environment.sh dev
