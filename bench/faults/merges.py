"""Merging two organizations and taking that back 合并、撤销合并: at once when little hangs on them, else by a job."""

import re

from bench.faults.acts import settle
from bench.faults.browser import form_of
from bench.faults.bureau import House, twins
from bench.faults.papers import post, waited
from bench.faults.people import Act, GaveUp, Person, plain

BUSY = ("waiting", "working", "leaving", "undoing")


def merging(house: House) -> Act:
    """Compare two firms that are one, merge them; every other time take it back."""

    def merge(person: Person) -> None:
        marker = person.marker()
        kept, gone = twins(house.bureau, marker, needs=person.chance.choice((1, 4)))
        path = f"/merging/compare/?id={kept}&id={gone}&kept={kept}"
        fields = form_of(person.ask(path).text, "merge-form")
        if not fields:
            raise GaveUp
        fields.pop("id", "")  # both stand in the address
        sent = person.book.begin("merge", marker, person.name, kept=kept, gone=gone, token=fields["token"])
        reply = person.send(sent, lambda: person.browser.post(path, fields, "merge"))
        settle(person, sent, reply)
        last = reply.location.rstrip("/").rsplit("/", 1)[-1]
        if reply.status == 409:  # something is open against one of them: told on the page
            said = re.search(r"现在不能合并[^<。]*|被别人改过|刚刚已被并入", reply.text)
            person.book.answers[f"merge refused: {said[0] if said else plain(reply.text)[-80:]}"] += 1
            raise GaveUp
        if not last.isdecimal():
            person.book.wonder(f"merge {marker}: answered {reply.status} {reply.location}")
            raise GaveUp
        if rest(person, int(last)) == "done" and person.chance.random() < 0.5:
            undo(person, int(last))

    return merge


def undo(person: Person, number: int) -> None:
    """Take a merge back, and again when its job was stopped."""
    for _ in range(6):
        sent = person.book.begin("unmerge", str(number), person.name)
        settle(person, sent, post(person, sent, f"/merging/{number}/undo/"))
        if rest(person, number) == "undone":
            return


def rest(person: Person, number: int) -> str:
    """The state of a merge once nobody works on it."""
    from taizhang.merging.models import Merge

    state = Merge.objects.filter(pk=number).values_list("state", flat=True)
    return waited(person, f"merge {number}", BUSY, lambda: str(state.get()))
