"""A liaison's list says nothing of another street's firms and records, whatever it names."""

import json
from datetime import date

import pytest
from tests.cast import credit_code, organization

from taizhang.intake.models import Row
from taizhang.intake.tests.books import book, firm, firms, read, rows_of
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record
from taizhang.registers.declaration import registers

pytestmark = pytest.mark.django_db

NEEDS = ("编号", "需求名称", "提出单位", "统一社会信用代码", "所属街道", "解决单位", "解决日期")


def needs(*lines):
    return book({"技术需求": [["技术需求征集表"], NEEDS, *lines]})


def need(name="", code="", number="", partner="", solved=""):
    return [number, "攻关一种示例装置", name, code, "东城街道", partner, solved]


def told(row):
    """Everything that is kept of a row for the pages: remarks, suggestions, values, candidates, title."""
    kept = {f.attname: getattr(row, f.attname) for f in Row._meta.concrete_fields if f.attname != "sheet_id"}
    return json.dumps(kept, ensure_ascii=False, default=str)


def codes(row):
    return [p["code"] for p in row.problems]


@pytest.fixture
def west(cast):
    """A firm of the street beside, with a name and a code that the liaison of the east does not know."""
    return organization(cast.bureau, cast.west, "拓微精密仪表制造有限公司", 42)


@pytest.mark.parametrize("who", ["staff", "liaison"])
def test_another_streets_code_beside_a_wrong_name_does_not_tell_whose_it_is(cast, west, who):
    (row,) = rows_of(read(needs(need("乱写的名称有限公司", west.credit_code)), cast.users[who]))
    assert "organization.mismatch" in codes(row)
    assert (west.name in told(row)) is (who == "staff")


@pytest.mark.parametrize("who", ["staff", "liaison"])
def test_a_code_without_a_name_does_not_tell_whose_it_is(cast, west, who):
    (row,) = rows_of(read(needs(need("", west.credit_code)), cast.users[who]))
    assert (west.name in told(row)) is (who == "staff")
    assert ("organization.no_name" in codes(row)) is (who == "liaison")


@pytest.mark.parametrize("who", ["staff", "liaison"])
def test_another_streets_name_beside_a_made_up_code_does_not_tell_its_code(cast, west, who):
    (row,) = rows_of(read(needs(need(west.name, credit_code(900))), cast.users[who]))
    assert "organization.other_code" in codes(row)
    assert (west.credit_code in told(row)) is (who == "staff")


@pytest.mark.parametrize("who", ["staff", "liaison"])
def test_nor_is_a_firms_own_line_told_the_code_of_its_namesake(cast, west, who):
    line = firm(901, west.name, "东城街道")
    (row,) = rows_of(read(firms(line), cast.users[who]))
    assert "organization.other_code" in codes(row)
    assert (west.credit_code in told(row)) is (who == "staff")


@pytest.mark.parametrize("who", ["staff", "liaison"])
@pytest.mark.parametrize(
    ("typed", "of_staff"),
    [("拓微 精密仪表 制造有限公司", (True, True)), ("拓微精密仪表制造有限责任公司", (True, False))],
)
def test_a_name_nearly_another_streets_with_a_spoilt_code_does_not_tell_whose_it_may_be(
    cast, west, who, typed, of_staff
):
    (row,) = rows_of(read(needs(need(typed, west.credit_code[:-1] + "*")), cast.users[who]))
    of_west = (west.name in told(row), west.credit_code in told(row))
    assert of_west == (of_staff if who == "staff" else (False, False))


@pytest.fixture
def held(cast, west):
    """A need of the west, whose number the liaison of the east types."""
    values = {
        "number": "XQ-7", "name": "西城的需求", "organization": west, "region": cast.west, "received_on": date(2025, 6, 1),
        "partner": "西城独有的一句",
    }  # fmt: skip
    author = Author(None, "测试", bureau=cast.bureau)
    return add_record(registers()["needs"], values, bureau=cast.bureau, author=author)


@pytest.mark.parametrize("who", ["staff", "liaison"])
def test_a_record_of_another_street_with_this_key_is_neither_tied_nor_merged(cast, held, who):
    line = need(cast.firm_east.name, "", "XQ-7", partner="另一句")
    (row,) = rows_of(read(needs(line), cast.users[who]))
    assert (row.record_id, row.version) == ((held.pk, held.version) if who == "staff" else (None, 0))
    assert ("西城独有的一句" in told(row)) is (who == "staff")
    assert ("region.out_of_reach" in codes(row)) is (who == "liaison")


@pytest.mark.parametrize("who", ["staff", "liaison"])
def test_a_sentence_on_days_out_of_order_does_not_tell_anothers_day(cast, held, who):
    line = need(cast.firm_east.name, "", "XQ-7", solved="2025-05-31")
    (row,) = rows_of(read(needs(line), cast.users[who]))
    assert ("rule.broken" in codes(row)) is (who == "staff")
