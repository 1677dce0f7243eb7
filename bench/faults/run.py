"""One run on one engine 一轮: build, kill and check, prove, say what happened. Started by `__main__` with a scratch home."""

import argparse
import logging
import socket
import sys
import time
import warnings
from dataclasses import dataclass, field

import django

from bench.faults.plan import Kill, Moment, Target, plan
from bench.faults.table import Outcome, printed

EVERY = 50  # kills between two whole proofs
PATIENCE = 1.0  # seconds to wait for the moment of a kill
ROLES = {Target.SERVER: ("server",), Target.WORKER: ("worker",), Target.BEAT: ("beat",), Target.BOTH: ("server", "worker")}  # fmt: skip


@dataclass
class Run:
    """The state of one run."""

    engine: str
    seed: int
    kills: list[Kill]
    outcome: Outcome = field(init=False)
    checked: int = 0

    def __post_init__(self) -> None:
        self.outcome = Outcome(self.engine, self.seed, len(self.kills))

    def go(self) -> Outcome:
        """Build the bureau, then kill and check; stops at the first violation."""
        from bench.faults.bureau import build
        from bench.faults.cast import cast
        from bench.faults.warming import warm
        from bench.faults.zygote import Zygote

        began = time.monotonic()
        house = build()
        warm(house)  # and no connection of this process is left to share with its children
        listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.zygote = Zygote(listener)
        try:
            for role in ("server", "worker", "beat"):
                self.zygote.start(role)
            self.book, self.people = cast(house, listener.getsockname()[1], self.seed)
            self.warm_up()
            self.outcome.building = time.monotonic() - began
            self.work()
        finally:
            for person in getattr(self, "people", ()):
                person.ended = True
            self.zygote.stop()
        return self.outcome

    def warm_up(self) -> None:
        for person in self.people:
            person.going.set()
        time.sleep(2)

    def work(self) -> None:
        began = time.monotonic()
        for kill in self.kills:
            self.execute(kill)
            self.look(kill)
            if kill.number % EVERY == 0 or kill is self.kills[-1]:
                self.prove(kill)
            if self.outcome.violations:
                break
        self.outcome.seconds = time.monotonic() - began
        self.outcome.tell(self.book)

    def execute(self, kill: Kill) -> None:
        """Wait for the moment, kill, note what was going on, start again."""
        self.wait_for(kill.moment)
        time.sleep(kill.delay)
        doing = self.book.under_way()
        for role in ROLES[kill.target]:
            self.zygote.kill(role)
        jobs = running_jobs()
        self.outcome.count(kill.target, doing, jobs)
        began = time.monotonic()
        for role in ROLES[kill.target]:
            self.zygote.start(role)
        self.outcome.restarts.append(time.monotonic() - began)
        for role in self.zygote.died():
            self.outcome.violations.append(f"{kill}: the {role} ended by itself")
            self.zygote.start(role)

    def wait_for(self, moment: Moment) -> None:
        if moment is Moment.SENT:
            self.book.wait_for_sending(PATIENCE)
        elif moment is Moment.JOB:
            until = time.monotonic() + PATIENCE
            while not running_jobs() and time.monotonic() < until:
                time.sleep(0.01)

    def look(self, kill: Kill) -> None:
        """The invariants of the acts since the last look, and of those that were not over then."""
        from bench.faults.checks import check

        with self.book.lock:
            recent = self.book.sent[self.checked :]
            strange, self.book.strange = self.book.strange, []
        count, found = check(recent)
        while self.checked < len(self.book.sent) and self.book.sent[self.checked].over:
            self.checked += 1
        self.outcome.checks["acts looked at after a kill"] += count
        self.outcome.violations += [f"{kill}: {sentence}" for sentence in [*found, *strange]]

    def prove(self, kill: Kill) -> None:
        """Everybody rests; the whole proof; everybody goes on."""
        from bench.faults.proof import prove

        for person in self.people:
            person.going.clear()
        for person in self.people:
            person.resting.wait(60)
        began = time.monotonic()
        for name, found in prove(self.book).items():
            self.outcome.checks[f"whole: {name}"] += 1
            self.outcome.violations += [f"after {kill}: {name}: {sentence}" for sentence in found]
        self.outcome.proofs.append(time.monotonic() - began)
        print(f"  {self.engine}: {kill.number} kills, {len(self.book.sent)} acts, {len(self.outcome.violations)} violations, "
              f"proof {self.outcome.proofs[-1]:.1f} s", flush=True)  # fmt: skip
        for person in self.people:
            person.going.set()


def running_jobs() -> list[str]:
    """What jobs are at, from the files in which they say so."""
    from pathlib import Path

    from django.conf import settings

    names = [p.stem for p in (Path(settings.HOME) / "progress").rglob("*.json")]
    return [name.partition("-")[0] if "-" in name else "import" for name in names]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", required=True)
    parser.add_argument("--kills", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    told = parser.parse_args()
    warnings.filterwarnings("ignore", message="No directory at")
    django.setup()

    logging.getLogger("django.request").setLevel("ERROR")  # conflicts and refusals are part of it
    outcome = Run(told.engine, told.seed, plan(told.seed, told.kills)).go()
    print(printed(outcome), flush=True)
    sys.exit(1 if outcome.violations else 0)


if __name__ == "__main__":
    main()
