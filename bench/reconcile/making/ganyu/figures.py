# ruff: noqa: E501
"""赣榆区: a coastal district's first half-year of 2023. The figures of its text."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.ganyu.setting import BEFORE, IN, LIVE, SME, VALID
from bench.reconcile.making.queries import growth, minus, q, share


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
