# `make run`: everything on this machine.  `make test`: every check and every test.
PYTHON ?= python3

.PHONY: run test
run test:
	@exec $(PYTHON) tools/bootstrap.py $@
