"""达拉特旗: a banner of Inner Mongolia, the first half of 2022. The figures of its text up to the platforms."""

from bench.reconcile.making.dalate.setting import GRANTS, IN, THEN
from bench.reconcile.making.draft import Draft
from bench.reconcile.making.queries import Query, minus, plus, q, share


def stat(indicator: str, what: str = "value", period: str = "2021") -> Query:
    """A figure that another office gave."""
    return q("statistics", f"indicator={indicator};period={period}", f"fact:{what}")


def target(indicator: str, what: str = "target") -> Query:
    """A line of the assessment of 2022."""
    return q("assessments", f"year=2022;indicator={indicator}", f"fact:{what}")


def figures(d: Draft) -> None:
    """The figures of the text in its order."""
    _indicators(d)
    _firms(d)
    _projects(d)
    _platforms(d)


def _indicators(d: Draft) -> None:
    says = d.says
    says("rd", "亿元", stat("全社会研发经费投入"), "R&D spending of 2021, given")
    says("rd_up", "%", stat("全社会研发经费投入", "growth"), "its growth")
    says(
        "rd_rank",
        None,
        stat("全社会研发经费投入", "rank"),
        "its rank",
        printed="第三位",
        verdict="differs",
        planted="wrong rank",
        note="fifth of nine",
    )
    says("intensity", "%", stat("研发投入强度"), "R&D intensity", digits=2)
    active, scale = q("annual_returns", "period=2021;has_rd=是"), q("annual_returns", "period=2021")
    says("active", "家", active, "above-scale firms with R&D in 2021")
    says("scale", "家", scale, "above-scale firms in the survey")
    says(
        "active_share",
        "%",
        share(active, scale),
        "share of those with R&D",
        printed="39.6%",
        verdict="differs",
        planted="share miscalculated",
        note="17 of 46 is 37.0",
        accept=("inconsistent",),
    )
    d.involved("active", "scale")
    says("fee", "亿元", q("annual_returns", "period=2021", "sum:rd_expense_yuan"), "their R&D fees")
    says("fiscal", "万元", stat("财政科技支出", period="2022H1"), "fiscal spending on science, first half")
    says("fiscal_up", "%", stat("财政科技支出", "growth", "2022H1"), "its growth")
    says("output", "亿元", stat("高新技术产业产值", period="2022H1"), "output of high-tech industry")
    says(
        "output_up",
        "%",
        stat("高新技术产业产值", "growth", "2022H1"),
        "its growth",
        printed="16.8%",
        verdict="differs",
        planted="digits swapped",
        note="18.6",
    )


def _firms(d: Draft) -> None:
    says = d.says
    says(
        "hte",
        "家",
        q(
            "recognitions",
            "kind=高新技术企业;recognised_on<=2022-06-30;expires_on>=2022-06-30",
            "distinct:organization",
        ),
        "high-tech enterprises in force on 2022-06-30",
    )
    applied = "kind=高新技术企业;" + IN.format("applied_on")
    says("hte_applied", "家", q("recognitions", applied), "applications of 2022")
    says("hte_first", "家", q("recognitions", applied + ";first_time=是"), "of these for the first time")
    says(
        "hte_again", "家", q("recognitions", applied + ";first_time=否"), "of these once more", printed="四家"
    )
    sme = q("recognitions", "kind=科技型中小企业;" + IN.format("recognised_on"))
    says(
        "sme",
        "家",
        sme,
        "technology SMEs listed in 2022-H1",
        printed="38家",
        verdict="differs",
        planted="stale: the whole of last year",
        note="38 in 2021, 31 in 2022-H1",
        accept=("inconsistent",),
    )
    says("sme_target", "家", target("科技型中小企业入库数"), "target of the year", accept=("inconsistent",))
    says(
        "sme_done",
        "%",
        share(sme, target("科技型中小企业入库数")),
        "completion of the target",
        accept=("inconsistent",),
        note="31 of 40; the 38 printed before would make 95",
    )
    says(
        "zjtx",
        "家",
        q("recognitions", "kind=专精特新企业;level=省级;" + IN.format("recognised_on")),
        "专精特新 of the autonomous region",
    )


def _projects(d: Draft) -> None:
    says, approved = d.says, IN.format("approved_on")
    asked = "level=省级|市级;" + IN.format("applied_on")
    says(
        "applied",
        "项",
        q("projects", asked),
        "projects of region and city applied for",
        printed="42项",
        verdict="inconsistent",
        accept=("differs",),
        planted="a total that its parts do not make",
        note="17+23 is 40",
    )
    says(
        "applied_prov", "项", q("projects", "level=省级;" + IN.format("applied_on")), "of these of the region"
    )
    says("applied_city", "项", q("projects", "level=市级;" + IN.format("applied_on")), "of these of the city")
    d.involved("applied_prov", "applied_city")
    prov, then = "level=省级;" + approved, "level=省级;" + THEN.format("approved_on")
    says("prov", "项", q("projects", prov), "projects of the region approved")
    says("prov_money", "万元", q("projects", prov, GRANTS), "their grants")
    says("prov_more", "项", minus(q("projects", prov), q("projects", then)), "more than in 2021-H1")
    says(
        "prov_money_more",
        "万元",
        minus(q("projects", prov, GRANTS), q("projects", then, GRANTS)),
        "more money than in 2021-H1",
    )
    city = "level=市级;" + approved
    says(
        "city",
        "项",
        q("projects", city),
        "city projects approved",
        printed="11项",
        verdict="differs",
        planted="last year's figure",
        note="11 in 2021-H1, 9 in 2022-H1",
    )
    says("city_money", "万元", q("projects", city, GRANTS), "their grants")
    says("own", "项", q("projects", "level=区县级;" + approved), "own projects")
    says("own_money", "万元", q("projects", "level=区县级;" + approved, GRANTS), "their grants")
    says("accepted", "项", q("projects", "level=市级;" + IN.format("accepted_on")), "city projects accepted")
    says(
        "award",
        "项",
        q("awards", "level=省级;grade=三等奖;" + IN.format("awarded_on")),
        "third prizes of the region",
    )
    says(
        "award_city",
        "项",
        q("awards", "level=市级;" + IN.format("awarded_on")),
        "city awards",
        printed="两项",
    )


def _platforms(d: Draft) -> None:
    says, live, fresh = d.says, "status=认定;recognised_on<=2022-06-30;", IN.format("recognised_on")
    nat, prov = q("platforms", live + "level=国家级"), q("platforms", live + "level=省级")
    says("plat", "个", plus(nat, prov), "platforms of the region and above", kind="aggregate")
    d.figures["plat"]["query"] = q("platforms", live + "level=国家级|省级")
    says("plat_nat", "个", nat, "of these national")
    says("plat_prov", "个", prov, "of these of the region")
    says(
        "rdc",
        "个",
        q("platforms", live + "kind=企业研发中心;level=省级"),
        "R&D centres of the region",
        printed="12个",
        verdict="differs",
        planted="level: those of the city printed for the region",
        note="12 are 市级, 7 自治区级",
    )
    says("academy", "个", q("platforms", live + "kind=院士工作站"), "academicians' stations")
    says(
        "maker",
        "个",
        q("platforms", live + "kind=众创空间;level=省级|市级"),
        "maker spaces of region and city",
        printed="五个",
    )
    says("plat_new", "个", q("platforms", "level=省级;" + fresh), "new ones of the region")
    says("plat_new_city", "个", q("platforms", "level=市级;" + fresh), "new ones of the city")
    says(
        "plat_done",
        "%",
        share(target("自治区级以上创新平台新增数", "result"), target("自治区级以上创新平台新增数")),
        "against the target of three",
    )
