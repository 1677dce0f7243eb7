#!/usr/bin/env python3
"""Check an exported journal against a printed seal, with nothing but Python 核对日志封印.

    python3 check_seal.py journal.jsonl.gz [next.jsonl.gz ...] [--seal DAY|PLACE HASH]

The files are what `taizhang journal export` wrote, or kept archives, in order. Every hash is computed anew. Ends with 0
when all of them, and the seal that you hold on paper, are as they should be; with 1 and the first place otherwise.
The procedure: an entry's hash is the SHA-256 (UTF-8) of the previous hash and the entry's columns, joined by line feeds;
a column is written as its length in characters, a colon, and its text; an empty one is "-".
This file is part of Taizhang and needs nothing of it: read it, or write your own from the paragraph above.
"""

import gzip
import hashlib
import json
import sys

START = "0" * 64


def entry_hash(previous, columns):
    parts = [previous, *("-" if text is None else f"{len(text)}:{text}" for text in columns)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def lines(path):
    """The lines of a file as values; each with its number."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            yield number, json.loads(line)


def check(paths, wanted):
    """(hash of every place that is asked for, last place, last hash). Raises ValueError with the first fault."""
    place, previous, found, seals = 0, START, {}, {}
    for path in paths:
        for number, told in lines(path):
            where = f"{path} line {number}"
            if "journal" in told:
                if (told["after"], told["previous"]) != (place, previous):
                    raise ValueError(
                        f"{where}: begins after place {told['after']}, the file before ended at {place}"
                    )
            elif "columns" in told:
                place += 1
                if told["place"] != place:
                    raise ValueError(f"{where}: place {place} is missing")
                previous = entry_hash(previous, told["columns"])
                if previous != told["hash"]:
                    raise ValueError(f"{where}: entry at place {place} is not what was sealed")
                if str(place) == wanted:
                    found[wanted] = previous
            elif "day" in told:
                seals[told["day"]] = (told["place"], told["hash"])
                if told["place"] == place and told["hash"] != previous:
                    raise ValueError(f"{where}: the seal of {told['day']} is not that of place {place}")
            elif told.get("end") != place:
                raise ValueError(f"{where}: cut off or grown: ends at {place}, should be {told.get('end')}")
        if "end" not in told:
            raise ValueError(f"{path}: cut off, its last line is missing")
    if wanted in seals:
        found[wanted] = seals[wanted][1]
    return found, place, previous


def main(arguments):
    wanted = printed = ""
    if "--seal" in arguments:
        at = arguments.index("--seal")
        wanted, printed = arguments[at + 1 : at + 3]
        arguments = arguments[:at] + arguments[at + 3 :]
    if not arguments:
        sys.exit(__doc__)
    try:
        found, place, last = check(arguments, wanted)
    except (ValueError, KeyError, TypeError, OSError, EOFError) as fault:
        print(f"DOES NOT HOLD 不符: {fault}")
        return 1
    print(f"holds 完好: {place} entries, last hash {last}")
    if wanted and (wanted not in found or len(printed) < 16 or not found[wanted].startswith(printed.lower())):
        print(
            f"DOES NOT HOLD 不符: {wanted} has {found.get(wanted, 'no seal here')}, the paper says {printed}"
        )
        return 1
    if wanted:
        print(f"holds 完好: the seal of {wanted} is the one on paper")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
