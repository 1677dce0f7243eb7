"""Invented names of firms, projects, patents and needs: plausible words put together by chance."""

from random import Random

# No two characters of one line sound alike: names that differ in writing only would be taken for misspellings.
FIRST = "晨云星海远启恒泽润博嘉锐鼎凌朗逸卓安宏伟景同飞天永正广百东南青枫金联新创华森楚奥"
SECOND = "峦拓川达岳腾驰和舟峰源诺晟翔力康辉邦泰科能特美木林宇光明良济通朴隆顺佳兰德森亚坤"

MANNERS: dict[str, tuple[str, ...]] = {
    "工业": (
        "高效", "节能", "智能", "低温", "高强", "耐磨", "轻量化", "高纯", "复合", "柔性", "精密", "环保型", "数字化", "连续式",
        "宽温域", "低噪声", "长寿命", "模块化", "一体化", "可降解",
    ),
    "农业": ("山区", "设施", "有机", "早熟", "抗逆", "富硒", "林下", "高山", "优质"),
    "社会发展": ("城区", "农村", "园区", "流域", "校园", "老旧小区", "库区"),
    "医药卫生": ("老年", "儿童", "围术期", "社区", "危重症", "糖尿病", "高血压", "脑卒中", "骨科", "产后"),
}  # fmt: skip
THINGS: dict[str, tuple[str, ...]] = {
    "工业": (
        "电机", "减速器", "传感器", "水性涂料", "陶瓷填料", "互感器", "断路器", "锂电隔膜", "照明灯具", "压铸件", "焊接机器人", "主轴单元",
        "塑料管材", "变压器", "过滤膜", "换热器", "轴承", "阀门", "线束", "铜合金带材", "密封件", "木门涂装线",
    ),
    "农业": ("早稻", "绿茶", "食用菌", "蜂产品", "柑橘", "西甜瓜", "草莓", "生猪", "油茶", "蔬菜大棚", "土鸡", "水产养殖"),
    "社会发展": ("污水处理", "固废利用", "烟气治理", "饮用水监测", "社区安防", "应急避险", "垃圾分类", "地震预警"),
    "医药卫生": ("心电监测", "中药饮片", "慢病随访", "微创手术", "检验试剂", "康复训练", "影像诊断", "感染防控"),
}  # fmt: skip
WAYS = {
    "工业": ("关键技术研究", "制备工艺开发", "产业化", "检测方法研究", "控制系统开发", "生产线改造"),
    "农业": ("新品种选育", "高产栽培技术示范", "深加工技术开发", "病虫害绿色防控", "标准化生产示范"),
    "社会发展": ("技术应用示范", "管理平台开发", "关键技术研究"),
    "医药卫生": ("临床应用研究", "规范化诊疗研究", "技术推广"),
}  # fmt: skip


def brand(rng: Random) -> str:
    """Two characters that no firm of the sample needs to mean."""
    return rng.choice(FIRST) + rng.choice(SECOND)


def thing(rng: Random, field: str = "工业") -> str:
    """What a project or patent is about: 高效互感器."""
    return rng.choice(MANNERS[field]) + rng.choice(THINGS[field])


def project(rng: Random, field: str = "工业") -> str:
    """A project title: 高效互感器关键技术研究."""
    return thing(rng, field) + rng.choice(WAYS[field])


def patent(rng: Random, kind: str) -> str:
    """A patent title in the usual wording of its kind."""
    if kind == "外观设计":
        return f"{rng.choice(THINGS['工业'])}（{rng.choice(MANNERS['工业'])}）"
    tail = (
        rng.choice(("及其制备方法", "的控制方法", "的检测方法"))
        if kind == "发明专利"
        else rng.choice(("", "装置", "固定结构", "用夹具"))
    )
    return f"一种{thing(rng)}{tail}"
