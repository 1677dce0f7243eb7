"""湄潭县: a western county's year 2024."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.meitan.books import books
from bench.reconcile.making.meitan.figures import figures
from bench.reconcile.making.meitan.rows import rows
from bench.reconcile.making.meitan.setting import TOWNS

TEXT = """
湄潭县科技局2024年工作总结及2025年工作计划

今年以来，县科技局坚持以科技创新赋能县域经济高质量发展，围绕茶、稻、椒、酒等特色产业，着力强主体、抓攻关、优服务，较好完成了全年目标任务。现总结如下。
一、主要工作成效
1.创新指标稳步提升。据市科技局通报，我县综合科技创新水平指数为{index}，全市排名{index_rank}，较上年提高{index_up}。全县全社会研发经费支出{rd}，同比增长{rd_growth}，研发投入强度{rd_gdp}。列入研发统计的规模以上工业企业{above_firms}，其中有研发活动的{active_firms}，占比{active_share}；企业研发费用合计{firm_rd}。
2.创新主体加快培育。全年净增高新技术企业{hte_new}，年末有效高新技术企业{hte}；国家科技型中小企业入库{sme}，较上年增加{sme_more}。组织企业申领科技创新券{vouchers}，面额{voucher_money}，年内兑付{voucher_paid}。坚持“培育一批、入库一批、认定一批”，逐企开展政策辅导，指导企业规范研发管理、建立辅助账。茶产业科技型企业覆盖{towns}镇（街道），茶园面积稳定在{tea}。
3.项目争取成效明显。紧盯国家和省市投资方向，提前谋划储备，加强与上级科技部门的沟通衔接，建立项目申报、实施、验收全过程跟踪服务机制。全年获批上级科技项目{proj_up}，其中国家级{proj_nat}、省级{proj_prov}、市级{proj_city}，到位上级科技资金{above}；立项县级科技项目{proj_county}，安排经费{county_money}。完成结题验收{accepted}。按领域分，上级项目中农业类{proj_agri}、工业类{proj_ind}、社会发展类{proj_soc}。全年县级财政拨付科技经费{paid}，其中兑现企业研发奖补{paid_award}。
4.平台建设取得突破。支持龙头企业牵头建设研发机构，推动平台由“有没有”向“强不强”转变。现有省级以上科技创新平台{plat_up}，其中国家级{plat_nat}；省级工程技术研究中心{etc_prov}，省级星创天地{star_prov}；年内新增市级以上平台{plat_new}。湄潭茶叶科技园建成展示长廊{corridor}。
5.科技特派员服务“三农”出实效。把科技特派员工作作为巩固拓展脱贫攻坚成果、衔接乡村振兴的重要抓手，按照“产业所需、群众所盼”精准选派。选派科技特派员{commissioner}，其中省级{comm_prov}、市级{comm_city}、县级{comm_county}，服务村{comm_villages}，开展技术培训{comm_training}，服务群众{comm_people}，推广示范面积{comm_area}。引进“三区”科技人才{sanqu}。
6.成果转化和知识产权持续加强。落实技术合同认定登记优惠政策，主动上门服务，应登尽登。登记技术合同{contracts}，成交额{contract_money}，同比增长{contract_growth}，其中输出{out_money}、吸纳{in_money}。授权专利{ip}，其中发明专利{ip_inv}；审定茶树、水稻新品种{variety}；制定地方标准{standard}。获省科学技术进步奖{award_prov}，市级科技奖{award_city}。
7.科普宣传和技术服务广泛开展。以提升全民科学素质为目标，线上线下相结合。全年举办各类培训{training}，培训群众{training_people}；开展科技下乡{countryside}，发放资料{papers}；组织东西部协作科技对接{match}，达成合作意向{agreements}。邀请省内外专家深入田间地头、生产车间答疑解难，受到群众普遍欢迎。科技活动周期间开展活动{week}。全年编发简报{briefs}。
二、存在的问题
一是创新主体偏弱，高新技术企业完成年度目标{target_hte}的{done_hte}。二是投入不足，市下达全社会研发经费目标{target_rd}尚有差距。三是平台层级不高，上年技术合同成交额仅{contract_last}。四是扶持力度不大，全年企业实际得到奖补{subsidy}。对此，我们将坚持问题导向，在今后工作中采取有效措施加以解决。
三、2025年工作计划
按照县委、县政府部署，明年重点抓好以下工作：（一）力争高新技术企业总量达到{plan_hte}，科技型中小企业入库{plan_sme}以上。（二）争取上级科技项目{plan_proj}，资金{plan_money}。（三）选派科技特派员{plan_comm}。（四）新建科普示范基地{plan_base}。
"""


def make() -> None:
    """The bureau into bureaus/meitan."""
    d = Draft("meitan", "湄潭县科学技术局", "520328", "湄潭县", "2024", TOWNS, brand="湄潭")
    rows(d)
    books(d)
    figures(d)
    d.write(TEXT)
