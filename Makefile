# Each target does everything that it needs, from a fresh clone.
# Compiled modules are kept beside their sources, whatever the caller's shell says: without them every start takes seconds more.
export PYTHONDONTWRITEBYTECODE :=

# One process more than there are processors: some tests wait for others (a killed database that comes back, a browser).
# With two more nothing is idle, and it takes longer all the same.
HANDS ?= $(shell echo $$(( $$(nproc 2>/dev/null || echo 2) + 1 )))

.PHONY: handbook handbook-pictures read-score help setup run migrate test check format bench story soak pictures lock

help:
	@echo "make run     start everything with demonstration data and print the address"
	@echo "make run EMPTY=1   the same with a new company: its administrator is led through the set-up"
	@echo "make test    all tests            make check   lint, types, layers, translations"
	@echo "make story   one piece of business from mail to warranty, in out/"
	@echo "make pictures  all pages in every look, in out/pictures"
	@echo "make handbook  the documentation as a site, in out/handbook; handbook-pictures takes its pictures"
	@echo "make bench   measure              make soak    hours of business under faults"

setup:
	@sh setup/bootstrap.sh

# A new company lives in a folder of its own, beside that of the demonstration.
run: setup
ifeq ($(EMPTY),)
	@exec bin/ordolux run --demo
else
	@ORDOLUX_STATE="$${ORDOLUX_STATE:-$(CURDIR)/var/new-company}" exec bin/ordolux run --empty
endif

migrate: setup
	@bin/ordolux migrate

test: setup
	@sh setup/debian.sh
	@.venv/bin/python -m pytest -q -n $(HANDS) --dist worksteal $(ARGS)

check: setup
	@sh setup/check.sh

format: setup
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .

read-score: setup
	@bin/ordolux read --score "$(CORPUS)"

bench: setup
	@.venv/bin/python -m tests.bench $(ARGS)

story: setup
	@.venv/bin/python -m tests.stories $(ARGS)

soak: setup
	@.venv/bin/python -m tests.soak $(ARGS)

pictures: setup
	@sh setup/debian.sh
	@.venv/bin/python setup/pictures.py $(ARGS)

handbook: setup
	@.venv/bin/python setup/build_handbook.py $(ARGS)

# from a demonstration that runs beside it (make run)
handbook-pictures: setup
	@sh setup/debian.sh
	@.venv/bin/python setup/handbook_pictures.py $(ARGS)

lock: setup
	@sh setup/lock.sh
