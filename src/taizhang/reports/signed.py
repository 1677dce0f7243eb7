"""What a freeze keeps, read back 签发的内容: the figures of a signed report as they were signed."""

import json
from decimal import Decimal
from functools import lru_cache
from typing import Any

from taizhang.core.decisions import Refused
from taizhang.files.store import path_of, pieces
from taizhang.indicators.figure import Figure
from taizhang.reports.kept import figure_from
from taizhang.reports.models import Freeze, Report
from taizhang.reports.reckoning import as_printed


def frozen(report: Report) -> dict[str, Any]:
    """What the newest freeze of a signed report keeps. Raises Refused when the file was lost or changed."""
    freeze = report.freezes.select_related("file").order_by("-number").first()
    if freeze is None:
        raise Refused("这份报告没有签发存证。请联系系统管理员从备份找回。")
    return load(freeze)


def frozen_figures(report: Report) -> dict[str, Figure]:
    """The figures of a signed report as they were signed."""
    return {key: signed_figure(each) for key, each in frozen(report)["figures"].items()}


def signed_figure(each: dict[str, Any]) -> Figure:
    """A kept figure as the report gives it."""
    return as_printed(figure_from(each["figure"]), each)


def frozen_history(report: Report, key: str) -> list[Decimal]:
    """The values of the years before that a signed figure was held against (首次突破)."""
    return [Decimal(value) for value in frozen(report)["figures"].get(key, {}).get("history", ())]


def load(freeze: Freeze) -> dict[str, Any]:
    """Everything that a freeze keeps. Raises Refused when the file was lost or changed. Not to be changed: it is shared.

    Held in memory by its place: another home has other files.
    """
    return _load(freeze.file.sha256, freeze.manifest["file"], str(path_of(freeze.file.sha256)))


@lru_cache(maxsize=8)
def _load(stored: str, promised: str, path: str) -> dict[str, Any]:
    if stored != promised:
        raise Refused("签发存证的文件被换过，与签发时的摘要不符。请系统管理员从备份找回。")
    found: dict[str, Any] = json.loads(b"".join(pieces(stored)))
    return found
