"""An award for recognition as a high-tech enterprise 高企认定奖励: an invented policy of an invented district.

It shows a fixed award for the first recognition, less or nothing for the next ones, and a cap on like awards together.
Money in 元, whole.
"""

from taizhang.policies.engine.nodes import Day, Number, Truth, least, most, pick
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.parameters import Parameters
from taizhang.policies.engine.requirements import Requirement, is_not, is_so, one_of
from taizhang.policies.engine.view import View

RULES = "示例区科规〔2024〕1号"

pack = Pack(
    "高新技术企业认定奖励（示例）",
    issuer="示例区科学技术局",
    documents=("示例区高新技术企业认定奖励办法（示例区科规〔2024〕1号，虚构）",),
    brings="一次性奖励",
    money=True,
    example=True,
)


@pack.applies("企业", article=f"{RULES}第二条")
def for_enterprises_from_2024(f: View, p: Parameters) -> Requirement:
    """Enterprises only."""
    return one_of(f.kind, "enterprise")


@pack.condition("注册在本区", article=f"{RULES}第二条")
def registered_here_from_2024(f: View, p: Parameters) -> Requirement:
    """Registered in the district on the day of the application."""
    return is_so(f.registered_here)


@pack.condition("高企证书在有效期内", article=f"{RULES}第三条")
def certificate_valid_from_2024(f: View, p: Parameters) -> Requirement:
    """A certificate that is valid on the day; who never had one has none."""
    return is_so(f.certificate, says="没有在有效期内的高企证书。取得认定后再申请。")


@pack.value("持有有效的高企证书")
def certificate_from_2024(f: View, p: Parameters) -> Truth:
    """Until the day printed on it, else as long as one that was issued on that day."""
    until: Day = pick(
        f.hte_valid_until.known, f.hte_valid_until, f.hte_issued_on.plus_years(p.validity_years).plus_days(-1)
    )
    dated: Truth = f.on <= until
    valid: Truth = pick(until.known, dated, pick(f.hte_holder, dated, False))
    return valid


@pack.condition("自发证之日起一年内申请", article=f"{RULES}第四条")
def in_time_from_2024(f: View, p: Parameters) -> Requirement:
    """The last day is the first anniversary of the issue."""
    return is_so(_in_time(f, p), says="发证已满一年，超过申请期限。下次认定后请及时申请。")


def _in_time(f: View, p: Parameters) -> Truth:
    issued: Day = f.hte_issued_on
    return f.on <= issued.plus_months(p.apply_months)


@pack.condition("没有列入严重违法失信企业名单", article=f"{RULES}第五条")
def trusted_from_2024(f: View, p: Parameters) -> Requirement:
    """As the list stands on the day of the application."""
    return is_not(f.dishonest_list)


@pack.value("奖励标准", unit="元", article=f"{RULES}第六条")
def standard_from_2024(f: View, p: Parameters) -> Number:
    """The first recognition in full, a recognition anew less, from 2026 on nothing."""
    standard: Number = pick(f.first_recognition, p.first_award, p.next_award)
    return standard


@pack.value("同类奖励剩余额度", unit="元", article=f"{RULES}第七条")
def room_from_2024(f: View, p: Parameters) -> Number:
    """What the cap on like awards of all levels together leaves; never below zero."""
    left: Number = p.like_awards_most - f.like_awards
    return most(left, 0)


@pack.amount("可得奖励（估计）", article=f"{RULES}第六条、第七条")
def award_from_2024(f: View, p: Parameters) -> Number:
    """The standard within what the cap leaves, in whole 元; nothing for whoever is known to miss a condition."""
    missed = ~f.registered_here | ~f.certificate | ~_in_time(f, p) | f.dishonest_list
    barred: Truth = missed.known & missed
    award: Number = pick(barred, 0, least(f.standard, f.room).rounded("down"))
    return award
