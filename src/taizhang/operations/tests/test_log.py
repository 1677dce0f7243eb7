"""The log says what happened under which number, and nothing of what people typed."""

import io
import json
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from tests.cast import PASSWORD

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.models import Bureau
from taizhang.core import references
from taizhang.intake.tasks import read_batch
from taizhang.operations.job_log import forget_messages
from taizhang.operations.log import Json, Text, wanted

PHONE, PERSON, SECRET = "13912345678", "欧阳示例", "planted-password-77"
PLANTED = (PHONE, PERSON, SECRET, PASSWORD)


@acts(Act.PUBLIC)
def failing(request: HttpRequest) -> HttpResponse:
    """A fault whose message, and the one that it came from, quote what a person typed."""
    try:
        with transaction.atomic():
            Bureau.objects.create(slug="jia", name=request.GET["q"], region=Bureau.objects.first().region)
    except IntegrityError as error:
        raise ValueError(f"cannot keep {request.GET['q']}") from error
    return HttpResponse()


urlpatterns = [path("failing/", failing), path("", include("taizhang.urls"))]
handler500 = "taizhang.web.public.errors.server_error"


@pytest.fixture
def lines():
    """Every line of every logger, as the production log would hold it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Json())
    handler.addFilter(wanted)
    loggers = [
        logging.getLogger(name)
        for name in ("", "taizhang", "django", "axes", "django_tasks", "django.request")
    ]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def test_a_journey_with_personal_values_leaves_none_of_them_in_the_log(cast, lines, settings):
    settings.ROOT_URLCONF = __name__
    client = Client(
        raise_request_exception=False, HTTP_USER_AGENT=PERSON, HTTP_REFERER=f"http://testserver/?q={PHONE}"
    )
    client.post("/sign-in/", {"username": PERSON, "password": SECRET})
    client.post("/sign-in/", {"username": "staff", "password": PASSWORD})
    firm = f"/registers/organizations/{cast.firm_east.pk}/"
    statuses = [
        client.get(f"/search/?q={PHONE}").status_code,
        client.get(f"/registers/organizations/?q={PERSON}&phone={PHONE}").status_code,
        client.post(
            firm + "edit/", {"name": cast.firm_east.name, "phone": PHONE, "contact": PERSON, "version": "1"}
        ).status_code,
        client.post(firm + "reveal/", {"reason": PERSON}).status_code,
        client.get(f"/{PHONE}/{PERSON}/").status_code,
        client.get(f"/registers/organizations/{PHONE}/").status_code,
        client.post("/imports/", {"file": SimpleUploadedFile(f"{PERSON}.xlsx", PHONE.encode())}).status_code,
        client.get(f"/failing/?q={PHONE}").status_code,
        client.get(f"/failing/?q={PHONE}", HTTP_HOST=f"{PHONE}.example").status_code,
    ]
    said = lines()
    assert {404, 500, 400} <= set(statuses)
    requests = [line for line in said if line["message"] == "request"]
    assert [line["status"] for line in requests[-9:]] == statuses
    assert {line["user"] for line in requests[2:-2]} == {cast.staff.pk}
    everything = json.dumps(said, ensure_ascii=False)
    assert [value for value in PLANTED if value in everything] == []
    assert [value for value in PLANTED if value.encode("unicode_escape").decode() in json.dumps(said)] == []
    assert cast.staff.username not in {str(v) for line in said for v in line.values()}


def test_a_fault_keeps_its_kinds_and_places_and_the_number_that_the_person_sees(cast, lines, settings):
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    answer = client.get(f"/failing/?q={PHONE}")
    number = answer["X-Request-ID"]
    assert answer.status_code == 500 and number in answer.content.decode()
    faults = [line for line in lines() if line["level"] == "ERROR"]
    assert {line["reference"] for line in faults} == {number}
    told = next(line["error"] for line in faults if "error" in line)
    assert told[0] == "builtins.ValueError" and "django.db.utils.IntegrityError" in told
    assert any("test_log.py" in place and "failing" in place for place in told)


def test_mistakes_of_users_wake_nobody(cast, lines):
    client = Client()
    client.get("/no/such/page/")
    client.post("/sign-in/", {"username": "staff", "password": "wrong"})
    client.get("/", HTTP_HOST="elsewhere.example")
    assert {line["level"] for line in lines()} <= {"INFO", "WARNING"}


@task()
def breaks(thing_id: int) -> None:
    raise ValueError(f"{PERSON} {PHONE}")


def work_one() -> None:
    """The one task in the queue, run by a worker."""
    worker = Worker(queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
                    worker_id="w", excluded_queue_names=[])  # fmt: skip
    worker.run_task(DBTaskResult.objects.get())


def test_a_job_has_a_line_of_its_own_and_a_number(db, lines):
    read_batch.enqueue(10**6)  # a batch that is not there
    work_one()
    (line,) = [line for line in lines() if line["message"].startswith("job")]
    assert (line["task"], line["reference"]) == (
        "intake.tasks.read_batch",
        line["job"].replace("-", "")[:10].upper(),
    )
    assert references.present() == ""


def test_the_queue_keeps_of_a_failed_job_its_kind_and_places_and_nothing_that_it_said(db, lines):
    breaks.enqueue(1)
    work_one()
    failed = DBTaskResult.objects.get()
    assert (failed.status, failed.exception_class_path) == ("FAILED", "builtins.ValueError")
    assert "builtins.ValueError" in failed.traceback and "test_log.py" in failed.traceback
    held = [*DBTaskResult.objects.values_list(*[f.attname for f in DBTaskResult._meta.fields])]
    assert [value for value in PLANTED if value in str(held)] == []
    assert [value for value in PLANTED if value in json.dumps(lines(), ensure_ascii=False)] == []
    DBTaskResult.objects.update(traceback=f"Traceback: {PHONE}")
    assert forget_messages() == 1
    assert PHONE not in DBTaskResult.objects.get().traceback


def test_a_terminal_reads_the_same_in_plain_lines():
    record = logging.makeLogRecord(
        {
            "name": "taizhang.x",
            "levelname": "INFO",
            "msg": "request",
            "status": 200,
            "route": "a/",
            "user": None,
        }
    )
    assert Text().format(record).endswith("INFO taizhang.x request status=200 route=a/")
