"""诸暨市: a county-level city's first nine months of 2024."""

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.zhuji.books import books
from bench.reconcile.making.zhuji.figures import figures
from bench.reconcile.making.zhuji.rows import rows
from bench.reconcile.making.zhuji.setting import TOWNS

TEXT = """
诸暨市科学技术局2024年1—9月工作情况汇报

今年以来，市科技局聚焦“科创强市”目标，以打基础、补短板、争先进为主基调，较好地完成了前三季度各项任务。
一、主要指标
据统计部门反馈，1—8月，全市规上工业企业研发费用{rd_fee}，同比增长{rd_fee_up}，总量居绍兴{rd_fee_rank}；高新技术产业增加值{va}，增长{va_up}，占规上工业比重{va_share}；高新技术产业投资增长{invest_up}。2023年全社会R&D经费投入强度{intensity}，比上年提高{intensity_up}。前三季度技术交易总额{trade}，同比增长{trade_up}，为年度目标的{trade_done}。
二、重点工作
一是企业培育有力度。抓住“国高”“科小”两支队伍不放松，9月末有效国高{hte}，年内组织申报{hte_applied}，其中首次申报{hte_first}；国家科小1—9月入库{sme}，比上年同期增加{sme_more}，店口镇一地入库{sme_diankou}。省科小新增{psme}，总数达{psme_all}，完成考核任务的{psme_done}。新认定瞪羚企业{gazelle}，省级专精特新企业{zjtx}，国家级专精特新“小巨人”{giant}。
二是攻关立项有突破。国家重点研发计划立项{nat}，获补助{nat_money}；“尖兵”“领雁”计划立项{jb}，比去年同期多{jb_more}，补助资金{jb_money}，立项数超额完成年度目标（{jb_target}）。绍兴市级科技计划立项{city}，诸暨本级科技计划立项{own}（工业类{own_ind}、社会发展类{own_soc}），安排补助{own_money}。前三季度验收项目{accepted}。荣获省科学技术进步奖{award}，其中二等奖{award2}、三等奖{award3}。
三是平台建设有进展。新增省级企业研发中心{rdc_new}，累计{rdc}；新增绍兴市级企业研发中心{rdc_city}。有省级以上孵化器{incubator}，其中国家级{incubator_nat}；省级众创空间{maker}；省级院士工作站{academy}；新组建创新联合体{union}。科创园二期完成桩基{piles}。
四是成果转化有成效。登记技术合同{contracts}，其中输出{out}、成交额{out_money}，吸纳{inn}、成交额{in_money}，吸纳占成交总额的{in_share}。征集企业技术需求{needs}，对接{matched}，攻克{solved}。签订产学研合作协议{coop}，合同金额{coop_money}，比上年同期增长{coop_up}。举办“高校院所诸暨行”等对接活动{match}，达成意向{intents}。授权专利{ip}，其中发明专利{inv}、实用新型{utility}、外观设计{design}；发明专利授权量同比增长{inv_up}，占比{inv_share}。
五是要素保障有温度。入选绍兴“名士之乡”英才计划{talent}，省海外引才计划{overseas}。选派科技特派员{comm}，其中省派{comm_prov}、市派{comm_city}、本级{comm_own}，开展培训{comm_training}。兑现科技奖补资金{paid}，惠及企业超过{paid_firms}；争取上级科技资金{above}。“浙科贷”放款{loan}，支持企业{loan_firms}，其中首贷{loan_first}。发放创新券{vouchers}、面额{voucher_money}，已兑付{voucher_paid}。
六是服务氛围有提升。开展各类培训{training}，参训{training_people}；走访企业{visits}；科普进文化礼堂{science}，发放资料{papers}。受理12345热线工单{calls}，办结率{calls_done}。
三、存在短板
主要是高能级平台偏少，规上工业企业研发活动覆盖率与{cover_target}的目标尚有距离；国高申报面不宽，仍有{no_org}规上企业没有研发机构。
四、下步打算
四季度力争新认定国高{plan_hte}以上，国家科小入库{plan_sme}以上，技术交易额冲刺{plan_trade}；建成科创飞地{plan_out}；筹备全市科技大会{plan_meet}。
"""


def make() -> None:
    """The bureau into bureaus/zhuji."""
    d = Draft("zhuji", "诸暨市科学技术局", "330681", "诸暨市", "2024-M9", TOWNS, brand="诸暨")
    rows(d)
    books(d)
    figures(d)
    d.write(TEXT)
