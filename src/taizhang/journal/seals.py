"""The seals that stand on paper, and whether the chain still has them 封印核对."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from taizhang.journal import archives
from taizhang.journal.models import DaySeal, Link

SHORTEST = 16


@dataclass(frozen=True)
class Answer:
    """Whether a seal holds, in a sentence."""

    holds: bool
    sentence: str


def newest(count: int) -> QuerySet[DaySeal]:
    """The newest seals, the last day first."""
    return DaySeal.objects.order_by("-day")[:count]


def answer(place: str, printed: str) -> Answer:
    """Hold a printed seal, of a day or of a place of the chain, against the chain recomputed up to it."""
    printed = re.sub(r"[\s…]", "", printed).lower()
    if not re.fullmatch(r"[0-9a-f]{16,64}", printed):
        return Answer(False, f"摘要要照纸上抄写，至少前 {SHORTEST} 位，只有数字和 a 到 f。")
    try:
        seq, stored, named = sealed_at(place.strip())
    except LookupError as error:
        return Answer(False, str(error.args[0]))
    if not stored.startswith(printed):
        return Answer(
            False,
            f"不符：{named}的摘要是 {stored}，与纸上的不同。纸上抄错，或日志被换过；请运行 taizhang verify。",
        )
    if broken := archives.first_break(upto=seq):
        return Answer(False, f"不符：摘要相同，但日志链到不了那里。{broken.sentence}")
    return Answer(True, f"相符：{named}的封印与日志链一致，此前的 {seq} 条日志都没有改动过。")


def sealed_at(place: str) -> tuple[int, str, str]:
    """(place in the chain, its stored hash, how to call it). LookupError with a sentence."""
    if place.isascii() and place.isdigit() and len(place) < 18:
        seq = int(place)
        link = Link.objects.filter(seq=seq).first()
        held = link.hash if link else archives.hash_at(seq)
        if held is None:
            raise LookupError(f"日志链没有第 {place} 节。")
        return seq, held, f"第 {place} 节"
    try:
        day = date.fromisoformat(place)
    except ValueError:
        raise LookupError(f"“{place}”不是日期（2026-11-21），也不是节号。") from None
    seal = DaySeal.objects.filter(day=day).first()
    if seal is None:
        raise LookupError(f"{day} 没有日封：那天还没有过完，或台账还没有启用。")
    return seal.seq, seal.hash, f"{day}（第 {seal.seq} 节）"
