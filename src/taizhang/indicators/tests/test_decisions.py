"""What the policies' stored decisions count: the figure turns on the day of the new decision, and back with its undoing."""

from datetime import timedelta

from taizhang.decisions.actions import decide, undo_decisions
from taizhang.decisions.packs import pack_of
from taizhang.decisions.tests.ledger import ON, stated, year
from taizhang.journal.writing import Author

SME = "national/tech_sme"


def made_ready(cast, firm):
    """A small firm whose three counts are full: staff, R&D, rights."""
    year(cast, firm, "2025", sme_staff_average=50, sme_st_staff_average=20, revenue_yuan=20_000_000, super_deduction_yuan=2_000_000,
         total_assets_yuan=30_000_000, cost_yuan=15_000_000, class_one_ip=1)  # fmt: skip
    for name in (
        "prohibited_products", "major_safety_accident", "major_quality_accident", "environmental_offence", "research_misconduct",
        "abnormal_list", "dishonest_list",
    ):  # fmt: skip
        stated(cast, firm, name, "否")


def test_the_figure_turns_with_the_decision_and_back(cast, figured):
    author, pack = Author(cast.staff), pack_of(SME)

    def ready(day):
        return figured("tsme_ready", f"..{day.isoformat()}").value

    decide(cast.bureau, [cast.firm_east, cast.firm_west], pack, on=ON, author=author)
    assert ready(ON) == 0
    made_ready(cast, cast.firm_east)
    [made] = decide(cast.bureau, [cast.firm_east], pack, on=ON + timedelta(days=2), author=author)
    assert made.answer == "meets", made.short
    assert [ready(ON + timedelta(days=n)) for n in (0, 1, 2, 3)] == [0, 0, 1, 1]
    assert figured("tsme_ready", f"..{ON + timedelta(days=2)}").count == 1
    undo_decisions(cast.bureau, made.run, author=author)
    assert ready(ON + timedelta(days=3)) == 0
    [again] = decide(cast.bureau, [cast.firm_east], pack, on=ON, author=author)
    assert (again.answer, ready(ON)) == ("meets", 1), "of the same day: the newest counts"


def test_near_is_one_condition_and_no_lack_of_data(cast, figured):
    pack = pack_of("national/high_tech_enterprise")
    [made] = decide(cast.bureau, [cast.firm_east], pack, on=ON, author=Author(cast.staff))
    assert (made.answer, made.lacking > 1) == ("missing", True)
    assert [figured(c, f"..{ON}").value for c in ("hte_ready", "hte_near")] == [0, 0]
