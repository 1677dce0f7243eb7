# ruff: noqa: E501
"""湄潭县: a western county's year 2024. The figures of its text."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.meitan.setting import BEFORE, IN
from bench.reconcile.making.queries import growth, minus, plus, q, share


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
