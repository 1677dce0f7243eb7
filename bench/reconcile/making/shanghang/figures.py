# ruff: noqa: E501
"""上杭县: a county in the west of Fujian, the year 2023. The figures of its text up to the platforms."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.queries import Query, minus, q, ratio, share
from bench.reconcile.making.shanghang.setting import GRANTS, IN, THEN


def stat(indicator: str, what: str = "value", period: str = "2022") -> Query:
    """A figure that another office gave."""
    return q("statistics", f"indicator={indicator};period={period}", f"fact:{what}")


def figures(d: Draft) -> None:
    """The figures of the text in its order."""
    _investment(d)
    _firms(d)
    _projects(d)
    _platforms(d)


def _investment(d: Draft) -> None:
    says, rd = d.says, "全社会R&D经费投入"
    says("rd", "亿元", stat(rd), "R&D spending of 2022, given")
    says("rd_up", "%", stat(rd, "growth"), "its growth")
    says("rd_rank", None, stat(rd, "rank"), "its rank", printed="第二", verdict="differs", planted="wrong rank", note="fourth of seven")  # fmt: skip
    says("intensity", "%", stat("R&D经费投入强度"), "R&D intensity", digits=2)
    scale, active = q("annual_returns", "period=2022"), q("annual_returns", "period=2022;has_rd=是")
    fee = q("annual_returns", "period=2022", "sum:rd_expense_yuan")
    says("scale", "家", scale, "above-scale firms in the survey of 2022")
    says("active", "家", active, "of these with R&D")
    says("active_share", "%", share(active, scale), "their share")
    says("fee", "亿元", fee, "their R&D fees")
    says("fee_each", "万元", ratio(fee, active), "R&D fees for each firm with R&D")
    says(
        "deduction", "亿元", q("annual_returns", "period=2022", "sum:super_deduction_yuan"), "super deduction"
    )
    says(
        "hightech", "%", stat("高技术产业增加值增速", period="2023"), "growth of high-tech value added, given"
    )
    d.none("copper", "亿元", "428.6亿元", "output of the copper industry")


def _firms(d: Draft) -> None:
    says, hte = d.says, "kind=高新技术企业;"
    now = q("recognitions", hte + "recognised_on<=2023-12-31;expires_on>=2023-12-31", "distinct:organization")
    then = q(
        "recognitions", hte + "recognised_on<=2022-12-31;expires_on>=2022-12-31", "distinct:organization"
    )
    says("hte", "家", now, "high-tech enterprises in force at the end of 2023")
    says("hte_more", "家", minus(now, then), "more than at the end of 2022")
    year = hte + IN.format("recognised_on")
    says("hte_year", "家", q("recognitions", year), "recognised in 2023")
    says("hte_first", "家", q("recognitions", year + ";first_time=是"), "of these for the first time")
    says("hte_again", "家", q("recognitions", year + ";first_time=否"), "of these once more", printed="七家")
    sme = "kind=科技型中小企业;"
    listed = q("recognitions", sme + IN.format("recognised_on"))
    says("sme", "家", listed, "technology SMEs listed in 2023")
    says("sme_more", "家", minus(listed, q("recognitions", sme + THEN.format("recognised_on"))), "more than in 2022")  # fmt: skip
    says("sme_third", "家", q("recognitions", sme + "batch_name=2023年第三批"), "of these in the third batch")
    says("nursery", "家", q("recognitions", "kind=高企培育入库;" + IN.format("recognised_on")), "taken into the nursery in 2023")  # fmt: skip
    fine = "kind=专精特新企业;" + IN.format("recognised_on")
    says("zjtx", "家", q("recognitions", fine + ";level=省级"), "provincial 专精特新 of 2023")
    says("giant", "家", q("recognitions", fine + ";level=国家级"), "national ones of 2023")


def _projects(d: Draft) -> None:
    says, approved = d.says, ";" + IN.format("approved_on")
    says("applied", "项", q("projects", "level=国家级|省级;" + IN.format("applied_on")), "applied for at province and above")  # fmt: skip
    above = "level=国家级|省级|市级" + approved
    says(
        "approved", "项", q("projects", above), "approved above the county", printed="21项", verdict="inconsistent",
        accept=("differs",), planted="a total that its parts do not make", note="1+11+7 is 19",
    )  # fmt: skip
    for name, level in (("nat", "国家级"), ("prov", "省级"), ("city", "市级")):
        says(name, "项", q("projects", f"level={level}{approved}"), f"of these {level}")
    d.involved("nat", "prov", "city")
    says("funds", "万元", q("projects", above, GRANTS), "grants of all three levels")
    prov, then = "level=省级" + approved, "level=省级;" + THEN.format("approved_on")
    says("prov_money", "万元", q("projects", prov, GRANTS), "provincial grants")
    says("prov_more", "万元", minus(q("projects", prov, GRANTS), q("projects", then, GRANTS)), "more than in 2022")  # fmt: skip
    says("own", "项", q("projects", "level=区县级" + approved), "own projects")
    says("own_money", "万元", q("projects", "level=区县级" + approved, GRANTS), "their grants")
    says("accepted", "项", q("projects", "level=省级|区县级;" + IN.format("accepted_on")), "accepted, province and county")  # fmt: skip
    for name, grade, printed in (("award_two", "二等奖", "1项"), ("award_three", "三等奖", "两项")):
        won = q("awards", f"level=省级;grade={grade};" + IN.format("awarded_on"))
        says(name, "项", won, f"provincial {grade}", printed=printed)


def _platforms(d: Draft) -> None:
    says, live = d.says, "status=认定;recognised_on<=2023-12-31;"
    says("nrd", "家", q("platforms", live + "kind=新型研发机构;level=省级"), "new R&D institutes")
    says(
        "centre", "家", q("platforms", live + "kind=工程技术研究中心;level=省级"), "provincial engineering centres", printed="11家",
        verdict="differs", planted="level: those of the city printed for the province", note="11 are 市级, 5 省级",
    )  # fmt: skip
    says("lab", "家", q("platforms", live + "kind=重点实验室;level=省级|市级"), "key laboratories of province and city", printed="五家")  # fmt: skip
    farm = live + "kind=星创天地"
    says("farm", "家", q("platforms", farm), "星创天地")
    says("farm_nat", "家", q("platforms", farm + ";level=国家级"), "of these national")
    says("farm_prov", "家", q("platforms", farm + ";level=省级"), "of these provincial")
    carriers = live + "kind=科技企业孵化器|众创空间"
    says("carriers", "个", q("platforms", carriers), "incubators and maker spaces")
    area = q("platforms", carriers, "sum:area")
    says("area", "平方米", area, "their area", digits=0)
    says("tenants", "家", q("tenants", "outcome=在孵"), "tenants")
    says("tenants_out", "家", q("tenants", "outcome=毕业;" + IN.format("left_on")), "graduated in 2023")
    says("plat_new", "个", q("platforms", "level=国家级|省级|市级;" + IN.format("recognised_on")), "new ones of the city and above")  # fmt: skip
