# ruff: noqa: E501
"""新吴区: a high-tech district's first half-year of 2025."""

from datetime import date
from decimal import Decimal

from samples.making.book import Table

from bench.reconcile.making.draft import Draft, growth, minus, q, ratio, share

TOWNS = "旺庄街道 硕放街道 江溪街道 新安街道 梅村街道 鸿山街道 无锡太湖国际科技园".split()
OTHERS = "东南大学 江南大学 南京航空航天大学 中国科学院微电子研究所 清华大学无锡应用技术研究院 上海交通大学 中国电科某研究所 苏州大学 西安电子科技大学 复旦大学".split()
H1, H1_BEFORE = (date(2025, 1, 6), date(2025, 6, 27)), (date(2024, 1, 8), date(2024, 6, 27))
IN, BEFORE = "{0}>=2025-01-01;{0}<=2025-06-30", "{0}>=2024-01-01;{0}<=2024-06-30"

TEXT = """
新吴区（无锡高新区）科技创新局2025年上半年工作情况及下半年工作思路

上半年，科技创新局锚定“建设世界一流高科技园区”目标，以科技创新引领新质生产力发展，主要指标稳中有进、进中提质，为全区经济社会高质量发展提供了有力支撑。现将有关情况汇报如下。
一、上半年工作推进情况
一是聚力主体培育，打造科技企业“雁阵”。完善全生命周期培育体系，推动企业从“铺天盖地”迈向“顶天立地”。截至6月末，全区有效高新技术企业{hte}，今年首批申报{hte_applied}，较去年同期多{hte_more}；科技型中小企业入库{sme}，是去年同期的{sme_times}。新入库瞪羚企业{gazelle}、独角兽及潜在独角兽企业{unicorn}；获评省级以上专精特新企业{zjtx}，其中国家级专精特新“小巨人”{giant}。规上高新技术产业产值1—5月同比增长{gx_growth}，占规上工业总产值比重{gx_share}，列全市{gx_rank}。
二是聚力平台建设，夯实创新策源支撑。围绕物联网、集成电路、生物医药三大地标产业布局平台，推动科教资源与产业需求精准对接。目前拥有国家级创新平台{plat_nat}、省级{plat_prov}；新型研发机构{nrd}，研发人员{nrd_staff}；今年新增市级以上平台{plat_new}。孵化载体{carriers}，其中国家级{carriers_nat}，孵化面积{carriers_area}，在孵企业{tenants}，上半年新入驻{tenants_new}、毕业{tenants_out}。集成电路设计中心新开放洁净室{clean}。
三是聚力项目攻关，突破关键核心技术。坚持“企业出题、政府助题、协同解题”，支持链主企业牵头组建创新联合体。上半年获批国家级科技项目{proj_nat}、省级科技项目{proj_prov}，合计获上级资金{proj_money}。“太湖之光”市级科技攻关立项{proj_city}，资助{city_money}。兑现区级科创政策资金{paid}，同比增长{paid_growth}，惠及企业{paid_firms}。发放科技创新券{vouchers}，发放额{vouchers_money}，带动服务合同{vouchers_contract}。
四是聚力成果转化，激活技术要素市场。依托高校院所技术转移机构和概念验证平台，加快打通成果转化“最后一公里”。技术合同登记{contracts}，成交额{contract_money}，同比增长{contract_growth}，其中输出{out_money}，吸纳{in_money}。新签产学研合作{coop}，合同金额{coop_money}，其中共建联合实验室等载体{coop_centre}。举办路演对接等活动{match}，参加企业{match_firms}，收集技术需求{match_needs}。积极培育技术经理人队伍，健全“线上+线下”常态化对接机制。上半年全区完成技术交易{any_money}。
五是聚力知识产权，提升创新产出质量。引导企业从数量增长向质量提升转变，围绕重点产业开展专利导航。上半年授权专利{ip}，其中发明专利{ip_inv}，占比{ip_share}，实用新型{ip_utility}，外观设计{ip_design}；高价值发明专利{ip_high}；PCT申请{pct}，登记软件著作权{software}。万人高价值发明专利拥有量{ip_per}。
六是聚力人才金融，厚植创新生态沃土。构建“引育留用”全链条服务，推动人才链与创新链产业链资金链深度融合。入选“飞凤人才计划”项目{feifeng}，其中创业类{feifeng_start}、创新类{feifeng_new}，资助资金{feifeng_money}；新增国家级人才{tal_nat}、省双创人才{tal_prov}。“科创贷”放款{loans}、{loan_money}，期末余额{loan_balance}，首贷企业{loan_first}。举办政策宣讲培训{training}，培训{training_people}。区产业基金对外投资项目{fund}。
二、存在不足
一是研发投入强度{rd_gdp}与先进园区相比仍有差距。二是高企申报完成全年目标{target_hte}的{done_hte}，还需加力。三是孵化载体内海归团队仅{returnee}，国际化程度不高。
三、下半年工作思路
下半年，我局将坚持目标引领、问题导向，聚焦全年目标，确保科技型中小企业入库{plan_sme}，技术合同成交额{plan_contract}，新增省级以上平台{plan_plat}；力争引进高层次人才项目{plan_talent}，建成产业创新服务综合体{plan_complex}，科技载体竣工{plan_area}。
"""


def rows(d: Draft) -> None:
    """The rows of all registers."""
    d.everyone = d.firms(320, "微电子 半导体 物联网 生物医药 智能装备 新能源 软件 航空 光电 传感".split())
    d.recognised("高新技术企业", d.everyone[:58], date(2022, 5, 20), batch_name="2022年第一批")
    d.recognised("高新技术企业", d.everyone[58:127], date(2022, 12, 12), batch_name="2022年第二批")
    d.recognised("高新技术企业", d.everyone[127:208], date(2023, 11, 6), batch_name="2023年")
    d.recognised("高新技术企业", d.everyone[208:276], date(2024, 11, 19), batch_name="2024年")
    d.rows["recognitions"][-1]["result"] = "撤销"
    for span, n in ((H1, 97), (H1_BEFORE, 83)):
        for firm in d.some(n):
            d.add(
                "recognitions",
                kind="高新技术企业",
                organization=firm,
                applied_on=d.day(*span),
                result="申报",
                batch_name=f"{span[0].year}年首批",
                region=d.town_of(firm),
                field="电子信息",
            )
    for year, sizes in ((2024, (58, 66)), (2025, (84, 99))):
        pool = d.some(320)
        for i, n in enumerate(sizes):
            d.recognised(
                "科技型中小企业", pool[:n], date(year, 4 + i * 2, 16), batch_name=f"{year}年第{i + 1}批"
            )
            pool = pool[n:]
    d.recognised("瞪羚企业", d.everyone[20:46], H1, level="省级")
    d.recognised("瞪羚企业", d.everyone[60:79], (date(2024, 3, 1), date(2024, 11, 20)), level="省级")
    d.recognised("独角兽企业", d.everyone[80:87], H1, level="省级")
    d.recognised(
        "专精特新企业", d.everyone[90:94], H1, level="国家级", full_name="国家级专精特新“小巨人”企业"
    )
    d.recognised("专精特新企业", d.everyone[94:125], H1, level="省级", full_name="省级专精特新中小企业")
    d.recognised(
        "专精特新企业",
        d.everyone[125:133],
        (date(2024, 3, 1), date(2024, 9, 20)),
        level="国家级",
        full_name="国家级专精特新“小巨人”企业",
    )

    past = (date(2009, 3, 2), date(2024, 11, 29))
    for kind, level, n, span in (
        ("技术创新中心", "国家级", 1, past), ("重点实验室", "国家级", 2, past), ("企业技术中心", "国家级", 4, past), ("工程技术研究中心", "省级", 62, past), ("重点实验室", "省级", 5, past), ("院士工作站", "省级", 4, past),
        ("工程技术研究中心", "省级", 6, H1), ("工程技术研究中心", "市级", 11, H1), ("工程技术研究中心", "市级", 37, past),
    ):  # fmt: skip
        d.platforms(
            {"国家级": "国家", "省级": "江苏省", "市级": "无锡市"}[level],
            kind,
            level,
            n,
            span,
            staff=d.between(12, 90),
        )
    d.platforms("无锡", "新型研发机构", "市级", 16, past, staff=d.between(40, 160))
    hatch = []
    for kind, level, n in (
        ("科技企业孵化器", "国家级", 4),
        ("科技企业孵化器", "省级", 6),
        ("众创空间", "国家级", 3),
        ("众创空间", "市级", 8),
        ("科技企业加速器", "省级", 2),
    ):
        d.platforms(
            "新吴",
            kind,
            level,
            n,
            past,
            area=lambda: Decimal(d.rng.randint(20, 180) * 100),
            staff=d.between(6, 30),
        )
        hatch += [r["name"] for r in d.rows["platforms"][-n:]]
    for i in range(188):
        firm = d.firm("创客", "科技有限公司")
        fresh, gone = i < 37, 37 <= i < 60
        d.add("tenants", platform=d.rng.choice(hatch), organization=firm, entered_on=d.day(*H1) if fresh else d.day(date(2020, 1, 6), date(2023, 12, 20)), outcome="毕业" if gone else "在孵",
              left_on=None if not gone else d.day(*H1) if i < 51 else date(2024, 9, 12), field="物联网", area=Decimal(d.rng.randint(60, 400)), returnee=i % 9 == 0)  # fmt: skip

    for level, plan, n, total, span in (
        ("国家级", "国家重点研发计划", 5, "3860", H1), ("省级", "省科技成果转化专项", 4, "3200", H1), ("省级", "省重点研发计划", 9, "1750", H1), ("市级", "“太湖之光”科技攻关", 31, "1860", H1),
        ("国家级", "国家重点研发计划", 3, "2100", H1_BEFORE), ("省级", "省重点研发计划", 12, "2480", H1_BEFORE), ("市级", "“太湖之光”科技攻关", 26, "1540", H1_BEFORE),
    ):  # fmt: skip
        d.projects(level, plan, n, "approved_on", span, "立项", total)
    for total, n, span in (("8642.7", 214, H1), ("7415", 190, H1_BEFORE)):
        firms = d.some(n)
        d.each(
            "fund_movements",
            total,
            n,
            "amount",
            "0.1",
            voucher_no=lambda span=span: d.number(f"{span[0].year}兑-"),
            kind="奖励",
            level="区县级",
            purpose="科创新政兑现",
            organization=iter(firms).__next__,
            booked_on=lambda span=span: d.day(*span),
        )
    for span, n in ((H1, 118), (H1_BEFORE, 95)):
        for _ in range(n):
            face = Decimal(d.rng.choice((2, 5, 8, 10)))
            d.add(
                "vouchers",
                voucher_no=d.number(f"XWQ{span[0].year}"),
                organization=d.rng.choice(d.everyone),
                amount=face,
                issued_on=d.day(*span),
                status="已发放",
                service_amount=face * d.rng.randint(2, 4),
                provider=d.rng.choice(OTHERS[:5]),
                service_class="大型仪器共享",
            )

    d.contracts("输出", "386420.75", 264, H1, OTHERS)
    d.contracts("吸纳", "214380.10", 133, H1, OTHERS)
    d.contracts("输出", "331200.40", 240, H1_BEFORE, OTHERS)
    d.contracts("吸纳", "190615.00", 121, H1_BEFORE, OTHERS)
    for kind, total, n in (("委托开发", "9860", 46), ("共建载体", "3400", 11), ("技术转移", "1275", 9)):
        d.each(
            "cooperations",
            total,
            n,
            "amount",
            "5",
            subject=lambda: d.subject() + "合作",
            organization=lambda: d.rng.choice(d.everyone),
            partner=lambda: d.rng.choice(OTHERS),
            kind=kind,
            signed_on=lambda: d.day(*H1),
            status="已签约",
        )
    d.events(
        "对接",
        "“新智汇”科技成果路演",
        12,
        H1,
        organizations_reached=d.between(15, 45),
        needs_collected=d.between(2, 9),
        participants=d.between(40, 110),
    )
    d.events(
        "对接",
        "“新智汇”科技成果路演",
        9,
        H1_BEFORE,
        organizations_reached=d.between(15, 45),
        needs_collected=d.between(2, 9),
        participants=d.between(40, 110),
    )
    d.events("培训", "科创政策宣讲", 15, H1, participants=d.between(50, 160))
    d.events("调研走访", "领导带队走访企业", 20, H1, organizations_reached=d.between(3, 8), participants=5)

    for kind, n, high in (("发明专利", 226, 94), ("实用新型", 412, 0), ("外观设计", 61, 0)):
        d.patents(kind, n, 2025, d.everyone, H1, high_value=None)
        for row in d.rows["ip"][-n:][:high]:
            row["high_value"] = True
    d.patents("发明专利", 204, 2024, d.everyone, H1_BEFORE, high_value=None)
    for k in range(17):
        d.add(
            "ip",
            kind="PCT",
            name=d.subject() + "及其应用",
            number=f"PCT/CN2025/{990100 + k}",
            organization=d.rng.choice(d.everyone),
            applied_on=d.day(*H1),
            status="申请",
        )
    for k in range(143):
        d.add(
            "ip",
            kind="软件著作权",
            name=f"{d.subject()}管理软件V1.{k % 10}",
            number=f"2025SR99{k:05d}",
            organization=d.rng.choice(d.everyone),
            granted_on=d.day(*H1),
            status="授权",
        )

    for year, sizes, span in (
        (2025, (("创业类", 22, "4400"), ("创新类", 17, "1700")), H1),
        (2024, (("创业类", 19, "3800"), ("创新类", 20, "1900")), H1_BEFORE),
    ):
        for category, n, total in sizes:
            d.each(
                "talents",
                total,
                n,
                "amount",
                "50",
                person=lambda: d.number("人才"),
                organization=lambda: d.rng.choice(d.everyone),
                programme="飞凤人才计划",
                level="区县级",
                category=category,
                batch_name=f"{year}年",
                selected_on=lambda span=span: d.day(*span),
            )
    for programme, level, n in (("国家级人才工程", "国家级", 6), ("江苏省双创人才", "省级", 13)):
        for _ in range(n):
            d.add(
                "talents",
                person=d.number("人才"),
                organization=d.rng.choice(d.everyone),
                programme=programme,
                level=level,
                batch_name="2025年",
                selected_on=d.day(*H1),
            )
    for total, n, span in (("64300", 152, H1), ("52800", 131, H1_BEFORE)):
        d.each("loans", total, n, "amount", "10", contract_no=lambda: d.number("KCD-"), organization=lambda: d.rng.choice(d.everyone), bank=lambda: d.rng.choice(("江苏银行无锡新区支行", "宁波银行无锡分行", "无锡农商行新吴支行")), product="科创贷", stage="放款",
               granted_on=lambda span=span: d.day(*span), first_loan=lambda: d.rng.random() < 0.25, guarantee="信用")  # fmt: skip
    for row in d.rows["loans"]:
        row["balance"] = row["amount"] if row["granted_on"].year == 2025 else Decimal(0)

    given = {"origin": "区统计局", "published_on": date(2025, 6, 20)}
    d.statistic(
        "规上高新技术产业产值",
        "2025M05",
        "1186.4",
        "亿元",
        growth="8.7",
        rank=2,
        rank_scope="全市8个板块",
        **given,
    )
    d.statistic(
        "规上高新技术产业产值",
        "2024M05",
        "1091.5",
        "亿元",
        growth="7.2",
        rank=3,
        rank_scope="全市8个板块",
        **given,
    )
    d.statistic(
        "规上高新技术产业产值",
        "2025-03",
        "688.2",
        "亿元",
        growth="9.3",
        rank=1,
        rank_scope="全市8个板块",
        **given,
    )
    d.statistic(
        "高新技术产业产值占规上工业总产值比重",
        "2025M05",
        "63.8",
        "%",
        rank=1,
        rank_scope="全市8个板块",
        **given,
    )
    d.statistic("全社会研发投入强度", "2024", "4.62", "%", **given)
    d.statistic("万人高价值发明专利拥有量", "2025H1", "98.6", "件", **given)
    for indicator, target, unit in (
        ("高新技术企业申报数", "240", "家"),
        ("科技型中小企业入库数", "420", "家"),
        ("技术合同成交额", "95", "亿元"),
        ("新增省级以上创新平台", "10", "家"),
    ):
        d.add(
            "assessments",
            assessment="2025年度科技创新目标任务",
            indicator=indicator,
            year=2025,
            target=Decimal(target),
            measure_unit=unit,
            owner="各业务处室",
        )


def books(d: Draft) -> None:
    """The workbooks; firms that stand in no list of firms come in with the other sheets."""
    d.sheet(
        "企业库2025.xlsx",
        "Sheet1",
        d.table(
            "organizations",
            "新吴区科技企业库",
            "- 序号  name 企业名称  credit_code 信用代码  region 所属街道  technical_field 技术领域  founded_on 成立日期 date  registered_capital 注册资本（万元） wan",
        ),
    )
    d.sheet(
        "资质认定.xlsx",
        "高企有效",
        d.table(
            "recognitions",
            "有效期内及到期高新技术企业清单",
            "- 序号  organization 企业名称  kind 资质  certificate_no 证书编号  recognised_on 发证时间 iso  expires_on 有效期 iso  batch_name 认定批次  result 审核结果  region 街道",
            "kind=高新技术企业;recognised_on!=",
            page=60,
        ),
    )
    d.sheet(
        "资质认定.xlsx",
        "高企申报",
        d.table(
            "recognitions",
            "高新技术企业申报一览",
            "- 序号  organization 申报企业  kind 认定类型  batch_name 申报批次  applied_on 提交日期 slash  result 申报状态  region 街道",
            "kind=高新技术企业;applied_on!=",
        ),
    )
    d.sheet(
        "资质认定.xlsx",
        "科小",
        d.table(
            "recognitions",
            "科技型中小企业入库清单",
            "- 序号  organization 企业名称  kind 认定类别  certificate_no 入库登记编号  batch_name 入库批次  recognised_on 入库时间 cn  region 街道",
            "kind=科技型中小企业",
        ),
    )
    d.sheet(
        "资质认定.xlsx",
        "梯队企业",
        d.table(
            "recognitions",
            "瞪羚、独角兽、专精特新企业名单",
            "- 序号  organization 企业名称  kind 称号  full_name 荣誉名称  level 级别  recognised_on 获得时间 cn  certificate_no 编号",
            "kind=瞪羚企业|独角兽企业|专精特新企业",
        ),
    )
    d.sheet(
        "载体平台.xlsx",
        "平台汇总",
        d.table(
            "platforms",
            "创新平台及载体汇总表",
            "- 序号  name 载体名称  kind 载体类型  level 平台级别  organization 运营单位  recognised_on 认定时间 iso  area 孵化面积（㎡） num  staff 研发人员（人） int  status 运行状态  region 所属街道",
        ),
    )
    d.sheet(
        "载体平台.xlsx",
        "在孵",
        d.table(
            "tenants",
            "孵化载体企业进出台账",
            "- 序号  platform 孵化载体名称  organization 入驻企业名称  entered_on 入驻时间 dot  outcome 孵化状态  left_on 毕业时间 dot  field 行业领域  area 租赁面积（㎡） num  returnee 是否海归团队 yes",
        ),
    )
    d.sheet(
        "项目资金.xlsx",
        "立项项目",
        d.table(
            "projects",
            "科技项目立项情况表",
            "- 序号  level 级别  plan 专项名称  project_no 项目编号  name 项目名称  organization 承担企业  approved_on 下达时间 iso  grant_funds 支持经费（元） yuan  stage 进展",
            total="合计",
        ),
    )
    d.sheet(
        "项目资金.xlsx",
        "政策兑现",
        d.table(
            "fund_movements",
            "区科创政策资金兑现明细",
            "- 序号  voucher_no 支付凭证号  booked_on 支付日期 date  kind 业务类型  level 资金层级  purpose 资金名称  organization 企业名称  amount 拨付金额（万元） wan",
            total="合计",
        ),
    )
    d.sheet(
        "项目资金.xlsx",
        "创新券",
        d.table(
            "vouchers",
            "科技创新券发放登记",
            "- 序号  voucher_no 创新券号  organization 领券企业  amount 发放额度（万元） wan  issued_on 领券日期 cn  handler 审核人  provider 服务机构名称  service_class 服务类型  service_amount 服务合同金额（万元） wan  status 使用状态",
        ),
    )
    contracts = "- 序号  contract_no 认定登记编号  name 合同名称  kind 合同类型  seller 技术卖方  buyer 技术买方  direction 交易方向  registered_on 认定日期 iso  amount 合同成交总额（元） yuan  technical_amount 其中：技术交易额（元） yuan"
    for year in (2025, 2024):
        d.sheet(
            "技术合同.xlsx",
            f"{year}年1-6月",
            d.table(
                "technology_contracts",
                f"{year}年1-6月技术合同登记明细",
                contracts,
                f"registered_on>={year}-01-01;registered_on<={year}-12-31",
                sort="registered_on",
                total="合计",
            ),
        )
    d.sheet(
        "成果与活动.xlsx",
        "产学研",
        d.table(
            "cooperations",
            "产学研合作签约项目",
            "- 序号  subject 签约项目  organization 企业名称  partner 合作院校  kind 合作方式  signed_on 签约日期 dot  amount 签约金额（万元） wan  status 合作进展",
        ),
    )
    d.sheet(
        "成果与活动.xlsx",
        "活动",
        d.table(
            "events",
            "科创活动一览",
            "- 序号  held_on 时间 iso  name 活动主题  kind 活动形式  place 举办地点  participants 参会人数 int  organizations_reached 参会企业数 int  needs_collected 收集需求（项） int",
            sort="held_on",
        ),
    )
    d.sheet(
        "知识产权.xlsx",
        "专利",
        d.table(
            "ip",
            "授权专利清单",
            "- 序号  number 专利号  name 专利名称  kind 专利类别  organization 当前权利人  applied_on 申请日期 iso  granted_on 授权公告日 iso  high_value 是否高价值专利 yes  status 专利状态",
            "kind=发明专利|实用新型|外观设计",
        ),
    )
    d.sheet("知识产权.xlsx", "软著与PCT", *(d.table("ip", title, columns, filter) for title, columns, filter in (
        ("软件著作权登记清单", "- 序号  number 登记号  name 软件全称  kind 知识产权类型  organization 著作权人  granted_on 登记日期 iso  status 状态", "kind=软件著作权"),
        ("PCT国际专利申请清单", "- 序号  number 申请号  name 发明名称  kind 类型  organization 申请人  applied_on 申请日 iso  status 状态", "kind=PCT"))))  # fmt: skip
    talent = "- 序号  person 带头人  organization 创业企业  programme 人才工程  level 级别  category 人才类型  batch_name 年度批次  selected_on 公布日期 iso  amount 资助资金（万元） wan"
    tables: list[Table] = [
        d.table("talents", f"{year}年人才计划入选名单", talent, f"batch_name={year}年", total="合计")
        for year in (2025, 2024)
    ]
    d.sheet("人才金融.xlsx", "人才", *tables)
    d.beside(
        "人才金融.xlsx",
        "银行联系表",
        "合作银行客户经理联系表",
        "银行 客户经理 网点地址",
        "江苏银行无锡新区支行 徐经理 长江北路",
        "宁波银行无锡分行 陆经理 和风路",
    )
    d.sheet(
        "人才金融.xlsx",
        "科创贷",
        d.table(
            "loans",
            "科创贷放款明细",
            "- 序号  contract_no 贷款合同号  organization 贷款企业名称  bank 承贷银行  product 贷款产品  granted_on 发放日期 iso  amount 放款额（元） yuan  balance 在贷余额（元） yuan  first_loan 首贷户 yes  guarantee 增信方式  stage 贷款状态",
            total="合计",
        ),
    )
    d.sheet(
        "指标与目标.xlsx",
        "统计",
        d.table(
            "statistics",
            "统计部门反馈指标",
            "indicator 指标名称  area 区域  period 报告期  value 绝对值 num  measure_unit 单位  growth 同比（%） num  rank 全市位次 int  rank_scope 位次口径  origin 数据来源  published_on 发布时间 slash",
        ),
    )
    d.sheet(
        "指标与目标.xlsx",
        "目标",
        d.table(
            "assessments",
            "2025年度科技创新目标任务分解表",
            "- 序号  assessment 考核事项  indicator 指标名称  year 年度 int  target 年度目标值 num  measure_unit 计量单位  owner 责任部门",
        ),
    )


def figures(d: Draft) -> None:
    """The figures of the text in its order."""
    says, none, rec = d.says, d.none, "recognitions"
    valid = "kind=高新技术企业;result=认定;recognised_on<={0};expires_on>={0}"
    says("hte", "家", q(rec, valid.format("2025-06-30"), "distinct:organization"), "high-tech enterprises in force on 2025-06-30", printed="275家", verdict="differs",
         planted="another as-of day", note="275 were in force at the end of 2024 (and up to 2025-05-19); those of May 2022 ran out")  # fmt: skip
    applied, applied_before = (q(rec, "kind=高新技术企业;" + s.format("applied_on")) for s in (IN, BEFORE))
    says("hte_applied", "家", applied, "applications of 2025-H1")
    says("hte_more", "家", minus(applied, applied_before), "more than in 2024-H1")
    sme, sme_before = (q(rec, "kind=科技型中小企业;" + s.format("recognised_on")) for s in (IN, BEFORE))
    says("sme", "家", sme, "technology SMEs of 2025-H1")
    says("sme_times", "倍", ratio(sme, sme_before), "as a multiple of 2024-H1", digits=1)
    got = IN.format("recognised_on")
    says(
        "gazelle",
        "家",
        q(rec, "kind=瞪羚企业;" + got),
        "gazelles of 2025-H1",
        printed="19家",
        verdict="differs",
        planted="last year's figure",
        note="19 were of 2024",
    )
    says("unicorn", "家", q(rec, "kind=独角兽企业;" + got), "unicorns of 2025-H1")
    says("zjtx", "家", q(rec, "kind=专精特新企业;level=国家级|省级;" + got), "专精特新 of provincial level and above of 2025-H1", printed="31家", verdict="differs",
         planted="level: provincial printed for provincial and above", note="31 are provincial alone")  # fmt: skip
    says("giant", "家", q(rec, "kind=专精特新企业;level=国家级;" + got), "of these national")
    output = "indicator=规上高新技术产业产值;period=2025M05"
    says(
        "gx_growth",
        "%",
        q("statistics", output, "fact:growth"),
        "growth of high-tech output January to May, given",
        printed="9.3%",
        verdict="differs",
        planted="stale: the growth up to March",
        note="9.3 was March",
    )
    ratio_given = "indicator=高新技术产业产值占规上工业总产值比重;period=2025M05"
    says("gx_share", "%", q("statistics", ratio_given, "fact:value"), "share of high-tech output, given")
    says(
        "gx_rank",
        None,
        q("statistics", ratio_given, "fact:rank"),
        "its rank in the city",
        accept=("ambiguous",),
        note="the rank of the growth is 2",
    )
    rd = "kind!=科技企业孵化器;kind!=众创空间;kind!=科技企业加速器;recognised_on<=2025-06-30;"
    says(
        "plat_nat",
        "家",
        q("platforms", rd + "level=国家级"),
        "national platforms, incubators not among them",
        accept=("differs", "ambiguous"),
        note="with the incubators 14",
    )
    says(
        "plat_prov",
        "家",
        q("platforms", rd + "level=省级"),
        "provincial platforms, incubators not among them",
        accept=("differs", "ambiguous"),
        note="with the incubators 85",
    )
    says("nrd", "家", q("platforms", "kind=新型研发机构;recognised_on<=2025-06-30"), "new R&D institutions")
    says(
        "nrd_staff",
        "人",
        q("platforms", "kind=新型研发机构;recognised_on<=2025-06-30", "sum:staff"),
        "their R&D people",
    )
    says(
        "plat_new",
        "家",
        q("platforms", "level=国家级|省级|市级;" + got),
        "platforms of city level and above of 2025-H1",
    )
    carrier = "kind=科技企业孵化器|众创空间|科技企业加速器;recognised_on<=2025-06-30"
    says("carriers", "家", q("platforms", carrier), "incubators, maker spaces and accelerators")
    says("carriers_nat", "家", q("platforms", carrier + ";level=国家级"), "of these national")
    area = d.value(q("platforms", carrier, "sum:area"), None)
    says(
        "carriers_area",
        "平方米",
        q("platforms", carrier, "sum:area"),
        "their floor space",
        printed=f"{int(area)}平方米",
    )
    says("tenants", "家", q("tenants", "outcome=在孵"), "firms in incubators")
    says("tenants_new", "家", q("tenants", IN.format("entered_on")), "firms that moved in in 2025-H1")
    says(
        "tenants_out",
        "家",
        q("tenants", "outcome=毕业;" + IN.format("left_on")),
        "graduated in 2025-H1",
        printed="41家",
        verdict="differs",
        planted="digits swapped",
        note="14 turned into 41",
    )
    none("clean", "平方米", "800平方米", "clean room of a centre")
    app = IN.format("approved_on")
    says("proj_nat", "项", q("projects", "level=国家级;" + app), "national projects of 2025-H1")
    says("proj_prov", "项", q("projects", "level=省级;" + app), "provincial projects of 2025-H1")
    says(
        "proj_money",
        "亿元",
        q("projects", "level=国家级|省级;" + app, "sum:grant_funds_yuan"),
        "grants of both",
    )
    says(
        "proj_city",
        "项",
        q("projects", "level=市级;plan=“太湖之光”科技攻关;" + app),
        "city projects of 2025-H1",
    )
    says(
        "city_money",
        "万元",
        q("projects", "level=市级;plan=“太湖之光”科技攻关;" + app, "sum:grant_funds_yuan"),
        "their grants",
    )
    pay, pay_before = (
        q("fund_movements", "kind=奖励;" + s.format("booked_on"), "sum:amount_yuan") for s in (IN, BEFORE)
    )
    says("paid", "万元", pay, "district policy money paid in 2025-H1")
    says(
        "paid_growth",
        "%",
        growth(pay, pay_before),
        "its growth",
        printed="14.2%",
        verdict="differs",
        planted="a growth rate from the wrong base (divided by this year's)",
        note="8642.7 against 7415 is 16.6%",
    )
    says(
        "paid_firms",
        "家",
        q("fund_movements", "kind=奖励;" + IN.format("booked_on"), "distinct:organization"),
        "firms that got it",
        printed="200余家",
    )
    iss = IN.format("issued_on")
    says("vouchers", "张", q("vouchers", iss), "vouchers of 2025-H1")
    says("vouchers_money", "万元", q("vouchers", iss, "sum:amount_yuan"), "their face value")
    says(
        "vouchers_contract",
        "万元",
        q("vouchers", iss, "sum:service_amount_yuan"),
        "service contracts behind them",
    )
    reg, reg_before = (
        q("technology_contracts", s.format("registered_on"), "sum:amount_yuan") for s in (IN, BEFORE)
    )
    says("contracts", "项", q("technology_contracts", IN.format("registered_on")), "contracts of 2025-H1")
    says("contract_money", "亿元", reg, "their turnover")
    says("contract_growth", "%", growth(reg, reg_before), "its growth")
    says(
        "out_money",
        "万元",
        q("technology_contracts", "direction=输出;" + IN.format("registered_on"), "sum:amount_yuan"),
        "of it output",
        printed="38.64万元",
        verdict="differs",
        planted="unit: 万 for 亿",
        note="38.64亿元 would agree",
    )
    says(
        "in_money",
        "亿元",
        q("technology_contracts", "direction=吸纳;" + IN.format("registered_on"), "sum:amount_yuan"),
        "of it absorbed",
    )
    sign = IN.format("signed_on")
    says("coop", "项", q("cooperations", sign), "cooperations of 2025-H1")
    says("coop_money", "亿元", q("cooperations", sign, "sum:amount_yuan"), "their sums")
    says("coop_centre", "个", q("cooperations", "kind=共建载体;" + sign), "of these joint centres")
    match = "kind=对接;" + IN.format("held_on")
    says("match", "场", q("events", match), "matchmaking events of 2025-H1")
    says("match_firms", "家次", q("events", match, "sum:organizations_reached"), "firms at them")
    says("match_needs", "项", q("events", match, "sum:needs_collected"), "needs collected at them")
    technical = q("technology_contracts", IN.format("registered_on"), "sum:technical_amount_yuan")
    says(
        "any_money",
        "亿元",
        technical,
        "turnover or its technical part, of all or of output: not said",
        verdict="ambiguous",
        accept=("agrees", "differs"),
        note="technical part of all 54.07, turnover 60.08",
    )
    gr = IN.format("granted_on")
    patents = "kind=发明专利|实用新型|外观设计;" + gr
    says("ip", "件", q("ip", patents), "patents of 2025-H1")
    says("ip_inv", "件", q("ip", "kind=发明专利;" + gr), "of these inventions")
    says("ip_share", "%", share(q("ip", "kind=发明专利;" + gr), q("ip", patents)), "their share")
    says("ip_utility", "件", q("ip", "kind=实用新型;" + gr), "of these utility models")
    says(
        "ip_design",
        "件",
        q("ip", "kind=外观设计;" + gr),
        "of these designs",
        printed="64件",
        verdict="inconsistent",
        accept=("differs",),
        planted="a part does not add up",
        note="226+412+64 is 702, not 699",
    )
    says("ip_high", "件", q("ip", "kind=发明专利;high_value=是;" + gr), "high-value inventions of 2025-H1")
    says("pct", "件", q("ip", "kind=PCT;" + IN.format("applied_on")), "PCT applications of 2025-H1")
    says("software", "件", q("ip", "kind=软件著作权;" + gr), "software copyrights of 2025-H1")
    says(
        "ip_per",
        "件",
        q("statistics", "indicator=万人高价值发明专利拥有量;period=2025H1", "fact:value"),
        "high-value inventions per 10,000 people, given",
    )
    fei = "programme=飞凤人才计划;" + IN.format("selected_on")
    says("feifeng", "个", q("talents", fei), "飞凤 projects of 2025-H1")
    says("feifeng_start", "个", q("talents", fei + ";category=创业类"), "of these start-ups")
    says("feifeng_new", "个", q("talents", fei + ";category=创新类"), "of these innovation")
    says("feifeng_money", "万元", q("talents", fei, "sum:amount_yuan"), "their grants")
    says(
        "tal_nat",
        "人",
        q("talents", "level=国家级;" + IN.format("selected_on")),
        "national talents of 2025-H1",
    )
    says(
        "tal_prov",
        "人",
        q("talents", "programme=江苏省双创人才;" + IN.format("selected_on")),
        "provincial talents of 2025-H1",
    )
    says("loans", "笔", q("loans", gr), "loans of 2025-H1")
    says("loan_money", "亿元", q("loans", gr, "sum:amount_yuan"), "their sum")
    says("loan_balance", "亿元", q("loans", "", "sum:balance_yuan"), "loan balance")
    says("loan_first", "家", q("loans", gr + ";first_loan=是", "distinct:organization"), "first borrowers")
    says("training", "场", q("events", "kind=培训;" + IN.format("held_on")), "trainings of 2025-H1")
    says(
        "training_people",
        "人次",
        q("events", "kind=培训;" + IN.format("held_on"), "sum:participants"),
        "people at them",
    )
    none("fund", "个", "23个", "investments of a fund, another body's matter")
    says(
        "rd_gdp",
        "%",
        q("statistics", "indicator=全社会研发投入强度;period=2024", "fact:value"),
        "R&D intensity of 2024, given",
        digits=2,
    )
    target = q("assessments", "indicator=高新技术企业申报数;year=2025", "fact:target")
    says("target_hte", "家", target, "target of applications")
    says("done_hte", "%", share(applied, target), "applications against it")
    says("returnee", "家", q("tenants", "returnee=是;outcome=在孵"), "returnee teams in incubators")
    says(
        "plan_sme",
        "家",
        q("assessments", "indicator=科技型中小企业入库数;year=2025", "fact:target"),
        "target of technology SMEs",
    )
    says(
        "plan_contract",
        "亿元",
        q("assessments", "indicator=技术合同成交额;year=2025", "fact:target"),
        "target of contract turnover",
        printed="90亿元",
        verdict="differs",
        planted="a target other than the sheet's",
        note="the sheet says 95",
    )
    says(
        "plan_plat",
        "家",
        q("assessments", "indicator=新增省级以上创新平台;year=2025", "fact:target"),
        "target of platforms",
    )
    none("plan_talent", "个", "60个", "plan target in no assessment sheet")
    none("plan_complex", "个", "3个", "plan target in no assessment sheet")
    none("plan_area", "万平方米", "18万平方米", "floor space to be built")
    d.involved("contract_money", "out_money", "in_money", "ip", "ip_inv", "ip_utility")


def make() -> None:
    """The bureau into bureaus/xinwu."""
    d = Draft("xinwu", "新吴区科技创新局", "320214", "新吴区", "2025-H1", TOWNS, brand="无锡", held_out=True)
    rows(d)
    books(d)
    figures(d)
    d.write(TEXT)
