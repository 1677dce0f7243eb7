"""Runs one library over texts, in the library's own environment: JSON in (a list of texts), JSON out.

    FOLDER/bin/python bench/reading/rival_runner.py jionlp|recognizers < texts.json

Knows nothing of this project. Out: seconds of processor time (after a first run that does not count), and for each text a list of
[start, end, value, sort], value being the plain number (6.3亿元 is 630000000, 20% is 20), offsets into the text.
"""

import json
import sys
import time


def jionlp():
    """Money is all that JioNLP takes out of a text by itself; its other extractors are for times, names, numbers of ids."""
    import jionlp as jio

    def read(text):
        found = []
        for each in jio.ner.extract_money(text, with_parsing=True):
            start, end = each["offset"]
            number = each["detail"]["num"]
            number = (
                number[0] if isinstance(number, list) else number
            )  # a range: its lower end, as in the labels
            found.append([start, end, float(number), "money"])
        return found

    return read


def recognizers(dates=True):
    """Number, percentage, currency, dimension, age, ordinal; the longest wins where two overlap; numbers in dates go."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
    from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension
    from recognizers_text import Culture

    sorts = (
        recognize_currency,
        recognize_percentage,
        recognize_dimension,
        recognize_age,
        recognize_ordinal,
        recognize_number,
    )

    def read(text):
        found, taken = [], []
        if dates:
            taken = [(d.start, d.end + 1) for d in recognize_datetime(text, Culture.Chinese)]
        for recognize in sorts:
            for each in sorted(recognize(text, Culture.Chinese), key=lambda e: e.start - e.end):
                start, end = each.start, each.end + 1
                if any(a < end and start < b for a, b in taken):
                    continue
                value = (each.resolution or {}).get("value")
                if value is None:
                    continue
                taken.append((start, end))
                number = float(str(value).rstrip("%"))
                found.append([start, end, number, each.type_name])
        return found

    return read


def paragraphs(text):
    """(offset, line): both libraries are made for short texts."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at, line.rstrip("\r\n")
        at += len(line)


def main():
    texts = json.load(sys.stdin)
    wanted = sys.argv[1]
    real, sys.stdout = sys.stdout, sys.stderr  # what a library says on starting is no result
    read = jionlp() if wanted == "jionlp" else recognizers(dates=wanted != "recognizers-no-dates")
    read(texts[0][:200])
    out, errors, started = [], [], time.process_time()
    for text in texts:
        found = []
        for at, line in paragraphs(text):
            try:
                found += [[at + a, at + b, value, sort] for a, b, value, sort in read(line)]
            except Exception as error:  # a library's own failure is counted, and told
                errors.append(repr(error)[:120])
        out.append(found)
    seconds = time.process_time() - started
    json.dump({"seconds": seconds, "found": out, "errors": errors}, real)


main()
