"""Two numbers are two things; what a register has to say on what comes in again."""

import pytest
from tests.cast import credit_code

from taizhang.intake import actions
from taizhang.intake.tests.books import book, firm, firms, imported, read, rows_of
from taizhang.registers.declaration import registers
from taizhang.registers.organizations.models import Organization

pytestmark = pytest.mark.django_db

EAST = "澜江恒远精密传动科技股份有限公司"
WEST = "澜江拓微电子技术有限公司"
CERTIFICATES = ("企业名称", "资质类型", "证书编号", "批次", "发证日期")
CONTRACTS = ("合同登记编号", "合同名称", "卖方", "买方", "流向", "合同成交额（万元）")


def held(name):
    return registers()[name].model._default_manager


def codes(row):
    return [p["code"] for p in row.problems]


def certificates(*lines):
    return book({"资质": [["资质认定名单"], CERTIFICATES, *lines]})


def contracts(name, *lines):
    return [[f"技术合同登记表（{name}）"], CONTRACTS, *lines]


def list_of(direction, title=""):
    return book({"合同": contracts(title or direction, contract(direction))})


def contract(direction, amount=300, number="2025330881000123"):
    return [number, "精密传动技术开发", EAST, WEST, direction, amount]


def test_a_renewed_certificate_is_a_new_record(cast):
    imported(certificates([EAST, "高新技术企业", "GR202233000001", "2022年第一批", "2022-12-24"]), cast.staff)
    renewed = [EAST, "高新技术企业", "GR202533000009", "2022年第一批", "2025-12-06"]
    without_kind = [EAST, "", "GR202533000010", "2022年第一批", "2025-12-06"]
    rows = rows_of(imported(certificates(renewed, without_kind), cast.staff))
    assert [(r.verdict, r.candidates) for r in rows] == [("new", []), ("new", [])]
    assert held("recognitions").count() == 3


def test_two_numbers_in_one_file_are_two_things(cast):
    lines = [[EAST, "高新技术企业", f"GR20253300000{n}", "2025年第一批", "2025-12-06"] for n in (1, 2)]
    assert [r.verdict for r in rows_of(read(certificates(*lines), cast.staff))] == ["new", "new"]
    lines = [contract("输出", number=f"202533088100012{n}") for n in (1, 2)]
    assert [r.verdict for r in rows_of(read(book({"合同": contracts("输出", *lines)}), cast.staff))] == [
        "new",
        "new",
    ]


def test_another_number_is_never_offered_where_only_part_of_the_key_is_told(cast):
    head = ("项目编号", "项目名称", "承担单位", "级别")
    imported(book({"项目": [["科技计划项目"], head, ["2024C01001", "精密传动", EAST, "省级"]]}), cast.staff)
    again = book(
        {"项目": [["科技计划项目"], head, ["2025C01002", "精密传动", EAST, ""], ["", "精密传动", EAST, ""]]}
    )
    rows = rows_of(read(again, cast.staff))
    assert [r.verdict for r in rows] == ["new", "duplicate"]


def test_firms_of_one_name_and_two_codes_are_two_firms(cast):
    rows = rows_of(
        read(
            firms(firm(51, EAST), firm(52, "江山市新谷机械有限公司"), firm(53, "江山市新谷机械有限公司")),
            cast.staff,
        )
    )
    assert [(r.verdict, r.candidates, codes(r)) for r in rows] == [
        ("new", [], ["organization.other_code"]), ("new", [], []), ("new", [], ["organization.other_code"]),
    ]  # fmt: skip
    assert credit_code(1) in rows[0].problems[0]["message"]


def test_near_names_in_one_list_are_shown_with_the_other_row_and_go_in(cast):
    lines = [["江山市恒远机械有限公司", "", "", "", "", ""], ["江山恒远机械公司", "", "", "", "", ""]]
    batch = read(firms(*lines), cast.staff)
    rows = rows_of(batch)
    assert [(r.verdict, r.look, codes(r)) for r in rows] == [
        ("new", False, []),
        ("new", True, ["organization.near"]),
    ]
    assert "第 3 行的“江山市恒远机械有限公司”" in rows[1].problems[0]["message"]
    before = Organization.objects.count()
    actions.accept(batch, cast.staff, later=False)
    assert Organization.objects.count() == before + 2


def test_a_place_tells_two_institutes_apart(cast):
    imported(firms(["浙江省农科院", "", "", "", "", ""]), cast.staff)
    rows = rows_of(
        read(firms(["上海农科院", "", "", "", "", ""], ["浙江农科院", "", "", "", "", ""]), cast.staff)
    )
    assert [r.verdict for r in rows] == ["new", "duplicate"]


def test_a_contract_of_both_lists_is_local_and_both_lists_are_then_the_same(cast):
    imported(list_of("输出"), cast.staff)
    assert held("technology_contracts").get().direction == "output"
    row = rows_of(imported(list_of("吸纳"), cast.staff))[0]
    assert (row.verdict, row.changes) == ("changed", {"direction": ["output", "local"]})
    assert held("technology_contracts").get().direction == "local"
    both = book(
        {
            "输出": contracts("输出", contract("输出")),
            "吸纳": contracts("吸纳", [*contract("吸纳")[:4], "吸纳", ""]),
        }
    )
    for content, count in ((list_of("输出", "再传"), 1), (list_of("吸纳", "再传"), 1), (both, 2)):
        assert [r.verdict for r in rows_of(read(content, cast.staff))] == ["same"] * count


def test_both_lists_in_one_workbook_end_as_a_local_contract(cast):
    both = book({"输出": contracts("输出", contract("输出")), "吸纳": contracts("吸纳", contract("吸纳"))})
    batch = imported(both, cast.staff)
    assert [(r.verdict, r.applied) for r in rows_of(batch)] == [("new", True), ("changed", False)]
    actions.accept(batch, cast.staff, later=False)
    assert held("technology_contracts").get().direction == "local"
