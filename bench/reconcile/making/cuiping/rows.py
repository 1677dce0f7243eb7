# ruff: noqa: E501
"""翠屏区: a district on the Yangtze, the year 2023. The rows of its registers."""

from datetime import date
from decimal import Decimal

from bench.reconcile.making.cuiping.setting import BEFORE, NOW, OTHERS, TOWNS
from bench.reconcile.making.draft import Draft


def rows(d: Draft) -> None:
    """The rows of all registers."""
    d.everyone = d.firms(165, "酒业 电池 智能终端 光伏 新材料 机械 食品 茶业".split())
    _recognitions(d)
    _projects(d)
    _platforms(d)
    _market(d)
    _people(d)
    _told(d)


def _recognitions(d: Draft) -> None:
    firms = d.everyone
    d.recognised("高新技术企业", firms[:9], date(2020, 12, 3))
    d.recognised("高新技术企业", firms[9:26], date(2021, 10, 9))
    d.recognised("高新技术企业", firms[26:47], date(2022, 11, 2))
    d.recognised("高新技术企业", firms[:7], date(2023, 12, 12))
    d.recognised("高新技术企业", firms[47:66], date(2023, 10, 16))
    for year, sizes in ((2022, (31, 44, 43)), (2023, (36, 58, 48))):
        pool = d.some(150)
        for i, n in enumerate(sizes):
            d.recognised(
                "科技型中小企业", pool[:n], date(year, 5 + 3 * i, 24), batch_name=f"{year}年第{i + 1}批"
            )
            pool = pool[n:]
    pool = d.some(90)
    d.recognised("高企培育入库", pool[:34], date(2023, 4, 20))
    d.recognised("高企培育入库", pool[34:60], date(2022, 4, 14))
    d.recognised("瞪羚企业", pool[60:64], date(2023, 9, 15), level="省级")
    d.recognised("专精特新企业", pool[64:77], date(2023, 3, 30), level="省级")
    d.recognised("专精特新企业", pool[77:79], date(2023, 7, 14), level="国家级")


def _projects(d: Draft) -> None:
    d.projects("国家级", "国家重点研发计划", 1, "approved_on", NOW, "在研", "860", industry_class="工业")
    d.projects("省级", "四川省科技计划", 13, "approved_on", NOW, "在研", "940", industry_class="工业")
    d.projects("省级", "四川省科技计划", 5, "approved_on", NOW, "在研", "200", industry_class="农业")
    d.projects("市级", "宜宾市科技计划", 14, "approved_on", NOW, "在研", "318", industry_class="工业")
    d.projects("区县级", "翠屏区科技计划", 21, "approved_on", NOW, "在研", "210", industry_class="农业")
    d.projects("省级", "四川省科技计划", 12, "approved_on", BEFORE, "在研", "760", industry_class="工业")
    d.projects("市级", "宜宾市科技计划", 10, "approved_on", BEFORE, "在研", "225", industry_class="工业")
    d.projects("省级", "四川省科技计划", 28, "applied_on", NOW, "未立项", industry_class="工业")
    d.projects(
        "省级",
        "四川省科技计划",
        8,
        "accepted_on",
        NOW,
        "验收",
        "410",
        industry_class="工业",
        approved_on=date(2021, 6, 18),
    )
    d.projects(
        "市级",
        "宜宾市科技计划",
        5,
        "accepted_on",
        NOW,
        "验收",
        "90",
        industry_class="工业",
        approved_on=date(2021, 8, 6),
    )


def _platforms(d: Draft) -> None:
    past = (date(2012, 2, 1), date(2022, 12, 20))
    for head, kind, level, n, span in (
        ("宜宾", "科技企业孵化器", "国家级", 1, past), ("宜宾", "众创空间", "国家级", 2, past), ("宜宾", "科技企业孵化器", "省级", 2, past), ("四川省", "工程技术研究中心", "省级", 11, past),
        ("四川省", "企业技术中心", "省级", 9, past), ("四川省", "重点实验室", "省级", 2, past), ("宜宾市", "工程技术研究中心", "市级", 19, past), ("四川省", "工程技术研究中心", "省级", 4, NOW),
        ("宜宾市", "工程技术研究中心", "市级", 6, NOW), ("翠屏区", "科普基地", "区县级", 7, past), ("四川省", "院士工作站", "省级", 1, NOW),
    ):  # fmt: skip
        area = {"area": d.between(9000, 21000)} if "孵化" in kind or "众创" in kind else {}
        d.platforms(head, kind, level, n, span, **area)
    for row in d.rows["platforms"]:
        row["recognised_on"] = row["recognised_on"].replace(day=1)
    hosts = [r["name"] for r in d.rows["platforms"] if r["kind"] == "科技企业孵化器"]
    for i, firm in enumerate(d.some(112)):
        left = d.day(*NOW) if i < 13 else d.day(*BEFORE) if i < 22 else None
        d.add("tenants", platform=hosts[i % 3], organization=firm, entered_on=d.day(*NOW) if i >= 88 else d.day(date(2019, 3, 1), date(2021, 12, 20)), left_on=left,
              outcome="毕业" if left else "在孵", staff=d.rng.randint(3, 40))  # fmt: skip


def _market(d: Draft) -> None:
    d.contracts("输出", "41236.70", 46, NOW, OTHERS)
    d.contracts("吸纳", "87391.50", 69, NOW, OTHERS)
    d.contracts("输出", "24110.40", 33, BEFORE, OTHERS)
    d.contracts("吸纳", "37145.20", 47, BEFORE, OTHERS)
    for kind, n, before in (("发明专利", 82, 61), ("实用新型", 147, 170), ("外观设计", 64, 59)):
        d.patents(kind, n, 2023, d.everyone, NOW)
        d.patents(kind, before, 2022, d.everyone, BEFORE)
    for i in range(88):
        d.add(
            "ip",
            kind="软件著作权",
            name=f"{d.subject()}管理软件V1.0",
            number=f"2023SR{d.serial + i:07d}",
            organization=d.rng.choice(d.everyone),
            granted_on=d.day(*NOW),
            status="授权",
        )
    for i in range(74):
        solved = i < 21
        d.add("needs", number=f"CPXQ23-{i + 1:03d}", name=d.subject() + "难题", organization=d.rng.choice(d.everyone), received_on=d.day(date(2023, 2, 1), date(2023, 9, 28)),
              solved_on=d.day(date(2023, 10, 9), date(2023, 12, 20)) if solved else None, status="已解决" if solved else "已征集")  # fmt: skip
    for kind, n, total in (("委托开发", 22, "4120"), ("共建载体", 7, "1550")):
        d.each(
            "cooperations",
            total,
            n,
            "amount",
            subject=d.subject,
            organization=lambda: d.rng.choice(d.everyone),
            partner=lambda: d.rng.choice(OTHERS),
            kind=kind,
            signed_on=lambda: d.day(*NOW),
            status="已签约",
        )
    firms = d.some(80)
    for year, total, n, span, start in ((2023, "21600", 39, NOW, 0), (2022, "13850", 27, BEFORE, 40)):
        for i, amount in enumerate(d.split_of(total, n)):
            d.add(
                "loans",
                contract_no=f"TFKC{year}{i + 1:03d}",
                organization=firms[start + i % 31],
                bank=d.rng.choice(("宜宾市商业银行", "成都银行", "工商银行")),
                product="天府科创贷",
                stage="放款",
                granted_on=d.day(*span),
                amount=amount,
            )


def _people(d: Draft) -> None:
    for programme, level, n, span in (
        ("天府峨眉计划", "省级", 4, NOW),
        ("酒都英才计划", "市级", 19, NOW),
        ("酒都英才计划", "市级", 12, BEFORE),
    ):
        for k in range(n):
            d.add(
                "talents",
                person=f"{programme[:2]}人选{span[0].year}-{k + 1:02d}",
                organization=d.rng.choice(d.everyone),
                programme=programme,
                level=level,
                selected_on=d.day(*span),
            )
    for level, n, places in (("省级", 12, 2), ("市级", 10, 1), ("区县级", 26, 1)):
        for k in range(n):
            for p in range(places):
                d.add("commissioners", person=f"{level[:2]}科特{k + 1:02d}", organization=d.rng.choice(OTHERS), level=level, kind="个人", served_place=f"{TOWNS[7 + (k + p) % 5]}{level[0]}{k + 1}-{p + 1}村",
                      from_on=date(2023, 1, 1), until_on=date(2023, 12, 31), training_count=d.rng.randint(1, 5), people_served=d.rng.randint(50, 190), area_mu=d.rng.randint(60, 380))  # fmt: skip
    firms = d.some(86)
    for i, amount in enumerate(d.split_of("1542.6", 97, "0.1")):
        d.add(
            "fund_movements",
            voucher_no=d.number("翠科补2023-"),
            kind="补助",
            level="区县级",
            purpose="企业研发投入后补助",
            organization=firms[i % 86],
            amount=amount,
            booked_on=d.day(*NOW),
        )
    for year, total, n, span in ((2023, "2361", 18, NOW), (2022, "1980", 15, BEFORE)):
        d.each(
            "fund_movements",
            total,
            n,
            "amount",
            voucher_no=lambda y=year: d.number(f"翠科收{y}-"),
            kind="争取上级",
            level=lambda: d.rng.choice(("国家级", "省级", "市级")),
            purpose="上级科技项目资金",
            booked_on=lambda s=span: d.day(*s),
        )
    for award, level, grade, n in (
        ("四川省科学技术进步奖", "省级", "一等奖", 1),
        ("四川省科学技术进步奖", "省级", "三等奖", 2),
        ("宜宾市科学技术进步奖", "市级", "二等奖", 2),
        ("宜宾市科学技术进步奖", "市级", "三等奖", 4),
    ):
        for _ in range(n):
            d.add(
                "awards",
                name=d.title(),
                award=award,
                level=level,
                grade=grade,
                organization=d.rng.choice(d.everyone),
                awarded_on=d.day(*NOW),
                year=2022,
                result="授奖",
            )
    d.events("培训", "科技政策大讲堂", 18, NOW, participants=d.between(40, 130))
    d.events("培训", "科技政策大讲堂", 13, BEFORE, participants=d.between(40, 130))
    d.events(
        "科技活动周",
        "科技活动周主题活动",
        9,
        (date(2023, 5, 20), date(2023, 5, 27)),
        participants=d.between(150, 500),
        materials=d.between(200, 600),
    )
    d.events(
        "科技下乡", "三下乡科技服务", 14, NOW, participants=d.between(80, 200), materials=d.between(300, 700)
    )
    d.events(
        "对接", "校企对接会", 6, NOW, participants=d.between(30, 60), organizations_reached=d.between(12, 28)
    )
    for k, (name, stage) in enumerate(
        (
            ("翠屏区科技创新十条", "印发"),
            ("翠屏区企业研发后补助管理办法", "印发"),
            ("翠屏区科技特派员管理细则", "印发"),
            ("翠屏区科普条例实施意见", "征求意见"),
        )
    ):
        d.add(
            "policy_documents",
            name=name,
            document_no=f"宜翠科〔2023〕{k + 6}号" if stage == "印发" else None,
            issuer="翠屏区经济商务信息化和科学技术局",
            stage=stage,
            issued_on=d.day(*NOW) if stage == "印发" else None,
            consulted_on=d.day(date(2023, 1, 9), date(2023, 3, 30)),
        )


def _told(d: Draft) -> None:
    told = {"origin": "市统计局", "published_on": date(2023, 12, 28)}
    scope = {"rank_scope": "全市10个区（县）"}
    d.statistic("全社会R&D经费", "2022", "18.62", "亿元", growth="14.2", rank=2, **scope, **told)
    d.statistic("R&D经费投入强度", "2022", "1.86", "%", rank=3, **scope, **told)
    d.statistic("全社会R&D经费", "2021", "16.3", "亿元", growth="9.8", rank=2, **scope, **told)
    d.statistic("R&D经费投入强度", "2021", "1.74", "%", rank=4, **scope, **told)
    d.statistic("高新技术产业营业收入", "2023", "486.3", "亿元", growth="11.8", rank=1, **scope, **told)
    d.statistic("地方财政科技支出", "2023", "1.92", "亿元", growth="16.4", **told)
    d.statistic("万人发明专利拥有量", "2023", "7.35", "件", **told)
    firms = d.some(88)
    for year, active, total in ((2022, 43, "52780"), (2023, 54, "64230")):
        amounts = d.split_of(total, active)
        for i, firm in enumerate(firms):
            d.add(
                "annual_returns",
                organization=firm,
                period=str(year),
                revenue=Decimal(d.rng.randint(3000, 60000)),
                has_rd=i < active,
                rd_expense=amounts[i] if i < active else Decimal(0),
                staff=d.rng.randint(30, 600),
            )
    for year, indicator, goal, result, unit in (
        (2023, "高新技术企业净增", "15", "17", "家"), (2023, "科技型中小企业入库", "130", "142", "家"), (2023, "技术合同登记成交额", "11", "12.86", "亿元"), (2023, "省级以上科技项目立项", "16", "19", "项"),
        (2024, "高新技术企业总数", "75", None, "家"), (2024, "科技型中小企业入库", "160", None, "家"), (2024, "技术合同登记成交额", "15", None, "亿元"), (2024, "省级以上创新平台新增", "4", None, "个"),
    ):  # fmt: skip
        d.add(
            "assessments",
            assessment=f"{year}年市对区科技创新目标考核",
            indicator=indicator,
            year=year,
            target=Decimal(goal),
            result=None if result is None else Decimal(result),
            measure_unit=unit,
            owner="科技股",
        )
