"""Coverage-guided fuzzing of the reader with atheris, where someone has installed it.

    .venv/bin/python -m bench.reading.atheris_run -max_total_time=60 [CORPUS]

Any format is told from the bytes; what is not `Unreadable` stops the run, and atheris writes the input down.
"""

import contextlib
import sys

import atheris

with atheris.instrument_imports(include=["taizhang.core.reading"]):
    from taizhang.core.reading.documents.opening import open_document
    from taizhang.core.reading.documents.unreadable import Unreadable
    from taizhang.core.reading.labels import as_labels
    from taizhang.core.reading.reading import read


def once(data: bytes) -> None:
    """One input: the first byte chooses whether the rest is taken as bytes or as text."""
    if not data:
        return
    rest = data[1:] if data[0] % 2 else data[1:].decode("utf-8", "ignore").encode()
    with contextlib.suppress(Unreadable):
        as_labels(read(open_document(rest, "fuzz.txt")))


if __name__ == "__main__":
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()
