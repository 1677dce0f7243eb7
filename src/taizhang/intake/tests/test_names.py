"""When two names may mean the same organization, and when they must not."""

import pytest

from taizhang.intake.names import is_near, normal_name

HOME = ("江山", "衢州", "浙江")


def near(one, other):
    return is_near(normal_name(one), normal_name(other), HOME)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上海农科院", "浙江省农科院"), ("示例（杭州）精密有限公司", "示例（苏州）精密有限公司"), ("江山市医院", "衢州市医院"),
        ("江山市第一医院", "江山市第二医院"), ("浙江大学", "上海大学"), ("上海恒远机械有限公司", "江山恒远机械有限公司"),
    ],
)  # fmt: skip
def test_names_of_two_places_are_two(one, other):
    assert not near(one, other)
    assert not near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("江山恒远公司", "恒远有限公司"), ("上海市农科院", "上海农科院"), ("浙江省农科院", "农科院"),
        ("浙江省江山市恒远机械有限公司", "江山恒远机械有限公司"), ("示例（杭州）精密有限公司", "示例精密有限公司"),
        ("广西壮族自治区农科院", "广西农科院"), ("澜江恒远精密传动科技股份有限公司", "澜江恒远精密传动科技有限公司"),
    ],
)  # fmt: skip
def test_the_same_place_or_none_keeps_names_near(one, other):
    assert near(one, other)
    assert near(other, one)
