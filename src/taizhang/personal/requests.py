"""Requests to correct or delete what is held on a person or a firm 更正、删除申请: made, due, answered in words."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Case, QuerySet, Value, When
from django.utils import timezone

from taizhang.accounts.models import Bureau, User
from taizhang.core.decisions import Refused
from taizhang.core.masking import masked
from taizhang.core.personal.scanning.scan import scan_text
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.personal.models import Request

DAYS = 30  # GB/T 35273-2020, 8.7 a): answered within thirty days
NO_NUMBERS = (
    "里不要写号码、邮箱和地址。更正号码请打开那条记录，用“提出修改”填新的值；这里写明是哪一项、为什么。"
)


@transaction.atomic
def ask(*, kind: str, what: str, applicant: str, bureau: Bureau, author: Author) -> Request:
    """Make a request. Refused without words, or with numbers in them: what is written here is not sealed."""
    assert author.user is not None
    what, applicant = what.strip(), " ".join(applicant.split())
    if kind not in Request.Kind.values:
        raise Refused("请选更正或删除。")
    if not applicant:
        raise Refused("请写申请人的姓名或单位名称。")
    if not what:
        raise Refused("请写明是哪一项、为什么，例如“联系人已离职，请删除”。")
    if len(what) > 1000 or len(applicant) > 100:
        raise Refused("申请最多 1,000 字，申请人最多 100 字。请缩短。")
    if scan_text(what) or scan_text(applicant):
        raise Refused(f"申请{NO_NUMBERS}")
    due = timezone.localdate() + timedelta(days=DAYS)
    made = Request.objects.create(
        bureau=bureau, kind=kind, what=what, applicant=applicant, by=author.user, due_on=due
    )
    note(Event.REQUEST_MADE, made, author, {"kind": made.get_kind_display(), "due": due.isoformat()})
    return made


@transaction.atomic
def reply(request: Request, *, done: bool, words: str, author: Author) -> None:
    """Answer a request in words, done or declined. Refused without words, with numbers in them, or a second time."""
    found = Request.objects.select_for_update().get(pk=request.pk)
    words = words.strip()
    if found.state != Request.State.OPEN:
        raise Refused("这件申请已经答复过了。")
    if not words:
        raise Refused("请写答复，申请人会看到，例如“已删除该联系人的电话”或不予办理的理由和依据。")
    if scan_text(words):
        raise Refused(f"答复{NO_NUMBERS}")
    found.state = Request.State.DONE if done else Request.State.DECLINED
    found.answer, found.answered_by, found.answered_at = words[:500], author.user, timezone.now()
    found.save()
    note(
        Event.REQUEST_ANSWERED,
        found,
        author,
        {"state": found.get_state_display(), "answer": found.answer},
    )


def note(event: Event, request: Request, author: Author, after: dict[str, str]) -> None:
    """A line in the journal; the applicant's name is covered there."""
    write(author, Note(event, "requests", request.pk, masked(request.applicant), after=after))


def of_bureau(user: User) -> QuerySet[Request]:
    """A bureau's requests: the open ones first, the one due first at the top."""
    first = Case(When(state=Request.State.OPEN, then=Value(0)), default=Value(1))
    found = Request.objects.filter(bureau=user.bureau).select_related("by", "answered_by")
    return found.order_by(first, "due_on", "-pk")


def own(user: User) -> QuerySet[Request]:
    """What the person asked himself, newest first."""
    return Request.objects.filter(by=user).order_by("-pk")
