"""达拉特旗: a banner of Inner Mongolia, the first half of 2022. The figures of its text after the platforms."""

from bench.reconcile.making.dalate.figures import target
from bench.reconcile.making.dalate.setting import IN, MONEY, THEN
from bench.reconcile.making.draft import Draft
from bench.reconcile.making.queries import growth, q, share


def service(d: Draft) -> None:
    """The figures from the technology market to the plan."""
    _market(d)
    _people(d)
    _support(d)
    _plan(d)


def _market(d: Draft) -> None:
    says, registered = d.says, IN.format("registered_on")
    trade, then = (
        q("technology_contracts", registered, MONEY),
        q("technology_contracts", THEN.format("registered_on"), MONEY),
    )
    inn, out = "direction=吸纳;" + registered, "direction=输出;" + registered
    says("contracts", "份", q("technology_contracts", registered), "contracts registered")
    says("trade", "亿元", trade, "their turnover")
    says("trade_up", "%", growth(trade, then), "its growth")
    says("inn", "份", q("technology_contracts", inn), "absorbed")
    says("in_money", "亿元", q("technology_contracts", inn, MONEY), "turnover absorbed", digits=4)
    says("out", "份", q("technology_contracts", out), "output")
    says("out_money", "万元", q("technology_contracts", out, MONEY), "turnover of output")
    signed = IN.format("signed_on")
    says("coop", "项", q("cooperations", signed), "cooperations signed")
    says(
        "coop_double",
        "番",
        None,
        "twice those of 2021-H1",
        printed="一番",
        note="12 against 6",
        accept=("not_in_ledger",),
    )
    d.figures["coop_double"].update(value=1, ledger=1, kind="derived")
    says("coop_money", "万元", q("cooperations", signed, MONEY), "their money")
    says("needs", "项", q("needs", IN.format("received_on")), "needs collected")
    says("matched", "项", q("needs", IN.format("matched_on")), "needs matched")
    says("solved", "项", q("needs", IN.format("solved_on")), "needs solved")
    kinds = "kind=发明专利|实用新型|外观设计;"
    now, before = q("ip", kinds + IN.format("granted_on")), q("ip", kinds + THEN.format("granted_on"))
    says("ip", "件", now, "patents granted")
    says(
        "ip_up",
        "%",
        growth(now, before),
        "their growth",
        printed="21.6%",
        verdict="differs",
        planted="growth miscalculated: over the new base",
        note="111 over 87 is 27.6; 24 of 111 is 21.6",
    )
    says("inv", "件", q("ip", "kind=发明专利;" + IN.format("granted_on")), "inventions")


def _people(d: Draft) -> None:
    says, sent = d.says, "from_on<=2022-06-30;until_on>=2022-06-30"
    says(
        "comm",
        "名",
        q("commissioners", sent, "distinct:person"),
        "commissioners at work",
        printed="90名",
        verdict="differs",
        planted="scope: places counted for people",
        note="81 people, 90 rows",
        accept=("inconsistent",),
    )
    for name, level in (("comm_prov", "省级"), ("comm_city", "市级"), ("comm_own", "区县级")):
        says(
            name,
            "名",
            q("commissioners", f"{sent};level={level}", "distinct:person"),
            f"of these {level}",
            accept=("inconsistent",),
        )
    says("places", "个", q("commissioners", sent, "distinct:served_place"), "villages that they serve")
    says("comm_training", "场次", q("commissioners", sent, "sum:training_count"), "trainings that they gave")
    says(
        "comm_people",
        "人次",
        q("commissioners", sent, "sum:people_served"),
        "people that they served",
        printed=d.about(q("commissioners", sent, "sum:people_served"), "人次", 100),
    )
    area = d.value(q("commissioners", sent, "sum:area_mu"), "亩")
    says(
        "comm_area",
        "亩",
        q("commissioners", sent, "sum:area_mu"),
        "area of demonstration",
        printed=f"{area:.0f}亩",
    )
    says(
        "sanqu",
        "名",
        q("talents", "programme~三区;" + IN.format("selected_on")),
        "三区 talents of 2022",
        printed="十五名",
        verdict="differs",
        planted="last year's figure",
        note="15 in 2021, 12 in 2022",
    )
    says(
        "caoyuan",
        "人",
        q("talents", "programme=草原英才工程;" + IN.format("selected_on")),
        "草原英才 of 2022",
        printed="两人",
    )


def _support(d: Draft) -> None:
    says, booked = d.says, IN.format("booked_on")
    above, before = (
        q("fund_movements", "kind=争取上级;" + booked, MONEY),
        q("fund_movements", "kind=争取上级;" + THEN.format("booked_on"), MONEY),
    )
    says(
        "above",
        "元",
        above,
        "money from above",
        printed="1575元",
        verdict="differs",
        planted="unit: 元 for 万元",
        note="1575万元 would agree",
    )
    says("above_up", "%", growth(above, before), "its growth")
    reward = "kind=奖励;" + booked
    says("reward", "万元", q("fund_movements", reward, MONEY), "awards of the banner")
    says(
        "reward_firms",
        "家",
        q("fund_movements", reward, "distinct:organization"),
        "firms that got them",
        printed="20家",
        about="近",
    )
    says("vouchers", "张", q("vouchers", IN.format("issued_on")), "vouchers issued")
    says("voucher_money", "万元", q("vouchers", IN.format("issued_on"), MONEY), "their face value")
    says(
        "voucher_paid",
        "万元",
        q("vouchers", IN.format("redeemed_on"), "sum:redeemed_amount_yuan"),
        "redeemed",
    )
    training = "kind=培训;" + IN.format("held_on")
    says("training", "期", q("events", training), "trainings")
    says("training_people", "人次", q("events", training, "sum:participants"), "people at them")
    rural = "kind=科技下乡;" + IN.format("held_on")
    says("rural", "次", q("events", rural), "events in the countryside", printed="八次")
    says("papers", "份", q("events", rural, "sum:materials"), "leaflets given out at them")
    says("week", "场", q("events", "kind=科技活动周;" + IN.format("held_on")), "events of the science week")
    says(
        "visits",
        "家次",
        q("events", "kind=调研走访;" + IN.format("held_on"), "sum:organizations_reached"),
        "firms visited",
    )
    d.none("wells", "眼", "126眼", "wells rebuilt")
    d.none("alfalfa", "万亩", "3.2万亩", "lucerne sown")


def _plan(d: Draft) -> None:
    says, done = d.says, target("技术合同成交额", "result")
    d.none("gap", "个百分点", "0.41个百分点", "gap to the city's intensity")
    says("trade_target", "亿元", target("技术合同成交额"), "target of the year")
    says(
        "trade_done",
        "%",
        share(done, target("技术合同成交额")),
        "completion of the target",
        printed="68.8%",
        verdict="differs",
        planted="completion miscalculated",
        note="1.97 of 2.5 is 78.8",
        accept=("inconsistent",),
    )
    d.involved("trade_target")
    says("plan_hte", "家", target("高新技术企业净增数"), "target of 2022")
    says("plan_rd", "%", target("全社会研发投入增长率"), "target of 2022")
    says(
        "plan_trade",
        "亿元",
        target("技术合同成交额"),
        "target of 2022",
        printed="4亿元",
        verdict="differs",
        planted="a target other than the sheet's",
        note="the sheet says 2.5",
        accept=("inconsistent",),
    )
    d.none("plan_lab", "个", "1个", "a laboratory planned")
    d.none("plan_train", "人次", "5000人次", "people to be trained")
