"""Pictures of charts 图表: the ECharts option that the page shows, drawn without a browser.

ECharts itself draws, in a process of its own (see drawing.py), so the chart in a docx is the chart on the page.
"""

import json
import logging
import subprocess
import sys
from typing import Any

from taizhang.core.decisions import Refused

log = logging.getLogger(__name__)
COMMAND = [sys.executable, "-m", "taizhang.reports.drawing"]
SECONDS = 40


def svg(option: dict[str, Any], width: int = 640, height: int = 360) -> str:
    """An ECharts option as SVG, `width` x `height` px; the same option gives the same text. Raises Refused."""
    return _drawn(option=option, width=width, height=height, scale=None).decode()


def png(option: dict[str, Any], width: int = 640, height: int = 360, scale: float = 2.5) -> bytes:
    """The same as a PNG on white, `scale` pixels a px: 2.5 prints sharply at 16 cm. Raises Refused."""
    return _drawn(option=option, width=width, height=height, scale=scale)


def _drawn(**asked: Any) -> bytes:
    question = json.dumps(asked, ensure_ascii=False).encode()
    try:
        done = subprocess.run(COMMAND, input=question, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Refused("图画得太久，已经停下。请减少图里的指标或期数再试。") from None
    if done.returncode or not done.stdout:
        log.error("the chart was not drawn", extra={"code": done.returncode})
        raise Refused("图没有画成。请减少图里的指标再试；还不行时把报告交给系统管理员。")
    return done.stdout
