"""翠屏区: a district on the Yangtze, the year 2023. The figures of its text up to the platforms."""

from bench.reconcile.making.cuiping.setting import GRANTS, IN, MONEY, THEN
from bench.reconcile.making.draft import Draft
from bench.reconcile.making.queries import Query, growth, minus, q, ratio, share

VALID = "kind=高新技术企业;recognised_on<={0}-12-31;expires_on>={0}-12-31"


def stat(indicator: str, what: str = "value", period: int = 2023) -> Query:
    """A figure that the statistics office gave."""
    return q("statistics", f"indicator={indicator};period={period}", f"fact:{what}")


def target(indicator: str, what: str = "target", year: int = 2023) -> Query:
    """A line of the assessment."""
    return q("assessments", f"year={year};indicator={indicator}", f"fact:{what}")


def figures(d: Draft) -> None:
    """The figures of the text in its order."""
    _lead(d)
    _targets(d)
    _firms(d)
    _projects(d)
    _platforms(d)


def _lead(d: Draft) -> None:
    says = d.says
    now, then = (
        q("recognitions", VALID.format(2023), "distinct:organization"),
        q("recognitions", VALID.format(2022), "distinct:organization"),
    )
    says(
        "hte_net",
        "家",
        minus(now, then),
        "net new high-tech enterprises: in force at the end of 2023 less those of 2022",
    )
    trade, before = (
        q("technology_contracts", IN.format("registered_on"), MONEY),
        q("technology_contracts", THEN.format("registered_on"), MONEY),
    )
    says("trade", "亿元", trade, "turnover of contracts of 2023")
    says("trade_times", "倍", ratio(trade, before), "against 2022", digits=1)
    says("rd", "亿元", stat("全社会R&D经费", period=2022), "R&D spending of 2022, given")
    says("rd_up", "%", stat("全社会R&D经费", "growth", 2022), "its growth")
    says(
        "rd_rank",
        None,
        stat("全社会R&D经费", "rank", 2022),
        "its rank",
        printed="第一",
        verdict="differs",
        planted="rank of another figure",
        note="second; first is the income of high-tech industry",
    )
    says("intensity", "%", stat("R&D经费投入强度", period=2022), "R&D intensity of 2022", digits=2)
    says(
        "intensity_up",
        "个百分点",
        minus(stat("R&D经费投入强度", period=2022), stat("R&D经费投入强度", period=2021)),
        "its rise",
        digits=2,
    )
    says("income", "亿元", stat("高新技术产业营业收入"), "income of high-tech industry")
    says("income_up", "%", stat("高新技术产业营业收入", "growth"), "its growth")
    says(
        "fiscal",
        "亿元",
        stat("地方财政科技支出"),
        "fiscal spending on science",
        printed="1.92万元",
        verdict="differs",
        planted="unit: 万 for 亿",
        note="1.92亿元 would agree",
    )
    d.figures["fiscal"].update(unit="万元", ledger=19200)
    d.figures["fiscal"].pop("query")  # a fact keeps the unit it was told in


def _targets(d: Draft) -> None:
    for name, indicator, unit in (
        ("t1", "高新技术企业净增", "家"),
        ("t2", "科技型中小企业入库", "家"),
        ("t3", "技术合同登记成交额", "亿元"),
        ("t4", "省级以上科技项目立项", "项"),
    ):
        goal, done = target(indicator), target(indicator, "result")
        wrong = name == "t4"
        d.says(name, unit, goal, f"target of {indicator}", printed=f"{d.value(goal, unit).normalize():f}")
        d.says(
            f"{name}_done",
            unit,
            done,
            f"result of {indicator}",
            printed=f"{d.value(done, unit).normalize():f}",
        )
        extra = (
            {
                "printed": "128.8%",
                "verdict": "differs",
                "planted": "completion miscalculated",
                "note": "19 of 16 is 118.8",
                "accept": ("inconsistent",),
            }
            if wrong
            else {}
        )
        d.says(f"{name}_rate", "%", share(done, goal), f"completion of {indicator}", **extra)
    d.involved("t4", "t4_done")


def _firms(d: Draft) -> None:
    says, fresh = d.says, IN.format("recognised_on")
    now, then = (
        q("recognitions", VALID.format(2023), "distinct:organization"),
        q("recognitions", VALID.format(2022), "distinct:organization"),
    )
    says("hte", "家", now, "high-tech enterprises in force on 2023-12-31", accept=("inconsistent",))
    says(
        "hte_up",
        "%",
        growth(now, then),
        "growth over the end of 2022",
        printed="26.2%",
        verdict="differs",
        planted="growth miscalculated",
        note="36.2",
        accept=("inconsistent",),
    )
    says("hte_year", "家", q("recognitions", "kind=高新技术企业;" + fresh), "certificates of 2023")
    sme, sme_then = (
        q("recognitions", "kind=科技型中小企业;" + fresh),
        q("recognitions", "kind=科技型中小企业;" + THEN.format("recognised_on")),
    )
    says("sme", "家", sme, "technology SMEs of 2023")
    says("sme_more", "家", minus(sme, sme_then), "more than in 2022")
    says(
        "pool",
        "家",
        q("recognitions", "kind=高企培育入库;" + fresh),
        "new in the cultivation pool",
        printed="60家",
        verdict="differs",
        planted="scope: both years counted",
        note="34 in 2023, 26 in 2022",
    )
    says("gazelle", "家", q("recognitions", "kind=瞪羚企业;" + fresh), "gazelles of 2023", printed="四家")
    says(
        "zjtx",
        "家",
        q("recognitions", "kind=专精特新企业;level=省级;" + fresh),
        "provincial 专精特新 of 2023",
        printed="十三家",
    )
    says(
        "giant",
        "家",
        q("recognitions", "kind=专精特新企业;level=国家级;" + fresh),
        "national ones",
        printed="两家",
    )
    scale, active, scale_then, active_then = (
        q("annual_returns", f)
        for f in ("period=2023", "period=2023;has_rd=是", "period=2022", "period=2022;has_rd=是")
    )
    says("scale", "家", scale, "above-scale firms in the survey")
    says("active", "家", active, "of these with R&D")
    says("active_share", "%", share(active, scale), "their share")
    says(
        "active_up",
        "个百分点",
        minus(share(active, scale), share(active_then, scale_then)),
        "its rise over 2022",
        digits=1,
    )
    fee, fee_then = (
        q("annual_returns", "period=2023", "sum:rd_expense_yuan"),
        q("annual_returns", "period=2022", "sum:rd_expense_yuan"),
    )
    says("rd_fee", "亿元", fee, "R&D fees of these firms")
    says("rd_fee_up", "%", growth(fee, fee_then), "their growth")


def _projects(d: Draft) -> None:
    says, approved = d.says, IN.format("approved_on")
    high = "level=国家级|省级;" + approved
    says("proj", "项", q("projects", high), "projects of provincial level and above approved in 2023")
    says("proj_money", "万元", q("projects", high, GRANTS), "their grants")
    says("proj_nat", "项", q("projects", "level=国家级;" + approved), "of these national")
    now, then = (
        q("projects", "level=省级;" + approved),
        q("projects", "level=省级;" + THEN.format("approved_on")),
    )
    says("proj_prov", "项", now, "of these provincial")
    says("proj_more", "项", minus(now, then), "more provincial ones than in 2022", printed="六项")
    says(
        "proj_city",
        "项",
        q("projects", "level=市级;" + approved),
        "city projects approved",
        printed="10项",
        verdict="differs",
        planted="last year's figure",
        note="10 in 2022, 14 in 2023",
    )
    says("proj_own", "项", q("projects", "level=区县级;" + approved), "own projects approved")
    says(
        "accepted",
        "项",
        q("projects", "level=省级|市级;" + IN.format("accepted_on")),
        "provincial and city projects accepted",
    )
    says("award", "项", q("awards", "level=省级;" + IN.format("awarded_on")), "provincial awards")
    says(
        "award1",
        "项",
        q("awards", "level=省级;grade=一等奖;" + IN.format("awarded_on")),
        "of these first prizes",
    )
    says(
        "award_city",
        "项",
        q("awards", "level=市级;" + IN.format("awarded_on")),
        "city awards",
        printed="八项",
        verdict="differs",
        planted="wrong value",
        note="six",
    )


def _platforms(d: Draft) -> None:
    says, live, fresh = d.says, "status=认定;recognised_on<=2023-12-31;", IN.format("recognised_on")
    high = live + "level=国家级|省级"
    says("plat", "个", q("platforms", high), "platforms of provincial level and above")
    says("plat_nat", "个", q("platforms", live + "level=国家级"), "of these national")
    etc = live + "kind=工程技术研究中心;level=省级"
    says(
        "etc",
        "个",
        q("platforms", etc),
        "provincial engineering centres",
        printed="25个",
        verdict="differs",
        planted="level: those of the city printed for the provincial",
        note="25 are 市级, 15 省级",
        accept=("inconsistent",),
    )
    says(
        "etc_share",
        "%",
        share(q("platforms", etc), q("platforms", high)),
        "their share",
        accept=("inconsistent",),
    )
    says("plat_new", "个", q("platforms", "level=省级;" + fresh), "new provincial platforms")
    says("plat_new_city", "个", q("platforms", "level=市级;" + fresh), "new city platforms")
    says(
        "area",
        "平方米",
        q("platforms", live + "kind=科技企业孵化器|众创空间", "sum:area"),
        "area of incubators and maker spaces",
    )
    says("tenants", "家", q("tenants", "outcome=在孵"), "firms in the incubators")
    says(
        "graduated",
        "家",
        q("tenants", "outcome=毕业;" + IN.format("left_on")),
        "graduated in 2023",
        printed="22家",
        verdict="differs",
        planted="scope: both years counted",
        note="13 in 2023",
    )
    says("entered", "家", q("tenants", IN.format("entered_on")), "entered in 2023")
