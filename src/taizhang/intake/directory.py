"""The organizations of a bureau as an import looks them up: by code, by name, by former name, nearly."""

import re
from typing import NamedTuple

from taizhang.accounts.models import Bureau
from taizhang.intake.names import Home, bare_place, block_keys, core_name, near_names, normal_name
from taizhang.regions.models import Region
from taizhang.registers.organizations.models import Organization

MOST_IN_BLOCK = 200  # names beginning or ending alike that are compared in full
OFFERED = 3


class Firm(NamedTuple):
    """An organization of the ledger, or (id 0) one that this batch brings."""

    id: int
    name: str
    code: str
    region_id: int | None

    @property
    def link(self) -> "int | str":
        """How a staged row points to it: by id, or by "+" and the name while it has none."""
        return self.id or "+" + self.name


class Directory:
    """Loaded with one query, so that the number of queries does not grow with the rows."""

    def __init__(self, bureau: Bureau) -> None:
        self.home = home_of(bureau.region)
        self.by_code: dict[str, Firm] = {}
        self.by_name: dict[str, list[Firm]] = {}
        self.former: dict[str, Firm] = {}
        self.by_id: dict[int, Firm] = {}
        self.blocks: dict[str, list[str]] | None = None
        self.given_up: set[str] = set()  # names (normal) and codes under which merged ones were known
        found = Organization._default_manager.filter(bureau=bureau).order_by("pk")
        merged: list[tuple[Firm, int]] = []
        for pk, name, code, region_id, former, into in found.values_list(
            "pk", "name", "credit_code", "region_id", "former_name", "merged_into_id"
        ).iterator(chunk_size=5000):
            firm = Firm(pk, name, code, region_id)
            self.by_id[pk] = firm
            if into:
                merged.append((firm, into))
                continue
            self.enter(firm)
            for old in former_names(former):
                self.former.setdefault(normal_name(old), firm)
        self.enter_merged(merged)

    def enter(self, firm: Firm) -> None:
        """Make a firm findable."""
        name = normal_name(firm.name)
        if firm.code:
            self.by_code.setdefault(firm.code, firm)
        if name not in self.by_name:
            self.by_name[name] = [firm]
            if self.blocks is not None:
                self.block(name)
        else:
            self.by_name[name].append(firm)

    def enter_merged(self, merged: list[tuple[Firm, int]]) -> None:
        """Who is merged is found under its name and code as the one kept; a name of its own goes before."""
        into = {firm.id: kept for firm, kept in merged}
        for firm, kept in merged:
            while kept in into:
                kept = into[kept]
            name, stands = normal_name(firm.name), self.by_id[kept]
            if (
                firm.code
                and self.by_code.setdefault(firm.code, stands) is stands
                and firm.code != stands.code
            ):
                self.given_up.add(firm.code)
            if self.by_name.setdefault(name, [stands]) == [stands] and name != normal_name(stands.name):
                self.given_up.add(name)

    def bring(self, name: str, code: str, region_id: int | None) -> Firm:
        """A firm that the ledger does not have and this batch would add; the same for the same name."""
        there = [
            f
            for f in self.by_name.get(normal_name(name), ())
            if not f.id and (not code or f.code in ("", code))
        ]
        if there:
            return there[0]
        firm = Firm(0, name, code, region_id)
        self.enter(firm)
        return firm

    def named(self, name: str) -> list[Firm]:
        """The firms of exactly that name (spaces, width and brackets aside), or who once had it."""
        normal = normal_name(name)
        found = self.by_name.get(normal)
        if found:
            return found
        return [self.former[normal]] if normal in self.former else []

    def near(self, name: str) -> list[Firm]:
        """Firms whose name is nearly that one, best known first; never the same name."""
        normal = normal_name(name)
        if len(normal) < 4:
            return []
        alike = self.alike(core_name(normal, self.home))
        return [self.by_name[other][0] for other in near_names(normal, alike, self.home)][:OFFERED]

    def alike(self, core: str) -> list[str]:
        """Names that begin or end as this one does."""
        blocks = self.made_blocks()
        found = [name for key in block_keys(core) for name in blocks.get(key, ())[:MOST_IN_BLOCK]]
        return list(dict.fromkeys(found))

    def made_blocks(self) -> dict[str, list[str]]:
        if self.blocks is None:
            self.blocks = {}
            for name in self.by_name:
                self.block(name)
        return self.blocks

    def block(self, name: str) -> None:
        assert self.blocks is not None
        for key in block_keys(core_name(name, self.home)):
            self.blocks.setdefault(key, []).append(name)


def former_names(text: str) -> list[str]:
    """The names in a cell of former names, as people part them."""
    return [name for name in re.split(r"[、；;，,\n]", text) if name.strip()]


def home_of(region: Region) -> Home:
    """The places that a region lies in, itself first, as names carry them: 江山, 衢州, 浙江."""
    found: list[str] = []
    place: Region | None = region
    while place is not None:
        found.append(bare_place(place.name))
        place = place.parent
    return tuple(name for name in found if len(name) >= 2)
