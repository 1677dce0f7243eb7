"""Packs written for a test, as their writer would: a folder with four files."""

from pathlib import Path
from textwrap import dedent

HEAD = """
from taizhang.policies.engine.nodes import least, most, pick
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.points import between, given
from taizhang.policies.engine.requirements import all_of, any_of, at_least, at_most, choose, is_not, is_so, more_than, one_of

pack = Pack("试用政策", issuer="示例区科技局", example=True)
"""
POLICY = """
@pack.condition("研发费用占销售收入的比例", article="第三条")
def rd_share_from_2020(f, p):
    return at_least(f.rd_expense.last(2).total, p.rd_share, of=f.sales_revenue.last(2).total)
"""
PARAMETERS = """
rd_share:
  title: 研发费用占比
  values:
    - {from: 2020-01-01, value: 5 %, article: 第三条}
"""
CASES = """
- id: A1
  says: 正好 5%，达到
  on: 2026-06-01
  given: {founded_on: 2015-01-01, sales_revenue: {2024: 100 万元, 2025: 100 万元}, rd_expense: {2024: 4 万元, 2025: 6 万元}}
  expect: {rd_share: 符合}
"""


def pack_folder(
    root: Path, policy: str = POLICY, parameters: str = PARAMETERS, cases: str = CASES, facts: str = ""
) -> Path:
    """Write the files of a pack into `root/trial`."""
    folder = root / "trial"
    folder.mkdir(parents=True)
    (folder / "policy.py").write_text(HEAD + dedent(policy), "utf-8")
    (folder / "parameters.yaml").write_text(dedent(parameters), "utf-8")
    (folder / "cases.yaml").write_text(dedent(cases), "utf-8")
    (folder / "source.md").write_text("试用。\n", "utf-8")
    if facts:
        (folder / "facts.yaml").write_text(dedent(facts), "utf-8")
    return folder
