"""Names compared with texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reports.reconcile import words
from taizhang.reports.reconcile.coverage import covered, fully, telling

CHINESE = st.text(alphabet="科技项目企业创新平台研发市省区学校工程中心", max_size=20)


def test_one_form_for_marks_widths_dashes_and_second_names():
    assert words.plain("“50·科技之星” 团队") == "50科技之星团队"
    assert words.plain("2022—2024年库") == words.plain("２０２２-2024年库")
    assert words.plain("高企") == words.plain("国家高新技术企业") == "高新技术企业"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("科技型中小企业创新基金", "申报国家科技部中小企业创新基金"),
        ("省重要标准支撑计划", "重要标准支撑计划项目"),
    ],
)
def test_most_of_a_name_in_one_piece(name, text):
    assert words.common(words.plain(name), words.plain(text)).quality >= words.LEAST


def test_a_middle_part_may_be_left_out():
    assert words.shortened("企业研发投入奖补", "兑现企业研发奖补资金").quality == 0.75
    assert words.shortened("企业研发投入奖补", "企业贷款贴息") is None


def test_a_long_name_told_in_other_words():
    text = words.plain("走访了无锡江南大学、浙江大学等高校院所")
    assert words.scattered("走访江南大学等高校院所", text)
    assert words.scattered("走访江南大学等高校院所", words.plain("申报市级科技计划项目")) is None


@given(CHINESE, CHINESE)
def test_a_hit_covers_characters_of_the_text_and_no_more_than_the_name(name, text):
    for look in (words.exact, words.common, words.shortened, words.scattered):
        if hit := look(name, text):
            assert 0 < hit.quality <= 1
            assert all(0 <= at < len(text) for at in hit.covered)


def test_cover_counts_the_telling_words_only():
    assert covered("省级众创空间", ("众创空间", "省级")) == 1.0
    assert covered("说明材料页数", ("项目",)) == 0.0
    assert 0 < covered("青口镇科技型中小企业", ("科技型中小企业",)) < 1
    assert telling("众创空间") and not telling("企业")


def test_a_generic_noun_leaves_half_to_its_clause():
    assert fully("企业", "成为创新型试点企业", ("创新型试点企业", "成为")) == 1.0
    assert fully("企业", "获得该产品的新药证书", ("创新型试点企业",)) == 0.5
