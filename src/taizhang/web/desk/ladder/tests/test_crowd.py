"""What is said of all at once is what is said of each alone."""

from datetime import date
from fractions import Fraction

from taizhang.decisions.facts import facts_of
from taizhang.decisions.packs import pack_of
from taizhang.policies.engine.answers import Verdict
from taizhang.policies.engine.rules import Rules, rules_on
from taizhang.web.desk.ladder import crowd as crowds
from taizhang.web.desk.ladder.knobs import Trial
from taizhang.web.desk.ladder.tests.firms import TODAY, firm

SIGNS = {Verdict.MEETS: 1, Verdict.FAILS: 0, Verdict.CANNOT_TELL: -1}
PACK = "national/high_tech_enterprise"


def test_each_enterprise_alone_gets_the_answer_that_it_got_among_all(cast):
    firm(cast, 11, "甲材料有限公司")
    firm(cast, 12, "乙材料有限公司", rd=1_400_000, environmental_offence=None)
    firm(cast, 13, "丙材料有限公司", rd=1_400_000, core_ip="0 件")
    held, pack = crowds.of_bureau(cast.bureau, TODAY), pack_of(PACK)
    for trial in (Trial(), Trial(Fraction(11, 10)), Trial(changed=(("rd_share.0", Fraction(4, 100)),))):
        rules = Rules(pack, TODAY, dict(trial.changed))
        judged = crowds.tried(held, rules, trial)
        told = [crowds.answer_of(held, at, rules, trial) for at in range(len(held))]
        assert [(SIGNS[a.verdict], a.judged_only, len(a.failing)) for a in told] == list(
            zip(judged.verdict.tolist(), judged.judged.tolist(), judged.failing.tolist(), strict=True)
        )


def test_the_columns_hold_the_facts_that_the_ledger_holds_of_each(cast):
    made = firm(cast, 11, "甲材料有限公司", class_two_ip_used="1 件")
    held, pack = crowds.of_bureau(cast.bureau, TODAY), pack_of(PACK)
    at = held.ids.tolist().index(made.pk)
    known = {k: h.value for k, h in crowds.facts_of(held.table, at, pack).items()}
    assert known == {
        k: h.value for k, h in facts_of(made, TODAY).items() if k[0] in pack.facts and h.value is not None
    }
    assert known["founded_on", None] == date(2015, 3, 1)


def test_a_trial_moves_every_amount_of_research_alike_and_nothing_else(cast):
    firm(cast, 11, "甲材料有限公司")
    held, pack = crowds.of_bureau(cast.bureau, TODAY), pack_of(PACK)
    more = crowds.scaled(held.table, pack, Fraction(13, 10))
    before, after = (crowds.facts_of(table, 2, pack) for table in (held.table, more))
    assert {k[0] for k in before if before[k].value != after[k].value} == {"rd_expense"}
    assert after["rd_expense", 2025].value == before["rd_expense", 2025].value * Fraction(13, 10)


def test_the_judgement_is_kept_while_neither_enterprises_nor_rules_change(cast):
    firm(cast, 11, "甲材料有限公司")
    pack = pack_of(PACK)
    first = crowds.judged(crowds.of_bureau(cast.bureau, TODAY), pack, TODAY)
    assert crowds.judged(crowds.of_bureau(cast.bureau, TODAY), pack, TODAY) is first
    firm(cast, 12, "乙材料有限公司")
    again = crowds.judged(crowds.of_bureau(cast.bureau, TODAY), pack, TODAY)
    assert (len(first.verdict), len(again.verdict)) == (3, 4)
    assert rules_on(pack, TODAY) is rules_on(pack, TODAY)
