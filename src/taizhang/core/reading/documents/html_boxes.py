"""Which elements of a web page are the site's own: menus, footers, lists of links, share buttons."""

import re

from taizhang.core.reading.documents.archive import Element

_SITE_TAGS = frozenset("nav footer aside".split())
_SITE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navbar|menu|submenu|foot|footer|bottom|copyright|breadcrumb|breadcrumbs|crumb|crumbs|location|position|weizhi"
    r"|sidebar|sider|aside|related|relate|recommend|hot|rank|share|bdshare|social|tools?|toolbar|topbar|search|login|banner|pager|pagination"
    r"|prevnext|prev|next|comment|comments|qrcode|ewm|advert|ads|friendlink|links|tags)(?=$|[\s_-]|\d)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SENTENCE = re.compile(r"[。；！？]")
_MAIN_SHARE = 0.4  # an element with so much of the page's prose is the report, whatever it is called


def boxes_of_the_site(body: Element) -> set[Element]:
    """The outermost elements that hold nothing of the report."""
    prose = _prose_below(body)
    whole = prose.get(body, 0)
    found: set[Element] = set()
    stack = [body]
    while stack:
        element = stack.pop()
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if _looks_like_the_site(child) and prose.get(child, 0) <= _MAIN_SHARE * whole:
                found.add(child)
            else:
                stack.append(child)
    return found


def _looks_like_the_site(element: Element) -> bool:
    if element.tag in _SITE_TAGS or element.get("role") in ("navigation", "contentinfo", "search", "banner"):
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    return bool(_SITE_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}"[:300])) and element.tag in (
        "div", "ul", "ol", "dl", "section", "p", "span", "td", "table", "header",
    )  # fmt: skip


def _prose_below(body: Element) -> dict[Element, int]:
    """For each element the weight of the prose in it and below, counted from the leaves."""
    counts: dict[Element, int] = {}
    for element in reversed(list(body.iter())):
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        own = counts.get(element, 0) + _prose(element.text)
        counts[element] = own
        parent = element.getparent()
        if parent is not None:
            counts[parent] = counts.get(parent, 0) + own + _prose(element.tail)
    return counts


def _prose(text: str | None) -> int:
    """Characters, four times for a text with a sentence end: reports have them, menus do not."""
    if not text:
        return 0
    return 4 * len(text) if _SENTENCE.search(text) else len(text.strip())
