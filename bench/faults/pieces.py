"""A large file sent in pieces 断点续传: begun, continued where the server says that it broke off, attached by its name."""

import hashlib
from base64 import b64encode

from bench.faults.acts import settle
from bench.faults.book import Sent
from bench.faults.browser import Reply
from bench.faults.bureau import House
from bench.faults.people import Act, GaveUp, Person

PIECE = 700_000
CREATED, BEHIND, BUSY = 201, 409, 423


def sending(house: House) -> Act:
    """Send two or three pieces of one file, then attach it to a need."""

    def send(person: Person) -> None:
        pk = person.chance.choice(house.needs)
        sent = person.book.begin("pieces", person.marker(), person.name, pk=pk)
        content = f"分段附件{sent.marker}\n".encode() + person.chance.randbytes(8).hex().encode() * 110_000
        sent.about["sha256"] = hashlib.sha256(content).hexdigest()
        address = begun(person, sent, pk, len(content))
        arrived(person, sent, address, content)
        fields = {"uploads": address.rstrip("/").rsplit("/", 1)[-1]}
        path = f"/registers/needs/{pk}/files/"
        settle(person, sent, person.send(sent, lambda: person.browser.post(path, fields, "pieces")))

    return send


def begun(person: Person, sent: Sent, pk: int, size: int) -> str:
    """The address of the upload. Announced twice it is two uploads, of which one is swept later: nothing is doubled."""
    told = {"filename": f"{sent.marker}.txt", "place": f"record:needs:{pk}"}
    metadata = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in told.items())
    headers = {"Upload-Length": str(size), "Upload-Metadata": metadata}
    reply = person.send(sent, lambda: person.browser.piece("POST", "/uploads/", b"", headers, "pieces"))
    if reply.status != CREATED:
        settle(person, sent, reply)
        raise GaveUp
    return reply.location


def arrived(person: Person, sent: Sent, address: str, content: bytes) -> None:
    """Send piece after piece; after a break from where the server is. Every answer's offset is held against what was sent."""
    at = 0
    while at < len(content):

        def go_on() -> Reply:
            nonlocal at
            at = offset(person.browser.piece("HEAD", address, b"", {}, ""), at)
            body = content[at : at + PIECE]
            return person.browser.piece("PATCH", address, body, {"Upload-Offset": str(at)}, "pieces")

        before = at
        reply = person.send(sent, go_on)
        if reply.status == BUSY:
            continue
        now = offset(reply, before)
        if reply.status not in (204, BEHIND):
            settle(person, sent, reply)
            raise GaveUp
        if now < at:
            person.book.wonder(f"pieces {sent.marker}: {at} bytes were there, now {now}")
        at = now


def offset(reply: Reply, otherwise: int) -> int:
    told = reply.headers.get("Upload-Offset", "")
    return int(told) if told else otherwise
