"""A figure as it stands on any page: a link to its proof, its state said by a sign and in words 数字.

{% load figures %}{% figure fig %}家
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from taizhang.indicators.figure import Figure, Kind
from taizhang.web.desk.indicators.addresses import wanted_of

register = template.Library()
STATES = {
    "is-verified": "已核",
    "is-provisional": "有待核的行",
    "is-manual": "人工登记",
    "is-conflict": "与台账不符",
}


def state_class(figure: Figure) -> str:
    """The class of a figure's state: typed by hand, with rows still waiting, or verified throughout."""
    if figure.kind == Kind.MANUAL:
        return "is-manual"
    return "is-provisional" if figure.all_provisional else "is-verified"


@register.simple_tag
def figure(
    fig: Figure | None, href: str = "", text: str = "", css: str = "", unit: bool = False, up: str = ""
) -> SafeString:
    """The figure as a link; "—" with its reason when it is missing.

    `href` replaces the address of its proof, `text` what is printed, `css` its state's class; `unit` prints its unit behind
    it; `up` is the query of the figure to come back to.
    """
    if not fig:  # a template gives "" for what is not there
        return format_html('<span class="fig-none">{}</span>', "—")
    address = href or wanted_of(fig, up).url
    if fig.value is None and not text:
        why = fig.why or "没有数据"
        return format_html(
            '<a class="fig-none" href="{}" title="{}" aria-label="{}没有数：{}" data-fig>—</a>',
            address,
            why,
            fig.name,
            why,
        )
    state = css or state_class(fig)
    shown = text or fig.grouped
    label = f"{fig.name} {shown}{fig.unit}，{STATES.get(state, '')}，看数据"
    link = format_html(
        '<a class="fig {}" href="{}" aria-label="{}" data-fig>{}</a>', state, address, label, shown
    )
    return format_html('<span class="nowrap">{}{}</span>', link, fig.unit) if unit else link
