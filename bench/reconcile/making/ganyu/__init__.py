"""赣榆区: a coastal district's first half-year of 2023."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.ganyu.books import books
from bench.reconcile.making.ganyu.figures import figures
from bench.reconcile.making.ganyu.rows import rows
from bench.reconcile.making.ganyu.setting import TOWNS

TEXT = """
区科技局2023年上半年工作总结和下半年工作打算

2023年以来，区科技局在区委、区政府坚强领导下，紧扣“向海图强、创新赣榆”主线，抓企业、建平台、促转化、优服务，各项工作有序推进。现将有关情况汇报如下：
一、上半年工作情况
（一）壮大创新主体，企业梯队持续扩容。坚持“微成长、小升高、高变强”，实行一企一档、挂图作战。截至6月底，全区有效期内高新技术企业{hte}，上半年组织申报高新技术企业{hte_applied}，其中首次申报{hte_first}；高企培育库新入库企业{cultivation}。科技型中小企业评价入库{sme}，同比增长{sme_growth}，其中第一批{sme1}、第二批{sme2}、第三批{sme3}。青口镇科技型中小企业入库{sme_qingkou}，经济开发区入库{sme_kaifa}。经区统计局反馈，1—6月全区高新技术产业产值{gx_output}，同比增长{gx_growth}，增幅列全市{gx_rank}，占规上工业总产值比重{gx_share}。
（二）强化项目牵引，科技攻关力度加大。上半年共组织申报省级科技计划项目{prov_applied}，其中重点研发计划{prov_key}、苏北科技专项{prov_subei}、成果转化专项{prov_cgzh}、基础研究计划{prov_basic}；申报市级项目{city_applied}。获批省级项目{prov_approved}，争取省级资金{prov_money}；获批市级项目{city_approved}，资助资金{city_money}。围绕海洋装备、海洋生物、绿色化工等重点产业，深入企业摸排关键共性技术，帮助企业找准申报方向、完善申报材料，项目质量明显提高。完成项目验收{accepted}。上半年累计向上争取各类科技资金{above}，兑付区级科技奖补资金{paid}，惠及企业{paid_firms}。
（三）夯实平台载体，承载能力不断增强。目前全区建有省级以上创新平台{plat_prov_up}，其中国家级{plat_national}；省级工程技术研究中心{etc_prov}，市级工程技术研究中心{etc_city}，省级众创空间{maker_prov}，省级院士工作站{academician}。上半年新认定市级以上平台{plat_new}。海洋装备科创园二期主体封顶，新增孵化面积{space}。
（四）深化产学研合作，成果转化提质增效。依托江苏海洋大学等高校院所，推动人才下沉、科技下乡、服务“三农”，畅通成果从实验室走向生产线的通道。先后组织“百名博士进百企”等对接活动{matchmaking}，参加企业{match_firms}，征集企业技术需求{needs}，已对接{needs_matched}，解决{needs_solved}。签订产学研合作协议{coop}，合同金额{coop_money}，其中共建研发载体{coop_centre}。1—6月，登记输出技术合同{out_count}，成交额{out_money}，同比增长{out_growth}；吸纳技术合同成交额{in_money}。技术合同成交额完成{contract_any}。
（五）突出知识产权，创新产出稳中有进。上半年全区专利授权{ip}，其中发明专利{ip_invention}、实用新型{ip_utility}、外观设计{ip_design}，发明专利授权量同比增长{ip_growth}，占专利授权总量的{ip_share}。万人发明专利拥有量{ip_per}。
（六）聚焦人才金融，要素保障更加有力。入选省“双创人才”{talent_sc}，省科技副总{talent_fz}，市“花果山英才”{talent_hgs}。“苏科贷”上半年放款企业{loan_firms}，放款金额{loan_money}，其中首贷企业{loan_first}；截至6月底贷款余额{loan_balance}。选派科技特派员{commissioner}，服务村（企业）{commissioner_places}，开展培训{commissioner_training}，辐射农户{commissioner_people}。
（七）营造创新氛围，科普宣传扎实开展。举办科技政策培训{training}，参训{training_people}；组织科技活动周系列活动{week}，发放资料{week_papers}。深入企业走访调研{visits}，铺设海水养殖尾水监测管线{pipes}。
二、存在问题
一是高企总量偏少，净增压力大。完成年度高企申报目标（{target_hte}）的{done_hte}。二是部分企业对研发投入归集不够重视，研发投入强度不高，2022年全社会研发投入占GDP比重为{rd_gdp}，低于全市平均水平{rd_gap}。
三、下半年工作打算
下半年，我们将锚定全年目标不放松，坚持问题导向，对照序时进度查漏补缺，以更实举措推动科技创新再上新台阶。一是抓实高企申报，力争全年有效期内高新技术企业突破{plan_hte}。二是抓好科小入库，确保全年科技型中小企业入库{plan_sme}以上。三是推动技术交易，全年技术合同成交额力争达到{plan_contract}。四是建好平台，新建院士工作站{plan_academician}。五是配合区住建局改造老旧厂房{old_houses}，拓展创业空间。
"""


def make() -> None:
    """The bureau into bureaus/ganyu."""
    d = Draft("ganyu", "赣榆区科学技术局", "320707", "赣榆区", "2023-H1", TOWNS, brand="赣榆")
    rows(d)
    books(d)
    figures(d)
    d.write(TEXT)
