"""Personal data as it may be shown 遮盖: 张*, 138****1234, first and last digits of long codes."""


def masked(text: str) -> str:
    """A name, phone or code with its middle hidden; the same on screens and in evidence that leaves the bureau."""
    text = text.strip()
    digits = sum(c.isdigit() for c in text)
    if digits >= 15:
        return f"{text[:6]}{'*' * max(1, len(text) - 10)}{text[-4:]}"
    if digits >= 7:
        return f"{text[:3]}****{text[-4:]}"
    return f"{text[:1]}{'*' * min(2, max(1, len(text) - 1))}"
