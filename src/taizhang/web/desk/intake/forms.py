"""The two ways in: files, and cells pasted from a spreadsheet program 上传与粘贴."""

import uuid
from typing import Any

from django import forms
from django.conf import settings

from taizhang.access.can import grant_of
from taizhang.access.roles import Act, Scope
from taizhang.intake import queries
from taizhang.regions.models import Level, Region

KINDS = (".xlsx", ".xls", ".xlsm", ".ods", ".csv", ".tsv", ".txt", ".et")
HOW = "在 Excel 或 WPS 里选中一块（含表头），按 Ctrl+C，再到本页按 Ctrl+V"


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; each becomes a batch."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(one, initial) for one in (data or [None])]


class ArrivalForm(forms.Form):
    """From whom the table comes and to which region its rows belong, when they do not say."""

    sender = forms.CharField(label="来表单位", max_length=60, required=False)
    region = forms.ModelChoiceField(Region.objects.none(), label="所属区划", required=False)
    token = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, user: Any) -> None:
        super().__init__(data, files, initial={"token": uuid.uuid4().hex})
        top = user.bureau.region
        inside = Region.objects.filter(path__startswith=top.path, level__lte=Level.STREET)
        grant = grant_of(user, Act.INTAKE)
        self.fixed = user.region if grant and grant.scope == Scope.AREA else None
        if self.fixed:
            inside = inside.filter(pk=self.fixed.pk)
        field = self.fields["region"]
        field.queryset = inside.exclude(pk=top.pk) if not self.fixed else inside  # type: ignore[attr-defined]
        field.empty_label = f"按表里写的（{top.name}）"  # type: ignore[attr-defined]
        for name in ("sender", "region"):
            self.fields[name].widget.attrs["class"] = "form-select" if name == "region" else "form-control"
        self.fields["sender"].widget.attrs |= {
            "list": "senders",
            "autocomplete": "off",
            "placeholder": "如 望湖街道、统计局",
        }
        self.senders = list(
            queries.batches(user)
            .exclude(sender="")
            .order_by("sender")
            .values_list("sender", flat=True)
            .distinct()[:60]
        )

    def arrival(self) -> dict[str, Any]:
        """What every way of receiving wants to know."""
        if self.fixed:
            return {"sender": self.cleaned_data["sender"] or self.fixed.name, "region": self.fixed}
        return {"sender": self.cleaned_data["sender"], "region": self.cleaned_data["region"]}


class UploadForm(ArrivalForm):
    files = FilesField(  # type: ignore[assignment]
        label="表格文件", required=False, error_messages={"empty": "这个文件是空的。"}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"].widget.attrs |= {
            "accept": ",".join(KINDS),
            "data-limit": settings.UPLOAD_LIMIT_MB,
        }

    def clean(self) -> dict[str, Any]:
        """Files come with the form, or came before it in pieces and are only named."""
        cleaned = super().clean() or self.cleaned_data
        named = self.data.getlist("uploads") if hasattr(self.data, "getlist") else []
        if not named and not any(cleaned.get("files") or []) and "files" not in self.errors:
            self.add_error("files", "请先选一个表格文件。")
        return cleaned


class PasteForm(ArrivalForm):
    text = forms.CharField(
        label="粘贴的单元格", strip=False, error_messages={"required": "请先在 Excel 或 WPS 里复制一块单元格，再粘贴到这里。"},
        widget=forms.Textarea(attrs={"rows": 5, "class": "form-control", "placeholder": HOW}),
    )  # fmt: skip
