# Everything that a person does with this checkout. `make help` lists the targets.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8000
PYTHON := .venv/bin/python
UV ?= uv
LOCK = $(UV) pip compile --upgrade --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --no-header
# Compiled catalogues are made here, before anything speaks.
COMPILE := PYTHONPATH=site $(PYTHON) -m kototori.catalogues
CHROMIUM := chromium chromium-browser google-chrome-stable google-chrome
# What production does not start without. Only checked with: nothing is served.
PRODUCTION := DJANGO_SETTINGS_MODULE=kototori.settings.production ALLOWED_HOSTS=example.org KOTOTORI_DOMAIN=example.org \
	EMAIL_URL=smtp://127.0.0.1 DEFAULT_FROM_EMAIL=kototori@example.org \
	DATABASE_URL=postgresql:///kototori SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(60))')

.PHONY: help setup run stop test prove check format bench same screenshots lock clean chromium

help: ## List the targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22

setup: ## Environment, database, migrations and the demo pool, without serving; skips what is done
	@requirements/install runtime
	@$(COMPILE)
	@$(PYTHON) manage.py prepare

run: ## Set up what is missing, then serve with worker and tick (PORT=8000, DATABASE_URL=…); Ctrl-C ends it
	@requirements/install runtime
	@$(COMPILE)
	@PORT="$(PORT)" exec $(PYTHON) manage.py serve

stop: ## End what `make run` or a command left running (server, worker, databases)
	@if [ -x $(PYTHON) ]; then $(PYTHON) manage.py stop; else echo "Nothing was running."; fi

test: chromium check ## Everything: the static checks, then the suite on a real PostgreSQL, browser tests included
	@rm -f var/coverage var/coverage.*
	@PYTHONPATH=site $(PYTHON) -m pytest -p tests.line_probes --numprocesses 2 --dist loadscope --no-loadscope-reorder $(ARGS)
	@$(PYTHON) -m coverage combine --quiet
	@total=$$($(PYTHON) -m coverage report --format=total $(if $(ARGS),--fail-under=0)); failed=$$?; \
	echo "Of the lines of our code, $$total % were run."; exit $$failed

prove: ## Tests of which `make test` takes a part: every address and view, twelve times as many random steps and races
	@requirements/install development
	@$(COMPILE)
	@PROVE=12 HYPOTHESIS_PROFILE=searching PYTHONPATH=site $(PYTHON) -m pytest -q -m exhaustive \
		--numprocesses 2 --dist load $(ARGS)

check: ## Only the static checks: style, templates, types, import contracts, migrations, system checks
	@requirements/install development
	@$(COMPILE)
	@echo "· style"
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --check --quiet .
	@echo "· templates"
	@$(PYTHON) -m djlint templates --lint --check --quiet
	@echo "· import contracts"
	@PYTHONPATH=site $(PYTHON) -c 'import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())' > var/import-contracts.log || { cat var/import-contracts.log; exit 1; }
	@echo "· types"
	@$(PYTHON) -m mypy
	@echo "· missing migrations"
	@DJANGO_SETTINGS_MODULE=kototori.settings.test $(PYTHON) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	@echo "· system checks"
	@$(PYTHON) manage.py check --fail-level WARNING
	@echo "· system checks with production settings"
	@$(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING

format: ## Put code and templates in order: what ruff can mend, its style, djLint's layout
	@requirements/install development
	@$(PYTHON) -m ruff check --fix --quiet .
	@$(PYTHON) -m ruff format --quiet .
	@$(PYTHON) -m djlint templates --reformat --quiet >/dev/null || true

screenshots: chromium ## Pictures of every public page type and role, 320 and 1280 px, light and dark, in var/screenshots/
	@requirements/install development
	@$(COMPILE)
	@$(PYTHON) manage.py prepare
	@$(PYTHON) manage.py screenshots

bench: ## Measure finder, API, pages, desk and index at 500 to 100,000 activities beside a bare view (SIZES=500,5000)
	@requirements/install development
	@$(COMPILE)
	@PYTHONPATH=site:. $(PYTHON) -m benchmarks.run $(if $(SIZES),--sizes $(SIZES)) $(ARGS)

same: ## Show that pages and answers are those of another commit (BASE=<commit>; ARGS=--strict)
	@test -n "$(BASE)" || { echo "make same compares with a commit: say which with BASE=." >&2; exit 2; }
	@requirements/install development
	@PYTHONPATH=site:. $(PYTHON) -m kototori.development.comparison.compare "$(BASE)" $(ARGS)

lock: ## Renew the locked requirements from pyproject.toml (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: install it, or say where it is with UV=." >&2; exit 1; }
	@$(LOCK) --output-file requirements/runtime.txt pyproject.toml
	@$(LOCK) --output-file requirements/development.txt --constraint requirements/runtime.txt --extra development pyproject.toml

clean: stop ## Remove the environment, the embedded databases and everything else that can be made again
	@rm -rf .venv var .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Said before ten minutes of tests, not after.
chromium:
	@for name in $(CHROMIUM); do command -v $$name >/dev/null 2>&1 && exit 0; done; \
	echo "The browser tests need Chromium: install it (Debian and Ubuntu: sudo apt-get install chromium)." >&2; exit 1
