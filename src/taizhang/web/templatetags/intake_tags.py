"""Links from a value to the cell of the workbook it came from, and long names whose end tells 来源链接."""

from django import template
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from taizhang.intake.queries import Source, source_of
from taizhang.registers.record import Record

register = template.Library()
END = 10  # characters at the end of a long name that stay in sight


@register.simple_tag
def source_link(record: Record, field: str) -> SafeString:
    """Where a field's value came from: 118!B27 as a link, else in words; nothing when the ledger does not know.

    {% load intake_tags %}{% source_link record "name" %}
    """
    found = source_of(record, field)
    if found is None:
        return SafeString("")
    if found.kind != "import" or found.batch is None or found.sheet is None:
        return format_html(
            '<span class="src">{}</span>',
            {"form": "人工登记", "proposal": "采纳填报"}.get(found.kind, found.words or "登记"),
        )
    return format_html(
        '<a class="src" href="{}" title="{} · {}{}">{}!{}</a>',
        source_address(found, record), found.batch.name, found.sheet_name, f" · {found.header}" if found.header else "",
        found.batch.number, found.place,
    )  # fmt: skip


def source_address(source: Source, record: Record) -> str:
    """The address of the workbook page with the cell marked."""
    assert source.batch and source.sheet
    query = QueryDict(mutable=True)
    query["sheet"], query["cell"] = str(source.sheet.number), source.cell
    query["of"] = f"{type(record).register_name}.{record.pk}"
    return f"{reverse('batch_source', args=[source.batch.number])}?{query.urlencode()}"


@register.filter
def ends_kept(name: str) -> tuple[str, str]:
    """A long name in two parts, of which the second is never cut: …（南渡）有限公司.xlsx."""
    return (name[:-END], name[-END:]) if len(name) > 2 * END else (name, "")


@register.simple_tag(takes_context=True)
def at_here(context: template.Context, at: str) -> str:
    """The page's address with the cursor at a line, for a form to come back to."""
    query = context["request"].GET.copy()
    query["at"] = at
    return str(query.urlencode())
