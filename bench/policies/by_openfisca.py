"""The same rules as variables of OpenFisca-Core: inputs and formulas by year, unknown as NaN, in doubles.

OpenFisca keeps amounts as 32-bit floats, in which 5 % of a revenue in 分 has no exact edge; here it is told to keep
64 bits, so that its answers can be compared at all.
"""

from datetime import date
from typing import Any

import numpy as np
from openfisca_core import periods, simulations, taxbenefitsystems
from openfisca_core.entities import build_entity
from openfisca_core.variables import Variable, config

from bench.policies.population import EPOCH, FIELDS, GIVEN, INCIDENTS, ITEMS, ON, YEARS
from taizhang.policies.engine.columns.answering import Table

config.VALUE_TYPES[float]["dtype"] = np.float64
FIRM = build_entity(key="firm", plural="firms", label="企业", is_person=True)
DAY, YEAR = ON.toordinal() - EPOCH, ON.year
CONDITIONS = ("registered_one_year", "has_core_ip", "in_field", "st_staff_ratio", "rd_ratio", "rd_domestic_ratio",
              "ht_income_ratio", "innovation", "no_major_incident")  # fmt: skip
NAMES = {"has_core_ip": "core_ip", "in_field": "tech_field"}
FORMULAS: dict[str, Any] = {}


def variable(function: Any) -> Any:
    FORMULAS[function.__name__] = function
    return function


def known(values: Any) -> Any:
    return ~np.isnan(values)


def plausible(values: Any, limit: Any = None, explained: Any = None) -> Any:
    wrong = values < 0
    if limit is not None:
        wrong |= (values > limit) & (limit > 0) & (True if explained is None else explained != 1)
    return np.where(wrong, np.nan, values)


def verdict(yes: Any, sure: Any) -> Any:
    return np.where(sure, yes, -1)


def share(yes: Any, sure: Any, of: Any) -> Any:
    return verdict(yes & ~(of <= 0), sure | (of <= 0))


def bands(of: Any, edges: Any, points: Any) -> Any:
    return np.where(known(of), np.select([of >= edge for edge in edges], points, 0.0), np.nan)


def given(points: Any, otherwise: Any, most: int) -> Any:
    points = plausible(points) / 10_000
    return np.minimum(np.where(known(points), points, otherwise), most)


@variable
def sales(firm: Any, year: Any) -> Any:
    return plausible(firm("sales_revenue", year))


def part_of_sales(name: str) -> Any:
    def right(firm: Any, year: Any) -> Any:
        return plausible(firm(name, year), firm("sales_revenue", year), firm("data_explained", year))

    return right


FORMULAS |= {f"{name}_right": part_of_sales(name) for name in (*ITEMS, "rd_expense")}


@variable
def by_items(firm: Any, year: Any) -> Any:
    there = [known(firm(f"{name}_right", year)) for name in ITEMS]
    return np.logical_and.reduce(there) | (
        np.logical_or.reduce(there) & ~known(firm("rd_expense_right", year))
    )


@variable
def counted_rd(firm: Any, year: Any) -> Any:
    item = {name: firm(f"{name}_right", year) for name in ITEMS}
    rest = 5 * sum(item[n] for n in ITEMS[:6]) + 4 * (
        item["rd_commissioned_home"] + item["rd_commissioned_abroad"]
    )
    items = 4 * rest + np.minimum(20 * item["rd_other"], rest)
    return np.where(firm("by_items", year) == 1, items, 20 * firm("rd_expense_right", year))


@variable
def abroad(firm: Any, year: Any) -> Any:
    stated = plausible(firm("rd_abroad", year), firm("rd_expense", year), firm("data_explained", year))
    paid = 16 * firm("rd_commissioned_abroad_right", year)
    return np.where((firm("by_items", year) == 1) | ~known(stated), paid, 20 * stated)


@variable
def results(firm: Any, year: Any) -> Any:
    return plausible(firm("transformations", year))


@variable
def gone(firm: Any, year: Any) -> Any:
    return firm("founded_on", year) > date(year.start.year, 12, 31).toordinal() - EPOCH


def total(firm: Any, name: str, year: Any) -> Any:
    found: Any = 0
    for ago in (3, 2, 1):
        values, before = firm(name, year.offset(-ago, "year")), firm("gone", year.offset(-ago, "year"))
        found = found + np.where(~known(values) & (before == 1), 0, values)
    return found


@variable
def rd_total(firm: Any, year: Any) -> Any:
    return total(firm, "counted_rd", year)


@variable
def abroad_total(firm: Any, year: Any) -> Any:
    return total(firm, "abroad", year)


@variable
def sales_total(firm: Any, year: Any) -> Any:
    return total(firm, "sales", year)


@variable
def registered_one_year(firm: Any, year: Any) -> Any:
    founded = firm("founded_on", year)
    return verdict(DAY - founded >= 365, known(founded))


@variable
def has_core_ip(firm: Any, year: Any) -> Any:
    rights = plausible(firm("class_one_ip", year)) + plausible(firm("class_two_ip", year))
    core = plausible(firm("core_ip", year))
    return verdict((core >= 1) & (rights != 0), known(core) | (rights == 0))


@variable
def in_field(firm: Any, year: Any) -> Any:
    field = firm("tech_field", year)
    return verdict(field != FIELDS.index("none"), known(field))


@variable
def st_staff_ratio(firm: Any, year: Any) -> Any:
    last = year.last_year
    staff = plausible(firm("staff_average", last))
    st = plausible(firm("st_staff_average", last), firm("staff_average", last), firm("data_explained", last))
    return share(st * 10 >= staff, known(st + staff), staff)


@variable
def rd_ratio(firm: Any, year: Any) -> Any:
    last, rd, sold = firm("sales", year.last_year), firm("rd_total", year), firm("sales_total", year)
    asked = np.where(last <= 5_000_00_0000, 5, np.where(last <= 20_000_00_0000, 4, 3))
    return share(rd * 5 >= sold * asked, known(rd + sold + last), sold)


@variable
def rd_domestic_ratio(firm: Any, year: Any) -> Any:
    rd, away = firm("rd_total", year), firm("abroad_total", year)
    return share((rd - away) * 5 >= rd * 3, known(rd + away), rd)


@variable
def ht_income_ratio(firm: Any, year: Any) -> Any:
    last = year.last_year
    all_, explained = firm("total_income", last), firm("data_explained", last)
    income = plausible(all_) - plausible(firm("non_taxable_income", last), all_, explained)
    high = plausible(firm("high_tech_income", last), all_, explained)
    return share(high * 5 >= income * 3, known(high + income), income)


@variable
def no_major_incident(firm: Any, year: Any) -> Any:
    told = [firm(name, year) for name in INCIDENTS]
    some = np.logical_or.reduce([t == 1 for t in told])
    return verdict(~some, some | np.logical_and.reduce([known(t) for t in told]))


def ip(firm: Any, year: Any, end: int) -> Any:
    one, two = plausible(firm("class_one_ip", year)), plausible(firm("class_two_ip", year))
    usable = two - plausible(firm("class_two_ip_used", year), firm("class_two_ip", year))
    own, drafts = plausible(firm("own_ip", year)), firm("drafts_standards", year)
    by_two = bands(usable, (5, 3, 1), ((5, 3, 1), (6, 4, 2))[end])
    count = np.where(known(one), np.where(one >= 1, (7, 8)[end], by_two), np.nan)
    rights = np.where(known(one), np.where(one > 0, one, usable), np.nan)
    acquired, unsaid = bands(rights, (1,), ((1,), (3,))[end]), bands(rights, (1,), ((1,), (6,))[end])
    way = np.where(known(own), np.where(own > 0, (1, 6)[end], acquired), unsaid)
    part = np.where(drafts == 1, (1, 2)[end], np.where(drafts == 0, 0, (0, 2)[end]))
    return given(firm("expert_ip", year), np.minimum(count + way + part + (0, 16)[end], 30), 30)


@variable
def operating(firm: Any, year: Any) -> Any:
    agos = [year.offset(-ago, "year") for ago in (3, 2, 1)]
    return sum(1.0 - (~known(firm("results", y)) & (firm("gone", y) == 1)) for y in agos)


@variable
def results_total(firm: Any, year: Any) -> Any:
    return total(firm, "results", year)


def transformed(firm: Any, year: Any, end: int) -> Any:
    done, years = firm("results_total", year), firm("operating", year)
    found = bands(
        done,
        [e * years + (years == 0) for e in (5, 4, 3, 2, 1)],
        ((25, 19, 13, 7, 1), (30, 24, 18, 12, 6))[end],
    )
    return given(firm("expert_transformation", year), found, 30)


def growth(firm: Any, name: str, year: Any, end: int) -> Any:
    first, second, last = (year.offset(-ago, "year") for ago in (3, 2, 1))
    one, two, three = (firm(name, y) for y in (first, second, last))
    unborn, unborn_next = (~known(v) & (firm("gone", y) == 1) for v, y in ((one, first), (two, second)))
    grown = np.where(unborn | (one == 0), 2 * (three / two), two / one + three / two)
    edges = [2 + edge / 50 - 1e-12 for edge in (35, 25, 15, 5)] + [2 + 1e-12]
    found = bands(grown, edges, ((9, 7, 5, 3, 1), (10, 8, 6, 4, 2))[end])
    found = np.where(unborn_next | (two == 0), 0, np.where(known(two), found, np.nan))
    if name == "sales":
        return found
    least = np.minimum(np.where(unborn, 0, one), np.where(unborn_next, 0, two))
    return np.where(known(least), np.where(least < 0, 0, found), np.nan)


def score(firm: Any, year: Any, end: int) -> Any:
    grown = growth(firm, "net_assets", year, end) + growth(firm, "sales", year, end)
    return (
        ip(firm, year, end) + transformed(firm, year, end)
        + given(firm("expert_management", year), (0, 20)[end], 20) + given(firm("expert_growth", year), grown, 20)
    )  # fmt: skip


@variable
def low(firm: Any, year: Any) -> Any:
    return score(firm, year, 0)


@variable
def high(firm: Any, year: Any) -> Any:
    return score(firm, year, 1)


@variable
def innovation(firm: Any, year: Any) -> Any:
    least, most = firm("low", year), firm("high", year)
    return verdict(least > 70, (least > 70) | (most <= 70))


@variable
def verdict_of_all(firm: Any, year: Any) -> Any:
    return np.minimum.reduce([np.where(firm(n, year) == 0, -2, firm(n, year)) for n in CONDITIONS])


@variable
def judged_only(firm: Any, year: Any) -> Any:
    others = np.logical_and.reduce([firm(n, year) == 1 for n in CONDITIONS if n != "innovation"])
    return others & (firm("innovation", year) == -1) & known(firm("low", year))


@variable
def applies(firm: Any, year: Any) -> Any:
    kind, resident = firm("kind", year), firm("resident", year)
    no = (kind == 1) | (resident == 0)
    return verdict(~no, no | known(kind + resident))


@variable
def tax_saving(firm: Any, year: Any) -> Any:
    return np.maximum(firm("taxable_income", year.last_year), 0) / 1000


def _class(name: str, formula: Any, period: Any) -> Any:
    body = {"value_type": float, "entity": FIRM, "definition_period": period, "label": name}
    if formula is not None:
        body["formula"] = formula
    return type(name, (Variable,), body)


def system(table: Table) -> Any:
    made = taxbenefitsystems.TaxBenefitSystem([FIRM])
    for name, year in dict(list(table.columns)).items():
        made.add_variable(_class(name, None, periods.DateUnit.YEAR if year else periods.DateUnit.ETERNITY))
    for name, formula in FORMULAS.items():
        made.add_variable(_class(name, formula, periods.DateUnit.YEAR))
    return made


def filled(table: Table) -> Any:
    """A simulation with its inputs. Not timed."""
    simulation = simulations.SimulationBuilder().build_default_simulation(system(table), table.size)
    for (name, year), column in table.columns.items():
        values = np.where(column.known, column.values, np.nan)
        simulation.set_input(name, str(year) if year else "ETERNITY", values)
    return simulation


def judged(simulation: Any) -> dict[str, Any]:
    with np.errstate(all="ignore"):
        found = {NAMES.get(n, n): simulation.calculate(n, str(YEAR)) for n in CONDITIONS}
        for name in ("judged_only", "applies", "low", "high", "tax_saving"):
            found[name] = simulation.calculate(name, str(YEAR))
        least = simulation.calculate("verdict_of_all", str(YEAR))
    return found | {"verdict": np.where(least == -2, 0, least), "judged_only": found["judged_only"] == 1}


assert len(YEARS) == 3 and len(GIVEN) == 4
