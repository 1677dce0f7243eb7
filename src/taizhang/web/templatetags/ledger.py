"""How values are written on screens: 万元, days, states, masked personal data."""

import uuid
from datetime import datetime
from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from taizhang.decisions.models import Decision
from taizhang.merging.models import Merge
from taizhang.operations.absence import worker_absent
from taizhang.registers.successors import merged_away, successor_of
from taizhang.web import values
from taizhang.web.desk.deciding.kept import Kept, kept_of

register = template.Library()
wan = register.filter("wan", values.wan)
TAIL = 8  # characters at the end of a long name that may stay in sight
BRANCHES = ("分公司", "分院", "分所", "分中心", "研究院", "事业部")


@register.simple_tag(takes_context=True)
def csrf_token(context: template.Context) -> SafeString:
    """As Django's own, and beside it the form's own mark: what is sent twice with the same mark is done once."""
    proof = SafeString(CsrfTokenNode().render(context))
    return (
        format_html('{}<input type="hidden" name="once" value="{}">', proof, uuid.uuid4().hex)
        if proof
        else proof
    )


@register.inclusion_tag("parts/no_worker.html")
def no_worker() -> dict[str, bool]:
    """On the page of somebody who waits for a job: whether nobody is there to do it."""
    return {"absent": worker_absent(timezone.now())}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign of our sprite; always beside a word."""
    sprite = static("taizhang/icons.svg")
    return format_html('<svg class="ico" aria-hidden="true"><use href="{}#i-{}"/></svg>', sprite, name)


@register.simple_tag
def tail(name: str) -> SafeString:
    """A name that may be cut in the middle: its end (…澜江分公司) tells branches apart and stays in sight."""
    cut = max(name.rfind(word, 0, -4) + len(word) for word in ("公司", "）", ")", "集团"))
    if len(name) <= 16 or not name.endswith(BRANCHES) or len(name) - cut > TAIL or cut < 4:
        return format_html('<span class="clip">{}</span>', name)
    return format_html('<span class="clip">{}</span><span>{}</span>', name[:cut], name[cut:])


@register.filter
def grouped(value: Any) -> str:
    """A count with thousands: 2,846."""
    return "—" if value is None or value == "" else f"{value:,}"


@register.filter
def minutes(seconds: int | None) -> int | None:
    """Whole minutes, rounded up."""
    return None if not seconds else -(-seconds // 60)


@register.simple_tag
def state(record: Any) -> SafeString:
    """The mark of a record's state, its word for those who hear the page."""
    label = record.get_state_display()
    sign = values.state_sign(record)
    return format_html(
        '<span class="st {}" title="{}"><span class="visually-hidden">{}</span></span>', sign, label, label
    )


@register.simple_tag
def merged(record: Any) -> dict[str, Any]:
    """Of an organization: into which it was merged, which were merged into it, and by which merge."""
    if record.register_name != "organizations":
        return {}
    into = successor_of(record)
    ids = [f.pk for f in merged_away(record.pk)]
    done = Merge.objects.filter(bureau=record.bureau_id, state=Merge.State.DONE).order_by("-pk")
    about = done.filter(kept=record.merged_into_id or record.pk) if into or ids else done.none()
    found = [m for m in about if record.pk in m.gone_ids or (set(ids) & set(m.gone_ids))]
    return {"into": into, "merges": found}


@register.simple_tag
def kept_working(record: Any) -> Kept | None:
    """Of a decision: what it saw and how it was worked out."""
    return kept_of(record) if isinstance(record, Decision) else None


@register.filter
def badges(record: Any) -> list[str]:
    """What a record is, out of its choices that say a kind: 企业, 市级."""
    told = type(record).Register
    names = getattr(told, "badges", ()) or [
        n for n in told.filters if n in ("kind", "level", "status", "stage")
    ]
    found = []
    for name in names:
        value = getattr(record, name, None)
        field = type(record)._meta.get_field(name)
        if value and hasattr(field, "kind"):
            found.append(values.written(field, value).text)
    return found


@register.filter
def minus(total: int, some: Any) -> int:
    return int(total) - len(some)


@register.filter
def when(at: datetime) -> str:
    """A moment as one says it: 10:42 today, 昨天 09:15, 7-06 15:20 this year, else the day."""
    local = timezone.localtime(at)
    days = (timezone.localdate() - local.date()).days
    if days <= 1:
        return f"{'昨天 ' if days else ''}{local:%H:%M}"
    if local.year == timezone.localdate().year:
        return f"{local.month}-{local:%d %H:%M}"
    return f"{local:%Y-%m-%d}"


@register.filter
def error_count(form: Any) -> int:
    """How many places of a form are to be changed."""
    return sum(len(errors) for errors in form.errors.values())


@register.filter
def timesince_days(at: datetime) -> int:
    """Whole days since a moment."""
    return (timezone.localdate() - timezone.localtime(at).date()).days
