"""The proof of a figure: drawer and page, rows with their cells, the way back, other days, strangers."""

from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.indicators.figures import figure
from taizhang.intake.tests.books import firm, firms, imported
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record
from taizhang.registers.declaration import registers
from taizhang.web.desk.indicators.addresses import Wanted, wanted_of

OUTPUT = Definition("technology_contracts", "sum:amount_yuan", on="registered_on")


@pytest.fixture
def contract(cast):
    def made(number, amount, by=None, **more):
        values = {"name": f"合同{number}", "contract_no": f"N{number}", "seller": cast.firm_east, "region": cast.east,
                  "amount_yuan": Decimal(amount), "registered_on": date(2022, 3, number), **more}  # fmt: skip
        author = Author(by, "测试", bureau=cast.bureau)
        return add_record(registers()["technology_contracts"], values, bureau=cast.bureau, author=author)

    return made


def address(asked, cast, **more):
    made = figure(asked, bureau=cast.bureau, period=Period.parse("2022-H1"))
    return wanted_of(made).but(**more).url


def text_of(answer) -> str:
    return answer.content.decode()


def test_a_figure_shows_what_it_counts_and_leads_to_the_list_of_just_these_rows(cast, as_user, contract):
    for number in range(1, 11):
        contract(number, "1000000")
    contract(20, "5000000", by=cast.enterprise)
    client = as_user(cast.staff)
    page = client.get(address(OUTPUT, cast))
    proof = page.context["proof"]
    assert (page.status_code, proof.figure.text, len(proof.rows), proof.figure.provisional) == (
        200,
        "1000.00",
        8,
        1,
    )
    text = text_of(page)
    assert "汇总" in text and "共 <b>10</b> 行" in text and "待核 1 行，没有计入" in text and "合同20" in text
    listed = client.get(proof.list_url)
    assert listed.context["total"] == 10
    assert client.get(proof.waiting_url).context["total"] == 1
    drawer = client.get(address(OUTPUT, cast), headers={"HX-Request": "true"})
    assert "<html" not in text_of(drawer) and "data-close" in text_of(drawer)


def test_a_formula_shows_its_operands_each_with_a_way_there_and_back(cast, as_user, contract):
    contract(1, "3000000", direction="output")
    contract(2, "2000000", direction="output", registered_on=date(2021, 3, 1))
    client = as_user(cast.staff)
    url = f"{reverse('figure')}?e=growth(tc_value_out)&p=2022-H1"
    page = client.get(url)
    proof = page.context["proof"]
    assert (proof.figure.text, [t.text for t in proof.terms if not t.figure]) == ("50.0", ["÷", "− 1"])
    operands = [t for t in proof.terms if t.figure]
    assert [o.figure.value for o in operands] == [300, 200] and operands[1].note == "2021年上半年"
    there = client.get(wanted_of(operands[1].figure, proof.here).url)
    assert there.context["proof"].figure.value == 200
    back = client.get(there.context["proof"].back)
    assert back.context["proof"].figure.text == "50.0"
    assert "回到上一个数字" in text_of(there)


def test_a_value_leads_to_its_cell_and_the_cells_around_are_shown(cast, as_user):
    lines = (
        firm(1, "澜江恒远精密传动科技股份有限公司", capital=7000),
        firm(2, "澜江拓微电子技术有限公司", "西城街道", capital=8000),
    )
    batch = imported(firms(*lines), cast.staff)
    client = as_user(cast.staff)
    page = client.get(address(Definition("organizations", "sum:registered_capital_yuan"), cast))
    proof = page.context["proof"]
    by_name = {row.name: row.source for row in proof.rows}
    assert {s.text for s in by_name.values()} == {f"{batch.number}!D3", f"{batch.number}!D4"}
    assert "企业名录!D3" in by_name["澜江恒远精密传动科技股份有限公司"].hint
    assert proof.batches == 1 and proof.verified_by[0][0]
    panel = text_of(client.get(by_name["澜江恒远精密传动科技股份有限公司"].panel))
    assert 'class="hit-ok" title="7000"' in panel and "139****5678" in panel and "13900005678" not in panel
    assert reverse("batch_source", args=[batch.number]) in panel
    assert client.get(by_name["澜江恒远精密传动科技股份有限公司"].url).status_code == 200


def test_the_value_as_of_an_earlier_day_stands_beside_that_of_now(cast, as_user, contract):
    contract(1, "1000000")
    page = as_user(cast.staff).get(address(OUTPUT, cast, as_of=date(2020, 1, 1)))
    text = text_of(page)
    assert page.context["proof"].figure.value is None and page.context["proof"].since.added == 1
    assert "截至 2020-01-01 的台账" in text and "还没有登记过记录" in text and "现在是" in text


@pytest.mark.parametrize(
    "query",
    [
        "e=hte_count&p=昨天",
        "d={",
        "d=[1]",
        'd={"register":1,"measure":"sum"}',
        "",
        "e=hte_count&a=2022-99-99",
    ],
)
def test_what_cannot_be_understood_is_said(cast, as_user, query):
    answer = as_user(cast.staff).get(f"{reverse('figure')}?{query}")
    assert answer.status_code == 400 and "。" in answer.context["wrong"]


@pytest.mark.parametrize(
    "query", ["e=foo", "e=hte_count+", "e=" + "(" * 300, 'd={"register":"gone"}', "e=a/0"]
)
def test_what_has_no_value_says_why(cast, as_user, query):
    answer = as_user(cast.staff).get(f"{reverse('figure')}?{query}&p=2022")
    assert answer.status_code == 200 and answer.context["fig"].why in text_of(answer).replace("&quot;", '"')


def test_only_who_may_read_figures_gets_there_and_only_his_own_bureaus(cast, client, contract):
    contract(1, "1000000")
    url = address(OUTPUT, cast)
    pages = (url, reverse("indicators"), reverse("indicator", args=["hte_count"]))
    for who in ("staff", "leader", "finance"):
        client.force_login(cast.users[who])
        assert [client.get(u).status_code for u in pages] == [200] * 3, who
    for who in ("liaison", "enterprise", "bank", "expert", "public", "system", "audit"):
        client.force_login(cast.users[who])
        assert [client.get(u).status_code for u in pages] == [403] * 3, who
    client.force_login(cast.stranger_staff)
    found = client.get(url)
    assert found.context["fig"].value is None and "合同1" not in text_of(found)
    client.logout()
    assert client.get(url).status_code == 302


def test_the_cells_of_another_bureau_are_not_there(cast, as_user, contract):
    record = contract(1, "1000000")
    url = f"{reverse('figure_source')}?of=technology_contracts.{record.pk}&field=amount_yuan"
    assert as_user(cast.stranger_staff).get(url).status_code == 404
    assert as_user(cast.staff).get(url).status_code == 404  # typed, not imported


def test_masked_data_stays_masked(cast, as_user):
    made = Definition("organizations", "distinct:phone")
    page = text_of(as_user(cast.staff).get(address(made, cast)))
    assert "138****1234" in page and "13800001234" not in page


def test_a_proof_asks_as_often_for_three_rows_as_for_one(cast, as_user, contract):
    client, url = as_user(cast.staff), address(OUTPUT, cast)

    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    contract(1, "1000000")
    client.get(url)
    one = queries()
    contract(2, "1000000")
    contract(3, "1000000")
    assert queries() == one


def test_an_address_is_read_back(cast):
    made = figure(
        "projects_applied[level=city;plan==工业 & 农业]",
        bureau=cast.bureau,
        period=Period.parse("2022-01..2022-05"),
    )
    wanted = wanted_of(made, "e=x&p=2021")
    query = {n: v[0] for n, v in parse_qs(urlsplit(wanted.url).query).items()}
    assert Wanted.read(query) == wanted
    bare = wanted_of(figure(OUTPUT, bureau=cast.bureau, period=Period.parse("2022")))
    query = {n: v[0] for n, v in parse_qs(urlsplit(bare.url).query).items()}
    assert Wanted.read(query) == bare and bare.definition == OUTPUT


def test_the_tag_says_state_and_missing_in_words(cast, contract):
    tag = Template("{% load figures %}{% figure fig unit=True %}")
    missing = tag.render(Context({"fig": figure(OUTPUT, bureau=cast.bureau, period=Period.parse("2022"))}))
    assert "—" in missing and "没有数：" in missing and 'class="fig-none"' in missing
    contract(1, "1000000")
    contract(2, "1000000", by=cast.enterprise)
    shown = tag.render(Context({"fig": figure(OUTPUT, bureau=cast.bureau, period=Period.parse("2022"))}))
    assert 'class="fig is-provisional"' in shown and "有待核的行" in shown and ">100.00</a>万元" in shown
    assert "—" in Template("{% load figures %}{% figure nothing %}").render(Context({}))


def test_a_formula_without_a_name_and_a_narrowed_figure_are_told_in_words(cast, as_user):
    client = as_user(cast.staff)
    share = client.get(reverse("figure"), {"e": "share(tc_value_in, tc_value_out)", "p": "2022-H1"})
    assert "等于 技术合同成交额（吸纳） ÷ 技术合同成交额（输出）。" in text_of(share)
    narrowed = client.get(reverse("figure"), {"e": "projects_applied[level=city]", "p": "2022-H1"})
    assert ">申报科技项目数［级别：市级］</h2>" in text_of(narrowed)
    unknown = text_of(client.get(reverse("figure"), {"e": "nothing", "p": "2022-H1"}))
    assert "没有代码是“nothing”的指标" in unknown and "<dt>口径</dt>" not in unknown


def test_what_others_told_is_printed_in_the_unit_that_its_row_names(cast, as_user):
    values = {
        "indicator": "高新技术产业增加值增速",
        "period": "2022H1",
        "value": Decimal("21.1"),
        "measure_unit": "%",
    }
    author = Author(None, "测试", bureau=cast.bureau)
    add_record(registers()["statistics"], values, bureau=cast.bureau, author=author)
    asked = {"e": "stat_value[indicator==高新技术产业增加值增速]", "p": "2022-H1"}
    page = as_user(cast.staff).get(reverse("figure"), asked)
    assert '21.10<span class="u">%</span>' in text_of(page)
