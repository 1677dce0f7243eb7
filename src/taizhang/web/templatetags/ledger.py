"""How values are written on screens: 万元, days, states, masked personal data."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
WAN = Decimal(10_000)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign of our sprite; always beside a word."""
    sprite = static("taizhang/icons.svg")
    return format_html('<svg class="ico" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


@register.filter
def wan(value: Decimal | None) -> str:
    """Yuan as 万元 with two decimals and thousands; missing is — (never 0)."""
    if value is None:
        return "—"
    return f"{(Decimal(value) / WAN).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


@register.filter
def grouped(value: Any) -> str:
    """A count with thousands: 2,846."""
    return "—" if value is None or value == "" else f"{value:,}"


@register.filter
def minutes(seconds: int | None) -> int | None:
    """Whole minutes, rounded up."""
    return None if not seconds else -(-seconds // 60)
