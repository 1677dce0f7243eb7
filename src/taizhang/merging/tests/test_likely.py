"""Which organizations are offered as one, why, and which are not."""

import time

from tests.cast import credit_code

from taizhang.merging.actions import dismiss_pair, reconsider_pair
from taizhang.merging.likely import Firm, likely_pairs, pairs_of
from taizhang.merging.models import NotSame
from taizhang.merging.tests import ledger
from taizhang.registers.declaration import registers


def reasons(*firms: tuple[str, str, str]) -> list[tuple[str, ...]]:
    made = [Firm(pk, *firm) for pk, firm in enumerate(firms, 1)]
    return [pair.reasons for pair in pairs_of(made, ("江山", "衢州", "浙江"))]


def test_one_code_in_two_spellings():
    code = "91330881MA2DO0X01Q"
    assert reasons(("甲精密传动", code, ""), ("乙电子商务", code.replace("O", "0"), "")) == [
        ("信用代码只差写法",)
    ]


def test_the_organization_code_within_the_credit_code():
    code = credit_code(5)
    assert reasons(("甲精密传动", code, ""), ("乙电子商务", code[8:17], "")) == [("组织机构代码相同",)]


def test_names_that_differ_in_spaces_and_brackets():
    assert reasons(("恒远（江山）传动 有限公司", "", ""), ("恒远(江山)传动有限公司", "", "")) == [
        ("名称只差空格、括号等写法",)
    ]


def test_names_that_differ_in_their_legal_form():
    assert reasons(("澜江恒远精密传动有限公司", "", ""), ("澜江恒远精密传动", "", "")) == [
        ("名称只差“有限公司”",)
    ]


def test_a_former_name():
    assert reasons(("恒远传动有限公司", "", "江山机械厂"), ("江山机械厂", "", "")) == [
        ("名称是另一家的曾用名",)
    ]
    assert reasons(("恒远传动有限公司", "", "江山机械厂"), ("云栈数联公司", "", "老厂、江山机械厂")) == [
        ("曾用名相同",)
    ]


def test_what_is_different_on_purpose_is_not_offered():
    assert reasons(("江山第一中学", "", ""), ("江山第二中学", "", "")) == []
    assert reasons(("上海农科院蔬菜研究所", "", ""), ("浙江省农科院蔬菜研究所", "", "")) == []


def test_two_sound_codes_are_two_entities_unless_the_name_is_the_same():
    one, other = credit_code(1), credit_code(2)
    assert reasons(("澜江恒远传动有限公司", one, ""), ("澜江恒远传动有限责任公司", other, "")) == []
    assert reasons(("澜江恒远传动有限公司", one, ""), ("澜江恒远传动有限公司", other, "")) == [
        ("名称相同，但信用代码不同",)
    ]


def test_a_dismissed_pair_is_not_shown_again_until_that_is_taken_back(cast):
    other = ledger.duplicate(cast)
    assert [(p.low, p.high) for p in likely_pairs(cast.bureau)] == [(cast.firm_east.pk, other.pk)]
    pair = dismiss_pair(other, cast.firm_east, author=ledger.author(cast))
    assert dismiss_pair(cast.firm_east, other, author=ledger.author(cast)) == pair
    assert NotSame.objects.count() == 1
    assert likely_pairs(cast.bureau) == []
    reconsider_pair(pair, author=ledger.author(cast))
    assert len(likely_pairs(cast.bureau)) == 1


def test_the_phone_is_no_reason_and_other_bureaus_are_not_compared(cast):
    ledger.duplicate(cast, name="毫不相干的农业合作社", phone=cast.firm_east.phone)
    name = cast.firm_east.name
    elsewhere = registers()["organizations"].model._default_manager
    elsewhere.filter(pk=cast.firm_elsewhere.pk).update(name=name)
    assert likely_pairs(cast.bureau) == []


def test_ten_thousand_organizations_take_seconds():
    made = [
        Firm(n, f"澜江{chr(0x4E00 + n % 5000)}{chr(0x5E00 + n % 3001)}科技有限公司", "", "")
        for n in range(10_000)
    ]
    began = time.perf_counter()
    pairs_of(made, ("江山",))
    assert time.perf_counter() - began < 60  # measured 1 to 4 s; the machine may be shared
