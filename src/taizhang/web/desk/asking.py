"""What a list is asked for, read from its address: the question, the columns, the page; and addresses back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from taizhang.access.can import grant_of
from taizhang.access.roles import Act
from taizhang.core.tables.amounts import read_amount
from taizhang.core.tables.lexicon import MONEY_UNITS
from taizhang.core.tables.spec import Kind
from taizhang.core.whole import whole
from taizhang.registers.around import Draft
from taizhang.registers.declaration import Register, registers
from taizhang.registers.fields import Choice
from taizhang.registers.queries import PAGE, Question, may_ask

# What a condition's form sends besides the field itself: the ends of a span.
LOW, HIGH = "__from", "__until"
BESIDES = ("q", "order", "state", "batch", "columns", "group")


def find_register(request: HttpRequest, name: str, act: Act = Act.VIEW) -> Register:
    """The register of that name, if the user may do the act to any of its rows; else 404, whatever the cause."""
    register = registers().get(name)
    if register is None or grant_of(request.user, act, name) is None:
        raise Http404
    return register


@dataclass
class Asking:
    """One list as it was asked for."""

    register: Register
    query: Mapping[str, str]  # only what this register knows and may be asked for, canonical
    question: Question
    columns: tuple[str, ...]
    page: int = 1
    path: str = ""
    chosen: bool = field(default=False)  # columns are not the register's own

    @classmethod
    def of(cls, request: HttpRequest, register: Register, query: Mapping[str, str] | None = None) -> "Asking":
        given = request.GET if query is None else query
        known = {
            n: given[n].replace("\x00", "")
            for n in given
            if (n in BESIDES or may_ask(register, n)) and given.get(n, "").strip("\x00 ")
        }
        stored = stored_columns(request, register)
        columns = picked_columns(register, known.get("columns", "").split(",")) or stored or register.columns
        page, question = given.get("page", ""), Question.from_query(register, known)
        return cls(
            register=register,
            query=known,
            question=question,
            columns=columns if "columns" in known else (*columns, *timed(register, question, columns)),
            page=max(1, whole(page) or 1) if len(page) < 8 else 1,
            path=reverse("register", args=[register.name]),
            chosen=columns != register.columns,
        )

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE

    @property
    def heading(self) -> str:
        """The field whose value stands in the first, held column and opens the record."""
        return str(self.register.told.heading[0])

    @property
    def others(self) -> list[str]:
        return [n for n in self.columns if n != self.heading]

    def url(self, *without: str, **more: str | int) -> str:
        """The address of this list with some parts changed; changing anything goes back to page one."""
        parts = {n: v for n, v in self.query.items() if n not in without}
        parts.update({n: str(v) for n, v in more.items()})
        kept = {n: v for n, v in parts.items() if v != ""}
        return self.path + (f"?{urlencode(kept, safe=',.:')}" if kept else "")

    @property
    def here(self) -> str:
        """The query of this very list, to come back to."""
        return urlencode({**self.query, **({"page": self.page} if self.page > 1 else {})}, safe=",.:")

    @property
    def narrowed(self) -> bool:
        q = self.question
        return bool(q.text or q.conditions or q.state or q.batch)

    @property
    def url_previous(self) -> str:
        return self.url(page=self.page - 1)

    @property
    def url_next(self) -> str:
        return self.url(page=self.page + 1)

    @property
    def url_waiting(self) -> str:
        return self.url(state="provisional")

    @property
    def url_without_q(self) -> str:
        return self.url("q")

    @property
    def url_without_group(self) -> str:
        return self.url("group")

    @property
    def here_but_group(self) -> str:
        return urlencode({n: v for n, v in self.query.items() if n != "group"}, safe=",.:")

    @property
    def hidden_but_q(self) -> list[tuple[str, str]]:
        return self.hidden("q")

    def hidden(self, *without: str) -> list[tuple[str, str]]:
        """The question as hidden inputs of a form, so that it works without JavaScript."""
        return [(n, v) for n, v in self.query.items() if n not in without]


def timed(register: Register, question: Question, columns: tuple[str, ...]) -> list[str]:
    """The dates by which a list is narrowed and which it would not show: a row tells why it is there."""
    fields = register.fields
    return [
        n for n in question.conditions if n in fields and n not in columns and fields[n].kind == Kind.DATE
    ]


def picked_columns(register: Register, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if n in register.fields))


def columns_place(register: Register) -> str:
    """Where a person's own choice of columns is kept, among the things he left off with."""
    return f"columns:{register.name}"


def stored_columns(request: HttpRequest, register: Register) -> tuple[str, ...]:
    if not request.user.is_authenticated:
        return ()
    kept = (
        Draft.objects.filter(by=request.user, place=columns_place(register))
        .values_list("values", flat=True)
        .first()
    )
    return picked_columns(register, (kept or {}).get("columns", []))


def canonical(register: Register, query: QueryDict) -> dict[str, str] | None:
    """The question with the parts of condition forms put together, or None when there are none.

    A form sends several values of a choice, or the two ends of a span; the address holds one text.
    """
    changed = False
    plain: dict[str, str] = {n: str(query[n]) for n in query if not n.endswith((LOW, HIGH)) and n != "page"}
    for name, column in register.fields.items():
        many = query.getlist(name)
        if len(many) > 1 and isinstance(column, Choice):
            plain[name], changed = ",".join(many), True
        if name + LOW in query or name + HIGH in query:
            changed = True
            low, high = (end(column, str(query.get(name + side, ""))) for side in (LOW, HIGH))
            plain[name] = f"{low}..{high}" if low or high else ""
    return {n: v for n, v in plain.items() if v.strip()} if changed else None


def end(column: object, text: str) -> str:
    """One end of a span as the question holds it: money typed in 万元 (or with its unit) becomes 元."""
    text = text.strip()
    kind = getattr(column, "kind", None)
    if not text or kind not in (Kind.MONEY, Kind.PERCENT):
        return text
    amount = read_amount(text)
    if amount is None:
        return text
    try:
        if kind == Kind.PERCENT:
            return plain(amount.value / 100)
        return plain(amount.value * MONEY_UNITS.get(amount.unit or "万元", Decimal(1)))
    except InvalidOperation:
        return text


def plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
