# ruff: noqa: E501
"""上杭县: a county in the west of Fujian, the year 2023. The figures of its text after the platforms."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.queries import growth, minus, q, ratio, share
from bench.reconcile.making.shanghang.figures import stat
from bench.reconcile.making.shanghang.setting import IN, MONEY, THEN


def service(d: Draft) -> None:
    """The figures from the technology market to the plan."""
    _market(d)
    _commissioners(d)
    _support(d)
    _plan(d)


def _market(d: Draft) -> None:
    says, registered, signed = d.says, IN.format("registered_on"), IN.format("signed_on")
    count, trade = q("technology_contracts", registered), q("technology_contracts", registered, MONEY)
    out, inn = "direction=输出;" + registered, "direction=吸纳;" + registered
    says("contracts", "份", count, "contracts registered")
    says("trade", "亿元", trade, "their turnover")
    says("trade_up", "%", growth(trade, q("technology_contracts", THEN.format("registered_on"), MONEY)), "its growth")  # fmt: skip
    says("trade_each", "万元", ratio(trade, count), "turnover of each", digits=1)
    says("out", "份", q("technology_contracts", out), "output")
    says(
        "out_money", "亿元", q("technology_contracts", out, MONEY), "turnover of output", printed="2.83亿元", verdict="differs",
        accept=("inconsistent",), planted="digits swapped", note="2.38; with 8640.5万元 that makes the 3.25",
    )  # fmt: skip
    says("inn", "份", q("technology_contracts", inn), "absorbed")
    says("in_money", "万元", q("technology_contracts", inn, MONEY), "turnover absorbed")
    d.involved("trade", "in_money")
    needs, matched = q("needs", IN.format("received_on")), q("needs", IN.format("matched_on"))
    says("needs", "项", needs, "needs collected")
    says("matched", "项", matched, "of these matched")
    says("matched_share", "%", share(matched, needs), "their share")
    says("solved", "项", q("needs", IN.format("solved_on")), "of these solved")
    says("coop", "项", q("cooperations", signed), "cooperations signed")
    says("coop_money", "万元", q("cooperations", signed, MONEY), "their money")
    says("coop_cas", "项", q("cooperations", "partner~中国科学院;" + signed), "of these with institutes of the academy")  # fmt: skip
    kinds = "kind=发明专利|实用新型|外观设计;"
    now, then = q("ip", kinds + IN.format("granted_on")), q("ip", kinds + THEN.format("granted_on"))
    says("ip", "件", now, "patents granted")
    says("ip_less", "件", minus(then, now), "fewer than in 2022")
    says(
        "inv", "件", q("ip", "kind=发明专利;" + IN.format("granted_on")), "inventions", printed="31件", verdict="differs",
        planted="last year's figure", note="31 in 2022, 38 in 2023",
    )  # fmt: skip
    says(
        "per",
        "件",
        stat("每万人口发明专利拥有量", period="2023"),
        "inventions for ten thousand people, given",
    )


def _commissioners(d: Draft) -> None:
    says, sent = d.says, "from_on<=2023-12-31;until_on>=2023-12-31"
    says("comm", "名", q("commissioners", sent, "distinct:person"), "commissioners of 2023")
    for name, level in (("comm_prov", "省级"), ("comm_city", "市级"), ("comm_own", "区县级")):
        says(name, "名", q("commissioners", f"{sent};level={level}", "distinct:person"), f"of these {level}")
    says("comm_team", "支", q("commissioners", f"{sent};kind=团队", "distinct:person"), "of these teams")
    says("comm_body", "家", q("commissioners", f"{sent};kind=法人", "distinct:person"), "of these bodies")
    says("places", "个", q("commissioners", sent, "distinct:served_place"), "villages that they serve")
    says("training_by", "场次", q("commissioners", sent, "sum:training_count"), "trainings that they gave")
    people, mu = q("commissioners", sent, "sum:people_served"), q("commissioners", sent, "sum:area_mu")
    says("people", "人次", people, "people that they served", printed=d.about(people, "人次", 100))
    says("mu", "亩", mu, "area of demonstration", printed=f"{d.value(mu, '亩'):.0f}亩")


def _support(d: Draft) -> None:
    says, booked, granted = d.says, IN.format("booked_on"), IN.format("granted_on")
    says(
        "above", "亿元", q("fund_movements", "kind=争取上级;" + booked, MONEY), "money from above", printed="1486亿元",
        verdict="differs", planted="unit: 亿元 for 万元", note="1486万元 would agree",
    )  # fmt: skip
    subsidy = "kind=奖励;purpose=研发投入补助;" + booked
    says("subsidy", "万元", q("fund_movements", subsidy, MONEY), "subsidies for R&D")
    says("subsidy_firms", "家", q("fund_movements", subsidy, "distinct:organization"), "firms that got them")
    says("reward", "万元", q("fund_movements", "kind=奖励;purpose=高企认定奖励;" + booked, MONEY), "rewards for high-tech enterprises")  # fmt: skip
    money, before = q("loans", granted, MONEY), q("loans", THEN.format("granted_on"), MONEY)
    says("loans", "笔", q("loans", granted), "loans granted")
    says("loan_money", "亿元", money, "their money", digits=3)
    says(
        "loan_up", "%", growth(money, before), "their growth", printed="25.8%", verdict="differs",
        planted="growth miscalculated: over the new base", note="12460 over 9250 is 34.7",
    )  # fmt: skip
    says("loan_first", "家", q("loans", granted + ";first_loan=是", "distinct:organization"), "first-time borrowers")  # fmt: skip
    says("policies", "份", q("policy_documents", "level=区县级;" + IN.format("issued_on")), "policies issued", printed="三份")  # fmt: skip
    training, rural = "kind=培训;" + IN.format("held_on"), "kind=科技下乡;" + IN.format("held_on")
    says("training", "期", q("events", training), "trainings", printed="十一期")
    says("training_people", "人次", q("events", training, "sum:participants"), "people at them")
    says("rural", "场", q("events", rural), "events in the countryside")
    says("papers", "份", q("events", rural, "sum:materials"), "leaflets given out at them")
    d.none("museum", "万人次", "1.3万人次", "visitors of the museum")


def _plan(d: Draft) -> None:
    says = d.says
    d.none("gap", "个百分点", "0.08个百分点", "gap to the province's intensity")
    d.none("staff", "名", "7名", "officers in charge of science")

    def target(indicator: str) -> dict[str, str]:
        return q("assessments", f"year=2024;indicator={indicator}", "fact:target")

    says("plan_hte", "家", target("有效期内高新技术企业数"), "target of 2024")
    says("plan_sme", "家", target("科技型中小企业入库数"), "target of 2024")
    says(
        "plan_trade", "亿元", target("技术合同成交额"), "target of 2024", printed="4.6亿元", verdict="differs",
        planted="a target other than the sheet's", note="the sheet says 3.6",
    )  # fmt: skip
    says("plan_rd", "%", target("全社会R&D经费投入增长率"), "target of 2024")
    d.none("plan_lab", "个", "1个", "a laboratory planned")
    d.none("plan_team", "个", "2个", "teams to be brought in")
