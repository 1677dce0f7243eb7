# ruff: noqa: E501
"""湄潭县: a western county's year 2024."""

from datetime import date
from decimal import Decimal

from samples.making.codes import split

from bench.reconcile.making.draft import Draft, growth, minus, plus, q, share

TOWNS = "湄江街道 黄家坝街道 鱼泉街道 永兴镇 复兴镇 马山镇 高台镇 茅坪镇 兴隆镇 新南镇 石莲镇 西河镇 洗马镇 抄乐镇 天城镇".split()
OTHERS = "贵州大学 遵义师范学院 贵州省茶叶研究所 贵州省农业科学院 浙江大学茶叶研究所 遵义市科技成果转化中心 珠海某数字农业研究院".split()
Y24, Y23 = (date(2024, 1, 8), date(2024, 12, 20)), (date(2023, 1, 9), date(2023, 12, 20))
IN, BEFORE = "{0}>=2024-01-01;{0}<=2024-12-31", "{0}>=2023-01-01;{0}<=2023-12-31"

TEXT = """
湄潭县科技局2024年工作总结及2025年工作计划

今年以来，县科技局坚持以科技创新赋能县域经济高质量发展，围绕茶、稻、椒、酒等特色产业，着力强主体、抓攻关、优服务，较好完成了全年目标任务。现总结如下。
一、主要工作成效
1.创新指标稳步提升。据市科技局通报，我县综合科技创新水平指数为{index}，全市排名{index_rank}，较上年提高{index_up}。全县全社会研发经费支出{rd}，同比增长{rd_growth}，研发投入强度{rd_gdp}。列入研发统计的规模以上工业企业{above_firms}，其中有研发活动的{active_firms}，占比{active_share}；企业研发费用合计{firm_rd}。
2.创新主体加快培育。全年净增高新技术企业{hte_new}，年末有效高新技术企业{hte}；国家科技型中小企业入库{sme}，较上年增加{sme_more}。组织企业申领科技创新券{vouchers}，面额{voucher_money}，年内兑付{voucher_paid}。坚持“培育一批、入库一批、认定一批”，逐企开展政策辅导，指导企业规范研发管理、建立辅助账。茶产业科技型企业覆盖{towns}镇（街道），茶园面积稳定在{tea}。
3.项目争取成效明显。紧盯国家和省市投资方向，提前谋划储备，加强与上级科技部门的沟通衔接，建立项目申报、实施、验收全过程跟踪服务机制。全年获批上级科技项目{proj_up}，其中国家级{proj_nat}、省级{proj_prov}、市级{proj_city}，到位上级科技资金{above}；立项县级科技项目{proj_county}，安排经费{county_money}。完成结题验收{accepted}。按领域分，上级项目中农业类{proj_agri}、工业类{proj_ind}、社会发展类{proj_soc}。全年县级财政拨付科技经费{paid}，其中兑现企业研发奖补{paid_award}。
4.平台建设取得突破。支持龙头企业牵头建设研发机构，推动平台由“有没有”向“强不强”转变。现有省级以上科技创新平台{plat_up}，其中国家级{plat_nat}；省级工程技术研究中心{etc_prov}，省级星创天地{star_prov}；年内新增市级以上平台{plat_new}。湄潭茶叶科技园建成展示长廊{corridor}。
5.科技特派员服务“三农”出实效。把科技特派员工作作为巩固拓展脱贫攻坚成果、衔接乡村振兴的重要抓手，按照“产业所需、群众所盼”精准选派。选派科技特派员{commissioner}，其中省级{comm_prov}、市级{comm_city}、县级{comm_county}，服务村{comm_villages}，开展技术培训{comm_training}，服务群众{comm_people}，推广示范面积{comm_area}。引进“三区”科技人才{sanqu}。
6.成果转化和知识产权持续加强。落实技术合同认定登记优惠政策，主动上门服务，应登尽登。登记技术合同{contracts}，成交额{contract_money}，同比增长{contract_growth}，其中输出{out_money}、吸纳{in_money}。授权专利{ip}，其中发明专利{ip_inv}；审定茶树、水稻新品种{variety}；制定地方标准{standard}。获省科学技术进步奖{award_prov}，市级科技奖{award_city}。
7.科普宣传和技术服务广泛开展。以提升全民科学素质为目标，线上线下相结合。全年举办各类培训{training}，培训群众{training_people}；开展科技下乡{countryside}，发放资料{papers}；组织东西部协作科技对接{match}，达成合作意向{agreements}。邀请省内外专家深入田间地头、生产车间答疑解难，受到群众普遍欢迎。科技活动周期间开展活动{week}。全年编发简报{briefs}。
二、存在的问题
一是创新主体偏弱，高新技术企业完成年度目标{target_hte}的{done_hte}。二是投入不足，市下达全社会研发经费目标{target_rd}尚有差距。三是平台层级不高，上年技术合同成交额仅{contract_last}。四是扶持力度不大，全年企业实际得到奖补{subsidy}。对此，我们将坚持问题导向，在今后工作中采取有效措施加以解决。
三、2025年工作计划
按照县委、县政府部署，明年重点抓好以下工作：（一）力争高新技术企业总量达到{plan_hte}，科技型中小企业入库{plan_sme}以上。（二）争取上级科技项目{plan_proj}，资金{plan_money}。（三）选派科技特派员{plan_comm}。（四）新建科普示范基地{plan_base}。
"""


def rows(d: Draft) -> None:
    """The rows of all registers."""
    sectors = "茶业 农业 酒业 机械 生物 食品 新材料".split()
    d.everyone = d.firms(70, sectors)
    for _ in range(8):
        d.everyone.append(d.firm("茶叶", "专业合作社"))
    d.recognised("高新技术企业", d.everyone[:6], date(2021, 11, 15))
    d.recognised("高新技术企业", d.everyone[6:13], date(2022, 12, 19))
    d.recognised("高新技术企业", d.everyone[13:18], date(2023, 12, 12))
    d.recognised("高新技术企业", [*d.everyone[:3], *d.everyone[18:25]], date(2024, 12, 2))
    for year, sizes in ((2023, (9, 12, 6)), (2024, (11, 14, 9))):
        pool = d.some(40)
        for i, n in enumerate(sizes):
            d.recognised(
                "科技型中小企业", pool[:n], date(year, 4 + 2 * i, 18), batch_name=f"{year}年第{i + 1}批"
            )
            pool = pool[n:]

    for year, active, total in ((2023, 24, "9180"), (2024, 29, "10426.8")):
        firms = d.everyone[:46]
        amounts = split(d.rng, total, active, "0.1")
        for i, firm in enumerate(firms):
            d.add("annual_returns", organization=firm, period=str(year), revenue=Decimal(d.rng.randint(2000, 30000)), has_rd=i < active,
                  rd_expense=amounts[i] if i < active else Decimal(0), staff=d.rng.randint(20, 260), region=d.town_of(firm))  # fmt: skip

    def vouchers(n: int, year: int, status: str) -> None:
        for _ in range(n):
            face = Decimal(d.rng.choice((1, 2, 3, 5)))
            day = d.day(date(year, 3, 1), date(year, 8, 30))
            paid = face * Decimal("0.8") if status == "已兑付" else None
            d.add("vouchers", voucher_no=d.number(f"GZCXQ{year}"), organization=d.rng.choice(d.everyone), amount=face, issued_on=day, status=status,
                  redeemed_amount=paid, redeemed_on=date(year, 11, 20) if paid else None, provider=d.rng.choice(OTHERS[:3]), service_class="检验检测认证")  # fmt: skip

    vouchers(17, 2024, "已兑付")
    vouchers(9, 2024, "已发放")
    vouchers(14, 2023, "已兑付")

    for level, plan, field, n, total in (
        ("国家级", "科技富民强县专项", "农业", 1, "200"), ("省级", "省科技支撑计划", "农业", 5, "290"), ("省级", "省科技支撑计划", "工业", 2, "120"),
        ("省级", "省科技支撑计划", "社会发展", 2, "76"), ("市级", "市科技计划", "农业", 3, "38"), ("市级", "市科技计划", "工业", 2, "25"),
        ("市级", "市科技计划", "社会发展", 1, "12"),
    ):  # fmt: skip
        d.projects(level, plan, n, "approved_on", Y24, "立项", total, industry_class=field)
    d.projects("区县级", "县级科技计划", 12, "approved_on", Y24, "立项", "96", industry_class="农业")
    d.projects("省级", "省科技支撑计划", 7, "approved_on", Y23, "立项", "351", industry_class="农业")
    d.projects("区县级", "县级科技计划", 10, "approved_on", Y23, "立项", "80", industry_class="农业")
    d.projects(
        "区县级",
        "县级科技计划",
        8,
        "accepted_on",
        Y24,
        "验收",
        "64",
        industry_class="农业",
        approved_on=date(2022, 6, 10),
    )
    d.projects(
        "省级",
        "省科技支撑计划",
        3,
        "accepted_on",
        Y24,
        "验收",
        "150",
        industry_class="农业",
        approved_on=date(2021, 9, 10),
    )

    d.each("fund_movements", "761", 19, "amount", voucher_no=lambda: d.number("2024上-"), kind="争取上级", level=lambda: d.rng.choice(("国家级", "省级", "市级")),
           purpose="上级科技项目资金", booked_on=lambda: d.day(*Y24))  # fmt: skip
    d.each("fund_movements", "218.4", 21, "amount", "0.1", voucher_no=lambda: d.number("2024奖-"), kind="奖励", level="区县级", purpose="企业研发投入奖补",
           booked_on=lambda: d.day(*Y24), organization=lambda: d.rng.choice(d.everyone))  # fmt: skip
    d.each("fund_movements", "150.6", 14, "amount", "0.1", voucher_no=lambda: d.number("2024拨-"), kind="拨付", level="区县级", purpose="县级科技计划项目经费",
           booked_on=lambda: d.day(*Y24), organization=lambda: d.rng.choice(d.everyone))  # fmt: skip
    d.each("fund_movements", "280", 18, "amount", voucher_no=lambda: d.number("2023拨-"), kind="拨付", level="区县级", purpose="县级科技计划项目经费",
           booked_on=lambda: d.day(*Y23), organization=lambda: d.rng.choice(d.everyone))  # fmt: skip

    past = (date(2012, 3, 1), date(2023, 10, 30))
    d.platforms("国家", "星创天地", "国家级", 1, past)
    d.platforms("国家", "农业科技园区", "国家级", 1, past)
    d.platforms("贵州省", "工程技术研究中心", "省级", 4, past)
    d.platforms("贵州省", "星创天地", "省级", 2, past)
    d.platforms("贵州省", "众创空间", "省级", 1, past)
    d.platforms("遵义市", "工程技术研究中心", "市级", 6, past)
    d.platforms("遵义市", "科普基地", "市级", 3, past)
    d.platforms("贵州省", "工程技术研究中心", "省级", 1, Y24)
    d.platforms("遵义市", "工程技术研究中心", "市级", 3, Y24)
    d.platforms("湄潭县", "科普基地", "区县级", 4, Y24)

    for level, n, places in (("省级", 14, 2), ("市级", 11, 2), ("区县级", 28, 1)):
        for k in range(n):
            for _ in range(places):
                d.add("commissioners", person=f"{level[0]}派{k + 1:02d}号", organization=d.rng.choice(OTHERS), level=level, kind="个人",
                      served_place=f"{d.rng.choice('金龙云桃核')}{d.rng.choice('花坪山香桥')}{len(d.rows.get('commissioners', [])) + 1}村", from_on=date(2024, 3, 1), until_on=date(2025, 2, 28),
                      training_count=d.rng.randint(2, 6), people_served=d.rng.randint(60, 240), area_mu=d.rng.randint(50, 400), field="茶叶加工", region=d.rng.choice(TOWNS))  # fmt: skip
    for k in range(16):
        d.add("commissioners", person=f"省派{k + 1:02d}号", organization=d.rng.choice(OTHERS), level="省级", kind="个人", served_place=f"旧{k + 1}村", from_on=date(2023, 3, 1),
              until_on=date(2024, 2, 28), training_count=3, people_served=80, area_mu=100, field="茶叶加工", region=d.rng.choice(TOWNS))  # fmt: skip
    for k in range(8):
        d.add(
            "talents",
            person=f"三区人才{k + 1:02d}",
            organization=d.rng.choice(OTHERS[:4]),
            programme="“三区”科技人才",
            level="省级",
            selected_on=date(2024, 4, 26),
            batch_name="2024年度",
        )
    for k in range(10):
        d.add(
            "talents",
            person=f"三区人才{k + 1:02d}",
            organization=d.rng.choice(OTHERS[:4]),
            programme="“三区”科技人才",
            level="省级",
            selected_on=date(2023, 5, 6),
            batch_name="2023年度",
        )

    d.contracts("输出", "4216.38", 18, Y24, OTHERS)
    d.contracts("吸纳", "11873.20", 26, Y24, OTHERS)
    d.contracts("输出", "3820.00", 15, Y23, OTHERS)
    d.contracts("吸纳", "9105.50", 20, Y23, OTHERS)
    for kind, n in (("发明专利", 13), ("实用新型", 58), ("外观设计", 24)):
        d.patents(kind, n, 2024, d.everyone, Y24)
    d.patents("实用新型", 49, 2023, d.everyone, Y23)
    for kind, n, name in (("植物新品种", 3, "湄茶稻选"), ("标准", 5, "湄潭翠芽加工技术规程")):
        for k in range(n):
            d.add("ip", kind=kind, name=f"{name}{k + 1}号", number=f"{'黔审茶' if kind == '植物新品种' else 'DB5203/T '}2024{k + 1:03d}", organization=d.rng.choice(d.everyone),
                  granted_on=d.day(*Y24), status="授权")  # fmt: skip
    for award, level, grade, n in (
        ("省科学技术进步奖", "省级", "三等奖", 2),
        ("市科技创新奖", "市级", "二等奖", 3),
        ("市科技创新奖", "市级", "三等奖", 2),
    ):
        for _ in range(n):
            d.add(
                "awards",
                name=d.title("农业"),
                award=award,
                level=level,
                grade=grade,
                organization=d.rng.choice(d.everyone),
                awarded_on=d.day(*Y24),
                year=2024,
                result="获奖",
            )

    d.events(
        "培训",
        "茶叶加工与绿色防控培训班",
        24,
        Y24,
        participants=d.between(35, 120),
        materials=d.between(40, 130),
    )
    d.events("培训", "企业研发费用归集培训", 3, Y24, participants=d.between(40, 80))
    d.events(
        "科技下乡", "科技下乡赶集", 11, Y24, participants=d.between(100, 300), materials=d.between(300, 700)
    )
    d.events(
        "科技活动周",
        "科技活动周进校园",
        6,
        (date(2024, 5, 25), date(2024, 6, 1)),
        participants=d.between(150, 400),
    )
    d.events("对接", "东西部协作科技对接", 4, Y24, participants=d.between(20, 45), agreements=d.between(1, 4))
    d.events("培训", "茶叶加工与绿色防控培训班", 20, Y23, participants=d.between(35, 120))

    from_city = {"origin": "市科技局", "published_on": date(2024, 12, 30)}
    d.statistic(
        "综合科技创新水平指数", "2024", "47.86", "%", rank=4, rank_scope="全市14个县（市、区）", **from_city
    )
    d.statistic(
        "综合科技创新水平指数", "2023", "45.21", "%", rank=6, rank_scope="全市14个县（市、区）", **from_city
    )
    d.statistic("全社会研发经费支出", "2024", "1.64", "亿元", growth="11.6", **from_city)
    d.statistic("全社会研发经费支出", "2023", "1.47", "亿元", growth="8.9", **from_city)
    d.statistic("研发投入强度", "2024", "1.12", "%", **from_city)
    d.statistic("研发投入强度", "2023", "1.05", "%", **from_city)
    d.statistic("茶产业综合产值", "2024", "182.5", "亿元", **from_city)
    for year, indicator, target, result, unit in (
        (2024, "高新技术企业净增数", 8, 7, "家"), (2024, "全社会研发经费支出", Decimal("1.8"), Decimal("1.64"), "亿元"), (2024, "技术合同成交额", Decimal("1.5"), Decimal("1.61"), "亿元"),
        (2025, "高新技术企业总量", 30, None, "家"), (2025, "国家科技型中小企业入库数", 40, None, "家"), (2025, "争取上级科技项目", 18, None, "项"),
    ):  # fmt: skip
        d.add(
            "assessments",
            assessment=f"{year}年度市对县目标考核",
            indicator=indicator,
            year=year,
            target=Decimal(target),
            result=None if result is None else Decimal(result),
            measure_unit=unit,
            owner="综合股",
        )


def books(d: Draft) -> None:
    """The workbooks."""
    d.sheet("01湄潭县科技企业情况.xlsx", "企业", d.table("organizations", "湄潭县科技企业（合作社）基本情况", """- 序号  name 单位名称  credit_code 信用代码  kind 单位类型  region 乡镇（街道）
        founded_on 成立日期 cn  registered_capital 注册资金（元） yuan"""))  # fmt: skip
    d.sheet("01湄潭县科技企业情况.xlsx", "高企", d.table("recognitions", "高新技术企业名单", """- 序号  organization 企业名称  certificate_no 证书编号  field 技术领域
        recognised_on 发证时间 dot  expires_on 有效期至 dot  region 乡镇  kind 称号""", "kind=高新技术企业"))  # fmt: skip
    d.sheet("01湄潭县科技企业情况.xlsx", "科小", d.table("recognitions", "国家科技型中小企业入库名单（2023、2024年）", """- 序号  organization 企业全称  certificate_no 入库编号  batch_name 批次
        recognised_on 公告日期 cn_full  kind 资质名称""", "kind=科技型中小企业", group=lambda r: r["batch_name"][:5] + "度", counted="家"))  # fmt: skip
    d.sheet("02研发投入调查.xlsx", "2023-2024", d.table("annual_returns", "规模以上工业企业研发投入调查汇总", """- 序号  organization 企业详细名称  period 年度  revenue 全年营业收入 wan  rd_expense 研发费用合计 wan
        has_rd 是否有研发活动 yes  staff 从业人员（人） int  region 乡镇""", unit="单位：万元"))  # fmt: skip
    d.sheet("03科技项目管理台账.xlsx", "项目", d.table("projects", "科技计划项目管理台账", """- 序号  level 项目级别  project_no 项目编号  name 项目名称  plan 计划类别  organization 承担单位  industry_class 行业领域
        approved_on 时间节点|立项时间 iso  accepted_on 时间节点|验收时间 iso  grant_funds 支持经费（万元） wan  stage 实施状态""", sort="level", group=lambda r: r["level"] + "项目", counted="项", subtotal="小计", total="总计"))  # fmt: skip
    d.sheet("03科技项目管理台账.xlsx", "科技奖", d.table("awards", "2024年度科技奖励获奖项目", """- 序号  name 获奖项目  award 奖种  level 奖励级别  grade 获奖等级  organization 第一完成单位  awarded_on 表彰时间 cn
        year 年度 int  result 结果"""))  # fmt: skip
    d.sheet("04平台、特派员、人才.xlsx", "平台", d.table("platforms", "科技创新平台名录", """- 序号  name 平台（设施）名称  kind 平台类别  level 层级  organization 依托单位  recognised_on 批准时间 slash  status 建设状态  region 乡镇"""))  # fmt: skip
    d.sheet("04平台、特派员、人才.xlsx", "特派员", d.table("commissioners", "科技特派员选派与绩效统计表", """- 序号  person 特派员姓名  level 选派级别  organization 来源单位  kind 特派员类型  served_place 服务村  from_on 选派时间 iso
        until_on 截止日期 iso  training_count 服务绩效|培训场次 int  people_served 服务绩效|服务群众（人次） int  area_mu 服务绩效|示范推广面积（亩） int  region 乡镇"""))  # fmt: skip
    d.sheet(
        "04平台、特派员、人才.xlsx",
        "三区人才",
        d.table(
            "talents",
            "“三区”科技人才名单",
            "- 序号  person 姓名  organization 所在单位  programme 人才计划  level 级别  selected_on 批准日期 cn  batch_name 批次",
        ),
    )
    d.sheet("05成果转化.xlsx", "技术合同", d.table("technology_contracts", "技术合同认定登记台账", """- 序号  contract_no 登记编号  name 合同名称  kind 合同类型  seller 卖方（受托方）  buyer 买方（委托方）  direction 技术流向
        registered_on 认定登记日 serial  amount 合同总金额（万元） wan  technical_amount 其中：技术交易额（万元） wan  status 状态""", sort="contract_no", total="合计"))  # fmt: skip
    d.sheet(
        "05成果转化.xlsx",
        "知识产权",
        d.table(
            "ip",
            "知识产权台账",
            "- 序号  number 专利号（登记号）  name 知识产权名称  kind 类别  organization 权利人  granted_on 授权日期 iso  status 状态",
        ),
    )
    d.sheet("05成果转化.xlsx", "创新券", d.table("vouchers", "贵州省科技创新券使用情况", """- 序号  voucher_no 创新券编号  organization 申领企业  amount 额度（元） yuan  issued_on 发放时间 iso  provider 服务机构  service_class 服务内容
        status 券状态  redeemed_on 兑现时间 iso  redeemed_amount 兑现金额（元） yuan""", total="合计"))  # fmt: skip
    d.beside(
        "05成果转化.xlsx",
        "汇总",
        "技术合同分类汇总（报市局）",
        "类别 2023年（项） 2024年（项）",
        "输出 15 18",
        "吸纳 20 26",
        "合计 35 44",
    )
    d.sheet(
        "06资金.xlsx",
        "收支",
        d.table(
            "fund_movements",
            "科技经费收支登记簿",
            "booked_on 记账日期 date  voucher_no 凭证号  kind 业务类型  level 资金层级  purpose 摘要  organization 收款单位（人）  amount 发生金额（元） yuan",
            sort="booked_on",
            total="本页合计",
        ),
    )
    d.sheet("07活动与考核.xlsx", "活动", d.table("events", "科技培训及科普活动记录", """- 序号  held_on 时间 cn  name 活动名称  kind 活动形式  place 地点  participants 参加人数 int
        materials 发放资料（册、份） int  agreements 达成意向（个） int""", sort="held_on"))  # fmt: skip
    d.sheet(
        "07活动与考核.xlsx",
        "考核",
        d.table(
            "assessments",
            "市对县目标考核科技指标",
            """- 序号  assessment 考核项目  indicator 指标名称  year 年份 int  target 目标值 num  result 完成情况 num  measure_unit 单位  owner 责任科室""",
        ),
    )
    d.sheet("07活动与考核.xlsx", "通报数据", d.table("statistics", "市科技局通报数据", """- 序号  indicator 指标  area 县（市、区）  period 年度  value 指标值 num  measure_unit 单位  growth 增长率（%） num  rank 全市排名 int
        rank_scope 排名范围  origin 来源  published_on 通报时间 iso"""))  # fmt: skip


def figures(d: Draft) -> None:
    """The figures of the text in its order."""
    says, none = d.says, d.none

    def stat(indicator: str, what: str = "value", year: int = 2024) -> dict[str, object]:
        return q("statistics", f"indicator={indicator};period={year}", f"fact:{what}")

    says("index", "%", stat("综合科技创新水平指数"), "innovation index given by the city", digits=2)
    says(
        "index_rank",
        None,
        stat("综合科技创新水平指数", "rank"),
        "its rank in the city",
        printed="第六",
        verdict="differs",
        planted="last year's figure",
        note="sixth was 2023",
    )
    says(
        "index_up",
        "个百分点",
        minus(stat("综合科技创新水平指数"), stat("综合科技创新水平指数", year=2023)),
        "rise of the index over 2023",
        digits=2,
    )
    says("rd", "亿元", stat("全社会研发经费支出"), "R&D spending of the county, given")
    says("rd_growth", "%", stat("全社会研发经费支出", "growth"), "its growth, given")
    says(
        "rd_gdp",
        "%",
        stat("研发投入强度"),
        "R&D intensity, given",
        digits=2,
        printed="1.21%",
        verdict="differs",
        planted="digits swapped",
        note="1.12 turned into 1.21",
    )
    returns = q("annual_returns", "period=2024")
    active = q("annual_returns", "period=2024;has_rd=是")
    says("above_firms", "家", returns, "firms in the R&D survey of 2024")
    says("active_firms", "家", active, "of these with R&D")
    says("active_share", "%", share(active, returns), "their share")
    says(
        "firm_rd",
        "亿元",
        q("annual_returns", "period=2024", "sum:rd_expense_yuan"),
        "R&D expenses of these firms",
    )
    says("hte_new", "家", q("assessments", "year=2024;indicator=高新技术企业净增数", "fact:result"), "net new high-tech enterprises: the result in the assessment",
         kind="fact", accept=("ambiguous",), note="certificates of 2024: 10; in force at the end of the year 22")  # fmt: skip
    says("hte", "家", q("recognitions", "kind=高新技术企业;recognised_on<=2024-12-31;expires_on>=2024-12-31", "distinct:organization"), "high-tech enterprises in force on 2024-12-31",
         printed="28家", verdict="differs", planted="scope: the expired counted in", note="28 certificates were ever given, those of 2021 ran out")  # fmt: skip
    sme = q("recognitions", "kind=科技型中小企业;" + IN.format("recognised_on"))
    says("sme", "家", sme, "technology SMEs listed in 2024")
    says(
        "sme_more",
        "家",
        minus(sme, q("recognitions", "kind=科技型中小企业;" + BEFORE.format("recognised_on"))),
        "more than in 2023",
    )
    says("vouchers", "张", q("vouchers", IN.format("issued_on")), "vouchers issued in 2024")
    says(
        "voucher_money", "万元", q("vouchers", IN.format("issued_on"), "sum:amount_yuan"), "their face value"
    )
    paid = q("vouchers", IN.format("redeemed_on"), "sum:redeemed_amount_yuan")
    says("voucher_paid", "万元", paid, "vouchers redeemed in 2024")
    none("towns", "个", "15个", "towns, a matter of geography")
    none("tea", "万亩", "60万亩", "tea gardens, another authority's matter")
    up = "level=国家级|省级|市级;" + IN.format("approved_on")
    says("proj_up", "项", q("projects", up), "projects of city level and above approved in 2024")
    says("proj_nat", "项", q("projects", "level=国家级;" + IN.format("approved_on")), "of these national")
    says("proj_prov", "项", q("projects", "level=省级;" + IN.format("approved_on")), "of these provincial", printed="8项", verdict="inconsistent", accept=("differs",),
         planted="a part does not add up", note="1+8+6 is 15, not 16")  # fmt: skip
    says("proj_city", "项", q("projects", "level=市级;" + IN.format("approved_on")), "of these of the city")
    says(
        "above",
        "万元",
        q("fund_movements", "kind=争取上级;" + IN.format("booked_on"), "sum:amount_yuan"),
        "money from above in 2024",
    )
    county = "level=区县级;" + IN.format("approved_on")
    says("proj_county", "项", q("projects", county), "county projects approved in 2024")
    says(
        "county_money",
        "万元",
        q("projects", county, "sum:grant_funds_yuan"),
        "their grants",
        printed="80万元",
        verdict="differs",
        planted="last year's figure",
        note="80 was 2023",
    )
    says("accepted", "项", q("projects", IN.format("accepted_on")), "projects accepted in 2024")
    for name, field in (("proj_agri", "农业"), ("proj_ind", "工业"), ("proj_soc", "社会发展")):
        says(
            name,
            "项",
            q("projects", f"{up};industry_class={field}"),
            f"projects of city level and above in {field}",
        )
    says("paid", "万元", q("fund_movements", "kind=拨付|奖励;level=区县级;" + IN.format("booked_on"), "sum:amount_yuan"), "county money paid out in 2024, awards among it",
         accept=("ambiguous",), note="拨付 alone is 150.6")  # fmt: skip
    says(
        "paid_award",
        "万元",
        q("fund_movements", "kind=奖励;level=区县级;" + IN.format("booked_on"), "sum:amount_yuan"),
        "of these R&D awards to firms",
    )
    live = "status=认定;recognised_on<=2024-12-31;"
    says("plat_up", "个", q("platforms", live + "level=国家级|省级"), "platforms of provincial or national level", printed="8个", verdict="differs",
         planted="level: provincial printed for provincial and above", note="8 are provincial alone")  # fmt: skip
    says("plat_nat", "个", q("platforms", live + "level=国家级"), "of these national", printed="两个")
    says(
        "etc_prov",
        "个",
        q("platforms", live + "kind=工程技术研究中心;level=省级"),
        "provincial engineering centres",
    )
    says("star_prov", "个", q("platforms", live + "kind=星创天地;level=省级"), "provincial 星创天地")
    says(
        "plat_new",
        "个",
        q("platforms", "level=国家级|省级|市级;" + IN.format("recognised_on")),
        "platforms of city level and above recognised in 2024",
    )
    none("corridor", "米", "280米", "length of a gallery")
    term = "from_on>=2024-01-01;from_on<=2024-12-31"
    says("commissioner", "名", q("commissioners", term, "distinct:person"), "commissioners sent in 2024")
    for name, level in (("comm_prov", "省级"), ("comm_city", "市级"), ("comm_county", "区县级")):
        says(name, "名", q("commissioners", f"{term};level={level}", "distinct:person"), f"of these {level}")
    says("comm_villages", "个", q("commissioners", term, "distinct:served_place"), "villages that they serve")
    says("comm_training", "场次", q("commissioners", term, "sum:training_count"), "trainings that they gave")
    says("comm_people", "人次", q("commissioners", term, "sum:people_served"), "people that they served")
    area = q("commissioners", term, "sum:area_mu")
    says("comm_area", "亩", area, "area of demonstration, about", printed=d.about(area, "亩", 100))
    says("sanqu", "名", q("talents", "programme=“三区”科技人才;" + IN.format("selected_on")), "三区 talents of 2024", printed="18名", verdict="differs",
         planted="both years together", note="8 in 2024, 10 in 2023")  # fmt: skip
    contracts = q("technology_contracts", IN.format("registered_on"), "sum:amount_yuan")
    before = q("technology_contracts", BEFORE.format("registered_on"), "sum:amount_yuan")
    says(
        "contracts",
        "项",
        q("technology_contracts", IN.format("registered_on")),
        "contracts registered in 2024",
    )
    says("contract_money", "亿元", contracts, "their turnover")
    says("contract_growth", "%", growth(contracts, before), "its growth")
    says(
        "out_money",
        "万元",
        q("technology_contracts", "direction=输出;" + IN.format("registered_on"), "sum:amount_yuan"),
        "of it output",
    )
    says("in_money", "万元", q("technology_contracts", "direction=吸纳;" + IN.format("registered_on"), "sum:amount_yuan"), "of it absorbed", printed="1.19万元",
         verdict="differs", planted="unit: 万 for 亿", note="1.19亿元 would agree")  # fmt: skip
    patents = "kind=发明专利|实用新型|外观设计;" + IN.format("granted_on")
    says("ip", "件", q("ip", patents), "patents granted in 2024")
    says("ip_inv", "件", q("ip", "kind=发明专利;" + IN.format("granted_on")), "of these inventions")
    says("variety", "个", q("ip", "kind=植物新品种;" + IN.format("granted_on")), "plant varieties of 2024")
    says("standard", "项", q("ip", "kind=标准;" + IN.format("granted_on")), "local standards of 2024")
    says(
        "award_prov", "项", q("awards", "level=省级;" + IN.format("awarded_on")), "provincial awards of 2024"
    )
    says("award_city", "项", q("awards", "level=市级;" + IN.format("awarded_on")), "city awards of 2024")
    training = "kind=培训;" + IN.format("held_on")
    says("training", "期", q("events", training), "trainings of 2024")
    says("training_people", "人次", q("events", training, "sum:participants"), "people at them")
    rural = "kind=科技下乡;" + IN.format("held_on")
    says("countryside", "次", q("events", rural), "events in the countryside")
    says(
        "papers",
        "份",
        q("events", rural, "sum:materials"),
        "leaflets given out at them",
        accept=("ambiguous",),
        note="of all events it would be more",
    )
    says("match", "次", q("events", "kind=对接;" + IN.format("held_on")), "east-west matchmaking events")
    says(
        "agreements",
        "项",
        q("events", "kind=对接;" + IN.format("held_on"), "sum:agreements"),
        "intents reached at them",
    )
    says("week", "场", q("events", "kind=科技活动周;" + IN.format("held_on")), "events of the science week")
    none("briefs", "期", "36期", "issues of a bulletin")
    says(
        "target_hte",
        "家",
        q("assessments", "year=2024;indicator=高新技术企业净增数", "fact:target"),
        "target of net new high-tech enterprises",
    )
    done = share(
        q("assessments", "year=2024;indicator=高新技术企业净增数", "fact:result"),
        q("assessments", "year=2024;indicator=高新技术企业净增数", "fact:target"),
    )
    says("done_hte", "%", done, "net new ones against the target")
    says(
        "target_rd",
        "亿元",
        q("assessments", "year=2024;indicator=全社会研发经费支出", "fact:target"),
        "target of R&D spending",
    )
    says("contract_last", "亿元", before, "turnover of contracts in 2023")
    award = q("fund_movements", "kind=奖励;level=区县级;" + IN.format("booked_on"), "sum:amount_yuan")
    says("subsidy", "万元", plus(award, paid), "subsidies to firms: awards, redeemed vouchers or both not said", verdict="ambiguous", accept=("agrees", "differs", "not_in_ledger"),
         note="awards 218.4, vouchers 29.6, together 248")  # fmt: skip
    says(
        "plan_hte",
        "家",
        q("assessments", "year=2025;indicator=高新技术企业总量", "fact:target"),
        "target of 2025",
    )
    says("plan_sme", "家", q("assessments", "year=2025;indicator=国家科技型中小企业入库数", "fact:target"), "target of 2025", printed="45家", verdict="differs",
         planted="a target other than the sheet's", note="the sheet says 40")  # fmt: skip
    says(
        "plan_proj",
        "项",
        q("assessments", "year=2025;indicator=争取上级科技项目", "fact:target"),
        "target of 2025",
    )
    none("plan_money", "万元", "800万元", "plan target in no assessment sheet")
    none("plan_comm", "名", "60名", "plan target in no assessment sheet")
    none("plan_base", "个", "2个", "plan target in no assessment sheet")
    d.involved("proj_up", "proj_nat", "proj_city", "contract_money", "out_money", "in_money")


def make() -> None:
    """The bureau into bureaus/meitan."""
    d = Draft("meitan", "湄潭县科学技术局", "520328", "湄潭县", "2024", TOWNS, brand="湄潭")
    rows(d)
    books(d)
    figures(d)
    d.write(TEXT)
