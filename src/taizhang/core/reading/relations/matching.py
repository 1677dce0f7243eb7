"""How alike two names of counted things are."""


def likeness(one: str, other: str) -> float:
    """Share of the shorter name's pairs of characters that the longer one has too, 0 to 1; 0 when one is empty."""
    if not one or not other:
        return 0.0
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if short in long:
        return 1.0
    pairs = [short[n : n + 2] for n in range(len(short) - 1)]
    return sum(pair in long for pair in pairs) / len(pairs) if pairs else 0.0


def begin_alike(one: str, other: str, length: int = 2) -> bool:
    """Both names begin with the same characters: 高新区一地 and 高新区投入."""
    return len(one) >= length and one[:length] == other[:length]
