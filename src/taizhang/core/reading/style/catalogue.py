"""The catalogue of style rules 文面规则: codes, names, sources. `docs/decisions/0008-style-checks.md` says how sources were seen.

Standing "checked": the clause was seen in a published retelling of the standard, not in the original print.
"""

from taizhang.core.reading.style.rule import Group, Rule, Standing, Weight

_N, _H, _L = Group.NUMBERS, Group.HEADINGS, Group.LAYOUT
_CHECKED, _OPEN = Standing.CHECKED, Standing.UNVERIFIED
_HINT, _ADVICE = Weight.HINT, Weight.ADVICE
_NUMBERS = "GB/T 15835-2011 出版物上数字用法"
_MARKS = "GB/T 15834-2011 标点符号用法"
_FORMAT = "GB/T 9704-2012 党政机关公文格式"
_USAGE = "行业惯例"

_ALL = (
    # ------------------------------------------------------------------ numbers and marks
    Rule("N01", "全角数字", _N, f"{_NUMBERS}：阿拉伯数字占半个汉字位置", _OPEN, together=True),
    Rule("N02", "全角百分号", _N, f"{_NUMBERS} 4.1.1 示例", _CHECKED, together=True),
    Rule("N03", "概数中间加顿号", _N, f"{_NUMBERS} 5.2.1", _CHECKED),
    Rule("N04", "“几”前用阿拉伯数字", _N, f"{_NUMBERS} 4.2.2", _CHECKED),
    Rule("N05", "数值范围的连接号", _N, f"{_NUMBERS} 5.1.3；{_MARKS} 4.13", _CHECKED, _HINT, together=True),
    Rule("N06", "数值范围前一个数缺单位", _N, f"{_NUMBERS} 5.1.3", _CHECKED),
    Rule("N07", "阿拉伯数字与十、百、千连用", _N, f"{_NUMBERS} 5.3", _CHECKED),
    Rule("N08", "千分位写法不一", _N, f"{_NUMBERS} 5.1.1、4.3（同类别同形式）", _CHECKED, _HINT),
    Rule("N09", "半角标点", _N, f"{_MARKS} 5.1（标点占一个字位置）", _OPEN, _HINT, together=True),
    Rule("N10", "半角括号", _N, f"{_MARKS} 4.9、5.1", _OPEN, _HINT, together=True),
    Rule("N11", "括号全角半角不配对", _N, f"{_MARKS} 4.9", _OPEN),
    Rule("N12", "百分数之差应写“个百分点”", _N, f"{_USAGE}（统计用语）", _OPEN),
    Rule("N13", "概数词语重复", _N, f"{_USAGE}（语法）", _OPEN),
    Rule("N14", "减少不用倍数", _N, f"{_USAGE}（统计用语）", _OPEN),
    Rule("N15", "年份汉字与阿拉伯数字混用", _N, f"{_NUMBERS} 4.3（同类别同形式）", _CHECKED),
    Rule("N16", "汉字年份的“〇”", _N, f"{_NUMBERS} 5.2（编号中的“0”写“〇”）", _CHECKED),
    Rule("N17", "年份简写", _N, f"{_NUMBERS} 5.1.4；1995 年版 5.1.1.1", _CHECKED),
    Rule("N18", "年月日用点、斜线", _N, f"{_NUMBERS} 5.1.4", _OPEN, _HINT),
    Rule("N19", "万元、亿元混用", _N, f"{_USAGE}（1 亿元以上用亿元）", _OPEN, _HINT),
    Rule("N20", "同一指标小数位数不一", _N, f"{_USAGE}（同一指标同一精度）", _OPEN, _HINT),
    Rule("N21", "发文字号的括号", _N, f"{_FORMAT} 7.2.5", _CHECKED),
    Rule("N22", "增幅缺百分号或单位", _N, f"{_USAGE}（数字要有单位）", _OPEN),
    Rule("N23", "“百分点”前缺“个”", _N, f"{_USAGE}（统计用语）", _OPEN),
    Rule("N24", "纯小数缺小数点前的 0", _N, f"{_NUMBERS} 5.1.2", _CHECKED),
    Rule("N25", "百分数汉字与阿拉伯数字混用", _N, f"{_NUMBERS} 4.3（同类别同形式）", _CHECKED, _HINT),
    Rule("N26", "“截止”与“截至”", _N, f"{_USAGE}（词语）", _OPEN),
    Rule("N27", "同类计数汉字与阿拉伯数字混用", _N, f"{_NUMBERS} 4.1.1、4.3（同类别同形式）", _CHECKED, _HINT, together=True),
    Rule("N28", "月日汉字与阿拉伯数字混用", _N, f"{_NUMBERS} 4.3（同类别同形式）", _CHECKED, _HINT),
    # ------------------------------------------------------------------ headings
    Rule("H01", "层次跳级", _H, f"{_FORMAT} 7.3.3", _CHECKED, _HINT),
    Rule("H02", "序号不连续", _H, f"{_FORMAT} 7.3.3", _CHECKED),
    Rule("H03", "括号序号后加顿号", _H, f"{_MARKS} 4.5（序次语）", _OPEN, together=True),
    Rule("H04", "阿拉伯数字序号后应为点", _H, f"{_FORMAT} 7.3.3；{_MARKS}", _CHECKED, together=True),
    Rule("H05", "汉字数字序号后应为顿号", _H, f"{_FORMAT} 7.3.3", _CHECKED, together=True),
    Rule("H06", "标题末尾的标点", _H, f"{_USAGE}（单独成行的标题末尾不用点号）", _CHECKED),
    Rule("H07", "同级标题句式不一", _H, f"{_USAGE}（标题对仗）", _OPEN, _HINT),
    # ------------------------------------------------------------------ layout and parts of the document
    Rule("L01", "纸张", _L, f"{_FORMAT} 5.1：A4，210 mm×297 mm", _CHECKED),
    Rule("L02", "天头（上边距）", _L, f"{_FORMAT} 5.2.1：37 mm±1 mm", _CHECKED),
    Rule("L03", "订口（左边距）", _L, f"{_FORMAT} 5.2.1：28 mm±1 mm", _CHECKED),
    Rule("L04", "版心", _L, f"{_FORMAT} 5.2.1：156 mm×225 mm", _CHECKED),
    Rule("L05", "正文字体", _L, f"{_FORMAT} 5.2.2、7.3.3：3号仿宋", _CHECKED),
    Rule("L06", "正文字号", _L, f"{_FORMAT} 5.2.2、7.3.3：3号（16 磅）", _CHECKED),
    Rule("L07", "行距", _L, f"{_FORMAT} 5.2.3：每面 22 行，折合固定值 28～29 磅", _CHECKED),
    Rule("L08", "首行缩进", _L, f"{_FORMAT} 7.3.3：每个自然段左空二字", _CHECKED),
    Rule("L09", "正文对齐", _L, f"{_FORMAT} 7.3.3：回行顶格", _CHECKED),
    Rule("L10", "标题字体", _L, f"{_FORMAT} 7.3.1：2号小标宋体", _CHECKED),
    Rule("L11", "标题字号", _L, f"{_FORMAT} 7.3.1：2号（22 磅）", _CHECKED),
    Rule("L12", "标题居中", _L, f"{_FORMAT} 7.3.1", _CHECKED),
    Rule("L13", "层次标题字体", _L, f"{_FORMAT} 7.3.3：第一层黑体，第二层楷体，第三、四层仿宋", _CHECKED),
    Rule("L14", "层次标题字号", _L, f"{_FORMAT} 5.2.2、7.3.3：3号（16 磅）", _CHECKED),
    Rule("L15", "段内夹杂其他字体字号", _L, f"{_FORMAT} 5.2.2", _CHECKED, _HINT),
    Rule("L16", "每面行数和每行字数", _L, f"{_FORMAT} 5.2.3：22 行×28 字", _CHECKED, _HINT),
    Rule("L17", "页码", _L, f"{_FORMAT} 7.5", _CHECKED),
    Rule("L18", "页码的字体字号", _L, f"{_FORMAT} 7.5：4号半角宋体", _CHECKED),
    Rule("L19", "页码的形式", _L, f"{_FORMAT} 7.5：左右各一条一字线", _CHECKED, _HINT),
    Rule("L20", "页码的位置", _L, f"{_FORMAT} 7.5：单页居右空一字，双页居左空一字", _CHECKED, _HINT),
    Rule("L21", "成文日期", _L, f"{_FORMAT} 7.3.5.4：阿拉伯数字，年份全称，月、日不编虚位", _CHECKED),
    Rule("L22", "附件说明", _L, f"{_FORMAT} 7.3.4：“附件：1.”，附件名称后不加标点", _CHECKED),
)  # fmt: skip

RULES: dict[str, Rule] = {rule.code: rule for rule in _ALL}


def chosen(names: object) -> frozenset[str]:
    """The codes of rules named by code or by group: {"numbers", "L07"}. Unknown names are left out."""
    wanted = frozenset(names) if isinstance(names, (set, frozenset, tuple, list)) else frozenset()
    return frozenset(code for code, rule in RULES.items() if code in wanted or rule.group in wanted)
