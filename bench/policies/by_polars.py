"""The same rules in Polars: expressions with nulls, which follow the same three-valued logic."""

from datetime import date
from functools import reduce
from operator import add, and_, or_
from typing import Any

import numpy as np
import polars as pl

from bench.policies.population import EPOCH, GIVEN, INCIDENTS, ITEMS, ON, YEARS
from taizhang.policies.engine.columns.answering import Table

DAY = ON.toordinal() - EPOCH


def frame(table: Table) -> pl.DataFrame:
    """The population as Polars holds it. Not timed."""
    columns = []
    for key, column in table.columns.items():
        values = np.array(column.words)[column.values] if column.words else column.values
        series = pl.Series(_name(*key), values)
        columns.append(series.set(pl.Series(~column.known), None))
    return pl.DataFrame(columns)


def _name(name: str, year: int | None) -> str:
    return f"{name}_{year}" if year else name


def _pick(condition: Any, yes: Any, no: Any) -> Any:
    """Null where the condition is: `then` alone would take it for no."""
    return pl.when(condition).then(yes).when(~condition).then(no)


def _plausible(name: str, year: int | None = None, part_of: str = "") -> Any:
    value = pl.col(_name(name, year))
    right = value >= 0
    if part_of:
        limit = pl.col(_name(part_of, year))
        explained = pl.col(_name("data_explained", year)).fill_null(False) if year else pl.lit(False)
        right = right & ((value <= limit) | (limit <= 0) | explained).fill_null(True)
    return pl.when(right).then(value)


class Steps:
    """A frame that keeps what several later expressions need: Polars would work each of them out again and again."""

    def __init__(self, data: pl.DataFrame) -> None:
        self.data = data

    def keep(self, **found: Any) -> list[Any]:
        self.data = self.data.with_columns(**found)
        return [pl.col(name) for name in found]


def judged(data: pl.DataFrame) -> dict[str, Any]:
    steps = Steps(data)
    steps.keep(**_facts())
    steps.keep(**{f"itemized_{y}": _research(y) for y in YEARS})
    steps.keep(**{f"rd_{y}": _counted(y) for y in YEARS}, **{f"abroad_{y}": _abroad(y) for y in YEARS})
    steps.keep(**{f"{name}_there_{y}": _existed(f"{name}_{y}", y) for name in SUMMED for y in YEARS})
    steps.keep(**{f"{name}_sum": _sum(name) for name in SUMMED})
    steps.keep(years=reduce(add, [_pick(pl.col(f"transformations_there_{y}"), 1, 0) for y in YEARS]))
    _score(steps)
    truths = _truths()
    steps.keep(**truths)
    found = steps.data.select(**_answers(list(truths)))
    return {name: column.to_numpy() for name, column in found.to_dict().items()}


SUMMED = ("rd", "abroad", "sales_revenue", "transformations", "net_assets")


def _facts() -> dict[str, Any]:
    """What is plausible of each fact; the parts of research, as they are part of sales."""
    made = {}
    for name in ("class_one_ip", "class_two_ip", "core_ip", "own_ip", *(g[0] for g in GIVEN)):
        made[name] = _plausible(name)
    made["class_two_ip_used"] = _plausible("class_two_ip_used", None, "class_two_ip")
    for year in YEARS:
        made[f"sales_revenue_{year}"] = _plausible("sales_revenue", year)
        made[f"transformations_{year}"] = _plausible("transformations", year)
        for item in (*ITEMS, "rd_expense"):
            made[f"{item}_{year}"] = _plausible(item, year, "sales_revenue")
        made[f"rd_abroad_{year}"] = _plausible("rd_abroad", year, "rd_expense")
    for name, part_of in (("total_income", ""), ("non_taxable_income", "total_income"), ("high_tech_income", "total_income"),
                          ("staff_average", ""), ("st_staff_average", "staff_average")):  # fmt: skip
        made[f"{name}_2025"] = _plausible(name, 2025, part_of)
    return made


def _research(year: int) -> Any:
    """Whether the items count."""
    known = [pl.col(f"{name}_{year}").is_not_null() for name in ITEMS]
    return reduce(and_, known) | (reduce(or_, known) & pl.col(f"rd_expense_{year}").is_null())


def _counted(year: int) -> Any:
    item = {name: pl.col(f"{name}_{year}") for name in ITEMS}
    commissioned = item["rd_commissioned_home"] + item["rd_commissioned_abroad"]
    rest = 5 * reduce(add, [item[name] for name in ITEMS[:6]]) + 4 * commissioned
    other = 20 * item["rd_other"]
    capped = pl.when(other <= rest).then(other).when(other > rest).then(rest)
    return _pick(pl.col(f"itemized_{year}"), 4 * rest + capped, 20 * pl.col(f"rd_expense_{year}"))


def _abroad(year: int) -> Any:
    paid, stated = 16 * pl.col(f"rd_commissioned_abroad_{year}"), 20 * pl.col(f"rd_abroad_{year}")
    return _pick(pl.col(f"itemized_{year}"), paid, pl.coalesce(stated, paid))


def _existed(name: str, year: int) -> Any:
    return pl.col(name).is_not_null() | (pl.col("founded_on") <= date(year, 12, 31).toordinal() - EPOCH)


def _sum(name: str) -> Any:
    return reduce(add, [_pick(pl.col(f"{name}_there_{y}"), pl.col(f"{name}_{y}"), 0) for y in YEARS])


def _bands(of: Any, edges: list[Any], points: tuple[int, ...]) -> Any:
    """One chain: whoever is null gets no points, not the last ones."""
    chain: Any = pl.when(of.is_null())
    chain = chain.then(None)
    for edge, given in zip(edges, points, strict=True):
        chain = chain.when(of >= edge).then(given)
    return chain.otherwise(0)


def _given(name: str, otherwise: Any, most: int) -> Any:
    found = pl.coalesce(pl.col(name) / 10_000, otherwise)
    return pl.when(found <= most).then(found).when(found > most).then(most)


def _score(steps: Steps) -> None:
    one, drafts, own = pl.col("class_one_ip"), pl.col("drafts_standards"), pl.col("own_ip")
    (usable,) = steps.keep(usable=pl.col("class_two_ip") - pl.col("class_two_ip_used"))
    (rights,) = steps.keep(rights=_pick(one > 0, one, usable))
    steps.keep(grown_assets=_growth("net_assets"), grown_sales=_growth("sales_revenue"), lowest=_lowest())
    total, years = pl.col("transformations_sum"), pl.col("years")
    for end, name in enumerate(("low", "high")):
        count = _pick(one >= 1, (7, 8)[end], _bands(usable, [5, 3, 1], ((5, 3, 1), (6, 4, 2))[end]))
        acquired, unsaid = _pick(rights >= 1, (1, 3)[end], 0), _pick(rights >= 1, (1, 6)[end], 0)
        way = pl.when(own.is_null()).then(unsaid).when(own > 0).then((1, 6)[end]).otherwise(acquired)
        part = pl.when(drafts).then((1, 2)[end]).when(~drafts).then(0).otherwise((0, 2)[end])
        (ip,) = steps.keep(ip=count + way + part + (0, 16)[end])
        done = _bands(
            total, [e * years for e in (5, 4, 3, 2, 1)], ((25, 19, 13, 7, 1), (30, 24, 18, 12, 6))[end]
        )
        transformed, assets, sales = steps.keep(
            transformed=_pick(years > 0, done, 0), assets=_grown("assets", "net_assets", end), sales=_grown("sales", "sales_revenue", end)
        )  # fmt: skip
        steps.keep(assets=_pick(pl.col("lowest") < 0, 0, assets))
        steps.keep(**{name: (
            _given("expert_ip", pl.min_horizontal(ip, 30) + 0 * ip, 30) + _given("expert_transformation", transformed, 30)
            + _given("expert_management", pl.lit((0, 20)[end]), 20) + _given("expert_growth", assets + sales, 20)
        )})  # fmt: skip


def _lowest() -> Any:
    ones = _pick(pl.col(f"net_assets_there_{YEARS[0]}"), pl.col(f"net_assets_{YEARS[0]}"), 0)
    twos = _pick(pl.col(f"net_assets_there_{YEARS[1]}"), pl.col(f"net_assets_{YEARS[1]}"), 0)
    return pl.when(ones <= twos).then(ones).when(ones > twos).then(twos)


def _growth(name: str) -> Any:
    one, two, three = (pl.col(f"{name}_{y}") for y in YEARS)
    return _pick(pl.col(f"{name}_there_{YEARS[0]}") & (one != 0), two / one + three / two, 2 * (three / two))


def _grown(part: str, name: str, end: int) -> Any:
    grown, two = pl.col(f"grown_{part}"), pl.col(f"{name}_{YEARS[1]}")
    edges = [2 + edge / 50 - 1e-12 for edge in (35, 25, 15, 5)] + [2 + 1e-12]
    found = _bands(grown, edges, ((9, 7, 5, 3, 1), (10, 8, 6, 4, 2))[end])
    return _pick(pl.col(f"{name}_there_{YEARS[1]}") & (two != 0), found, 0)


def _truths() -> dict[str, Any]:
    rd, abroad, sold = pl.col("rd_sum"), pl.col("abroad_sum"), pl.col("sales_revenue_sum")
    last = pl.col("sales_revenue_2025")
    share = _pick(last <= 5_000_00_0000, 5, _pick(last <= 20_000_00_0000, 4, 3))
    rights = pl.col("class_one_ip") + pl.col("class_two_ip")
    none = rights.is_not_null() & (rights == 0)
    staff, st = pl.col("staff_average_2025"), pl.col("st_staff_average_2025")
    income = pl.col("total_income_2025") - pl.col("non_taxable_income_2025")
    return {
        "registered_one_year": DAY - pl.col("founded_on") >= 365,
        "core_ip": _pick(none, 0, pl.col("core_ip")) >= 1,
        "in_field": pl.col("tech_field") != "none",
        "st_staff_ratio": (staff > 0) & (st * 10 >= staff),
        "rd_ratio": (sold > 0) & (rd * 5 >= sold * share),
        "rd_domestic_ratio": (rd > 0) & ((rd - abroad) * 5 >= rd * 3),
        "ht_income_ratio": (income > 0) & (pl.col("high_tech_income_2025") * 5 >= income * 3),
        "innovation": (pl.col("low") > 70) | ((pl.col("high") > 70) & pl.lit(None, pl.Boolean)),
        "no_major_incident": reduce(and_, [~pl.col(name) for name in INCIDENTS]),
    }  # fmt: skip


def _answers(names: list[str]) -> dict[str, Any]:
    truths = {name: pl.col(name) for name in names}
    open_ = reduce(add, [truth.is_null().cast(pl.Int8) for truth in truths.values()])
    fails = reduce(or_, [(~truth).fill_null(False) for truth in truths.values()])
    taxable = pl.col("taxable_income_2025")
    return {
        **{"tech_field" if name == "in_field" else name: _verdict(truth) for name, truth in truths.items()},
        "verdict": _verdict(reduce(and_, truths.values())),
        "judged_only": ~fails & (open_ == 1) & pl.col("innovation").is_null() & pl.col("low").is_not_null(),
        "applies": _verdict((pl.col("kind") == "enterprise") & pl.col("resident")),
        "low": pl.col("low").cast(pl.Float64), "high": pl.col("high").cast(pl.Float64),
        "tax_saving": pl.when(taxable > 0).then(taxable / 1000).when(taxable <= 0).then(0.0),
    }  # fmt: skip


def _verdict(truth: Any) -> Any:
    return truth.cast(pl.Int8).fill_null(-1)
