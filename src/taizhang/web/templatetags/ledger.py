"""How values are written on screens: 万元, days, states, masked personal data."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template

register = template.Library()
WAN = Decimal(10_000)


@register.filter
def wan(value: Decimal | None) -> str:
    """Yuan as 万元 with two decimals and thousands; missing is — (never 0)."""
    if value is None:
        return "—"
    return f"{(value / WAN).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"
