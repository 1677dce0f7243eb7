"""What people do with records 登记、修改、上报、草稿、附件: each remembered in the book until it is answered."""

import hashlib
import uuid
from urllib.parse import quote

from bench.faults.book import Sent
from bench.faults.browser import Reply, form_of
from bench.faults.bureau import House
from bench.faults.people import Act, GaveUp, Person, plain

CONFLICT = 409


def settle(person: Person, sent: Sent, reply: Reply) -> None:
    """A redirect acknowledges; a refusal in words ends the matter; anything else is nobody's answer."""
    if reply.status not in (200, 302, 303, 403, 409, 422, 503):
        person.book.wonder(f"{sent.kind} {sent.marker}: answered {reply.status}")
    aside = reply.location.startswith(("/sign-in", "/admin/account"))
    if aside:
        person.book.wonder(f"{sent.kind} {sent.marker}: sent to {reply.location}")
    person.book.answered(sent, acknowledged=reply.done and not aside)


def add(person: Person) -> None:
    """Register a need that nothing makes unique but the form's own token."""
    sent = person.book.begin("add", person.marker(), person.name)
    fields = {"name": f"需求{sent.marker}", "token": uuid.uuid4().hex, "received_on": "2026-02-01"}
    reply = person.send(sent, lambda: person.browser.post("/registers/needs/new/", fields, "add"))
    settle(person, sent, reply)


def editing(house: House) -> Act:
    """Change a need that others change too."""

    def edit(person: Person) -> None:
        change(person, "edit", "needs", person.chance.choice(house.needs), "content")

    return edit


def proposing(house: House) -> Act:
    """A firm reports a change of its own verified data, which waits for staff."""

    def propose(person: Person) -> None:
        change(person, "propose", "organizations", house.firms[person.name], "address")

    return propose


def change(person: Person, kind: str, register: str, pk: int, field: str) -> None:
    """Open the form, change one field, send it as it was opened."""
    path = f"/registers/{register}/{pk}/edit/"
    page = person.ask(path)
    fields = form_of(page.text, "record-form")
    if not fields:
        person.book.wonder(
            f"{kind}: no form at {path}, answered {page.status} {page.location} {plain(page.text)}"
        )
        raise GaveUp
    sent = person.book.begin(kind, person.marker(), person.name, register=register, pk=pk)
    fields[field] = f"演练路{sent.marker}号"
    reply = person.send(sent, lambda: person.browser.post(path, fields, kind))
    # Others change the same record: then the page shows both sides, and nothing was written by this.
    settle(person, sent, reply)
    sent.about["conflict"] = reply.status == CONFLICT


def draft(person: Person) -> None:
    """What is typed is kept before it is sent."""
    sent = person.book.begin("draft", person.marker(), person.name)
    fields = {"subject": f"未交{sent.marker}"}
    reply = person.send(sent, lambda: person.browser.put("/drafts/new:cooperations/", fields, "draft"))
    settle(person, sent, reply)


def attaching(house: House) -> Act:
    """Attach a file to a need."""

    def attach(person: Person) -> None:
        pk = person.chance.choice(house.needs)
        sent = person.book.begin("attach", person.marker(), person.name, pk=pk)
        size = person.chance.choice((2_000, 60_000, 3_000_000))
        content = f"附件{sent.marker}\n".encode() + person.chance.randbytes(8).hex().encode() * (size // 16)
        sent.about["sha256"] = hashlib.sha256(content).hexdigest()
        path, file = f"/registers/needs/{pk}/files/", (quote(f"{sent.marker}.txt"), content)
        settle(person, sent, person.send(sent, lambda: person.browser.upload(path, {}, file, "attach")))

    return attach


def deciding(house: House) -> Act:
    """Take over or decline the oldest proposal of a firm."""
    from taizhang.registers.around import ProposedChange

    def decide(person: Person) -> None:
        open_ = ProposedChange.objects.filter(state=ProposedChange.State.OPEN).order_by("pk").first()
        if open_ is None:
            return
        sent = person.book.begin("decide", str(open_.pk), person.name)
        fields = {"decision": person.chance.choice(("accept", "accept", "decline")), "reply": "已核对"}
        sent.about["accept"] = fields["decision"] == "accept"
        path = f"/proposals/{open_.pk}/decide/"
        settle(person, sent, person.send(sent, lambda: person.browser.post(path, fields, "decide")))

    return decide
