"""Site noise is set aside; a line of a real report never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.reading.document import BlockKind
from taizhang.core.reading.documents.opening import open_text
from taizhang.core.reading.documents.tests.showing import shown, sound

PROSE = "今年以来，全区申报项目40项，其中省级12项，增长25%。"


def aside(line: str) -> bool:
    """Whether a line after prose is set aside whole."""
    return shown(open_text(f"{PROSE}\n{line}"))[-1] == f"~ {line}"


@pytest.mark.parametrize(
    "line",
    """
    发布时间：2023-01-12 浏览次数：1286
    来源：办公室　作者：王某　点击数：37
    信息来源：统计科 发布日期：2022年3月1日 阅读：88 次
    【字体：大 中 小】 打印本页 关闭窗口
    您现在的位置：首页 > 政务 > 总结
    当前位置: 首页 >> 统计公报
    首页 > 总结 > 正文
    上一篇：某局2021年总结
    下一条：没有了
    分享到：微信 新浪微博 QQ空间
    加入收藏 我要投稿 点赞
    下载文档
    大小：31.2KB 页数：21页 格式：DOCX
    文档编号：93328732
    • 上传时间：2019-07-20
    / 13 举报 版权申诉 马上下载
    京ICP备12345678号-1
    版权所有 某区科技局 主办单位：某区科技局 技术支持：某公司
    Copyright © 2020 All Rights Reserved
    京公网安备 11010802020134号 | 网站标识码：1101080001
    — 3 —
    第3页 共12页
    1286人浏览
    返回顶部
    关于我们 - 联系我们 - 网站地图 - 免责声明
    本文档由用户上传，版权归属用户。
    以下是小编为大家整理的工作总结，欢迎大家阅读。
    ( www.abc.com 转载请注明 )
    上一页 1 2 3 下一页
    联系人：李工 联系电话：0769-12345678
    """.strip().splitlines(),
)
def test_noise(line):
    assert aside(line.strip())


@pytest.mark.parametrize(
    "line",
    """
    下载量达120万次，浏览量增长3倍。
    分享会举办12场
    收藏家协会会员35人
    来源：市级资金500万元，区级300万元
    来源:自筹500万元
    打印设备12台
    政务公开
    三、下载应用
    首页推荐企业12家
    位置：开发区，占地50亩
    大中小企业融通项目3项
    大 12 中 30 小 58
    评论员文章3篇
    返回人才35人
    编辑出版科普读物5000册
    第3页列出的企业12家
    登录人才库300人
    注册企业412家
    搜索引擎项目2项
    13页
    88
    合计
    2023
    保存种质资源1200份
    版权登记12件
    版权所有权质押3项，融资200万元。
    微信公众号发布信息120条
    网站首页改版2次
    上一年 120 今年 150
    来源渠道 3 个
    作者单位 15 家
    审核通过率95%
    科技局 企业 30 家 增长 5
    展开调研12次
    关闭落后产能企业5家
    投稿120篇
    点赞数120
    关注企业12家
    传真机3台
    共12页材料
    """.strip().splitlines(),
)
def test_a_report_is_never_set_aside(line):
    line = line.strip()
    assert shown(open_text(f"{PROSE}\n{line}\n{PROSE}"))[1] == line


def test_a_box_of_a_document_site():
    text = """分享
某局2023年工作总结.docx
下载文档
13页
大小:31.24KB
收藏 分享赚钱
温馨提示:
1. 下载前请仔细阅读文档内容。
2023 科技局 年度 工作 总结
某局2023年工作总结 全区企业40家。
此文档下载收益归作者所有
你可能关注的文档
某学校2022年计划15篇
入党申请书(3)
收起"""
    kept = [line for line in shown(open_text(text)) if not line.startswith("~")]
    assert kept == ["某局2023年工作总结.docx", "某局2023年工作总结 全区企业40家。"]


def test_a_title_at_the_beginning_is_kept():
    lines = shown(open_text(f"首页 > 统计\n“十二五”发展综述\n发布时间：2016-10-20 点击：684\n{PROSE}"))
    assert lines[0].startswith("~") and lines[2].startswith("~")
    assert shown(open_text(f"“十二五”发展综述\n发布时间：2016-10-20\n{PROSE}"))[0] == "“十二五”发展综述"


def test_the_number_of_a_page_on_its_site_but_not_a_cell():
    assert shown(open_text(f"{PROSE}\n221381\n领取福利"))[1] == "~ 221381"
    assert shown(open_text(f"{PROSE}\n合计\n88\n打印本页"))[2] == "88"


def test_page_navigation_inside_a_line_is_cut_out():
    lines = shown(open_text("提供较好的环境。123下一页 四、共40家。上一页123下一页 五、达500家"))
    assert lines == ["提供较好的环境。", "~ 123下一页", " 四、共40家。", "~ 上一页123下一页", " 五、达500家"]


def test_digits_that_may_be_a_figure_stay_out_of_the_navigation():
    assert shown(open_text("企业达500下一页 四、共40家。"))[0] == "企业达500"


def test_a_long_sentence_with_a_notice_word_is_left_alone():
    line = "本区" + "推进科技创新，" * 40 + "范文参考详细内容，企业40家。"
    assert shown(open_text(line)) == [line]


def test_a_great_many_notices_in_one_line_cost_no_more_than_they_are_long():
    text = "版权有争议。" * 20_000 + PROSE
    kept = [line for line in shown(open_text(text)) if not line.startswith("~")]
    assert kept == [PROSE]


def test_one_line_of_a_whole_report_keeps_its_content():
    text = "总结网 以下是小编整理的总结。" + PROSE * 30
    document = open_text(text)
    content = "".join(
        document.text[b.start : b.end] for b in document.blocks if b.kind is not BlockKind.NOISE
    )
    assert content == PROSE * 30


lines = st.sampled_from(
    [
        PROSE,
        "打印本页",
        "一、工作",
        "88",
        "相关文章",
        "某校计划",
        "发布时间：2022-01-02",
        "",
        "合计\t5",
        "123下一页",
    ]
)


@given(st.lists(lines, max_size=30))
def test_every_character_of_every_line_stays_in_one_block(texts):
    text = "\n".join(["总结", *texts])
    document = open_text(text)
    assert sound(document)
    assert "".join(text[b.start : b.end] for b in document.blocks).replace("\t", "") == text.replace(
        "\n", ""
    ).replace("\t", "")
    assert all(
        b.kind is not BlockKind.NOISE for b in document.blocks if text[b.start : b.end] in (PROSE, "一、工作")
    )
