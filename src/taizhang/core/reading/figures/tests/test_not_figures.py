"""What looks like a figure and is none."""

import pytest

from taizhang.core.reading.figures.grammar import scan

from .spans import borderline, spans


@pytest.mark.parametrize(
    "text",
    [
        "2023年4月6日至7月12日", "二〇二三年", "06年", "2021-2023年", "1-5月", "1月至8月", "5月底", "一季度", "前三季度",
        "2023-04-06 09:30",
        "2023.4.6", "9时30分", "近五年", "五年来", "未来三年", "三年行动计划", "五年内", "两年平均",
    ],
)  # fmt: skip
def test_dates_and_spans(text: str) -> None:
    assert scan(f"自{text}起") == [] or scan(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[2021]27号", "〔2024〕5号", "（2023）18号", "一、总体情况", "（一）主要做法", "(2)存在问题", "1. 项目申报",
        "3、平台建设", "①摸底",
        "二是抓服务", "第三部分", "第五条规定", "2号文件",
    ],
)  # fmt: skip
def test_clause_and_document_numbers(text: str) -> None:
    assert scan(text) == []


def test_a_clause_number_does_not_swallow_the_figure_after_it() -> None:
    assert spans("1.2家企业获批\n2.15家企业入库\n3.受理6项") == ["2家", "15家", "6项"]
    assert spans("每万人拥有1.2家") == ["1.2家"]


@pytest.mark.parametrize(
    "text",
    [
        "863计划", "973项目组", "115产业", "163工程", "十四五规划", "十三五期间", "“50·科技之星”", "“315”体系",
        "1+1+1制度", "“1+6”体系",
        "三大攻坚战", "第三产业", "一村一品", "一企一策", "4.26宣传周", "5G基站", "A4纸", "CO2", "PM2.5浓度", "拨打110",
        "GB/T 9704-2012",
        "ISO9001认证", "4A级景区", "H7N9", "《关于支持50条措施的意见》", "“科创20条”", "八项规定", "三项费用", "三门县",
        "五台山", "两个维护",
        "四个意识", "三位一体", "一届三次全会", "三次产业", "二次创业", "一期工程", "二期项目", "千人计划", "百家企业",
        "万元GDP能耗", "百亿级产业", "千家万户",
    ],
)  # fmt: skip
def test_names(text: str) -> None:
    assert spans(f"落实{text}。") == []


@pytest.mark.parametrize(
    "text",
    [
        "第一批",
        "第五届",
        "第2期",
        "第三批",
        "第8次会议",
        "第一书记",
        "第一时间",
        "第一季度",
        "第三方机构",
        "第一产业",
    ],
)
def test_ordinals(text: str) -> None:
    assert scan(f"召开{text}工作会") == []


@pytest.mark.parametrize(
    "text",
    [
        "1#、2#厂房", "电话：0571-87650012", "热线12396", "QQ:30748227", "ID:1742762", "邮编 310000", "浏览次数：1286",
        "浏览：320次", "阅读 1286 次",
        "大小:31.24KB", "页数:21页", "共3页", "第1页", "13页", "/ 13 举报", "文档编号:93328732", "12人点赞", "范文10篇", "总结汇编（8篇）",
        "www.850500.com",
    ],
)  # fmt: skip
def test_noise_of_a_site(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "是一家新办的企业",
        "形成一套办法",
        "一项基础性工作",
        "一系列措施",
        "进一步",
        "统一部署",
        "每一家企业",
        "这一项目",
        "成为第一家",
        "唯一一家的",
        "居首位",
        "走在前列",
    ],
)
def test_one_as_a_way_of_speaking(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    "text", ["新增重点实验室一家，", "引进一家龙头企业", "拟新建一所分院", "其中一家获批"]
)
def test_one_that_counts(text: str) -> None:
    assert len(spans(text)) == 1


def test_borderline() -> None:
    assert borderline("分两批下达，连续三年增长，抓住三个环节，修建画廊一个，总量翻一番") == [
        "两批",
        "三年",
        "三个",
        "一个",
        "一番",
    ]


def test_pointing_back_is_no_figure() -> None:
    assert spans("这两项指标，上述三家企业") == []


def test_year_before_a_figure() -> None:
    assert spans("2022年5家，2023年15家，4月20日30人") == ["5家", "15家", "30人"]


@pytest.mark.parametrize(
    "text",
    [
        "四套班子高度重视", "抓好三件事", "推动新一轮发展", "做好四篇文章", '实现"三个突破"', "成立两个工作组", "共印15份",
        "应用题100道", "思想汇报5篇", "九年义务教育",
    ],
)  # fmt: skip
def test_ways_of_speaking_and_what_the_page_adds(text: str) -> None:
    assert spans(text + "。") == []


def test_what_only_looks_like_these() -> None:
    assert spans("发表三篇文章，印制手册15份，出题库100道。") == ["三篇", "15份", "100道"]
    assert spans("引进等9家具有资质的机构，省内排第一没有悬念。") == ["9家", "第一"]
    assert spans("比上年的320万元多15万元。") == ["320万元", "15万元"]
    assert spans("全市高企接近1100。") == ["1100"]
