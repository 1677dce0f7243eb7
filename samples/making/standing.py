"""How the firms of 澜江区 stand towards recognition: three years of figures made to a chosen distance from each threshold.

Amounts are Decimal 万元. The thresholds here only say where the maker aims; what the law says is in the product.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

YEARS = (2023, 2024, 2025)
CENT = Decimal("0.01")
ITEMS = (
    "rd_personnel", "rd_direct", "rd_depreciation", "rd_intangible", "rd_design", "rd_trial", "rd_commissioned",
    "rd_commissioned_abroad", "rd_other",
)  # fmt: skip
SIZES = {"micro": (180, 900), "small": (900, 3900), "middle": (5600, 16000), "large": (24000, 80000)}


@dataclass
class Standing:
    """What is aimed at. Ratios in per cent; `rd_gap` is what the three years' R&D lacks (or has over), in 万元."""

    size: str = "small"
    growth: tuple[float, float] = (1.06, 1.30)  # of sales, each year
    rd_ratio: Decimal | None = None  # of the three years together; else the band's ratio and the gap
    rd_gap: Decimal = Decimal(0)
    abroad: Decimal = Decimal(0)  # share of R&D that is commissioned abroad
    staff_ratio: Decimal = Decimal("18")
    income_ratio: Decimal = Decimal("78")
    class_one: int = 1
    class_two: int = 6
    results: tuple[int, int, int] = (3, 4, 5)  # transformed in each year
    told: str = "items"  # items, total, accounting: on which basis R&D is known
    years: tuple[int, ...] = YEARS
    without: tuple[str, ...] = ()  # fields that nobody has handed in
    stated: bool = True  # whether the firm has answered what no register holds
    zero: bool = False  # no sales yet
    sinking: bool = False  # the three years together suffice, the last one alone does not


@dataclass
class Year:
    """One firm's figures of one year."""

    year: int
    values: dict[str, Decimal | int] = field(default_factory=dict)


def money(value: float | Decimal) -> Decimal:
    return Decimal(value).quantize(CENT)


def required(last: Decimal) -> Decimal:
    """The band's R&D ratio in per cent by the last year's sales."""
    return Decimal(5) if last <= 5000 else Decimal(4) if last <= 20000 else Decimal(3)


def figures(rng: Random, aim: Standing) -> list[Year]:
    """The years of one firm, as its annual returns would give them."""
    sales = _sales(rng, aim)
    research = _research(rng, aim, sales)
    assets = money(float(sales[0] or Decimal(300)) * rng.uniform(0.5, 1.1))
    staff = _staff(rng, sales)
    made = []
    for position, year in enumerate(aim.years):
        assets = money(float(assets) * rng.uniform(1.02, 1.22)) if position else assets
        values = _year(
            rng, aim, sales[position], research[position], assets, staff + position * rng.randint(0, 4)
        )
        values["transformations"] = aim.results[position + len(YEARS) - len(aim.years)]
        made.append(Year(year, {k: v for k, v in values.items() if k not in aim.without}))
    return made


def _sales(rng: Random, aim: Standing) -> list[Decimal]:
    if aim.zero:
        return [Decimal(0)] * len(aim.years)
    first = rng.uniform(*SIZES[aim.size])
    made = [first]
    for _ in aim.years[1:]:
        made.append(made[-1] * rng.uniform(*aim.growth))
    return [money(value) for value in made]


def _research(rng: Random, aim: Standing, sales: list[Decimal]) -> list[Decimal]:
    """R&D of each year, counted; together exactly the ratio, or the band's ratio and the gap."""
    if aim.zero:
        return [money(rng.uniform(60, 400)) for _ in sales]
    ratio = aim.rd_ratio if aim.rd_ratio is not None else required(sales[-1])
    together = money(sum(sales) * ratio / 100 + aim.rd_gap)
    weights = [Decimal(rng.randint(90, 110)) for _ in sales]
    if aim.sinking:
        weights[-1] /= 2
    made = [money(together * w / sum(weights)) for w in weights[:-1]]
    return [*made, together - sum(made)]


def _staff(rng: Random, sales: list[Decimal]) -> int:
    return max(8, int(float(sales[-1]) / rng.uniform(55, 95)))


def _year(
    rng: Random, aim: Standing, sales: Decimal, research: Decimal, assets: Decimal, staff: int
) -> dict[str, Decimal | int]:
    average = Decimal(staff) + Decimal(rng.randint(-4, 4)) / 4
    scientists = (average * aim.staff_ratio / 100).quantize(CENT)
    income = money(sales * Decimal(rng.randint(1005, 1030)) / 1000)
    not_taxed = Decimal(rng.choice([0, 0, 0, 15, 30])) if sales else Decimal(0)
    profit = money(float(sales) * rng.uniform(0.03, 0.14))
    net = money(float(assets) * rng.uniform(0.55, 0.6))
    values: dict[str, Decimal | int] = {
        "revenue": sales, "total_income": income + not_taxed, "non_taxable_income": not_taxed,
        "high_tech_revenue": money(income * aim.income_ratio / 100), "profit": profit,
        "tax": money(sales * Decimal("0.045")), "taxable_income": money(float(profit) * 0.9),
        "cost": money(float(sales - profit)) or money(float(research) * 1.6), "total_assets": assets, "net_assets": net,
        "staff": staff, "rd_staff": max(1, round(float(scientists))), "staff_average": average, "st_staff_average": scientists,
        "sme_staff_average": average + Decimal("0.5"), "sme_st_staff_average": scientists + Decimal("0.25"),
        "rd_expense": money(float(research) * rng.uniform(0.9, 1.12)),
    }  # fmt: skip
    if aim.told != "accounting":
        values["super_deduction"] = money(research * Decimal("0.97"))
    if aim.told == "total":
        values |= {"high_tech_rd": research, "foreign_rd": Decimal(0)}
    if aim.told == "items":
        values |= items(rng, research, aim.abroad)
    return values


def items(rng: Random, counted: Decimal, abroad: Decimal = Decimal(0)) -> dict[str, Decimal]:
    """The official items whose counted total is exactly the given one: what is commissioned counts at 80 %."""
    step = Decimal("0.05")  # 80 % of it is whole 分
    away = (counted * abroad / 100 / Decimal("0.8") // step) * step
    near = (counted * Decimal(rng.choice([0, 0, 3, 5])) / 100 // step) * step
    shares = {
        "rd_direct": (18, 28), "rd_depreciation": (3, 7), "rd_intangible": (0, 2), "rd_design": (1, 3), "rd_trial": (1, 4),
        "rd_other": (3, 7),
    }  # fmt: skip
    own = counted - (near + away) * Decimal("0.8")
    made = {name: money(own * Decimal(rng.randint(*share)) / 100) for name, share in shares.items()}
    made["rd_personnel"] = own - sum(made.values())
    return {**made, "rd_commissioned": near, "rd_commissioned_abroad": away}
