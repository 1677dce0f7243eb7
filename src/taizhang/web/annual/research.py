"""What of the R&D items counts 计入的研发费用: worked out by the rules of high-tech-enterprise recognition, never by the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from taizhang.policies.engine.answers import Held
from taizhang.policies.engine.exact import Exact
from taizhang.policies.engine.known import Key, Known
from taizhang.policies.engine.loading import packs
from taizhang.policies.engine.rules import rules_on
from taizhang.web.annual.asked import RD_ITEMS
from taizhang.web.values import wan

PACK = "national/high_tech_enterprise"
FACTS = {name: name.removesuffix("_yuan") for name in RD_ITEMS} | {
    "rd_commissioned_yuan": "rd_commissioned_home"
}


@dataclass(frozen=True)
class Counted:
    """The total that counts, what of it is abroad, and the rules it took, in words."""

    total: Fraction
    abroad: Fraction
    spent: Decimal
    rules: tuple[str, ...]
    article: str
    revenue: Decimal | None = None

    @property
    def words(self) -> str:
        return wan(decimal(self.total))

    @property
    def abroad_words(self) -> str:
        return wan(decimal(self.abroad)) if self.abroad else ""

    @property
    def left_out(self) -> str:
        """What was spent and does not count."""
        return wan(self.spent - decimal(self.total)) if self.total != Fraction(self.spent) else ""

    @property
    def share(self) -> str:
        """Of the year's revenue, with both sides; "" where one is missing."""
        if not self.revenue or self.revenue <= 0:
            return ""
        return (
            f"占营业收入 {wan(self.revenue)} 万元的 {decimal(self.total * 100 / Fraction(self.revenue)):.2f}%"
        )


def counted(year: int, items: Mapping[str, Decimal | None], revenue: Decimal | None = None) -> Counted | None:
    """The counted R&D of a year; None where no item is given yet. An item left empty beside others is taken as none spent."""
    given = {name: value for name, value in items.items() if name in FACTS and value is not None}
    pack = packs().get(PACK)
    if not given or pack is None:
        return None
    held: dict[Key, Held] = {
        (fact, year): Held(Fraction(given.get(name, Decimal(0)))) for name, fact in FACTS.items()
    }
    on = date(year + 1, 6, 1)  # when the year is the last one before an application
    rules, exact = rules_on(pack, on), Exact(Known(pack.facts, held))
    total, abroad = (exact.of(rules.value_of(name, 1)) for name in ("counted_rd", "counted_rd_abroad"))
    if not isinstance(total, Fraction) or not isinstance(abroad, Fraction):
        return None
    used = [
        (pack.parameters[name], pack.parameters[name].on(on))
        for name in ("commissioned_share", "other_share")
    ]
    words = tuple(
        f"{p.title} {float(v.amount * 100):g}%" for p, v in used if v is not None and v.amount is not None
    )
    article = next((v.article for _, v in used if v is not None), "")
    return Counted(total, abroad, sum(given.values(), Decimal(0)), words, article, revenue)


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
