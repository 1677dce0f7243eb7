"""One subject with several partners, and an enterprise found later."""

from taizhang.registers.declaration import registers


def test_one_framework_with_four_banks_is_four_records():
    key_of = registers()["cooperations"].key_of
    keys = [
        key_of({"subject": "科技金融合作框架协议", "organization": 1, "partner": bank})
        for bank in (2, 3, 4, 5)
    ]
    assert len({k for k, _ in keys}) == len({a for _, a in keys}) == 4


def test_enterprise_found_later_meets_the_row_that_had_none():
    key_of = registers()["cooperations"].key_of
    open_, settled = (
        {"subject": "废铜制粉", "partner": 2},
        {"subject": "废铜制粉", "partner": 2, "organization": 1},
    )
    assert key_of(open_)[0] != key_of(settled)[0]
    assert key_of(open_)[1] == key_of(settled)[1] != ""
