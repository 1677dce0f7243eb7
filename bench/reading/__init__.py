"""What the reader of reports is worth, measured: `python -m bench.reading` lists the commands."""
