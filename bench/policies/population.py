"""Enterprises by chance 随机企业: three years of accounts, rights, people; with gaps, slips and what was explained.

Everything is in the smallest unit (分, a ten-thousandth of a person). About one enterprise in five lacks something; items
of research are known of two in three, of the others only the total; one in a thousand has a slip (a minus, more research
than sales). A part stands exactly on an edge: the R&D share, 10 % of staff, 60 % of income.
"""

from datetime import date
from pathlib import Path

import numpy as np

from taizhang.policies.engine.columns.answering import Column, Table

ON = date(2026, 6, 30)
YEARS = (2023, 2024, 2025)
FIELDS = ("electronics", "biomedicine", "aerospace", "materials", "services", "energy", "environment", "manufacturing", "none")  # fmt: skip
OWN = ("rd_personnel", "rd_direct", "rd_depreciation", "rd_intangible", "rd_design", "rd_trial")
ITEMS = (*OWN, "rd_commissioned_home", "rd_commissioned_abroad", "rd_other")
INCIDENTS = ("major_safety_accident", "major_quality_accident", "environmental_offence")
GIVEN = (
    ("expert_ip", 15, 30),
    ("expert_transformation", 13, 30),
    ("expert_management", 8, 20),
    ("expert_growth", 5, 20),
)
EPOCH = date(1970, 1, 1).toordinal()


def made(size: int, seed: int = 1) -> Table:
    """So many enterprises."""
    rng = np.random.default_rng(seed)
    columns: dict[tuple[str, int | None], Column] = {}

    def keep(name, values, missing=0.02, year=None, words=()):
        known = rng.random(size) >= missing
        if values.dtype == np.int64 and values.max() < 2**15:
            values = values.astype(np.int16)  # counts and words take less
        columns[name, year] = Column(values, known, words)

    founded = date(2026, 6, 30).toordinal() - EPOCH - rng.integers(0, 9000, size)
    keep("founded_on", founded, 0.005)
    keep("kind", (rng.random(size) < 0.02).astype(np.int64), 0.0, words=("enterprise", "institute"))
    keep("resident", rng.random(size) < 0.99, 0.01)
    keep("tech_field", rng.integers(0, len(FIELDS), size), 0.05, words=FIELDS)
    for name in INCIDENTS:
        keep(name, rng.random(size) < 0.01)
    one, two = rng.poisson(0.6, size), rng.poisson(4, size)
    keep("class_one_ip", one, 0.01)
    keep("class_two_ip", two, 0.01)
    keep("class_two_ip_used", rng.integers(0, 3, size), 0.01)
    keep("core_ip", np.minimum(one + two, rng.integers(0, 4, size)), 0.03)
    keep("own_ip", np.minimum(one + two, rng.integers(0, 5, size)), 0.2)
    keep("drafts_standards", rng.random(size) < 0.1, 0.4)
    scored = np.where(rng.random(size) < 0.1, 0.05, 1.0)  # one in ten was before the experts
    for name, least, most in GIVEN:
        keep(name, rng.integers(least, most + 1, size) * 10_000, scored)

    sales = np.exp(rng.normal(21.5, 1.6, size)).astype(np.int64)  # some 2,000 万元, in 分
    assets = (sales * rng.uniform(-0.2, 1.5, size)).astype(np.int64)
    for year in YEARS:
        there = founded <= date(year, 12, 31).toordinal() - EPOCH
        lacking = np.where(there, 0.01, 0.98)
        sales = (sales * rng.normal(1.12, 0.2, size).clip(0.1)).astype(np.int64)
        sales = np.where(rng.random(size) < 0.02, 5_000_000_00 * 100, sales)  # exactly 5,000 万元
        sales = np.where(rng.random(size) < 0.005, 0, sales)
        assets = (assets * rng.normal(1.1, 0.2, size)).astype(np.int64)
        keep("sales_revenue", _slips(rng, sales), lacking, year)
        keep("net_assets", assets, lacking, year)
        total = (sales * rng.gamma(4, 0.0125, size)).astype(np.int64)
        total = np.where(rng.random(size) < 0.1, sales // 20, total)  # exactly 5 %
        shares = rng.dirichlet((5, 3, 1, 0.5, 0.5, 1, 1, 0.3, 2), size)
        itemized = rng.random(size) < 0.67
        for place, item in enumerate(ITEMS):
            keep(item, _slips(rng, (total * shares[:, place]).astype(np.int64)), np.where(itemized & there, 0.003, 1.0), year)  # fmt: skip
        keep("rd_expense", _slips(rng, total), np.where(itemized, 0.5, lacking), year)
        keep(
            "rd_abroad",
            (total * rng.uniform(0, 0.45, size)).astype(np.int64),
            np.where(itemized, 0.6, lacking),
            year,
        )
        keep("transformations", rng.poisson(3.5, size), lacking, year)
        keep("data_explained", rng.random(size) < 0.5, 0.99, year)
    income = (sales * rng.uniform(1, 1.05, size)).astype(np.int64)
    high = np.where(
        rng.random(size) < 0.05, (income // 5) * 3, (income * rng.uniform(0.3, 1, size)).astype(np.int64)
    )
    keep("total_income", income, 0.02, 2025)
    keep("non_taxable_income", (income * rng.uniform(0, 0.02, size) * (rng.random(size) < 0.3)).astype(np.int64), 0.02, 2025)  # fmt: skip
    keep("high_tech_income", high, 0.02, 2025)
    keep("taxable_income", (income * rng.normal(0.06, 0.05, size)).astype(np.int64), 0.02, 2025)
    staff = (rng.gamma(1.2, 60, size) * 10_000).astype(np.int64) // 10 * 10
    st = np.where(rng.random(size) < 0.05, staff // 10, (staff * rng.beta(2, 9, size)).astype(np.int64))
    keep("staff_average", staff, 0.02, 2025)
    keep("st_staff_average", st, 0.02, 2025)
    return Table(size, columns)


def keep(table: Table, path: Path) -> None:
    arrays = {}
    for place, ((name, year), column) in enumerate(table.columns.items()):
        arrays[f"{place}|{name}|{year or ''}|{','.join(column.words)}|values"] = column.values
        arrays[f"{place}|{name}|{year or ''}|{','.join(column.words)}|known"] = column.known
    np.savez(path, **arrays)


def kept(path: Path) -> Table:
    columns: dict[tuple[str, int | None], Column] = {}
    with np.load(path) as arrays:
        for key in arrays.files:
            _, name, year, words, part = key.split("|")
            if part == "values":
                known = arrays[key.removesuffix("values") + "known"]
                listed = tuple(words.split(",")) if words else ()
                columns[name, int(year) if year else None] = Column(arrays[key], known, listed)
    return Table(len(next(iter(columns.values())).values), columns)


def _slips(rng: np.random.Generator, values: np.ndarray) -> np.ndarray:
    """One in a thousand with a minus, one in a thousand in the wrong unit."""
    chance = rng.random(len(values))
    return np.where(chance < 0.001, -values, np.where(chance > 0.999, values * 100, values))
