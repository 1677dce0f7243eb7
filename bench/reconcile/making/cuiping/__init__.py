"""翠屏区: a district on the Yangtze, the year 2023."""

from bench.reconcile.making.cuiping.books import books
from bench.reconcile.making.cuiping.figures import figures
from bench.reconcile.making.cuiping.market import market
from bench.reconcile.making.cuiping.rows import rows
from bench.reconcile.making.cuiping.setting import TOWNS
from bench.reconcile.making.draft import Draft

TEXT = """
翠屏区2023年科技工作总结和2024年工作打算

2023年，全区科技工作以高质量发展为统揽，深入实施创新驱动，各项任务圆满收官。全年净增高新技术企业{hte_net}，技术合同成交额达到{trade}，是上年的{trade_times}；2022年全社会R&D经费{rd}，增长{rd_up}，总量排名全市{rd_rank}，投入强度{intensity}、提高{intensity_up}。高新技术产业营业收入{income}，增速{income_up}；地方财政科技支出{fiscal}。
目标任务完成情况如下：
指标	单位	年度目标	完成数	完成率
高新技术企业净增	家	{t1}	{t1_done}	{t1_rate}
科技型中小企业入库	家	{t2}	{t2_done}	{t2_rate}
技术合同登记成交额	亿元	{t3}	{t3_done}	{t3_rate}
省级以上科技项目立项	项	{t4}	{t4_done}	{t4_rate}
一、2023年工作开展情况
（一）企业梯度培育提质增量
年末高新技术企业总数{hte}，较上年末增长{hte_up}；当年认定{hte_year}。科技型中小企业入库{sme}，较上年多{sme_more}；高企培育库新增{pool}。新增省级瞪羚企业{gazelle}，省级专精特新企业{zjtx}，国家级“小巨人”{giant}。纳入统计的规上企业{scale}，有研发活动的{active}，占比为{active_share}，比上年提高{active_up}；研发费用合计{rd_fee}，增幅{rd_fee_up}。
（二）项目攻关接续发力
省级以上科技项目立项{proj}，到位专项经费{proj_money}，其中国家级{proj_nat}、省级{proj_prov}；省级立项数较上年净增{proj_more}。市级立项{proj_city}，区级立项{proj_own}。全年组织验收省、市项目{accepted}。获得省科学技术进步奖{award}，其中一等奖{award1}；获市科学技术进步奖{award_city}。
（三）创新平台提档升级
省级以上创新平台达到{plat}，其中国家级{plat_nat}；省级工程技术研究中心{etc}，占省级以上平台的{etc_share}。年内新获批省级平台{plat_new}、市级{plat_new_city}。孵化器和众创空间总面积{area}，在孵企业{tenants}，当年毕业{graduated}，新入孵{entered}。
（四）成果转化持续活跃
认定登记技术合同{contracts}，输出、吸纳分别为{out}、{inn}，成交额分别为{out_money}、{in_money}。新签产学研合作{coop}，金额{coop_money}，其中共建创新载体{coop_joint}。征集技术难题{needs}，已破解{solved}。授权专利{ip}，比上年增加{ip_more}，其中发明专利{inv}，占{inv_share}；登记软件著作权{software}。万人发明专利拥有量{inv_per}。
（五）要素供给更加充足
“天府科创贷”全年放款{loan}，同比增长{loan_up}，惠及企业{loan_firms}。拨付企业研发投入后补助{subsidy}，覆盖企业近{subsidy_firms}。向上争取资金{above}，增长{above_up}。入选天府峨眉计划{emei}、酒都英才计划{talent}。出台科技政策文件{policy}。
（六）科技惠民走深走实
选派科技特派员{comm}（省级{comm_prov}、市级{comm_city}、区级{comm_own}），服务村（企）{places}，开展培训{comm_training}，示范带动{comm_area}。举办科技政策大讲堂{lecture}，较上年增加{lecture_more}；科技活动周开展活动{week}；科技下乡{rural}，发放资料{papers}。全区公民具备科学素质比例{literacy}。
二、存在问题
一是企业研发覆盖面不宽，仍有{inactive}规上企业没有研发活动；二是投入强度低于全国平均水平{gap}。
三、2024年工作打算
全年力争高新技术企业总数达到{plan_hte}，科技型中小企业入库{plan_sme}，技术合同登记成交额突破{plan_trade}，新增省级以上创新平台{plan_plat}，建设科技成果转化中试基地{plan_pilot}。
"""


def make() -> None:
    """The bureau into bureaus/cuiping."""
    d = Draft("cuiping", "宜宾市翠屏区科学技术局", "511502", "翠屏区", "2023", TOWNS, brand="宜宾")
    rows(d)
    books(d)
    figures(d)
    market(d)
    d.write(TEXT)
