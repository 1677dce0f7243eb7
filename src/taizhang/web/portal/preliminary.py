"""A first look before there is any data 初步结果: three answers, kept as the person's draft, never in the ledger.

They stand in where the ledger knows nothing, and whatever is judged by them is said to be preliminary.
"""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from taizhang.accounts.models import User
from taizhang.decisions.packs import known_facts
from taizhang.policies.engine.answers import Held, Source
from taizhang.policies.engine.known import Key
from taizhang.registers.drafts import keep_draft, kept_draft
from taizhang.registers.record import Record

ONCE = ("tech_field", "founded_on", "registered_here")
OF_LAST_YEAR = ("rd_expense", "sales_revenue")


def place(firm: Record) -> str:
    return f"first:benefits:{firm.pk}"


def told_before(user: User, firm: Record) -> dict[str, str]:
    """What the person answered, as he typed it."""
    draft = kept_draft(user, place(firm))
    return {str(k): str(v) for k, v in draft.values.items()} if draft else {}


def keep(user: User, firm: Record, values: Mapping[str, str]) -> dict[str, str]:
    """Keep the answers; what cannot be read is told by its field and nothing is kept."""
    wrong = {}
    for name in (*ONCE, *OF_LAST_YEAR):
        try:
            value = known_facts()[name].read(values.get(name, ""))
        except ValueError as error:
            wrong[name] = str(error)
            continue
        if (
            name in OF_LAST_YEAR
            and value is not None
            and not isinstance(value, str | bool | date)
            and value < 0
        ):
            wrong[name] = f"{known_facts()[name].title}不会是负数。请核对。"
        if isinstance(value, date) and value > timezone.localdate():
            wrong[name] = f"{known_facts()[name].title}不会晚于今天，写的是 {value}。请核对。"
    if not wrong:
        keep_draft(by=user, place=place(firm), values={n: values.get(n, "") for n in (*ONCE, *OF_LAST_YEAR)})
    return wrong


def preliminary(user: User, firm: Record, on: date, verified: Mapping[Key, Held]) -> dict[Key, Held]:
    """The answers as facts, where the ledger has no value."""
    made: dict[Key, Held] = {}
    answers = told_before(user, firm)
    for name in (*ONCE, *OF_LAST_YEAR):
        key = (name, on.year - 1 if name in OF_LAST_YEAR else None)
        if answers.get(name) and verified.get(key, Held(None)).value is None:
            try:
                value = known_facts()[name].read(answers[name])
            except ValueError:  # kept before what may be written was narrowed
                continue
            made[key] = Held(value, Source("您填的，未核实"))
    return made


def has_data(verified: Mapping[Key, Held], on: date) -> bool:
    """Whether the ledger knows last year's revenue or research: then nothing preliminary is asked."""
    return any(verified.get((name, on.year - 1), Held(None)).value is not None for name in OF_LAST_YEAR)
