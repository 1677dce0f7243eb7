"""How alike two names of counted things are."""


def likeness(one: str, other: str) -> float:
    """Share of the shorter name's characters that the longer one has too, 0 to 1; 0 when one is empty."""
    if not one or not other:
        return 0.0
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if short in long:
        return 1.0
    left = set(long)
    return sum(char in left for char in short) / len(short)
