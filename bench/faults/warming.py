"""Before anything is forked 预热: each page and job once in this process, so that the children find everything loaded."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django_tasks_db.management.commands.db_worker import Worker

from bench.faults.bureau import House, draft_report, workbook


def warm(house: House) -> None:
    """Open, sign, import, undo and attach; then let go of every connection."""
    clients = {}
    for who, cookie in house.cookies.items():
        clients[who] = Client(HTTP_HOST="localhost")
        clients[who].cookies["sessionid"] = cookie
    clients["clerk"].get(f"/registers/needs/{house.needs[0]}/edit/")
    clients["clerk"].post("/registers/needs/new/", {"name": "预热需求", "token": uuid.uuid4().hex})
    clients["firm_one"].get(f"/registers/organizations/{house.firms['firm_one']}/edit/")
    sheet = SimpleUploadedFile("预热.xlsx", workbook("WARM"))
    to = clients["importer"].post("/imports/files/", {"files": sheet, "token": uuid.uuid4().hex})["Location"]
    jobs()
    for what in ("accept", "undo"):
        clients["importer"].post(f"{to}{what}/")
        jobs()
    pk = draft_report(house.bureau, 0)
    clients["leader"].post(f"/reports/{pk}/sign/", {"anyway": "1"})
    clients["leader"].post(f"/reports/{pk}/evidence/")
    jobs()
    connections.close_all()


def jobs() -> None:
    """Run what is queued, here."""
    Worker(
        queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="warming", excluded_queue_names=[],
    ).run()  # fmt: skip
