"""Organizations of which an import tells only a name: found, or added with the batch 按名称补建单位."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from taizhang.intake.models import Batch, Row, Sheet
from taizhang.intake.names import kind_of_name
from taizhang.intake.places import reach_of
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_records
from taizhang.registers.declaration import CODE_SUFFIX, Register, register_of
from taizhang.registers.organizations.models import Organization

IN_CLAUSE = 500


class Ready(NamedTuple):
    """A staged row, as far as it is written."""

    pk: int
    row: int
    verdict: str
    values: dict[str, Any]
    changes: dict[str, list[Any]]
    kept: list[str]
    record_id: int | None
    version: int


class Newcomers:
    """The organizations that the rows of one batch name and the ledger lacked at the check."""

    def __init__(self, batch: Batch, author: Author) -> None:
        self.batch, self.author = batch, author
        self.region_id = reach_of(batch).region_id
        self.known: dict[str, int] = {}  # link of a staged row -> organization
        self.made = 0

    def link(self, register: Register, rows: Sequence[Ready], sheet: Sheet) -> None:
        """Give every organization that these rows name and the ledger lacks a record of its own."""
        wanted: dict[str, tuple[str, Ready]] = {}
        for name in register.organization_fields:
            for row in rows:
                value = row.values.get(name)
                needed = row.verdict == Row.Verdict.NEW or (name in row.changes and name not in row.kept)
                if isinstance(value, str) and needed and value not in self.known:
                    code = row.values.get(name + CODE_SUFFIX, "")
                    if value not in wanted or (code and not wanted[value][0]):
                        wanted[value] = (code, row)
        if wanted:
            self.find_firms(wanted)
            self.make_firms({w: c for w, c in wanted.items() if w not in self.known}, sheet)

    def find_firms(self, wanted: dict[str, tuple[str, Ready]]) -> None:
        """Those that came in meanwhile, with an earlier sheet or otherwise: by code, else by name."""
        directory = register_of(Organization)
        alts = {link: directory.key_of({"name": link[1:]})[1] for link in wanted}
        own = Organization._default_manager.filter(bureau=self.batch.bureau)
        by_code, by_alt = dict[str, int](), dict[str, list[tuple[int, str]]]()
        for part in parts(sorted({code for code, _ in wanted.values() if code})):
            by_code.update(own.filter(credit_code__in=part).values_list("credit_code", "pk"))
        for part in parts(sorted(set(alts.values()))):
            for alt, pk, code in (
                own.filter(alt_key__in=part).order_by("pk").values_list("alt_key", "pk", "credit_code")
            ):
                by_alt.setdefault(alt, []).append((pk, code))
        for link, (code, _) in wanted.items():
            named = [pk for pk, held in by_alt.get(alts[link], ()) if not (code and held and held != code)]
            if code in by_code:
                self.known[link] = by_code[code]
            elif named:
                self.known[link] = named[0]

    def make_firms(self, wanted: dict[str, tuple[str, Ready]], sheet: Sheet) -> None:
        """Organizations of which only the name is known; they belong to the batch and are undone with it."""
        directory = register_of(Organization)
        links, rows = list(wanted), []
        for link in links:
            code, row = wanted[link]
            values: dict[str, Any] = {"name": link[1:], "kind": kind_of_name(link[1:])}
            if code:
                values["credit_code"] = code
            if region := row.values.get("region") or self.region_id:
                values["region"] = region
            rows.append((values, {"*": [self.batch.pk, sheet.number, row.row]}))
        records = add_records(directory, rows, bureau=self.batch.bureau, author=self.author)
        self.known.update({link: record.pk for link, record in zip(links, records, strict=True)})
        self.made += len(records)


def parts(values: Sequence[Any]) -> list[Sequence[Any]]:
    """A long list in pieces that fit into one question to the database."""
    return [values[i : i + IN_CLAUSE] for i in range(0, len(values), IN_CLAUSE)]
