"""Who takes part in a run, and what each of them does."""

from bench.faults.acts import add, attaching, deciding, draft, editing, proposing
from bench.faults.book import Book
from bench.faults.browser import Browser
from bench.faults.bureau import House
from bench.faults.merges import merging
from bench.faults.papers import importing, signing
from bench.faults.people import Act, Person
from bench.faults.pieces import sending


def cast(house: House, port: int, seed: int) -> tuple[Book, list[Person]]:
    """Eight people at once: two clerks who import, one who edits, one who keeps papers, one who merges, the leader, two firms."""
    book = Book()
    edit, propose = editing(house), proposing(house)
    roles: dict[str, list[tuple[int, Act]]] = {
        "clerk": [(4, add), (4, edit), (1, draft), (1, sending(house))],
        "importer": [(3, importing(house)), (1, add)],
        "importer_two": [(3, importing(house)), (1, edit)],
        "keeper": [(2, attaching(house)), (2, sending(house)), (2, deciding(house)), (2, edit)],
        "merger": [(3, merging(house)), (1, add)],
        "leader": [(1, signing(house))],
        "firm_one": [(3, propose), (3, draft)],
        "firm_two": [(3, propose), (2, draft)],
    }
    people = [
        Person(name, Browser(port, house.cookies[name], book.told), book, seed, acts)
        for name, acts in roles.items()
    ]
    for person in people:
        person.start()
    return book, people
