"""A layout's data, and the figure of one cell 报送表的表单."""

from typing import Any

from django import forms

from taizhang.accounts.models import Bureau
from taizhang.indicators.indicator import Indicator
from taizhang.indicators.searching import meant
from taizhang.regions.models import Region
from taizhang.reports.handins.models import CellTie, Layout


class LayoutForm(forms.Form):
    """What a table is called, to whom and how often it goes, and its workbook."""

    name = forms.CharField(label="表名", max_length=100)
    superior = forms.CharField(label="报给", max_length=100, required=False)
    every = forms.ChoiceField(label="多久报一次", choices=Layout.Every.choices, initial=Layout.Every.HALF)
    due_days = forms.IntegerField(label="期末后几天内报", min_value=0, max_value=365, initial=15)
    file = forms.FileField(label="上级的空表", allow_empty_file=True)

    def __init__(self, *args: Any, layout: Layout | None = None, **more: Any) -> None:
        if layout is not None:
            names = ("name", "superior", "every", "due_days")
            more["initial"] = {name: getattr(layout, name) for name in names}
        super().__init__(*args, **more)
        self.fields["file"].required = layout is None
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-select" if name == "every" else "form-control"
        self.fields["file"].widget.attrs["accept"] = ".xlsx"
        self.fields["name"].widget.attrs["placeholder"] = "如 全市科技创新主要指标半年报"
        self.fields["superior"].widget.attrs["placeholder"] = "如 市科技局规划科"

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "superior", "every", "due_days")}

    def content(self) -> dict[str, Any]:
        """The workbook that came, as the actions take it; nothing when none came."""
        file = self.cleaned_data.get("file")
        return {"content": file.read(), "file_name": file.name} if file else {}


class TieForm(forms.Form):
    """Which figure a cell wants. The indicator is picked, or typed: its name, its code, or a formula."""

    sheet = forms.CharField(max_length=60, widget=forms.HiddenInput)
    cell = forms.CharField(max_length=10, widget=forms.HiddenInput)
    title = forms.CharField(max_length=300, required=False)
    expression = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    rule = forms.ChoiceField(label="取哪一期", choices=CellTie.Rule.choices)
    region = forms.ModelChoiceField(Region.objects.none(), label="区划", required=False)
    unit = forms.CharField(label="单位", max_length=20, required=False)
    decimals = forms.IntegerField(label="小数位", min_value=0, max_value=6, required=False)
    over_formula = forms.BooleanField(label="盖掉公式", required=False)

    def __init__(self, *args: Any, bureau: Bureau, indicators: dict[str, Indicator], **more: Any) -> None:
        super().__init__(*args, **more)
        self.indicators = indicators
        inside = Region.objects.filter(path__startswith=bureau.region.path).exclude(pk=bureau.region_id)
        region: Any = self.fields["region"]
        region.queryset, region.empty_label = inside, f"全部（{bureau.region.name}）"
        for name in ("rule", "region"):
            self.fields[name].widget.attrs["class"] = "form-select"
        for name in ("unit", "decimals"):
            self.fields[name].widget.attrs |= {"class": "form-control", "placeholder": "按指标"}

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        told["expression"] = meant(told.get("title") or "", told.get("expression") or "", self.indicators)
        if not told["expression"]:
            self.add_error("title", "请选一个指标：输入名称、拼音首字母或代码，再从列表里点选。")
        return told

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "title"}
