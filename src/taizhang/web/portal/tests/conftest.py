"""A policy of the tests beside those built in, and firms with figures of the last two years."""

from decimal import Decimal

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.outsider import outside

from taizhang.journal.writing import Author
from taizhang.policies.engine.tests.making import pack_folder
from taizhang.registers.actions import add_record
from taizhang.registers.declaration import registers

POLICY = """
@pack.applies("企业")
def meant_from_2020(f, p):
    return one_of(f.kind, "enterprise")

@pack.condition("研发费用占销售收入的比例", article="第三条")
def rd_share_from_2020(f, p):
    return at_least(f.rd_expense.last(2).total, p.rd_share, of=f.sales_revenue.last(2).total)

@pack.condition("没有重大安全事故", article="第四条")
def clean_from_2020(f, p):
    return is_not(f.major_safety_accident)

@pack.amount("奖励", article="第五条")
def award_from_2020(f, p):
    return f.rd_expense.ago(1) * p.rate
"""
PARAMETERS = """
rd_share: {title: 研发费用占比, values: [{from: 2020-01-01, value: 5 %, article: 第三条, status: V}]}
rate: {title: 奖励比例, values: [{from: 2020-01-01, value: 2 %, article: 第五条}]}
"""
CASES = """
- id: A1
  says: 正好 5%，达到
  on: 2026-06-01
  given: {kind: 企业, founded_on: 2015-01-01, sales_revenue: {2024: 100 万元, 2025: 100 万元}, rd_expense: {2024: 4 万元, 2025: 6 万元}}
  expect: {rd_share: 符合}
"""
WAN = 10_000


@pytest.fixture(scope="session")
def trial_folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("policies")
    pack_folder(root, POLICY, PARAMETERS, CASES)
    return root


@pytest.fixture(autouse=True)
def trial(trial_folder, settings):
    """The policy `trial`: research 5 % of two years' revenue, no accident; 2 % of last year's research as an award."""
    settings.EXTRA_POLICIES = trial_folder
    cache.clear()
    return "trial"


@pytest.fixture
def last_year():
    return timezone.localdate().year - 1


@pytest.fixture
def annual(cast, last_year):
    """A verified annual return of a firm: `annual(firm, ago=1, revenue=1000, rd=50)` in 万元."""

    def added(firm, *, ago=1, revenue=None, rd=None, by=None):
        amounts = {"revenue_yuan": revenue, "high_tech_rd_yuan": rd}
        values = {name: Decimal(v) * WAN for name, v in amounts.items() if v is not None}
        values |= {"organization": firm, "period": str(last_year + 1 - ago), "region": firm.region}
        author = Author(by, "测试", bureau=firm.bureau)
        return add_record(registers()["annual_returns"], values, bureau=firm.bureau, author=author)

    return added


@pytest.fixture
def add(cast):
    """Add a record to a register of bureau 甲, verified."""

    def added(register, **values):
        author = Author(None, "测试", bureau=cast.bureau)
        return add_record(registers()[register], values, bureau=cast.bureau, author=author)

    return added


@pytest.fixture
def stated():
    """What somebody stated of a firm, behind the ledger's back."""
    from taizhang.decisions.models import StatedFact

    def put(firm, name, value):
        with outside():
            return StatedFact.objects.create(bureau=firm.bureau, organization=firm, name=name, value=value)

    return put


@pytest.fixture
def short_by_one(cast, annual, stated):
    """The eastern firm misses the trial policy by one condition: research of 99 万元 where 100 万元 are asked."""
    annual(cast.firm_east, ago=2, revenue=1000, rd=50)
    record = annual(cast.firm_east, ago=1, revenue=1000, rd=49)
    stated(cast.firm_east, "major_safety_accident", "否")
    return record


@pytest.fixture
def card():
    """The card of the trial policy as a client's page shows it."""

    def shown(client, firm=None):
        answer = client.get(f"/benefits/{firm.pk}/" if firm else "/my/benefits/")
        assert answer.status_code == 200, answer.content.decode()[:400]
        return next(c for c in answer.context["page"].cards if c.answer.pack == "trial")

    return shown
