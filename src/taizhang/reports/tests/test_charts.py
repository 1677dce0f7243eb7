"""Charts are drawn without a browser, Chinese and all, and always the same."""

import struct
import subprocess
import sys
import zlib

import pytest

from taizhang.core.decisions import Refused
from taizhang.reports.charts import png, svg

BARS = {
    "title": {"text": "技术合同成交额（万元）"},
    "xAxis": {"type": "category", "data": ["一季度", "二季度"]},
    "yAxis": {"type": "value"},
    "series": [{"type": "bar", "name": "输出", "data": [8120, 12430.39], "label": {"show": True}}],
}


def test_a_chart_says_what_its_option_says():
    drawn = svg(BARS, 640, 360)
    assert 'width="640" height="360"' in drawn
    assert all(
        f">{text}<" in drawn for text in ("技术合同成交额（万元）", "一季度", "二季度", "8120", "12430.39")
    )
    assert "animation" not in drawn


def test_the_same_option_gives_the_same_picture():
    assert png(BARS) == png(BARS)


def test_text_from_the_ledger_is_no_script():
    drawn = svg(BARS | {"title": {"text": '</text><script>"`${1}\\\u2028'}})
    assert "<script" not in drawn


def test_the_picture_has_the_pixels_asked_for_and_holds_ink():
    data = png(BARS, 320, 200, scale=2)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (640, 400)
    assert len(set(_first_scanlines(data, 60))) > 2  # the title's letters stand in the first lines


def _first_scanlines(data, lines):
    """The bytes of the first lines, as stored."""
    body, place = b"", 8
    while place < len(data):
        length = struct.unpack(">I", data[place : place + 4])[0]
        if data[place + 4 : place + 8] == b"IDAT":
            body += data[place + 8 : place + 8 + length]
        place += 12 + length
    return zlib.decompress(body)[: lines * (640 * 4 + 1)]


def test_what_cannot_be_drawn_is_refused_in_words():
    with pytest.raises(Refused, match="没有画成"):
        svg({"series": [{"type": "bar", "data": "none"}], "xAxis": 3, "yAxis": {"type": "no such"}})


def test_v8_stays_out_of_the_process_that_asks():
    asked = "import sys; from taizhang.reports.charts import svg; svg({}); print({'py_mini_racer', 'resvg_py'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", asked], text=True).strip() == "set()"
