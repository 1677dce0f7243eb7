"""Personal data as it may be shown 遮盖: 张*, 138****1234, first and last digits of long codes."""

import re

# A mobile phone, an ID number or a card number standing in a running text.
IN_TEXT = re.compile(
    r"(?<![0-9A-Za-z])(?:1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9Xx]|[1-9][0-9]{15,18})(?![0-9A-Za-z])"
)


def covered_text(text: str) -> str:
    """A text with the phones, ID and card numbers in it masked; for what is noted of a question or a sample."""
    return IN_TEXT.sub(lambda found: masked(found.group()), text)


def masked(text: str) -> str:
    """A name, phone or code with its middle hidden; the same on screens and in evidence that leaves the bureau."""
    text = text.strip()
    digits = sum(c.isdigit() for c in text)
    if digits >= 15:
        return f"{text[:6]}{'*' * max(1, len(text) - 10)}{text[-4:]}"
    if digits >= 11:
        return f"{text[:3]}****{text[-4:]}"
    if digits >= 7:  # a number of a fixed line: of so few digits seven would be nearly all
        return f"{text[:1]}****{text[-2:]}"
    return f"{text[:1]}{'*' * min(2, max(1, len(text) - 1))}"
