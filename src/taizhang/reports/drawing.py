"""The process that draws one chart 画图进程: an option in by a pipe, the picture out by a pipe.

`python -m taizhang.reports.drawing`. In: JSON of `option`, `width`, `height`, and `scale` for a PNG (none: SVG). ECharts runs in
V8 and writes an SVG; resvg turns that into a PNG. V8 is in no web or worker process: it crashes some at their end.
"""

import json
import os
import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from taizhang.frontend import STATIC

if TYPE_CHECKING:
    from py_mini_racer import MiniRacer

# The first that the machine has; an option may name its own in textStyle.
FONTS = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, SimHei, WenQuanYi Zen Hei, sans-serif"
SECONDS = 20
MEGABYTES = 512

_DRAW = """
(option, width, height) => {
    const chart = echarts.init(null, null, {renderer: "svg", ssr: true, width, height});
    try {
        chart.setOption(option);
        return chart.renderToSVGString();
    } finally {
        chart.dispose();
    }
}
"""
# ECharts numbers styles and clips through a whole process; a picture must not depend on those drawn before it.
_NUMBERED = re.compile(r"\bzr\d+-[a-z]+-?\d+")


def svg(option: dict[str, Any], width: int = 640, height: int = 360) -> str:
    """An ECharts option as SVG, `width` x `height` px; the same option gives the same text.

    Raises py_mini_racer.JSEvalException when ECharts cannot draw it.
    """
    still = option | {
        "animation": False,
        "textStyle": {"fontFamily": FONTS} | option.get("textStyle", {}),
    }
    arguments = ", ".join(json.dumps(a, ensure_ascii=False) for a in (still, width, height))
    drawn = str(_echarts().eval(f"({_DRAW})({arguments})", timeout_sec=SECONDS))
    names = {name: f"z{n}" for n, name in enumerate(dict.fromkeys(_NUMBERED.findall(drawn)))}
    return _NUMBERED.sub(lambda found: names[found[0]], drawn)


def png(option: dict[str, Any], width: int = 640, height: int = 360, scale: float = 2.5) -> bytes:
    """The same as a PNG on white, `scale` pixels a px: 2.5 prints sharply at 16 cm."""
    import resvg_py

    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg(option, width, height),
        background="#ffffff",
        zoom=scale,
        sans_serif_family="Noto Sans CJK SC",
    )
    return bytes(drawn)


@cache
def _echarts() -> "MiniRacer":
    """V8 with ECharts loaded: one of a process, made when the first chart is drawn."""
    from py_mini_racer import MiniRacer

    engine = MiniRacer()
    engine.set_hard_memory_limit(MEGABYTES * 1024 * 1024)
    engine.eval((STATIC / "echarts.min.js").read_text(encoding="utf-8"))
    return engine


def main() -> None:
    """Draw what stdin asks for."""
    asked = json.loads(sys.stdin.buffer.read())
    size = asked["option"], asked["width"], asked["height"]
    drawn = svg(*size).encode() if asked["scale"] is None else png(*size, asked["scale"])
    sys.stdout.buffer.write(drawn)
    sys.stdout.flush()
    os._exit(0)  # V8's own end is not waited for


if __name__ == "__main__":
    main()
