"""Addresses of the ladder with one thing changed: {% asked asking show="near" %}."""

from typing import Any

from django import template

from taizhang.web.desk.ladder.asking import Asking

register = template.Library()


@register.simple_tag
def asked(asking: Asking, **changed: Any) -> str:
    """The query of the same ladder with some of it changed."""
    return asking.query(**changed)
