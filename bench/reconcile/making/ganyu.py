# ruff: noqa: E501
"""赣榆区: a coastal district's first half-year of 2023."""

from datetime import date
from decimal import Decimal

from samples.making.codes import split

from bench.reconcile.making.draft import Draft, growth, minus, q, share

TOWNS = (
    "青口镇 柘汪镇 石桥镇 海头镇 赣马镇 班庄镇 宋庄镇 沙河镇 墩尚镇 赣榆经济开发区 赣榆海洋经济开发区".split()
)
SECTORS = "机械 新材料 水产 海洋装备 生物 电子 环保 食品 化工 软件".split()
H1 = (date(2023, 1, 4), date(2023, 6, 29))
H1_BEFORE = (date(2022, 1, 5), date(2022, 6, 29))
IN = "{0}>=2023-01-01;{0}<=2023-06-30"
BEFORE = "{0}>=2022-01-01;{0}<=2022-06-30"

TEXT = """
区科技局2023年上半年工作总结和下半年工作打算

2023年以来，区科技局在区委、区政府坚强领导下，紧扣“向海图强、创新赣榆”主线，抓企业、建平台、促转化、优服务，各项工作有序推进。现将有关情况汇报如下：
一、上半年工作情况
（一）壮大创新主体，企业梯队持续扩容。坚持“微成长、小升高、高变强”，实行一企一档、挂图作战。截至6月底，全区有效期内高新技术企业{hte}，上半年组织申报高新技术企业{hte_applied}，其中首次申报{hte_first}；高企培育库新入库企业{cultivation}。科技型中小企业评价入库{sme}，同比增长{sme_growth}，其中第一批{sme1}、第二批{sme2}、第三批{sme3}。青口镇科技型中小企业入库{sme_qingkou}，经济开发区入库{sme_kaifa}。经区统计局反馈，1—6月全区高新技术产业产值{gx_output}，同比增长{gx_growth}，增幅列全市{gx_rank}，占规上工业总产值比重{gx_share}。
（二）强化项目牵引，科技攻关力度加大。上半年共组织申报省级科技计划项目{prov_applied}，其中重点研发计划{prov_key}、苏北科技专项{prov_subei}、成果转化专项{prov_cgzh}、基础研究计划{prov_basic}；申报市级项目{city_applied}。获批省级项目{prov_approved}，争取省级资金{prov_money}；获批市级项目{city_approved}，资助资金{city_money}。围绕海洋装备、海洋生物、绿色化工等重点产业，深入企业摸排关键共性技术，帮助企业找准申报方向、完善申报材料，项目质量明显提高。完成项目验收{accepted}。上半年累计向上争取各类科技资金{above}，兑付区级科技奖补资金{paid}，惠及企业{paid_firms}。
（三）夯实平台载体，承载能力不断增强。目前全区建有省级以上创新平台{plat_prov_up}，其中国家级{plat_national}；省级工程技术研究中心{etc_prov}，市级工程技术研究中心{etc_city}，省级众创空间{maker_prov}，省级院士工作站{academician}。上半年新认定市级以上平台{plat_new}。海洋装备科创园二期主体封顶，新增孵化面积{space}。
（四）深化产学研合作，成果转化提质增效。依托江苏海洋大学等高校院所，推动人才下沉、科技下乡、服务“三农”，畅通成果从实验室走向生产线的通道。先后组织“百名博士进百企”等对接活动{matchmaking}，参加企业{match_firms}，征集企业技术需求{needs}，已对接{needs_matched}，解决{needs_solved}。签订产学研合作协议{coop}，合同金额{coop_money}，其中共建研发载体{coop_centre}。1—6月，登记输出技术合同{out_count}，成交额{out_money}，同比增长{out_growth}；吸纳技术合同成交额{in_money}。技术合同成交额完成{contract_any}。
（五）突出知识产权，创新产出稳中有进。上半年全区专利授权{ip}，其中发明专利{ip_invention}、实用新型{ip_utility}、外观设计{ip_design}，发明专利授权量同比增长{ip_growth}，占专利授权总量的{ip_share}。万人发明专利拥有量{ip_per}。
（六）聚焦人才金融，要素保障更加有力。入选省“双创人才”{talent_sc}，省科技副总{talent_fz}，市“花果山英才”{talent_hgs}。“苏科贷”上半年放款企业{loan_firms}，放款金额{loan_money}，其中首贷企业{loan_first}；截至6月底贷款余额{loan_balance}。选派科技特派员{commissioner}，服务村（企业）{commissioner_places}，开展培训{commissioner_training}，辐射农户{commissioner_people}。
（七）营造创新氛围，科普宣传扎实开展。举办科技政策培训{training}，参训{training_people}；组织科技活动周系列活动{week}，发放资料{week_papers}。深入企业走访调研{visits}，铺设海水养殖尾水监测管线{pipes}。
二、存在问题
一是高企总量偏少，净增压力大。完成年度高企申报目标（{target_hte}）的{done_hte}。二是部分企业对研发投入归集不够重视，研发投入强度不高，2022年全社会研发投入占GDP比重为{rd_gdp}，低于全市平均水平{rd_gap}。
三、下半年工作打算
下半年，我们将锚定全年目标不放松，坚持问题导向，对照序时进度查漏补缺，以更实举措推动科技创新再上新台阶。一是抓实高企申报，力争全年有效期内高新技术企业突破{plan_hte}。二是抓好科小入库，确保全年科技型中小企业入库{plan_sme}以上。三是推动技术交易，全年技术合同成交额力争达到{plan_contract}。四是建好平台，新建院士工作站{plan_academician}。五是配合区住建局改造老旧厂房{old_houses}，拓展创业空间。
"""


def rows(d: Draft) -> None:
    """The rows of all registers."""
    firms = d.firms(150, SECTORS)
    yard = [d.firm("船舶", "制造有限公司", above_scale_from=date(2021, 3, 1)) for _ in range(6)]
    everyone = firms + yard

    def some(n: int) -> list[str]:
        return d.rng.sample(everyone, n)

    # High-tech enterprises: those of 2019 have run out.
    old = everyone[:9]
    d.recognised("高新技术企业", old, date(2019, 11, 22), batch_name="2019年第三批")
    d.recognised("高新技术企业", everyone[9:23], date(2020, 12, 2), batch_name="2020年第二批")
    d.recognised("高新技术企业", everyone[23:40], date(2021, 11, 30), batch_name="2021年第一批")
    d.recognised(
        "高新技术企业", everyone[40:41], date(2021, 11, 30), batch_name="2021年第一批", result="撤销"
    )
    d.recognised("高新技术企业", [*old[:6], *everyone[41:57]], date(2022, 12, 12), batch_name="2022年第三批")
    for i, firm in enumerate([*everyone[9:20], *everyone[60:75]]):
        d.add("recognitions", kind="高新技术企业", organization=firm, applied_on=d.day(date(2023, 5, 8), date(2023, 6, 28)), result="申报",
              batch_name=f"2023年第{'一二'[i % 2]}批", first_time=i >= 11, region=d.town_of(firm), field="新材料")  # fmt: skip
    for year, batches in ((2022, ((1, 26), (2, 33), (3, 22), (4, 40))), (2023, ((1, 32), (2, 41), (3, 27)))):
        pool = some(len(everyone))
        for batch, n in batches:
            month = batch + 2 if batch < 4 else 9
            taken, pool = pool[:n], pool[n:]
            d.recognised(
                "科技型中小企业",
                taken,
                date(year, month, 20 + batch),
                batch_name=f"{year}年第{'一二三四'[batch - 1]}批",
                score=None,
            )
    d.recognised("高企培育入库", everyone[80:98], date(2022, 4, 18), batch_name="2022年度")
    d.recognised(
        "高企培育入库", everyone[98:126], (date(2023, 3, 20), date(2023, 4, 28)), batch_name="2023年度"
    )

    def platform(kind: str, level: str, n: int, on: tuple[date, date], **more: object) -> None:
        for firm in some(n):
            field = d.subject()
            d.add("platforms", name=f"{'' if level == '国家级' else '江苏省' if level == '省级' else '连云港市'}（{firm[:4]}）{field}{kind}",
                  kind=kind, level=level, organization=firm, recognised_on=d.day(*on), status="认定", region=d.town_of(firm), **more)  # fmt: skip

    past = (date(2014, 3, 1), date(2022, 11, 30))
    platform("科技企业孵化器", "国家级", 1, past)
    platform("星创天地", "国家级", 1, past)
    platform("工程技术研究中心", "省级", 7, past)
    platform("工程技术研究中心", "省级", 1, (date(2016, 5, 1), date(2016, 9, 1)), ended_on=date(2022, 8, 31))
    d.rows["platforms"][-1]["status"] = "撤销"
    platform("众创空间", "省级", 2, past)
    platform("院士工作站", "省级", 3, past)
    platform("工程技术研究中心", "市级", 17, past)
    platform("重点实验室", "市级", 4, past)
    platform("工程技术研究中心", "省级", 1, (date(2023, 4, 3), date(2023, 4, 27)))
    platform("工程技术研究中心", "市级", 5, H1)
    platform("重点实验室", "市级", 1, H1)

    def projects(
        level: str,
        plan: str,
        n: int,
        span: tuple[date, date],
        stage: str = "申报",
        money: str = "",
        **more: object,
    ) -> None:
        date_field = "applied_on" if stage == "申报" else "approved_on"
        for _ in range(n):
            firm = d.rng.choice(everyone)
            d.serial += 1
            d.add("projects", project_no=f"{'BE' if level == '省级' else 'CG'}{span[0].year}{d.serial:04d}", name=d.title(), level=level, plan=plan,
                  organization=firm, stage=stage, region=d.town_of(firm), **{date_field: d.day(*span)}, **more)  # fmt: skip
        if money:
            for row, amount in zip(d.rows["projects"][-n:], split(d.rng, money, n), strict=True):
                row["grant_funds"] = amount

    for plan, n in (("重点研发计划", 5), ("苏北科技专项", 6), ("成果转化专项资金", 1), ("基础研究计划", 2)):
        projects("省级", plan, n, H1)
    projects("市级", "市重点研发计划", 17, H1)
    projects("省级", "苏北科技专项", 3, H1, "立项", "270")
    projects("省级", "重点研发计划", 1, H1, "立项", "80")
    projects("市级", "市重点研发计划", 6, H1, "立项", "128")
    projects("省级", "苏北科技专项", 4, (date(2022, 3, 1), date(2022, 10, 20)), "立项", "310")
    projects("市级", "市重点研发计划", 8, (date(2022, 3, 1), date(2022, 10, 20)), "立项", "165")
    for level, n in (("省级", 3), ("市级", 4)):
        projects(level, "重点研发计划", n, (date(2020, 5, 1), date(2020, 9, 1)), "验收", str(n * 40))
        for row in d.rows["projects"][-n:]:
            row["accepted_on"] = d.day(*H1)

    d.patents("发明专利", 47, 2023, everyone, H1)
    d.patents("实用新型", 138, 2023, everyone, H1)
    d.patents("外观设计", 21, 2023, everyone, H1)
    d.patents("发明专利", 39, 2022, everyone, H1_BEFORE)
    d.patents("实用新型", 151, 2022, everyone, H1_BEFORE)
    d.patents("外观设计", 18, 2022, everyone, H1_BEFORE)
    d.patents("发明专利", 26, 2023, everyone, None)

    def contract(direction: str, total: str, n: int, span: tuple[date, date]) -> None:
        def serial() -> str:
            d.serial += 1
            return f"{span[0].year}320707{d.serial:06d}"

        ours = "seller" if direction == "输出" else "buyer"
        other = "buyer" if direction == "输出" else "seller"
        d.each("technology_contracts", total, n, "amount", "0.01", contract_no=serial, name=lambda: d.subject() + "合作开发",
               kind=lambda: d.rng.choice(("技术开发", "技术服务", "技术转让")), direction=direction, registered_on=lambda: d.day(*span),
               **{ours: lambda: d.rng.choice(everyone), other: lambda: d.rng.choice(OTHERS)})  # fmt: skip

    contract("输出", "23186.40", 44, H1)
    contract("吸纳", "30547.25", 36, H1)
    contract("输出", "18830.00", 37, H1_BEFORE)
    contract("吸纳", "26710.50", 31, H1_BEFORE)

    for span, total, n in ((H1, "11850", 27), (H1_BEFORE, "8640", 21)):
        d.each("loans", total, n, "amount", "10", contract_no=lambda: _no(d, "SKD"), organization=iter(some(n)).__next__,
               bank=lambda: d.rng.choice(("江苏银行赣榆支行", "赣榆农商行", "中国银行赣榆支行")), product="苏科贷", stage="放款",
               granted_on=lambda span=span: d.day(*span), guarantee="信用")  # fmt: skip
    now = [r for r in d.rows["loans"] if r["granted_on"].year == 2023]
    for i, row in enumerate(d.rows["loans"]):
        row["balance"] = (
            row["amount"] if row in now[3:] else Decimal(0) if row not in now else row["amount"] / 2
        )
        row["first_loan"] = row in now and i % 3 == 0

    for i, (programme, level, n) in enumerate(
        (("省“双创人才”", "省级", 4), ("省“科技副总”", "省级", 15), ("市“花果山英才”", "市级", 6))
    ):
        for k in range(n):
            firm = d.rng.choice(everyone)
            d.add("talents", person=f"{'王李张刘陈杨赵黄周吴徐孙马朱胡'[k]}{'某甲乙丙丁'[i]}{k + 1}", organization=firm, programme=programme, level=level,
                  selected_on=d.day(*H1), batch_name="2023年", region=d.town_of(firm))  # fmt: skip
    for k in range(9):
        d.add("talents", person=f"郑某{k + 1}", organization=d.rng.choice(everyone), programme="省“科技副总”", level="省级",
              selected_on=d.day(*H1_BEFORE), batch_name="2022年", region=TOWNS[0])  # fmt: skip

    for k in range(18):
        for _ in range(2 if k < 8 else 1):
            d.add("commissioners", person=f"特派员{k + 1:02d}", organization=d.rng.choice(OTHERS[:3]), kind="个人", level="市级" if k < 6 else "区县级",
                  served_place=f"{d.rng.choice('前后东西南北')}{d.rng.choice('沙石墩河林')}{len(d.rows.get('commissioners', [])) + 1}村", field="水产养殖",
                  from_on=date(2023, 1, 10), until_on=date(2024, 1, 9), training_count=d.rng.randint(1, 4), people_served=d.rng.randint(20, 90),
                  region=d.rng.choice(TOWNS[:9]))  # fmt: skip

    def event(kind: str, name: str, n: int, span: tuple[date, date] = H1, **more: object) -> None:
        for k in range(n):
            values = {f: v() if callable(v) else v for f, v in more.items()}
            d.add(
                "events",
                name=f"{name}（第{k + 1}场）" if n > 1 else name,
                kind=kind,
                held_on=d.day(*span),
                place=d.rng.choice(TOWNS),
                **values,
            )

    event(
        "对接",
        "“百名博士进百企”产学研对接",
        5,
        organizations_reached=lambda: d.rng.randint(12, 30),
        participants=lambda: d.rng.randint(30, 60),
    )
    event(
        "对接",
        "海洋产业成果路演对接会",
        2,
        organizations_reached=lambda: d.rng.randint(20, 35),
        participants=lambda: d.rng.randint(50, 90),
    )
    event("对接", "产学研对接会", 4, H1_BEFORE, organizations_reached=15, participants=40)
    event("培训", "高企申报与研发费归集培训", 6, participants=lambda: d.rng.randint(60, 140))
    event("培训", "科技政策培训", 3, H1_BEFORE, participants=lambda: d.rng.randint(60, 140))
    event(
        "科技活动周",
        "科技活动周进社区",
        8,
        (date(2023, 5, 20), date(2023, 5, 27)),
        participants=lambda: d.rng.randint(80, 200),
        materials=lambda: d.rng.randint(100, 400),
    )
    event("调研走访", "科技企业走访", 9, organizations_reached=lambda: d.rng.randint(6, 14), participants=4)

    for k in range(52):
        received = d.day(date(2023, 1, 10), date(2023, 5, 10))
        d.add("needs", number=f"XQ2023{k + 1:03d}", name=d.subject() + "攻关", organization=d.rng.choice(everyone), received_on=received,
              status="已解决" if k < 8 else "已对接" if k < 25 else "已征集", matched_on=date(2023, 5, 29) if k < 25 else None,
              solved_on=date(2023, 6, 26) if k < 8 else None, field="海洋装备")  # fmt: skip
    d.each("cooperations", "2864.5", 13, "amount", "0.5", subject=lambda: d.subject() + "联合研发", organization=iter(some(13)).__next__,
           partner=lambda: d.rng.choice(OTHERS), kind="协议", signed_on=lambda: d.day(*H1), status="已签约")  # fmt: skip
    d.each("cooperations", "620", 4, "amount", "10", subject=lambda: d.subject() + "联合研发中心", organization=iter(some(4)).__next__,
           partner=lambda: d.rng.choice(OTHERS), kind="共建载体", signed_on=lambda: d.day(*H1), status="已签约")  # fmt: skip

    d.each("fund_movements", "1268", 7, "amount", "4", voucher_no=lambda: _no(d, "2023-争-"), kind="争取上级", level=lambda: d.rng.choice(("省级", "市级")),
           purpose=lambda: d.rng.choice(("苏北科技专项", "科技型企业奖补", "平台绩效奖励")), booked_on=lambda: d.day(*H1), organization="赣榆区科学技术局")  # fmt: skip
    receivers = some(32)
    d.each("fund_movements", "684.6", 38, "amount", "0.2", voucher_no=lambda: _no(d, "2023-付-"), kind="拨付", level="区县级",
           purpose=lambda: d.rng.choice(("高企认定奖补", "技术交易奖补", "专利授权奖补")), booked_on=lambda: d.day(*H1),
           organization=iter([*receivers, *receivers[:6]]).__next__)  # fmt: skip
    d.each("fund_movements", "540", 20, "amount", "2", voucher_no=lambda: _no(d, "2022-付-"), kind="拨付", level="区县级",
           purpose="高企认定奖补", booked_on=lambda: d.day(*H1_BEFORE), organization=lambda: d.rng.choice(everyone))  # fmt: skip

    def stat(
        indicator: str,
        period: str,
        value: str,
        unit: str,
        area: str = "赣榆区",
        growth: str = "",
        rank: int | None = None,
        origin: str = "区统计局",
    ) -> None:
        d.add("statistics", indicator=indicator, area=area, period=period, value=Decimal(value), measure_unit=unit,
              growth=Decimal(growth) if growth else None, rank=rank, origin=origin, published_on=date(2023, 7, 14), rank_scope="全市6个县区" if rank else None)  # fmt: skip

    stat("高新技术产业产值", "2023H1", "186.32", "亿元", growth="12.4", rank=3)
    stat("高新技术产业产值占规上工业总产值比重", "2023H1", "38.6", "%")
    stat("高新技术产业产值", "2023-05", "152.07", "亿元", growth="11.8", rank=4)
    stat("高新技术产业产值", "2022H1", "165.76", "亿元", growth="9.5", rank=2)
    stat("全社会研发投入占GDP比重", "2022", "2.18", "%", origin="市统计局")
    stat("全社会研发投入占GDP比重", "2022", "2.43", "%", area="连云港市", origin="市统计局")
    stat("万人发明专利拥有量", "2023H1", "9.62", "件", origin="区市场监管局")

    for indicator, target, unit in (
        ("高新技术企业申报数", 45, "家"),
        ("科技型中小企业评价入库数", 150, "家"),
        ("技术合同成交额", 8, "亿元"),
        ("产学研合作项目", 40, "项"),
    ):
        d.add(
            "assessments",
            assessment="2023年度高质量发展考核",
            indicator=indicator,
            year=2023,
            target=Decimal(target),
            measure_unit=unit,
            owner="高新科",
        )


OTHERS = "江苏海洋大学 南京工业大学 中国矿业大学 江南大学 连云港市农业科学院 中科院海洋研究所 上海海洋大学 盐城工学院".split()


def _no(d: Draft, head: str) -> str:
    d.serial += 1
    return f"{head}{d.serial:05d}"


def books(d: Draft) -> None:
    """The workbooks, as the sections of the bureau keep them."""
    d.sheet("科技企业名录.xlsx", "企业库", d.table("organizations", "赣榆区科技型企业名录", """- 序号
        name 企业名称  credit_code 统一社会信用代码  region 所属镇街  technical_field 技术领域  founded_on 成立时间 dot  registered_capital 注册资本（万元） wan""",
        total="合计"))  # fmt: skip
    hte = "- 序号  organization 企业名称（全称）  region 所属镇街  certificate_no 高企证书编号  field 领域  recognised_on 发证日期（年/月/日） cn  expires_on 有效期至 iso  batch_name 批次  result 状态  kind 资质类型"
    d.sheet("高企和科小.xlsx", "高企", d.table("recognitions", "赣榆区国家高新技术企业名单（截至2023年6月）", hte,
        "kind=高新技术企业;recognised_on!=", notes=("注：2019年证书已到期，重新认定的列入2022年第三批。",)))  # fmt: skip
    d.sheet("高企和科小.xlsx", "2023年申报", d.table("recognitions", "2023年高新技术企业申报情况", """- 序号  kind 资质类型
        organization 申报企业  batch_name 批次  applied_on 提交日期 slash  first_time 是否首次申报 yes  region 所属镇街  result 进展""", "applied_on!="))  # fmt: skip
    d.sheet("高企和科小.xlsx", "科小入库", d.table("recognitions", "国家科技型中小企业评价入库名单", """- 序号  organization 企业名称  kind 类别
        certificate_no 入库登记编号  batch_name 入库批次  recognised_on 入库时间 date  region 镇街""", "kind=科技型中小企业"))  # fmt: skip
    d.sheet("高企和科小.xlsx", "培育库", d.table("recognitions", "高新技术企业培育入库企业", """- 序号  organization 企业名称  kind 资质类型
        certificate_no 证书编号  batch_name 批次  recognised_on 入库日期 iso  region 镇街  result 结果""", "kind=高企培育入库"))  # fmt: skip
    d.sheet("创新平台台账.xlsx", "平台", d.table("platforms", "全区创新平台一览表", """- 序号  name 平台名称  kind 类型  level 级别
        organization 依托单位  recognised_on 认定时间 cn  ended_on 撤销日期 iso  status 运行状态  region 所属镇街""", sort="level", merge=("level",)))  # fmt: skip
    d.sheet("计划项目.xlsx", "申报", d.table("projects", "2023年上半年科技计划项目申报汇总", """- 序号  project_no 申报编号  name 项目名称  level 项目级别  plan 计划类别
        organization 申报单位  applied_on 申报日期 iso  stage 项目阶段  region 镇街""", "stage=申报"))  # fmt: skip
    d.sheet("计划项目.xlsx", "立项与验收", d.table("projects", "科技计划项目立项、验收台账", """- 序号  project_no 立项编号  name 项目名称  level 级别  plan 计划类别
        organization 承担单位  approved_on 立项时间 date  grant_funds 立项经费 wan  accepted_on 验收时间 cn  stage 状态  region 镇街""",
        "stage=立项|验收", unit="单位：万元", total="合计"))  # fmt: skip
    d.sheet("知识产权.xlsx", "授权", d.table("ip", "专利授权明细", """- 序号  number 专利号  name 专利名称  kind 专利类型  organization 专利权人
        applied_on 申请日 iso  granted_on 授权公告日 iso  status 法律状态""", "granted_on!="))  # fmt: skip
    d.sheet("知识产权.xlsx", "申请", d.table("ip", "2023年发明专利申请明细", """- 序号  number 申请号  name 专利名称  kind 专利类型  organization 申请人
        applied_on 申请日 iso  status 法律状态""", "granted_on="))  # fmt: skip
    for sheet, direction, year in (
        ("2023输出", "输出", 2023),
        ("2023吸纳", "吸纳", 2023),
        ("2022输出", "输出", 2022),
        ("2022吸纳", "吸纳", 2022),
    ):
        d.sheet("技术合同登记.xlsx", sheet, d.table("technology_contracts", f"{year}年1-6月{direction}技术合同登记表", """- 序号  contract_no 合同登记编号  name 合同名称
            kind 合同类别  seller 卖方  buyer 买方  direction 流向  registered_on 登记日期 slash  amount 成交额（元） yuan""",
            f"direction={direction};registered_on>={year}-01-01;registered_on<={year}-12-31", total="总计"))  # fmt: skip
    d.sheet("产学研与需求.xlsx", "合作协议", d.table("cooperations", "产学研合作签约台账", """- 序号  subject 合作项目  organization 我区企业  partner 合作高校院所
        kind 合作方式  signed_on 签约时间 cn  amount 合同金额（万元） wan  status 进展""", total="合 计"))  # fmt: skip
    d.sheet("产学研与需求.xlsx", "需求", d.table("needs", "企业技术需求征集与对接情况", """- 序号  number 需求编号  name 需求名称  organization 提出企业
        field 技术领域  received_on 征集日期 iso  matched_on 对接日期 iso  solved_on 解决日期 iso  status 状态"""))  # fmt: skip
    d.sheet("人才金融特派员.xlsx", "人才", d.table("talents", "人才计划入选名单", """- 序号  person 姓名  organization 所在单位  programme 人才计划  level 级别
        batch_name 批次  selected_on 公布日期 iso"""))  # fmt: skip
    d.sheet("人才金融特派员.xlsx", "苏科贷", d.table("loans", "“苏科贷”放款备案清单", """- 序号  contract_no 借款合同号  organization 借款企业  bank 合作银行
        product 贷款品种  granted_on 放款日期 dot  amount 实际放款金额（万元） wan  balance 截至6月底贷款余额（万元） wan  first_loan 是否首贷 yes  guarantee 担保方式  stage 状态""", total="合计"))  # fmt: skip
    d.sheet("人才金融特派员.xlsx", "特派员", d.table("commissioners", "科技特派员选派及服务情况", """- 序号  person 特派员姓名  organization 派出单位  level 级别  kind 类型
        served_place 服务村  field 服务领域  from_on 服务期限|起 iso  until_on 服务期限|止 iso  training_count 培训场次 int  people_served 服务农户 int  region 乡镇"""))  # fmt: skip
    d.sheet("综合台账.xlsx", "活动", d.table("events", "科技活动登记表", """- 序号  name 活动名称  kind 活动类型  held_on 活动时间 cn  place 地点  handler 经办人
        participants 参加人数 int  organizations_reached 参加企业数 int  materials 发放资料（份） int""", sort="held_on"))  # fmt: skip
    d.sheet("综合台账.xlsx", "资金", d.table("fund_movements", "科技资金收支台账", """- 序号  booked_on 日期 date  voucher_no 凭证号  kind 资金类型  level 资金来源
        purpose 用途  organization 收款单位  amount 金额（元） yuan""", sort="booked_on", total="合计"))  # fmt: skip
    d.beside(
        "综合台账.xlsx",
        "上报备忘",
        "2023年上半年材料报送备忘",
        "材料名称 报送对象 完成与否",
        "半年总结 区府办 是",
        "重点任务进展 市局 是",
        "信访回复 区信访局 否",
    )
    d.sheet("综合台账.xlsx", "统计反馈", d.table("statistics", "有关部门反馈数据", """indicator 指标名称  area 地区  period 统计期间  value 数值 num  measure_unit 单位
        growth 同比增长（%） num  rank 全市排名 int  rank_scope 排名范围  origin 提供单位  published_on 公布时间 cn"""))  # fmt: skip
    d.sheet("综合台账.xlsx", "考核目标", d.table("assessments", "2023年度高质量发展考核目标分解", """- 序号  assessment 考核名称  indicator 考核指标  year 年度 int
        target 目标值 num  measure_unit 计量单位  owner 责任科室"""))  # fmt: skip


VALID = "kind=高新技术企业;result=认定;recognised_on<=2023-06-30;expires_on>=2023-06-30"
SME = "kind=科技型中小企业;" + IN.format("recognised_on")
LIVE = "status=认定;recognised_on<=2023-06-30"


def figures(d: Draft) -> None:
    """The figures of the text in its order."""
    rec, says, none = "recognitions", d.says, d.none
    says(
        "hte",
        "家",
        q(rec, VALID, "distinct:organization"),
        "high-tech enterprises in force on 2023-06-30, without the revoked one",
    )
    says(
        "hte_applied",
        "家",
        q(rec, "kind=高新技术企业;" + IN.format("applied_on")),
        "applications as high-tech enterprise in 2023-H1",
    )
    says(
        "hte_first",
        "家",
        q(rec, "kind=高新技术企业;first_time=是;" + IN.format("applied_on")),
        "of these for the first time",
    )
    says("cultivation", "家", q(rec, "kind=高企培育入库;" + IN.format("recognised_on")), "newly in the cultivation pool in 2023-H1",
         printed="46家", verdict="differs", planted="scope: the whole pool printed for the new ones", note="46 is the pool as it stands, 28 were new")  # fmt: skip
    says("sme", "家", q(rec, SME), "technology SMEs listed in 2023-H1")
    before = q(rec, "kind=科技型中小企业;" + BEFORE.format("recognised_on"))
    says("sme_growth", "%", growth(q(rec, SME), before), "growth of these over 2022-H1")
    for i, n in enumerate("一二三", 1):
        planted = (
            {
                "printed": "25家",
                "verdict": "inconsistent",
                "accept": ["differs"],
                "planted": "a part does not add up",
                "note": "32+41+25 is 98, not 100",
            }
            if i == 3
            else {}
        )
        says(f"sme{i}", "家", q(rec, f"{SME};batch_name=2023年第{n}批"), f"of these batch {i}", **planted)
    says("sme_qingkou", "家", q(rec, SME + ";region=青口镇"), "of these in the town 青口镇")
    says(
        "sme_kaifa", "家", q(rec, SME + ";region=赣榆经济开发区"), "of these in the economic development zone"
    )
    says("gx_output", "亿元", q("statistics", "indicator=高新技术产业产值;period=2023H1", "fact:value"), "output of high-tech industry, January to June, given by the statistics office",
         printed="152.07亿元", verdict="differs", planted="stale: the value of January to May", note="152.07 is the value up to May")  # fmt: skip
    says(
        "gx_growth",
        "%",
        q("statistics", "indicator=高新技术产业产值;period=2023H1", "fact:growth"),
        "its growth",
    )
    says(
        "gx_rank",
        None,
        q("statistics", "indicator=高新技术产业产值;period=2023H1", "fact:rank"),
        "its rank in the city",
    )
    says(
        "gx_share",
        "%",
        q("statistics", "indicator=高新技术产业产值占规上工业总产值比重;period=2023H1", "fact:value"),
        "its share of above-scale output, given",
    )
    prov = "level=省级;" + IN.format("applied_on")
    says("prov_applied", "项", q("projects", prov), "provincial projects applied for in 2023-H1")
    for name, plan in (
        ("prov_key", "重点研发计划"),
        ("prov_subei", "苏北科技专项"),
        ("prov_cgzh", "成果转化专项资金"),
        ("prov_basic", "基础研究计划"),
    ):
        says(name, "项", q("projects", f"{prov};plan={plan}"), f"of these {plan}")
    says("city_applied", "项", q("projects", "level=市级;" + IN.format("applied_on")), "city projects applied for in 2023-H1",
         printed="71项", verdict="differs", planted="digits swapped", note="17 turned into 71")  # fmt: skip
    approved = IN.format("approved_on")
    says(
        "prov_approved",
        "项",
        q("projects", "level=省级;" + approved),
        "provincial projects approved in 2023-H1",
    )
    says(
        "prov_money", "万元", q("projects", "level=省级;" + approved, "sum:grant_funds_yuan"), "their grants"
    )
    says("city_approved", "项", q("projects", "level=市级;" + approved), "city projects approved in 2023-H1",
         printed="8项", verdict="differs", planted="last year's figure", note="8 is 2022")  # fmt: skip
    says(
        "city_money", "万元", q("projects", "level=市级;" + approved, "sum:grant_funds_yuan"), "their grants"
    )
    says("accepted", "项", q("projects", IN.format("accepted_on")), "projects accepted in 2023-H1")
    says(
        "above",
        "万元",
        q("fund_movements", "kind=争取上级;" + IN.format("booked_on"), "sum:amount_yuan"),
        "money won from above in 2023-H1",
    )
    says(
        "paid",
        "万元",
        q("fund_movements", "kind=拨付;level=区县级;" + IN.format("booked_on"), "sum:amount_yuan"),
        "district subsidies paid in 2023-H1",
    )
    says(
        "paid_firms",
        "家",
        q("fund_movements", "kind=拨付;level=区县级;" + IN.format("booked_on"), "distinct:organization"),
        "firms that got them",
    )
    up = LIVE + ";level=国家级|省级"
    says("plat_prov_up", "家", q("platforms", up), "platforms of provincial or national level in force",
         printed="13家", verdict="differs", planted="level: provincial printed for provincial and above", note="13 are provincial alone")  # fmt: skip
    says("plat_national", "家", q("platforms", LIVE + ";level=国家级"), "of these national")
    says(
        "etc_prov",
        "家",
        q("platforms", LIVE + ";kind=工程技术研究中心;level=省级"),
        "provincial engineering centres in force, without the revoked one",
    )
    says(
        "etc_city",
        "家",
        q("platforms", LIVE + ";kind=工程技术研究中心;level=市级"),
        "city engineering centres in force",
    )
    says("maker_prov", "家", q("platforms", LIVE + ";kind=众创空间;level=省级"), "provincial maker spaces")
    says(
        "academician",
        "家",
        q("platforms", LIVE + ";kind=院士工作站;level=省级"),
        "provincial academician stations",
    )
    says(
        "plat_new",
        "家",
        q("platforms", "level=国家级|省级|市级;" + IN.format("recognised_on")),
        "platforms of city level or above recognised in 2023-H1",
    )
    none("space", "平方米", "1.2万平方米", "floor space of a building that no register holds")
    match = "kind=对接;" + IN.format("held_on")
    says("matchmaking", "场", q("events", match), "matchmaking events in 2023-H1")
    says("match_firms", "家次", q("events", match, "sum:organizations_reached"), "firms at them")
    says("needs", "项", q("needs", IN.format("received_on")), "needs collected in 2023-H1")
    says("needs_matched", "项", q("needs", "matched_on!=;" + IN.format("matched_on")), "needs matched, the solved ones among them",
         accept=("ambiguous",), note="by state alone (已对接) it would be 17")  # fmt: skip
    says("needs_solved", "项", q("needs", "status=已解决;" + IN.format("solved_on")), "needs solved")
    says(
        "coop",
        "项",
        q("cooperations", IN.format("signed_on")),
        "cooperations signed in 2023-H1, joint centres among them",
    )
    says(
        "coop_money",
        "万元",
        q("cooperations", IN.format("signed_on"), "sum:amount_yuan"),
        "their contract sums",
    )
    says(
        "coop_centre",
        "家",
        q("cooperations", "kind=共建载体;" + IN.format("signed_on")),
        "joint centres of these",
    )
    out, absorbed = (
        "direction=输出;" + IN.format("registered_on"),
        "direction=吸纳;" + IN.format("registered_on"),
    )
    says("out_count", "项", q("technology_contracts", out), "output contracts registered in 2023-H1")
    says("out_money", "亿元", q("technology_contracts", out, "sum:amount_yuan"), "their turnover")
    says(
        "out_growth",
        "%",
        growth(
            q("technology_contracts", out, "sum:amount_yuan"),
            q("technology_contracts", "direction=输出;" + BEFORE.format("registered_on"), "sum:amount_yuan"),
        ),
        "its growth over 2022-H1",
    )
    says("in_money", "万元", q("technology_contracts", absorbed, "sum:amount_yuan"), "turnover of absorbed contracts in 2023-H1",
         printed="3.05万元", verdict="differs", planted="unit: 万 for 亿", note="3.05亿元 would agree")  # fmt: skip
    says("contract_any", "亿元", q("technology_contracts", IN.format("registered_on"), "sum:amount_yuan"), "turnover of technology contracts, output or absorbed or both not said",
         printed="4.26亿元", verdict="ambiguous", accept=("differs",), note="output 2.32, absorbed 3.05, together 5.37: 4.26 fits none")  # fmt: skip
    granted = IN.format("granted_on")
    says("ip", "件", q("ip", granted), "patents granted in 2023-H1")
    for name, kind in (("ip_invention", "发明专利"), ("ip_utility", "实用新型"), ("ip_design", "外观设计")):
        says(name, "件", q("ip", f"kind={kind};{granted}"), f"of these {kind}")
    says(
        "ip_growth",
        "%",
        growth(q("ip", "kind=发明专利;" + granted), q("ip", "kind=发明专利;" + BEFORE.format("granted_on"))),
        "growth of inventions granted over 2022-H1",
    )
    says("ip_share", "%", share(q("ip", "kind=发明专利;" + granted), q("ip", granted)), "inventions' share of patents granted",
         printed="28.2%", verdict="inconsistent", accept=("differs",), planted="a share does not follow from its operands", note="47/206 is 22.8%")  # fmt: skip
    says(
        "ip_per",
        "件",
        q("statistics", "indicator=万人发明专利拥有量;period=2023H1", "fact:value"),
        "inventions per 10,000 people, given by the market supervision office",
    )
    for name, programme in (
        ("talent_sc", "省“双创人才”"),
        ("talent_fz", "省“科技副总”"),
        ("talent_hgs", "市“花果山英才”"),
    ):
        says(
            name,
            "人" if name != "talent_fz" else "名",
            q("talents", f"programme={programme};" + IN.format("selected_on")),
            f"selected into {programme} in 2023-H1",
        )
    loans = "product=苏科贷;" + granted
    says(
        "loan_firms", "家", q("loans", loans, "distinct:organization"), "firms given a 苏科贷 loan in 2023-H1"
    )
    says("loan_money", "亿元", q("loans", loans, "sum:amount_yuan"), "loans granted", digits=3)
    says(
        "loan_first",
        "家",
        q("loans", loans + ";first_loan=是", "distinct:organization"),
        "of these first borrowers",
    )
    says(
        "loan_balance",
        "万元",
        q("loans", "product=苏科贷", "sum:balance_yuan"),
        "loan balance at the end of June",
    )
    says(
        "commissioner",
        "名",
        q("commissioners", "from_on<=2023-06-30;until_on>=2023-06-30", "distinct:person"),
        "commissioners in office",
    )
    says(
        "commissioner_places",
        "个",
        q("commissioners", "from_on<=2023-06-30;until_on>=2023-06-30", "distinct:served_place"),
        "places that they serve",
    )
    says(
        "commissioner_training",
        "场次",
        q("commissioners", "", "sum:training_count"),
        "trainings that they gave",
    )
    people = q("commissioners", "", "sum:people_served")
    says(
        "commissioner_people",
        "户",
        people,
        "households that they reached, about",
        printed=d.about(people, "户", 10),
    )
    training = "kind=培训;" + IN.format("held_on")
    says("training", "场", q("events", training), "trainings in 2023-H1")
    says("training_people", "人次", q("events", training, "sum:participants"), "people at them")
    week = "kind=科技活动周;" + IN.format("held_on")
    says("week", "场", q("events", week), "events of the science week")
    says("week_papers", "份", q("events", week, "sum:materials"), "leaflets given out at them")
    visited = q("events", "kind=调研走访;" + IN.format("held_on"), "sum:organizations_reached")
    says("visits", "家次", visited, "firms visited in 2023-H1")
    none("pipes", "公里", "36公里", "pipes laid, another authority's matter")
    says(
        "target_hte",
        "家",
        q("assessments", "indicator=高新技术企业申报数;year=2023", "fact:target"),
        "target of applications in the assessment of 2023",
    )
    says(
        "done_hte",
        "%",
        share(
            q(rec, "kind=高新技术企业;" + IN.format("applied_on")),
            q("assessments", "indicator=高新技术企业申报数;year=2023", "fact:target"),
        ),
        "applications against their target",
    )
    says(
        "rd_gdp",
        "%",
        q("statistics", "indicator=全社会研发投入占GDP比重;area=赣榆区;period=2022", "fact:value"),
        "R&D share of GDP 2022, given",
        digits=2,
    )
    says(
        "rd_gap",
        "个百分点",
        minus(
            q("statistics", "indicator=全社会研发投入占GDP比重;area=连云港市;period=2022", "fact:value"),
            q("statistics", "indicator=全社会研发投入占GDP比重;area=赣榆区;period=2022", "fact:value"),
        ),
        "distance to the city's average",
        digits=2,
    )
    none(
        "plan_hte",
        "家",
        "75家",
        "plan target that is in no assessment sheet",
        "the sheet holds applications (45), not the stock",
    )
    says(
        "plan_sme",
        "家",
        q("assessments", "indicator=科技型中小企业评价入库数;year=2023", "fact:target"),
        "target of technology SMEs in the assessment of 2023",
    )
    says(
        "plan_contract",
        "亿元",
        q("assessments", "indicator=技术合同成交额;year=2023", "fact:target"),
        "target of contract turnover in the assessment of 2023",
    )
    none("plan_academician", "家", "2家", "plan target that is in no assessment sheet")
    none("old_houses", "栋", "14栋", "old factory buildings, another authority's matter")
    d.involved("sme", "sme1", "sme2", "ip", "ip_invention")


def make() -> None:
    """The bureau into bureaus/ganyu."""
    d = Draft("ganyu", "赣榆区科学技术局", "320707", "赣榆区", "2023-H1", TOWNS, brand="赣榆")
    rows(d)
    books(d)
    figures(d)
    d.write(TEXT)
