"""The form of a register, out of its declaration; what people type is read as workbooks are.

The form decides nothing about rights: it only offers regions and organizations within the person's
reach, and its `values` go to one action.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from taizhang.access.can import grant_of
from taizhang.access.roles import Act, Scope
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Severity
from taizhang.core.tables.amounts import money_parser, number_parser, percent_parser
from taizhang.core.tables.codes import parse_code, parse_credit_code
from taizhang.core.tables.dates import parse_date, parse_period, parse_year
from taizhang.core.tables.issue import Parser
from taizhang.core.tables.rows import type_cell
from taizhang.core.tables.spec import Column, Kind
from taizhang.core.tables.words import text_parser
from taizhang.regions.models import Region
from taizhang.registers.constraints import broken
from taizhang.registers.contents import cleaned, take_region
from taizhang.registers.covering import opened, readable
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record
from taizhang.registers.successors import standing

if TYPE_CHECKING:
    from taizhang.accounts.models import User

CLEAR = "-"  # typed into a masked field: take the value out
CREATE = "__create"
PICKED = "__id"
WAN = Decimal(10_000)
# What to write, where the reader's own advice speaks of a table.
FIXES = {Kind.MONEY: "请写成 1203.5（万元）、3.2亿 或 12035元。", Kind.PERCENT: "请写成 87.42。"}


def parser_of(column: Column) -> Parser:
    """How a typed text becomes the value of a column: money without a unit is 万元, a share is in percent."""
    simple: dict[Kind, Parser] = {
        Kind.MONEY: money_parser("万元"),
        Kind.INTEGER: number_parser(column, "", whole=True),
        Kind.NUMBER: number_parser(column, "", whole=False),
        Kind.PERCENT: percent_parser(points=True, formatted=False, mixed=False),
        Kind.CODE: parse_code,
        Kind.CREDIT_CODE: parse_credit_code,
        Kind.DATE: parse_date,
        Kind.YEAR: parse_year,
        Kind.PERIOD: parse_period,
    }
    return simple.get(column.kind) or text_parser(column, lines=column.kind is Kind.LONG)


NUMBERS = (Kind.MONEY, Kind.NUMBER, Kind.PERCENT, Kind.INTEGER)


class TypedField(forms.CharField):
    """A text that is read by the parser of its column; says what is wrong, and with what example."""

    def __init__(self, column: Column, **options: Any) -> None:
        self.column, self.parse, self.look = column, parser_of(column), ""
        super().__init__(strip=True, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        typed, issue = type_cell(self.column, text, self.parse)
        if issue and issue.severity == Severity.ERROR:
            hint = (
                f"可能是 {issue.suggestion}。" if issue.suggestion else FIXES.get(self.column.kind, issue.fix)
            )
            raise ValidationError(f"{issue.message}{hint}")
        self.look = issue.message if issue else ""
        return typed


def shown_text(field: Any, value: Any) -> str:
    """A value as it stands in an input, so that reading it back gives the same value."""
    if value is None or value == "":
        return ""
    if field.kind == Kind.MONEY:
        return decimal_text(Decimal(value) / WAN)
    if field.kind == Kind.PERCENT:
        return decimal_text(Decimal(value) * 100)
    if field.kind == Kind.NUMBER:
        return decimal_text(Decimal(value))
    if field.kind == Kind.YES_NO:
        return "1" if value else "0"
    if field.is_relation:
        return str(value.pk) if field.kind == Kind.REGION else str(value)
    if field.kind == Kind.DATE:
        return str(value.isoformat())
    return opened(value) if field.sealed else str(value)


def decimal_text(value: Decimal) -> str:
    return f"{value.normalize():f}"


class RecordForm(forms.Form):
    """The fields of one register for one person; `values()` are what the action is given."""

    def __init__(
        self,
        register: Register,
        *,
        user: "User",
        bureau: Bureau,
        record: Record | None = None,
        revealed: bool = False,
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.register, self.user, self.bureau, self.record, self.revealed = (
            register,
            user,
            bureau,
            record,
            revealed,
        )
        self.act = Act.CHANGE if record else Act.ADD
        grant = grant_of(user, self.act, register.name)
        self.scope = grant.scope if grant else None
        self.offers: dict[str, list[Record]] = {}  # organizations that a typed name could mean
        self.unknown: set[str] = set()  # typed names that nobody has
        super().__init__(data, initial={**self.held(), **(initial or {})})
        for name, field in register.fields.items():
            self.fields[name] = self.field_for(name, field)

    def held(self) -> dict[str, str]:
        """What the record holds, as texts; personal data stays out unless it was revealed."""
        if self.record is None:
            return {}
        return {
            n: "" if self.keeps_hidden(n) else shown_text(f, getattr(self.record, n))
            for n, f in self.register.fields.items()
        }

    def field_for(self, name: str, field: Any) -> forms.Field:
        required = field.required and not self.keeps_hidden(name)
        options = {
            "label": field.title,
            "required": required,
            "error_messages": {"required": f"请填写{field.title}"},
        }
        if field.kind == Kind.REGION:
            own = self.scope == Scope.AREA
            return forms.ChoiceField(
                choices=self.region_choices(name), **{**options, "required": required or own}
            )
        if field.kind == Kind.CHOICE:
            return forms.ChoiceField(
                choices=[("", ""), *((o.value, o.label) for o in field.options)], **options
            )
        if field.kind == Kind.YES_NO:
            return forms.ChoiceField(choices=[("", ""), ("1", "是"), ("0", "否")], **options)
        if name in self.register.links:
            return forms.CharField(strip=True, **options)
        return TypedField(self.register.layout.column(name), **options)

    def keeps_hidden(self, name: str) -> bool:
        """Whether an empty input means "unchanged": personal data that the form does not show, or cannot read."""
        value = getattr(self.record, name, None) if self.register.fields[name].covered else None
        return bool(self.record and value and not (self.revealed and readable(value)))

    def region_choices(self, name: str) -> list[tuple[str, str]]:
        top = self.user.region if self.scope == Scope.AREA and self.user.region else self.bureau.region
        inside = Region.objects.filter(path__startswith=top.path).order_by("path")
        made = [("", ""), *((str(r.pk), "　" * (r.level - top.level) + r.name) for r in inside)]
        now = getattr(self.record, name, None) if self.record else None
        return made if now is None or str(now.pk) in dict(made) else [*made, (str(now.pk), now.name)]

    @property
    def own(self) -> str:
        """The link that an enterprise never fills in: the record is about itself."""
        names = self.register.organization_fields
        return names[0] if self.scope == Scope.OWN and names else ""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = dict(self.cleaned_data)
        for name, field in self.register.fields.items():
            if name not in values:
                continue
            value = values[name]
            if name in self.register.links:
                value = self.linked(name, value)
            elif field.kind == Kind.YES_NO:
                value = None if value == "" else value == "1"
            elif field.kind == Kind.REGION:
                value = Region.objects.get(pk=value) if value else None
            elif field.kind in NUMBERS:
                self.fit(name, value)
            if self.keeps_hidden(name):
                value = (
                    getattr(self.record, name) if value in (None, "") else None if value == CLEAR else value
                )
            values[name] = value
        take_region(self.register, values)
        for name, sentence in broken(self.register.model, values):
            self.add_error(name if name in self.fields else None, sentence)
        return values

    def fit(self, name: str, value: Any) -> None:
        """Tell of a number that no column holds."""
        try:
            cleaned(self.register, name, value)
        except ValueError as error:
            self.add_error(name, f"{error}。")

    def linked(self, name: str, text: str) -> Record | str | None:
        """The record that a typed name, code or picked id means; a new name where the person asked for one.

        Among what the person may see; and besides an organization of the bureau whose full name was typed, so
        that nobody has to register it twice. A code of another's firm finds nothing: it would tell its name.
        """
        if name == self.own:
            return self.user.organization
        if not text:
            return None
        target = registers()[self.register.links[name].register_name]
        found = visible_to(self.user, target.model).filter(bureau=self.bureau)
        picked = str(self.data.get(name + PICKED, ""))
        if picked.isdecimal() and (one := found.filter(pk=picked, title=text).first()):
            return one
        same = list(found.filter(title=text)[:5])
        if not same and target.name == "organizations":
            same = list(found.filter(Q(("credit_code", text.upper())))[:2])
        if target.name == "organizations":
            beyond = target.model._default_manager.filter(bureau=self.bureau, title=text)[:2]
            same = standing(same or (list(beyond) if len(beyond) == 1 else []))
        if len(same) == 1:
            return same[0]
        self.offers[name] = same
        if same:
            self.add_error(name, f"有 {len(same)} 条都叫“{text}”，请从下面选一条。")
        elif target.name != "organizations" or self.scope == Scope.OWN:
            self.add_error(name, f"{target.title}里没有“{text}”。请从提示里选，或写全名、编号。")
        elif self.data.get(name + CREATE):
            return text  # a new organization, made in the same act
        else:
            self.unknown.add(name)
            self.add_error(
                name, f"单位台账里没有“{text}”。请从提示里选；确是新单位，请勾选“作为新单位登记”。"
            )
        return None

    def values(self) -> dict[str, Any]:
        """The values to write: for a record that exists, only those that differ from what it holds."""
        if self.record is None:
            return {
                n: v
                for n, v in self.cleaned_data.items()
                if n in self.register.fields and v not in (None, "")
            }
        changed = {}
        for name, field in self.register.fields.items():
            if name not in self.cleaned_data or name not in self.data:  # what was not sent stays as it is
                continue
            value = self.cleaned_data[name]
            fresh = (
                value if isinstance(value, str) and field.is_relation else cleaned(self.register, name, value)
            )
            if fresh != getattr(self.record, field.attname):
                changed[name] = value
        return changed

    def looks(self) -> list[str]:
        """What went in but should be looked at: 2026.6 was taken for 2026-06-01."""
        pairs = (
            (self.register.fields[n].title, f) for n, f in self.fields.items() if isinstance(f, TypedField)
        )
        return [f"{title}：{f.look}" for title, f in pairs if f.look]
