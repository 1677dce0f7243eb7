"""Sentences that claim less than they seem to: none of them may be called wrong."""

import pytest

from .telling import claims

INNOCENT = [
    # the base of 完成预算的N% is the part's own plan, which is not told
    "全区收入6000万元，为预算的55.3%。其中：区级收入4000万元，为预算的56%；上划收入2000万元，为预算的53.8%。",
    "再就业1.45万人，完成全年任务的120.96%，其中困难人员再就业4589人，完成全年任务的114.73%。",
    "新增贷款10.5亿元，完成全年任务的96%；其中：个人贷款6.8亿元，完成全年任务的103.5%；企业贷款3.7亿元，完成全年任务的84.9%。",
    "进出口总额54330万美元。其中进口5747万美元；出口48583万美元。完成全年出口目标任务的60.5%。",
    # another head after the semicolon
    "招生1863.9万人，比上年减少74.0万人，下降3.82%；在校学生4656.4万人，比上年增加56.3万人，增长1.22%。",
    # points against last year's share, not against the share told next
    "比重为7.4%，比上年提升0.3个百分点；乙类和丙类经费所占比重分别为12.1%和80.5%。",
    "1-8月工业投资增长3.2%，比1-7月（6.7%）回落3.5个百分点，比上半年（5.8%）回落2.6个百分点。",
    # neighbours that are no parts
    "一般公共预算收入完成53亿元，增长79.2%；城镇、农村居民人均可支配收入分别达到39000元、16300元，增长4.7%、5.1%。",
    "实际吸收外资4.96亿美元，完成目标的101.6%；货物贸易出口总值2.43亿美元，进口总值2.38亿美元。",
    "进出口总值22.91万亿元。其中，出口12.48万亿元；进口10.43万亿元；贸易顺差2.05万亿元。",
    # a share of several figures together; a share of a whole that is not told
    "高校获得一等奖1项，二等奖26项，占授奖项目总数46项的58.7%。",
    "总数达1630家，其中市级示范机构12家、占全市34.3%；市级孵化平台达135家、占全市30.3%。",
    # a rest that is not told
    "油料产量14.5万吨，其中：菜籽产量11.1万吨，增长10.1%；蔬菜产量49.9万吨。",
    "粮食总产量416.0万吨。其中，水稻产量33.0万吨，玉米产量378.4万吨。",
    "东海大学以15项领先，南山大学以10项排名第二。",
    "生产总值增长6.7%，三次产业分别拉动1.64、2.4、2.66个百分点。",
]


@pytest.mark.parametrize("text", INNOCENT)
def test_nothing_is_called_wrong(text: str) -> None:
    assert [told for told in claims(text) if told[3] is False] == []


NEARLY = [
    "自然科学奖47项，其中：一等奖2项，二等奖44项。",
    "全市收入730.4亿元，增长1.9%。其中：市本级收入361.5亿元，下降0.7%；区级收入358.9亿元，增长4.4%。",
]


@pytest.mark.parametrize("text", NEARLY)
def test_parts_that_nearly_give_their_whole_are_not_confirmed_one_by_one(text: str) -> None:
    told = claims(text)
    assert [each for each in told if each[0] == "part"] == []
    assert {each[3] for each in told if each[0] == "sum"} <= {None, False}


def test_two_shares_of_a_pair_are_of_the_pair_told_of_the_whole() -> None:
    text = "输出技术合同8512项、321.8亿元。留在省内的6233项、207.7亿元，分别占输出总量的73.2%和{}%。"
    right = claims(text.format("64.5"), "share")
    assert right == [
        ("share", "8512项", ("6233项", "73.2%"), True),
        ("share", "321.8亿元", ("207.7亿元", "64.5%"), True),
    ]
    assert ("share", "321.8亿元", ("207.7亿元", "66.5%"), False) in claims(text.format("66.5"), "share")
