"""Whole numbers that come from outside, in an address or a form 整数."""

LARGEST = 2**63 - 1  # of a column of the database


def whole(text: str | None) -> int | None:
    """The number that a text of ASCII digits writes; None for anything else, and for what no column holds.

    `str.isdigit` is true of ² and ٣, which `int` refuses or reads as another writes them.
    """
    if not text or len(text) > 19 or not (text.isascii() and text.isdigit()):
        return None
    number = int(text)
    return number if number <= LARGEST else None
