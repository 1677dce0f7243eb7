"""New R&D institutions 新型研发机构: 国科发政〔2019〕313号. Its figures are from knowledge and marked so (K)."""

from typing import Any

from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.requirements import Requirement, at_least, is_not, is_so

pack = Pack(
    "新型研发机构基本条件",
    issuer="科学技术部",
    documents=("《关于促进新型研发机构发展的指导意见》（国科发政〔2019〕313号）",),
    brings="新型研发机构资格（由省、市按各自办法认定）",
    status="K",
)
ARTICLE = "指导意见（条款号待核对）"


@pack.applies("拟按新型研发机构登记的单位", article=ARTICLE)
def applies_from_2019_09_12(f: Any, p: Any) -> Requirement:
    return is_so(f.calls_itself_new_rd)


@pack.condition("独立法人，内控制度健全", article=ARTICLE)
def legal_person_from_2019_09_12(f: Any, p: Any) -> Requirement:
    """具有独立法人资格，内控制度健全完善。"""
    return is_so(f.new_rd_legal_person)


@pack.condition("研究开发经费支出占总收入的比例", article=ARTICLE)
def rd_from_2019_09_12(f: Any, p: Any) -> Requirement:
    """年度研究开发经费支出占年收入总额的比例不低于规定比例。"""
    return at_least(f.new_rd_expense, p.rd_share, of=f.new_rd_income)


@pack.condition("研发人员占在职人员的比例", article=ARTICLE)
def researchers_from_2019_09_12(f: Any, p: Any) -> Requirement:
    """研发人员占在职人员总数的比例不低于规定比例。"""
    return at_least(f.new_rd_researchers, p.researchers_share, of=f.new_rd_people)


@pack.condition("有章程和决策制度", article=ARTICLE)
def rules_from_2019_09_12(f: Any, p: Any) -> Requirement:
    """有章程和理事会（董事会）等明确的决策制度。"""
    return is_so(f.new_rd_rules)


@pack.condition("不以生产销售、教学或园区管理为主", article=ARTICLE)
def business_from_2019_09_12(f: Any, p: Any) -> Requirement:
    """主要从事生产销售、教学培训、检验检测或园区管理的单位不在内。"""
    return is_not(f.new_rd_other_business)
