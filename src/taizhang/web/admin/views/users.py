"""Users of the bureau 用户管理."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings as django_settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts import failing
from taizhang.accounts.actions import USERS, add_user, change_user, reset_password, switch_user, told
from taizhang.accounts.idle import idle_users
from taizhang.accounts.models import Role, User
from taizhang.accounts.providers.identity import label_of
from taizhang.accounts.providers.tying import drop_password, tie_user, ties_of
from taizhang.accounts.second_factor import authenticator_of, reset_second_factor
from taizhang.core.decisions import Refused
from taizhang.core.standing import Moved, version_of
from taizhang.web.admin.forms import ROLES, NewUserForm, StandingForm, initial_of
from taizhang.web.author import author_of, bureau_of
from taizhang.web.both_sides import Field, Held, both_sides, fields_of, last_entry, version_in

PAGE = 50
IDLE_AHEAD = 14  # days before they are switched off that idle accounts are listed


def of_bureau(request: HttpRequest) -> QuerySet[User]:
    """The users whom the administrator manages: those of his bureau."""
    return User.objects.filter(bureau=bureau_of(request)).select_related("region", "organization")


@acts(Act.USERS)
def users(request: HttpRequest) -> HttpResponse:
    """Everybody in the bureau, found by name, role, on or off."""
    q, role, state = (request.GET.get(n, "").strip() for n in ("q", "role", "state"))
    found = of_bureau(request).order_by("-is_active", "role", "username")
    if q:
        found = found.filter(Q(username__icontains=q) | Q(name__contains=q) | Q(section__contains=q))
    if role in Role.values:
        found = found.filter(role=role)
    if state in ("on", "off"):
        found = found.filter(is_active=state == "on")
    idle = idle_users(bureau_of(request), timezone.now(), ahead=IDLE_AHEAD)
    if state == "idle":
        found = found.filter(pk__in=[user.pk for user in idle])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    asked = {"q": q, "role": role, "state": state}
    return render(
        request,
        "admin/users.html",
        {
            "page": page,
            "roles": ROLES,
            "asked": asked,
            "any": any(asked.values()),
            "idle": len(idle),
            "ahead": IDLE_AHEAD,
        },
    )


@acts(Act.USERS)
def add(request: HttpRequest) -> HttpResponse:
    """A new user; his one-time password is on the answer and nowhere else."""
    bureau = bureau_of(request)
    form = NewUserForm(request.POST or None, bureau=bureau, initial={"role": Role.STAFF})
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["username"]
        try:
            user, once = add_user(
                bureau=bureau, username=name, standing=form.standing(), author=author_of(request)
            )
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            return once_shown(request, user, once, "帐号已建好")
    return render(request, "admin/user.html", {"form": form}, status=422 if form.errors else 200)


@acts(Act.USERS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One user: what he is and stands for; switching off; password."""
    user = get_object_or_404(of_bureau(request), pk=pk)
    form = StandingForm(request.POST or None, bureau=bureau_of(request), user=user, initial=initial_of(user))
    if request.method == "POST" and form.is_valid():
        try:
            change_user(
                user=user, standing=form.standing(), author=author_of(request), version=version_in(request)
            )
        except Moved:
            return both_sides(request, held_of(get_object_or_404(of_bureau(request), pk=pk)))
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, f"{user.name}的帐号已修改。")
            return redirect("admin:users")
    shown = {
        "form": form, "person": user, "self": user.pk == request.user.pk, "device": authenticator_of(user),
        "ties": ties(user), "held": held_of(user),
        "failed": failing.failures_since(user, timezone.now() - timedelta(days=1)),
    }  # fmt: skip
    return render(request, "admin/user.html", shown, status=422 if form.errors else 200)


@acts(Act.USERS)
@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a user off or on."""
    user = get_object_or_404(of_bureau(request), pk=pk)
    on = request.POST.get("on") == "1"
    try:
        switch_user(user=user, on=on, author=author_of(request))
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        done = "已启用" if on else "已停用：登录和接口令牌都不再有效，他写过的记录和日志不变"
        messages.success(request, f"{user.name}的帐号{done}。")
    return redirect("admin:user", pk=pk)


@acts(Act.USERS)
@require_POST
def password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new one-time password for a user."""
    user = get_object_or_404(of_bureau(request), pk=pk)
    return once_shown(request, user, reset_password(user=user, author=author_of(request)), "密码已重置")


@acts(Act.USERS)
@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person sign in again who was locked out; with the reason."""
    return helped(request, pk, failing.unlock, "已解锁，现在就可以再登录")


@acts(Act.USERS)
@require_POST
def forget_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the second factor of a lost phone away; with the reason."""
    return helped(request, pk, reset_second_factor, "二次验证已重置，他现有的登录已失效，下次登录时重新设置")


def helped(request: HttpRequest, pk: int, act: Callable[..., None], done: str) -> HttpResponse:
    user = get_object_or_404(of_bureau(request), pk=pk)
    try:
        act(user=user, author=author_of(request, request.POST.get("ground", "")))
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, f"{user.name}：{done}。")
    return redirect("admin:user", pk=pk)


@acts(Act.USERS)
@require_POST
def tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Tie a user to a person of a provider, or untie him."""
    user = get_object_or_404(of_bureau(request), pk=pk)
    provider, subject = request.POST.get("provider", ""), request.POST.get("subject", "")
    if provider not in django_settings.PROVIDERS:
        raise Http404
    try:
        changed = tie_user(
            user=user,
            provider=provider,
            subject=subject,
            author=author_of(request),
            version=version_in(request),
        )
    except Moved:
        return both_sides(request, held_tie(user, provider, ties_of(user).get(provider, "")))
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        done = "已关联" if subject.strip() else "已取消关联，由此登录的已退出"
        messages.success(request, f"{user.name}：{label_of(provider)}{done if changed else '没有改动'}。")
    return redirect("admin:user", pk=pk)


@acts(Act.USERS)
@require_POST
def no_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a user's local password away, so that he comes through his provider only."""
    user = get_object_or_404(of_bureau(request), pk=pk)
    try:
        drop_password(user=user, author=author_of(request))
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, f"{user.name}：本地密码已去掉，以后只用统一身份认证登录。")
    return redirect("admin:user", pk=pk)


def ties(user: User) -> list[tuple[str, str, str, Held]]:
    """Each provider of this installation: its name, its label, whom this user is there, and as what the form shows it."""
    held = ties_of(user)
    return [
        (name, p.label, held.get(name, ""), held_tie(user, name, held.get(name, "")))
        for name, p in django_settings.PROVIDERS.items()
    ]


def held_of(user: User) -> Held:
    """A user as his form shows him."""
    assert user.bureau is not None
    form = StandingForm(bureau=user.bureau, initial=initial_of(user))
    return Held(
        f"{user.name}的帐号", reverse("admin:user", args=[user.pk]), version_of(told(user)), fields_of(form),
        last_entry(USERS, user.pk),
    )  # fmt: skip


def held_tie(user: User, provider: str, subject: str) -> Held:
    """Whom a user is at a provider, as the form shows it."""
    return Held(
        f"{user.name}的帐号", reverse("admin:user", args=[user.pk]), version_of([subject]),
        (Field("subject", label_of(provider), subject),), last_entry(USERS, user.pk),
    )  # fmt: skip


def once_shown(request: HttpRequest, user: User, once: str, done: str) -> HttpResponse:
    return render(request, "admin/once.html", {"person": user, "once": once, "done": done})
