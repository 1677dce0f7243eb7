"""Numbers that state something: span, value, unit, approximation, kind, in the spellings that bureaus use."""

from decimal import Decimal

import pytest

from taizhang.core.reading.figures.figure import Kind
from taizhang.core.reading.figures.grammar import scan

from .spans import borderline, firm, one, spans, told


@pytest.mark.parametrize(
    ("text", "value", "unit", "approx", "kind"),
    [
        ("入库企业128家", "128", "家", None, "count"),
        ("走访农户２６０户", "260", "户", None, "count"),
        ("兑现资金1,286.5万元", "1286.5", "万元", None, "money"),
        ("兑现资金３，４２０．７万元", "3420.7", "万元", None, "money"),
        ("播种面积1 265.3万公顷", "1265.3", "万公顷", None, "area"),
        ("拨付 350 万元", "350", "万元", None, "money"),
        ("共 18 家", "18", "家", None, "count"),
        ("进出口7.2亿美元", "7.2", "亿美元", None, "money"),
        ("外资300万欧元", "300", "万欧元", None, "money"),
        ("合同额6亿元人民币", "6", "亿元人民币", None, "money"),
        ("投入2亿3000万元", "23000", "万元", None, "money"),
        ("覆盖1万2千人", "12000", "人", None, "count"),
        ("用工5百人", "500", "人", None, "count"),
        ("投入2千万元", "2000", "万元", None, "money"),
        ("投入2千余万元", "2000", "万元", "余", "money"),
        ("厂房15万㎡", "15", "万㎡", None, "area"),
        ("厂房1500平方米", "1500", "平方米", None, "area"),
        ("综合能耗8.2万吨标准煤", "8.2", "万吨标准煤", None, "weight"),
        ("年发电3.5亿千瓦时", "3.5", "亿千瓦时", None, "other"),
        ("装机12.5MW", "12.5", "MW", None, "other"),
        ("亩产612.4公斤", "612.4", "公斤", None, "weight"),
        ("用地每亩产出35万元/亩", "35", "万元/亩", None, "money"),
        ("购置仪器26台（套）", "26", "台（套）", None, "count"),
        ("培训3.2万人次", "3.2", "万人次", None, "count"),
        ("回落0.7个百分点", "0.7", "个百分点", None, "percent"),
        ("出生率6.2‰", "6.2", "‰", None, "percent"),
        ("占8.6％", "8.6", "％", None, "percent"),
        ("是上年的2.4倍", "2.4", "倍", None, "ratio"),
        ("签订4年合作协议", "4", "年", None, "age_or_duration"),
        ("工期压缩18个月", "18", "个月", None, "age_or_duration"),
        ("修建6.5公里", "6.5", "公里", None, "other"),
        ("注册资金800万，", "800", "万", None, "money"),
        ("建筑面积达12万，", "12", "万", None, "area"),
        ("技术交易额突破3亿，", "3", "亿", "超", "money"),
        ("GDP达462亿元", "462", "亿元", None, "money"),
        ("完成R&D经费9.1亿元", "9.1", "亿元", None, "money"),
        ("公顷（+4.2%）", "4.2", "%", None, "percent"),
    ],
)
def test_arabic(text: str, value: str, unit: str, approx: str | None, kind: str) -> None:
    assert told(one(text)) == (value, unit, approx, kind)


@pytest.mark.parametrize(
    ("text", "value", "unit", "approx", "kind"),
    [
        ("现有三十余家", "30", "家", "余", "count"),
        ("引进两家", "2", "家", None, "count"),
        ("提高百分之六", "6", "%", None, "percent"),
        ("提高百分之六点五", "6.5", "%", None, "percent"),
        ("完成百分之百", "100", "%", None, "percent"),
        ("死亡率千分之五", "5", "‰", None, "percent"),
        ("覆盖四成", "4", "成", None, "percent"),
        ("入驻率七成多", "7", "成", "多", "percent"),
        ("走访十多家", "10", "家", "多", "count"),
        ("走访二十几个", "20", "个", "多", "count"),
        ("服务一万二千人", "12000", "人", None, "count"),
        ("争取一百二十万元", "120", "万元", None, "money"),
        ("争取五千万元", "5000", "万元", None, "money"),
        ("达两亿元", "2", "亿元", None, "money"),
        ("近百家", "100", "家", "近", "count"),
        ("上千人", "1000", "人", "以上", "count"),
        ("培训百余人次", "100", "人次", "余", "count"),
        ("一百零五项", "105", "项", None, "count"),
        ("建成一十二家", "12", "家", None, "count"),
        ("增长一倍", "1", "倍", None, "ratio"),
    ],
)
def test_chinese(text: str, value: str, unit: str, approx: str | None, kind: str) -> None:
    assert told(one(text)) == (value, unit, approx, kind)


@pytest.mark.parametrize(
    ("text", "span", "approx"),
    [
        ("服务企业60余家", "60余家", "余"),
        ("服务企业60多家", "60多家", "多"),
        ("流转1.8万余亩", "1.8万余亩", "余"),
        ("到位4亿多元", "4亿多元", "多"),
        ("到位400多万元", "400多万元", "多"),
        ("产量是上年的3倍多", "3倍多", "多"),
        ("近40家", "40家", "近"),
        ("将近40家", "40家", "近"),
        ("大约40家", "40家", "约"),
        ("约占全区工业的35%", "35%", "约"),
        ("超过了40家", "40家", "超"),
        ("突破40家", "40家", "超"),
        ("逾40家", "40家", "超"),
        ("不低于40家", "40家", "以上"),
        ("不少于40家", "40家", "以上"),
        ("至少40家", "40家", "以上"),
        ("面积≥40亩", "40亩", "以上"),
        ("40家以上", "40家", "以上"),
        ("40家左右", "40家", "左右"),
        ("40家上下", "40家", "左右"),
        ("2%以内", "2%", "以内"),
        ("2%以下", "2%", "以内"),
        ("不超过2%", "2%", "以内"),
        ("不足三成", "三成", "不足"),
        ("达到40家", "40家", None),
        ("总数达40家", "40家", None),
        ("节约40万元", "40万元", None),
        ("签约40家", "40家", None),
        ("附近40家", "40家", None),
    ],
)
def test_approximation(text: str, span: str, approx: str | None) -> None:
    number = one(text)
    assert (number.text, number.approx) == (span, approx)


@pytest.mark.parametrize(
    ("text", "lower", "upper", "unit"),
    [
        ("每镇3-5家", 3, 5, "家"),
        ("每镇３～５家", 3, 5, "家"),
        ("每镇3—5家", 3, 5, "家"),
        ("每镇20至30人", 20, 30, "人"),
        ("每镇三到五家", 3, 5, "家"),
        ("每镇三五家", 3, 5, "家"),
        ("每镇十七八家", 17, 18, "家"),
        ("补助10%-15%", 10, 15, "%"),
        ("补助5-10万元", 5, 10, "万元"),
        ("补助5万至10万元", 5, 10, "万元"),
        ("补助5000-1万元", Decimal("0.5"), 1, "万元"),
        ("排第3-5名", 3, 5, "名"),
    ],
)
def test_range(text: str, lower: int | Decimal, upper: int, unit: str) -> None:
    number = one(text)
    assert (number.value, number.upper) == (Decimal(lower), Decimal(upper))
    assert number.unit == unit


def test_from_one_number_to_another_is_no_range() -> None:
    assert spans("由30家增加到45家") == ["30家", "45家"]
    assert spans("从30家到45家，从8%至12%") == ["30家", "45家", "8%", "12%"]


@pytest.mark.parametrize(
    ("text", "span", "unit"),
    [
        ("培育xx家企业", "xx家", "家"),
        ("到账××万元", "××万元", "万元"),
        ("授权*件", "*件", "件"),
        ("授权***余件", "***余件", "件"),
        ("支出x.x亿元", "x.x亿元", "亿元"),
        ("支出20xx万元", "20xx万元", "万元"),
        ("收入xx458元", "xx458元", "元"),
        ("增长xx0.9%", "xx0.9%", "%"),
        ("投资xx.51亿元", "xx.51亿元", "亿元"),
        ("培育2xx家", "2xx家", "家"),
        ("新立X项", "X项", "项"),
        ("占比xx%", "xx%", "%"),
        ("发放_余份", "_余份", "份"),
        ("资金xx万，", "xx万", "万"),
        ("每年x至x个", "x至x个", "个"),
        ("排全市第x位", "第x位", "位"),
    ],
)
def test_masked(text: str, span: str, unit: str) -> None:
    number = one(text)
    assert (number.text, number.unit, number.value, number.masked) == (span, unit, None, True)


@pytest.mark.parametrize(
    "text",
    ["x理工大学", "xx市xx镇xx村", "XX年", "20xx年度", "x号文件", "xx县人民政府", "MAX机型", "xx人民医院"],
)
def test_mask_inside_a_name(text: str) -> None:
    assert scan(text) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("奖金共计 万元，", "万元"),
        ("产值达 亿元。", "亿元"),
        ("获批资金余万元。", "余万元"),
        ("共有 家企业", "家"),
        ("同比增长%，", "%"),
    ],
)
def test_lost_number(text: str, span: str) -> None:
    number = one(text)
    assert (number.text, number.value, number.masked, number.optional) == (span, None, True, True)


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "approx"),
    [
        ("列全省第二位", "第二位", 2, "位", None),
        ("列全省第3位", "第3位", 3, "位", None),
        ("排名第二，", "第二", 2, None, None),
        ("总量居全市第12。", "第12", 12, None, None),
        ("获第三名", "第三名", 3, "名", None),
        ("全省倒数第七位", "倒数第七位", 7, "位", "倒数"),
        ("全省倒数第二，", "倒数第二", 2, None, "倒数"),
    ],
)
def test_rank(text: str, span: str, value: int, unit: str | None, approx: str | None) -> None:
    number = one(text)
    assert (number.text, number.value, number.unit) == (span, Decimal(value), unit)
    assert (number.kind, number.approx) == (Kind.RANK, approx)


def test_ranks_in_a_row() -> None:
    assert spans("两项指标分别居全省第一、第二和第五。") == ["第一", "第二", "第五"]


def test_borderline_ranks() -> None:
    assert borderline("稳居全市前三名，进入全国百强县前10%。") == ["前三名", "10%"]


@pytest.mark.parametrize(
    "text", ["一产、二产、三产之比为2.7:54.8:42.5", "结构为2.7：54.8：42.5。", "2.7∶54.8∶42.5"]
)
def test_parts_of_a_hundred(text: str) -> None:
    numbers = firm(text)
    assert [(str(number.value), number.unit, number.kind) for number in numbers] == [
        ("2.7", None, Kind.PERCENT),
        ("54.8", None, Kind.PERCENT),
        ("42.5", None, Kind.PERCENT),
    ]


@pytest.mark.parametrize(("text", "value"), [("占三分之一", "0.3333"), ("占一半", "0.5"), ("占3/4", "0.75")])
def test_fractions_are_borderline(text: str, value: str) -> None:
    number = one(text)
    assert (number.value, number.unit, number.kind, number.optional) == (
        Decimal(value),
        None,
        Kind.RATIO,
        True,
    )


@pytest.mark.parametrize("text", ["几十家", "数十家", "数百人次", "几百万元"])
def test_so_many_without_a_value(text: str) -> None:
    number = one(f"带动{text}")
    assert (number.text, number.value, number.masked, number.optional) == (text, None, False, True)


@pytest.mark.parametrize(
    ("text", "span", "kind"),
    [
        ("租赁面积约21587，", "21587", Kind.AREA),
        ("跟踪107签约意向", "107", Kind.COUNT),
        ("常住人口736402，", "736402", Kind.COUNT),
        ("创新指数达到160以上", "160", Kind.COUNT),
    ],
)
def test_without_a_unit(text: str, span: str, kind: Kind) -> None:
    number = one(text)
    assert (number.text, number.unit, number.kind) == (span, None, kind)


def test_a_list_may_share_the_last_unit() -> None:
    numbers = firm("三个园区分别为12、15和18家")[1:]
    assert [(number.text, number.unit, number.kind) for number in numbers] == [
        ("12", None, Kind.COUNT),
        ("15", None, Kind.COUNT),
        ("18家", "家", Kind.COUNT),
    ]
    assert firm("比重分别回落2.1和1.6个百分点")[0].kind is Kind.PERCENT


def test_a_size_is_no_mask() -> None:
    assert not any(number.masked for number in scan("制作展板3×5米、1.2*2.4米"))


def test_a_number_before_a_longer_word_is_not_its_unit() -> None:
    assert spans("12个人才项目，5项目标，8家企业，30人") == ["12个", "5项", "8家", "30人"]
    assert spans("3人才引进，5部门联合，2家庭农场") == []


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("80名以上的教学点", True),
        ("年产值2000万元以上工业企业", True),
        ("执行率不足40%的类别", True),
        ("新增5家以上高企", False),
        ("由上年不足50家", False),
        ("达到8亿元以上，", False),
        ("实现90%以上的资金直达", False),
    ],
)
def test_threshold(text: str, limit: bool) -> None:
    assert one(text).limit is limit


def test_only_the_part_asked_for_is_read() -> None:
    text = "甲镇12家，乙镇15家，丙镇18家"
    start, end = text.index("乙"), text.index("丙")
    (number,) = scan(text, start, end)
    assert (number.text, text[number.start : number.end]) == ("15家", "15家")
