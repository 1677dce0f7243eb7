"""Levels 级别 as bureaus write them: shared by projects, platforms, awards, recognitions and talents."""

LEVELS = (
    ("national", "国家级", "国家", "部级", "国家部委", "中央"),
    ("provincial", "省级", "省", "省部级", "自治区级", "自治区", "省厅"),
    ("city", "市级", "市", "地市级", "设区市级", "州级", "盟级", "盟市级"),
    (
        "district",
        "区县级",
        "县区",
        "区级",
        "县级",
        "县区级",
        "区",
        "县",
        "县（区）级",
        "区（县）级",
        "本级",
        "县市区级",
        "旗级",
        "旗县级",
        "旗县区级",
        "旗",
    ),
    ("other", "其他", "其它", "校级", "院级", "镇级", "街道级", "园区级", "行业", "国际"),
)
LEVEL_ALSO = ("等级层次", "层级", "所属级别")
