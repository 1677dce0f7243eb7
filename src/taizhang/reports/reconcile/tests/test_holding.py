"""Of what the ledger does not have, what it could hold is named: by the words beside the number and in its sentence."""

import pytest


@pytest.mark.parametrize(
    ("text", "figure", "named"),
    [
        ("全市申请专利54211件，获得授权26049件。", "26049件", "专利授权量）"),
        ("全市有效发明专利存量为13822件，居全省第一。", "13822件", "有效发明专利拥有量）"),
        ("全市申请专利54211件，同比增长60.31%。", "60.31%", "专利申请量的增速）"),
    ],
)
def test_what_the_ledger_could_hold_is_named(told, text, figure, named):
    found = told(text)[figure]
    assert found.verdict == "not_in_ledger"
    assert named in found.reason


def test_what_no_indicator_speaks_of_is_not_promised(told):
    assert "台账能记" not in told("改造老旧厂房14栋。")["14栋"].reason
