"""The figures of a report are asked for together: 130 of them cost no more queries than one of each register."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.indicators.catalogue import built_in
from taizhang.reports.content import content
from taizhang.reports.models import Paragraph, Report, Token
from taizhang.reports.tests.ledger import random_ledger

MANY = 130


def cost(report, expressions):
    """How many queries reading a report with these figures costs."""
    report.tokens.all().delete()
    report.paragraphs.all().delete()
    for at, expression in enumerate(expressions):
        Token.objects.create(
            report=report, key=f"k{at}", expression=expression, form=Token.Form.FIRST if at else "number"
        )
    body = "".join(f"{{{{k{at}}}}}项，" for at in range(len(expressions)))
    Paragraph.objects.create(report=report, position=1, body=body)
    with CaptureQueriesContext(connection) as seen:
        (section,) = content(report)
    assert len(section.figures) == len(expressions)
    return len(seen)


def test_a_report_of_many_figures_costs_a_few_queries_a_register(cast):
    random_ledger(cast.bureau, 3, 2022)
    report = Report.objects.create(bureau=cast.bureau, period="2022-H1", title="总结")
    contracts = [
        c for c, i in built_in().items() if i.definition and i.definition.register == "technology_contracts"
    ]
    one, many = cost(report, contracts[:1]), cost(report, contracts * (MANY // len(contracts)))
    assert many <= one + 1
    every = list(built_in())[:MANY]
    registers = {i.definition.register for i in map(built_in().get, every) if i.definition}
    assert cost(report, every) < one + 3 * len(registers)
