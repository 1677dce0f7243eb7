"""Organizations of a bureau that may be one and the same 疑似重复单位, each pair with its reasons.

Only offered, never acted on: two names one letter apart may well be two firms.
"""

import itertools
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, Max, Sum
from stdnum.cn import uscc

from taizhang.accounts.models import Bureau
from taizhang.intake.directory import former_names, home_of
from taizhang.intake.names import Home, block_keys, core_name, is_near, normal_name
from taizhang.merging.models import NotSame
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import State

KEPT = 600  # seconds that the pairs of a ledger that did not change are kept
MOST_IN_BLOCK = 60  # names that begin or end alike and are compared with one another
LOOKALIKE = str.maketrans(
    "OIZSQVoizsqv", "012501012501"
)  # letters that a credit code never has: O, I, Z, S, V


class Firm(NamedTuple):
    """An organization as the search for duplicates sees it."""

    id: int
    name: str
    code: str
    former: str


@dataclass(frozen=True)
class Pair:
    """Two organizations that may be one, the likeliest pairs with the highest `weight` (0 … 100)."""

    low: int
    high: int
    weight: int
    reasons: tuple[str, ...]


def likely_pairs(bureau: Bureau) -> list[Pair]:
    """The pairs of a bureau that nobody has judged yet, the likeliest first."""
    judged = set(NotSame.objects.filter(bureau=bureau).values_list("low", "high"))
    return [pair for pair in all_pairs(bureau) if (pair.low, pair.high) not in judged]


def all_pairs(bureau: Bureau) -> list[Pair]:
    """Every pair, kept while no organization changes."""
    own = Organization._default_manager.filter(bureau=bureau)
    stamp = own.aggregate(n=Count("pk"), at=Max("changed_at"), versions=Sum("version"))
    key = f"likely-pairs:{bureau.pk}:{stamp['n']}:{stamp['versions']}:{stamp['at']}".replace(" ", "T")
    found: list[Pair] | None = cache.get(key)
    if found is None:
        living = own.filter(merged_into=None).exclude(state=State.ENDED).order_by("pk")
        firms = [Firm(*row) for row in living.values_list("pk", "name", "credit_code", "former_name")]
        found = pairs_of(firms, home_of(bureau.region))
        cache.set(key, found, KEPT)
    return found


def pairs_of(firms: Sequence[Firm], home: Home = ()) -> list[Pair]:
    """The pairs among these organizations, the likeliest first. Pure."""
    reasons: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    for search in (by_code, by_name, by_former):
        for one, other, weight, why in search(firms):
            add(reasons, one, other, weight, why)
    for one, other, weight, why in by_likeness(firms, home):
        add(reasons, one, other, weight, why)
    made = []
    for (low, high), told in reasons.items():
        ordered = sorted(told.items(), key=lambda item: -item[1])
        made.append(Pair(low, high, ordered[0][1], tuple(why for why, _ in ordered)))
    return sorted(made, key=lambda pair: (-pair.weight, pair.low, pair.high))


Found = Iterator[tuple[Firm, Firm, int, str]]


def add(
    reasons: dict[tuple[int, int], dict[str, int]], one: Firm, other: Firm, weight: int, why: str
) -> None:
    """Note a reason; of two that both have sound codes only a reason as strong as the same name stands."""
    if one.id == other.id:
        return
    if two_entities(one, other):
        if weight < 80:
            return
        weight, why = min(weight, 60), f"{why}，但信用代码不同"
    reasons[min(one.id, other.id), max(one.id, other.id)][why] = weight


def two_entities(one: Firm, other: Firm) -> bool:
    """Whether both have a credit code whose check digit holds, and they differ: by law two entities."""
    return one.code != other.code and sound(one.code) and sound(other.code)


def sound(code: str) -> bool:
    return len(code) == 18 and bool(uscc.is_valid(code))


def plain_code(code: str) -> str:
    """A code as the eye reads it: one width, no signs, and letters that no code has as the digits they look like."""
    text = "".join(c for c in unicodedata.normalize("NFKC", code) if c.isalnum())
    return text.translate(LOOKALIKE).upper()


def by_code(firms: Sequence[Firm]) -> Found:
    """One code in two spellings, or the organization code 组织机构代码 within the other's credit code."""
    groups: dict[str, list[Firm]] = defaultdict(list)
    for firm in firms:
        if code := plain_code(firm.code):
            groups[code].append(firm)
    for group in groups.values():
        yield from ((a, b, 100, "信用代码只差写法") for a, b in each_pair(group))
    for code, group in groups.items():
        if len(code) == 18:
            yield from ((a, b, 95, "组织机构代码相同") for a in group for b in groups.get(code[8:17], ()))


def by_name(firms: Sequence[Firm]) -> Found:
    """The same name, spaces, width and brackets aside."""
    groups: dict[str, list[Firm]] = defaultdict(list)
    for firm in firms:
        groups[normal_name(firm.name)].append(firm)
    for group in groups.values():
        for a, b in each_pair(group):
            yield a, b, 92, "名称相同" if a.name == b.name else "名称只差空格、括号等写法"


def by_former(firms: Sequence[Firm]) -> Found:
    """A name that the other once had."""
    named: dict[str, list[Firm]] = defaultdict(list)
    once: dict[str, list[Firm]] = defaultdict(list)
    for firm in firms:
        named[normal_name(firm.name)].append(firm)
        for old in former_names(firm.former):
            once[normal_name(old)].append(firm)
    for old, group in once.items():
        yield from ((a, b, 85, "曾用名相同") for a, b in each_pair(group))
        yield from ((a, b, 90, "名称是另一家的曾用名") for a in group for b in named.get(old, ()))


def by_likeness(firms: Sequence[Firm], home: Home) -> Found:
    """Names that differ in their legal form, in the place in front, or in a letter."""
    names: dict[str, list[Firm]] = defaultdict(list)
    for firm in firms:
        names[normal_name(firm.name)].append(firm)
    blocks: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(name) >= 4:
            for key in block_keys(core_name(name, home)):
                blocks[key].append(name)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for at, one in enumerate(block[:MOST_IN_BLOCK]):
            for other in block[at + 1 : MOST_IN_BLOCK]:
                if (one, other) not in seen and is_near(one, other, home):
                    seen.add((one, other))
                    why, weight = difference(one, other, home)
                    yield from ((a, b, weight, why) for a in names[one] for b in names[other])


def difference(one: str, other: str, home: Home) -> tuple[str, int]:
    """In what two near names differ, and how likely that makes them one."""
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    mine, theirs = one[head : len(one) - tail], other[head : len(other) - tail]
    weight = 75 if core_name(one, home) == core_name(other, home) else 65
    if not mine or not theirs:
        return f"名称只差“{mine or theirs}”", weight
    return f"名称只差“{mine}”与“{theirs}”", weight


def each_pair(group: Sequence[Firm]) -> Iterator[tuple[Firm, Firm]]:
    """Each two of a group; of a very large one those next to each other, so that a page stays a page."""
    if len(group) > 20:
        yield from itertools.pairwise(group)
        return
    for at, one in enumerate(group):
        for other in group[at + 1 :]:
            yield one, other
