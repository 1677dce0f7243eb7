# ruff: noqa: E501
"""新吴区: a high-tech district's first half-year of 2025. The figures of its text."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.queries import growth, minus, q, ratio, share
from bench.reconcile.making.xinwu.setting import BEFORE, IN


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
