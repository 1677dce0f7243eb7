"""The same rules written by hand for NumPy 手写 NumPy: what an engineer would write who knows both well.

64-bit integers over one denominator where they hold the products, floats with a margin for the growth of three years.
Masks are kept beside values; `judged` works on whole columns, `in_blocks` calls it on parts that fit into the cache.
"""

from datetime import date
from typing import Any

import numpy as np

from bench.policies.population import EPOCH, FIELDS, INCIDENTS, ITEMS, ON, YEARS
from taizhang.policies.engine.columns.answering import Table

Column = tuple[Any, Any]  # values, known
Given = dict[tuple[str, int | None], Column]
DAY = ON.toordinal() - EPOCH
MARGIN = 1e-12


def in_blocks(table: Table, rows: int = 65_536) -> dict[str, Any]:
    parts = [judged(table, slice(start, start + rows)) for start in range(0, table.size, rows)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def judged(table: Table, rows: slice = slice(None)) -> dict[str, Any]:
    """Verdicts as 1, 0, -1; points; the saving in 分 with its mask."""
    given: Given = {key: (c.values[rows], c.known[rows]) for key, c in table.columns.items()}
    founded, fk = given["founded_on", None]
    sales = [_plausible(given, "sales_revenue", y) for y in YEARS]
    by_year = [_research(given, y) for y in YEARS]
    gone = [fk & (founded > _end(y)) for y in YEARS]  # not founded yet
    rd, rd_k = _sum([b[0] for b in by_year], gone)
    abroad, abroad_k = _sum([b[1] for b in by_year], gone)
    sold, sold_k = _sum(sales, gone)
    last, last_k = sales[-1]
    share = np.where(last <= 5_000_00_0000, 5, np.where(last <= 20_000_00_0000, 4, 3))

    found = {"registered_one_year": _verdict(DAY - founded >= 365, fk)}
    one, one_k = _plausible(given, "class_one_ip")
    two, two_k = _plausible(given, "class_two_ip")
    core, core_k = _plausible(given, "core_ip")
    none = one_k & two_k & (one + two == 0)
    found["core_ip"] = _verdict((core >= 1) & ~none, core_k | none)
    field, field_k = given["tech_field", None]
    found["tech_field"] = _verdict(np.array([f != "none" for f in FIELDS])[field], field_k)
    staff, staff_k = _plausible(given, "staff_average", 2025)
    st, st_k = _plausible(given, "st_staff_average", 2025, "staff_average")
    found["st_staff_ratio"] = _share(st * 10 >= staff, st_k & staff_k, staff, staff_k)
    found["rd_ratio"] = _share(rd * 5 >= sold * share, rd_k & sold_k & last_k, sold, sold_k)
    found["rd_domestic_ratio"] = _share((rd - abroad) * 5 >= rd * 3, rd_k & abroad_k, rd, rd_k)
    total, total_k = _plausible(given, "total_income", 2025)
    free, free_k = _plausible(given, "non_taxable_income", 2025, "total_income")
    high, high_k = _plausible(given, "high_tech_income", 2025, "total_income")
    income, income_k = total - free, total_k & free_k
    found["ht_income_ratio"] = _share(high * 5 >= income * 3, high_k & income_k, income, income_k)
    lo, hi, score_k = _score(given, gone, sales)
    found["innovation"] = _verdict(lo > 70, score_k & ((lo > 70) | (hi <= 70)))
    found["no_major_incident"] = _no_incident(given)

    fails, open_ = (sum((v == told).astype(np.int8) for v in found.values()) for told in (0, -1))
    found["verdict"] = np.where(fails > 0, 0, np.where(open_ > 0, -1, 1)).astype(np.int8)
    found["judged_only"] = (fails == 0) & (open_ == 1) & (found["innovation"] == -1) & score_k
    kind, kind_k = given["kind", None]
    resident, resident_k = given["resident", None]
    meant = kind == table.columns["kind", None].words.index("enterprise")
    found["applies"] = _verdict(
        meant & resident, (kind_k & resident_k) | (kind_k & ~meant) | (resident_k & ~resident)
    )
    found["low"], found["high"] = np.where(score_k, lo, np.nan), np.where(score_k, hi, np.nan)
    taxable, taxable_k = given["taxable_income", 2025]
    found["tax_saving"] = np.where(taxable_k, np.maximum(taxable, 0) / 1000, np.nan)
    return found


def _end(year: int) -> int:
    return date(year, 12, 31).toordinal() - EPOCH


def _plausible(given: Given, name: str, year: int | None = None, part_of: str = "") -> Column:
    values, known = given[name, year]
    known = known & (values >= 0)
    if part_of:
        limit, limit_k = given[part_of, year]
        explained, explained_k = given["data_explained", year]
        known &= ~((values > limit) & (limit > 0) & limit_k & ~(explained & explained_k))
    return values, known


def _research(given: Given, year: int) -> tuple[Column, Column]:
    """Counted research and the part of it abroad, in twentieths of a 分."""
    items = {name: _plausible(given, name, year, "sales_revenue") for name in ITEMS}
    stated, stated_k = _plausible(given, "rd_expense", year, "sales_revenue")
    outside, outside_k = _plausible(given, "rd_abroad", year, "rd_expense")
    every = np.logical_and.reduce([k for _, k in items.values()])
    some = np.logical_or.reduce([k for _, k in items.values()])
    by_items = every | (some & ~stated_k)
    home, abroad = items["rd_commissioned_home"][0], items["rd_commissioned_abroad"][0]
    rest = 5 * sum(items[name][0] for name in ITEMS[:6]) + 4 * (home + abroad)
    counted = np.where(by_items, 4 * rest + np.minimum(20 * items["rd_other"][0], rest), 20 * stated)
    abroad_k = items["rd_commissioned_abroad"][1]
    paid = by_items | (~outside_k & abroad_k)  # what was paid abroad says it where the part is not stated
    away = np.where(paid, 16 * abroad, 20 * outside)
    return (
        (counted, np.where(by_items, every, stated_k)),
        (away, np.where(paid, abroad_k, outside_k)),
    )


def _sum(years: list[Column], gone: list[Any]) -> Column:
    """Over the years of operation: a year before the founding of which nothing is known counts nothing."""
    total: Any = 0
    known: Any = True
    for (values, k), before in zip(years, gone, strict=True):
        total = total + np.where(k, values, 0)
        known = known & (k | before)
    return total, known


def _share(yes: Any, known: Any, of: Any, of_k: Any) -> Any:
    """A share of nothing is never reached."""
    nothing = of_k & (of <= 0)
    return _verdict(yes & ~nothing, known | nothing)


def _verdict(yes: Any, known: Any) -> Any:
    return np.where(known, yes, -1).astype(np.int8)


def _no_incident(given: Given) -> Any:
    some = np.logical_or.reduce([given[name, None][0] & given[name, None][1] for name in INCIDENTS])
    known = np.logical_and.reduce([given[name, None][1] for name in INCIDENTS])
    return _verdict(~some, known | some)


def _bands(of: Any, edges: tuple[Any, ...], points: tuple[tuple[int, int], ...]) -> tuple[Any, Any]:
    """The points of the first edge that is reached; nothing below the last."""
    reached = [of >= edge for edge in edges]
    return tuple(np.select(reached, [p[end] for p in points], 0) for end in (0, 1))  # type: ignore[return-value]


def _given(given: Given, name: str, lo: Any, hi: Any, known: Any, most: int) -> tuple[Any, Any, Any]:
    points, points_k = _plausible(given, name)
    points = points / 10_000
    return (
        np.minimum(np.where(points_k, points, lo), most), np.minimum(np.where(points_k, points, hi), most), known | points_k,
    )  # fmt: skip


def _score(given: Given, gone: list[Any], sales: list[Column]) -> tuple[Any, Any, Any]:
    one, one_k = _plausible(given, "class_one_ip")
    two, two_k = _plausible(given, "class_two_ip")
    used, used_k = _plausible_used(given)
    usable, usable_k = two - used, two_k & used_k
    first = one >= 1
    lo, hi = _bands(usable, (5, 3, 1), ((5, 6), (3, 4), (1, 2)))
    count_lo, count_hi = np.where(first, 7, lo), np.where(first, 8, hi)
    rights_k = one_k & (first | usable_k)
    some = np.where(first, one, usable) >= 1
    own, own_k = _plausible(given, "own_ip")
    owns = own_k & (own > 0)
    way_lo = np.where(owns, 1, some)
    way_hi = np.where(owns, 6, np.where(own_k, 3 * some, 6 * some))
    drafts, drafts_k = given["drafts_standards", None]
    part = drafts & drafts_k
    ip = _given(
        given, "expert_ip",
        np.minimum(count_lo + way_lo + part, 30), np.minimum(16 + count_hi + way_hi + np.where(drafts_k, 2 * part, 2), 30),
        rights_k & (owns | rights_k), 30,
    )  # fmt: skip
    done, done_k = _sum([_plausible(given, "transformations", y) for y in YEARS], gone)
    there = [
        ~(before & ~_plausible(given, "transformations", y)[1]) for y, before in zip(YEARS, gone, strict=True)
    ]
    years = sum(t.astype(np.int64) for t in there)
    edges = tuple(e * years + (years == 0) for e in (5, 4, 3, 2, 1))
    lo, hi = _bands(done, edges, ((25, 30), (19, 24), (13, 18), (7, 12), (1, 6)))
    transformation = _given(given, "expert_transformation", lo, hi, done_k, 30)
    management = _given(given, "expert_management", 0, 20, np.zeros(len(one), bool) | True, 20)
    assets = [given["net_assets", y] for y in YEARS]
    assets_lo, assets_hi, assets_k = _growth(assets, gone, signed=True)
    sales_lo, sales_hi, sales_k = _growth(sales, gone, signed=False)
    growth = _given(
        given, "expert_growth", assets_lo + sales_lo, assets_hi + sales_hi, assets_k & sales_k, 20
    )
    parts = (ip, transformation, management, growth)
    return sum(p[0] for p in parts), sum(p[1] for p in parts), np.logical_and.reduce([p[2] for p in parts])


def _plausible_used(given: Given) -> Column:
    values, known = given["class_two_ip_used", None]
    limit, limit_k = given["class_two_ip", None]
    return values, known & (values >= 0) & ~((values > limit) & (limit > 0) & limit_k)


def _growth(years: list[Column], gone: list[Any], *, signed: bool) -> tuple[Any, Any, Any]:
    (one, one_k), (two, two_k), (three, three_k) = years
    first, second = gone[0] & ~one_k, gone[1] & ~two_k  # years without the enterprise
    short = first | (one_k & (one == 0))
    with np.errstate(all="ignore"):
        grown = two / one + three / two
    reached = [
        np.where(short, three * 100 >= (100 + edge) * two, grown >= 2 + edge / 50 - MARGIN)
        for edge in (35, 25, 15, 5)
    ] + [np.where(short, three > two, grown > 2 + MARGIN)]
    nothing = second | (two_k & (two == 0))
    lo, hi = (
        np.where(nothing, 0, np.select(reached, points, 0)) for points in ((9, 7, 5, 3, 1), (10, 8, 6, 4, 2))
    )
    known = nothing | (two_k & three_k & (one_k | first))
    if signed:
        least_k = (one_k | first) & (two_k | second)
        below = np.minimum(np.where(first, 0, one), np.where(second, 0, two)) < 0
        lo, hi, known = np.where(below, 0, lo), np.where(below, 0, hi), least_k & (known | below)
    return lo, hi, known
