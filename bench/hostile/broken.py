"""Sound documents with bytes changed, as many as asked for: each follows from the seed."""

from collections.abc import Iterator
from random import Random

from bench.hostile.case import Case
from bench.hostile.doors import READ_SECONDS, attached, checked, imported
from bench.reading.fuzz import changed, inside, sound


def cases(chance: Random, count: int) -> Iterator[Case]:
    good = sound()
    doors = {
        "public checker": (checked, 50),
        "import": (imported, READ_SECONDS),
        "attachment": (attached, 10),
    }
    for number in range(count):
        name, data = chance.choice(good)
        change = inside if data[:2] == b"PK" and chance.random() < 0.7 else changed
        content = change(data, chance, good)
        if len(content) > 9_000_000:
            content = content[:9_000_000]
        door = chance.choice(sorted(doors))
        run, seconds = doors[door]
        yield Case(
            f"changed bytes: {door}",
            f"{number}-{name}",
            lambda house, r=run, n=name, c=content: r(house, n, c),
            seconds,
        )
