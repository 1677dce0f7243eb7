"""Charts of a report 图: the values of its indicators over the last periods, as an ECharts option for page and paper."""

from typing import Any

from taizhang.core.periods import Period
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures
from taizhang.reports.models import Paragraph, Report
from taizhang.reports.signed import frozen

PERIODS = 5
COLOURS = ["#1f6feb", "#d4792a", "#3d8f5f", "#8a63b8"]


def option_of(report: Report, paragraph: Paragraph) -> dict[str, Any]:
    """The option of a chart paragraph; of a signed report the one that was signed."""
    data = paragraph.data or {}
    if report.signed:
        return dict(frozen(report)["charts"].get(str(paragraph.pk), {}))
    return option(
        Figures(report.bureau, as_of=report.as_of), data, Period.parse(data.get("period") or report.period)
    )


def option(figures: Figures, data: dict[str, Any], period: Period) -> dict[str, Any]:
    """Columns of each code of `data` ("codes", "title") for the period and the same ones of the years before."""
    spans = [period]
    while len(spans) < PERIODS:
        spans.append(spans[-1].year_before())
    spans.reverse()
    codes = data.get("codes", ())
    figures.prepare((code, span) for code in codes for span in spans)
    series = [[figures.figure(code, span) for span in spans] for code in codes]
    first = next((at for at in range(len(spans)) if any(line[at].value for line in series)), len(spans) - 1)
    return {
        "color": COLOURS,
        "title": {"text": data.get("title", ""), "left": "center", "textStyle": {"fontSize": 15}},
        "legend": {"bottom": 0, "data": [line[0].name for line in series]},
        "grid": {"left": 60, "right": 20, "top": 50, "bottom": 50},
        "xAxis": {"type": "category", "data": [span.words for span in spans[first:]]},
        "yAxis": {"type": "value", "name": series[0][0].unit if series else ""},
        "series": [
            {"name": line[0].name, "type": "bar", "barMaxWidth": 44, "barGap": "40%", "data": [_point(f) for f in line[first:]],
             "label": {"show": True, "position": "top"}}
            for line in series
        ],
    }  # fmt: skip


def _point(figure: Figure) -> float | None:
    return None if figure.value is None else float(figure.text)
