"""翠屏区: a district on the Yangtze, the year 2023. The figures of its text after the platforms."""

from bench.reconcile.making.cuiping.figures import stat, target
from bench.reconcile.making.cuiping.setting import IN, MONEY, THEN
from bench.reconcile.making.draft import Draft
from bench.reconcile.making.queries import growth, minus, q, share


def market(d: Draft) -> None:
    """The figures from the technology market to the plan."""
    _turnover(d)
    _patents(d)
    _support(d)
    _people(d)
    _plan(d)


def _turnover(d: Draft) -> None:
    says, registered = d.says, IN.format("registered_on")
    says("contracts", "项", q("technology_contracts", registered), "contracts registered")
    out, inn = "direction=输出;" + registered, "direction=吸纳;" + registered
    says("out", "项", q("technology_contracts", out), "output")
    says("inn", "项", q("technology_contracts", inn), "absorbed")
    says("out_money", "亿元", q("technology_contracts", out, MONEY), "turnover of output")
    says("in_money", "亿元", q("technology_contracts", inn, MONEY), "turnover absorbed")
    signed = IN.format("signed_on")
    says("coop", "项", q("cooperations", signed), "cooperations signed")
    says("coop_money", "亿元", q("cooperations", signed, MONEY), "their money", digits=3)
    says(
        "coop_joint",
        "个",
        q("cooperations", "kind=共建载体;" + signed),
        "of these joint laboratories",
        printed="七个",
    )
    says("needs", "项", q("needs", IN.format("received_on")), "needs collected")
    says(
        "solved",
        "项",
        q("needs", IN.format("solved_on")),
        "needs solved",
        printed="12项",
        verdict="differs",
        planted="digits swapped",
        note="21",
    )


def _patents(d: Draft) -> None:
    says, kinds = d.says, "kind=发明专利|实用新型|外观设计;"
    now, then = q("ip", kinds + IN.format("granted_on")), q("ip", kinds + THEN.format("granted_on"))
    says("ip", "件", now, "patents granted")
    says("ip_more", "件", minus(now, then), "more than in 2022")
    inv = q("ip", "kind=发明专利;" + IN.format("granted_on"))
    says("inv", "件", inv, "of these inventions")
    says(
        "inv_share",
        "%",
        share(inv, now),
        "their share",
        printed="38%",
        verdict="differs",
        planted="share miscalculated",
        note="28.0",
        accept=("inconsistent",),
    )
    says("software", "件", q("ip", "kind=软件著作权;" + IN.format("granted_on")), "software registered")
    says("inv_per", "件", stat("万人发明专利拥有量"), "inventions a ten thousand people, given")
    d.involved("ip", "inv")


def _support(d: Draft) -> None:
    says, lent = d.says, IN.format("granted_on")
    loan, loan_then = q("loans", lent, MONEY), q("loans", THEN.format("granted_on"), MONEY)
    says("loan", "亿元", loan, "loans granted")
    says("loan_up", "%", growth(loan, loan_then), "their growth")
    says(
        "loan_firms",
        "家",
        q("loans", lent, "distinct:organization"),
        "firms that got them",
        printed="39家",
        verdict="differs",
        planted="scope: loans counted for firms",
        note="39 loans to 31 firms",
    )
    paid = "kind=补助;" + IN.format("booked_on")
    says("subsidy", "万元", q("fund_movements", paid, MONEY), "subsidies paid")
    says(
        "subsidy_firms",
        "家",
        q("fund_movements", paid, "distinct:organization"),
        "firms that got them",
        printed="90家",
        about="近",
    )
    above, above_then = (
        q("fund_movements", "kind=争取上级;" + f.format("booked_on"), MONEY) for f in (IN, THEN)
    )
    says("above", "万元", above, "money from above")
    says("above_up", "%", growth(above, above_then), "its growth")
    says(
        "emei",
        "人",
        q("talents", "programme=天府峨眉计划;" + IN.format("selected_on")),
        "talents of the province's plan",
    )
    says(
        "talent",
        "人",
        q("talents", "programme=酒都英才计划;" + IN.format("selected_on")),
        "talents of the city's plan",
        printed="十九人",
    )
    says("policy", "件", q("policy_documents", IN.format("issued_on")), "policies issued")


def _people(d: Draft) -> None:
    says, sent = d.says, "from_on>=2023-01-01;from_on<=2023-12-31"
    says("comm", "名", q("commissioners", sent, "distinct:person"), "commissioners sent")
    says(
        "comm_prov",
        "名",
        q("commissioners", sent + ";level=省级", "distinct:person"),
        "of these 省级",
        printed="十二名",
    )
    says(
        "comm_city",
        "名",
        q("commissioners", sent + ";level=市级", "distinct:person"),
        "of these 市级",
        printed="十四名",
        verdict="inconsistent",
        accept=("differs",),
        planted="a part does not add up",
        note="12+14+26 is 52, not 48; ten",
    )
    says(
        "comm_own",
        "名",
        q("commissioners", sent + ";level=区县级", "distinct:person"),
        "of these 区级",
        printed="二十六名",
    )
    d.involved("comm", "comm_prov", "comm_own")
    says("places", "个", q("commissioners", sent, "distinct:served_place"), "places that they serve")
    says("comm_training", "场次", q("commissioners", sent, "sum:training_count"), "trainings that they gave")
    says("comm_area", "亩", q("commissioners", sent, "sum:area_mu"), "area of demonstration")
    lecture, lecture_then = (q("events", "name~科技政策大讲堂;" + f.format("held_on")) for f in (IN, THEN))
    says("lecture", "场", lecture, "lectures")
    says("lecture_more", "场", minus(lecture, lecture_then), "more than in 2022")
    says("week", "场", q("events", "kind=科技活动周;" + IN.format("held_on")), "events of the science week")
    rural = "kind=科技下乡;" + IN.format("held_on")
    says("rural", "次", q("events", rural), "events in the countryside")
    says(
        "papers",
        "份",
        q("events", rural, "sum:materials"),
        "leaflets given out at them",
        printed=d.about(q("events", rural, "sum:materials"), "份", 100),
    )
    d.none("literacy", "%", "14.6%", "share of citizens with scientific literacy")
    inactive = minus(q("annual_returns", "period=2023"), q("annual_returns", "period=2023;has_rd=是"))
    says("inactive", "家", inactive, "above-scale firms without R&D")
    d.none("gap", "个百分点", "0.68个百分点", "gap to the nation's intensity")


def _plan(d: Draft) -> None:
    says = d.says
    says("plan_hte", "家", target("高新技术企业总数", year=2024), "target of 2024")
    says(
        "plan_sme",
        "家",
        target("科技型中小企业入库", year=2024),
        "target of 2024",
        printed="130家",
        verdict="differs",
        planted="last year's target",
        note="130 was 2023, 160 for 2024",
    )
    says("plan_trade", "亿元", target("技术合同登记成交额", year=2024), "target of 2024")
    says("plan_plat", "个", target("省级以上创新平台新增", year=2024), "target of 2024")
    d.none("plan_pilot", "个", "1个", "a pilot base planned")
