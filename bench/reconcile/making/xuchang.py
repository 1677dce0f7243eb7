# ruff: noqa: E501
"""许昌市: a city bureau's year 2021, with six counties below it."""

from datetime import date
from decimal import Decimal

from bench.reconcile.making.draft import Draft, growth, minus, plus, q, share

COUNTIES = "魏都区 建安区 鄢陵县 襄城县 禹州市 长葛市".split()
OTHERS = "郑州大学 河南农业大学 许昌学院 西安交通大学 中国科学院过程工程研究所 河南省科学院 华中科技大学 哈尔滨工业大学 郑州轻工业大学".split()
Y21, Y20 = (date(2021, 1, 5), date(2021, 12, 24)), (date(2020, 1, 6), date(2020, 12, 24))
IN, BEFORE = "{0}>=2021-01-01;{0}<=2021-12-31", "{0}>=2020-01-01;{0}<=2020-12-31"

TEXT = """
许昌市科技局关于2021年工作总结的报告

2021年是“十四五”开局之年。市科技局深入实施创新驱动、科教兴市战略，主动融入国家创新高地建设，全市科技创新工作实现良好开局。现将一年来的主要工作情况和下步打算报告如下。
一、2021年主要工作
（一）创新主体量质齐升。深入开展“春笋”计划，建立科技型中小企业、高新技术企业、创新龙头企业梯次培育机制，对纳入培育计划的企业实行台账管理、动态跟踪。全年认定高新技术企业{hte_year}，净增{hte_net}，总量达到{hte}，其中禹州市{hte_yuzhou}、长葛市{hte_changge}，两地合计占全市的{hte_share}。国家科技型中小企业备案{sme}，比上年增长{sme_growth}。新增省创新龙头企业{leader}、“瞪羚”企业{gazelle}。
（二）创新平台扩量提质。新建省级以上研发平台{plat_new}，截至年底全市共有省级以上研发平台{plat}，其中国家级{plat_nat}、省级{plat_prov}；市级工程技术研究中心累计{etc_city}，年内新认定{etc_city_new}。拥有省级以上科技企业孵化器和众创空间{incubators}，在孵企业{tenants}，全年毕业{graduated}，在孵企业吸纳就业{tenants_staff}，获得投融资{financed}。坚持分类指导、以评促建，引导平台面向产业需求开展应用研究。规上工业企业研发机构覆盖面不断扩大，市科技馆日均接待{museum}。
（三）科技攻关成果丰硕。全市承担省级以上科技项目{proj_up}，争取资金{proj_money}，其中省重大科技专项{proj_major}，资金{major_money}。聚焦智能电力装备、硅碳先进材料等优势产业链布局创新链，着力破解一批“卡脖子”技术难题。实施市级重大专项{city_major}，带动企业投入{city_self}。“揭榜挂帅”发布需求榜单{needs}，榜额{needs_money}，揭榜成功{needs_matched}。获省科学技术进步奖{award}，其中一等奖{award1}、二等奖{award2}、三等奖{award3}。
（四）开放合作走深走实。登记技术合同{contracts}，成交额{contract_money}，完成省定目标任务{contract_target}的{contract_done}，同比增长{contract_growth}。输出技术成交额{out_money}，吸纳技术成交额{in_money}。与{partners}高校院所签订合作协议{coop}，协议金额{coop_money}，较上年增加{coop_more}。积极融入长三角、京津冀等创新资源富集地区，拓展协同创新空间。组织参加第十六届成果交易会，布展面积{booth}。
（五）人才引育持续加强。坚持人才是第一资源，完善服务保障，让各类人才引得进、留得住、用得好。引进高层次人才（团队）{talents}，其中国家级{talents_nat}、省级{talents_prov}；新建院士工作站{academician}。选派省、市两级科技特派员{commissioner}，其中省级{comm_prov}，考核优秀{comm_best}。
（六）科技金融加快融合。强化部门联动，推动金融活水精准滴灌科技企业。“科技贷”全年放款{loans}，{loan_money}，同比增长{loan_growth}；其中知识产权质押贷款{loan_ip}。完善政银企担风险共担机制，让更多轻资产企业贷得到、贷得快。落实企业研发费用财政补助{subsidy}，惠及企业{subsidy_firms}。
（七）投入产出稳步增长。健全多元化科技投入机制，财政引导、企业主体、社会参与的投入格局基本形成，企业敢投、愿投的氛围日益浓厚。据统计部门反馈，2020年全社会研发经费投入{rd}，增长{rd_growth}，投入强度{rd_gdp}，居全省{rd_rank}。高新技术产业增加值占规上工业增加值比重{gx_share}，高于全省{gx_above}。全年授权发明专利{ip_inv}，每万人口发明专利拥有量{ip_per}。科技系统全年获得财政科技资金支持{any_money}。
二、2022年工作打算
坚持把创新摆在发展的逻辑起点、现代化建设的核心位置。围绕省委、市委部署，全力做好以下工作：一是高新技术企业总数达到{plan_hte}；二是新建省级以上研发平台{plan_plat}；三是技术合同成交额突破{plan_contract}；四是引进培育高层次人才团队{plan_talent}；五是完成智慧岛一期{plan_island}建设任务。
"""


def rows(d: Draft) -> None:
    """The rows of all registers."""
    d.everyone = d.firms(240, "电力装备 发制品 硅碳材料 机械 再生金属 食品 电子 环保 生物 陶瓷".split())
    d.recognised("高新技术企业", d.everyone[:31], date(2018, 11, 29), batch_name="2018年")
    d.recognised("高新技术企业", d.everyone[31:73], date(2019, 12, 3), batch_name="2019年")
    d.recognised("高新技术企业", d.everyone[73:121], date(2020, 12, 4), batch_name="2020年")
    d.recognised(
        "高新技术企业", [*d.everyone[:24], *d.everyone[121:158]], date(2021, 10, 28), batch_name="2021年"
    )
    for year, sizes in ((2020, (62, 71, 45)), (2021, (70, 84, 59))):
        pool = d.some(240)
        for i, n in enumerate(sizes):
            d.recognised(
                "科技型中小企业",
                pool[:n],
                date(year, 4 + 3 * i, 15 + i),
                batch_name=f"{year}年第{'一二三'[i]}批",
            )
            pool = pool[n:]
    d.recognised("创新型企业", d.everyone[31:35], Y21, full_name="河南省创新龙头企业", level="省级")
    d.recognised("创新型企业", d.everyone[35:41], Y20, full_name="河南省创新龙头企业", level="省级")
    d.recognised("瞪羚企业", d.everyone[41:46], Y21, level="省级")

    past = (date(2011, 3, 1), date(2020, 11, 30))
    for kind, level, n, span in (
        ("企业技术中心", "国家级", 3, past), ("重点实验室", "国家级", 1, past), ("工程技术研究中心", "省级", 46, past), ("重点实验室", "省级", 2, past), ("新型研发机构", "省级", 3, past),
        ("工程技术研究中心", "省级", 9, Y21), ("新型研发机构", "省级", 2, Y21), ("重点实验室", "省级", 1, Y21), ("院士工作站", "省级", 2, Y21), ("院士工作站", "省级", 5, past),
        ("工程技术研究中心", "市级", 71, past), ("工程技术研究中心", "市级", 18, Y21),
    ):  # fmt: skip
        d.platforms({"国家级": "国家", "省级": "河南省", "市级": "许昌市"}[level], kind, level, n, span)
    hatcheries = []
    for kind, level, n in (
        ("科技企业孵化器", "国家级", 1),
        ("科技企业孵化器", "省级", 3),
        ("众创空间", "国家级", 1),
        ("众创空间", "省级", 4),
        ("众创空间", "市级", 5),
    ):
        d.platforms("许昌", kind, level, n, past)
        hatcheries += [r["name"] for r in d.rows["platforms"][-n:]]
    for i in range(96):
        out = i >= 71
        firm = d.firm("创业服务", "科技有限公司")
        d.add("tenants", platform=d.rng.choice(hatcheries), organization=firm, entered_on=d.day(date(2018, 3, 1), date(2021, 6, 1)), outcome="毕业" if 71 <= i < 88 else "退出" if out else "在孵",
              left_on=d.day(date(2021, 6, 10), date(2021, 12, 20)) if 71 <= i < 83 else d.day(date(2020, 6, 10), date(2020, 12, 20)) if out else None,
              staff=d.rng.randint(3, 30), financed=Decimal(d.rng.choice((0, 0, 0, 50, 100, 300))))  # fmt: skip
    for row in d.rows["tenants"]:
        if row["left_on"] and row["entered_on"] > row["left_on"]:
            row["entered_on"] = date(2018, 5, 8)

    for level, plan, n, total in (
        ("国家级", "国家重点研发计划", 2, "640"),
        ("省级", "省重大科技专项", 3, "2100"),
        ("省级", "省科技攻关", 27, "405"),
        ("省级", "省自然科学基金", 6, "60"),
    ):
        d.projects(level, plan, n, "approved_on", Y21, "立项", total)
    d.projects(
        "市级",
        "市重大科技专项",
        14,
        "approved_on",
        Y21,
        "立项",
        "980",
        self_funds=lambda: Decimal(d.rng.randint(300, 1500)),
    )
    d.projects(
        "市级",
        "市科技发展计划",
        22,
        "approved_on",
        Y21,
        "立项",
        "220",
        self_funds=lambda: Decimal(d.rng.randint(20, 100)),
    )
    d.projects("省级", "省重大科技专项", 2, "approved_on", Y20, "立项", "1500")
    d.projects("省级", "省科技攻关", 23, "approved_on", Y20, "立项", "345")
    for k, row in enumerate(d.each("needs", "6320", 34, "investment", "10", number=lambda: d.number("XCBD"), name=lambda: d.subject() + "研发", organization=lambda: d.rng.choice(d.everyone), kind="揭榜挂帅",
                                   received_on=date(2021, 3, 18), published_on=lambda: d.day(date(2021, 4, 6), date(2021, 9, 28)), status="已发布")):  # fmt: skip
        if k % 3 == 0:
            row.update(status="已对接", matched_on=date(2021, 11, 16), partner=d.rng.choice(OTHERS))
    for grade, n, year in (
        ("一等奖", 1, 2021),
        ("二等奖", 4, 2021),
        ("三等奖", 6, 2021),
        ("二等奖", 3, 2020),
        ("三等奖", 7, 2020),
    ):
        for _ in range(n):
            d.add(
                "awards",
                name=d.title(),
                award="河南省科学技术进步奖",
                level="省级",
                grade=grade,
                organization=d.rng.choice(d.everyone),
                awarded_on=date(year, 11, 19),
                year=year,
                result="授奖",
            )

    d.contracts("输出", "96420.50", 212, Y21, OTHERS)
    d.contracts("吸纳", "140865.30", 158, Y21, OTHERS)
    d.contracts("输出", "70110.00", 160, Y20, OTHERS)
    d.contracts("吸纳", "98322.40", 131, Y20, OTHERS)
    for span, total, n in ((Y21, "8460", 41), (Y20, "6130", 35)):
        d.each("cooperations", total, n, "amount", "5", subject=lambda: d.subject() + "产学研合作", organization=lambda: d.rng.choice(d.everyone), partner=lambda: d.rng.choice(OTHERS), kind="协议",
               signed_on=lambda span=span: d.day(*span), status="已签约")  # fmt: skip
    for i, (level, programme, n) in enumerate(
        (
            ("国家级", "国家高层次人才特殊支持计划", 2),
            ("省级", "中原英才计划", 9),
            ("市级", "许都英才计划", 23),
        )
    ):
        for k in range(n):
            d.add(
                "talents",
                person=f"{'赵钱孙'[i]}某{k + 1:02d}" if k % 4 else f"{d.subject()}创新团队",
                organization=d.rng.choice(d.everyone),
                programme=programme,
                level=level,
                selected_on=d.day(*Y21),
                batch_name="2021年",
                status="已引进",
            )
    for level, n in (("省级", 36), ("市级", 84)):
        for k in range(n):
            d.add("commissioners", person=f"{level[0]}特{k + 1:03d}", organization=d.rng.choice(OTHERS[1:3]), kind="个人", level=level, served_place=f"{d.rng.choice(COUNTIES)}第{len(d.rows.get('commissioners', [])) + 1}服务点",
                  from_on=date(2021, 3, 1), until_on=date(2022, 2, 28), rating="优秀" if k % 6 == 0 else "合格", region=d.rng.choice(COUNTIES))  # fmt: skip
    for span, total, n in ((Y21, "28600", 64), (Y20, "21450", 52)):
        firms = d.some(n)
        for k, row in enumerate(d.each("loans", total, n, "amount", "10", contract_no=lambda: d.number("KJD"), organization=iter(firms).__next__, bank=lambda: d.rng.choice(("中原银行许昌分行", "许昌农商行", "工商银行许昌分行")), product="科技贷",
                                       stage="放款", granted_on=lambda span=span: d.day(*span), rate=Decimal("4.35"))):  # fmt: skip
            row["guarantee"] = "知识产权质押" if k % 7 == 0 else "信用" if k % 2 else "保证担保"
    for year, total, n, span in ((2021, "5216.48", 133, Y21), (2020, "4402.16", 118, Y20)):
        firms = d.some(n)
        d.each("fund_movements", total, n, "amount", "0.01", voucher_no=lambda year=year: d.number(f"{year}-补-"), kind="补助", level=lambda: d.rng.choice(("省级", "市级", "区县级")), purpose="企业研发费用财政补助",
               organization=iter(firms).__next__, booked_on=lambda span=span: d.day(*span), year=year)  # fmt: skip
    d.each(
        "fund_movements",
        "3205",
        41,
        "amount",
        "1",
        voucher_no=lambda: d.number("2021-争-"),
        kind="争取上级",
        level=lambda: d.rng.choice(("国家级", "省级")),
        purpose="省级以上科技项目经费",
        organization="许昌市科学技术局",
        booked_on=lambda: d.day(*Y21),
        year=2021,
    )
    d.patents("发明专利", 168, 2021, d.everyone, Y21)
    d.patents("发明专利", 141, 2020, d.everyone, Y20)

    d.statistic(
        "全社会研发经费投入",
        "2020",
        "61.84",
        "亿元",
        growth="15.2",
        rank=5,
        rank_scope="全省17个省辖市",
        origin="省统计局",
        published_on=date(2021, 10, 12),
    )
    d.statistic(
        "全社会研发经费投入",
        "2019",
        "53.68",
        "亿元",
        growth="12.1",
        rank=6,
        rank_scope="全省17个省辖市",
        origin="省统计局",
        published_on=date(2020, 10, 9),
    )
    d.statistic(
        "全社会研发经费投入强度",
        "2020",
        "1.79",
        "%",
        rank=4,
        rank_scope="全省17个省辖市",
        origin="省统计局",
        published_on=date(2021, 10, 12),
    )
    d.statistic(
        "高新技术产业增加值占规上工业增加值比重",
        "2021",
        "51.3",
        "%",
        origin="市统计局",
        published_on=date(2022, 1, 20),
    )
    d.statistic(
        "高新技术产业增加值占规上工业增加值比重",
        "2021",
        "45.6",
        "%",
        area="河南省",
        origin="省统计局",
        published_on=date(2022, 1, 20),
    )
    d.statistic(
        "每万人口发明专利拥有量", "2021", "5.38", "件", origin="市市场监管局", published_on=date(2022, 1, 14)
    )
    for year, indicator, target, unit in (
        (2021, "技术合同成交额", "20", "亿元"),
        (2021, "新增高新技术企业", "40", "家"),
        (2022, "高新技术企业总数", "190", "家"),
        (2022, "新建省级以上研发平台", "12", "家"),
        (2022, "技术合同成交额", "28", "亿元"),
    ):
        d.add(
            "assessments",
            assessment=f"省定{year}年科技创新目标",
            indicator=indicator,
            year=year,
            target=Decimal(target),
            measure_unit=unit,
            owner="规划与创新体系建设科",
        )


def books(d: Draft) -> None:
    """The workbooks."""
    d.sheet("许昌市科技企业汇总.xlsx", "名录", d.table("organizations", "许昌市科技型企业名录（2021年12月）", """- 序号  name 企业名称  credit_code 统一社会信用代码  region 所在县（市、区）
        technical_field 所属领域  founded_on 注册时间 slash""", group=lambda r: r["region"], counted="家", sort="region"))  # fmt: skip
    for year in (2018, 2019, 2020, 2021):
        d.sheet("高新技术企业.xlsx", f"{year}", d.table("recognitions", f"{year}年认定高新技术企业名单", """- 序号  organization 公司名称  certificate_no 证书编号  recognised_on 发证日期 date
            expires_on 有效期至 cn  region 县区  kind 资质类型""", f"kind=高新技术企业;batch_name={year}年"))  # fmt: skip
    d.sheet(
        "高新技术企业.xlsx",
        "科小",
        d.table(
            "recognitions",
            "国家科技型中小企业备案名单",
            "- 序号  kind 资质类别  organization 企业名称  certificate_no 登记编号  batch_name 批次  recognised_on 入库日期 iso  region 县区",
            "kind=科技型中小企业",
        ),
    )
    d.sheet(
        "高新技术企业.xlsx",
        "龙头瞪羚",
        d.table(
            "recognitions",
            "创新龙头企业和瞪羚企业",
            "- 序号  organization 企业名称  kind 称号  full_name 认定名称  level 认定级别  recognised_on 认定时间 cn  certificate_no 证书编号",
            "kind=创新型企业|瞪羚企业",
        ),
    )
    d.sheet(
        "平台与孵化.xlsx",
        "研发平台",
        d.table(
            "platforms",
            "全市研发平台和孵化载体一览",
            "- 序号  level 平台级别  kind 平台类型  name 平台名称  organization 依托单位  recognised_on 批准时间 dot  status 状态  region 所在县区",
            sort="level",
            merge=("level",),
        ),
    )
    d.sheet("平台与孵化.xlsx", "在孵企业", d.table("tenants", "孵化载体在孵、毕业企业情况", """- 序号  platform 孵化载体  organization 企业名称  entered_on 入孵时间 iso  outcome 孵化状态  left_on 毕业（退出）时间 iso
        staff 带动就业 int  financed 获得投资（万元） wan"""))  # fmt: skip
    d.sheet("项目与奖励.xlsx", "立项", d.table("projects", "2020-2021年立项科技项目", """- 序号  project_no 项目编号  name 项目名称  level 项目级别  plan 计划类别  organization 承担单位  approved_on 立项时间 cn
        grant_funds 经费（万元）|财政资助 wan  self_funds 经费（万元）|企业自筹 wan  stage 项目状态  region 县区""", total="合计"))  # fmt: skip
    d.sheet(
        "项目与奖励.xlsx",
        "奖励",
        d.table(
            "awards",
            "河南省科学技术进步奖获奖项目",
            "- 序号  year 年度 int  name 项目名称  award 奖种  level 级别  grade 获奖等级  organization 第一完成单位  awarded_on 授奖时间 iso  result 结果",
        ),
    )
    d.sheet("项目与奖励.xlsx", "榜单", d.table("needs", "“揭榜挂帅”技术需求榜单", """- 序号  number 榜单编号  name 榜单名称  organization 发榜单位  received_on 征集时间 iso  published_on 发榜时间 iso
        investment 榜单金额（万元） wan  matched_on 揭榜时间 iso  partner 揭榜单位  status 状态""", total="合计"))  # fmt: skip
    for year in (2021, 2020):
        d.sheet("技术市场.xlsx", f"{year}年", d.table("technology_contracts", f"{year}年技术合同认定登记", """- 序号  contract_no 合同登记号  name 项目名称  kind 合同类别  seller 卖方名称  buyer 买方名称  direction 输出/吸纳
            registered_on 认定登记日期 date  amount 成交金额（万元） wan  technical_amount 技术交易额（万元） wan""", f"registered_on>={year}-01-01;registered_on<={year}-12-31", total="合计"))  # fmt: skip
    d.beside(
        "技术市场.xlsx",
        "分县区",
        "分县区完成情况（内部测算，未核）",
        "县区 目标（亿元） 完成（亿元）",
        "魏都区 3 4",
        "建安区 3 3",
        "鄢陵县 2 2",
        "襄城县 3 3",
        "禹州市 4 5",
        "长葛市 5 6",
    )
    d.sheet(
        "开放合作与人才.xlsx",
        "产学研",
        d.table(
            "cooperations",
            "产学研合作协议",
            "- 序号  organization 我市企业  partner 合作高校院所  subject 合作项目  kind 合作形式  signed_on 签订时间 slash  amount 协议金额（万元） wan  status 合作状态",
        ),
    )
    d.sheet(
        "开放合作与人才.xlsx",
        "人才",
        d.table(
            "talents",
            "2021年引进高层次人才（团队）",
            "- 序号  person 人才（团队）名称  organization 用人单位  programme 入选计划  level 级别  selected_on 公布日期 iso  status 引进状态",
        ),
    )
    d.sheet(
        "开放合作与人才.xlsx",
        "特派员",
        d.table(
            "commissioners",
            "科技特派员名单",
            "- 序号  person 姓名  organization 派出单位  level 级别  kind 类别  served_place 服务地点  from_on 起始日期 iso  until_on 截止日期 iso  rating 考核等次  region 县区",
        ),
    )
    d.sheet("科技金融与资金.xlsx", "科技贷", d.table("loans", "“科技贷”业务台账", """- 序号  contract_no 借据号  organization 贷款企业  bank 放贷银行  product 金融产品  granted_on 贷款发放日期 iso  amount 贷款金额（万元） wan
        rate 年利率（%） num  guarantee 担保方式  stage 贷款状态"""))  # fmt: skip
    d.sheet(
        "科技金融与资金.xlsx",
        "资金",
        d.table(
            "fund_movements",
            "财政科技资金台账",
            "- 序号  voucher_no 凭证编号  booked_on 拨付时间 cn  kind 资金类别  level 资金来源级别  purpose 资金用途（事项）  organization 受补助单位  amount 金额（万元） wan  year 资金年度 int",
            total="合计",
        ),
    )
    d.sheet(
        "专利统计考核.xlsx",
        "发明专利",
        d.table(
            "ip",
            "发明专利授权清单",
            "- 序号  number 专利号  name 发明名称  kind 专利类型  organization 专利权人  applied_on 申请日 iso  granted_on 授权日 iso  status 法律状态",
        ),
    )
    d.sheet(
        "专利统计考核.xlsx",
        "统计",
        d.table(
            "statistics",
            "外部门提供数据",
            "indicator 统计指标  area 地区  period 统计年度  value 指标值 num  measure_unit 计量单位  growth 增速（%） num  rank 位次 int  rank_scope 位次范围  origin 数据提供单位  published_on 发布时间 iso",
        ),
    )
    d.sheet(
        "专利统计考核.xlsx",
        "目标",
        d.table(
            "assessments",
            "省定目标任务",
            "- 序号  assessment 目标任务来源  indicator 目标任务  year 目标年度 int  target 目标数 num  measure_unit 指标单位  owner 责任科室",
        ),
    )


def figures(d: Draft) -> None:
    """The figures of the text in its order."""
    says, none, rec = d.says, d.none, "recognitions"
    says(
        "hte_year",
        "家",
        q(rec, "kind=高新技术企业;" + IN.format("recognised_on")),
        "certificates of high-tech enterprises in 2021",
    )
    valid = "kind=高新技术企业;recognised_on<={0};expires_on>={0}"
    now, then = (
        q(rec, valid.format("2021-12-31"), "distinct:organization"),
        q(rec, valid.format("2020-12-31"), "distinct:organization"),
    )
    says(
        "hte_net",
        "家",
        minus(now, then),
        "net new: in force at the end of 2021 less those at the end of 2020",
    )
    says(
        "hte",
        "家",
        now,
        "in force on 2021-12-31",
        printed="115家",
        verdict="differs",
        planted="digits swapped",
        note="151 turned into 115",
    )
    for name, county in (("hte_yuzhou", "禹州市"), ("hte_changge", "长葛市")):
        says(
            name,
            "家",
            q(rec, valid.format("2021-12-31") + f";region={county}", "distinct:organization"),
            f"of these in {county}",
        )
    both = q(rec, valid.format("2021-12-31") + ";region=禹州市|长葛市", "distinct:organization")
    says("hte_share", "%", share(both, now), "share of the two counties")
    sme, before = (q(rec, "kind=科技型中小企业;" + span.format("recognised_on")) for span in (IN, BEFORE))
    says("sme", "家", sme, "technology SMEs listed in 2021")
    says(
        "sme_growth",
        "%",
        growth(sme, before),
        "their growth",
        printed="16.4%",
        verdict="differs",
        planted="a growth rate from the wrong base (35 more, divided by this year's)",
        note="213 against 178 is 19.7%",
    )
    says(
        "leader",
        "家",
        q(rec, "full_name=河南省创新龙头企业;" + IN.format("recognised_on")),
        "创新龙头企业 of 2021",
        printed="6家",
        verdict="differs",
        planted="last year's figure",
        note="six in 2020, four in 2021",
    )
    says("gazelle", "家", q(rec, "kind=瞪羚企业;" + IN.format("recognised_on")), "gazelles of 2021")
    rd = "kind!=科技企业孵化器;kind!=众创空间;status=认定;"
    up = rd + "level=国家级|省级;recognised_on<=2021-12-31"
    says(
        "plat_new",
        "家",
        q("platforms", rd + "level=国家级|省级;" + IN.format("recognised_on")),
        "R&D platforms of provincial level and above of 2021, academician stations among them",
        accept=("ambiguous",),
    )
    says("plat", "家", q("platforms", up), "R&D platforms of provincial level and above, incubators not among them", printed="70家", verdict="differs", planted="level: provincial printed for provincial and above",
         accept=("inconsistent",), note="70 are provincial alone")  # fmt: skip
    says("plat_nat", "家", q("platforms", rd + "level=国家级;recognised_on<=2021-12-31"), "of these national")
    says(
        "plat_prov", "家", q("platforms", rd + "level=省级;recognised_on<=2021-12-31"), "of these provincial"
    )
    says(
        "etc_city",
        "家",
        q("platforms", "kind=工程技术研究中心;level=市级;recognised_on<=2021-12-31"),
        "city engineering centres",
    )
    says(
        "etc_city_new",
        "家",
        q("platforms", "kind=工程技术研究中心;level=市级;" + IN.format("recognised_on")),
        "of these new in 2021",
    )
    says(
        "incubators",
        "家",
        q("platforms", "kind=科技企业孵化器|众创空间;level=国家级|省级;recognised_on<=2021-12-31"),
        "incubators and maker spaces of provincial level and above",
    )
    says("tenants", "家", q("tenants", "outcome=在孵"), "firms in incubators")
    says(
        "graduated",
        "家",
        q("tenants", "outcome=毕业;" + IN.format("left_on")),
        "graduated in 2021",
        printed="17家",
        verdict="differs",
        planted="all years together",
        note="12 in 2021, five before",
    )
    says(
        "tenants_staff",
        "人",
        q("tenants", "outcome=在孵", "sum:staff"),
        "people employed by firms in incubators",
    )
    says(
        "financed",
        "万元",
        q("tenants", "outcome=在孵", "sum:financed_yuan"),
        "investment won by them",
        accept=("ambiguous",),
        note="with those that left it is more",
    )
    none("museum", "人次", "1200余人次", "visitors of the science museum")
    pup = "level=国家级|省级;" + IN.format("approved_on")
    says("proj_up", "项", q("projects", pup), "projects of provincial level and above approved in 2021")
    says("proj_money", "万元", q("projects", pup, "sum:grant_funds_yuan"), "their grants")
    says(
        "proj_major",
        "项",
        q("projects", "plan=省重大科技专项;" + IN.format("approved_on")),
        "provincial major projects of 2021",
    )
    says(
        "major_money",
        "万元",
        q("projects", "plan=省重大科技专项;" + IN.format("approved_on"), "sum:grant_funds_yuan"),
        "their grants",
        printed="1500万元",
        verdict="differs",
        planted="last year's figure",
        note="1500 was 2020",
    )
    says(
        "city_major",
        "项",
        q("projects", "plan=市重大科技专项;" + IN.format("approved_on")),
        "city major projects of 2021",
    )
    says(
        "city_self",
        "亿元",
        q("projects", "plan=市重大科技专项;" + IN.format("approved_on"), "sum:self_funds_yuan"),
        "firms' own money in them",
    )
    says("needs", "项", q("needs", IN.format("published_on")), "challenges published in 2021")
    says(
        "needs_money",
        "亿元",
        q("needs", IN.format("published_on"), "sum:investment_yuan"),
        "their sums",
        printed="6320亿元",
        verdict="differs",
        planted="unit: 亿 for 万",
        note="6320万元 would agree",
    )
    says("needs_matched", "项", q("needs", "status=已对接;" + IN.format("matched_on")), "challenges taken up")
    aw = "award=河南省科学技术进步奖;" + IN.format("awarded_on")
    says("award", "项", q("awards", aw), "provincial progress awards of 2021")
    for i, grade in enumerate(("一等奖", "二等奖", "三等奖"), 1):
        wrong = (
            {
                "printed": "7项",
                "verdict": "inconsistent",
                "accept": ["differs"],
                "planted": "a part does not add up (last year's)",
                "note": "1+4+7 is 12, not 11",
            }
            if i == 3
            else {}
        )
        says(f"award{i}", "项", q("awards", f"{aw};grade={grade}"), f"of these {grade}", **wrong)
    every = q("technology_contracts", IN.format("registered_on"), "sum:amount_yuan")
    target = q("assessments", "indicator=技术合同成交额;year=2021", "fact:target")
    says(
        "contracts",
        "项",
        q("technology_contracts", IN.format("registered_on")),
        "contracts registered in 2021",
    )
    says("contract_money", "亿元", every, "their turnover")
    says("contract_target", "亿元", target, "the province's target")
    says("contract_done", "%", share({**every, "unit": "亿元"}, target), "turnover against the target")
    says(
        "contract_growth",
        "%",
        growth(every, q("technology_contracts", BEFORE.format("registered_on"), "sum:amount_yuan")),
        "its growth",
    )
    says(
        "out_money",
        "亿元",
        q("technology_contracts", "direction=输出;" + IN.format("registered_on"), "sum:amount_yuan"),
        "of it output",
    )
    says(
        "in_money",
        "亿元",
        q("technology_contracts", "direction=吸纳;" + IN.format("registered_on"), "sum:amount_yuan"),
        "of it absorbed",
    )
    coop, coop_before = (q("cooperations", span.format("signed_on")) for span in (IN, BEFORE))
    says(
        "partners",
        "家",
        q("cooperations", IN.format("signed_on"), "distinct:partner"),
        "universities and institutes of the agreements",
    )
    says("coop", "项", coop, "agreements signed in 2021")
    says("coop_money", "万元", q("cooperations", IN.format("signed_on"), "sum:amount_yuan"), "their sums")
    says("coop_more", "项", minus(coop, coop_before), "more than in 2020")
    none("booth", "平方米", "180平方米", "floor of a fair stand")
    tal = IN.format("selected_on")
    says("talents", "名", q("talents", tal), "talents of 2021")
    says("talents_nat", "名", q("talents", tal + ";level=国家级"), "of these national")
    says("talents_prov", "名", q("talents", tal + ";level=省级"), "of these provincial")
    says(
        "academician",
        "家",
        q("platforms", "kind=院士工作站;" + IN.format("recognised_on")),
        "academician stations of 2021",
        printed="两家",
    )
    com = "from_on>=2021-01-01;from_on<=2021-12-31"
    says("commissioner", "名", q("commissioners", com, "distinct:person"), "commissioners sent in 2021")
    says("comm_prov", "名", q("commissioners", com + ";level=省级", "distinct:person"), "of these provincial")
    says("comm_best", "名", q("commissioners", com + ";rating=优秀", "distinct:person"), "rated excellent")
    loan = IN.format("granted_on")
    says("loans", "笔", q("loans", loan), "loans of 2021")
    says("loan_money", "亿元", q("loans", loan, "sum:amount_yuan"), "their sum")
    says(
        "loan_growth",
        "%",
        growth(
            q("loans", loan, "sum:amount_yuan"), q("loans", BEFORE.format("granted_on"), "sum:amount_yuan")
        ),
        "its growth",
    )
    says(
        "loan_ip",
        "万元",
        q("loans", loan + ";guarantee=知识产权质押", "sum:amount_yuan"),
        "loans on intellectual property",
    )
    sub = "kind=补助;" + IN.format("booked_on")
    says("subsidy", "万元", q("fund_movements", sub, "sum:amount_yuan"), "R&D subsidies of 2021")
    says("subsidy_firms", "家", q("fund_movements", sub, "distinct:organization"), "firms that got them")
    stat = "indicator=全社会研发经费投入;period=2020"
    says("rd", "亿元", q("statistics", stat, "fact:value"), "R&D spending of 2020, given")
    says(
        "rd_growth",
        "%",
        q("statistics", stat, "fact:growth"),
        "its growth, given",
        printed="12.1%",
        verdict="differs",
        planted="the growth of the year before",
        note="12.1 was 2019",
    )
    says(
        "rd_gdp",
        "%",
        q("statistics", "indicator=全社会研发经费投入强度;period=2020", "fact:value"),
        "R&D intensity, given",
        digits=2,
    )
    says(
        "rd_rank",
        None,
        q("statistics", "indicator=全社会研发经费投入强度;period=2020", "fact:rank"),
        "rank of the intensity in the province",
    )
    here, province = (
        q(
            "statistics",
            f"indicator=高新技术产业增加值占规上工业增加值比重;period=2021;area={a}",
            "fact:value",
        )
        for a in ("许昌市", "河南省")
    )
    says("gx_share", "%", here, "high-tech share of value added, given")
    says("gx_above", "个百分点", minus(here, province), "above the province")
    says("ip_inv", "件", q("ip", "kind=发明专利;" + IN.format("granted_on")), "inventions granted in 2021")
    says(
        "ip_per",
        "件",
        q("statistics", "indicator=每万人口发明专利拥有量;period=2021", "fact:value"),
        "inventions per 10,000 people, given",
    )
    money = plus(
        q("fund_movements", IN.format("booked_on"), "sum:amount_yuan"),
        q("projects", IN.format("approved_on") + ";level=市级", "sum:grant_funds_yuan"),
    )
    says("any_money", "万元", money, "money of science: grants, subsidies or from above not said", verdict="ambiguous", accept=("differs", "agrees", "not_in_ledger"),
         note="from above 3205; with subsidies 8421.48; with city projects 9621.48")  # fmt: skip
    for name, indicator, unit in (
        ("plan_hte", "高新技术企业总数", "家"),
        ("plan_plat", "新建省级以上研发平台", "家"),
        ("plan_contract", "技术合同成交额", "亿元"),
    ):
        says(
            name, unit, q("assessments", f"indicator={indicator};year=2022", "fact:target"), "target of 2022"
        )
    none("plan_talent", "个", "25个", "plan target in no assessment sheet")
    none("plan_island", "万平方米", "6.5万平方米", "floor space to be built")
    d.involved(
        "hte",
        "hte_yuzhou",
        "hte_changge",
        "hte_share",
        "plat",
        "plat_nat",
        "plat_prov",
        "award",
        "award1",
        "award2",
    )


def make() -> None:
    """The bureau into bureaus/xuchang."""
    d = Draft(
        "xuchang", "许昌市科学技术局", "411000", "许昌市", "2021", COUNTIES, brand="许昌", held_out=True
    )
    rows(d)
    books(d)
    figures(d)
    d.write(TEXT)
