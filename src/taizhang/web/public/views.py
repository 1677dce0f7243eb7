"""Pages open to everybody: health, signing in and out."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.db import connection
from django.http import HttpRequest, HttpResponse

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.models import Role, User
from taizhang.operations.samples import PASSWORD, shown_report


@acts(Act.PUBLIC)
def health(request: HttpRequest) -> HttpResponse:
    """200 once the ledger answers."""
    connection.ensure_connection()
    return HttpResponse("ok", content_type="text/plain")


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "用户名或密码不对。请检查大小写和输入法；多次不对会暂时锁定这台电脑。",
        "inactive": "这个帐号已停用。需要时请联系本局系统管理员。",
    }


class SignIn(auth.LoginView):
    template_name = "public/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "username": self.request.GET.get("as", "")}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**more),
            "samples": sample_users(),
            "sample_password": sample_password(),
            "offered": offered_report(),
        }


def sample_password() -> str:
    """The password of the sample sign-ins; empty where the bureau does not show them."""
    return str(getattr(settings, "SAMPLE_PASSWORD", PASSWORD))


def offered_report() -> dict[str, Any] | None:
    """The sample's report with the clerk who may open it at one click, where sample sign-ins are shown."""
    report = shown_report() if sample_password() else None
    if report is None:
        return None
    clerk = User.objects.filter(bureau=report.bureau, role=Role.STAFF, is_active=True).order_by("pk").first()
    return {"report": report, "figures": report.tokens.count(), "username": clerk.username} if clerk else None


def sample_users() -> list[User]:
    """The people of the sample bureaus, where the settings let the sign-in page show them."""
    if not sample_password():
        return []
    return list(
        User.objects.filter(bureau__sample=True, is_active=True)
        .select_related("bureau")
        .order_by("bureau_id", "id")[:80]
    )


sign_in = acts(Act.PUBLIC)(SignIn.as_view())
sign_out = acts(Act.PUBLIC)(auth.LogoutView.as_view(next_page="sign_in"))
