# `make run` shows the dashboard, `make test` runs every test; both make all they need in .venv first.

PORT ?= 8501
# Where `make demo` serves.
DEMO_PORT ?= 8502
# How long `make fuzz` and `make chaos` go on, and how often `make chaos` kills each build and import.
MINUTES ?= 10
KILLS ?= 50
PYTHON_IN = .venv/bin/python
SERVE = $(PYTHON_IN) -m uvicorn dashboard.serving.server:app --host 127.0.0.1 --port $(PORT) --log-level warning --no-access-log --ws-max-size 1000000
PYTEST = $(PYTHON_IN) -m pytest -q -n auto --no-loadscope-reorder
# Which browser the tests drive (CHROME) and charts are drawn as images by (BROWSER_PATH, kaleido's name).
WITH_BROWSER = CHROME="$$(cat .venv/browser)" BROWSER_PATH="$$(cat .venv/browser)"

# What is started a second time need not be compiled a second time, whatever the shell says: tests start hundreds.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test setup lint check demo demo-data pictures bench eval fuzz chaos hour audit
.DEFAULT_GOAL := run

run:
	@tools/setup run
	@$(PYTHON_IN) -m etl build || echo "构建没有成功，原因见上；先用上一版数据打开。改好后再运行 make run" >&2
	@echo "请打开 http://127.0.0.1:$(PORT)（按 Ctrl+C 结束）"
	@exec $(SERVE)

# Fast tests first, then slow ones, then those that drive a browser: tests/conftest.py.
test: setup
	$(WITH_BROWSER) $(PYTEST)

setup:
	@tools/setup test
	@tools/browser

# Style and types.
lint:
	@tools/setup test
	$(PYTHON_IN) -m ruff check .
	$(PYTHON_IN) -m ruff format --check .
	$(PYTHON_IN) -m mypy

# These and the fast tests.
check: lint
	$(PYTEST) -m "not slow and not browser"

# An invented province from documents to pages, and how many of its wholes came out right; `demo-data` serves nothing.
demo:
	@tools/setup run
	@exec $(PYTHON_IN) -m demo --port $(DEMO_PORT)

demo-data:
	@tools/setup run
	@$(PYTHON_IN) -m demo --data-only

# The README's pictures, of the demo, into docs/.
pictures: setup
	$(WITH_BROWSER) $(PYTHON_IN) -m demo.pictures

bench: setup
	$(WITH_BROWSER) $(PYTHON_IN) -m bench

eval:
	@tools/setup test
	$(PYTHON_IN) -m eval tests/passages/reports tests/passages/kinds tests/passages/patterns tests/passages/trades tests/passages/latest

fuzz:
	@tools/setup test
	@end=$$(($$(date +%s) + 60 * $(MINUTES))); while [ $$(date +%s) -lt $$end ]; do \
		$(PYTEST) -m fuzz --hypothesis-profile=fuzz || exit 1; done

# Everything at once while everything breaks, on SQLite and PostgreSQL; fails where anything confirmed is lost.
chaos:
	@tools/setup test
	KILLS=$(KILLS) $(PYTEST) -k killed tests/etl/publishing
	$(PYTHON_IN) -m tests.chaos --minutes $(MINUTES)

# An analyst's thirty documents from a folder to a chart, by keyboard; `make test` does it with six.
hour: setup
	DOCUMENTS=30 $(WITH_BROWSER) $(PYTHON_IN) -m pytest -q tests/browser/test_analysts_hour.py

# The locked packages against the known faults that PyPI publishes; fails, too, where one could not be asked about.
audit:
	@tools/setup test
	.venv/bin/uv tool run --from pip-audit==2.10.1 pip-audit --strict --disable-pip --require-hashes --progress-spinner off -r requirements.lock
