# Everything there is to do, one line each: `make help`.
SHELL := /bin/sh
BIN := .venv/bin
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

# ENGINE=distributed: on Kafka and MongoDB (KAFKA_URL, MONGO_URL, or started beside in data/).
DISTRIBUTED := $(if $(filter distributed,$(ENGINE)),$(BIN)/python deploy/distributed.py)

.PHONY: help run test check bench format contracts clean lock
.DEFAULT_GOAL := help

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r n what; do \
		printf '  make %-10s %s\n' "$$n" "$$what"; done

run: .venv/run $(if $(DISTRIBUTED),.venv/secantus) ## Start everything and tell the story (STORY=en, ENGINE=distributed), until Ctrl-C
	@exec $(DISTRIBUTED) $(BIN)/samskab up

test: .venv/dev .venv/secantus ## Run all tests (ARGS="tests/ideas -k support" for some of them)
	@$(BIN)/pytest $(ARGS)

check: .venv/dev ## Check format, lint, types, imports and contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/samskab contracts --check

bench: .venv/dev .venv/secantus ## Measure, beside limits measured in the same run
	@$(BIN)/python tests/bench $(ARGS)

format: .venv/dev ## Put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

contracts: .venv/dev ## Write schemas, event catalogue and settings table from the code
	$(BIN)/samskab contracts

clean: ## Remove what make made; data/ is yours and stays
	rm -rf .venv dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './data/*' -prune -exec rm -rf {} +

lock: .venv/dev # After pyproject.toml has changed; `rm requirements/*.txt` first to move every pin
	printf 'uv\nhatchling>=1.27\n' | $(LOCK) - -o requirements/uv.txt
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) pyproject.toml --extra dev -c requirements/run.txt -o requirements/dev.txt
	printf 'secantusdb\n' | $(LOCK) - -o requirements/secantus.txt

# A virtual environment with uv, from pip alone; then what runs Samskab, then what tests it.
.venv/uv: requirements/uv.txt
	@for p in "$$PYTHON" python3 python3.14 python3.13 python3.12 python3.11; do \
		[ -n "$$p" ] && "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
			&& python="$$p" && break; done; \
	if [ -z "$$python" ]; then \
		echo "Samskab needs Python 3.11 or newer; here is $$(python3 --version 2>&1)." >&2; \
		echo "Install one (Debian, Ubuntu: apt install python3 python3-venv), or say PYTHON=…" >&2; \
		exit 1; fi; \
	echo "Making the environment in .venv …"; \
	"$$python" -m venv .venv || { \
		echo "Python is here without its venv (Debian, Ubuntu: apt install python3-venv)." >&2; \
		rm -rf .venv; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/run: .venv/uv requirements/run.txt pyproject.toml
	@echo "Installing what Samskab needs …"
	@$(UV) --require-hashes --compile-bytecode -r requirements/run.txt
	@$(UV) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	@echo "Installing what its tests need …"
	@$(UV) --require-hashes --compile-bytecode -r requirements/dev.txt
	@touch $@

# A store that speaks MongoDB's wire protocol, for tests alone: GPL, so a program of its own that
# is neither imported nor shipped. Where it cannot be had, the tests say what was not run.
.venv/secantus: .venv/uv requirements/secantus.txt
	@echo "Installing a store that speaks MongoDB, for the tests …"
	@rm -rf $@ && $(BIN)/uv venv --quiet --python $(BIN)/python $@ && \
		$(BIN)/uv pip install --quiet --python $@/bin/python --require-hashes --compile-bytecode \
		-r requirements/secantus.txt || rm -rf $@
	@mkdir -p $@ && touch $@
