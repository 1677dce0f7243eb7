"""One's own sign-in: a new password, the second factor, where else one is signed in."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts import second_factor
from taizhang.accounts.actions import change_password
from taizhang.accounts.bureau_rules import rules_for
from taizhang.accounts.models import Authenticator, RecoveryCode, Sitting, User
from taizhang.accounts.passwords import in_words
from taizhang.accounts.sittings import CODE_AT, FACTOR, OLD_PASSWORD, end_elsewhere, open_sittings, rekeyed
from taizhang.core.decisions import Refused
from taizhang.web.admin.forms import PasswordForm
from taizhang.web.author import author_of, person_of
from taizhang.web.public.signing_in import safe_next


def change_own_password(request: HttpRequest, form: PasswordForm) -> bool:
    """Change the password; this sitting goes on, the others end. False with the sentence in the form."""
    data, here = form.cleaned_data, request.session.session_key or ""
    try:
        fresh = change_password(
            user=person_of(request), old=data["old"], new=data["new"], author=author_of(request), here=here
        )
    except Refused as no:
        form.add_error(None, no.sentence)
        return False
    request.session.pop(OLD_PASSWORD, None)
    update_session_auth_hash(request, fresh)
    rekeyed(request)
    messages.success(request, "密码已改，下次登录用新密码；别处的登录已失效。")
    return True


@acts(Act.HOME)
def password(request: HttpRequest) -> HttpResponse:
    """The page of who must change the password first: a one-time one, or one that is too old."""
    user = person_of(request)
    form = PasswordForm(request.POST or None)
    then = safe_next(request, reverse("home"))
    if request.method == "POST" and form.is_valid() and change_own_password(request, form):
        return redirect(then)
    told = {
        "form": form,
        "next": then,
        "once": user.must_change_password,
        "due": bool(request.session.get(OLD_PASSWORD)),
        "rules": in_words(rules_for(user)),
    }
    return render(request, "admin/password.html", told, status=422 if form.errors else 200)


@acts(Act.HOME)
def factor(request: HttpRequest) -> HttpResponse:
    """Set the second factor up: the picture to photograph, then the first code; then the recovery codes, once."""
    user = person_of(request)
    then = safe_next(request, reverse("admin:account"))
    if second_factor.authenticator_of(user) is not None:
        return redirect(then)
    sentence = ""
    if request.method == "POST":
        try:
            codes = second_factor.confirm(
                user=user, code=request.POST.get("code", ""), author=author_of(request)
            )
        except Refused as no:
            sentence = no.sentence
        else:
            request.session[FACTOR] = True
            second_factor.passed(request)
            return render(request, "admin/recovery.html", {"codes": codes, "next": then})
    device = second_factor.prepare(user)
    told = {
        "picture": second_factor.picture(device),
        "link": second_factor.address_for_phone(device),
        "secret": spaced(second_factor.typed_secret(device)),
        "next": then,
        "required": second_factor.is_required(user),
        "sentence": sentence,
    }
    return render(request, "admin/factor.html", told, status=422 if sentence else 200)


def spaced(text: str) -> str:
    """In groups of four, as one types it."""
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


@acts(Act.HOME)
def code(request: HttpRequest) -> HttpResponse:
    """Show the code in a session that began without it."""
    user = person_of(request)
    then = safe_next(request, reverse("home"))
    sentence = ""
    if request.method == "POST":
        answer = second_factor.check(user=user, code=request.POST.get("code", ""), author=author_of(request))
        if answer.right:
            second_factor.passed(request)
            return redirect(then)
        sentence = answer.sentence
    elif request.session.get(CODE_AT):
        return redirect(then)
    told = {"sentence": sentence, "person": user, "next": then}
    return render(request, "public/code.html", told, status=422 if sentence else 200)


@acts(Act.HOME)
@require_POST
def change_factor(request: HttpRequest) -> HttpResponse:
    """New recovery codes, or the second factor given up; each with the code of this moment."""
    user = person_of(request)
    answer = second_factor.check(user=user, code=request.POST.get("code", ""), author=author_of(request))
    if not answer.right:
        messages.error(request, answer.sentence)
        return redirect("admin:account")
    second_factor.passed(request)
    try:
        if "codes" in request.POST:
            codes = second_factor.renew_codes(user=user, author=author_of(request))
            return render(request, "admin/recovery.html", {"codes": codes, "next": reverse("admin:account")})
        second_factor.drop_second_factor(user=user, author=author_of(request))
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        request.session[FACTOR] = False
        messages.success(request, "二次验证已停用，登录只要密码。")
    return redirect("admin:account")


@acts(Act.HOME)
@require_POST
def end_sittings(request: HttpRequest) -> HttpResponse:
    """Sign out elsewhere: everywhere, or at one place."""
    pk = request.POST.get("sitting", "")
    key = request.session.session_key or ""
    try:
        ended = end_elsewhere(
            user=person_of(request),
            key=key,
            author=author_of(request),
            pk=int(pk) if pk.isdecimal() else None,
        )
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, f"别处的 {ended} 处登录已退出。")
    return redirect("admin:account")


def own_sign_in(request: HttpRequest, user: User) -> dict[str, object]:
    """What the account page tells about signing in."""
    rules = rules_for(user)
    here = request.session.session_key
    rows = list(open_sittings(user).order_by("-seen_at"))
    past = Sitting.objects.filter(user=user).exclude(ended_at=None).order_by("-began_at")[:5]
    device = Authenticator.objects.filter(user=user, confirmed=True).first()
    return {
        "sittings": [(row, row.key == here) for row in rows], "past": past, "most": rules.sessions(user.role),
        "device": device, "codes_left": RecoveryCode.objects.filter(user=user, used_at=None).count(),
        "required": second_factor.is_required(user), "rules": in_words(rules), "now": timezone.now(),
    }  # fmt: skip
