"""Who may fall out 可能掉出: a certificate that ends with no new application, or R&D that no longer carries itself."""

from datetime import date
from functools import lru_cache

import numpy as np

from taizhang.policies.engine.answers import Answer, Verdict
from taizhang.policies.engine.sentences import titled
from taizhang.web.desk.ladder.crowd import SINKING, Crowd
from taizhang.web.desk.ladder.groups import Mask, Whole
from taizhang.web.desk.ladder.lines import today
from taizhang.web.desk.ladder.rungs import Certificate

LATE = date.max.toordinal()


@lru_cache(maxsize=1)
def no_places() -> Whole:
    return np.empty(0, np.int64)


def by_end(crowd: Crowd, within: Whole, held: dict[int, Certificate]) -> Whole:
    """Places in the order in which their certificates end; those without a last day at the foot."""
    if not len(within):
        return no_places()
    last = [held[pk].until if pk in held else None for pk in crowd.ids[within].tolist()]
    days = np.array([LATE if day is None else day.toordinal() for day in last])
    return within[np.argsort(days, kind="stable")]


def places(
    crowd: Crowd, holders: Mask, held: dict[int, Certificate], ending: dict[int, Certificate], sinking: Mask
) -> Whole:
    """The holders who may fall out: those whose certificate ends, then those whose R&D sinks; each by its end."""
    soon = holders & crowd.among(ending)
    return np.concatenate([by_end(crowd, crowd.by_name(m), held) for m in (soon, holders & sinking & ~soon)])


def reasons(
    answer: Answer | None, held: Certificate | None, ending: dict[int, Certificate]
) -> tuple[str, ...]:
    """Why a holder may fall out."""
    told = ["证书到期，没有在办的申报"] if held is not None and held.organization in ending else []
    if answer is not None:
        sinking = [n for n in answer.notices if n.id == SINKING and n.verdict == Verdict.FAILS]
        told += [f"三年合计还够，{titled(n)}" for n in sinking]
    return tuple(told)


def again(answer: Answer) -> str:
    """How it would stand if it applied again today."""
    return f"现在重新申报：{'；'.join(today(answer))}"
