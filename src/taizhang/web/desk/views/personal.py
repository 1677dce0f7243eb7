"""Personal data on the desk 个人信息: the dictionary of fields, the notice to persons, what is past its time."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from taizhang.access.can import grant_of
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import User
from taizhang.personal import keyring
from taizhang.registers import retention
from taizhang.registers.dictionary import NOTICE_VERSION, lines
from taizhang.web.author import author_of
from taizhang.web.desk.asking import find_register


@acts(Act.HOME)
def personal(request: HttpRequest) -> HttpResponse:
    """Every personal field with purpose, ground, term and who may see it; for those who may end records, what is due."""
    assert isinstance(request.user, User)
    may_end = grant_of(request.user, Act.END) is not None
    context = {
        "lines": lines(), "may_end": may_end, "version": NOTICE_VERSION,
        "overdue": retention.overdue(request.user, timezone.localdate()) if may_end else [],
        "trouble": keyring.trouble() if may_end or grant_of(request.user, Act.JOBS) else "",
    }  # fmt: skip
    return render(request, "desk/personal.html", context)


@acts(Act.PUBLIC)
def notice(request: HttpRequest) -> HttpResponse:
    """What persons are told before their data is taken (个人信息保护法第十七条), with its version."""
    return render(request, "desk/personal_notice.html", {"lines": lines(), "version": NOTICE_VERSION})


@acts(Act.END)
@require_POST
def erase_one(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Erase the personal data of one record because the person asked for it (art. 47)."""
    register = find_register(request, name, Act.END)
    record = get_object_or_404(visible_to(request.user, register.model, Act.END), pk=pk)
    author = author_of(request, request.POST.get("ground", ""))
    if retention.erase(register, [record.pk], retention.erasable(register), author=author):
        messages.success(
            request, f"已删除“{record.title}”里的个人信息，以前填过的号码也不再保存，日志已记下。"
        )
    else:
        messages.warning(request, f"“{record.title}”里没有可删除的个人信息。")
    return redirect("record", name, pk)


@acts(Act.END)
@require_POST
def erase(request: HttpRequest, name: str, years: int) -> HttpResponse:
    """Erase what is past its time in one register."""
    register = find_register(request, name, Act.END)
    if years not in retention.terms(register):
        raise Http404
    assert isinstance(request.user, User)
    author = author_of(request, request.POST.get("ground", ""))
    done = retention.erase_overdue(
        register, years, user=request.user, today=timezone.localdate(), author=author
    )
    messages.success(request, f"已从“{register.title}”的 {done} 条记录删除到期的个人信息，日志已记下。")
    return redirect("personal")
