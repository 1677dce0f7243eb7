"""Industries are found by code and by name, as people write them."""

import pytest

from taizhang.core.industries import DIVISIONS, SECTIONS, Industry, find, industry_code, industry_name


def test_the_classification_is_whole():
    assert "".join(SECTIONS) == "ABCDEFGHIJKLMNOPQRST"
    assert [code[1:] for code in DIVISIONS] == [f"{n:02d}" for n in range(1, 98)]
    assert [code[0] for code in DIVISIONS] == sorted(code[0] for code in DIVISIONS)
    assert {code[0] for code in DIVISIONS} == set(SECTIONS)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("C3453", "C3453"),
        ("3453", "C3453"),
        ("c3453", "C3453"),
        ("Ｃ３４５３", "C3453"),
        ("C 34", "C34"),
        ("34", "C34"),
        ("345", "C345"),
        ("3453.0", "C3453"),
        ("C", "C"),
        ("C3453 齿轮及齿轮减、变速箱制造", "C3453"),
        ("C3453齿轮制造", "C3453"),
        ("34通用设备制造业", "C34"),
        ("C34-通用设备制造业", "C34"),
        ("通用设备制造业", "C34"),
        ("计算机、通信和其他电子设备制造业", "C39"),
        ("计算机通信和其他电子设备制造业", "C39"),
        ("制造业", "C"),
        ("C制造业", "C"),
        ("C门类", "C"),
        ("农业", "A01"),
        ("0111", "A0111"),
        ("教育", "P83"),
    ],
)
def test_text_means_a_code(text, code):
    assert industry_code(text) == code


@pytest.mark.parametrize(
    "text", ["", "D34", "98", "0099", "C34533", "CAD软件", "U12", "00", "1", "机电", "T恤"]
)
def test_what_is_no_industry_stays_unknown(text):
    assert industry_code(text) is None


def test_names_are_of_the_division_or_section():
    assert industry_name("C3453") == "通用设备制造业"
    assert industry_name("C") == "制造业"
    assert industry_name("X99") == ""
    assert find("3453") == Industry("C3453", "通用设备制造业")
    assert find("玩具") is None


@pytest.mark.parametrize("code", [*SECTIONS, *DIVISIONS])
def test_every_name_finds_its_code(code):
    name = industry_name(code)
    assert industry_name(industry_code(name) or "") == name
    assert industry_code(code + name) == code
