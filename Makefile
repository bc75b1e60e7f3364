# Every target sets itself up first: system libraries where it may, then .venv exactly as locked.
# A first `make demo` needs the network once; after that everything works without.

PY := .venv/bin/python
SHELL := /bin/bash

# pyright comes complete with its node from the lock: nothing is fetched, nothing is asked about newer versions.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
export PYRIGHT_PYTHON_GLOBAL_NODE := 0

.PHONY: help demo run test check bench storm pictures texts lock clean ready ready-test

help:  ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## */\t/' | expand -t 12

demo: ready  ## the Congress being checked in, in a window or, without a display, here
	$(PY) main.py demo $(ARGS)

run: ready  ## the desk
	$(PY) main.py $(ARGS)

test: ready-test  ## the tests (ARGS: a path, -k ...)
	$(PY) -m pytest $(ARGS)

check: ready-test  ## style, types, layers, texts
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m pyright
	PYTHONPATH=. .venv/bin/lint-imports --no-cache
	$(PY) -m tests.contracts.texts

bench: ready-test  ## speed, each figure a ratio within one run
	$(PY) -m tests.bench $(ARGS)

storm: ready-test  ## kills, faults and properties at large counts (takes long)
	HYPOTHESIS_PROFILE=storm $(PY) -m pytest tests/storm tests/model tests/admission tests/journal --timeout=3600 $(ARGS)

pictures: ready-test  ## the pictures of the README
	$(PY) tests/pictures.py $(ARGS)

texts: ready-test  ## compile the catalogues
	for language in pl en; do \
		.venv/bin/pybabel -q compile -l $$language -i resources/i18n/$$language.po -o resources/i18n/$$language.mo || exit; \
	done

lock: ready-test  ## resolve the newest allowed versions for every system and Python
	$(PY) -m pip install --quiet uv
	.venv/bin/uv pip compile --upgrade $(LOCK_OPTIONS) pyproject.toml -o requirements.lock
	.venv/bin/uv pip compile --upgrade $(LOCK_OPTIONS) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate

clean:  ## remove what was made; .venv goes too
	rm -rf .venv build out .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready:
	@.ci/system.sh run
	@.ci/environment.sh run

ready-test:
	@.ci/system.sh test
	@.ci/environment.sh test
