"""诸暨市: a county-level city's first nine months of 2024. The figures of its text."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.queries import growth, minus, q, share
from bench.reconcile.making.zhuji.setting import IN, THEN
from bench.reconcile.making.zhuji.support import plan, support

MONEY = "sum:amount_yuan"
GRANTS = "sum:grant_funds_yuan"


def stat(indicator: str, what: str = "value", period: str = "2024M08") -> dict[str, object]:
    """A figure that the statistics office gave."""
    return q("statistics", f"indicator={indicator};period={period}", f"fact:{what}")


def target(indicator: str, what: str = "target") -> dict[str, object]:
    """A target of 2024."""
    return q("assessments", f"year=2024;indicator={indicator}", f"fact:{what}")


def figures(d: Draft) -> None:
    """The figures of the text in its order."""
    _indicators(d)
    _firms(d)
    _projects(d)
    _platforms(d)
    _market(d)
    support(d)
    plan(d)


def _indicators(d: Draft) -> None:
    says = d.says
    says(
        "rd_fee", "亿元", stat("规上工业企业研发费用"), "R&D fees of above-scale industry, January to August"
    )
    says(
        "rd_fee_up",
        "%",
        stat("规上工业企业研发费用", "growth"),
        "their growth",
        printed="11.2%",
        verdict="differs",
        planted="last year's figure",
        note="11.2 was 2023, 8.7 in 2024",
    )
    says("rd_fee_rank", None, stat("规上工业企业研发费用", "rank"), "their rank", printed="第三位")
    says("va", "亿元", stat("高新技术产业增加值"), "value added of high-tech industry")
    says("va_up", "%", stat("高新技术产业增加值", "growth"), "its growth")
    says("va_share", "%", stat("高新技术产业增加值占规上工业比重"), "its share of above-scale industry")
    says("invest_up", "%", stat("高新技术产业投资", "growth"), "growth of high-tech investment")
    says("intensity", "%", stat("R&D经费投入强度", period="2023"), "R&D intensity of 2023", digits=2)
    says(
        "intensity_up",
        "个百分点",
        minus(stat("R&D经费投入强度", period="2023"), stat("R&D经费投入强度", period="2022")),
        "its rise over 2022",
        digits=2,
    )
    trade, before = (
        q("technology_contracts", IN.format("registered_on"), MONEY),
        q("technology_contracts", THEN.format("registered_on"), MONEY),
    )
    says("trade", "亿元", trade, "turnover of contracts, January to September", digits=1)
    says(
        "trade_up",
        "%",
        growth(trade, before),
        "its growth",
        printed="37.7%",
        verdict="differs",
        planted="growth miscalculated",
        note="27.7",
    )
    says(
        "trade_done",
        "%",
        share(target("技术交易额", "result"), target("技术交易额")),
        "against the target of 18亿元",
    )


def _firms(d: Draft) -> None:
    says = d.says
    says(
        "hte",
        "家",
        q(
            "recognitions",
            "kind=高新技术企业;recognised_on<=2024-09-30;expires_on>=2024-09-30",
            "distinct:organization",
        ),
        "high-tech enterprises in force on 2024-09-30",
    )
    applied = "kind=高新技术企业;" + IN.format("applied_on")
    says("hte_applied", "家", q("recognitions", applied), "applications of 2024")
    says(
        "hte_first",
        "家",
        q("recognitions", applied + ";first_time=是"),
        "of these for the first time",
        printed="二十六家",
    )
    sme = "kind=科技型中小企业;" + IN.format("recognised_on")
    says(
        "sme",
        "家",
        q("recognitions", sme),
        "technology SMEs listed January to September",
        printed="165家",
        verdict="differs",
        planted="as-of: the batch of October counted in",
        note="152 by the end of September",
    )
    says(
        "sme_more",
        "家",
        minus(
            q("recognitions", sme), q("recognitions", "kind=科技型中小企业;" + THEN.format("recognised_on"))
        ),
        "more than January to September 2023",
        accept=("inconsistent",),
    )
    says("sme_diankou", "家", q("recognitions", sme + ";region=店口镇"), "of these in 店口镇")
    psme = "kind=省级科技型企业;"
    says(
        "psme",
        "家",
        q("recognitions", psme + IN.format("recognised_on")),
        "provincial technology SMEs newly recognised",
    )
    says(
        "psme_all",
        "家",
        q("recognitions", psme + "recognised_on<=2024-09-30"),
        "provincial technology SMEs in all",
    )
    says(
        "psme_done",
        "%",
        share(target("新增省科技型中小企业", "result"), target("新增省科技型中小企业")),
        "against the target of 90",
    )
    says(
        "gazelle",
        "家",
        q("recognitions", "kind=瞪羚企业;" + IN.format("recognised_on")),
        "gazelles newly recognised",
    )
    says(
        "zjtx",
        "家",
        q("recognitions", "kind=专精特新企业;level=省级;" + IN.format("recognised_on")),
        "provincial 专精特新 newly recognised",
    )
    says(
        "giant",
        "家",
        q("recognitions", "kind=专精特新企业;level=国家级;" + IN.format("recognised_on")),
        "national ones",
    )


def _projects(d: Draft) -> None:
    says = d.says
    approved = IN.format("approved_on")
    says("nat", "项", q("projects", "level=国家级;" + approved), "national projects approved")
    says("nat_money", "万元", q("projects", "level=国家级;" + approved, GRANTS), "their grants")
    jb, then = (
        "plan=“尖兵”“领雁”研发攻关计划;" + approved,
        "plan=“尖兵”“领雁”研发攻关计划;" + THEN.format("approved_on"),
    )
    says("jb", "项", q("projects", jb), "projects of 尖兵领雁 approved")
    says(
        "jb_more",
        "项",
        minus(q("projects", jb), q("projects", then)),
        "more than in 2023",
        printed="5项",
        verdict="differs",
        planted="difference miscalculated",
        note="9 - 6 is 3",
        accept=("inconsistent",),
    )
    says("jb_money", "万元", q("projects", jb, GRANTS), "their grants")
    says("jb_target", "项", target("省重点研发计划立项"), "target of the year")
    says("city", "项", q("projects", "level=市级;" + approved), "projects of the city above")
    own = "level=区县级;" + approved
    says("own", "项", q("projects", own), "own projects approved")
    says("own_ind", "项", q("projects", own + ";industry_class=工业"), "of these industry")
    says(
        "own_soc",
        "项",
        q("projects", own + ";industry_class=社会发展"),
        "of these social development",
        printed="19项",
        verdict="inconsistent",
        accept=("differs",),
        planted="a part does not add up",
        note="26+19 is 45, not 43",
    )
    says("own_money", "万元", q("projects", own, GRANTS), "their grants")
    d.involved("own", "own_ind")
    says("accepted", "项", q("projects", IN.format("accepted_on")), "projects accepted")
    prize = "level=省级;" + IN.format("awarded_on")
    says("award", "项", q("awards", prize), "provincial awards")
    says("award2", "项", q("awards", prize + ";grade=二等奖"), "of these second prizes")
    says("award3", "项", q("awards", prize + ";grade=三等奖"), "of these third prizes")


def _platforms(d: Draft) -> None:
    says, fresh, live = d.says, IN.format("recognised_on"), "status=认定;recognised_on<=2024-09-30;"
    centre = "kind=企业研发中心;level=省级;"
    says(
        "rdc_new", "家", q("platforms", centre + fresh), "provincial enterprise R&D centres newly recognised"
    )
    says(
        "rdc",
        "家",
        q("platforms", live + centre),
        "provincial ones in all",
        printed="47家",
        verdict="differs",
        planted="level: those of the city printed for the provincial",
        note="47 are 市级, 37 省级",
    )
    says(
        "rdc_city",
        "家",
        q("platforms", "kind=企业研发中心;level=市级;" + fresh),
        "those of the city newly recognised",
    )
    says(
        "incubator",
        "家",
        q("platforms", live + "kind=科技企业孵化器;level=国家级|省级"),
        "incubators of provincial level and above",
    )
    says(
        "incubator_nat", "家", q("platforms", live + "kind=科技企业孵化器;level=国家级"), "of these national"
    )
    says(
        "maker",
        "家",
        q("platforms", live + "kind=众创空间;level=省级"),
        "provincial maker spaces",
        printed="三家",
    )
    says(
        "academy",
        "家",
        q("platforms", live + "kind=院士工作站;level=省级"),
        "provincial academicians' stations",
    )
    says("union", "个", q("platforms", "kind=创新联合体;" + fresh), "innovation unions newly set up")
    d.none("piles", "根", "860根", "piles of a building site")


def _market(d: Draft) -> None:
    says, registered = d.says, IN.format("registered_on")
    says("contracts", "项", q("technology_contracts", registered), "contracts registered")
    out, inn = "direction=输出;" + registered, "direction=吸纳;" + registered
    says("out", "项", q("technology_contracts", out), "of these output")
    says(
        "out_money",
        "亿元",
        q("technology_contracts", out, MONEY),
        "turnover of output",
        printed="5.83万元",
        verdict="differs",
        planted="unit: 万 for 亿",
        note="5.83亿元 would agree",
        accept=("inconsistent",),
    )
    d.figures["out_money"].update(unit="万元", ledger=58326.4)
    says("inn", "项", q("technology_contracts", inn), "absorbed")
    says("in_money", "亿元", q("technology_contracts", inn, MONEY), "turnover absorbed")
    says(
        "in_share",
        "%",
        share(q("technology_contracts", inn, MONEY), q("technology_contracts", registered, MONEY)),
        "share of absorbed turnover",
        printed="68.1%",
        verdict="differs",
        planted="share miscalculated",
        note="61.9",
        accept=("inconsistent",),
    )
    d.involved("in_money", "contracts", "out", "inn")
    says("needs", "项", q("needs", IN.format("received_on")), "needs collected")
    says("matched", "项", q("needs", IN.format("matched_on")), "needs matched")
    says("solved", "项", q("needs", IN.format("solved_on")), "needs solved")
    signed, then = IN.format("signed_on"), THEN.format("signed_on")
    says("coop", "项", q("cooperations", signed), "cooperations signed")
    says("coop_money", "万元", q("cooperations", signed, MONEY), "their money")
    says(
        "coop_up",
        "%",
        growth(q("cooperations", signed, MONEY), q("cooperations", then, MONEY)),
        "growth of the money",
    )
    match = "kind=对接;" + IN.format("held_on")
    says("match", "场", q("events", match), "matchmaking events")
    says("intents", "项", q("events", match, "sum:agreements"), "intents reached at them")
    granted = "kind=发明专利|实用新型|外观设计;" + IN.format("granted_on")
    inv, inv_then = "kind=发明专利;" + IN.format("granted_on"), "kind=发明专利;" + THEN.format("granted_on")
    says("ip", "件", q("ip", granted), "patents granted")
    says("inv", "件", q("ip", inv), "of these inventions")
    says("utility", "件", q("ip", "kind=实用新型;" + IN.format("granted_on")), "utility models")
    says("design", "件", q("ip", "kind=外观设计;" + IN.format("granted_on")), "designs")
    says("inv_up", "%", growth(q("ip", inv), q("ip", inv_then)), "growth of inventions")
    says("inv_share", "%", share(q("ip", inv), q("ip", granted)), "share of inventions")
