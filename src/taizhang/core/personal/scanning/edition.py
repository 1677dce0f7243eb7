"""Which rules a scan was made by: when they change, what was scanned before is scanned anew."""

import hashlib
from functools import cache
from pathlib import Path


@cache
def edition() -> str:
    """A mark of the scanner as it is: of its own modules, so that nobody can forget to raise it."""
    told = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()[:12]
