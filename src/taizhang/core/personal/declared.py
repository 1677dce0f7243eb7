"""What a field that holds personal data says of itself 个人信息字段的声明 (个人信息保护法 arts 6, 13, 17, 19, 51).

A field declares what kind of data it holds, what for, on what ground, and how long it is kept after
its record has ended. A declaration that leaves one out is refused when it is read, so that no such
field can come into being.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

DUTY = "履行法定职责（个人信息保护法第十三条第一款第三项）"
CONTRACT = "订立、履行合同所必需（个人信息保护法第十三条第一款第二项）"
CONSENT = "取得个人同意（个人信息保护法第十三条第一款第一项）"
PUBLISHED = "已经合法公开的信息（个人信息保护法第十三条第一款第六项）"
GROUNDS = (DUTY, CONTRACT, CONSENT, PUBLISHED)
MOST_YEARS = 30


LABELS = {
    "name": "姓名",
    "phone": "电话",
    "email": "电子邮箱",
    "address": "住址",
    "id": "身份证件号",
    "bank": "银行账号",
}


class PersonalKind(StrEnum):
    """What personal data it is; says how it is covered and whether it is sealed at rest."""

    NAME = "name"  # 姓名
    PHONE = "phone"  # 电话
    EMAIL = "email"  # 电子邮箱
    ADDRESS = "address"  # 住址
    ID = "id"  # 身份证号
    BANK = "bank"  # 银行账号

    @property
    def label(self) -> str:
        return LABELS[self.value]

    @property
    def sealed(self) -> bool:
        """Whether it is encrypted at rest: what lets somebody reach, identify or pay a person."""
        return self in (PersonalKind.PHONE, PersonalKind.EMAIL, PersonalKind.ID, PersonalKind.BANK)

    @property
    def sensitive(self) -> bool:
        """Sensitive personal data 敏感个人信息 (art. 28): only with a specific purpose and strict protection."""
        return self in (PersonalKind.ID, PersonalKind.BANK)


@dataclass(frozen=True)
class Personal:
    """The declaration of one field.

    `shown` is for names that a public function brings into the open (the subject of a register of
    persons, a project's leader in a published list): why they are not covered. They are still in the
    dictionary and still have a term. Sealed kinds are always covered.
    """

    kind: PersonalKind
    purpose: str = ""
    ground: str = ""
    keep_years: int = 0  # kept so many years after the record ended 终止
    shown: str = ""

    def __post_init__(self) -> None:
        missing = [w for w, v in (("目的", self.purpose), ("依据", self.ground)) if not v.strip()]
        if missing:
            raise ValueError(
                f"个人信息字段（{self.kind.label}）没有写{'和'.join(missing)}：个人信息保护法要求收集前"
                "写明目的（第六条）和依据（第十三条）。请在声明里补上 purpose、ground。"
            )
        if not 0 < self.keep_years <= MOST_YEARS:
            raise ValueError(
                f"个人信息字段（{self.kind.label}）没有写保存期限：请用 keep_years 写明记录终止后保存几年（1 至 {MOST_YEARS}，第十九条）。"
            )
        if self.shown and self.kind.sealed:
            raise ValueError(f"{self.kind.label}总是遮盖，不能声明为公开显示（shown）。请去掉 shown。")

    @property
    def covered(self) -> bool:
        """Whether screens and files show it masked."""
        return not self.shown

    @property
    def sealed(self) -> bool:
        return self.kind.sealed


# Words in a title that speak of personal data; what they find and is none stands in a reasoned list of the house test.
PERSONAL_TITLE = re.compile(
    r"姓名|电话|手机|座机|联系方式|身份证|证件号|护照|银行账号|银行帐号|收款账号|收款帐号|卡号|开户账号|开户帐号|邮箱|电子邮件|e-?mail"
    r"|住址|家庭地址|联系人|联络人|负责人|法定代表人|法人代表|完成人|发明人|设计人|获奖人|主持人|出生|籍贯|民族|学号",
    re.IGNORECASE,
)
SEALED_TITLE = re.compile(
    r"电话|手机|座机|联系方式|身份证|证件号|护照|账号|帐号|卡号|邮箱|电子邮件|e-?mail", re.IGNORECASE
)


def looks_personal(title: str) -> bool:
    """Whether a title sounds as if personal data stood below it."""
    return bool(PERSONAL_TITLE.search("".join(title.split())))


def looks_sealed(title: str) -> bool:
    """Whether a header sounds like phones, ID numbers, accounts or e-mail, whatever it was matched to."""
    return bool(SEALED_TITLE.search("".join(title.split())))
