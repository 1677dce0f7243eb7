"""达拉特旗: a banner of Inner Mongolia, the first half of 2022."""

from bench.reconcile.making.dalate.books import books
from bench.reconcile.making.dalate.figures import figures
from bench.reconcile.making.dalate.rows import rows
from bench.reconcile.making.dalate.service import service
from bench.reconcile.making.dalate.setting import TOWNS
from bench.reconcile.making.draft import Draft

TEXT = """
达拉特旗科学技术局关于2022年上半年工作总结及下半年工作安排的报告

旗人民政府：
今年以来，我局认真落实“科技兴蒙”行动各项要求，围绕生态、能源、农牧三篇文章抓创新，现将上半年工作报告如下。
一、上半年主要工作
1.主要指标稳中向好。2021年全旗全社会研发经费投入{rd}，同比增长{rd_up}，总量居全市{rd_rank}，研发投入强度{intensity}。2021年有研发活动的规上企业{active}，占全部规上企业{scale}的{active_share}，规上企业研发费用{fee}。上半年财政科技支出{fiscal}，增长{fiscal_up}；高新技术产业产值{output}，增长{output_up}。
2.创新主体不断壮大。截止6月底，全旗有效高新技术企业{hte}，上半年组织申报{hte_applied}，其中首次申报{hte_first}、复审{hte_again}。科技型中小企业评价入库{sme}，完成全年目标{sme_target}的{sme_done}。认定自治区专精特新中小企业{zjtx}。
3.项目申报积极踊跃。共组织申报自治区、市级科技项目{applied}，其中自治区级{applied_prov}、市级{applied_city}。获批自治区级项目{prov}、资金{prov_money}，较上年同期分别增加{prov_more}、{prov_money_more}；获批市级项目{city}、资金{city_money}。安排旗级科技计划{own}、经费{own_money}。市级项目通过验收{accepted}。获自治区科学技术进步三等奖{award}，市级科学技术奖{award_city}。
4.平台建设扎实推进。全旗现有自治区级以上创新平台{plat}，其中国家级{plat_nat}、自治区级{plat_prov}；自治区级企业研发中心{rdc}，院士工作站{academy}，众创空间（自治区级、市级）{maker}。上半年新增自治区级平台{plat_new}、市级平台{plat_new_city}，完成自治区级以上平台新增任务的{plat_done}。
5.成果转化步伐加快。上半年登记技术合同{contracts}，成交额{trade}，同比增长{trade_up}，其中吸纳{inn}、{in_money}，输出{out}、{out_money}。签订校企合作协议{coop}，较上年同期翻了{coop_double}，合同金额{coop_money}。征集技术需求{needs}，促成对接{matched}，解决{solved}。全旗授权专利{ip}，同比增长{ip_up}，其中发明专利{inv}。
6.科技特派员下沉一线。在岗科技特派员{comm}（自治区级{comm_prov}、市级{comm_city}、旗级{comm_own}），覆盖嘎查村{places}，开展培训{comm_training}，服务农牧民{comm_people}，示范面积{comm_area}。选派“三区”人才{sanqu}，入选“草原英才”{caoyuan}。
7.要素保障持续优化。争取上级科技资金{above}，同比增长{above_up}；兑现旗级科技创新奖励{reward}，惠及企业近{reward_firms}。发放科技创新券{vouchers}，面额{voucher_money}，兑付{voucher_paid}。举办各类培训{training}，参加人员{training_people}；科技下乡{rural}，发放资料{papers}；科技活动周活动{week}。走访包联企业{visits}。完成黄河滩区机井改造{wells}，种植苜蓿{alfalfa}。
二、存在的问题
一是研发投入强度偏低，低于全市平均水平{gap}；二是技术合同成交额仅完成年度目标{trade_target}的{trade_done}。
三、下半年工作安排
力争全年净增高新技术企业{plan_hte}，全社会研发投入增长{plan_rd}以上，技术合同成交额确保{plan_trade}；筹建光伏治沙联合实验室{plan_lab}，培训农牧民{plan_train}。
"""


def make() -> None:
    """The bureau into bureaus/dalate."""
    d = Draft("dalate", "达拉特旗科学技术局", "150621", "达拉特旗", "2022-H1", TOWNS, brand="达拉特")
    rows(d)
    books(d)
    figures(d)
    service(d)
    d.write(TEXT)
