"""诸暨市: a county-level city's first nine months of 2024. The figures about people, money, events and the plan."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.queries import q
from bench.reconcile.making.zhuji.setting import IN

MONEY = "sum:amount_yuan"


def support(d: Draft) -> None:
    """People, money and events."""
    says = d.says
    says(
        "talent",
        "人",
        q("talents", "programme=绍兴“名士之乡”英才计划;" + IN.format("selected_on")),
        "talents of the city's plan",
    )
    says(
        "overseas",
        "人",
        q("talents", "programme=省海外引才计划;" + IN.format("selected_on")),
        "of the province's plan for abroad",
    )
    sent = "from_on<=2024-09-30;until_on>=2024-09-30"
    says("comm", "名", q("commissioners", sent, "distinct:person"), "commissioners at work")
    says(
        "comm_prov",
        "名",
        q("commissioners", sent + ";level=省级", "distinct:person"),
        "sent by the province",
        printed="9名",
        verdict="differs",
        planted="level: two levels swapped",
        note="6 of the province, 9 of the city",
    )
    says(
        "comm_city",
        "名",
        q("commissioners", sent + ";level=市级", "distinct:person"),
        "sent by the city",
        printed="6名",
        verdict="differs",
        planted="level: two levels swapped",
        note="9 of the city",
    )
    says("comm_own", "名", q("commissioners", sent + ";level=区县级", "distinct:person"), "own ones")
    says("comm_training", "场次", q("commissioners", sent, "sum:training_count"), "trainings they gave")
    paid = "kind=奖励;" + IN.format("booked_on")
    says(
        "paid",
        "亿元",
        q("fund_movements", paid, MONEY),
        "awards paid",
        printed="3.27亿元",
        verdict="differs",
        planted="unit: ten times too large",
        note="3268.4万元 is 0.33亿元",
    )
    says(
        "paid_firms",
        "家",
        q("fund_movements", paid, "distinct:organization"),
        "firms that got them",
        printed="100家",
        about="超",
    )
    says(
        "above",
        "万元",
        q("fund_movements", "kind=争取上级;" + IN.format("booked_on"), MONEY),
        "money from above",
    )
    lent = IN.format("granted_on")
    says("loan", "亿元", q("loans", lent, MONEY), "loans granted")
    says(
        "loan_firms",
        "家",
        q("loans", lent, "distinct:organization"),
        "firms that got them",
        note="41 loans, 34 firms",
    )
    says(
        "loan_first",
        "家",
        q("loans", lent + ";first_loan=是", "distinct:organization"),
        "of these first loans",
    )
    says("vouchers", "张", q("vouchers", IN.format("issued_on")), "vouchers issued")
    says("voucher_money", "万元", q("vouchers", IN.format("issued_on"), MONEY), "their face value")
    says(
        "voucher_paid",
        "万元",
        q("vouchers", IN.format("redeemed_on"), "sum:redeemed_amount_yuan"),
        "redeemed",
        digits=2,
    )
    training = "kind=培训;" + IN.format("held_on")
    says("training", "场", q("events", training), "trainings")
    says(
        "training_people",
        "人次",
        q("events", training, "sum:participants"),
        "people at them",
        printed=d.about(q("events", training, "sum:participants"), "人次", 100),
    )
    says(
        "visits",
        "家次",
        q("events", "kind=调研走访;" + IN.format("held_on"), "sum:organizations_reached"),
        "firms visited",
    )
    halls = "kind=科普;" + IN.format("held_on")
    says(
        "science",
        "场",
        q("events", halls),
        "science talks",
        printed="11场",
        verdict="differs",
        planted="last year's figure",
        note="11 in 2023, 15 in 2024",
    )
    says("papers", "份", q("events", halls, "sum:materials"), "leaflets given out at them")
    d.none("calls", "件", "73件", "calls of citizens")
    d.none("calls_done", "%", "100%", "share of them closed")


def plan(d: Draft) -> None:
    """The plan and what it wants."""
    d.says("cover_target", "%", _target("规上工业企业研发活动覆盖率"), "target of the year")
    d.none("no_org", "家", "142家", "above-scale firms without an R&D organisation")
    d.says("plan_hte", "家", _target("新认定高新技术企业"), "target of 2024")
    d.says(
        "plan_sme",
        "家",
        _target("科技型中小企业入库"),
        "target of 2024",
        printed="220家",
        verdict="differs",
        planted="a target other than the sheet's",
        note="the sheet says 200",
        accept=("not_in_ledger",),
    )
    d.says("plan_trade", "亿元", _target("技术交易额"), "target of 2024")
    d.none("plan_out", "个", "2个", "science enclaves planned")
    d.none("plan_meet", "场", "1场", "a conference planned")


def _target(indicator: str) -> dict[str, object]:
    return q("assessments", f"year=2024;indicator={indicator}", "fact:target")
