"""Files on their way in; and the same bytes are attached to a record once."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("place", models.CharField(max_length=80, verbose_name="表单")),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("size", models.BigIntegerField(verbose_name="字节")),
                ("begun_at", models.DateTimeField(auto_now_add=True, verbose_name="开始时间")),
                ("taken_at", models.DateTimeField(null=True, verbose_name="取用时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "上传中的文件",
                "indexes": [models.Index(fields=["by", "place"], name="upload_place")],
            },
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("register", "record_id", "file"),
                name="attachment_once",
                violation_error_message="这条记录已有内容完全相同的附件",
            ),
        ),
    ]
