"""The evidence workbook: every figure of the report on a sheet of its own, linked both ways, personal data masked."""

import io

import openpyxl
import pytest

from taizhang.core.masking import masked
from taizhang.core.periods import Period
from taizhang.journal.writing import Author
from taizhang.registers.technology_contracts.models import TechnologyContract
from taizhang.reports import actions, freezing
from taizhang.reports.evidence import workbook
from taizhang.reports.tests.ledger import half_year
from taizhang.reports.tests.test_freezing import added, newest_contract, raised
from taizhang.reports.tying import Spec


@pytest.fixture
def author(cast):
    return Author(cast.staff)


@pytest.fixture
def report(cast, author):
    half_year(cast.bureau)
    return actions.make_report(bureau=cast.bureau, period=Period.parse("2022-H1"), author=author)


def opened(content, *, values=True):
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def lines(sheet):
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


def of(book, key):
    return next(book[name] for name in book.sheetnames if name.startswith(f"{key} "))


def test_each_figure_has_a_sheet_with_its_rows_and_the_way_back(report, author):
    content = workbook(report)
    book, formulas = opened(content), opened(content, values=False)
    contents = book["目录"]
    linked = {cell.hyperlink.location for row in contents.iter_rows() for cell in row if cell.hyperlink}
    assert linked == {f"'{name}'!A1" for name in book.sheetnames[1:]}
    keys = [t.key for t in report.tokens.order_by("pk")]
    assert [name.split()[0] for name in book.sheetnames[1 : len(keys) + 1]] == keys
    assert all(book[name]["A1"].hyperlink.location == "'目录'!A1" for name in book.sheetnames[1:])
    sheet = of(book, "k1")
    assert (sheet["B3"].value, sheet["C3"].value) == (1700, "万元")
    assert "SUM(" in of(formulas, "k1")["B3"].value
    rows = [line[1] for line in lines(sheet) if line and line[0] in (1, 2)]
    contracts = TechnologyContract.objects.filter(registered_on__year=2022).order_by("pk")
    assert rows == [contract.title for contract in contracts]


def test_a_derived_figure_is_a_formula_over_the_sheets_of_its_operands(report):
    content = workbook(report)
    formulas = opened(content, values=False)
    rate = of(formulas, "k13")
    written = rate["B3"].value
    assert "/" in written and "'k12 技术合同成交额（输出）'!$B$3" in written
    linked = {cell.hyperlink.location for row in rate.iter_rows() for cell in row if cell.hyperlink}
    assert "'k12 技术合同成交额（输出）'!A1" in linked
    back = {c.hyperlink.location for row in of(formulas, "k12").iter_rows() for c in row if c.hyperlink}
    assert f"'{rate.title}'!A1" in back


def test_a_signed_report_gives_the_same_workbook_whatever_is_corrected(report, author):
    freeze = freezing.sign(report=report, author=author)
    report.refresh_from_db()
    before = [lines(sheet) for sheet in opened(workbook(report))]
    assert any(freeze.digest in str(line) for line in before[0])
    raised(newest_contract(), author)
    assert [lines(sheet) for sheet in opened(workbook(freeze))] == before


def test_personal_data_stays_masked_and_text_runs_as_no_formula(report, author, cast):
    organization = cast.firm_east
    organization.title = "=HYPERLINK(1)有限公司"
    organization.save()
    definition = {"register": "organizations", "where": [["contact", "*"]], "measure": "count"}
    (token,) = added(report, author, Spec(definition=definition, name="有联系人的单位"))
    sheet = of(opened(workbook(report), values=False), token.key)
    told = [str(cell) for line in lines(sheet) for cell in line]
    assert masked("联系人甲") in told
    assert "联系人甲" not in told
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == "=HYPERLINK(1)有限公司")
    assert cell.data_type == "s"
