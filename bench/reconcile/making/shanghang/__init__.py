"""上杭县: a county in the west of Fujian, the year 2023."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.shanghang.books import books
from bench.reconcile.making.shanghang.figures import figures
from bench.reconcile.making.shanghang.rows import rows
from bench.reconcile.making.shanghang.service import service
from bench.reconcile.making.shanghang.setting import TOWNS

TEXT = """
上杭县科学技术局2023年度工作情况汇报

县政府办公室：
按照通知要求，现将我局2023年度科技创新工作开展情况和2024年工作打算汇报如下。
一、2023年工作开展情况
（一）抓投入，创新底盘持续夯实。据市统计局反馈，2022年我县全社会R&D经费投入{rd}，比上年增长{rd_up}，总量列全市{rd_rank}；投入强度{intensity}。2022年度列入研发统计的规上工业企业{scale}，其中开展研发活动的{active}，占{active_share}，研发费用合计{fee}，有研发活动的企业户均{fee_each}；企业享受研发费用加计扣除{deduction}。2023年高技术产业增加值增长{hightech}，金铜产业实现产值{copper}。
（二）抓主体，企业梯队不断壮大。至年末，有效期内国家高新技术企业{hte}，比上年末净增{hte_more}；当年通过认定{hte_year}，其中首次认定{hte_first}、重新认定{hte_again}。分三批推荐{sme}企业取得科技型中小企业入库编号，比2022年多{sme_more}，其中第三批{sme_third}。新增高企培育库入库企业{nursery}。新获评省级专精特新中小企业{zjtx}、国家级专精特新“小巨人”企业{giant}。
（三）抓项目，上级支持力度加大。全年向省级以上推荐申报科技项目{applied}。获上级立项{approved}，分别为国家级{nat}、省级{prov}、市级{city}，共获补助经费{funds}，其中省级项目经费{prov_money}，同比增加{prov_more}。下达县级科技计划项目{own}，安排经费{own_money}。组织省、县两级项目验收{accepted}。获福建省科学技术进步奖二等奖{award_two}、三等奖{award_three}。
（四）抓平台，创新载体提质增效。现有省级新型研发机构{nrd}，省级工程技术研究中心{centre}，省、市重点实验室{lab}，星创天地{farm}（国家级{farm_nat}、省级{farm_prov}）。科技企业孵化器和众创空间共{carriers}，场地面积{area}，在孵企业{tenants}，年内毕业{tenants_out}。当年新认定市级以上平台{plat_new}。
（五）抓转化，产学研用深度融合。登记技术合同{contracts}，成交额{trade}，同比增长{trade_up}，平均每份合同{trade_each}；按流向分，输出{out}、{out_money}，吸纳{inn}、{in_money}。征集企业技术需求{needs}，已对接{matched}，对接率{matched_share}，其中{solved}得到解决。签订产学研合作协议{coop}、合同总额{coop_money}，其中与中国科学院所属院所合作{coop_cas}。全县专利授权{ip}，较上年减少{ip_less}，其中发明专利{inv}；每万人口发明专利拥有量{per}。
（六）抓服务，科技特派员扎根基层。选认省、市、县科技特派员{comm}，其中省级{comm_prov}、市级{comm_city}、县级{comm_own}；含团队科技特派员{comm_team}、法人科技特派员{comm_body}。服务行政村{places}，开展技术培训{training_by}，服务群众{people}，示范推广{mu}。
（七）抓保障，创新生态更加优化。向上争取科技资金{above}；兑付县级研发投入补助{subsidy}，受惠企业{subsidy_firms}，发放高企认定奖励{reward}。“科技贷”放款{loans}、{loan_money}，金额比上年增长{loan_up}，其中首贷企业{loan_first}。出台县级科技政策文件{policies}。举办科技培训{training}，参训{training_people}；科技下乡{rural}，发放资料{papers}。县科技馆接待青少年{museum}。
二、存在问题
一是研发投入强度与全省平均水平相差{gap}；二是省级以上平台数量偏少；三是科技管理干部只有{staff}。
三、2024年工作打算
有效期内高新技术企业达到{plan_hte}，科技型中小企业入库{plan_sme}以上，技术合同成交额突破{plan_trade}，全社会R&D经费投入增长{plan_rd}；筹建铜箔新材料联合实验室{plan_lab}，引进博士团队{plan_team}。
"""


def make() -> None:
    """The bureau into bureaus/shanghang."""
    d = Draft("shanghang", "上杭县科学技术局", "350823", "上杭县", "2023", TOWNS, brand="上杭", held_out=True)
    rows(d)
    books(d)
    figures(d)
    service(d)
    d.write(TEXT)
