"""The eight fields of state-supported high technology 八大领域, read out of what people write as a technical field."""

# Code of the fact tech_field -> the words that name it, in the order in which they are tried.
NAMED = {
    "electronics": ("电子信息", "新一代信息技术", "软件", "微电子", "计算机"),
    "biomedicine": ("生物与新医药", "生物医药", "新医药", "生物技术", "医疗器械"),
    "aerospace": ("航空航天", "航空", "航天"),
    "materials": ("新材料",),
    "services": ("高技术服务",),
    "energy": ("新能源", "节能"),
    "environment": ("资源与环境", "环境保护", "节能环保"),
    "manufacturing": ("先进制造", "自动化", "装备制造", "智能制造"),
}


def tech_field_of(text: str) -> str:
    """The field that a text names; "" where it names none or more than one: then a person has to say."""
    plain = "".join(text.split())
    found = {code for code, words in NAMED.items() for word in words if word in plain}
    if "节能环保" in plain:
        found.discard("energy")
    return found.pop() if len(found) == 1 else ""
