"""新吴区: a high-tech district's first half-year of 2025."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.xinwu.books import books
from bench.reconcile.making.xinwu.figures import figures
from bench.reconcile.making.xinwu.rows import rows
from bench.reconcile.making.xinwu.setting import TOWNS

TEXT = """
新吴区（无锡高新区）科技创新局2025年上半年工作情况及下半年工作思路

上半年，科技创新局锚定“建设世界一流高科技园区”目标，以科技创新引领新质生产力发展，主要指标稳中有进、进中提质，为全区经济社会高质量发展提供了有力支撑。现将有关情况汇报如下。
一、上半年工作推进情况
一是聚力主体培育，打造科技企业“雁阵”。完善全生命周期培育体系，推动企业从“铺天盖地”迈向“顶天立地”。截至6月末，全区有效高新技术企业{hte}，今年首批申报{hte_applied}，较去年同期多{hte_more}；科技型中小企业入库{sme}，是去年同期的{sme_times}。新入库瞪羚企业{gazelle}、独角兽及潜在独角兽企业{unicorn}；获评省级以上专精特新企业{zjtx}，其中国家级专精特新“小巨人”{giant}。规上高新技术产业产值1—5月同比增长{gx_growth}，占规上工业总产值比重{gx_share}，列全市{gx_rank}。
二是聚力平台建设，夯实创新策源支撑。围绕物联网、集成电路、生物医药三大地标产业布局平台，推动科教资源与产业需求精准对接。目前拥有国家级创新平台{plat_nat}、省级{plat_prov}；新型研发机构{nrd}，研发人员{nrd_staff}；今年新增市级以上平台{plat_new}。孵化载体{carriers}，其中国家级{carriers_nat}，孵化面积{carriers_area}，在孵企业{tenants}，上半年新入驻{tenants_new}、毕业{tenants_out}。集成电路设计中心新开放洁净室{clean}。
三是聚力项目攻关，突破关键核心技术。坚持“企业出题、政府助题、协同解题”，支持链主企业牵头组建创新联合体。上半年获批国家级科技项目{proj_nat}、省级科技项目{proj_prov}，合计获上级资金{proj_money}。“太湖之光”市级科技攻关立项{proj_city}，资助{city_money}。兑现区级科创政策资金{paid}，同比增长{paid_growth}，惠及企业{paid_firms}。发放科技创新券{vouchers}，发放额{vouchers_money}，带动服务合同{vouchers_contract}。
四是聚力成果转化，激活技术要素市场。依托高校院所技术转移机构和概念验证平台，加快打通成果转化“最后一公里”。技术合同登记{contracts}，成交额{contract_money}，同比增长{contract_growth}，其中输出{out_money}，吸纳{in_money}。新签产学研合作{coop}，合同金额{coop_money}，其中共建联合实验室等载体{coop_centre}。举办路演对接等活动{match}，参加企业{match_firms}，收集技术需求{match_needs}。积极培育技术经理人队伍，健全“线上+线下”常态化对接机制。上半年全区完成技术交易{any_money}。
五是聚力知识产权，提升创新产出质量。引导企业从数量增长向质量提升转变，围绕重点产业开展专利导航。上半年授权专利{ip}，其中发明专利{ip_inv}，占比{ip_share}，实用新型{ip_utility}，外观设计{ip_design}；高价值发明专利{ip_high}；PCT申请{pct}，登记软件著作权{software}。万人高价值发明专利拥有量{ip_per}。
六是聚力人才金融，厚植创新生态沃土。构建“引育留用”全链条服务，推动人才链与创新链产业链资金链深度融合。入选“飞凤人才计划”项目{feifeng}，其中创业类{feifeng_start}、创新类{feifeng_new}，资助资金{feifeng_money}；新增国家级人才{tal_nat}、省双创人才{tal_prov}。“科创贷”放款{loans}、{loan_money}，期末余额{loan_balance}，首贷企业{loan_first}。举办政策宣讲培训{training}，培训{training_people}。区产业基金对外投资项目{fund}。
二、存在不足
一是研发投入强度{rd_gdp}与先进园区相比仍有差距。二是高企申报完成全年目标{target_hte}的{done_hte}，还需加力。三是孵化载体内海归团队仅{returnee}，国际化程度不高。
三、下半年工作思路
下半年，我局将坚持目标引领、问题导向，聚焦全年目标，确保科技型中小企业入库{plan_sme}，技术合同成交额{plan_contract}，新增省级以上平台{plan_plat}；力争引进高层次人才项目{plan_talent}，建成产业创新服务综合体{plan_complex}，科技载体竣工{plan_area}。
"""


def make() -> None:
    """The bureau into bureaus/xinwu."""
    d = Draft("xinwu", "新吴区科技创新局", "320214", "新吴区", "2025-H1", TOWNS, brand="无锡")
    rows(d)
    books(d)
    figures(d)
    d.write(TEXT)
