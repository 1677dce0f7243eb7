# ruff: noqa: E501
"""许昌市: a city bureau's year 2021, with six counties below it. The figures of its text."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.queries import growth, minus, plus, q, share
from bench.reconcile.making.xuchang.setting import BEFORE, IN


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
