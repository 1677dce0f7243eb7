"""The three administrators exclude one another: one person holds one of the offices 三员分立."""

from django.db import migrations, models
from django.db.models import F, Q, Value
from django.db.models.functions import Lower, Replace

ROLES = ("system", "security", "audit")
NAMED = Lower(Replace(Replace("name", Value(" "), Value("")), Value("\u3000"), Value("")))
SAID = (
    "本局已有同名的管理员。系统、安全、审计三种管理员不能由同一人担任：请换一个人，或先停用他原来的管理员帐号；"
    "确是另一位同名的人，请在姓名后加科室区别，例如“张敏（信息科）”"
)


def nobody_holds_two(apps, schema_editor):
    """Say who is in the way, instead of failing on an index."""
    users = apps.get_model("accounts", "User").objects.filter(role__in=ROLES, is_active=True)
    seen = {}
    for user in users.annotate(named=NAMED).order_by("pk"):
        first = seen.setdefault((user.bureau_id, user.named), user)
        if first is not user:
            raise RuntimeError(
                f"帐号 {first.username} 和 {user.username} 是同一个姓名“{user.name}”的两种管理员。"
                "升级前请停用其中一个，或在姓名后加科室区别。"
            )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_signing_in")]
    operations = [
        migrations.RunPython(nobody_holds_two, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                F("bureau"),
                NAMED,
                condition=Q(is_active=True, role__in=ROLES),
                name="administrator_once",
                violation_error_message=SAID,
            ),
        ),
    ]
