"""What makes a recognition the same one when it comes again."""

from datetime import date

from taizhang.registers.declaration import registers


def key(**values):
    return registers()["recognitions"].key_of({"kind": "high_tech_enterprise", "organization": 7, **values})


def test_certificate_is_the_key_once_it_is_known():
    assert (
        key(certificate_no="GR202533000001")[0]
        == key(certificate_no="gr2025 33000001", applied_on=date(2025, 5, 1))[0]
    )


def test_batches_called_alike_in_two_years_are_two_records_and_likely_duplicates():
    first = key(batch_name="第一批", applied_on=date(2024, 5, 1))
    second = key(batch_name="第一批", applied_on=date(2025, 5, 1))
    assert first[0] != second[0]
    assert first[1] == second[1] != ""


def test_certificate_that_comes_later_meets_the_application_of_its_batch():
    applied = key(batch_name="2025年第一批", applied_on=date(2025, 5, 1))
    recognised = key(batch_name="2025年第一批", certificate_no="GR202533000001")
    assert applied[0] != recognised[0]
    assert applied[1] == recognised[1]


def test_products_of_one_firm_are_records_of_their_own():
    assert (
        key(kind="high_tech_product", product="示例泵")[0]
        != key(kind="high_tech_product", product="示例阀")[0]
    )


def test_one_firm_may_hold_several_kinds():
    assert key(applied_on=date(2025, 5, 1))[0] != key(kind="tech_sme", applied_on=date(2025, 5, 1))[0]


def test_list_that_says_its_kind_in_the_title_only_still_has_keys():
    key_of = registers()["recognitions"].key_of
    assert key_of({"organization": 7, "certificate_no": "GR202533000001"})[0] == "5:gr202533000001"
    assert key_of({"organization": 7, "recognised_on": date(2025, 12, 1)})[0] == "7:#7|2025-12-01"
