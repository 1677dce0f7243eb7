"""Certificates that end soon are told to staff, to the street's liaison and to the firm, each within his range."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from taizhang.web.desk.expiring import expiring
from taizhang.web.desk.waiting import expiring_tasks

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(f"{TODAY} 09:00+08:00", tick=False)


@pytest.fixture
def certificate(cast, add):
    def made(firm, until, kind="high_tech_enterprise", **values):
        return add(
            "recognitions", kind=kind, organization=firm, region=firm.region, result="recognised",
            recognised_on=until - timedelta(days=1095), expires_on=until, **values,
        )  # fmt: skip

    return made


def told(user):
    return [(task.title, task.why) for task in expiring_tasks(user)]


def test_each_is_told_of_the_certificates_within_his_range(cast, certificate):
    certificate(cast.firm_east, TODAY + timedelta(days=23))
    certificate(cast.firm_west, TODAY + timedelta(days=90))
    certificate(cast.firm_west, TODAY + timedelta(days=91), kind="gazelle")
    assert told(cast.staff) == [("2 家高企证书 2027-02-20 前到期", "其中 2 家没有在办的申报")]
    east = "2026-12-15 到期，还有 23 天；没有在办的申报"
    assert told(cast.liaison) == [(f"高新技术企业：{cast.firm_east.title}", east)]
    assert told(cast.enterprise) == told(cast.liaison)
    assert told(cast.enterprise_west) == [
        (f"高新技术企业：{cast.firm_west.title}", "2027-02-20 到期，还有 90 天；没有在办的申报")
    ]
    assert [told(user) for user in (cast.stranger_staff, cast.expert)] == [[], []]


def test_a_new_application_is_told_and_a_newer_certificate_ends_the_reminder(cast, certificate, add):
    certificate(cast.firm_east, TODAY + timedelta(days=10))
    certificate(cast.firm_west, TODAY + timedelta(days=10))
    certificate(cast.firm_west, TODAY + timedelta(days=1000), certificate_no="GR202633000002")
    add(
        "recognitions", kind="high_tech_enterprise", organization=cast.firm_east, region=cast.east, result="accepted",
        applied_on=date(2026, 8, 20),
    )  # fmt: skip
    assert [(one.name, one.applied) for one in expiring(cast.staff, TODAY)] == [(cast.firm_east.title, True)]
    assert told(cast.staff) == [("1 家高企证书 2027-02-20 前到期", "都已在办")]


def test_what_ended_lately_is_told_to_the_firm_and_what_ended_long_ago_to_nobody(cast, certificate):
    certificate(cast.firm_east, TODAY - timedelta(days=30))
    certificate(cast.firm_west, TODAY - timedelta(days=31))
    assert [one.words for one in expiring(cast.enterprise, TODAY)] == [
        "2026-10-23 到期，已过 30 天；没有在办的申报"
    ]
    assert expiring(cast.enterprise_west, TODAY) == []
    assert told(cast.staff) == []


def test_other_certificates_stay_one_line_with_their_list(cast, certificate):
    certificate(cast.firm_east, TODAY + timedelta(days=5), kind="gazelle")
    certificate(cast.firm_east, TODAY + timedelta(days=6), kind="specialised")
    assert told(cast.staff) == [("2 项资质 2027-02-20 前到期", "看是否已报重新认定")]


def test_what_ends_for_everybody_at_the_year_s_end_is_one_line(cast, certificate):
    certificate(cast.firm_east, date(2026, 12, 31), kind="tech_sme")
    certificate(cast.firm_east, date(2026, 12, 15))
    assert [task.title for task in expiring_tasks(cast.liaison)] == [
        f"高新技术企业：{cast.firm_east.title}", "1 项资质 2027-02-20 前到期",
    ]  # fmt: skip


def test_a_firm_and_its_liaison_are_led_to_what_is_missing(cast, certificate):
    certificate(cast.firm_east, date(2026, 12, 15))
    assert [t.url for who in (cast.enterprise, cast.liaison) for t in expiring_tasks(who)] == [
        reverse("my_benefits"), reverse("benefits_of", args=[cast.firm_east.pk]),
    ]  # fmt: skip


def test_the_home_pages_show_them(cast, client, certificate):
    certificate(cast.firm_east, TODAY + timedelta(days=23))
    for who, text in (("staff", "1 家高企证书"), ("liaison", "还有 23 天"), ("enterprise", "快到期的资质")):
        client.force_login(cast.users[who])
        assert text in client.get(reverse("home")).content.decode(), who
