"""The people of a run 人物: each at a browser of their own, doing what they do until told to stop."""

import random
import re
import threading
import time
import traceback
from collections.abc import Callable

from bench.faults.book import Book, Sent
from bench.faults.browser import Browser, Reply, Unanswered

PATIENCE = 12  # how often somebody sends the same thing again
GIVES_UP = 0.12  # share of broken connections after which nobody tries again


class GaveUp(Exception):
    """The person did not try again: it may have been done or not."""


class Person(threading.Thread):
    """One person. `acts` are (weight, act); the order is by chance from the seed."""

    def __init__(
        self, name: str, browser: Browser, book: Book, seed: int, acts: list[tuple[int, "Act"]]
    ) -> None:
        super().__init__(name=name, daemon=True)
        self.browser, self.book = browser, book
        self.chance = random.Random(f"{seed}-{name}")
        self.acts = acts
        self.count = 0
        self.going = threading.Event()
        self.resting = threading.Event()
        self.ended = False

    def run(self) -> None:
        while not self.ended:
            if not self.going.wait(0.1):
                self.resting.set()
                continue
            self.resting.clear()
            act = self.chance.choices([a for _, a in self.acts], [w for w, _ in self.acts])[0]
            try:
                act(self)
            except (GaveUp, Unanswered):
                pass
            except Exception:
                self.book.wonder(f"{self.name}: {traceback.format_exc(limit=-3)}")
                time.sleep(0.2)
        self.resting.set()

    def marker(self) -> str:
        """A mark that nothing else of this run has."""
        self.count += 1
        return f"{self.name.replace('_', '').upper()}{self.count:05d}X"

    def ask(self, path: str) -> Reply:
        """Open a page, and again while nobody answers."""
        for _ in range(PATIENCE):
            try:
                reply = self.browser.get(path)
            except Unanswered:
                time.sleep(0.05)
                continue
            if reply.status != 503:
                return reply
            time.sleep(0.1)
        raise GaveUp

    def send(self, sent: Sent, request: Callable[[], Reply]) -> Reply:
        """Send something, and the very same again while no answer came; sometimes nobody tries again."""
        while True:
            sent.tries += 1
            try:
                reply = request()
            except Unanswered:
                if sent.tries > PATIENCE or self.chance.random() < GIVES_UP:
                    self.book.given_up(sent)
                    raise GaveUp from None
                time.sleep(0.03)
                continue
            if reply.status == 503 and sent.tries <= PATIENCE:
                time.sleep(0.1)
                continue
            if reply.status >= 500:
                self.book.wonder(
                    f"{sent.kind} {sent.marker}: answered {reply.status} {plain(reply.text)[:300]}"
                )
            return reply


def plain(text: str) -> str:
    return " ".join(re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL).split())[-400:]


Act = Callable[[Person], None]
