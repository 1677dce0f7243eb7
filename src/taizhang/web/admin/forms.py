"""Forms of administration."""

from typing import Any

from django import forms

from taizhang.accounts.actions import Standing
from taizhang.accounts.models import Bureau, Role, User
from taizhang.regions.models import Region
from taizhang.registers.declaration import registers
from taizhang.registers.successors import standing

ROLES = [(r.value, r.label) for r in Role if r != Role.PUBLIC]


class StandingForm(forms.Form):
    """What a user is and stands for; `standing()` is what the action takes."""

    name = forms.CharField(label="姓名", max_length=40)
    role = forms.ChoiceField(label="角色", choices=ROLES)
    section = forms.CharField(label="科室", max_length=40, required=False)
    region = forms.ModelChoiceField(
        Region.objects.none(), label="联络的镇街园区", required=False, empty_label="—"
    )
    organization = forms.CharField(label="代表的单位", required=False, max_length=200)
    bank = forms.CharField(label="银行", max_length=60, required=False)

    HINTS = {
        "role": "一人一个角色；系统、安全、审计三种管理员因此互斥。",
        "region": "只对联络员：他看到和填报这里的单位。",
        "organization": "只对企业：填统一社会信用代码，或单位台账里的全称。",
        "bank": "只对银行：与贷款台账里的写法一致。",
        "section": "如 高新技术科；显示在页面左下角。",
    }

    def __init__(self, *args: Any, bureau: Bureau, user: User | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.bureau, self.held = bureau, user and user.organization
        region: Any = self.fields["region"]
        region.queryset = Region.objects.filter(path__startswith=bureau.region.path).order_by("path")
        for name, hint in self.HINTS.items():
            self.fields[name].help_text = hint

    def clean_organization(self) -> Any:
        """The organization of the bureau with this code or name; None when nothing is typed.

        The form shows a name, so an unchanged one is the very firm that it was, however many are called so.
        """
        typed = self.cleaned_data["organization"].strip()
        if not typed:
            return None
        if self.held is not None and typed == str(self.held):
            return self.held
        rows: Any = registers()["organizations"].model._default_manager.filter(bureau=self.bureau)
        found = standing(list(rows.filter(credit_code=typed)[:2]) or list(rows.filter(name=typed)[:2]))
        if len(found) != 1:
            many = "有几家单位叫这个名称，请填统一社会信用代码。"
            raise forms.ValidationError(
                many if found else "本局的单位台账里没有它。请先登记这家单位，或核对代码与全称。"
            )
        return found[0]

    def standing(self) -> Standing:
        data = self.cleaned_data
        return Standing(
            data["name"],
            Role(data["role"]),
            data["section"],
            data["region"],
            data["organization"],
            data["bank"],
        )


class NewUserForm(StandingForm):
    username = forms.RegexField(
        r"^[a-zA-Z0-9._-]{3,30}$", label="帐号",
        error_messages={"invalid": "帐号用 3 到 30 个字母、数字、点、横线，例如 zhou.min。"},
        help_text="登录时输入，建好后不能改；一人一个，不要几人合用。",
    )  # fmt: skip
    field_order = ("username", "name", "role")


def initial_of(user: User) -> dict[str, Any]:
    """What the form begins with. A firm stands there by its name: its code is none of the administrator's business."""
    return {
        "name": user.name, "role": user.role, "section": user.section, "region": user.region_id,
        "organization": str(user.organization or ""), "bank": user.bank,
    }  # fmt: skip


class PasswordForm(forms.Form):
    """One's own password."""

    old = forms.CharField(label="原密码", widget=forms.PasswordInput)
    new = forms.CharField(label="新密码", widget=forms.PasswordInput)
    again = forms.CharField(label="再输一次新密码", widget=forms.PasswordInput)

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError("两次输入的新密码不同。")
        return again
