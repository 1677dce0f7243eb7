"""What is killed when 计划: made from the seed alone, so that the same seed gives the same plan."""

import random
from dataclasses import dataclass
from enum import StrEnum


class Target(StrEnum):
    """Who is killed."""

    SERVER = "server"
    WORKER = "worker"
    BOTH = "both"
    BEAT = "beat"


class Moment(StrEnum):
    """What the killing waits for, before its delay begins."""

    WHENEVER = "whenever"  # nothing
    SENT = "sent"  # a request that writes was just sent
    JOB = "job"  # a job has just claimed its work


@dataclass(frozen=True)
class Kill:
    """One kill: whom, after what, how many seconds later."""

    number: int
    target: Target
    moment: Moment
    delay: float

    def __str__(self) -> str:
        return f"kill {self.number}: {self.target}, {self.moment} + {self.delay * 1000:.0f} ms"


def plan(seed: int, count: int) -> list[Kill]:
    """`count` kills. A request lives some ten milliseconds, a job some hundred: the delays are of that size."""
    chance = random.Random(seed)
    made = []
    for number in range(1, count + 1):
        target = chance.choices(list(Target), weights=(40, 35, 20, 5))[0]
        if target is Target.WORKER:
            moment = chance.choices((Moment.WHENEVER, Moment.JOB), weights=(20, 80))[0]
        elif target is Target.SERVER:
            moment = chance.choices((Moment.WHENEVER, Moment.SENT), weights=(25, 75))[0]
        else:
            moment = chance.choice(list(Moment))
        longest = {Moment.WHENEVER: 0.5, Moment.SENT: 0.12, Moment.JOB: 0.5}[moment]
        made.append(Kill(number, target, moment, chance.random() ** 2 * longest))
    return made
