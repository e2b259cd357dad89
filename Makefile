# Hejie. Needs only make, Python >= 3.11 with venv, and a package index.
#
#   make run       install into the checkout and start the platform (PORT=8000 FRESH=1)
#   make test      engine and house rules, then platform on SQLite, then the same on a real PostgreSQL
#   make check     lint, types, import contracts, templates, locks, ARCHITECTURE
#   make e2e       the whole house: walks through everything, journeys in Chromium
#   make fix       format, and mend what can be mended by machine
#   make conform   third-party cases asked of the engine (CASES="path ..."): agree, differ, not applicable
#   make ocr       install what reads letters in photographs and scans, and look once whether it does
#   make letters   the tests of that reader, in an environment of their own
#   make bench     the engine beside its peers: ratios of one run, and what each must be
#   make features  which features are proved by a passing test, and which claims are not
#   make newcomer  times the first and second start of a fresh clone
#   make lock      renew requirements/*.txt after a change of dependencies in pyproject.toml
#
# A stamp inside .venv stands for each installed lock: nothing is installed again until its lock changes.

PYTHON ?= python3
PORT   ?= 8000
CASES  ?=
STRICT ?=
FRESH  ?=

UV  := .tools/bin/uv
PY  := .venv/bin/python
RUN := .venv/run.stamp
DEV := .venv/dev.stamp
OCR := .venv/ocr.stamp
LETTERS := .letters/stamp
BENCH := .venv/bench.stamp
NEGMAS := .negmas/stamp

# The certificates of the machine, so that an index behind a company proxy is trusted as pip trusts it.
export UV_SYSTEM_CERTS := 1
export UV_NO_PROGRESS  := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test check e2e fix conform ocr letters bench features newcomer lock install install-dev catalogues clean

help:
	@sed -n '3,14s/^# *//p' Makefile

# --- what people type ------------------------------------------------------------------------------

run: $(RUN) catalogues
	@exec $(PY) -m hejie_platform run --port $(PORT) $(if $(FRESH),--fresh)

test: $(DEV) catalogues
	@$(PY) tools/suites.py engine contracts platform postgres

e2e: $(DEV) catalogues
	@$(PY) tools/suites.py house journeys

check: $(DEV) catalogues
	@$(PY) tools/check.py

fix: $(DEV)
	@$(PY) -m ruff check --fix --quiet src tests tools bench || true
	@$(PY) -m ruff format src tests tools bench

conform: $(DEV)
	@$(PY) tools/conform.py $(CASES) $(if $(STRICT),--strict)

ocr: $(OCR)
	@$(PY) -m bench.letters

letters: $(LETTERS) catalogues
	@HEJIE_REQUIRE_OCR=1 .letters/bin/python tools/suites.py letters

bench: $(BENCH) $(NEGMAS) ocr-if-possible
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PY) -m bench

features: $(DEV) catalogues
	@$(PY) tools/features.py

newcomer: $(RUN)
	@$(PY) tools/newcomer.py

lock: $(UV)
	@$(PYTHON) tools/locks.py --write $(if $(UPGRADE),--upgrade)

install: $(RUN)
install-dev: $(DEV)

catalogues: $(RUN)
	@$(PY) -m hejie_platform.locale.compile

clean:
	rm -rf .venv .tools .negmas .letters .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# --- how it gets there -----------------------------------------------------------------------------

$(UV): requirements/tools.txt
	@$(PYTHON) -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Hejie needs Python 3.11 or newer with venv; PYTHON=... chooses another one."; exit 1; }
	@$(PYTHON) -m venv .tools
	@.tools/bin/python -m pip install --quiet --require-hashes -r requirements/tools.txt
	@touch $(UV)

$(PY): | $(UV)
	@$(UV) venv --quiet --python "$$(command -v $(PYTHON))" .venv

# The package itself is linked, not copied: what you edit is what runs.
$(RUN): requirements/run.txt pyproject.toml | $(PY)
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements/run.txt
	@$(UV) pip install --quiet --python $(PY) --no-deps --editable .
	@touch $(RUN)

$(DEV): requirements/dev.txt $(RUN)
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements/dev.txt
	@touch $(DEV)

# The largest of the extras by far: nothing installs it unasked but `make bench`, whose line is left out without it.
$(OCR): requirements/ocr.txt $(RUN)
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements/ocr.txt
	@touch $(OCR)

# An environment apart, so that everything else is tested without the reader, as most installations are.
$(LETTERS): requirements/run.txt requirements/dev.txt requirements/ocr.txt pyproject.toml | $(UV)
	@$(UV) venv --quiet --allow-existing --python "$$(command -v $(PYTHON))" .letters
	@for lock in run dev ocr; do \
	  $(UV) pip install --quiet --python .letters/bin/python --require-hashes -r requirements/$$lock.txt || exit 1; done
	@$(UV) pip install --quiet --python .letters/bin/python --no-deps --editable .
	@touch $(LETTERS)

.PHONY: ocr-if-possible
ocr-if-possible: $(RUN)
	@$(MAKE) --no-print-directory $(OCR) || echo "The reader of pictures could not be installed: its row is left out"

$(BENCH): requirements/bench.txt $(RUN)
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements/bench.txt
	@touch $(BENCH)

# A peer with another licence and half a gigabyte of its own: an environment apart; without it its row is left out.
$(NEGMAS): requirements/negmas.txt | $(UV)
	@$(UV) venv --quiet --allow-existing --python "$$(command -v $(PYTHON))" .negmas
	@$(UV) pip install --quiet --python .negmas/bin/python --require-hashes -r requirements/negmas.txt \
	  && touch $(NEGMAS) || echo "NegMAS could not be installed: its row is left out"
