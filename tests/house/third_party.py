"""Run in a process of its own by test_third_party: everything that follows from one folder, over real HTTP."""

import json
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import django

django.setup()

from django.test import Client  # noqa: E402
from openpyxl import Workbook, load_workbook  # noqa: E402

from taizhang.accounts.actions import make_token  # noqa: E402
from taizhang.journal.events import Event  # noqa: E402
from taizhang.journal.models import Entry  # noqa: E402
from taizhang.journal.writing import Author  # noqa: E402
from taizhang.personal.references import is_reference  # noqa: E402
from taizhang.registers.covering import opened  # noqa: E402
from taizhang.registers.declaration import registers  # noqa: E402
from tests.cast import assemble  # noqa: E402

BASE = "/registers/science_bases/"
# Made up, with digits that hold: typed, imported, sent over the interface.
IDS = ("330881199003070012", "330881199003070020", "330881199003070039")


def client_of(user) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    return client


def text(answer) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def add_by_form(staff: Client) -> None:
    answer = staff.post(
        BASE + "new/",
        {"name": "澜江天文科普馆", "certificate": "KP2026-01", "level": "city", "recognized_on": "2026-05-04", "visitors": "1200",
         "support_yuan": "12.5", "payee_id": IDS[0]},
    )  # fmt: skip
    assert answer.status_code == 302, text(answer)[:3000]
    held = registers()["science_bases"].model.objects.get()
    assert (held.title, str(held.support_yuan), held.state) == ("澜江天文科普馆", "125000", "verified"), (
        held.__dict__
    )


def list_and_search(staff: Client) -> None:
    assert "澜江天文科普馆" in text(staff.get(BASE))
    assert "澜江天文科普馆" in text(staff.get(BASE + "?q=ljtw")), "by initials"
    assert "澜江天文科普馆" in text(staff.get(BASE + "?q=tianwen")), "by pinyin"
    assert "澜江天文科普馆" not in text(staff.get(BASE + "?level=province"))
    assert "澜江天文科普馆" in text(staff.get("/search/?q=天文"))


def export(staff: Client) -> None:
    answer = staff.get(BASE + "export.xlsx")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    cells = [c.value for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows() for c in row]
    assert "澜江天文科普馆" in cells, cells


def bring_in(cast) -> None:
    book = Workbook()
    sheet = book.active
    rows = [
        ("科普基地名单",),
        ("序号", "基地名称", "认定文号", "级别", "补助金额（万元）", "领款人身份证号"),
        (1, "东城气象科普站", "KP2026-02", "地市级", 3.2, IDS[1]),
    ]
    for row in rows:
        sheet.append(row)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "名单.xlsx"
        book.save(path)
        command = [
            sys.executable,
            "-m",
            "taizhang",
            "import",
            str(path),
            "--bureau",
            cast.bureau.slug,
            "--accept",
            "--json",
        ]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert '"science_bases"' in result.stdout, result.stdout + result.stderr
    held = registers()["science_bases"].model.objects.get(certificate="KP2026-02")
    assert (held.name, held.level, str(held.support_yuan)) == ("东城气象科普站", "city", "32000"), (
        held.__dict__
    )


def interface(cast) -> None:
    token = make_token(user=cast.staff, name="x", author=Author(cast.staff))[1]
    program = Client(HTTP_HOST="localhost", headers={"Authorization": f"Bearer {token}"})
    page = program.get("/api/v1/science_bases").json()
    assert page["total"] == 2, page
    body = {
        "values": {
            "name": "西城植物园",
            "certificate": "KP2026-03",
            "support_yuan": "1000.01",
            "payee_id": IDS[2],
        }
    }
    answer = program.post("/api/v1/science_bases", json.dumps(body), "application/json")
    assert answer.status_code == 201, answer.content
    record = answer.json()
    assert record["values"]["support_yuan"] == "1000.01"
    body = {"version": record["version"], "values": {"visitors": 7}}
    path = f"/api/v1/science_bases/{record['id']}"
    assert program.patch(path, json.dumps(body), "application/json").status_code == 200
    assert len(program.get(path + "/history").json()["changes"]) == 2
    assert "/api/v1/science_bases/{pk}/history" in program.get("/api/v1/openapi.json").json()["paths"]


def history_and_strangers(cast) -> None:
    pk = registers()["science_bases"].model.objects.order_by("id").first().pk
    staff = client_of(cast.staff)
    assert "澜江天文科普馆" in text(staff.get(f"{BASE}{pk}/"))
    assert "登记" in text(staff.get(f"{BASE}{pk}/history/"))
    assert client_of(cast.leader).get(BASE).status_code == 200
    stranger = client_of(cast.stranger_staff)
    assert stranger.get(f"{BASE}{pk}/").status_code == 404
    assert "天文" not in text(stranger.get(BASE))
    assert stranger.get(f"/api/v1/science_bases/{pk}").status_code == 404
    for who in (cast.liaison, cast.enterprise, cast.bank, cast.expert, cast.system):
        assert client_of(who).get(BASE).status_code in (403, 404), who
        assert client_of(who).get("/api/v1/science_bases").status_code == 403, who


def personal_data(cast) -> None:
    """The ID number that the folder declares: sealed, masked on every way out, shown for a reason, in nobody's code."""
    held = list(registers()["science_bases"].model.objects.order_by("id"))
    assert [is_reference(base.payee_id) for base in held] == [True] * 3, [base.payee_id for base in held]
    assert [opened(base.payee_id) for base in held] == list(IDS)
    staff, first = client_of(cast.staff), f"{BASE}{held[0].pk}/"
    token = make_token(user=cast.staff, name="y", author=Author(cast.staff))[1]
    program = Client(HTTP_HOST="localhost", headers={"Authorization": f"Bearer {token}"})
    staff.post(BASE + "columns/", {"column": ["name", "payee_id"]})
    ways = [
        staff.get(at)
        for at in (BASE, first, first + "history/", first + "edit/", BASE + "export.csv", "/search/?q=330881")
    ]
    ways += [program.get(f"/api/v1/science_bases/{base.pk}") for base in held]
    told = [text(answer) for answer in ways]
    assert [number for page in told for number in IDS if number in page] == []
    assert (
        "330881********0012" in told[0]
        and "330881********0012" in told[1]
        and "330881********0020" in told[7]
    )
    staff.post(first + "reveal/", {"reason": "核对领款人"})
    assert IDS[0] in text(staff.get(first))
    assert Entry.objects.filter(event=Event.RECORD_REVEALED, register="science_bases").count() == 1
    assert "领款人身份证号" in text(staff.get("/personal/")) and "领款人身份证号" in text(
        Client(HTTP_HOST="localhost").get("/personal/notice/")
    )


def main() -> None:
    cast = assemble()
    staff = client_of(cast.staff)
    assert "没有" in text(staff.get(BASE)) or staff.get(BASE).status_code == 200
    add_by_form(staff)
    list_and_search(staff)
    export(staff)
    bring_in(cast)
    interface(cast)
    history_and_strangers(cast)
    personal_data(cast)
    result = subprocess.run(
        [sys.executable, "-m", "taizhang", "verify"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    print("all of it")


if __name__ == "__main__":
    main()
