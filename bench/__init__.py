"""What is measured: one module a claim, run as `.venv/bin/python -m bench.NAME`."""
