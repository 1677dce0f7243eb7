"""Names of organizations as people write them: a former name in brackets belongs beside the name, not in it."""

import re

_FORMER = re.compile(
    r"^(.+?)\s*[(（\[【]\s*"
    r"(?:(?:原名称?|原称|曾用名|更名前|变更前|前身)[为是:：\s]*|原(?![子料油址则创野点始材件色生酒]))[:：\s]*(.{2,}?)\s*[)）\]】]$"
)


def split_former(text: str) -> tuple[str, str]:
    """The name and the former name: 恒远科技有限公司（原恒远机械厂） is (恒远科技有限公司, 恒远机械厂); "" when none."""
    if not text or text[-1] not in ")）]】":  # nearly every name: nothing to look at
        return text, ""
    found = _FORMER.match(text)
    return (found[1], found[2]) if found else (text, "")
