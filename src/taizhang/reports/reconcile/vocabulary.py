"""The words of the ledger 台账用语: what a bureau's records can be told apart by, each word with its condition."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from taizhang.accounts.models import Bureau
from taizhang.core.tables.spec import Kind
from taizhang.regions.models import Region
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import State
from taizhang.reports.reconcile import words
from taizhang.reports.reconcile.coverage import telling
from taizhang.reports.reconcile.lexicon import lexicon
from taizhang.reports.reconcile.places import Places

MOST = 400  # distinct values of a field that are looked at
_SKIPPED = {"note", "region", "sources"}
_UNTELLING = {
    "person",
    "leader",
    "director",
    "inventors",
    "people",
    "address",
    "phone",
    "email",
    "contact",
    "legal_person",
    "evidence",
    "summary",
    "content",
    "document_no",
    "introduction",
}
_COUNTS = re.compile(r"(?:份数|人数|人次|次数|天数|家数|数量|数|额)$")
_AREA = re.compile(r"(?<=..)(?:街道办事处|街道|镇|乡|市|县|(?<!发)区)$")
_YEAR = re.compile(r"^(?:19|20)\d{2}年?度?")


def _shortened(word: str) -> str:
    """发放资料份数 -> 发放资料."""
    rest = _COUNTS.sub("", word)
    return rest if len(rest) >= 2 else word


def _region_forms(name: str, places: Places) -> tuple[str, ...]:
    """赣榆经济开发区, 经济开发区; 禹州市, 禹州."""
    return tuple(dict.fromkeys((name, places.stripped(name), _AREA.sub("", name))))


@dataclass(frozen=True)
class Term:
    """A word of the ledger: where it stands in a text, this condition may be meant."""

    register: str
    field: str
    condition: str
    label: str  # for people
    forms: tuple[str, ...]  # plain, the longest first
    kind: str  # choice, family, value, record, organization
    fuzzy: bool = False

    def hit(self, text: str) -> words.Hit | None:
        """How it stands in a plain text."""
        best: words.Hit | None = None
        for form in self.forms:
            found = words.exact(form, text)
            if found and (best is None or found.length > best.length):
                best = found
        if best is not None or not self.fuzzy:
            return best
        for form in self.forms:
            if not words.alike(form, text):
                continue
            found = words.common(form, text) or words.shortened(form, text)
            if found is None and self.kind == "record":
                found = words.scattered(form, text)
            if found is None and self.kind == "value" and len(form) >= 7:
                found = words.scattered(form, text, 0.7)
            if found and (best is None or found.quality > best.quality):
                best = found
        return best


@dataclass(frozen=True)
class Measured:
    """A number of a register and what texts call it: sum:sales_yuan, 销售收入."""

    register: str
    field: str
    unit: str
    kind: Kind
    label: str
    forms: tuple[str, ...]

    def hit(self, text: str) -> words.Hit | None:
        found = [h for h in (words.exact(f, text) for f in self.forms) if h]
        return max(found, key=lambda h: h.length, default=None)


@dataclass
class Vocabulary:
    """All words of one bureau that occur in one text."""

    bureau: Bureau
    text: str  # plain, whole
    places: Places
    terms: dict[str, list[Term]] = field(default_factory=dict)  # by register
    measured: dict[str, list[Measured]] = field(default_factory=dict)
    kept: dict[str, set[str]] = field(default_factory=dict)  # register -> fields that some record fills
    rows: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, bureau: Bureau, text: str) -> "Vocabulary":
        made = cls(bureau, words.plain(text), Places.of(bureau.region))
        for name, register in registers().items():
            if name in lexicon().registers:
                made._take(name, register)
        return made

    @cached_property
    def pairs(self) -> frozenset[str]:
        return frozenset(self.text[i : i + 2] for i in range(len(self.text) - 1))

    def _take(self, name: str, register: Register) -> None:
        held = register.model._default_manager.filter(bureau=self.bureau).exclude(state=State.ENDED)
        self.rows[name] = held.count()
        self.terms[name], self.measured[name], self.kept[name] = [], [], set()
        if not self.rows[name]:
            return
        self.terms[name] += self._regions(name)
        for fname, column in register.fields.items():
            if fname in _SKIPPED:
                continue
            made = list(self._terms(name, fname, column, register, held))
            self.terms[name] += made
            if column.kind in (Kind.INTEGER, Kind.NUMBER, Kind.MONEY):
                told = (column.title, *column.also, *lexicon().also.get(f"{name}.{fname}", ()))
                forms = tuple(
                    f for f in dict.fromkeys(_shortened(words.plain(w)) for w in told) if len(f) >= 2
                )
                unit = "万元" if column.kind == Kind.MONEY else column.unit
                self.measured[name].append(Measured(name, fname, unit, column.kind, column.title, forms))

    def _regions(self, register: str) -> list[Term]:
        """The regions below the bureau's own that the text names: 青口镇, 经济开发区."""
        own = self.bureau.region
        below = Region.objects.filter(path__startswith=own.path).exclude(pk=own.pk)
        made = []
        for region in below.filter(level__lte=own.level + 1):
            forms = tuple(f for f in _region_forms(words.plain(region.name), self.places) if len(f) >= 2)
            if any(f in self.text for f in forms):
                made.append(Term(register, "region", str(region.pk), region.name, forms, "region"))
        return made

    def _terms(self, name: str, fname: str, column: Any, register: Register, held: Any) -> Iterator[Term]:
        if column.kind == Kind.CHOICE:
            used = {v for v in held.order_by().values_list(fname, flat=True).distinct() if v}
            if used:
                self.kept[name].add(fname)
            if fname == "level" or not used:
                return
            for family in lexicon().families.get(f"{name}.{fname}", ()):
                kind = "family" if family.loose else "choice"
                yield Term(name, fname, family.condition, family.word, (words.plain(family.word),), kind)
            for option in column.options:
                if option.value not in used:
                    continue  # what no row is cannot be told apart
                told = (option.label, *option.also, *lexicon().also.get(f"{name}.{fname}.{option.value}", ()))
                forms = [words.plain(w) for w in told]
                least = 4 if option.value == "other" else 2  # 其他 alone says nothing, 其他单位 does
                forms = [f for f in forms if len(f) >= least]
                if not forms:
                    continue
                yield Term(
                    name,
                    fname,
                    option.value,
                    option.label,
                    tuple(sorted(forms, key=len, reverse=True)),
                    "choice",
                )
        elif column.kind == Kind.YES_NO:
            if not held.exclude(**{f"{fname}__isnull": True}).exists():
                return
            told = (column.title, *column.also, *lexicon().also.get(f"{name}.{fname}", ()))
            asked = [words.plain(w).removeprefix("是否").removeprefix("有无") for w in told]
            if len(asked[0]) > 3:
                asked.append(asked[0][:2])
            denied = [words.plain(w) for w in lexicon().also.get(f"{name}.{fname}.0", ())]
            for value, forms in (("1", asked), ("0", denied)):
                longest = tuple(sorted({f for f in forms if len(f) >= 2}, key=len, reverse=True))
                if longest:
                    yield Term(name, fname, value, column.title, longest, "choice")
        elif fname in register.links or column.kind == Kind.ORGANIZATION:
            titles = (
                held.order_by()
                .exclude(**{f"{fname}__isnull": True})
                .values_list(f"{fname}__title", flat=True)
                .distinct()
            )
            for title in list(titles[: 5 * MOST]):
                yield from self._value(name, fname, title, "organization")
        elif column.kind == Kind.TEXT and fname not in _UNTELLING and not column.covered:
            values = [v for v in held.order_by().values_list(fname, flat=True).distinct()[: MOST + 1] if v]
            if values:
                self.kept[name].add(fname)
            if name == "people" and fname == "name":
                return
            record = fname == register.told.heading[0]
            for value in values[:MOST]:
                yield from self._value(name, fname, value, "record" if record else "value")
        elif held.exclude(**{f"{fname}__isnull": True}).exists():
            self.kept[name].add(fname)

    def _value(self, name: str, fname: str, value: str, kind: str) -> Iterator[Term]:
        core = words.without_brackets(value)
        nouns = lexicon().registers[name].nouns
        whole = words.plain(core)
        forms = [
            f for f in self.forms(core, kind) if f == whole or (len(f) >= 2 and f not in nouns and telling(f))
        ]
        if not _YEAR.sub("", whole):
            return  # a year alone says when, not what
        if not forms or not any(self._occurs(f, kind) for f in forms):
            return
        condition = f"={value}" if core == value else f"~{core}"
        yield Term(name, fname, condition, core, tuple(forms), kind, fuzzy=True)

    def _occurs(self, form: str, kind: str) -> bool:
        pairs = [form[i : i + 2] for i in range(len(form) - 1)]
        return bool(pairs) and sum(p in self.pairs for p in pairs) >= words.LEAST * len(pairs)

    def forms(self, value: str, kind: str) -> list[str]:
        """A value as texts may write it: whole, without place or year, without the usual end."""
        whole = words.plain(value)
        made = [whole, _YEAR.sub("", whole)]
        made += [self.places.stripped(m) for m in made]
        ends = lexicon().words["company" if kind == "organization" else "endings"]
        for each in list(made):
            for end in ends:
                rest = each.removesuffix(end)
                if rest != each and len(rest) >= 3:
                    made.append(rest)
                    break
        return sorted({m for m in made if m}, key=len, reverse=True)
