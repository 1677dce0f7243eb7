"""Figures asked for together are those asked for one by one, at a query a register."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.accounts.models import Bureau
from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.indicators import measuring
from taizhang.indicators.catalogue import built_in
from taizhang.indicators.figures import Figures
from taizhang.indicators.tests.ledgers import fill
from taizhang.regions.models import Region

PERIOD = Period.parse("2022-H1")
OWN = (
    Definition("technology_contracts", "max:amount_yuan", on="registered_on"),
    Definition(
        "technology_contracts", "mean:amount_yuan", (("seller.kind", "!enterprise"),), "registered_on"
    ),
    Definition("technology_contracts", "distinct:seller.industry", on="registered_on"),
    Definition("technology_contracts", "count", (("amount_yuan", "nonsense"),)),
)


def queries(asked, bureau, **more):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        figures = Figures(bureau, **more).figures(asked, PERIOD)
    return len(seen), figures


@pytest.mark.parametrize("street", [False, True])
def test_many_at_once_are_the_ones_asked_for_alone(cast, street):
    fill(cast.bureau, [cast.east, cast.west], 5, each=20)
    fill(cast.other_bureau, [cast.east], 105, each=3)
    region = cast.east if street else None
    asked = [
        *built_in(),
        *OWN,
        "rank(hte_count)",
        "year(tc_count) / 3",
        "before(gone)",
        "growth(hte_count",
        "target(hte_count)",
    ]
    together = Figures(cast.bureau, region=region).figures(asked, PERIOD)
    alone = [Figures(cast.bureau, region=region).figure(one, PERIOD) for one in asked]
    assert together == alone
    assert sum(bool(f.value) for f in together) > 100


def test_one_figure_and_a_hundred_cost_the_same_queries(cast):
    fill(cast.bureau, [cast.east, cast.west], 6)
    patents = [c for c, i in built_in().items() if i.definition and i.definition.register == "ip"]
    one, many = (
        queries(patents[:1], cast.bureau),
        queries([*patents, *map("growth({})".format, patents)], cast.bureau),
    )
    assert len(many[1]) >= 20
    assert one[0] <= many[0] <= one[0] + 1  # since when there is data is asked once, for all that have none


def test_the_whole_catalogue_costs_a_few_queries_a_register(cast):
    fill(cast.bureau, [cast.east, cast.west], 7)
    registers = {i.definition.register for i in built_in().values() if i.definition}
    cost, _ = queries(list(built_in()), cast.bureau)
    assert cost < 3 * len(registers)


def test_what_is_too_much_for_one_query_is_asked_in_parts(cast, monkeypatch):
    fill(cast.bureau, [cast.east, cast.west], 8)
    whole = queries(list(built_in()), cast.bureau)
    monkeypatch.setattr(measuring, "VALUES", 60)
    parts = queries(list(built_in()), cast.bureau)
    assert parts[1] == whole[1] and parts[0] > whole[0]


def test_a_rank_costs_no_more_for_more_peers(cast):
    district = cast.bureau.region
    city = Bureau.objects.create(slug="shi", name="市科学技术局", region=district.parent)
    fill(city, [cast.east, cast.west], 9)
    before, (figure,) = queries(["rank(hte_count)"], city, region=district)
    Region.objects.create(
        code="330899",
        name="新区",
        level=district.level,
        parent=city.region,
        path=f"{city.region.path}330899/",
    )
    after, (with_more,) = queries(["rank(hte_count)"], city, region=district)
    assert figure.value == 1 and len(with_more.operands) == len(figure.operands) + 1
    assert after == before
