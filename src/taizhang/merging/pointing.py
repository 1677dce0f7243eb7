"""Everything that points to an organization, found from the declarations and Django's own relations 谁用到它."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignObjectRel, Model, Q

from taizhang.files.models import Attachment
from taizhang.merging.models import Merge
from taizhang.registers.contents import Contents, contents, difference
from taizhang.registers.declaration import Register, registers
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import Record, State
from taizhang.registers.successors import links_to_organizations

CHUNK = 500
LONGEST_KEY = 250  # a longer one was cut, and what was cut off may matter
OWN = "organizations"
LIVING = {State.VERIFIED: 2, State.PROVISIONAL: 1, State.ENDED: 0}


@dataclass(frozen=True)
class Count:
    """How many rows of something will move."""

    title: str
    count: int


@dataclass(frozen=True)
class Collision:
    """Records of one register that will be the same one after the merge 业务键相同: one stays, the others are ended."""

    register: Register
    records: tuple[Record, ...]
    suggested: int  # the id of the record that stays unless a person says otherwise
    why: str

    @property
    def anchor(self) -> str:
        """How the plan names the collision: the register and its oldest record."""
        return f"{self.register.name}:{min(r.pk for r in self.records)}"

    def differing(self) -> list[str]:
        """The fields in which the records differ, the links to the organizations aside."""
        held = [contents(self.register, r) for r in self.records]
        aside = {*links_to_organizations(self.register), "sources", "bureau", "state"}
        names = [n for n in self.register.fields if n not in aside]
        return [n for n in names if len({str(h.get(n)) for h in held}) > 1]

    def winner(self, stays: Mapping[str, Any]) -> int:
        """The record that stays by a person's choice, else the suggested one."""
        chosen = stays.get(self.anchor)
        return next((r.pk for r in self.records if r.pk == chosen), self.suggested)


def linked_registers() -> Iterator[tuple[Register, tuple[str, ...]]]:
    """Every register with fields that point to organizations, a third party's among them."""
    for register in registers().values():
        if names := links_to_organizations(register):
            yield register, names


def pointing_q(names: Collection[str], ids: Collection[int]) -> Q:
    """Records of which any of these links points to one of these organizations."""
    found = Q(pk__in=())
    for name in names:
        found |= Q(**{f"{name}__in": list(ids)})
    return found


def other_links() -> Iterator[tuple[type[Model], str]]:
    """Links to organizations from tables that are no register: users and whatever else has one."""
    for relation in Organization._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or not isinstance(relation.related_model, type):
            continue
        model = relation.related_model
        if issubclass(model, Record | Merge):
            continue
        if any(f.name == relation.field.name for f in model._meta.concrete_fields):
            yield model, relation.field.name


def counts(gone: Collection[int]) -> list[Count]:
    """What will move, register by register, then everything else; nothing that is nought."""
    found = []
    for register, names in linked_registers():
        n = register.model._default_manager.filter(pointing_q(names, gone)).count()
        found.append(Count(register.title, n))
    for model, name in other_links():
        n = model._default_manager.filter(**{f"{name}__in": list(gone)}).count()
        found.append(Count(str(model._meta.verbose_name), n))
    found.append(Count("附件", attachments(gone).count()))
    return [count for count in found if count.count]


def attachments(ids: Collection[int]) -> Any:
    return Attachment.objects.filter(register=OWN, record_id__in=list(ids))


def moving_keys(register: Register, gone: Collection[int], kept: int) -> dict[str, list[int]]:
    """Key after the merge -> ids of the moving records that will have it; those whose key stays as it is left out.

    A key made of numbers alone (a contract's, a patent's) does not follow the organization, and it is one record's
    only: it is not even read.
    """
    names = links_to_organizations(register)
    rows = register.model._default_manager.filter(pointing_q(names, gone))
    for number, columns in enumerate(register.keys):
        if not set(columns) & set(names):
            rows = rows.exclude(key__startswith=f"{number}:")
    found: dict[str, list[int]] = defaultdict(list)
    odd = []
    for pk, key in rows.order_by("pk").values_list("pk", "key").iterator(chunk_size=2000):
        if fresh := key_after(register, names, key, gone, kept):
            found[fresh].append(pk)
        else:
            odd.append(pk)
    for key, pk in reckoned(register, names, odd, gone, kept):
        found[key].append(pk)
    return found


def key_after(register: Register, names: Collection[str], key: str, gone: Collection[int], kept: int) -> str:
    """A stored key as it will be after the merge; "" where it cannot be told from the key alone."""
    number, _, rest = key.partition(":")
    if not number.isdecimal() or len(key) >= LONGEST_KEY:
        return ""
    columns, parts = register.keys[int(number)], rest.split("|")
    if len(parts) != len(columns):
        return ""  # a value has the sign in it that stands between the parts
    links = {f"#{pk}" for pk in gone}
    told = (f"#{kept}" if c in names and p in links else p for c, p in zip(columns, parts, strict=True))
    return f"{number}:" + "|".join(told)


def reckoned(
    register: Register, names: Collection[str], ids: Sequence[int], gone: Collection[int], kept: int
) -> Iterator[tuple[str, int]]:
    """(key after the merge, id) of records, from their values; those without a natural key left out."""
    columns = list(dict.fromkeys([*(c for key in register.keys for c in key), *names]))
    attnames = [register.fields[c].attname for c in columns]
    for start in range(0, len(ids), CHUNK):
        rows = register.model._default_manager.filter(pk__in=ids[start : start + CHUNK]).order_by("pk")
        for pk, *held in rows.values_list("pk", *attnames):
            values = dict(zip(columns, held, strict=True))
            values |= {n: kept for n in names if values[n] in gone}
            if key := register.key_of(values)[0]:
                yield key, pk


def collisions(register: Register, gone: Collection[int], kept: int, bureau_id: int) -> list[Collision]:
    """Where records of the organizations would become one and the same."""
    keys = moving_keys(register, gone, kept)
    groups = {key: list(pks) for key, pks in keys.items()}
    listed = list(groups)
    for start in range(0, len(listed), CHUNK):
        there = register.model._default_manager.filter(
            bureau_id=bureau_id, key__in=listed[start : start + CHUNK]
        )
        for key, pk in there.values_list("key", "pk"):
            if pk not in groups[key]:
                groups[key].append(pk)
    groups = {key: pks for key, pks in groups.items() if len(pks) > 1}
    records = fetched(register, [pk for pks in groups.values() for pk in pks])
    names = links_to_organizations(register)
    return [collision(register, [records[pk] for pk in pks], names, gone) for pks in groups.values()]


def fetched(register: Register, ids: list[int]) -> dict[int, Record]:
    found: dict[int, Record] = {}
    for start in range(0, len(ids), CHUNK):
        rows = register.model._default_manager.filter(pk__in=ids[start : start + CHUNK])
        found |= {r.pk: r for r in rows.select_related(*links_to_organizations(register))}
    return found


def collision(
    register: Register, records: list[Record], names: Collection[str], gone: Collection[int]
) -> Collision:
    """The records of one key, with the one that should stay: verified before provisional, fuller, the kept one's own."""

    def rank(record: Record) -> tuple[int, int, bool]:
        own = not any(getattr(record, f"{n}_id") in gone for n in names)
        return LIVING[State(record.state)], len(contents(register, record)), own

    ordered = sorted(records, key=lambda r: (rank(r), -r.pk), reverse=True)
    first, second = rank(ordered[0]), rank(ordered[1])
    at = next((i for i in range(3) if first[i] != second[i]), 3)
    why = ("已核优先于待核", "填得更全", "保留的单位自己的", "先登记的")[at]
    return Collision(register, tuple(sorted(records, key=lambda r: r.pk)), ordered[0].pk, why)


def all_collisions(gone: Collection[int], kept: int, bureau_id: int) -> list[Collision]:
    """The collisions of every register."""
    return [c for register, _ in linked_registers() for c in collisions(register, gone, kept, bureau_id)]


def changed_contents(
    register: Register, before: Contents, record: Record
) -> tuple[Contents, Contents, Contents]:
    """(old values, new values, the whole) of a record that was changed in memory."""
    after = contents(register, record)
    return *difference(before, after), after
