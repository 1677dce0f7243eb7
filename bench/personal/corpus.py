# ruff: noqa: E501 - rows of made-up sentences
"""Made-up texts by seed: personal data in many spellings, and what only looks like it, in the sentences of bureaus.

Numbers are made by their standards' check digits, not by the scanner's own functions. Nobody's real data.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import luhn
from stdnum.cn import ric, uscc

PROVINCES = ("330106", "110105", "440305", "510107", "320505", "420106", "650102", "710101")
BEFORE = (
    "",
    "联系人：王某某，",
    "1.",
    "附件2 ",
    "公示如下：",
    "经审核，",
    "（",
    "张三 ",
    "2026年11月",
    "特此公告。",
)
AFTER = ("", "。", "，请注明", "）", "；李四", " 2026-11-22", "\n以上", "（工作日）")
KINDS = ("id", "card", "mobile", "landline", "email", "passport", "officer", "address")


@dataclass(frozen=True)
class Case:
    """A text, and the stretch of it that is personal data; kind "" when nothing is."""

    text: str
    kind: str = ""
    start: int = 0
    end: int = 0
    sort: str = ""


def corpus(seed: int, size: int = 300) -> Iterator[Case]:
    """`size` cases of each kind, and three times as many of none."""
    dice = random.Random(seed)
    for kind in KINDS:
        for _ in range(size):
            yield put(dice, kind, MAKERS[kind](dice))
    for _ in range(3 * size):
        text, sort = negative(dice)
        yield Case(text, sort=sort)


def put(dice: random.Random, kind: str, made: tuple[str, str]) -> Case:
    """A value with the words that say what it is, in its surroundings."""
    said, value = made
    before = dice.choice(BEFORE) + said
    return Case(before + value + dice.choice(AFTER), kind, len(before), len(before) + len(value), said)


def digits(dice: random.Random, count: int) -> str:
    return "".join(dice.choice("0123456789") for _ in range(count))


def day(dice: random.Random) -> str:
    return f"{dice.randint(1945, 2008)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}"


def spelt(dice: random.Random, groups: list[str], gaps: tuple[str, ...]) -> str:
    """The groups of a number, parted, perhaps in full-width digits or with signs that nobody sees."""
    value = dice.choice(gaps).join(groups)
    turn = dice.random()
    if turn < 0.12:
        return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in value)
    if turn < 0.18:
        return value[:5] + "\u200b" + value[5:]
    return value


def id_number(dice: random.Random) -> tuple[str, str]:
    if dice.random() < 0.12:
        old = dice.choice(PROVINCES[:6]) + day(dice)[2:] + digits(dice, 3)
        return dice.choice(("身份证号：", "证件号码 ", "")), old
    body = dice.choice(PROVINCES) + day(dice) + digits(dice, 3)
    full = body + str(ric.calc_check_digit(body + "0"))
    if full.endswith("X") and dice.random() < 0.4:
        full = full[:-1] + "x"
    groups = dice.choice(
        (
            [full],
            [full[:6], full[6:14], full[14:]],
            [full[:6], full[6:10], full[10:14], full[14:]],
            list(full),
        )
    )
    return dice.choice(("身份证号：", "身份证", "", "证件号码 ", "公民身份号码")), spelt(
        dice, groups, (" ", "-", "  ", "\n")
    )


def card(dice: random.Random) -> tuple[str, str]:
    begin, size = dice.choice(
        (("6222", 19), ("6217", 19), ("6228", 19), ("6225", 16), ("4367", 16), ("5187", 16))
    )
    body = begin + digits(dice, size - 5)
    full = body + luhn.calc_check_digit(body)
    fours = [full[n : n + 4] for n in range(0, size, 4)]
    if dice.random() < 0.15:
        return dice.choice(("账号：", "收款账户 ", "开户账号")), "1202" + digits(
            dice, dice.choice((11, 13, 15))
        )
    return dice.choice(("银行卡号：", "卡号 ", "", "账号：", "工资卡")), spelt(
        dice, dice.choice(([full], fours)), (" ", "-", " ")
    )


def mobile(dice: random.Random) -> tuple[str, str]:
    full = dice.choice("130 135 138 139 150 158 166 173 177 180 189 191 198 199".split()) + digits(dice, 8)
    if dice.random() < 0.05:
        return "手机", "".join("零一二三四五六七八九"[int(c)] for c in full)
    groups = dice.choice(
        (
            [full],
            [full[:3], full[3:7], full[7:]],
            [full[:7], full[7:]],
            [full[:4], full[4:8], full[8:]],
            list(full),
        )
    )
    value = spelt(dice, groups, (" ", "-", ".", "·", "－"))
    return dice.choice(("电话：", "手机", "", "联系方式 ", "Tel:", "微信同号")), dice.choice(
        ("", "", "", "+86 ", "86-")
    ) + value


def landline(dice: random.Random) -> tuple[str, str]:
    area = dice.choice(("0571", "010", "021", "0755", "0592", "0763", "0799"))
    local = dice.choice("2345678") + digits(dice, 7 if area in ("010", "021", "0755", "0571") else 6)
    turn = dice.random()
    said = dice.choice(("电话：", "传真 ", "联系电话", ""))
    if turn < 0.2:
        return dice.choice(("电话：", "传真 ", "联系电话")), local
    made = dice.choice(
        (
            f"{area}-{local}",
            f"({area}){local}",
            f"（{area}）{local}",
            f"{area} {local}",
            f"+86-{area[1:]}-{local}",
            f"{area}{local}",
        )
    )
    return said, made


def email(dice: random.Random) -> tuple[str, str]:
    name = dice.choice(("zhangsan", "li.si", "wang_wu88", "kjj-bgs", "13800")) + digits(dice, 2)
    host = dice.choice(("163.com", "qq.com", "example.com.cn", "hz.gov.cn", "mail.zju.edu.cn"))
    value = name + dice.choice(("@", "@", "＠", " @")) + host
    return dice.choice(("邮箱：", "E-mail: ", "", "电子邮箱")), value


def passport(dice: random.Random) -> tuple[str, str]:
    return dice.choice(("护照号：", "护照 ", "Passport No.")), dice.choice(("E", "G", "EA", "EB")) + digits(
        dice, 8
    )[: dice.choice((7, 8))]


def officer(dice: random.Random) -> tuple[str, str]:
    return dice.choice(("军官证：", "证件", "")), f"{dice.choice('军南北空')}字第{digits(dice, 7)}号"


def address(dice: random.Random) -> tuple[str, str]:
    city = dice.choice(("", "杭州市西湖区", "浙江省江山市峡口镇", "厦门市海沧区", "萍乡市湘东区"))
    number = dice.randint(1, 999)
    made = dice.choice((
        f"{city}文三路{number}号", f"{city}建设大道{number}号{dice.randint(1, 9)}幢{dice.randint(1, 30)}01室", f"{city}柳树村{dice.randint(1, 12)}组{dice.randint(1, 99)}号",
        f"{city}江南花园{dice.randint(1, 20)}幢{dice.randint(1, 4)}单元{dice.randint(1, 9)}02室", f"{city}解放街{number}弄{dice.randint(1, 20)}号", f"{city}中山北路{number}号3楼",
        f"{city}桥头村第{dice.choice('一二三四五')}村民小组"[: -4] + "组",
    ))  # fmt: skip
    return dice.choice(("住址：", "地址 ", "", "现住", "家庭住址：")), made


MAKERS = {
    "id": id_number, "card": card, "mobile": mobile, "landline": landline, "email": email,
    "passport": passport, "officer": officer, "address": address,
}  # fmt: skip


def negative(dice: random.Random) -> tuple[str, str]:
    """A sentence of a report, with numbers that are nobody's."""
    sort = dice.choice(tuple(NEGATIVES))
    return NEGATIVES[sort](dice), sort


def _credit(dice: random.Random) -> str:
    body = (
        dice.choice(("91", "92", "12", "52", "11"))
        + dice.choice(PROVINCES[:6])
        + "".join(dice.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(9))
    )
    return f"统一社会信用代码{dice.choice(('：', ' ', ''))}{body}{uscc.calc_check_digit(body)}"


def _of_digits(dice: random.Random) -> str:
    body = "91330106" + digits(dice, 9)
    return f"信用代码 {body}{uscc.calc_check_digit(body)}"


NEGATIVES = {
    "credit code": _credit,
    "credit code of digits": _of_digits,
    "project": lambda d: f"项目编号：{d.choice(('2024YFB', '2023C', 'LGF', 'KJ-'))}{digits(d, d.choice((5, 7, 11)))}",
    "project of digits": lambda d: f"合同编号 {d.choice(('2026', '2025'))}{digits(d, d.choice((7, 8, 11, 12)))}，已登记",
    "amount": lambda d: f"实现营业收入{d.choice('13456789')}{digits(d, 10)}{d.choice(('元', '万元', '千元'))}",
    "phone-like amount": lambda d: f"用电量 13{digits(d, 9)} {d.choice(('千瓦时', '吨', '元'))}",
    "grouped amount": lambda d: f"合同额 {d.randint(1, 999)},{digits(d, 3)},{digits(d, 3)},{digits(d, 3)}.{digits(d, 2)} 元",
    "decimal": lambda d: f"占比 0.{digits(d, 11)}，增长 1.3{digits(d, 9)}",
    "document": lambda d: f"《关于印发……的通知》（浙科发规〔{d.randint(2015, 2026)}〕{d.randint(1, 300)}号）",
    "date": lambda d: f"{d.randint(2015, 2026)}-{d.randint(1, 12):02}-{d.randint(1, 28):02} 至 20261231，{d.randint(2015, 2026)}年第{d.randint(1, 4)}季度",
    "patent": lambda d: f"专利号 ZL20{d.randint(10, 26)}1{digits(d, 7)}.{d.choice('0123456789X')}",
    "patent of digits": lambda d: f"申请号：20{d.randint(10, 26)}1{digits(d, 7)}.{d.choice('0123456789')}",
    "certificate": lambda d: f"高企证书编号 GR20{d.randint(18, 25)}33{digits(d, 6)}",
    "masked phone": lambda d: f"联系电话：1{d.choice('3589')}{d.choice('0123456789')}****{digits(d, 4)}",
    "masked id": lambda d: f"身份证号 3301{'*' * 12}{digits(d, 2)}",
    "masked card": lambda d: f"账号 6222{'*' * 11}{digits(d, 4)}",
    "years": lambda d: f"{d.randint(2015, 2020)}{d.choice((' ', '  '))}{d.randint(2021, 2026)} {digits(d, 4)} {digits(d, 4)} {digits(d, 3)}",
    "hotline": lambda d: f"咨询{d.choice(('12345', '12330', '12348'))}、第{d.randint(1, 99)}号通知",
    "isbn": lambda d: f"ISBN 978-7-{digits(d, 3)}-{digits(d, 5)}-{digits(d, 1)}",
    "standard": lambda d: f"GB/T {digits(d, 5)}-{d.randint(2000, 2025)}、ISO {digits(d, 4)}",
    "road without house": lambda d: d.choice(("推进文三路数字生活街区建设", "沿中山北路布局孵化器 12 家", "320国道沿线", "地铁5号线二期", "开发区一号路建成通车", "建设街道科协组织 8 个")),
    "village without house": lambda d: f"在柳树村、桥头村建立科技小院{d.randint(1, 20)}个，培训{d.randint(100, 900)}人次",
    "counts": lambda d: f"新认定高企{d.randint(10, 99)}家，科技型中小企业{d.randint(100, 999)}家，同比增长{d.randint(1, 40)}.{d.randint(0, 9)}%",
    "invoice": lambda d: f"发票号码：{digits(d, 8)}，流水号 {d.choice(('2026', '1202'))}{digits(d, 15)}",
    "old registration": lambda d: f"注册号 3301060000{digits(d, 5)}",
}  # fmt: skip
