"""Who signs a report, what is asked before, and what is shown and proven of a signed one."""

from decimal import Decimal

from taizhang.accounts.models import User
from taizhang.registers.declaration import registers
from taizhang.reports.bundles import work
from taizhang.reports.models import Bundle
from taizhang.web.desk.reports.tests.asked import key_of, page, save


def test_a_clerk_prepares_and_is_told_who_signs(cast, staff, report):
    sign = f"/reports/{report.pk}/sign/"
    told = staff.get(sign).content.decode()
    assert (
        f"签发由局领导来做：{cast.leader.name}。" in told
        and 'type="submit"' not in told.split("<main")[1].split("</main")[0]
    )
    refused = staff.post(sign, {"anyway": "1"})
    report.refresh_from_db()
    assert refused.status_code == 403 and not report.signed
    User.objects.filter(pk=cast.leader.pk).update(is_active=False)
    assert "本局还没有这样的帐号" in staff.get(sign).content.decode()


def test_a_leader_reads_and_signs_but_does_not_write(leader, report, told):
    text = page(leader, report)
    assert "签发…" in text and "para-tools" not in text
    assert save(leader, told, "改了").status_code == 403
    assert leader.get(f"/reports/{report.pk}/report.docx").status_code == 200


def test_what_disagrees_is_decided_before_signing_and_told_after(staff, leader, report, told):
    token = report.tokens.get(name__contains="申报科技项目资金")
    save(staff, told, told.body.replace(f"{{{{{token.key}}}}}", "155"))
    sign = f"/reports/{report.pk}/sign/"
    assert "文中 155万元，台账 150万元" in staff.get(sign).content.decode()
    refused = leader.post(sign, {"anyway": "1"})
    assert refused.status_code == 409 and "逐处改用台账数" in refused.content.decode()
    reason = {"note": "市局通报", "keeping": "155", "to": "sign"}
    kept = staff.post(f"/reports/{report.pk}/figures/{token.key}/ask/", reason, follow=True).content.decode()
    assert "市局通报" in kept and "1 处保留的数和理由" in kept
    assert "模板里的通用话" in leader.post(sign).content.decode()
    leader.post(sign, {"anyway": "1"})
    report.refresh_from_db()
    figures = report.tokens.count() - 1
    proof = staff.get(f"/reports/{report.pk}/proof/?check=1").content.decode()
    assert "签发时保留文中的数" in proof and "市局通报" in proof
    assert f"{figures} 个数字，1 处保留文中的数" in proof and f"重新计算 {figures} 个数字" in proof
    assert "保留文中的数 155万元" in page(staff, report)
    refused = staff.post(f"/reports/{report.pk}/keep/", follow=True).content.decode()
    assert "已经签发" in refused and report.editions.filter(reason="手动留存").count() == 0


def test_a_signed_report_stands_still_and_tells_what_became_different(staff, leader, report, told):
    assert "签发时存下" in staff.get(f"/reports/{report.pk}/sign/").content.decode()
    leader.post(f"/reports/{report.pk}/sign/", {"anyway": "1"})
    report.refresh_from_db()
    assert report.signed and "para-tools" not in page(staff, report)
    proof = f"/reports/{report.pk}/proof/"
    assert "每个数字和它的每一行都与签发时相同" in staff.get(proof).content.decode()
    changed = registers()["projects"].model._default_manager.filter(name="项目0").get()
    type(changed)._default_manager.filter(pk=changed.pk).update(grant_funds_yuan=Decimal(500_000))
    key = key_of(report, "申报科技项目资金")
    drawer = page(staff, report, f"?f={key}").split('id="drawer"')[1]
    assert "签发时共" in drawer and '<td class="n">10 万元</td>' in drawer and "台账现在是" in drawer
    text = staff.get(proof + "?check=1").content.decode()
    assert "逐字节一致" in text and "个数字的值变了" in text and "150" in text and "190" in text
    assert ">150</a>" in page(staff, report)
    assert save(staff, told, "再改").status_code in (409, 422)
    assert staff.get(f"/reports/{report.pk}/proof/kept.json").status_code == 200
    again = staff.get(f"/reports/{report.pk}/sign/")
    assert again.headers["Location"] == proof


def test_an_unsigned_report_has_no_proof(staff, report):
    assert staff.get(f"/reports/{report.pk}/proof/").status_code == 404


def test_evidence_is_asked_for_and_told_while_it_is_made(staff, report):
    address = f"/reports/{report.pk}/evidence/"
    assert "还没有生成过" in staff.get(address).content.decode()
    staff.post(address)
    bundle = Bundle.objects.get()
    assert bundle.kind == "evidence"
    assert "hx-trigger" in staff.get(address).content.decode()
    assert staff.get(f"/reports/bundles/{bundle.pk}/").status_code == 404
    work(bundle.pk)
    bundle.refresh_from_db()
    assert bundle.name in staff.get(address).content.decode()
    assert staff.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert staff.get(f"/reports/bundles/{bundle.pk}/").getvalue().startswith(b"PK")
    odd = staff.post(address, {"assessment": "没有的考核"}, follow=True).content.decode()
    assert "没有“没有的考核”" in odd
