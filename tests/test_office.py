"""LibreOffice as a converter: old documents are read where it is installed, and refused in words where it is not."""

import time

import pytest

from taizhang import office
from taizhang.core.decisions import Refused
from taizhang.core.reading.documents.opening import open_document

RTF = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}\f0 \'b9\'b2\'c9\'ea\'b1\'a8 40 \'cf\'ee\par \'c1\'a2\'cf\'ee 5 \'cf\'ee\par}"

needs_office = pytest.mark.skipif(office.office() is None, reason="LibreOffice is not installed")


@needs_office
def test_an_rtf_is_read():
    document = open_document(RTF, "总结.rtf", convert=office.to_docx)
    assert (document.format, document.text.replace(" ", "")) == ("rtf", "共申报40项\n立项5项")


@needs_office
def test_what_it_cannot_convert_is_refused_in_words():
    with pytest.raises(Refused, match="没有转换成功"):
        office.to_docx(b"\0\1" * 1000)


@needs_office
def test_it_is_stopped_at_the_time_limit():
    began = time.monotonic()
    with pytest.raises(Refused, match="已经停下"):
        office.to_docx(RTF, seconds=0.05)
    assert time.monotonic() - began < 30  # stopped, not waited for


def test_a_missing_office_is_said(monkeypatch):
    monkeypatch.setattr(office, "PROGRAMS", ())
    with pytest.raises(Refused, match="LibreOffice，现在没有"):
        office.to_docx(RTF)
