"""What people do in the background 导入、撤销、签发、附表: asked for, waited for, asked again when a job was stopped."""

import time
import uuid
from collections.abc import Callable

from bench.faults.acts import settle
from bench.faults.book import Sent
from bench.faults.browser import Reply
from bench.faults.bureau import House, draft_report, workbook
from bench.faults.people import Act, GaveUp, Person

WAIT = 40.0  # seconds for a job, recovery included
BUSY = ("received", "reading", "applying", "undoing")


def importing(house: House) -> Act:
    """Upload a workbook, wait until it is checked, accept it; sometimes take it back."""

    def bring_in(person: Person) -> None:
        number = upload(person, house)
        if rest(house, number, person) == "checked":
            press(person, house, number, "accept")
            if person.chance.random() < 0.3:
                press(person, house, number, "undo")

    return bring_in


def upload(person: Person, house: House) -> int:
    """Send a workbook; its number is read from where the answer leads."""
    sent = person.book.begin("upload", person.marker(), person.name)
    token, file = uuid.uuid4().hex, (f"{sent.marker}.xlsx", workbook(sent.marker))
    sent.about["token"] = token
    fields = {"token": token, "sender": "", "region": ""}
    reply = person.send(sent, lambda: person.browser.upload("/imports/files/", fields, file, "upload"))
    settle(person, sent, reply)
    last = reply.location.rstrip("/").rsplit("/", 1)[-1]
    if not last.isdecimal():
        person.book.wonder(f"upload {sent.marker}: answered {reply.status} {reply.location}")
        raise GaveUp
    return int(last)


def press(person: Person, house: House, number: int, what: str) -> None:
    """Accept or undo a batch, and again when the job was stopped: the page says so."""
    goal = {"accept": "accepted", "undo": "undone"}[what]
    for _ in range(8):
        sent = person.book.begin(what, str(number), person.name)
        settle(person, sent, post(person, sent, f"/imports/{number}/{what}/"))
        if rest(house, number, person) == goal:
            return


def rest(house: House, number: int, person: Person) -> str:
    """The state of a batch once nobody works on it any more."""
    from taizhang.intake.models import Batch

    state = Batch.objects.filter(bureau=house.bureau, number=number).values_list("state", flat=True)
    return waited(person, f"batch {number}", BUSY, lambda: str(state.get()))


def waited(person: Person, what: str, busy: tuple[str, ...], ask: Callable[[], str]) -> str:
    """A state, once it is none of these; somebody must finish or undo what is at work."""
    until = time.monotonic() + WAIT
    while (state := ask()) in busy and not person.ended:
        if time.monotonic() > until:
            person.book.wonder(f"{what}: {state} for {WAIT:.0f} s, nobody finishes it")
            break
        time.sleep(0.05)
    if state in busy:
        raise GaveUp
    return state


def signing(house: House) -> Act:
    """Sign a draft; sometimes ask for its evidence workbook afterwards."""
    drafts = iter(range(1, 10**9))

    def sign(person: Person) -> None:
        pk = draft_report(house.bureau, next(drafts))
        for _ in range(4):
            sent = person.book.begin("freeze", str(pk), person.name)
            settle(person, sent, post(person, sent, f"/reports/{pk}/sign/", anyway="1"))
            if sent.acknowledged:
                break  # refused while the ledger is moving: sign again
        if sent.acknowledged and person.chance.random() < 0.3:
            evidence(person, pk)

    return sign


def evidence(person: Person, pk: int) -> Sent:
    """Ask for the evidence workbook of a report; nobody waits for it here."""
    sent = person.book.begin("evidence", str(pk), person.name)
    settle(person, sent, post(person, sent, f"/reports/{pk}/evidence/"))
    return sent


def post(person: Person, sent: Sent, path: str, **fields: str) -> Reply:
    """Press a button, and again while no answer comes."""
    return person.send(sent, lambda: person.browser.post(path, fields, sent.kind))
