"""许昌市: a city bureau's year 2021, with six counties below it."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.xuchang.books import books
from bench.reconcile.making.xuchang.figures import figures
from bench.reconcile.making.xuchang.rows import rows
from bench.reconcile.making.xuchang.setting import COUNTIES

TEXT = """
许昌市科技局关于2021年工作总结的报告

2021年是“十四五”开局之年。市科技局深入实施创新驱动、科教兴市战略，主动融入国家创新高地建设，全市科技创新工作实现良好开局。现将一年来的主要工作情况和下步打算报告如下。
一、2021年主要工作
（一）创新主体量质齐升。深入开展“春笋”计划，建立科技型中小企业、高新技术企业、创新龙头企业梯次培育机制，对纳入培育计划的企业实行台账管理、动态跟踪。全年认定高新技术企业{hte_year}，净增{hte_net}，总量达到{hte}，其中禹州市{hte_yuzhou}、长葛市{hte_changge}，两地合计占全市的{hte_share}。国家科技型中小企业备案{sme}，比上年增长{sme_growth}。新增省创新龙头企业{leader}、“瞪羚”企业{gazelle}。
（二）创新平台扩量提质。新建省级以上研发平台{plat_new}，截至年底全市共有省级以上研发平台{plat}，其中国家级{plat_nat}、省级{plat_prov}；市级工程技术研究中心累计{etc_city}，年内新认定{etc_city_new}。拥有省级以上科技企业孵化器和众创空间{incubators}，在孵企业{tenants}，全年毕业{graduated}，在孵企业吸纳就业{tenants_staff}，获得投融资{financed}。坚持分类指导、以评促建，引导平台面向产业需求开展应用研究。规上工业企业研发机构覆盖面不断扩大，市科技馆日均接待{museum}。
（三）科技攻关成果丰硕。全市承担省级以上科技项目{proj_up}，争取资金{proj_money}，其中省重大科技专项{proj_major}，资金{major_money}。聚焦智能电力装备、硅碳先进材料等优势产业链布局创新链，着力破解一批“卡脖子”技术难题。实施市级重大专项{city_major}，带动企业投入{city_self}。“揭榜挂帅”发布需求榜单{needs}，榜额{needs_money}，揭榜成功{needs_matched}。获省科学技术进步奖{award}，其中一等奖{award1}、二等奖{award2}、三等奖{award3}。
（四）开放合作走深走实。登记技术合同{contracts}，成交额{contract_money}，完成省定目标任务{contract_target}的{contract_done}，同比增长{contract_growth}。输出技术成交额{out_money}，吸纳技术成交额{in_money}。与{partners}高校院所签订合作协议{coop}，协议金额{coop_money}，较上年增加{coop_more}。积极融入长三角、京津冀等创新资源富集地区，拓展协同创新空间。组织参加第十六届成果交易会，布展面积{booth}。
（五）人才引育持续加强。坚持人才是第一资源，完善服务保障，让各类人才引得进、留得住、用得好。引进高层次人才（团队）{talents}，其中国家级{talents_nat}、省级{talents_prov}；新建院士工作站{academician}。选派省、市两级科技特派员{commissioner}，其中省级{comm_prov}，考核优秀{comm_best}。
（六）科技金融加快融合。强化部门联动，推动金融活水精准滴灌科技企业。“科技贷”全年放款{loans}，{loan_money}，同比增长{loan_growth}；其中知识产权质押贷款{loan_ip}。完善政银企担风险共担机制，让更多轻资产企业贷得到、贷得快。落实企业研发费用财政补助{subsidy}，惠及企业{subsidy_firms}。
（七）投入产出稳步增长。健全多元化科技投入机制，财政引导、企业主体、社会参与的投入格局基本形成，企业敢投、愿投的氛围日益浓厚。据统计部门反馈，2020年全社会研发经费投入{rd}，增长{rd_growth}，投入强度{rd_gdp}，居全省{rd_rank}。高新技术产业增加值占规上工业增加值比重{gx_share}，高于全省{gx_above}。全年授权发明专利{ip_inv}，每万人口发明专利拥有量{ip_per}。科技系统全年获得财政科技资金支持{any_money}。
二、2022年工作打算
坚持把创新摆在发展的逻辑起点、现代化建设的核心位置。围绕省委、市委部署，全力做好以下工作：一是高新技术企业总数达到{plan_hte}；二是新建省级以上研发平台{plan_plat}；三是技术合同成交额突破{plan_contract}；四是引进培育高层次人才团队{plan_talent}；五是完成智慧岛一期{plan_island}建设任务。
"""


def make() -> None:
    """The bureau into bureaus/xuchang."""
    d = Draft("xuchang", "许昌市科学技术局", "411000", "许昌市", "2021", COUNTIES, brand="许昌")
    rows(d)
    books(d)
    figures(d)
    d.write(TEXT)
